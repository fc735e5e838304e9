"""What somebody may see of work that is not her own: whole steps of the base, and nothing of few.

A count is shown downwards in steps of the base (five): each figure stands for five counts, and none
to four are not shown. It is of whole months that are over, so it does not move the day one more
comes, and who knows which one that was learns nothing of the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median
from typing import Final

STEP: Final = 5
MINUTES: Final = 60


@dataclass(frozen=True)
class Waits:
    """How long a group waited. No single one's time can be read.

    total         how many, as a count is shown
    median, p90   half and nine of ten waited no longer, in steps upwards     [minutes]
    kept          share that was answered in time, in steps downwards         [percent]
    """

    total: int
    median: int
    p90: int
    kept: int


def count_shown(total: int, *, base: int) -> int | None:
    """A count of others' work; None where it is too small to show."""
    return total // base * base or None


def hours_shown(minutes: int) -> int:
    """Time that a shown count took, in whole hours downwards.    -> [minutes]"""
    return minutes // MINUTES * MINUTES


def waits_shown(minutes: Sequence[int], *, kept: int, base: int) -> Waits | None:
    """Median and ninth decile (the value nine of ten did not exceed); None of few.

    kept   how many of them were answered in time
    """
    total = count_shown(len(minutes), base=base)
    if total is None:
        return None
    ordered = sorted(minutes)
    return Waits(
        total=total,
        median=up(median(ordered)),
        p90=up(ordered[ceil(0.9 * len(ordered)) - 1]),
        kept=down(100 * kept / len(ordered)),
    )


def year_until(day: date) -> tuple[date, date]:
    """The last twelve whole months: their first day, and the day after their last."""
    end = day.replace(day=1)
    return end.replace(year=end.year - 1), end


def up(value: float) -> int:
    return STEP * ceil(value / STEP)


def down(value: float) -> int:
    return STEP * int(value / STEP)
