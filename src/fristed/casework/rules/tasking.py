"""Which days a task may be given for."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken


def check_days(*, due_on: date, remind_on: date | None, on: date) -> None:
    """Check that a task given today can still be done, and is reminded of in time.

    :raises RuleBroken: `due_in_the_past` or `reminded_too_late`.
    """
    if due_on < on:
        raise RuleBroken("due_in_the_past", _("Fristen har vært. Velg en dag som kommer."))
    if remind_on is not None and remind_on > due_on:
        raise RuleBroken("reminded_too_late", _("Påminnelsen må komme før fristen."))
