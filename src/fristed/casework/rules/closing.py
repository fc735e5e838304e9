"""When a case may be closed and opened again, and how long it is then kept."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import ClosureReason
from fristed.kernel.periods import months_after
from fristed.kernel.rules import RuleBroken

LOST_CONTACT_AFTER_DAYS: Final = 90
"""Our own limit: nobody is called lost before three months without contact."""


def check_closable(
    *, reason: str, opened_on: date, last_contact: date | None, open_tasks: int, on: date
) -> None:
    """Check that the case may be closed on this day.

    :raises RuleBroken: `tasks_open` or `contact_too_recent`.
    """
    if open_tasks:
        raise RuleBroken("tasks_open", _("Gjør ferdig eller fjern oppgavene før saken avsluttes."))
    days_silent = (on - (last_contact or opened_on)).days
    if reason == ClosureReason.LOST_CONTACT and days_silent < LOST_CONTACT_AFTER_DAYS:
        raise RuleBroken(
            "contact_too_recent",
            _("Det er under %(days)s dager siden siste kontakt.")
            % {"days": LOST_CONTACT_AFTER_DAYS},
        )


def expires_on(closed_on: date, months: int | None) -> date | None:
    """The day after which the file may be destroyed; None without a rule that is signed off.

    months   how long the signed-off rule says a closed case is kept  [months]
    """
    return None if months is None else months_after(closed_on, months)


def check_reopenable(*, expires: date | None, on: date) -> None:
    """:raises RuleBroken: `expired`."""
    if expires is not None and expires < on:
        raise RuleBroken("expired", _("Slettefristen er ute. Start en ny sak."))
