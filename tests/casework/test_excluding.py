"""A case closed to somebody by name: it is gone for her, everywhere and at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY, a_real_case, given
from tests.factories.staff import Staff, as_role

from fristed.casework import access, queries
from fristed.casework.actions import breaking_glass, excluding, reading, standing_in
from fristed.casework.choices import EmergencyGround
from fristed.casework.models import Case, Exclusion
from fristed.config.doors import DESK
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import PersonOn, actor_for
from fristed.vault import granting
from fristed.vault.choices import Ground
from fristed.vault.keeper import KeeperRefused
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Celine er kusine av faren."


@pytest.fixture
def at_work(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    people.amina, people.celine, people.ingrid, people.oda, people.birger  # noqa: B018 - made
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def case(at_work):
    with as_role(DESK.role):
        return a_real_case(at_work.amina)


def person(actor) -> PersonOn:
    unit = min({*actor.units, *actor.leads})
    return PersonOn(actor.id, actor.ref, actor.name, unit, next(iter(actor.roles)))


def exclude(actor, case, whom):
    with as_role(DESK.role):
        barred = excluding.Barred.ask(actor, case, person(whom))
        excluding.exclude_person(actor, case, barred=barred, reason=SECRET, on=TODAY)


def today(actor):
    """The actor as the middleware makes her from now on."""
    with as_role(DESK.role):
        return actor_for(
            _Signed(actor.id, actor.ref, actor.name),
            door="desk",
            assertion=actor.assertion,
            at=NOW + timedelta(seconds=5),
        )


class _Signed:
    def __init__(self, pk, ref, name):
        self.pk, self.ref, self.name = pk, ref, name


def lend(amina, colleague, case):
    with as_role(DESK.role):
        standing_in.appoint_stand_in(
            amina,
            person(colleague),
            lent=standing_in.Lent.ask(
                amina,
                person(colleague),
                cases={case.ref: case.pk},
                starts_on=TODAY,
                ends_on=TODAY + timedelta(days=7),
            ),
            on=TODAY,
        )


def test_a_stand_in_who_is_excluded_loses_the_case_at_once(at_work, case, desk_client):
    amina, celine = at_work.amina, at_work.celine
    lend(amina, celine, case)
    page = a_browser(desk_client, celine)
    assert page.get(f"/cases/{case.ref}/").status_code == 200

    exclude(amina, case, celine)

    excluded = today(celine)
    assert excluded.excluded == {case.ref}
    assert excluded.covers == {amina.id}  # she still stands in, for the others
    assert page.get(f"/cases/{case.ref}/").status_code == 404
    assert case.ref not in page.get("/cases/").content.decode()
    assert case.ref not in page.get("/").content.decode()
    with as_role(DESK.role):
        assert queries.own_cases(excluded, is_open=True, number=1, on=TODAY).total == 0
        with scope(excluded):
            assert not queries.cases_readable_by(excluded).exists()
            assert not Case.objects.filter(pk=case.pk).exists()  # the second wall
    with pytest.raises(KeeperRefused, match="no_grant"):  # and the keeper
        _open(celine, case)


def _open(actor, case):
    with as_role(DESK.role):
        row = queries.case_by_ref(case.ref)
        grant = reading.read_case(replace(actor, covers=frozenset({row.adviser_id})), row)
        with scope(_owner_scope(row)):
            sealed = Case.objects.get(pk=row.pk).name
        grant.unlock([sealed])


def _owner_scope(row):
    from tests import personas

    return replace(personas.amina, id=row.adviser_id)


def test_an_excluded_person_cannot_break_the_glass_and_is_told_nothing(at_work, case):
    """C9: to her the case does not exist; the answer is that of a missing one."""
    exclude(at_work.amina, case, at_work.birger)
    birger = today(at_work.birger)

    with as_role(DESK.role):
        with pytest.raises(Denied) as denied:
            breaking_glass.ask_to_break_glass(birger, case)
        with pytest.raises(KeeperRefused, match="not_allowed"):  # whatever the gate was told
            breaking_glass.Glass.ask(birger, case, reason="Fare", at=NOW)
        no_case = queries.case_by_ref("sak_x")
    assert denied.value.reason == "missing"
    assert access.may_break_glass(birger, no_case).reason == "missing"


def test_the_leader_who_is_excluded_sees_neither_log_nor_that_there_is_a_case(at_work, case):
    exclude(at_work.amina, case, at_work.ingrid)
    ingrid = today(at_work.ingrid)

    with as_role(DESK.role):
        assert not access.may_see_access_log(ingrid, case)
        assert queries.cases_of(ingrid, person(at_work.amina)) == ()
        with_access = replace(ingrid, excluded=frozenset())
        assert queries.cases_of(with_access, person(at_work.amina)) == ()  # the database too


def test_emergencies_and_alarms_are_silent_to_whom_the_case_is_closed(at_work, case):
    with as_role(DESK.role):
        glass = breaking_glass.Glass.ask(at_work.birger, case, reason="Fare", at=NOW)
        breaking_glass.break_glass(
            at_work.birger,
            case,
            glass=glass,
            ground=EmergencyGround.MARRIAGE,
            reason="Fare",
            at=NOW,
        )
        assert len(queries.emergencies_seen_by(at_work.ingrid, now=NOW)) == 1
    exclude(at_work.amina, case, at_work.ingrid)
    exclude(at_work.amina, case, at_work.oda)

    with as_role(DESK.role):
        for one in (at_work.ingrid, at_work.oda):
            assert queries.emergencies_seen_by(today(one), now=NOW) == ()


def test_no_grant_reaches_her_whatever_asks_for_it(at_work, case):
    amina, celine = at_work.amina, at_work.celine
    exclude(amina, case, celine)

    with as_role(DESK.role):
        with pytest.raises(KeeperRefused, match="not_allowed"):
            standing_in.Lent.ask(
                amina,
                person(celine),
                cases={case.ref: case.pk},
                starts_on=TODAY,
                ends_on=TODAY + timedelta(days=7),
            )
        assert case.ref not in queries.open_cases_of(amina, colleague=celine.id)
        assert case.ref in queries.open_cases_of(amina, colleague=at_work.birger.id)
        unsigned = given(case.ref, celine, ground=Ground.STAND_IN, by=amina)
        with pytest.raises(DatabaseError, match="no grant to give"), scope(amina):
            granting.keep(case.pk, unsigned)


@pytest.mark.parametrize("key", ["celine", "birger", "ingrid", "oda"])
def test_only_the_responsible_adviser_closes_her_case(at_work, case, key):
    """C1."""
    actor = getattr(at_work, key)

    with as_role(DESK.role), pytest.raises(Denied):
        excluding.exclude_person(
            actor, case, barred=excluding.Barred(person(at_work.celine)), reason="x", on=TODAY
        )
    assert trail(case.ref)[-1] == ("refused", "case.exclude_person", "not_responsible")


def test_she_cannot_close_it_to_herself_or_twice(at_work, case):
    exclude(at_work.amina, case, at_work.celine)

    with as_role(DESK.role):
        with pytest.raises(KeeperRefused, match="not_allowed"):
            excluding.Barred.ask(at_work.amina, case, person(at_work.amina))
    with pytest.raises(RuleBroken):
        exclude(at_work.amina, case, at_work.celine)


def test_the_page_closes_and_opens_and_seals_why(at_work, case, desk_client):
    page = a_browser(desk_client, at_work.amina)
    address = f"/cases/{case.ref}/exclusions/"
    assert page.get(address).status_code == 200

    sent = page.post(address, {"person": at_work.celine.ref, "reason": SECRET})
    assert sent.status_code == 302
    shown = page.get(address).content.decode()
    assert SECRET in shown
    with as_role(DESK.role), scope(at_work.amina):
        row = Exclusion.objects.get()
        assert SECRET.encode() not in row.reason.blob

    assert page.post(f"{address}{at_work.celine.ref}/end/").status_code == 302
    assert today(at_work.celine).excluded == frozenset()
