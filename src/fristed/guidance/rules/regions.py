"""Regional networks: which answers a county, who is missing in it, and how it goes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from fristed.guidance.choices import NetworkStatus, Why

ANSWERING: Final = frozenset({NetworkStatus.TRIAL, NetworkStatus.RUNNING})
"""A proposal answers nobody and counts as nothing delivered."""


@dataclass(frozen=True)
class Shares:
    """What regions were sent first, and what came of it. None of it names an inquiry.

    kept          the region answered, or still has it
    handed_back   by a person of the region, or because nobody there took it up in time
    """

    sent: int
    handed_back: int

    @property
    def kept(self) -> int:
        return self.sent - self.handed_back

    @property
    def kept_percent(self) -> int:
        return round(100 * self.kept / self.sent) if self.sent else 0


def region_for(county: str, networks: Iterable[tuple[str, str, Collection[str]]]) -> str:
    """The unit that answers a county first; empty where none does.

    networks   unit, status and counties of each that day
    """
    there = [
        unit
        for unit, status, counties in networks
        if status in ANSWERING and county and county in counties
    ]
    return min(there, default="")


def shares_of(reasons: Iterable[str]) -> Shares:
    """From why inquiries went on, within a time."""
    counted = list(reasons)
    back = {Why.HANDED_BACK, Why.NOT_ANSWERED}
    return Shares(counted.count(Why.REGION_FIRST), sum(1 for why in counted if why in back))


def missing_bodies(wanted: Collection[str], there: Collection[str]) -> tuple[str, ...]:
    """In the order of the list."""
    return tuple(body for body in wanted if body not in there)
