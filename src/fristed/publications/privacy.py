"""Nothing here is about a person but who drafted and released, which only the desk may see."""

from fristed.kernel.privacy import Field

_FOR_GOOD = "for good: what was published stays published"


def _open(purpose: str) -> Field:
    return Field(sensitivity="open", purpose=purpose, keep=_FOR_GOOD)


def _person(purpose: str) -> Field:
    return Field(sensitivity="personal", purpose=purpose, keep=_FOR_GOOD)


FIELDS = {
    "PublishedSeries.id": _open("joins rows"),
    "PublishedSeries.code": _open("which service"),
    "PublishedSeries.name": _open("what people call it"),
    "PublishedSeries.about": _open("what the figure is of"),
    "PublishedSeries.position": _open("the order of the page"),
    "PublishedCount.id": _open("joins rows"),
    "PublishedCount.series": _open("which service"),
    "PublishedCount.year": _open("which year"),
    "PublishedCount.span": _open("what part of the year"),
    "PublishedCount.measure": _open("what was counted"),
    "PublishedCount.category": _open("what it is a count of"),
    "PublishedCount.value": _open("the figure"),
    "PublishedCount.tag": _open("how sure it is"),
    "PublishedCount.source": _open("where it stood"),
    "SeriesBreak.id": _open("joins rows"),
    "SeriesBreak.series": _open("which service"),
    "SeriesBreak.first_year": _open("where the line is drawn"),
    "SeriesBreak.kind": _open("what changed"),
    "SeriesBreak.note": _open("what changed, in words"),
    "SeriesBreak.source": _open("where it was read"),
    "PublishedChange.id": _open("joins rows"),
    "PublishedChange.series": _open("which service"),
    "PublishedChange.kind": _open("what was computed"),
    "PublishedChange.from_year": _open("from which year"),
    "PublishedChange.to_year": _open("to which year"),
    "PublishedChange.category": _open("of which category"),
    "PublishedChange.value": _open("of which figure, where there are two"),
    "PublishedChange.published": _open("what the publication said"),
    "ReleasedTable.id": _open("joins rows"),
    "ReleasedTable.ref": _open("what addresses show"),
    "ReleasedTable.ledger_number": _open("its place in the ledger of releases"),
    "ReleasedTable.title": _open("what it is"),
    "ReleasedTable.measure": _open("what is counted"),
    "ReleasedTable.dimensions": _open("the sides of the table"),
    "ReleasedTable.cells": _open("the figures, protected"),
    "ReleasedTable.notes": _open("what must be said of them"),
    "ReleasedTable.period_from": _open("from when"),
    "ReleasedTable.period_to": _open("until when"),
    "ReleasedTable.is_sample": _open("made up"),
    "ReleasedTable.released_on": _open("when it was released"),
    "ReleasedTable.drafted_by": _person("two people have seen every figure"),
    "ReleasedTable.released_by": _person("two people have seen every figure"),
    "ReleasedTable.sha256": _open("whether it is unchanged"),
    "ReleasedTable.series": _open("years of one series belong together"),
    "ReleasedTable.total": _open("the exact total, published with it"),
    "ReleasedTable.parquet": _open("the same as a file"),
    "TableWithdrawal.id": _open("joins rows"),
    "TableWithdrawal.table": _open("which table"),
    "TableWithdrawal.withdrawn_on": _open("since when"),
    "TableWithdrawal.withdrawn_by": _person("who answers for it"),
    "TableWithdrawal.reason": _open("why"),
    "TableWithdrawal.replaced_by": _open("what stands instead"),
    "ReleasedReport.id": _open("joins rows"),
    "ReleasedReport.ref": _open("stable address"),
    "ReleasedReport.year": _open("which year"),
    "ReleasedReport.editions": _open("what is read, in each language"),
    "ReleasedReport.paper_nb": _open("the report as PDF"),
    "ReleasedReport.paper_nn": _open("the report as PDF"),
    "ReleasedReport.is_sample": _open("invented figures must say so"),
    "ReleasedReport.released_on": _open("order of reports"),
    "ReleasedReport.drafted_by": _person("two people have answered for it"),
    "ReleasedReport.released_by": _person("two people have answered for it"),
    "ReleasedReport.sha256": _open("shows that it is unchanged"),
}
