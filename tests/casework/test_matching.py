"""Two advisers with one person: off until the officer says why; then yes or no, and a choice."""

import secrets

import pytest
from django.db import ProgrammingError
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework.models import Match, MatchingGround
from fristed.casework.tasks import keep_matches
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.kernel.traces import is_birth_number
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

TYPED: dict[str, str] = {}
GROUND = {"purpose": "Unngå at to følger opp uten å vite det.", "legal_basis": "Ført av ombudet."}


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def at_desk(desk_client, staff):
    return lambda actor: a_browser(desk_client, actor)


@pytest.fixture
def cases(staff):
    with as_role(DESK.role):
        return {who: a_real_case(getattr(staff, who)) for who in ("amina", "birger")}


@pytest.fixture
def switched_on(at_desk, staff):
    at_desk(staff.oda).post("/matching/", GROUND)


@pytest.fixture(autouse=True)
def number(monkeypatch):
    """Another one for each test: the keeper remembers the quarter's."""
    made = next(filter(is_birth_number, iter(lambda: f"{secrets.randbelow(10**11):011}", "")))
    monkeypatch.setitem(TYPED, "identifier", made)
    return made


def ask(page, case, **changed):
    return page.post(f"/cases/{case.ref}/match/", TYPED | changed).content.decode()


def test_a_slip_of_the_finger_is_asked_of_nobody(staff, at_desk, cases, switched_on, number):
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

    shown = ask(at_desk(staff.amina), cases["amina"], identifier=wrong)

    assert "Det er ikke et gyldig nummer. Se over sifrene." in shown
    assert "case.ask_match" not in {done for _event, done, _detail in trail(cases["amina"].ref)}


def grounds():
    with as_role(DESK.role):
        return list(MatchingGround.objects.all())


def tell():
    with as_role(WORKER.role):
        keep_matches(TODAY)


def test_nobody_may_ask_before_the_officer_has_recorded_why(staff, at_desk, cases):
    answer = ask(at_desk(staff.amina), cases["amina"], is_in_case="on")

    assert "Ikke slått på" in answer
    assert "case.ask_match" not in {action for _, action, _ in trail(cases["amina"].ref)}


def test_the_officer_alone_switches_it_on_and_off(staff, at_desk, cases):
    page = at_desk(staff.oda)
    assert at_desk(staff.ingrid).post("/matching/", GROUND).status_code == 404
    page.post("/matching/", GROUND | {"legal_basis": ""})
    assert grounds() == []

    page.post("/matching/", GROUND)
    on = page.get("/matching/").content.decode()
    page.post("/matching/end/")

    with as_role(DESK.role):
        with scope(staff.ingrid):
            assert MatchingGround.objects.update(ended_on=None) == 0
        hers = GROUND | {"recorded_by_id": staff.ingrid.id, "recorded_on": TODAY}
        with scope(staff.ingrid), pytest.raises(ProgrammingError, match="row-level security"):
            MatchingGround.objects.create(**hers)
    assert GROUND["purpose"] in on
    assert [(row.purpose, row.ended_on) for row in grounds()] == [(GROUND["purpose"], TODAY)]


def test_both_are_told_that_and_only_that_and_each_decides(staff, at_desk, cases, switched_on):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)

    first = ask(amina, cases["amina"], is_in_case="on")
    second = ask(birger, cases["birger"], is_in_case="on")
    tell()
    mornings = [page.get("/").content.decode() for page in (amina, birger)]

    assert "Ingen andre har spurt" in first
    assert "Noen andre arbeider også med denne personen" in second
    assert all("Noen andre arbeider med samme person" in morning for morning in mornings)
    assert TYPED["identifier"] not in first + second
    seen = birger.get(f"/cases/{cases['birger'].ref}/match/").content.decode()
    assert "Amina" not in seen
    assert cases["amina"].ref not in seen

    ((number,),) = rows(staff.amina)
    amina.post(f"/cases/{cases['amina'].ref}/match/{number}/decide/", {"wants_contact": "yes"})

    seen = birger.get(f"/cases/{cases['birger'].ref}/match/").content.decode()
    assert "Amina vil gjerne ha kontakt." in seen
    assert "Birger" not in amina.get(f"/cases/{cases['amina'].ref}/match/").content.decode()
    assert "Noen andre arbeider med samme person" not in amina.get("/").content.decode()


def test_for_an_anonymous_case_only_the_asker_learns(staff, at_desk, cases, switched_on):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    ask(amina, cases["amina"], is_in_case="on")

    answer = ask(birger, cases["birger"])
    tell()

    assert "Noen andre arbeider også" in answer
    assert rows(staff.amina) == rows(staff.birger) == []


def test_deciding_for_another_or_twice_changes_nothing(staff, at_desk, cases, switched_on):
    """C1, C17."""
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    ask(amina, cases["amina"], is_in_case="on")
    ask(birger, cases["birger"], is_in_case="on")
    tell()
    ((number,),) = rows(staff.amina)

    decide = f"/cases/{cases['birger'].ref}/match/{number}/decide/"
    assert amina.post(decide, {"wants_contact": "yes"}).status_code == 404
    birger.post(decide, {"wants_contact": "yes"})  # the number is of Amina's case
    own = f"/cases/{cases['amina'].ref}/match/{number}/decide/"
    amina.post(own, {"wants_contact": "no"})
    amina.post(own, {"wants_contact": "yes"})

    with as_role(DESK.role), scope(staff.amina):
        assert [row.wants_contact for row in Match.objects.all()] == [False]


def rows(actor):
    with as_role(DESK.role), scope(actor):
        return list(Match.objects.values_list("number"))
