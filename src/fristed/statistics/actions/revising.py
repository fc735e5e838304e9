"""Announcing that a closed year will be shown anew."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.codelists.queries import Words
from fristed.gate import Actor, action, asking
from fristed.kernel.rules import RuleBroken
from fristed.publications.access import OnTheShelf
from fristed.publications.actions import releasing as shelf
from fristed.statistics import access, queries
from fristed.statistics.actions.releasing import _add_to_ledger, _one_at_a_time
from fristed.statistics.models import Draft
from fristed.statistics.rules import ledger
from fristed.statistics.rules.counting import series_of
from fristed.statistics.rules.revising import check_announcement

ask_to_announce_revision = asking("statistics.announce", may=access.may_announce_revision)


@action("statistics.announce", may=access.may_announce_revision)
def announce_revision(actor: Actor, draft: Draft, *, due_on: date, reason: Words, on: date) -> None:
    """Say on all tables of the year that it will be revised, when and why.

    From that day on a draft of the year is the revision: cells that have changed much are shown
    anew, the others stand. The tables that stand now stay, and say what came instead.

    :raises RuleBroken: see `rules.revising.check_announcement`; `ledger_broken`.
    """
    _one_at_a_time()
    series = series_of(draft.measure, draft.service)
    entries = queries.ledger_of(series)
    check_announcement(ledger.standing(entries, draft.year), due_on=due_on, on=on)
    try:
        entry = ledger.announced(
            entries, year=draft.year, due_on=due_on.isoformat(), reason=reason.nb
        )
    except (ledger.LedgerBroken, ledger.NotRevisable) as broken:
        raise RuleBroken(
            "ledger_broken", _("Rekken av lukkede år holder ikke. Si fra til forvalteren.")
        ) from broken
    _add_to_ledger(series, entries, entry)
    shelf.announce_revision(
        actor,
        OnTheShelf(draft.table),
        series=series,
        year=draft.year,
        due_on=due_on,
        reason=reason,
        on=on,
    )
