"""From when until when somebody stands in, on the clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True)
class Covering:
    """Somebody who stands in for another, now or later: a new case is hers too, for that time."""

    ref: str
    id: int
    starts_at: datetime
    ends_at: datetime


def span(starts_on: date, ends_on: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From the start of the first day to the end of the last."""
    return datetime.combine(starts_on, time.min, zone), end_of(ends_on, zone)


def end_of(day: date, zone: tzinfo) -> datetime:
    """When the day is over."""
    return datetime.combine(day + timedelta(days=1), time.min, zone)
