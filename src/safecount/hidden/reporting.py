"""The report card: how the methods do where the truth is known, and how much each list matters."""

from dataclasses import asdict, dataclass
from typing import Any

from safecount.failures import CountingError
from safecount.hidden.bounds import lower_bound
from safecount.hidden.decomposable import MOST_GRAPH_LISTS, decomposable
from safecount.hidden.lists import Overlaps
from safecount.hidden.sparse import stepwise


@dataclass(frozen=True, slots=True)
class Check:
    """One list taken as the whole truth: its size estimated from the other lists alone.

    name      the list
    truth     its size                                        [persons]
    seen      of these, on at least one other list            [persons]
    floor     Chao's lower bound, lower limit                 [persons]
    low, middle, high  decomposable graphs' 2.5, 50 and 97.5 % quantiles; None if not to be had
    covered   whether low <= truth <= high
    """

    name: str
    truth: int
    seen: int
    floor: float | None
    low: float | None
    middle: float | None
    high: float | None
    covered: bool | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """What is estimated when one list had never existed.    [persons]"""

    name: str
    observed: int
    floor: float | None
    stepwise: float | None
    low: float | None
    middle: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ReportCard:
    """Internal consistency and list-drop trajectories for one table."""

    checks: tuple[Check, ...]
    dropped: tuple[Dropped, ...]

    @property
    def tried(self) -> int:
        """Lists that could be estimated from the others."""
        return sum(check.covered is not None for check in self.checks)

    @property
    def hits(self) -> int:
        """Lists whose size lay in the interval."""
        return sum(bool(check.covered) for check in self.checks)

    @property
    def covered(self) -> str:
        return f"{self.hits} of {self.tried}"

    def to_json(self) -> dict[str, Any]:
        return {
            "covered": self.covered,
            "checks": [asdict(check) for check in self.checks],
            "dropped": [asdict(drop) for drop in self.dropped],
        }


def report_card(overlaps: Overlaps) -> ReportCard:
    """Try the methods on questions with known answers.

    Internal consistency: people on list j are a population of known size; the other lists have
    seen some of them. An estimate that misses these sizes will hardly do better on the whole.

    Source: Binette and Steorts (2022), JRSS A 185:640-676.
    """
    numbers = range(overlaps.lists)
    return ReportCard(
        checks=tuple(_check(overlaps, n) for n in numbers),
        dropped=tuple(_drop(overlaps, n) for n in numbers) if overlaps.lists > 2 else (),
    )


def _check(overlaps: Overlaps, number: int) -> Check:
    try:
        inside, truth = overlaps.within(number)
        seen = inside.observed
        floor = lower_bound(inside).low
        low, middle, high = _graphs(inside)
    except CountingError:
        return Check(
            overlaps.names[number], int(overlaps.sizes()[number]), 0, None, None, None, None, None
        )
    covered = None if low is None or high is None else low <= truth <= high
    return Check(overlaps.names[number], truth, seen, floor, low, middle, high, covered)


def _drop(overlaps: Overlaps, number: int) -> Dropped:
    name = overlaps.names[number]
    try:
        rest = overlaps.without(number)
        chosen = stepwise(rest)
        low, middle, high = _graphs(rest)
        floor = lower_bound(rest).low
    except CountingError:
        return Dropped(name, overlaps.observed, None, None, None, None, None)
    return Dropped(
        name, rest.observed, floor, chosen.estimate if chosen.exists else None, low, middle, high
    )


def _graphs(overlaps: Overlaps) -> tuple[float | None, float | None, float | None]:
    if overlaps.lists > MOST_GRAPH_LISTS:
        return None, None, None
    found = decomposable(overlaps, grid="log", n0_max=max(20_000, 50 * overlaps.observed))
    return found.q2_5, found.q50, found.q97_5
