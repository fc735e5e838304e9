"""One calendar across roles: what collides, and a secret address that says no name."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from tests.factories.consulting import a_matter
from tests.factories.guidance import a_network_meeting
from tests.factories.organisation import a_membership
from tests.factories.staff import as_owner, as_role
from tests.guidance.conftest import body, in_desk

from fristed.accounts.models import User
from fristed.casework.actions import meeting
from fristed.config.doors import BACKUP, WORKER
from fristed.guidance import tasks
from fristed.guidance.actions import calendars
from fristed.guidance.models import Absence, CalendarFeed, NetworkMeeting
from fristed.guidance.rules.calendars import Busy, Sort, collides
from fristed.kernel.roles import Role
from fristed.organisation.models import Unit

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

OSLO = ZoneInfo("Europe/Oslo")
TODAY = timezone.localdate()
NEXT = TODAY + timedelta(7)


def at(clock, day=NEXT):
    return datetime.combine(day, time.fromisoformat(clock), OSLO)


def kept(model):
    with as_role(BACKUP):
        return list(model.objects.order_by("pk"))


def taken(sort, starts, ends, ref="a", person=1):
    unit = "fagteam" if ref == "of fagteam" else "region-ost"
    return Busy(ref, person, sort, unit, "", at(starts), at(ends))


MORNING = ("09:00", "10:00")
ALL_DAY = ("00:00", "23:00")


@pytest.mark.parametrize(
    ("one", "other", "are_two_places"),
    [
        ((Sort.MEETING, *MORNING), (Sort.TEAM_MEETING, "09:30", "11:00", "b"), True),
        ((Sort.MEETING, *MORNING), (Sort.TEAM_MEETING, "10:00", "11:00", "b"), False),
        ((Sort.DUTY, *ALL_DAY), (Sort.MEETING, *MORNING, "b"), False),
        ((Sort.DUTY, *ALL_DAY), (Sort.DUTY, *ALL_DAY, "of fagteam"), True),
        ((Sort.DUTY, *ALL_DAY), (Sort.DUTY, *ALL_DAY, "b"), False),
        ((Sort.AWAY, *ALL_DAY), (Sort.DUTY, *ALL_DAY, "b"), True),
        ((Sort.AWAY, *ALL_DAY), (Sort.AWAY, *ALL_DAY, "b"), False),
        ((Sort.MEETING, *MORNING), (Sort.MEETING, *MORNING), False),
        ((Sort.MEETING, *MORNING), (Sort.MEETING, *MORNING, "b", 2), False),
    ],
)
def test_a_person_is_one_resource(one, other, are_two_places):
    first, second = taken(*one), taken(*other)

    assert collides(first, second) is collides(second, first) is are_two_places


@pytest.fixture
def nils_with_two_hats(staff):
    """Of the competence team, and of the network in the east."""
    with as_owner():
        person, network = User.objects.get(pk=staff.nils.id), _network(staff)
        a_membership(person, network, Role.REGIONAL_NETWORK)
    return staff.nils


def _network(staff):
    assert staff.yrsa  # makes the unit
    return Unit.objects.get(code="region-ost")


def test_two_hats_that_collide_are_told_of_in_the_calendar_of_either(
    staff, desk, nils_with_two_hats
):
    nils = nils_with_two_hats
    in_desk(lambda: a_matter(nils))
    starts_at = timezone.now() + timedelta(days=7)
    in_desk(lambda: a_network_meeting(staff.yrsa))
    in_desk(lambda: meeting.call_meeting(nils, nils, unit="kompetanseteam", starts_at=starts_at))

    seen_by_network = body(desk(staff.yrsa).get("/calendar/"))
    seen_by_team = body(desk(staff.tone).get("/calendar/"))

    for page, known in ((seen_by_network, "region-ost"), (seen_by_team, "kompetanseteam")):
        (told,) = re.findall(r"Nils, [^<]*: ([^<]*)", page)
        assert sorted(told.split(" og ")) == [f"møte i {known}", "opptatt"]


def _words(page):
    return re.sub(r"\s+", " ", page)


def test_who_is_taken_is_told_before_a_meeting_is_called_and_can_be_meant(staff, desk):
    page = desk(staff.yrsa)
    page.post("/calendar/away/", {"starts_on": NEXT.isoformat(), "ends_on": NEXT.isoformat()})
    called = {"day": NEXT.isoformat(), "clock": "10:00", "minutes": "60", "place": "online"}
    called |= {"agenda": "Rutiner"}

    asked = body(page.post("/networks/region-ost/meetings/call/", called))
    assert "Noen er opptatt da" in asked
    assert "Rutiner" in asked
    assert kept(NetworkMeeting) == []

    page.post("/networks/region-ost/meetings/call/", called | {"anyway": "True"})
    assert len(kept(NetworkMeeting)) == 1


def test_a_duty_is_not_given_to_somebody_who_is_away_unasked(staff, desk):
    days = {"starts_on": NEXT.isoformat(), "ends_on": NEXT.isoformat()}
    desk(staff.celine).post("/calendar/away/", days)

    asked = desk(staff.amina).post("/rosters/raad-ost/keep/", days | {"person": staff.celine.id})

    assert "Noen er opptatt da" in body(asked)


def test_absence_says_never_why_and_is_gone_a_year_after(staff, desk):
    page = desk(staff.celine)
    page.post("/calendar/away/", {"starts_on": NEXT.isoformat(), "ends_on": NEXT.isoformat()})
    (row,) = kept(Absence)

    assert desk(staff.amina).post(f"/calendar/away/{row.ref}/end/").status_code == 404  # C1
    assert "Celine: borte" in _words(body(desk(staff.amina).get("/calendar/")))
    for days, left in ((370, 1), (373, 0)):
        with as_role(WORKER.role):
            tasks.forget_at(timezone.now() + timedelta(days=days))
        assert len(kept(Absence)) == left


def test_a_secret_address_gives_times_and_no_name_and_can_be_taken_back(staff, desk, desk_client):
    """C2, C10: whoever has it reads no name, no unit and no agenda; the database holds a digest."""
    page = desk(staff.yrsa)
    in_desk(lambda: a_network_meeting(staff.yrsa))
    page.post("/calendar/away/", {"starts_on": NEXT.isoformat(), "ends_on": NEXT.isoformat()})
    made = body(page.post("/calendar/feed/make/"))
    secret = re.search(r"/calendar/([\w-]{43})\.ics", made).group(1)
    assert secret not in body(page.get("/calendar/"))

    fed = desk_client.get(f"/calendar/{secret}.ics")

    assert fed["Content-Type"] == "text/calendar"
    events = Calendar.from_ical(fed.content).walk("VEVENT")
    assert sorted(str(event["SUMMARY"]) for event in events) == ["Borte", "Møte, på nett"]
    assert {str(event["DESCRIPTION"])[:13] for event in events} == {"Eksempeldata."}
    away = next(event for event in events if event["SUMMARY"] == "Borte")
    assert (away["DTSTART"].dt, away["DTEND"].dt) == (NEXT, NEXT + timedelta(1))
    for word in ("Yrsa", "region", "Rutiner", "barnevern"):
        assert word not in body(fed)
    (row,) = kept(CalendarFeed)
    assert secret.encode() not in bytes(row.digest)

    page.post("/calendar/feed/make/")
    assert desk_client.get(f"/calendar/{secret}.ics").status_code == 404
    page.post("/calendar/feed/revoke/")
    assert kept(CalendarFeed) == []


def test_an_address_of_somebody_who_has_left_gives_nothing(staff, desk_client):
    secret = in_desk(lambda: calendars.make_feed(staff.yrsa, staff.yrsa, on=TODAY))
    assert desk_client.get(f"/calendar/{secret}.ics").status_code == 200

    with as_owner():
        User.objects.filter(pk=staff.yrsa.id).update(is_active=False)

    assert desk_client.get(f"/calendar/{secret}.ics").status_code == 404


def test_the_calendar_takes_as_many_statements_for_one_entry_as_for_three(staff, desk):
    page = desk(staff.yrsa)
    in_desk(lambda: a_network_meeting(staff.yrsa))
    page.get("/calendar/")
    with CaptureQueriesContext(connection) as one:
        page.get("/calendar/")
    in_desk(lambda: [a_network_meeting(staff.yrsa, days=days) for days in (8, 9)])
    with CaptureQueriesContext(connection) as three:
        page.get("/calendar/")

    assert len(one) == len(three)
