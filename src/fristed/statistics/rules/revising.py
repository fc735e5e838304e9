"""When a closed year may be shown anew: said well before, once, and never on a chosen day."""

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken
from fristed.statistics.rules.ledger import Standing

NOTICE: Final = timedelta(days=28)  # our own choice: decision 0320
LONGEST: Final = timedelta(days=366)


def check_announcement(year: Standing, *, due_on: date, on: date) -> None:
    """Check that a revision may be announced for that day.

    :raises RuleBroken: `year_open`, `revised_once`, `announced_before`, `too_soon` or `too_late`.
    """
    if not year.is_closed:
        raise RuleBroken("year_open", _("Året er ikke lukket, så det er ingenting å revidere."))
    if year.is_revised:
        raise RuleBroken("revised_once", _("Året er revidert. Det gjøres bare én gang."))
    if year.due_on:
        raise RuleBroken("announced_before", _("En revisjon av året er varslet før."))
    if due_on < on + NOTICE:
        raise RuleBroken(
            "too_soon",
            _("Varsle minst %(days)s dager før. Velg en senere dag.") % {"days": NOTICE.days},
        )
    if due_on > on + LONGEST:
        raise RuleBroken("too_late", _("Velg en dag innen ett år."))
