"""What is promised to whoever asks: one promise for each inquiry, counted in working hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Final

from fristed.guidance.choices import Kind, Urgency
from fristed.kernel.clocks import Calendar
from fristed.kernel.glances import Waits, waits_shown

WORKING_DAY: Final = timedelta(hours=8)  # as long as the units' own day


class Promise(StrEnum):
    """An answer within one hour, one working day or five. Our own promises; no source gives any."""

    ACUTE = "acute"
    ORDINARY = "ordinary"
    COURSE = "course"


WITHIN: Final = {
    Promise.ACUTE: timedelta(hours=1),
    Promise.ORDINARY: WORKING_DAY,
    Promise.COURSE: 5 * WORKING_DAY,
}


@dataclass(frozen=True)
class Waited:
    """How long those with one promise waited for their first answer, in working minutes."""

    promise: Promise
    shown: Waits


def promise_of(kind: str, urgency: str) -> Promise:
    """Exactly one. What is acute is so whatever else it is."""
    if urgency == Urgency.ACUTE:
        return Promise.ACUTE
    return Promise.COURSE if kind == Kind.COURSE else Promise.ORDINARY


def due_at(promise: Promise, asked_at: datetime, calendar: Calendar) -> datetime:
    """When it must be answered. Counted from when somebody is at work; also when it is asked
    again, so that what was answered long ago is never late the moment it is opened anew."""
    return calendar.after_hours(asked_at, WITHIN[promise])


def goes_back_at(promise: Promise, given_at: datetime, calendar: Calendar) -> datetime:
    """Until when a region may let it lie: a working day from when it got it, and no longer than
    what was promised."""
    return calendar.after_hours(given_at, min(WITHIN[promise], WORKING_DAY))


def waited_minutes(asked_at: datetime, answered_at: datetime, calendar: Calendar) -> int:
    """Working minutes from asking to answering, begun ones too."""
    return ceil(calendar.hours_between(asked_at, answered_at) / timedelta(minutes=1))


def is_kept(promise: Promise, minutes: int) -> bool:
    return minutes <= WITHIN[promise] / timedelta(minutes=1)


def measured(promise: Promise, minutes: Sequence[int], *, base: int) -> Waited | None:
    """None where there are too few."""
    kept = sum(1 for one in minutes if is_kept(promise, one))
    shown = waits_shown(minutes, kept=kept, base=base)
    return Waited(promise, shown) if shown else None
