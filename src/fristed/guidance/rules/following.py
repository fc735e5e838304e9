"""Asking afterwards whether it helped: once, after fourteen days, with three questions."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

AFTER: Final = timedelta(days=14)


def is_due(answered_at: datetime | None, *, has_told: bool, at: datetime) -> bool:
    return answered_at is not None and not has_told and at - answered_at >= AFTER


def check_due(answered_at: datetime | None, *, has_told: bool, at: datetime) -> None:
    """:raises RuleBroken: `not_due`."""
    if not is_due(answered_at, has_told=has_told, at=at):
        raise RuleBroken("not_due", _("Dette spør vi om én gang, to uker etter svaret."))
