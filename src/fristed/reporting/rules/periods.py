"""A half year that is over, and what may stand in a report of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.periods import Period
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Kind

TO_WRITE: Final = 2  # half years that are over: the last one, and the one before for who is late
WATCHED: Final = frozenset({Kind.NAME, Kind.ADDRESS, Kind.SCHOOL})


@dataclass(frozen=True, order=True)
class Half:
    """Half a calendar year: 1 is to the end of June."""

    year: int
    number: int

    @property
    def period(self) -> Period:
        if self.number == 1:
            return Period(date(self.year, 1, 1), date(self.year, 6, 30))
        return Period(date(self.year, 7, 1), date(self.year, 12, 31))

    def before(self) -> "Half":
        return Half(self.year, 1) if self.number == 2 else Half(self.year - 1, 2)


def halves_over(on: date) -> tuple[Half, ...]:
    """Those that can be written of that day, the newest first."""
    half = Half(on.year, 1 if on.month <= 6 else 2).before()
    found = [half]
    while len(found) < TO_WRITE:
        found.append(found[-1].before())
    return tuple(found)


def check_over(half: Half, *, on: date) -> None:
    """:raises RuleBroken: `not_to_write`: it is not over, or long ago."""
    if half not in halves_over(on):
        raise RuleBroken("not_to_write", _("Bare de to siste halvårene som er over, kan skrives."))
