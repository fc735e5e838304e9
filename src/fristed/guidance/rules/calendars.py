"""A person is one resource, however many hats she wears: what takes her time, and what collides."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken


class Sort(StrEnum):
    """What takes somebody's time."""

    MEETING = "meeting"  # of a regional network
    TEAM_MEETING = "team_meeting"  # of the competence team
    DUTY = "duty"
    AWAY = "away"


TOGETHER: Final = frozenset(
    {
        frozenset({Sort.DUTY, Sort.MEETING}),
        frozenset({Sort.DUTY, Sort.TEAM_MEETING}),
        frozenset({Sort.AWAY}),
    }
)
"""Who has the duty can sit in a meeting, and who is away twice is away."""


@dataclass(frozen=True)
class Busy:
    """From when to when somebody is taken. Never what it is about.

    ref     of what takes her time; the same one for all it takes
    unit    whose it is; empty where it is her own
    place   a code of `MeetingPlace`, where it has one
    """

    ref: str
    person: int
    sort: Sort
    unit: str
    place: str
    starts_at: datetime
    ends_at: datetime

    @property
    def is_whole_days(self) -> bool:
        return self.sort in {Sort.DUTY, Sort.AWAY}


def collides(one: Busy, other: Busy) -> bool:
    """Whether the same person would be in two places."""
    if one.person != other.person or one.ref == other.ref:
        return False
    if frozenset({one.sort, other.sort}) in TOGETHER:
        return False
    if one.sort == other.sort == Sort.DUTY and one.unit == other.unit:
        return False  # the roster itself has one at a time
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def collisions(busy: Iterable[Busy]) -> tuple[tuple[Busy, Busy], ...]:
    """Every pair that collides, the first first."""
    ordered = sorted(busy, key=lambda one: (one.starts_at, one.ends_at, one.ref))
    return tuple(pair for pair in combinations(ordered, 2) if collides(*pair))


def check_days(starts_on: date, ends_on: date) -> None:
    """:raises RuleBroken: `ends_before`."""
    if ends_on < starts_on:
        raise RuleBroken("ends_before", _("Siste dag kommer før første."))


def digest_of(secret: str) -> bytes:
    """What is kept of a secret address: 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).digest()
