"""A case that is held back from destruction, and its file's own day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.casework.conftest import trail
from tests.factories.around import a_trip
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_case, a_followup, a_real_case, close
from tests.factories.staff import as_role

from fristed.casework import access, queries
from fristed.casework.actions import closing, holding, reading
from fristed.casework.models import LegalHold, TripAddresses
from fristed.config.doors import WORKER
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken
from fristed.vault.models import File

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WHY = "Retten har bedt om saken."


def held_files():
    with as_role(WORKER.role):
        return set(File.objects.filter(legal_hold=True).values_list("ref", flat=True))


def test_a_held_case_takes_its_journeys_along_also_those_agreed_later(at_the_desk):
    amina = at_the_desk.amina
    case, other = a_case(amina), a_case(amina)
    a_trip(amina, case)
    a_trip(amina, other)

    holding.hold_case(amina, case, why=WHY, on=TODAY)
    with pytest.raises(RuleBroken, match="alt"):
        holding.hold_case(amina, case, why=WHY, on=TODAY)
    a_trip(amina, case)

    with scope(amina):
        beside = TripAddresses.objects.filter(case_id=case.pk)
        own = {case.ref, *beside.values_list("file__ref", flat=True)}
    assert held_files() == own
    assert len(own) == 3
    holding.lift_hold(amina, case, why="Retten er ferdig.", on=TODAY)
    assert held_files() == set()
    assert [entry for entry in trail(case.ref) if "hold" in entry[1]] == [
        ("begun", "case.hold", ""),
        ("begun", "case.hold", ""),
        ("begun", "case.lift_hold", ""),
    ]


def test_nobody_else_holds_or_lifts(at_the_desk):
    """C1, C7: who stands in may hold, since that never waits; only the responsible lets go."""
    amina = at_the_desk.amina
    case = a_case(amina)
    for key in ("celine", "birger", "ingrid", "oda", "kari"):
        for act in (holding.hold_case, holding.lift_hold):
            with pytest.raises(Denied):
                act(getattr(at_the_desk, key), case, why=WHY, on=TODAY)
    with scope(amina):
        assert not LegalHold.objects.exists()
    covering = replace(at_the_desk.celine, covers=frozenset({amina.id}))
    assert access.may_hold_case(covering, case)
    assert not access.may_lift_hold(covering, case)


def test_the_page_says_it_is_held_and_lifting_asks_to_be_sure(signed_in, desk_client):
    amina = signed_in.amina
    case = a_real_case(amina)
    page = a_browser(desk_client, amina)
    at = f"/cases/{case.ref}/"

    assert page.post(f"{at}hold/", {"why": WHY}).status_code == 302
    assert "Saken holdes tilbake fra sletting." in page.get(at).content.decode()
    assert WHY in page.get(f"{at}hold/").content.decode()
    assert page.post(f"{at}hold/lift/", {"why": "Ferdig"}).status_code == 200  # not sure
    assert held_files() == {case.ref}
    page.post(f"{at}hold/lift/", {"why": "Ferdig", "is_sure": "on"})

    assert held_files() == set()
    assert "Saken holdes tilbake fra sletting." not in page.get(at).content.decode()
    log = page.get(f"{at}access-log/").content.decode()
    assert "Holdt saken tilbake fra sletting" in log
    assert WHY not in log


def test_the_day_a_later_rule_gave_stands_on_the_page_and_ends_reopening(signed_in):
    amina = signed_in.amina
    case = a_real_case(amina)
    a_followup(amina, case)
    close(amina, case)
    day = TODAY + timedelta(days=1000)
    with as_role(WORKER.role):
        File.objects.filter(ref=case.ref).update(expires_on=day)

    grant = reading.read_case(amina, case)
    (ending,) = queries.case_page(amina, case, grant, on=TODAY).endings
    assert ending.expires_on == day
    with pytest.raises(RuleBroken) as late:
        closing.reopen_case(amina, queries.case_by_ref(case.ref), on=day + timedelta(days=1))
    assert late.value.code == "expired"
