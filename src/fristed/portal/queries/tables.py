"""A table as a page: in words, as a figure of one's choice, as a slice, with what must be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from fristed.codelists import queries as codelists
from fristed.portal.queries.series import SERVICE
from fristed.portal.rules import tiles
from fristed.publications.choices import DimensionRole
from fristed.publications.queries import TableOn, drawn_in_counties_of
from fristed.publications.rules.exports import Exportable
from fristed.publications.rules.formats import FORMATS
from fristed.publications.rules.notes import mandatory
from fristed.publications.rules.rates import LEAST_CASES, rate
from fristed.publications.rules.redrawing import place_side
from fristed.publications.rules.saying import sentences
from fristed.publications.rules.slicing import EVERYONE, Slice, slice_of
from fristed.publications.rules.tables import Category, Content, Dimension
from fristed.ui import charts, pictures, wording
from fristed.ui.tables import Cell, Column, Table

CONCERN: Final = "concern"
FIRST: Final = {"down": CONCERN, "across": "gender"}  # few columns: fits a phone
FIGURE: Final = "figur"
COUNTIES: Final = "fylker"
BARS, LINES, SMALL, MAP = "stolper", "linjer", "smaa", "kart"
MOST_PANELS: Final = 24


@dataclass(frozen=True)
class Way:
    """A link to the same page shown another way. query: begins with "?" """

    label: str
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Map:
    """The counties as equal squares. top, height: of what is used of the grid"""

    shades: tuple[tiles.Shade, ...]
    summary: str
    width: int = tiles.WIDTH

    @property
    def top(self) -> int:
        return min((one.y for one in self.shades), default=0)

    @property
    def height(self) -> int:
        return max((one.y for one in self.shades), default=0) + tiles.SIDE - self.top


@dataclass(frozen=True)
class Figure:
    """What stands above the table. One of chart, panels and map.

    query   the page's choices, for the picture's own address
    """

    kind: str
    title: str
    query: str
    chart: charts.Chart | None = None
    panels: tuple[charts.Chart, ...] = ()
    map: Map | None = None


@dataclass(frozen=True)
class TablePage:
    """must_read   what the figures do not tell; stands above them
    revision    that a revision is coming, or what came instead; or empty
    replaced_by reference of what came
    notes    everything else that is said of them
    summary  the table in plain words, from the same cells
    files    endings and names of the formats it can be downloaded in
    rates    cases for every thousand inhabitants, where the table has counties
    """

    ref: str
    title: str
    measure: str
    must_read: tuple[str, ...]
    revision: str
    replaced_by: str
    notes: tuple[str, ...]
    summary: tuple[str, ...]
    figure: Figure | None
    figures: tuple[Way, ...]
    counties: tuple[Way, ...]
    slice: Slice
    rates: Table | None
    period_from: date
    period_to: date
    released_on: date
    ledger_number: int
    sha256: str
    is_intact: bool
    is_sample: bool
    files: tuple[tuple[str, str], ...]


def table_page(shown: TableOn, asked: Mapping[str, str], *, base: int) -> TablePage:
    """base: the smallest count that is shown, for what a nought means"""
    content, table = _drawn(shown.content, asked), shown.table
    cut = slice_of(content, asked, first=_first(content))
    above = len(mandatory(is_sample=content.is_sample))
    return TablePage(
        ref=shown.ref,
        title=str(content.title),
        measure=str(content.measure),
        must_read=tuple(str(note) for note in table.notes[:above]),
        revision=str(table.notes[-1]) if shown.revision else "",
        replaced_by=shown.revision.replaced_by if shown.revision else "",
        notes=tuple(str(note) for note in (*table.notes[above:], *_added(shown.content, content))),
        summary=sentences(content, cut, base=base),
        figure=figure_of(content, cut, asked),
        figures=_ways(content, cut, asked),
        counties=_county_years(shown.content, asked),
        slice=cut,
        rates=_rates(content),
        period_from=content.period_from,
        period_to=content.period_to,
        released_on=table.released_on,
        ledger_number=table.ledger_number,
        sha256=table.sha256,
        is_intact=shown.is_intact,
        is_sample=content.is_sample,
        files=(
            *((one.ending, one.label) for one in FORMATS.values()),
            *([("parquet", "Parquet")] if shown.has_parquet else []),
        ),
    )


def picture_of(shown: TableOn, asked: Mapping[str, str]) -> str:
    """The page's figure as an SVG file, with everything that must be said of it.

    :raises LookupError: the table cannot be drawn that way.
    """
    content = _drawn(shown.content, asked)
    figure = figure_of(content, slice_of(content, asked, first=_first(content)), asked)
    if figure is None:
        raise LookupError(asked.get(FIGURE, ""))
    pieces = [pictures.drawing(one) for one in (figure.chart, *figure.panels) if one]
    if figure.panels:
        titled = [pictures.heading(one.title) for one in figure.panels]
        pieces = [piece for pair in zip(titled, pieces, strict=True) for piece in pair]
    if figure.map:
        drawn = tiles.as_svg(figure.map.shades, top=figure.map.top)
        pieces.append(pictures.Piece(drawn, figure.map.height))
    notes = (*shown.table.notes, *_added(shown.content, content))
    return pictures.picture(
        figure.title,
        pieces,
        notes=[str(note) for note in notes],
        source=_source(shown.table),
    )


def figure_of(content: Content, cut: Slice, asked: Mapping[str, str]) -> Figure | None:
    kinds = [one.query for one in _kinds(content, cut)]
    if not kinds:
        return None
    kind = asked.get(FIGURE, "")
    kind = kind if kind in kinds else kinds[0]
    title = _title(content, cut, kind)
    query = _query(asked, {FIGURE: kind})
    if kind == MAP:
        return Figure(kind, title, query, map=_map(content, cut))
    if kind == SMALL:
        return Figure(kind, title, query, panels=_panels(content, cut))
    chart = _lines(content, cut, title) if kind == LINES else _bars(content, cut, title)
    return Figure(kind, title, query, chart=chart)


def _kinds(content: Content, cut: Slice) -> list[Way]:
    """The figures this slice can be, the best first. query holds the figure's name here."""
    found = []
    over_time = cut.down.role == DimensionRole.TIME
    beside = 0 if content.has_kinds else MOST_PANELS  # no scale that they share
    if over_time and len(_columns(cut)) <= len(charts.MARKERS):
        found.append((LINES, _("Linjer")))
    if not over_time and cut.down.categories[0].value == EVERYONE:
        found.append((BARS, _("Stolper")))
    if cut.across and 2 <= len(_parts(cut.across)) <= beside:
        found.append((SMALL, _("En liten figur for hver")))
    if place_side(content):
        found.append((MAP, _("Kart")))
    return [Way(label, kind, is_chosen=False) for kind, label in found]


def _ways(content: Content, cut: Slice, asked: Mapping[str, str]) -> tuple[Way, ...]:
    kinds = _kinds(content, cut)
    chosen = asked.get(FIGURE, "")
    chosen = chosen if chosen in {one.query for one in kinds} else kinds[0].query if kinds else ""
    return tuple(
        Way(one.label, _query(asked, {FIGURE: one.query}), one.query == chosen) for one in kinds
    )


def _county_years(content: Content, asked: Mapping[str, str]) -> tuple[Way, ...]:
    """The last year of each arrangement of counties, and the table's own."""
    if place_side(content) is None:
        return ()
    own = content.period_to.year
    starts = [version.valid_from.year for version in codelists.versions("county")]
    years = {start: end - 1 for start, end in zip(starts, [*starts[1:], own + 1], strict=True)}
    mine = max(start for start in starts if start <= own)
    chosen = int(asked[COUNTIES]) if _is_year(asked) else own
    return tuple(
        Way(
            _("%(from)s til %(to)s") % {"from": start, "to": last}
            if start != max(starts)
            else _("fra %(from)s") % {"from": start},
            _query(asked, {COUNTIES: "" if start == mine else str(max(start, last))}),
            start <= chosen <= last if start != max(starts) else chosen >= start,
        )
        for start, last in sorted(years.items())
    )


def _drawn(content: Content, asked: Mapping[str, str]) -> Content:
    if not _is_year(asked) or place_side(content) is None:
        return content
    return drawn_in_counties_of(content, int(asked[COUNTIES]))


def _is_year(asked: Mapping[str, str]) -> bool:
    year = asked.get(COUNTIES, "")
    return year.isdecimal() and 2008 <= int(year) <= 2100


def _added(own: Content, drawn: Content) -> tuple[object, ...]:
    return drawn.notes[len(own.notes) :]


def _first(content: Content) -> dict[str, str]:
    time = [one.code for one in content.dimensions if one.role == DimensionRole.TIME]
    if not time or len(content.dimensions) == 1:
        return FIRST
    other = [one for one in content.dimensions if one.code != time[0]]
    held = {one.code: one.categories[0].value for one in other[1:]}
    return {"down": time[0], "across": other[0].code, **held}


def _title(content: Content, cut: Slice, kind: str) -> str:
    held = [str(one.chosen.label) for one in cut.held if one.chosen.value != EVERYONE]
    side = place_side(content) if kind == MAP else cut.down
    what = str(side.label) if side else ""
    if kind == SMALL and cut.across:
        what = f"{what}, {str(cut.across.label).lower()}"
    elif kind == BARS and content.has_kinds:
        what = f"{what}, {str(cut.columns[0].label).lower()}"
    return f"{content.title} ({what})" + (f". {', '.join(held)}" if held else "")


def _parts(side: Dimension) -> list[Category]:
    return [one for one in side.categories if one.value != EVERYONE]


def _columns(cut: Slice) -> list[Category]:
    whole = [one for one in cut.columns if one.value == EVERYONE]
    return whole or list(cut.columns)


def _unit(content: Content, cut: Slice) -> str:
    metric = [one.chosen.label for one in cut.held if one.dimension.role == DimensionRole.METRIC]
    if content.has_kinds:
        metric = [_columns(cut)[0].label]
    return str(metric[0] if metric else content.measure)


def _bars(content: Content, cut: Slice, title: str) -> charts.Chart:
    column = _columns(cut)[0]
    figures = [(str(one.label), cell) for one, cell in cut.figures(column.value)]
    return charts.bar_chart(
        title,
        [label for label, _cell in figures],
        [charts.Series(str(content.measure), _values(figures))],
        id="figur",
        unit=_unit(content, cut),
        axis_name=str(cut.down.label),
    )


def _lines(content: Content, cut: Slice, title: str) -> charts.Chart:
    axis = [str(one.label) for one in cut.down.categories]
    return charts.line_chart(
        title,
        axis,
        [
            charts.Series(
                str(column.label) or str(content.measure),
                _values([(str(one.label), cell) for one, cell in cut.figures(column.value)]),
            )
            for column in _columns(cut)
        ],
        id="figur",
        unit=_unit(content, cut),
        axis_name=str(cut.down.label),
        breaks=_breaks(cut, axis),
    )


def _breaks(cut: Slice, axis: Sequence[str]) -> list[charts.Break]:
    """Where the list behind the rows got a new version: no line passes there."""
    sides = [one.code for one in (cut.down, cut.across) if one]
    names = [CONCERN] if CONCERN in sides else [SERVICE]
    return [
        charts.Break(str(one.valid_from.year), str(one.note or one.title))
        for name in names
        for one in codelists.versions(name)
        if str(one.valid_from.year) in axis[1:]
    ]


def _panels(content: Content, cut: Slice) -> tuple[charts.Chart, ...]:
    """A figure for each column, all on one scale."""
    columns = _parts(cut.across) if cut.across else []
    rows = {one.value: cut.figures(one.value) for one in columns}
    highest = max((cell or 0 for figures in rows.values() for _one, cell in figures), default=0)
    return tuple(
        charts.bar_chart(
            str(column.label),
            [str(one.label) for one, _cell in rows[column.value]],
            [
                charts.Series(
                    str(content.measure),
                    _values([(str(one.label), cell) for one, cell in rows[column.value]]),
                )
            ],
            id=f"figur-{number}",
            compact=True,
            unit=_unit(content, cut),
            axis_name=str(cut.down.label),
            highest=highest,
        )
        for number, column in enumerate(columns, start=1)
    )


def _values(figures: Sequence[tuple[str, int | None]]) -> tuple[charts.Value, ...]:
    return tuple(charts.Value(label, cell) for label, cell in figures if cell is not None)


def _map(content: Content, cut: Slice) -> Map:
    side = place_side(content)
    if side is None:
        raise LookupError(MAP)
    held = {one.dimension.code: one.chosen.value for one in cut.held}
    figures = slice_of(content, {**held, "down": side.code}).figures(EVERYONE)
    highest = max((cell or 0 for _one, cell in figures), default=0)
    shades = [
        tiles.shade(
            one.value,
            str(one.label),
            cell,
            "–" if cell is None else wording.number(cell),
            highest=highest,
        )
        for one, cell in figures
    ]
    top = max(figures, key=lambda one: one[1] or 0, default=None)
    return Map(
        tuple(one for one in shades if one is not None),
        summary=_("Kart med like store ruter. Flest i %(where)s (%(most)s). Se tabellen.")
        % {"where": top[0].label, "most": wording.number(top[1] or 0)}
        if top
        else "",
    )


def _rates(content: Content) -> Table | None:
    side = place_side(content)
    if side is None:
        return None
    people = codelists.county_populations(content.period_to)
    rows = []
    for one, cell in slice_of(content, {"down": side.code}).figures(EVERYONE):
        found = rate(cell, people.get(one.value))
        if found is None:
            continue
        rows.append(
            (
                Cell(str(one.label)),
                Cell(wording.number(cell or 0)),
                Cell(_hundredths(found.per_thousand)),
                Cell(f"{_hundredths(found.low)}–{_hundredths(found.high)}"),
            )
        )
    if not rows:
        return None
    return Table(
        caption=_("%(measure)s for hver 1 000 innbyggere") % {"measure": content.measure},
        columns=(
            Column(str(side.label)),
            Column(str(content.measure), numeric=True),
            Column(_("For hver 1 000"), numeric=True),
            Column(_("Usikkerhet (95 %)"), numeric=True),
        ),
        rows=tuple(rows),
        note=_(
            "Folketall fra 2025. Usikkerheten er det tilfeldigheter alene gir. Avrundingen kommer "
            "i tillegg. Fylker med færre enn %(least)s er ikke med. Kommuner regnes aldri ut."
        )
        % {"least": LEAST_CASES},
    )


def _hundredths(value: float) -> str:
    written = f"{value:.2f}"
    return written if wording.language() == "en" else written.replace(".", ",")


def _source(table: Exportable) -> str:
    return f"{table.ref}, {wording.day(table.released_on)}. SHA-256 {table.sha256}"


def _query(asked: Mapping[str, str], changed: Mapping[str, str]) -> str:
    """The page's choices with some of them changed; an empty one is left out."""
    return "?" + urlencode({key: value for key, value in {**asked, **changed}.items() if value})
