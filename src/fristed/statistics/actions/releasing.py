"""Releasing a draft: a second person, once, for good."""

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
from fristed.statistics.rules.ledger import LedgerBroken, closed

ask_to_withdraw_draft = asking("statistics.withdraw", may=access.may_withdraw_draft)
ask_to_release_draft = asking("statistics.release", may=access.may_release_draft)


@action("statistics.release", may=access.may_release_draft)
def release_draft(actor: Actor, draft: Draft, *, on: date) -> str:
    """Put the table on the shelf; answers its reference.

    The year is closed with it: its rounded cells go into the ledger, and every later table of the
    year is sums of the same ones. It all happens in one transaction, or not at all.

    :raises RuleBroken: `released_meanwhile`; `year_released`: the same table was released before;
        `ledger_broken`: the year stands in the ledger with other cells, or the chain does not hold.
    """
    with connection.cursor() as cursor:
        # One release at a time: the ledger's numbers follow each other.
        cursor.execute("select pg_advisory_xact_lock(hashtext('statistics.release'))")
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    if fresh.status != Status.READY:
        raise RuleBroken("released_meanwhile", _("Utkastet er endret i mellomtiden."))
    same = Draft.objects.filter(
        measure=fresh.measure, service=fresh.service, year=fresh.year, sides=fresh.sides
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


def _close_year(draft: Draft, on: date) -> None:
    if draft.measure == Measure.ANSWER_TIMES:
        return  # times are no counts: no later table is a sum of them
    series = series_of(draft.measure, draft.service)
    entries = queries.ledger_of(series)
    try:
        entry = closed(entries, year=draft.year, closing=draft.closing, on=on.isoformat())
    except LedgerBroken as broken:
        raise RuleBroken(
            "ledger_broken",
            _("Året er lukket med andre tall. Lag utkastet på nytt, og si fra til forvalteren."),
        ) from broken
    if entry is not None:
        LedgerEntry.objects.create(series=series, number=len(entries) + 1, **vars(entry))


@action("statistics.withdraw_released", may=access.may_withdraw_draft)
def withdraw_draft(actor: Actor, draft: Draft, *, reason: Words, on: date) -> None:
    """Take a released table off the page. Its figures go, its place and the reason stay.

    :raises RuleBroken: `withdrawn_already`.
    """
    shelf.withdraw_table(actor, OnTheShelf(draft.table), reason=reason, on=on)
