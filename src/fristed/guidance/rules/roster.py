"""Whose turn it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fristed.guidance.rules.calendars import check_days
from fristed.kernel.rules import RuleBroken


@dataclass(frozen=True)
class Turn:
    """Both days inside. substitute: None where nobody steps in."""

    person: int
    substitute: int | None
    starts_on: date
    ends_on: date


def whose_turn(turns: Collection[Turn], *, away: Collection[int], on: date) -> int | None:
    """Who has the duty that day: the substitute where the first one is away; None: nobody."""
    for turn in turns:
        if turn.starts_on <= on <= turn.ends_on:
            both = (turn.person, turn.substitute)
            return next((one for one in both if one is not None and one not in away), None)
    return None


def check_turn(turn: Turn, *, members: Collection[int], others: Collection[Turn]) -> None:
    """:raises RuleBroken: `ends_before`, `not_member`, `same_person`, `taken_turn`."""
    check_days(turn.starts_on, turn.ends_on)
    if not {turn.person, turn.substitute or turn.person} <= set(members):
        raise RuleBroken("not_member", _("Begge må være med i teamet i hele perioden."))
    if turn.person == turn.substitute:
        raise RuleBroken("same_person", _("Vikaren må være en annen."))
    if any(one.starts_on <= turn.ends_on and turn.starts_on <= one.ends_on for one in others):
        raise RuleBroken("taken_turn", _("Noen har vakt i disse dagene fra før."))
