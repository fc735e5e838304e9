"""Offering somebody a case or parts of it: until when she answers, and what it must rest on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import SHAREABLE, Answer, Part
from fristed.kernel.clocks import Calendar, moment_at
from fristed.kernel.rules import RuleBroken

ANSWER_WITHIN_WORKING_DAYS: Final = 2
LONGEST_SHARE: Final = timedelta(days=180)
"""Our own limit: a share that is needed for longer is offered again."""


@dataclass(frozen=True)
class Offer:
    """An offer as the gate decides on it.

    ref           of the case: what the trail says it is about
    responsible   who answers for the case, as far as the asker may know
    answer        empty while nobody has answered
    """

    ref: str
    share: str
    offered_by: int
    offered_to: int
    is_hand_over: bool
    responsible: int | None = None
    answer: str = ""
    is_over: bool = False

    @property
    def is_waiting(self) -> bool:
        return not self.answer and not self.is_over

    @property
    def is_live(self) -> bool:
        return self.answer == Answer.ACCEPTED and not self.is_over


NO_OFFER: Final = Offer("", "", 0, 0, is_hand_over=False, is_over=True)


def answer_by(calendar: Calendar, at: datetime) -> datetime:
    """The end of the second working day after the offer, where the one who is asked works."""
    asked_on = calendar.town.local(at).date()
    last = calendar.after_days(asked_on, ANSWER_WITHIN_WORKING_DAYS)
    return moment_at(last, calendar.closes, calendar.town)


def check_share(*, parts: Collection[str], until: date, on: date) -> None:
    """:raises RuleBroken: `no_parts`, `in_the_past` or `too_long`."""
    if not parts or not set(parts) <= set(SHAREABLE):
        raise RuleBroken("no_parts", _("Velg hva som skal deles."))
    if until < on:
        raise RuleBroken("in_the_past", _("Dagen har vært. Velg en dag fram i tid."))
    if until - on > LONGEST_SHARE:
        raise RuleBroken("too_long", _("Del for høyst et halvt år. Du kan dele på nytt etterpå."))


def check_covered(parts: Collection[str], agreed: Collection[str]) -> None:
    """Check that she agreed to these parts being seen. The working name is not hers to keep.

    :raises RuleBroken: `not_agreed`.
    """
    if set(parts) - {Part.NAME} - set(agreed):
        raise RuleBroken("not_agreed", _("Samtykket gjelder ikke alt du vil dele. Del mindre."))


def check_reason(why: str) -> None:
    """:raises RuleBroken: `no_reason`."""
    if not why.strip():
        raise RuleBroken("no_reason", _("Skriv hvorfor det deles uten samtykke."))
