"""Cases for every thousand inhabitants, with an interval; never of anything small."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

LEAST_CASES: Final = 20
"""Below this the interval is wider than what it says."""
LEAST_PEOPLE: Final = 50_000
"""Below this a rate says more of one family than of a place."""
NORMAL: Final = 1.959963984540054  # 95 %


@dataclass(frozen=True)
class Rate:
    """per_thousand, low, high   cases for every 1,000 inhabitants and its 95 % interval"""

    per_thousand: float
    low: float
    high: float


def rate(cases: int | None, people: int | None) -> Rate | None:
    """A rate, or none where either is small or not known.

    The interval is what chance alone would give around a count (Poisson, Byar's approximation).
    What rounding adds is not in it.

    Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, IARC, p. 69.
    """
    if cases is None or people is None or cases < LEAST_CASES or people < LEAST_PEOPLE:
        return None
    low = cases * (1 - 1 / (9 * cases) - NORMAL / (3 * sqrt(cases))) ** 3
    more = cases + 1
    high = more * (1 - 1 / (9 * more) + NORMAL / (3 * sqrt(more))) ** 3
    return Rate(*(1000 * value / people for value in (cases, low, high)))
