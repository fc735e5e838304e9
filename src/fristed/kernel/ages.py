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
