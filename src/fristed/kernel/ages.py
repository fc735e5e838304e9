"""Age bands, and what they say some time after they were stated."""

from datetime import date
from enum import StrEnum


class AgeBand(StrEnum):
    UNDER_12 = "under_12"
    AGE_12_14 = "12_14"
    AGE_15 = "15"
    AGE_16_17 = "16_17"
    AGE_18_24 = "18_24"
    OVER_24 = "over_24"
    UNKNOWN = "unknown"


UNDER_18 = frozenset({AgeBand.UNDER_12, AgeBand.AGE_12_14, AgeBand.AGE_15, AgeBand.AGE_16_17})

STALE_AFTER_DAYS = 365
"""After a year the band may have changed: ask again."""


def is_stale(stated_on: date, today: date) -> bool:
    return (today - stated_on).days > STALE_AFTER_DAYS


FROM_YEARS = (
    (25, AgeBand.OVER_24),
    (18, AgeBand.AGE_18_24),
    (16, AgeBand.AGE_16_17),
    (15, AgeBand.AGE_15),
    (12, AgeBand.AGE_12_14),
)


def band_on(birth_month: str, day: date) -> AgeBand:
    """The band of somebody born in a month such as "2010-05". Older only when the month is over.

    :raises ValueError: it is not a month.
    """
    year, mark, month = birth_month.partition("-")
    if not (
        mark and len(year) == 4 and year.isdigit() and month.isdigit() and 1 <= int(month) <= 12
    ):
        raise ValueError(f"not a month: {birth_month!r}")
    years = day.year - int(year) - (day.month <= int(month))
    return next((band for least, band in FROM_YEARS if years >= least), AgeBand.UNDER_12)
