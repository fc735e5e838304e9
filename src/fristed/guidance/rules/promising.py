"""What is promised to whoever asks: one promise for each inquiry, counted in working hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from statistics import median
from typing import Final

from fristed.guidance.choices import Kind, Urgency
from fristed.kernel.clocks import Calendar

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
    """How long those with one promise waited for their first answer. No inquiry is told apart.

    median, p90   [working minutes]
    kept          share answered in time [percent]
    """

    promise: Promise
    total: int
    median: int
    p90: int
    kept: int


def promise_of(kind: str, urgency: str) -> Promise:
    """Exactly one. What is acute is so whatever else it is."""
    if urgency == Urgency.ACUTE:
        return Promise.ACUTE
    return Promise.COURSE if kind == Kind.COURSE else Promise.ORDINARY


def due_at(promise: Promise, asked_at: datetime, calendar: Calendar) -> datetime:
    """When it must be answered. Counted from when somebody is at work; also when it is asked
    again, so that what was answered long ago is never late the moment it is opened anew."""
    return calendar.after_hours(asked_at, WITHIN[promise])


def waited_minutes(asked_at: datetime, answered_at: datetime, calendar: Calendar) -> int:
    """Working minutes from asking to answering, begun ones too."""
    return ceil(calendar.hours_between(asked_at, answered_at) / timedelta(minutes=1))


def is_kept(promise: Promise, minutes: int) -> bool:
    return minutes <= WITHIN[promise] / timedelta(minutes=1)


def measured(promise: Promise, minutes: Sequence[int]) -> Waited | None:
    """Median and ninth decile (the value nine of ten did not exceed); None where there are none."""
    if not minutes:
        return None
    ordered = sorted(minutes)
    return Waited(
        promise=promise,
        total=len(ordered),
        median=round(median(ordered)),
        p90=ordered[ceil(0.9 * len(ordered)) - 1],
        kept=100 * sum(1 for one in ordered if is_kept(promise, one)) // len(ordered),
    )
