"""The season: whether more cases come in before a school holiday, as in earlier years.

For those who plan the work, and never published. Weeks are of the whole country, each rounded by
itself with a secret and always the same way: who looks again next week learns nothing new of this
one. A county's weeks are too few to show; what leaves the count is only whether a rise came.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import exp, factorial
from typing import Final

from fristed.kernel.periods import monday_of

EARLIER: Final = 3  # school years
WEEKS: Final = 53
FIRST_MONTH: Final = 8  # a school year begins in August
RISING: Final = 8  # weeks before a holiday, and as many quieter ones before them
SOONEST: Final = 4  # weeks of the rising ones that must have passed
ENOUGH: Final = 40  # cases of earlier years around the holiday
RISE: Final = 1.25  # rising weeks over quiet ones: less is no rise
CHANCE: Final = 0.05  # so few as now would be seen this seldom if the rise came as before


class Verdict(StrEnum):
    """What is seen before a county's next holiday."""

    NO_DATES = "no_dates"
    TOO_FEW = "too_few"
    TOO_EARLY = "too_early"
    NO_RISE = "no_rise"  # earlier years show none
    CAME = "came"
    MISSING = "missing"


@dataclass(frozen=True)
class Run:
    """Cases around one holiday: in the quiet weeks, and in the rising ones that are looked at."""

    quiet: int
    rising: int


@dataclass(frozen=True)
class Holiday:
    county: str
    name: str
    starts_on: date


@dataclass(frozen=True)
class Outlook:
    """What one county may expect. Never a count."""

    county: str
    verdict: Verdict
    holiday: Holiday | None = None


def school_year_of(day: date) -> int:
    """The year it began in."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def week_of(day: date) -> int:
    """Number of the week in its school year, from 0."""
    return (day - first_monday(school_year_of(day))).days // 7


def first_monday(school_year: int) -> date:
    """Monday of the week that the school year begins in."""
    return monday_of(date(school_year, FIRST_MONTH, 1))


def first_weeks(holidays: Iterable[Holiday], school_year: int) -> dict[str, tuple[int, int]]:
    """Each holiday of a school year, in order -> the first and the last calendar week in which a
    county's begins."""
    starts: dict[str, list[date]] = {}
    for one in sorted(holidays, key=lambda one: one.starts_on):
        if school_year_of(one.starts_on) == school_year:
            starts.setdefault(one.name, []).append(one.starts_on)
    return {
        name: (days[0].isocalendar().week, days[-1].isocalendar().week)
        for name, days in starts.items()
    }


def by_week(days: Iterable[date], *, base: int, keys: Mapping[int, bytes]) -> list[int]:
    """Cases of one school year by week, rounded.    -> one for each week

    keys   week -> secret bytes, the same whenever the week is rounded
    """
    counts = Counter(map(week_of, days))
    return [rounded(counts[week], base=base, key=keys[week]) for week in range(WEEKS)]


def rounded(count: int, *, base: int, key: bytes) -> int:
    """To a multiple of the base, up as often as it is near, drawn from the key: no bias."""
    low = count // base * base
    drawn = int.from_bytes(key[:8], "big") / 2**64
    return low + base if drawn < (count - low) / base else low


def outlook(county: str, holidays: Sequence[Holiday], days: Sequence[date], *, on: date) -> Outlook:
    """Whether the rise before a county's next holiday has come, as earlier years lead to expect.

    holidays   the county's, of all years
    days       on which cases of the county's pupils were opened, of all years
    """
    ahead = [one for one in holidays if one.starts_on > on]
    if not ahead:
        return Outlook(county, Verdict.NO_DATES)
    coming = min(ahead, key=lambda one: one.starts_on)
    weeks = max(0, RISING + (on - coming.starts_on).days // 7)
    now = run_before(coming.starts_on, days, weeks=weeks)
    earlier = [
        run_before(one.starts_on, days, weeks=weeks)
        for one in holidays
        if one.name == coming.name and one.starts_on <= on
    ]
    return Outlook(county, judged(now, earlier, weeks=weeks), coming)


def run_before(start: date, days: Iterable[date], *, weeks: int) -> Run:
    """The quiet weeks, and the first `weeks` of the rising ones, before a holiday's first day."""
    rising = start - timedelta(weeks=RISING)
    quiet = rising - timedelta(weeks=RISING)
    until = rising + timedelta(weeks=weeks)
    found = list(days)
    return Run(
        quiet=sum(quiet <= day < rising for day in found),
        rising=sum(rising <= day < until for day in found),
    )


def judged(now: Run, earlier: Sequence[Run], *, weeks: int) -> Verdict:
    """Compare this year's run with earlier ones, all of the same number of weeks."""
    quiet, rising = sum(one.quiet for one in earlier), sum(one.rising for one in earlier)
    if not earlier:
        return Verdict.NO_DATES
    if weeks < SOONEST:
        return Verdict.TOO_EARLY
    if quiet + rising < ENOUGH or not quiet or not now.quiet:
        return Verdict.TOO_FEW
    if rising / weeks < RISE * quiet / RISING:
        return Verdict.NO_RISE
    expected = now.quiet * rising / quiet
    return Verdict.MISSING if _at_most(now.rising, expected) < CHANCE else Verdict.CAME


def _at_most(count: int, mean: float) -> float:
    """Probability that a Poisson count is at most this one."""
    return sum(exp(-mean) * mean**n / factorial(n) for n in range(count + 1))
