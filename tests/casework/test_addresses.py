"""A journey's addresses go where the case goes, and to nobody else: with a real keeper."""

from datetime import date, timedelta

import pytest
from tests.casework.conftest import trail
from tests.casework.test_excluding import exclude, today
from tests.casework.test_people_pages import words
from tests.casework.test_sharing import hand_over, the_share
from tests.factories.around import AGREED, WHERE, a_check_in, a_real_trip
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case, close
from tests.factories.staff import Staff, as_owner, as_role

from fristed.casework.models import CheckIn, TripAddresses
from fristed.casework.rules.closing import expires_on
from fristed.config.doors import DESK, WORKER
from fristed.gate import ReadGrant, scope
from fristed.vault import keeper as keeper_socket
from fristed.vault.choices import FileKind
from fristed.vault.keeper import KeeperRefused
from fristed.vault.models import File, Grant, RetentionRule
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WEEK = {
    "starts_on": TODAY.isoformat(),
    "ends_on": (TODAY + timedelta(days=7)).isoformat(),
}


@pytest.fixture
def at_work(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    people.amina, people.celine, people.birger, people.ingrid, people.oda  # noqa: B018 - made
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def desk(desk_client, at_work):
    return lambda actor: a_browser(desk_client, actor)


@pytest.fixture
def case(at_work):
    with as_role(DESK.role):
        return a_real_case(at_work.amina)


def a_missed_journey(actor, case) -> str:
    """Its address. A contact was due thirty hours ago, and nobody called."""
    with as_role(DESK.role):
        trip = a_real_trip(actor, case)
        a_check_in(actor, case, trip)
        with scope(actor):
            CheckIn.objects.update(outcome="missed", settled_on=TODAY)
    return f"/cases/{case.ref}/trips/{trip}/addresses/"


def opened(page, where) -> str:
    return words(page.post(where, {"reason": "missed"}))


def check_keeper_refuses(actor, sealed):
    """Whatever Django was told: the keeper gives no key to the text."""
    row, ref = sealed
    grant = ReadGrant(file=ref, assertion=actor.assertion, purpose="read")
    with pytest.raises(KeeperRefused) as refused:
        grant.unlock([row])
    assert refused.value.code == "no_grant"


def test_a_stand_in_after_the_agreement_reaches_them_for_as_long_as_she_stands_in(
    at_work, desk, case
):
    """C10."""
    where = a_missed_journey(at_work.amina, case)
    amina, celine = desk(at_work.amina), desk(at_work.celine)
    amina.post("/stand-ins/", WEEK | {"colleague": at_work.celine.ref})

    assert WHERE in opened(celine, where)

    amina.post(f"/stand-ins/{at_work.celine.ref}/end/")
    assert celine.get(where).status_code == 404
    text = the_text()
    check_keeper_refuses(at_work.celine, text)


def the_text():
    """As it stands in the database, and its file."""
    with as_role("fristed_backup"):
        row = TripAddresses.objects.get()
        return row.body, row.ref


def test_they_follow_a_case_that_is_handed_over_and_leave_who_had_it(at_work, desk, case):
    """C1, C10: nothing before yes; then hers, and no longer the other's."""
    where = a_missed_journey(at_work.amina, case)
    amina, birger = desk(at_work.amina), desk(at_work.birger)
    hand_over(amina, case, at_work.birger, entries=[])
    text = the_text()
    check_keeper_refuses(at_work.birger, text)

    birger.post(f"/shares/{the_share(at_work.birger).ref}/accept/")

    assert WHERE in opened(birger, where)
    assert amina.get(where).status_code == 404
    check_keeper_refuses(at_work.amina, text)
    birger.post(
        "/stand-ins/", WEEK | {"colleague": at_work.celine.ref}
    )  # of another unit: nobody's
    assert desk(at_work.celine).get(where).status_code == 404


def test_they_follow_on_to_the_stand_ins_of_who_took_the_case_over(at_work, desk, case):
    where = a_missed_journey(at_work.amina, case)
    amina, celine = desk(at_work.amina), desk(at_work.celine)
    celine.post("/stand-ins/", WEEK | {"colleague": at_work.amina.ref})
    hand_over(amina, case, at_work.celine, entries=[])

    celine.post(f"/shares/{the_share(at_work.celine).ref}/accept/")

    assert WHERE in opened(celine, where)
    assert WHERE in opened(amina, where)  # she stands in now


def test_an_offer_that_is_withdrawn_opens_none_of_them(at_work, desk, case):
    where = a_missed_journey(at_work.amina, case)
    amina = desk(at_work.amina)
    hand_over(amina, case, at_work.birger, entries=[])

    amina.post(f"/shares/{the_share(at_work.birger).ref}/withdraw/")

    text = the_text()
    check_keeper_refuses(at_work.birger, text)
    assert WHERE in opened(amina, where)


def test_no_journey_is_agreed_while_somebody_is_asked_to_take_the_case_over(at_work, desk, case):
    amina = desk(at_work.amina)
    hand_over(amina, case, at_work.birger, entries=[])
    days = {"leaves_on": TODAY.isoformat(), "returns_on": (TODAY + timedelta(9)).isoformat()}
    typed = days | {"country": "PK", "addresses": WHERE, "at_day": "L", "at_three_days": "U"}

    answer = amina.post(f"/cases/{case.ref}/travel/agree/", typed)

    assert "Noen er spurt om å overta saken." in words(answer)


def test_who_opened_the_case_in_an_emergency_reaches_them_for_an_hour_and_is_seen(
    at_work, desk, case, keeper_home
):
    """C7: with a second factor and a reason of its own, and only when a contact was missed."""
    where = a_missed_journey(at_work.amina, case)
    birger = desk(at_work.birger)
    assert birger.get(where).status_code == 404
    asked = {"reference": case.ref, "ground": "life_or_health", "reason": "Hun svarer ikke."}
    birger.post("/emergency/", asked)

    assert "Du får en nøkkel i en time" in words(birger.get(where))
    assert WHERE in opened(birger, where)

    with as_role(WORKER.role):
        (grant,) = [one for one in _grants_on_addresses() if one.holder == at_work.birger.ref]
    assert grant.ground == "break_glass"
    assert grant.ends_at - grant.starts_at == timedelta(hours=1)
    token = (keeper_home / "worker.token").read_text().strip()
    told = keeper_socket.call("alarms", token=token, since=0)["alarms"]
    files = [one["detail"]["file"] for one in told if one["person"] == at_work.birger.ref]
    _body, ref = the_text()
    assert set(files) == {case.ref, ref}
    assert ("begun", "case.reach_addresses", "") in trail(ref)
    log = words(desk(at_work.amina).get(f"/cases/{case.ref}/access-log/"))
    assert "Åpnet adressene på en reise" in log


def test_nobody_reaches_them_in_an_emergency_to_have_a_look(at_work, desk, case):
    """C7."""
    with as_role(DESK.role):
        trip = a_real_trip(at_work.amina, case)
    birger = desk(at_work.birger)
    birger.post("/emergency/", {"reference": case.ref, "ground": "marriage", "reason": "Fare"})

    assert birger.get(f"/cases/{case.ref}/travel/").status_code == 200
    assert birger.get(f"/cases/{case.ref}/trips/{trip}/addresses/").status_code == 404


def test_whom_the_case_is_closed_to_loses_their_keys_and_gets_none_later(at_work, desk, case):
    """C9, C16: a relative who stood in; for the journey she had a key to, and for the next."""
    where = a_missed_journey(at_work.amina, case)
    amina = desk(at_work.amina)
    amina.post("/stand-ins/", WEEK | {"colleague": at_work.celine.ref})
    exclude(at_work.amina, case, at_work.celine)

    text = the_text()
    check_keeper_refuses(at_work.celine, text)
    assert desk(today(at_work.celine)).get(where).status_code == 404
    days = {"leaves_on": TODAY.isoformat(), "returns_on": (TODAY + timedelta(9)).isoformat()}
    typed = days | {"country": "PK", "addresses": WHERE, "at_day": "L", "at_three_days": "U"}
    assert amina.post(f"/cases/{case.ref}/travel/agree/", typed).status_code == 302
    with as_role(WORKER.role):
        grants = _grants_on_addresses()
    assert [one.revoked_at is None for one in grants if one.holder == at_work.celine.ref] == [False]


def test_they_are_taken_over_with_a_case_whose_adviser_has_left(at_work, desk, case, keeper_home):
    where = a_missed_journey(at_work.amina, case)
    token = (keeper_home / "admin.token").read_text().strip()
    keeper_socket.call("admin.stop_person", token=token, person=at_work.amina.ref)
    propose = f"/cases/{case.ref}/take-over/propose/"
    assert desk(at_work.ingrid).post(propose, {"holder": at_work.celine.ref}).status_code == 302
    celine = desk(at_work.celine)

    celine.post("/take-over/", {"reference": case.ref})

    assert WHERE in opened(celine, where)


def test_retention_of_a_journeys_addresses_starts_when_she_is_back_or_the_case_is_closed(
    at_work, desk, case
):
    """Each by the rule for its own kind of file; without a signed rule nothing is destroyed."""
    _rule(FileKind.TRIP, months=3)
    with as_role(DESK.role):
        back, gone = (a_real_trip(at_work.amina, case, agreement=AGREED) for _ in range(2))
    amina = desk(at_work.amina)
    amina.post(f"/cases/{case.ref}/trips/{back}/back/")
    with as_role(DESK.role):
        shut = close(at_work.amina, case)

    def kept():
        with as_role(WORKER.role):
            return dict(File.objects.values_list("ref", "closed_on")), dict(
                File.objects.values_list("ref", "expires_on")
            )

    closed, expires = kept()
    of = _files_by_trip()
    assert {closed[of[back]], closed[of[gone]], closed[case.ref]} == {TODAY}
    assert expires[of[back]] == expires[of[gone]] == expires_on(TODAY, 3)
    assert expires[case.ref] is None
    amina.post(f"/cases/{shut.ref}/reopen/")
    closed, _ = kept()
    assert (closed[of[back]], closed[of[gone]], closed[case.ref]) == (TODAY, None, None)


def _files_by_trip():
    with as_role("fristed_backup"):
        return dict(TripAddresses.objects.values_list("trip__ref", "ref"))


def _rule(kind, *, months):
    with as_owner():
        RetentionRule.objects.create(
            kind=kind, months=months, signed_off_by="arkivleder", signed_off_on=date(2026, 1, 1)
        )


def _grants_on_addresses():
    return list(Grant.objects.filter(file__kind=FileKind.TRIP).order_by("id"))
