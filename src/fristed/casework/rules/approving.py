"""When a leader must have said yes, and what her answer must say."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import Verdict
from fristed.kernel.rules import RuleBroken

HOLDS_DAYS: Final = 30
"""Our own limit: a closing that was approved longer ago is asked about again."""

OPEN_DAYS: Final = 90
"""How long a leader can read a summary she was given."""


def check_summary(summary: str) -> None:
    """:raises RuleBroken: `no_summary`."""
    if not summary.strip():
        raise RuleBroken("no_summary", _("Skriv et sammendrag. Lederen ser ikke saken."))


def check_answer(verdict: Verdict, reason: str) -> None:
    """:raises RuleBroken: `no_reason`."""
    if verdict == Verdict.DECLINED and not reason.strip():
        raise RuleBroken("no_reason", _("Skriv hvorfor det ikke er godkjent."))


def check_approved(*, is_required: bool, approved_on: date | None, on: date) -> None:
    """Check that a leader has said yes, and not too long ago, where the unit wants it.

    :raises RuleBroken: `needs_approval`.
    """
    if not is_required:
        return
    if approved_on is None or (on - approved_on).days > HOLDS_DAYS:
        raise RuleBroken(
            "needs_approval", _("I enheten din må en leder godkjenne det først. Be om godkjenning.")
        )
