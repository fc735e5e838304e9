"""Putting a table on the shelf, for good; and a tombstone beside it."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.codelists.queries import Words
from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.publications import access
from fristed.publications.models import ReleasedTable, Revision, TableWithdrawal
from fristed.publications.rules.exports import Exportable
from fristed.publications.rules.parquet import as_parquet
from fristed.publications.rules.tables import (
    Content,
    canonical,
    check_releasable,
    digest,
    dimensions_as_kept,
)


@action("table.release", may=access.may_release_table)
def release_table(
    actor: Actor, draft: access.Draft, *, content: Content, ledger_number: int, on: date
) -> str:
    """Release the table as it is; answers its reference. The database never lets it change.

    The Parquet file is written here, once: the process that serves it never loads DuckDB.

    :raises RuleBroken: see `rules.tables.check_releasable`.
    """
    check_releasable(content)
    ref = new_ref("tab")
    kept = canonical(content, ref=ref, ledger_number=ledger_number, released_on=on)
    sha256 = digest(kept)
    shelved = Exportable(ref, ledger_number, on, sha256, content, content.all_notes)
    ReleasedTable.objects.create(
        ref=ref,
        ledger_number=ledger_number,
        title=kept["title"],
        measure=kept["measure"],
        dimensions=dimensions_as_kept(content.dimensions),
        cells=kept["cells"],
        notes=kept["notes"],
        period_from=content.period_from,
        period_to=content.period_to,
        is_sample=content.is_sample,
        released_on=on,
        drafted_by=draft.drafted_by,
        released_by=actor.ref,
        sha256=sha256,
        series=content.series,
        total=content.total,
        revision=Revision.objects.get(ref=content.revision) if content.revision else None,
        parquet=as_parquet(shelved),
    )
    return ref


@action("table.withdraw", may=access.may_withdraw_table)
def withdraw_table(
    actor: Actor, table: access.OnTheShelf, *, reason: Words, on: date, replaced_by: str = ""
) -> None:
    """Show the tombstone instead of the table. The row stays, so that its hash can be checked.

    :raises RuleBroken: `missing`, `withdrawn_already`, `no_replacement`: it does not stand;
        `replaces_another`.
    """
    row = ReleasedTable.objects.filter(ref=table.ref).first()
    if row is None:
        raise RuleBroken("missing", _("Tabellen finnes ikke."))
    if TableWithdrawal.objects.filter(table=row).exists():
        raise RuleBroken("withdrawn_already", _("Tabellen er alt trukket tilbake."))
    standing = ReleasedTable.objects.filter(withdrawal=None).exclude(pk=row.pk)
    better = standing.filter(ref=replaced_by).first()
    if replaced_by and better is None:
        raise RuleBroken("no_replacement", _("Tabellen som skal komme i stedet, finnes ikke."))
    if better and TableWithdrawal.objects.filter(replaced_by=better).exists():
        raise RuleBroken("replaces_another", _("Den tabellen står alt i stedet for en annen."))
    TableWithdrawal.objects.create(
        table=row,
        withdrawn_on=on,
        withdrawn_by=actor.ref,
        reason=reason.as_kept(),
        replaced_by=better,
    )


@action("revision.announce", may=access.may_announce_revision)
def announce_revision(
    actor: Actor,
    table: access.OnTheShelf,
    *,
    series: str,
    year: int,
    due_on: date,
    reason: Words,
    on: date,
) -> None:
    """Say on every table of the series' year that it will be shown anew, when and why.

    :raises RuleBroken: `announced_before`.
    """
    if Revision.objects.filter(series=series, year=year).exists():
        raise RuleBroken("announced_before", _("Året revideres bare én gang."))
    Revision.objects.create(
        ref=new_ref("rev"),
        series=series,
        year=year,
        announced_on=on,
        announced_by=actor.ref,
        due_on=due_on,
        reason=reason.as_kept(),
    )
