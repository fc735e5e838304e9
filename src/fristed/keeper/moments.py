"""Moments and quarters as they travel and as they are kept."""

from datetime import UTC, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def as_text(moment: datetime) -> str:
    """One spelling for each moment, to the microsecond; it goes under MACs."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(text: str) -> datetime:
    """:raises ValueError: no moment, or one without a time zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as fault:
        raise ValueError("no such moment") from fault


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970, as the register keeps them."""
    return (moment - EPOCH) // timedelta(seconds=1)


def from_seconds(count: int) -> datetime:
    return EPOCH + timedelta(seconds=count)
