"""Two clocks and working hours, over every change to and from summer time of 2024 to 2030."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.kernel.clocks import (
    OSLO,
    Calendar,
    NeverOpen,
    NoSuchTime,
    Town,
    moment_at,
    on_both,
)

MISSIONS = {  # hours ahead of UTC: none of the four countries changes its clocks in these years
    Town("Ankara", "Europe/Istanbul"): 3,
    Town("Amman", "Asia/Amman"): 3,
    Town("Islamabad", "Asia/Karachi"): 5,
    Town("Nairobi", "Africa/Nairobi"): 3,
}
AMMAN, ISLAMABAD = Town("Amman", "Asia/Amman"), Town("Islamabad", "Asia/Karachi")
YEARS = range(2024, 2031)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)  # March and October both have 31 days
    return day - timedelta(days=day.isoweekday() % 7)


def changes(year: int) -> tuple[datetime, datetime]:
    """When Norway's clocks change: 01.00 UTC on the last Sundays of March and October."""
    return tuple(datetime.combine(last_sunday(year, month), time(1), UTC) for month in (3, 10))


def norway_ahead(moment: datetime) -> timedelta:
    begins, ends = changes(moment.year)
    return timedelta(hours=2 if begins <= moment < ends else 1)


moments = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2030, 12, 31, 23, 59),  # noqa: DTZ001
    timezones=st.just(UTC),
)
near_changes = st.builds(
    lambda year, which, minutes: changes(year)[which] + timedelta(minutes=minutes),
    st.sampled_from(YEARS),
    st.sampled_from([0, 1]),
    st.integers(-180, 180),
)


@given(moments | near_changes, st.sampled_from(sorted(MISSIONS, key=lambda one: one.name)))
def test_both_clocks_are_right_at_every_moment(moment, town):
    both = on_both(moment, town)

    assert both.oslo.replace(tzinfo=UTC) == moment + norway_ahead(moment)
    assert both.there.replace(tzinfo=UTC) == moment + timedelta(hours=MISSIONS[town])
    assert both.days_apart in {0, 1}


@given(moments | near_changes, st.sampled_from([OSLO, *sorted(MISSIONS, key=lambda p: p.name)]))
def test_a_moment_is_found_again_from_its_day_and_clock(moment, town):
    local = town.local(moment.replace(second=0, microsecond=0))

    found = moment_at(local.date(), local.time(), town)

    assert town.local(found).replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0)
    assert found == local.astimezone(UTC) or local.fold == 1  # an hour that comes twice: its first


@pytest.mark.parametrize("year", YEARS)
def test_an_hour_that_does_not_exist_is_refused_in_oslo_and_exists_abroad(year):
    spring, autumn = last_sunday(year, 3), last_sunday(year, 10)

    with pytest.raises(NoSuchTime):
        moment_at(spring, time(2, 30), OSLO)
    assert moment_at(autumn, time(2, 30), OSLO) == datetime.combine(autumn, time(0, 30), UTC)
    for town, hours in MISSIONS.items():
        there = datetime.combine(spring, time(2, 30), UTC) - timedelta(hours=hours)
        assert moment_at(spring, time(2, 30), town) == there


def test_the_distance_to_islamabad_changes_with_norways_summer_time():
    winter = on_both(datetime(2026, 1, 15, 13, tzinfo=UTC), ISLAMABAD)
    summer = on_both(datetime(2026, 7, 15, 12, tzinfo=UTC), ISLAMABAD)

    assert (winter.oslo.hour, winter.there.hour) == (14, 18)
    assert (summer.oslo.hour, summer.there.hour) == (14, 17)


WEEK = Calendar(AMMAN, "71234", time(8), time(16), {date(2026, 5, 25)})


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (datetime(2026, 11, 26, 11, tzinfo=UTC), datetime(2026, 11, 26, 11, tzinfo=UTC)),
        (datetime(2026, 11, 26, 13, tzinfo=UTC), datetime(2026, 11, 29, 5, tzinfo=UTC)),  # Thursday
        (datetime(2026, 11, 27, 9, tzinfo=UTC), datetime(2026, 11, 29, 5, tzinfo=UTC)),  # Friday
        (datetime(2026, 11, 29, 3, tzinfo=UTC), datetime(2026, 11, 29, 5, tzinfo=UTC)),  # Sunday
        (datetime(2026, 5, 25, 9, tzinfo=UTC), datetime(2026, 5, 26, 5, tzinfo=UTC)),  # a day off
    ],
)
def test_a_week_from_sunday_to_thursday_opens_again_on_sunday(moment, opens):
    assert WEEK.next_open(moment) == opens
    assert WEEK.is_open(moment) == (moment == opens)


def test_working_hours_go_on_the_next_working_day():
    thursday = datetime(2026, 11, 26, 12, tzinfo=UTC)  # 15.00 in Amman, one hour left

    assert WEEK.after_hours(thursday, timedelta(hours=3)) == datetime(2026, 11, 29, 7, tzinfo=UTC)


def test_two_working_days_are_not_the_same_day_in_oslo_and_amman():
    oslo = Calendar(OSLO, "12345", time(8), time(16))

    assert WEEK.after_days(date(2026, 11, 26), 2) == date(2026, 11, 30)  # Thursday -> Monday
    assert oslo.after_days(date(2026, 11, 26), 2) == date(2026, 11, 30)
    assert WEEK.after_days(date(2026, 11, 27), 2) == date(2026, 11, 30)  # Friday is off there
    assert oslo.after_days(date(2026, 11, 27), 2) == date(2026, 12, 1)


@given(moments | near_changes, st.integers(0, 60 * 200))
def test_working_time_only_runs_while_somebody_is_at_work(moment, minutes):
    oslo = Calendar(OSLO, "12345", time(8), time(16))
    hours = timedelta(minutes=minutes)

    later = oslo.after_hours(moment, hours)

    assert later >= moment + hours
    local = OSLO.local(later)
    assert time(8) <= local.time() <= time(16)
    assert local.isoweekday() <= 5
    assert oslo.after_hours(oslo.after_hours(moment, hours / 2), hours / 2) == later


WEEKS = {"Ankara": "12345", "Amman": "71234", "Islamabad": "12345", "Nairobi": "12345"}


@given(
    moments | near_changes,
    st.sampled_from(sorted(MISSIONS, key=lambda one: one.name)),
    st.integers(0, 60 * 40),
)
def test_every_missions_working_week_is_its_own_2024_to_2030(moment, town, minutes):
    """Sunday to Thursday where it is so; Norway's summer time never moves their hours."""
    mission = Calendar(town, WEEKS[town.name], time(8), time(16))

    opens, later = (
        mission.next_open(moment),
        mission.after_hours(moment, timedelta(minutes=minutes)),
    )

    for found in (opens, later):
        local = found + timedelta(hours=MISSIONS[town])
        assert str(local.isoweekday()) in WEEKS[town.name]
        assert time(8) <= local.time() <= time(16)
    assert moment <= opens <= later
    for day in (opens.date() + timedelta(one) for one in range(7)):
        assert mission.is_working_day(day) == (str(day.isoweekday()) in WEEKS[town.name])


def test_a_calendar_without_working_days_says_so():
    never = Calendar(OSLO, "", time(8), time(16))

    with pytest.raises(NeverOpen):
        never.next_open(datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(NeverOpen):
        never.after_days(date(2026, 1, 1), 1)
