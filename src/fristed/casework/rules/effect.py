"""Goals in her own words, and when she may be asked how far they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import ScalePoint
from fristed.casework.rules.sealed import Sealed
from fristed.kernel.periods import months_after
from fristed.kernel.rules import RuleBroken

MONTHS: Final = {ScalePoint.MONTHS_3: 3, ScalePoint.MONTHS_12: 12}
"""Our own points: when something new has had time, and when it has lasted."""


@dataclass(frozen=True)
class Aim(Sealed):
    words: str = ""


@dataclass(frozen=True)
class Said(Sealed):
    """What she said beside the number."""

    words: str = ""


@dataclass(frozen=True)
class Later(Sealed):
    """channel   reference of the way she chose; empty: only when they meet"""

    channel: str = ""
    words: str = ""


def set_before(point: ScalePoint, on: date) -> date:
    """The last day a goal was set for which the point has come."""
    return months_after(on, -MONTHS[point])


def due_point(set_on: date, scaled: Collection[str], on: date) -> ScalePoint | None:
    """The point it is time for. After twelve months nobody asks about three any more."""
    for point in (ScalePoint.MONTHS_12, ScalePoint.MONTHS_3):
        if set_on <= set_before(point, on):
            return point if point not in scaled else None
    return None


def check_aim(aim: Aim, value: int) -> None:
    """:raises RuleBroken: `no_goal` or `scale_wrong`."""
    if not aim.words.strip():
        raise RuleBroken("no_goal", _("Skriv målet med den unges egne ord."))
    check_value(value)


def check_value(value: int) -> None:
    """:raises RuleBroken: `scale_wrong`."""
    if not 0 <= value <= 10:
        raise RuleBroken("scale_wrong", _("Velg et tall fra 0 til 10."))


def check_due(point: ScalePoint, due: ScalePoint | None) -> None:
    """:raises RuleBroken: `not_due`."""
    if point != due:
        raise RuleBroken("not_due", _("Det er ikke tid for å spørre om dette nå."))


def check_may_ask(*, agrees: bool) -> None:
    """:raises RuleBroken: `no_consent`."""
    if not agrees:
        raise RuleBroken("no_consent", _("Den unge har ikke sagt ja til å bli spurt senere."))
