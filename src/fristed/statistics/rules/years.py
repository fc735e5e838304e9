"""Which years a table may be made for."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

FIRST_YEAR = 2008


def check_changed(*, is_changed: bool) -> None:
    """Two definitions beside each other are for a year in which one became the other.

    :raises RuleBroken: `not_changed`.
    """
    if not is_changed:
        raise RuleBroken("not_changed", _("Kategoriene ble ikke endret det året. Velg et annet."))


def check_year(year: int, *, on: date) -> None:
    """Check that the year is over: a half year read as a whole one has misled people before.

    :raises RuleBroken: `year_not_over` or `too_early`.
    """
    if year >= on.year:
        raise RuleBroken("year_not_over", _("Velg et år som er over. Året må være helt."))
    if year < FIRST_YEAR:
        raise RuleBroken("too_early", _("Ordningen begynte i 2008. Velg et senere år."))
