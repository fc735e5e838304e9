"""A shielded case at the desk: a fresh second factor, and a second person for everyone else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.around import WHERE, a_check_in
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY, a_followup, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework import queries
from fristed.casework.actions import breaking_glass, shielding
from fristed.casework.models import Case, CheckIn, Trip
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.organisation.queries import PersonOn
from fristed.sealing.custodians import new_identity
from fristed.vault import keeper as keeper_socket
from fristed.vault.choices import FileKind
from fristed.vault.keeper import KeeperRefused
from fristed.vault.models import File, Grant
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WEEK = {"starts_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=7)).isoformat()}
AWAY = {"leaves_on": TODAY.isoformat(), "returns_on": (TODAY + timedelta(days=9)).isoformat()}


@pytest.fixture
def at_work(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    people.amina, people.birger, people.celine, people.ingrid, people.oda  # noqa: B018 - made
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    token = (keeper_home / "admin.token").read_text().strip()
    told = [{"name": name, "recipient": new_identity().recipient} for name in ("a", "b", "c")]
    keeper_socket.call("admin.set_custodians", token=token, custodians=told)
    return people


@pytest.fixture
def case(at_work):
    with as_role(DESK.role):
        case = a_real_case(at_work.amina)
        a_followup(at_work.amina, case)
        return case


def shield(at_work, desk_client, case):
    page = a_browser(desk_client, at_work.amina)
    named = [at_work.ingrid.ref, at_work.oda.ref]
    return page.post(f"/cases/{case.ref}/shield/", {"named": named})


def test_shield_case_from_the_page_and_read_it_still(at_work, case, desk_client):
    page = a_browser(desk_client, at_work.amina)
    few = page.post(f"/cases/{case.ref}/shield/", {"named": [at_work.ingrid.ref]})
    assert "Navngi minst to andre." in few.content.decode()

    assert shield(at_work, desk_client, case).status_code == 302

    shown = page.get(f"/cases/{case.ref}/")
    assert shown.status_code == 200
    assert "ufullstendig" not in shown.content.decode()
    again = shield(at_work, desk_client, case)
    assert "skjermet fra før" in again.content.decode()
    with as_role(DESK.role):  # a stand-in does not get it with the others
        assert queries.open_cases_of(at_work.amina, colleague=at_work.birger.id) == {}


def test_an_emergency_opening_of_it_takes_two_persons(at_work, case, desk_client):
    shield(at_work, desk_client, case)
    form = {"reference": case.ref, "ground": "marriage", "reason": "Det skjer i kveld."}
    birger = a_browser(desk_client, at_work.birger)

    alone = birger.post("/emergency/", form)
    assert "En av de navngitte må stå bak dette selv." in alone.content.decode()
    assert "Det skjer i kveld." in alone.content.decode()

    behind = {"reference": case.ref, "holder": at_work.birger.ref}
    refused = birger.post("/emergency/stand-behind/", behind | {"holder": at_work.oda.ref})
    assert "ikke navngitt" in refused.content.decode()
    ingrid = a_browser(desk_client, at_work.ingrid)
    assert ingrid.post("/emergency/stand-behind/", behind).status_code == 302

    opened = birger.post("/emergency/", form)
    assert (opened.status_code, opened["Location"]) == (302, f"/cases/{case.ref}/")
    assert birger.get(f"/cases/{case.ref}/").status_code == 200
    assert ingrid.get(f"/cases/{case.ref}/").status_code == 404  # she reads nothing by it


def test_without_a_fresh_second_factor_the_page_asks_for_it(
    at_work, case, desk_client, monkeypatch
):
    shield(at_work, desk_client, case)

    def not_recent(op, **fields):
        if op == "open":
            raise KeeperRefused("not_recent", "Bekreft hvem du er på nytt før du gjør dette.")
        return real(op, **fields)

    real = keeper_socket.call
    monkeypatch.setattr(keeper_socket, "call", not_recent)  # eleven minutes later, to the socket
    shown = a_browser(desk_client, at_work.amina).get(f"/cases/{case.ref}/")

    assert shown.status_code == 403
    assert "Bekreft" in shown.content.decode()
    assert "/sign-in/" in shown.content.decode() or "/step-up/" in shown.content.decode()


@pytest.mark.parametrize("is_shielded_first", [True, False])
def test_a_journeys_addresses_are_shielded_as_the_case_is(
    at_work, case, desk_client, is_shielded_first
):
    """C7: agreed before or after. A stand-in gets no key to them, and in an emergency two persons
    open them."""
    page = a_browser(desk_client, at_work.amina)
    if is_shielded_first:
        page.post("/stand-ins/", WEEK | {"colleague": at_work.celine.ref})
        shield(at_work, desk_client, case)
    typed = AWAY | {"country": "PK", "addresses": WHERE, "at_day": "L", "at_three_days": "U"}
    assert page.post(f"/cases/{case.ref}/travel/agree/", typed).status_code == 302
    if not is_shielded_first:
        shield(at_work, desk_client, case)
    where = missed(at_work.amina)

    assert WHERE in page.post(where, {"reason": "missed"}).content.decode()
    with as_role(WORKER.role):
        assert all(File.objects.values_list("shielded_on", flat=True))
        on_addresses = Grant.objects.filter(file__kind=FileKind.TRIP)
        assert [one.holder for one in on_addresses] == [at_work.amina.ref]
    birger, ingrid = (a_browser(desk_client, one) for one in (at_work.birger, at_work.ingrid))
    behind = {"reference": case.ref, "holder": at_work.birger.ref}
    ingrid.post("/emergency/stand-behind/", behind)
    asked = {"reference": case.ref, "ground": "life_or_health", "reason": "Hun svarer ikke."}
    birger.post("/emergency/", asked)
    alone = birger.post(where, {"reason": "missed"}).content.decode()
    assert "En av de navngitte må stå bak dette selv." in alone
    assert WHERE not in alone
    ingrid.post("/emergency/stand-behind/", behind)
    assert WHERE in birger.post(where, {"reason": "missed"}).content.decode()


def missed(actor) -> str:
    """The address of a journey on which a contact was missed."""
    with as_role(DESK.role), scope(actor):
        trip = Trip.objects.get()
        case = queries.case_by_ref(Case.objects.get(pk=trip.case_id).ref)
        a_check_in(actor, case, trip.ref, due_at=timezone.now())
        CheckIn.objects.update(outcome="missed", settled_on=TODAY)
    return f"/cases/{case.ref}/trips/{trip.ref}/addresses/"


def test_nobody_stands_behind_her_own_access(at_work, case, desk_client):
    shield(at_work, desk_client, case)
    ingrid = at_work.ingrid
    herself = PersonOn(ingrid.id, ingrid.ref, ingrid.name, "raad-ost", next(iter(ingrid.roles)))

    with as_role(DESK.role):
        with pytest.raises(KeeperRefused, match="same_person"):
            shielding.Behind.ask(ingrid, case, herself)
        with pytest.raises(KeeperRefused, match="needs_second"):
            breaking_glass.Glass.ask(ingrid, case, reason="Fare", at=NOW)
    assert timedelta(minutes=60) == breaking_glass.LASTS
