"""Releasing a draft: a second person, once, for good."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from fristed.codelists.queries import Words
from fristed.gate import Actor, action, asking
from fristed.kernel.rules import RuleBroken
from fristed.publications.access import OnTheShelf
from fristed.publications.actions import releasing as shelf
from fristed.publications.queries import next_ledger_number
from fristed.statistics import access, queries
from fristed.statistics.choices import Measure, Status
from fristed.statistics.models import Draft, LedgerEntry
from fristed.statistics.rules.counting import series_of
from fristed.statistics.rules.ledger import Kept, LedgerBroken, closed, standing

ask_to_withdraw_draft = asking("statistics.withdraw", may=access.may_withdraw_draft)
ask_to_release_draft = asking("statistics.release", may=access.may_release_draft)


@action("statistics.release", may=access.may_release_draft)
def release_draft(actor: Actor, draft: Draft, *, on: date) -> str:
    """Put the table on the shelf; answers its reference.

    The year is closed with it: its rounded cells go into the ledger, and every later table of the
    year is sums of the same ones. It all happens in one transaction, or not at all.

    :raises RuleBroken: `released_meanwhile`; `year_released`: the same table was released before;
        `year_revised`: since it was drafted; `ledger_broken`: the year stands in the ledger with
        other cells, or the chain does not hold.
    """
    _one_at_a_time()
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    if fresh.status != Status.READY:
        raise RuleBroken("released_meanwhile", _("Utkastet er endret i mellomtiden."))
    same = Draft.objects.filter(
        measure=fresh.measure,
        service=fresh.service,
        year=fresh.year,
        sides=fresh.sides,
        vintage=fresh.vintage,
    )
    if same.filter(status=Status.RELEASED).exists():
        raise RuleBroken(
            "year_released",
            _("Tabellen er frigitt før. Den samme tabellen en gang til ville ikke si noe nytt."),
        )
    _close_year(fresh, on)
    table = shelf.release_table(
        actor,
        fresh,
        content=queries.content_of(fresh),
        ledger_number=next_ledger_number(),
        on=on,
    )
    Draft.objects.filter(pk=fresh.pk).update(
        status=Status.RELEASED, table=table, glimpse=None, glimpse_at=None
    )
    return table


@action("statistics.release_together", may=access.may_release_draft)
def release_together(
    actor: Actor, draft: Draft, *, others: Sequence[Draft], on: date
) -> tuple[str, ...]:
    """Release tables that are sums of the same figures in one step: all of them, or none.

    :raises RuleBroken: `other_figures`, or what `release_draft` says of any of them.
    """
    if any(_figures_of(one) != _figures_of(draft) for one in others):
        raise RuleBroken("other_figures", _("Bare tabeller av de samme tallene frigis sammen."))
    return tuple(release_draft(actor, one, on=on) for one in (draft, *others))


def _figures_of(draft: Draft) -> tuple[str, str, int, str]:
    return draft.measure, draft.service, draft.year, draft.grid


def _close_year(draft: Draft, on: date) -> None:
    if draft.measure == Measure.ANSWER_TIMES:
        return  # times are no counts: no later table is a sum of them
    series = series_of(draft.measure, draft.service)
    entries = queries.ledger_of(series)
    if standing(entries, draft.year).is_revised and draft.vintage == 1:
        raise RuleBroken(
            "year_revised", _("Året er revidert siden utkastet ble laget. Lag det på nytt.")
        )
    try:
        entry = closed(
            entries,
            year=draft.year,
            closing=draft.closing,
            total=draft.total,
            on=on.isoformat(),
        )
    except LedgerBroken as broken:
        raise RuleBroken(
            "ledger_broken",
            _("Året er lukket med andre tall. Lag utkastet på nytt, og si fra til forvalteren."),
        ) from broken
    if entry is not None:
        _add_to_ledger(series, entries, entry)


def _one_at_a_time() -> None:
    """Whoever writes in a ledger waits for the one before: its numbers follow each other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('statistics.release'))")


def _add_to_ledger(series: str, entries: Sequence[Kept], entry: Kept) -> None:
    LedgerEntry.objects.create(series=series, number=len(entries) + 1, **vars(entry))


@action("statistics.withdraw_released", may=access.may_withdraw_draft)
def withdraw_draft(
    actor: Actor, draft: Draft, *, reason: Words, on: date, replaced_by: str = ""
) -> None:
    """Take a released table off the page. Its figures go, its place and the reason stay.

    replaced_by   reference of the released table that stands instead, or none

    :raises RuleBroken: see `shelf.withdraw_table`.
    """
    released = OnTheShelf(draft.table)
    shelf.withdraw_table(actor, released, reason=reason, on=on, replaced_by=replaced_by)
