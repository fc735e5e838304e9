"""Journeys: when to talk, what an agreement holds, and what follows when nobody calls."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar as CalendarFile
from tests.casework.conftest import trail
from tests.casework.test_people_pages import at_desk, in_role, staff, words  # noqa: F401
from tests.factories.around import (
    AGREED,
    WHERE,
    a_check_in,
    a_neutral_text,
    a_real_trip,
)
from tests.factories.casework import TODAY, a_real_case

from fristed.casework.choices import CheckInOutcome, Rung
from fristed.casework.models import Trip
from fristed.casework.rules.travel import (
    check_agreement,
    check_settled,
    ladder,
    talk_due,
    whereabouts,
)
from fristed.gate import scope
from fristed.kernel.clocks import Calendar, Town
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken

HOLIDAY = date(2027, 6, 20)
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("before", "last_talk", "weeks"),
    [
        (9 * WEEK, None, None),
        (8 * WEEK, None, 8),
        (5 * WEEK, HOLIDAY - 8 * WEEK, None),  # held already
        (4 * WEEK, HOLIDAY - 8 * WEEK, 4),
        (3 * WEEK, HOLIDAY - 4 * WEEK, None),
        (2 * WEEK, HOLIDAY - 4 * WEEK, 2),
        (WEEK, HOLIDAY - 8 * WEEK, 2),  # the latest that was missed, not all of them
        (-WEEK, None, None),  # it has begun
    ],
)
def test_a_talk_is_due_eight_four_and_two_weeks_before_the_holiday(before, last_talk, weeks):
    assert talk_due(HOLIDAY, last_talk, on=HOLIDAY - before) == weeks


def test_an_agreement_names_who_decides():
    on = date(2027, 6, 1)
    with pytest.raises(RuleBroken) as broken:
        check_agreement(
            AGREED.__class__(country="PK", at_day="Lederen"), leaves_on=on, returns_on=on
        )
    assert broken.value.code == "nobody_decides"
    with pytest.raises(RuleBroken) as broken:
        check_agreement(AGREED, leaves_on=on, returns_on=on - timedelta(1))
    assert broken.value.code == "returns_before"


def test_the_ladder_runs_by_the_clock_and_says_when_the_mission_is_at_work():
    """A contact missed on Thursday evening in Amman, where the week is Sunday to Thursday."""
    amman = Calendar(Town("Amman", "Asia/Amman"), "71234", time(8), time(16))
    thursday = datetime(2026, 11, 26, 17, tzinfo=UTC)  # 20.00 there

    first, day, three = ladder(thursday, AGREED, amman)

    assert (day.at, three.at) == (thursday + timedelta(hours=24), thursday + timedelta(hours=72))
    assert (first.who, day.who, three.who) == ("", "Enhetslederen", "Utenriksstasjonen")
    sunday, monday = (datetime(2026, 11, day, 5, tzinfo=UTC) for day in (29, 30))
    assert (first.opens_at, day.opens_at, three.opens_at) == (sunday, sunday, monday)
    assert [rung.rung for rung in (first, day, three)] == list(Rung)


def test_a_contact_is_not_missed_before_its_time():
    due = datetime(2026, 11, 26, 17, tzinfo=UTC)

    check_settled(CheckInOutcome.KEPT, due_at=due, now=due - timedelta(hours=1))
    check_settled(CheckInOutcome.MISSED, due_at=due, now=due)
    with pytest.raises(RuleBroken, match="senere"):
        check_settled(CheckInOutcome.MISSED, due_at=due, now=due - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("leaves", "returns", "back", "missed", "state"),
    [
        (5, 20, None, False, "planned"),
        (-5, 20, None, False, "away"),
        (-5, 0, None, False, "away"),
        (-5, -1, None, False, "late"),
        (-5, 20, None, True, "missed"),
        (-5, -1, 0, True, "back"),
    ],
)
def test_where_somebody_is_on_a_journey(leaves, returns, back, missed, state):
    days = [None if n is None else TODAY + timedelta(days=n) for n in (leaves, returns, back)]

    found = whereabouts(
        leaves_on=days[0], returns_on=days[1], came_back_on=days[2], missed=missed, on=TODAY
    )

    assert found == state


database = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@database
def test_a_missed_contact_opens_the_addresses_and_the_case_never_did(staff, at_desk):  # noqa: F811
    """C7, C10: sealed apart, opened with a reason, and the log says so."""
    case = in_role(lambda: a_real_case(staff.amina))
    trip = in_role(lambda: a_real_trip(staff.amina, case))
    check_in = in_role(lambda: a_check_in(staff.amina, case, trip))
    page = at_desk(staff.amina)
    travel, addresses = f"/cases/{case.ref}/travel/", f"/cases/{case.ref}/trips/{trip}/addresses/"

    before = page.get(travel)
    assert "gikk det bra?" in words(before)
    assert "Lahore" not in before.content.decode()
    assert page.get(addresses).status_code == 404
    settled = page.post(f"/cases/{case.ref}/check-ins/{check_in}/settle/", {"outcome": "missed"})
    assert settled.status_code == 302
    after = words(page.get(travel))
    assert "Etter 24 timer" in after
    assert "Enhetslederen bestemmer" in after
    assert re.search(r"\d\d\.\d\d Oslo / \d\d\.\d\d Islamabad", after)
    assert page.post(addresses, {"reason": ""}).status_code == 200
    shown = words(page.post(addresses, {"reason": "missed"}))

    assert WHERE in shown
    file = in_role(lambda: _addresses_ref(staff.amina))
    assert ("opened", "case.open_addresses", "missed") in trail(file)
    assert at_desk(staff.birger).get(addresses).status_code == 404


def _addresses_ref(actor):
    with scope(actor):
        return Trip.objects.get().addresses.ref


@database
def test_a_decision_is_noted_and_she_comes_back(staff, at_desk):  # noqa: F811
    case = in_role(lambda: a_real_case(staff.amina))
    trip = in_role(lambda: a_real_trip(staff.amina, case))
    check_in = in_role(lambda: a_check_in(staff.amina, case, trip))
    page = at_desk(staff.amina)
    page.post(f"/cases/{case.ref}/check-ins/{check_in}/settle/", {"outcome": "missed"})

    decide = f"/cases/{case.ref}/check-ins/{check_in}/decide/"
    assert '<option value="day" selected>' in page.get(decide).content.decode()  # thirty hours ago
    assert page.get(decide.replace(check_in, new_ref("kti"))).status_code == 404
    page.post(
        decide,
        {"rung": "day", "decided_by": "Ingrid", "what": "Vi ringer stasjonen."},
    )
    listed = words(page.get("/journeys/"))
    page.post(f"/cases/{case.ref}/trips/{trip}/back/", {"from": "list"})

    assert "kontakten uteble" in listed
    assert "Ingrid: Vi ringer stasjonen." in words(page.get(f"/cases/{case.ref}/travel/"))
    assert "tilbake" in words(page.get("/journeys/"))
    assert "kontakten uteble" not in words(page.get("/journeys/"))


@database
def test_a_stay_tells_where_she_is_lives_and_belongs_apart(staff, at_desk):  # noqa: F811
    case = in_role(lambda: a_real_case(staff.amina))
    page = at_desk(staff.amina)

    page.post(
        f"/cases/{case.ref}/stay/",
        {
            "since": TODAY.isoformat(),
            "country": "PK",
            "resident_in": "SE",
            "citizenships": ["NO", "PK"],
            "passport_holder": "family",
            "wish": "Hjem, men ikke uten lillesøster.",
        },
    )

    shown = words(page.get(f"/cases/{case.ref}/travel/"))
    for told in (
        "Er nå i Pakistan",
        "Bor i Sverige",
        "Statsborger av Norge, Pakistan",
        "Hjem, men ikke uten lillesøster.",
    ):
        assert told in shown
    others = at_desk(staff.birger)
    assert others.get(f"/cases/{case.ref}/travel/").status_code == 404


@database
def test_a_calendar_file_of_a_contact_says_one_neutral_word(staff, at_desk):  # noqa: F811
    """C12."""
    a_neutral_text("calendar", approver=staff.birger, nb="Avtale")
    case = in_role(lambda: a_real_case(staff.amina))
    trip = in_role(lambda: a_real_trip(staff.amina, case))
    check_in = in_role(lambda: a_check_in(staff.amina, case, trip))

    answer = at_desk(staff.amina).get(f"/cases/{case.ref}/check-ins/{check_in}/calendar/")

    (event,) = CalendarFile.from_ical(answer.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Avtale"
    assert str(event["DESCRIPTION"]).startswith("Eksempeldata. Dette er en demonstrasjon.")
    assert event["DTSTART"].params["TZID"] == "Asia/Karachi"
    assert answer["Content-Disposition"] == 'attachment; filename="1.ics"'
    assert case.ref not in answer.content.decode()


@database
def test_a_form_abroad_refuses_an_hour_that_does_not_exist(staff, at_desk):  # noqa: F811
    case = in_role(lambda: a_real_case(staff.amina))
    far = (date(2027, 3, 1), date(2027, 4, 20))
    trip = in_role(lambda: a_real_trip(staff.amina, case, days=far))

    answer = at_desk(staff.amina).post(
        f"/cases/{case.ref}/trips/{trip}/check-ins/add/",
        {"day": "2027-03-28", "clock": "02:30", "town": "Oslo", "how": ""},
    )

    assert "Klokken stilles den natten" in words(answer)


@database
def test_the_pages_take_the_same_statements_for_one_and_three(staff, at_desk):  # noqa: F811
    page = at_desk(staff.amina)
    case = in_role(lambda: a_real_case(staff.amina))
    counts = []
    for more in (1, 2):
        for _each in range(more):
            trip = in_role(lambda: a_real_trip(staff.amina, case))
            in_role(lambda trip=trip: a_check_in(staff.amina, case, trip))
        for address in (f"/cases/{case.ref}/travel/", "/journeys/"):
            with CaptureQueriesContext(connection) as taken:
                assert page.get(address).status_code == 200
            counts.append(len(taken))

    assert counts[:2] == counts[2:]
