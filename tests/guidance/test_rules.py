"""What the scheme says of inquiries, as tables. No database."""

from datetime import UTC, datetime

import pytest

from fristed.guidance.choices import Kind, Status, Urgency, Why
from fristed.guidance.rules import moving, promising, routing, writing
from fristed.guidance.rules.promising import Promise
from fristed.guidance.rules.routing import Reach, Route, To
from fristed.kernel.glances import Waits
from fristed.kernel.rules import RuleBroken
from fristed.organisation.queries import norwegian_calendar

REACH = Reach("fagteam", advisers="raad-ost", competence_team="kompetanseteam")
WITH_REGION = Reach("fagteam", "raad-ost", "region-ost", "kompetanseteam")


def oslo(text: str) -> datetime:
    """A moment by a Norwegian clock in winter."""
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("kind", "urgency", "promise"),
    [
        (Kind.QUESTION, Urgency.ORDINARY, Promise.ORDINARY),
        (Kind.CONCERN, Urgency.ORDINARY, Promise.ORDINARY),
        (Kind.COURSE, Urgency.ORDINARY, Promise.COURSE),
        (Kind.CONCERN, Urgency.ACUTE, Promise.ACUTE),
        (Kind.COURSE, Urgency.ACUTE, Promise.ACUTE),
    ],
)
def test_exactly_one_promise_for_each_inquiry(kind, urgency, promise):
    assert promising.promise_of(kind, urgency) == promise


@pytest.mark.parametrize(
    ("promise", "asked", "due"),
    [
        (Promise.ACUTE, "2026-11-25T10:15", "2026-11-25T11:15"),
        (Promise.ACUTE, "2026-11-25T15:30", "2026-11-26T08:30"),
        (Promise.ACUTE, "2026-11-28T23:00", "2026-11-30T09:00"),  # a Saturday night
        (Promise.ORDINARY, "2026-11-25T10:15", "2026-11-26T10:15"),
        (Promise.ORDINARY, "2026-12-24T12:00", "2026-12-28T12:00"),  # two holidays and a Sunday
        (Promise.ORDINARY, "2027-03-24T12:00", "2027-03-30T12:00"),  # Easter
        (Promise.COURSE, "2026-11-25T10:15", "2026-12-02T10:15"),
    ],
)
def test_the_promise_is_counted_in_norwegian_working_hours(promise, asked, due):
    calendar = norwegian_calendar()
    # summer time began on the Sunday of that Easter
    expected = datetime.fromisoformat(
        f"{due}+02:00" if due == "2027-03-30T12:00" else f"{due}+01:00"
    )

    assert promising.due_at(promise, oslo(asked), calendar) == expected


@pytest.mark.parametrize(
    ("promise", "back"),
    [
        (Promise.ACUTE, "2026-11-27T16:00"),
        (Promise.ORDINARY, "2026-11-30T15:00"),
        (Promise.COURSE, "2026-11-30T15:00"),  # one working day, also where five are promised
    ],
)
def test_a_region_lets_nothing_lie_longer_than_a_working_day(promise, back):
    given = oslo("2026-11-27T15:00")  # a Friday

    assert promising.goes_back_at(promise, given, norwegian_calendar()) == oslo(back)


@pytest.mark.parametrize(
    ("asked", "answered", "minutes"),
    [
        ("2026-11-25T10:00", "2026-11-25T10:42", 42),
        ("2026-11-25T15:50", "2026-11-26T08:10", 20),
        ("2026-11-27T15:00", "2026-11-30T09:00", 120),  # over a week-end
        ("2026-11-28T10:00", "2026-11-28T11:00", 0),  # answered on a Saturday
    ],
)
def test_waiting_is_measured_in_working_minutes(asked, answered, minutes):
    calendar = norwegian_calendar()

    assert promising.waited_minutes(oslo(asked), oslo(answered), calendar) == minutes


def test_median_and_ninth_decile_tell_no_inquiry_apart():
    minutes = [11, 20, 30, 40, 52, 61, 70, 80, 88, 900, 901]

    waited = promising.measured(Promise.ORDINARY, minutes, base=5)

    assert waited is not None
    assert waited.shown == Waits(total=10, median=65, p90=900, kept=80)
    assert promising.measured(Promise.ACUTE, minutes[:4], base=5) is None


@pytest.mark.parametrize(
    ("now", "wanted", "is_allowed"),
    [
        (Status.SENT, Status.TAKEN_UP, True),
        (Status.READ, Status.ANSWERED, False),
        (Status.TAKEN_UP, Status.ANSWERED, True),
        (Status.ANSWERED, Status.CLOSED, True),
        (Status.SENT, Status.CLOSED, False),
        (Status.CLOSED, Status.ANSWERED, False),
    ],
)
def test_what_may_follow_what(now, wanted, is_allowed):
    if is_allowed:
        moving.check_next(now, wanted)
    else:
        with pytest.raises(RuleBroken) as broken:
            moving.check_next(now, wanted)
        assert broken.value.code == "not_next"


@pytest.mark.parametrize(
    ("kind", "urgency", "service", "reach", "route"),
    [
        (Kind.CONCERN, Urgency.ORDINARY, "nav", REACH, Route("fagteam")),
        (Kind.COURSE, Urgency.ORDINARY, "nav", REACH, Route("raad-ost", also="fagteam")),
        (Kind.COURSE, Urgency.ORDINARY, "nav", Reach("fagteam"), Route("fagteam")),
        (Kind.CONCERN, Urgency.ORDINARY, "nav", WITH_REGION, Route("region-ost", also="fagteam")),
        (Kind.CONCERN, Urgency.ACUTE, "nav", WITH_REGION, Route("fagteam")),
        (Kind.QUESTION, Urgency.ORDINARY, "police", WITH_REGION, Route("fagteam")),
    ],
)
def test_who_an_inquiry_goes_to_first(kind, urgency, service, reach, route):
    assert routing.first_unit(kind, urgency, service, reach) == route


@pytest.mark.parametrize(
    ("kind", "service", "role", "unit", "offered"),
    [
        (Kind.QUESTION, "police", "leader", "fagteam", [(To.COMPETENCE_TEAM, Why.OWN_LAW)]),
        (Kind.QUESTION, "municipality", "officer", "fagteam", [(To.COMPETENCE_TEAM, Why.OWN_LAW)]),
        (Kind.CONCERN, "nav", "caseworker", "fagteam", [(To.ADVISERS, Why.NEAREST)]),
        (Kind.QUESTION, "health", "school_nurse", "fagteam", [(To.ADVISERS, Why.NEAREST)]),
        (Kind.QUESTION, "nav", "caseworker", "fagteam", []),
        (Kind.QUESTION, "upper_secondary", "teacher", "raad-ost", [(To.EXPERT_TEAM, Why.MISTAKE)]),
    ],
)
def test_the_nearest_is_suggested_and_never_where_it_already_is(kind, service, role, unit, offered):
    found = routing.suggestions(kind, service, role, REACH, unit=unit)

    assert [(one.to, one.why) for one in found] == offered


def test_what_a_region_gives_back_is_said_to_be_given_back():
    found = routing.suggestions(Kind.QUESTION, "nav", "caseworker", WITH_REGION, unit="region-ost")

    assert [(one.to, one.why) for one in found] == [(To.EXPERT_TEAM, Why.HANDED_BACK)]


def test_what_says_who_somebody_is_is_found_and_covered():
    text = "Eleven heter Leila Hassan, 01019012480, og går på Fjellheim videregående skole."

    covered = writing.masked(text)

    found = " ".join(one.text for one in writing.pointing(text)).split()
    assert {"Leila", "Hassan", "01019012480"} <= set(found)
    assert [word for word in found if word in covered] == []
    assert "Fjellheim videregående skole" in covered  # the team needs it to help


def test_a_colleague_reads_what_is_urgent_or_a_concern_first():
    eye = ("acute", "concern")

    assert writing.needs_second_eye(Kind.CONCERN, Urgency.ORDINARY, "nav", eye)
    assert writing.needs_second_eye(Kind.QUESTION, Urgency.ACUTE, "nav", eye)
    assert not writing.needs_second_eye(Kind.QUESTION, Urgency.ORDINARY, "nav", eye)
