"""Calendar files that tell nothing but a time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from tests.kernel.test_clocks import moments, near_changes

from fristed.kernel.appointments import Appointment, calendar_file
from fristed.kernel.clocks import OSLO, Town

MADE = datetime(2026, 11, 26, 9, tzinfo=UTC)
AT = datetime(2026, 3, 29, 9, tzinfo=UTC)  # the day Norway's clocks are put forward
TOWNS = [
    OSLO,
    Town("Ankara", "Europe/Istanbul"),
    Town("Amman", "Asia/Amman"),
    Town("Islamabad", "Asia/Karachi"),
    Town("Nairobi", "Africa/Nairobi"),
]


def an_appointment(**changed):
    given = {"ref": "kti_x", "title": "Avtale", "starts_at": AT, "town": OSLO}
    return Appointment(**given | {"lasts": timedelta(minutes=30)} | changed)


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_every_calendar_shows_the_same_moment(town):
    read = Calendar.from_ical(calendar_file(an_appointment(town=town), made_at=MADE))

    (event,) = read.walk("VEVENT")
    assert event["DTSTART"].dt.astimezone(UTC) == AT
    assert event["DTSTART"].params["TZID"] == town.zone
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == [town.zone]


@settings(max_examples=30)
@given(moments | near_changes, st.sampled_from(TOWNS))
def test_every_calendar_shows_the_same_moment_2024_to_2030(moment, town):
    """Over every change to and from summer time, at home and at the four missions."""
    moment = moment.replace(second=0, microsecond=0)
    file = calendar_file(an_appointment(town=town, starts_at=moment), made_at=MADE)

    (event,) = Calendar.from_ical(file).walk("VEVENT")
    shown = event["DTSTART"].dt
    assert shown.astimezone(UTC) == moment
    assert town.local(moment).fold or shown.tzname() == town.local(moment).tzname()


def test_the_second_of_an_hour_that_comes_twice_is_not_taken_for_the_first():
    again = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02.30 in Oslo, for the second time

    (event,) = Calendar.from_ical(
        calendar_file(an_appointment(starts_at=again), made_at=MADE)
    ).walk("VEVENT")

    assert event["DTSTART"].dt == again


def test_it_says_a_time_and_a_neutral_title_and_nothing_else():
    """C12: what stands in a shared calendar points at nobody."""
    read = Calendar.from_ical(calendar_file(an_appointment(), made_at=MADE))

    (event,) = read.walk("VEVENT")
    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "CLASS", "STATUS",
    }  # fmt: skip
    assert (str(event["SUMMARY"]), str(event["CLASS"])) == ("Avtale", "PRIVATE")


def test_what_must_stand_beside_every_appointment_does():
    read = Calendar.from_ical(calendar_file(an_appointment(), made_at=MADE, note="Eksempeldata."))

    assert [str(event["DESCRIPTION"]) for event in read.walk("VEVENT")] == ["Eksempeldata."]


def test_a_later_file_cancels_the_same_one():
    first = Calendar.from_ical(calendar_file(an_appointment(), made_at=MADE))
    later = an_appointment(sequence=1, is_cancelled=True)
    second = Calendar.from_ical(calendar_file(later, made_at=MADE))

    (one,), (other,) = first.walk("VEVENT"), second.walk("VEVENT")
    assert one["UID"] == other["UID"]
    assert (str(second["METHOD"]), str(other["STATUS"]), int(other["SEQUENCE"])) == (
        "CANCEL",
        "CANCELLED",
        1,
    )
