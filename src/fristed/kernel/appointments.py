"""Calendar files (RFC 5545) that say only that somebody is busy.

No name, place, organiser or attendee: whoever sees the calendar sees a title that the caller took
from the neutral list, and a time. UID and sequence let a later file move or cancel it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from fristed.kernel.clocks import Town

PRODUCER: Final = "-//Fristed//NO"


@dataclass(frozen=True)
class Appointment:
    """Something at a time, in the clock of a place.

    ref        opaque; the same one moves or cancels it
    title      neutral, as every calendar may show it
    sequence   grows each time it is moved
    is_whole_days   it begins and ends at midnight, and is shown as days
    """

    ref: str
    title: str
    starts_at: datetime
    lasts: timedelta
    town: Town
    sequence: int = 0
    is_cancelled: bool = False
    is_whole_days: bool = False


def _start(appointment: Appointment, zone: ZoneInfo) -> datetime:
    """In the clock of the place. An hour that comes twice is its first one to every calendar, so
    the second is written in UTC."""
    local = appointment.starts_at.astimezone(zone)
    return appointment.starts_at.astimezone(UTC) if local.fold else local


def calendar_file(appointment: Appointment, *, made_at: datetime, note: str = "") -> bytes:
    """The file, with the rules of the zone in it, so that every calendar shows the same moment.

    note   what must stand beside it: that all of it is made up; else nothing
    """
    method = "CANCEL" if appointment.is_cancelled else "PUBLISH"
    return _file([appointment], method, made_at, note)


def calendar_feed(
    appointments: Iterable[Appointment], *, made_at: datetime, note: str = ""
) -> bytes:
    """All of somebody's, as a calendar fetches them again and again."""
    return _file(appointments, "PUBLISH", made_at, note)


def _file(appointments: Iterable[Appointment], method: str, made_at: datetime, note: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for appointment in appointments:
        event = _event(appointment, made_at)
        if note:
            event.add("description", note)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{appointment.ref}@fristed")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", made_at)
    starts_at = _start(appointment, ZoneInfo(appointment.town.zone))
    if appointment.is_whole_days:
        ends_at = appointment.town.local(appointment.starts_at + appointment.lasts)
        event.add("dtstart", starts_at.date())
        event.add("dtend", ends_at.date())
    else:
        event.add("dtstart", starts_at)
        event.add("duration", vDuration(appointment.lasts))
    event.add("summary", appointment.title)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    return event
