"""A released table as a page: a chart of its first real side, a slice, and what must be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fristed.publications.queries import TableOn
from fristed.publications.rules.formats import FORMATS
from fristed.publications.rules.slicing import EVERYONE, Slice, slice_of
from fristed.publications.rules.tables import Content
from fristed.ui import charts

CONCERN = "concern"
FIRST = {"down": CONCERN, "across": "gender"}  # few columns: fits a phone


@dataclass(frozen=True)
class TablePage:
    """notes   the mandatory ones first: what the figures do not tell stands above the figures
    files   endings and names of the formats it can be downloaded in
    """

    ref: str
    title: str
    measure: str
    notes: tuple[str, ...]
    chart: charts.Chart | None
    slice: Slice
    period_from: date
    period_to: date
    released_on: date
    ledger_number: int
    sha256: str
    is_intact: bool
    is_sample: bool
    files: tuple[tuple[str, str], ...] = tuple((one.ending, one.label) for one in FORMATS.values())


def table_page(shown: TableOn, asked: Mapping[str, str]) -> TablePage:
    content, table = shown.content, shown.table
    return TablePage(
        ref=shown.ref,
        title=str(content.title),
        measure=str(content.measure),
        notes=tuple(str(note) for note in table.notes),
        chart=_chart(content),
        slice=slice_of(content, asked, first=FIRST),
        period_from=content.period_from,
        period_to=content.period_to,
        released_on=table.released_on,
        ledger_number=table.ledger_number,
        sha256=table.sha256,
        is_intact=shown.is_intact,
        is_sample=content.is_sample,
    )


def _chart(content: Content) -> charts.Chart | None:
    """By main concern, over everyone; none where the table has no such side or no row of all."""
    whole = slice_of(content, {"down": CONCERN})
    held = [choice.chosen.value for choice in whole.held]
    columns = [column.value for column in whole.columns]
    if whole.down.code != CONCERN or {*held, EVERYONE} != {EVERYONE} or EVERYONE not in columns:
        return None
    figures = [(str(category.label), cell) for category, cell in whole.figures()]
    return charts.bar_chart(
        f"{content.title} ({whole.down.label})",
        [label for label, _cell in figures],
        [
            charts.Series(
                str(content.measure),
                tuple(charts.Value(label, cell) for label, cell in figures if cell is not None),
            )
        ],
        id="hovedbekymring",
        unit=str(content.measure),
        axis_name=str(whole.down.label),
    )
