"""The published history as one page: side by side, never summed, every figure with its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fristed.codelists import queries as codelists
from fristed.codelists.choices import Tag
from fristed.codelists.rules.words import Words
from fristed.portal.queries.series import composed_names
from fristed.publications import queries as shelf
from fristed.publications.choices import Category, ChangeKind, Mark, Span
from fristed.publications.rules.history import TOGETHER as BOTH
from fristed.publications.rules.history import UNCLEAR, Claim, Count, Series, Year
from fristed.ui import charts, wording
from fristed.ui.tables import Cell, Column, Table

TAGS = {
    Tag.SOLID: gettext_lazy("lest hos den ansvarlige, eller likt i to kilder"),
    Tag.PRESS: gettext_lazy("bare gjengitt i én pressekilde"),
    Tag.DERIVED: gettext_lazy("regnet ut her"),
    Tag.CONFLICT: gettext_lazy("kildene er uenige"),
    Tag.KNOWLEDGE: gettext_lazy("allmenn kunnskap, ikke kontrollert"),
    Tag.OWN: gettext_lazy("vår egen inndeling"),
}
"""How sure a figure is, in words for everyone."""
NONE = charts.MISSING


SCHEMES: Final = {"MR": "adviser", "IR": "envoy", "KT": "competence_team"}
"""Whose published figures -> the scheme. The others are counts of several together."""


@dataclass(frozen=True)
class Stage:
    """What a scheme was from a year on, or was proposed to be."""

    year: int
    state: str
    note: str
    source: str


@dataclass(frozen=True)
class ServiceSection:
    """One service: its years, and the counts of categories that were published beside them."""

    id: str
    name: str
    about: str
    stages: tuple[Stage, ...]
    years: Table
    parts: Table | None


@dataclass(frozen=True)
class HistoryPage:
    """composed   reference and title of each table that is made of released ones"""

    chart: charts.Chart
    notes: tuple[Words, ...]
    sections: tuple[ServiceSection, ...]
    changes: Table
    tags: tuple[tuple[str, str], ...]
    tables: tuple[shelf.ListedTable, ...]
    composed: tuple[tuple[str, str], ...]
    reports: tuple[tuple[str, int], ...]


def history_page() -> HistoryPage:
    history, listed = shelf.history_page(), shelf.released_tables()
    names = {one.code: str(one.name) for one in history.series}
    return HistoryPage(
        chart=_chart(history, names),
        notes=history.notes,
        sections=tuple(_section(one) for one in history.series),
        changes=_changes(history.claims, names),
        tags=tuple((tag.value, str(TAGS[tag])) for tag in _tags(history.series)),
        tables=listed,
        composed=tuple((ref, str(title)) for ref, title in composed_names(listed)),
        reports=shelf.released_reports(),
    )


def _chart(history: shelf.HistoryPage, names: dict[str, str]) -> charts.Chart:
    breaks: dict[tuple[int, str], list[str]] = {}
    for one in history.series:
        for year in one.years:
            for stop in year.breaks:
                breaks.setdefault((stop.first_year, str(stop.note)), []).append(names[one.code])
    return charts.line_chart(
        _("Saker hos hver tjeneste, 2008 til 2024"),
        [str(year) for year in history.years],
        [
            charts.Series(names[one.code], tuple(_values(one.code, one.years)))
            for one in history.series
        ],
        id="historikk",
        unit=_("saker"),
        axis_name=_("År"),
        breaks=[
            charts.Break(str(year), f"{', '.join(concerned)}: {note}", tuple(concerned))
            for (year, note), concerned in sorted(breaks.items())
        ],
    )


def _values(code: str, years: Iterable[Year]) -> Iterator[charts.Value]:
    for year in years:
        for count in year.totals:
            why = list(_apart(code, year, count))
            yield charts.Value(str(year.year), count.value, apart=bool(why), note=", ".join(why))


def _apart(code: str, year: Year, count: Count) -> Iterator[str]:
    """Why a figure stands alone: joined to its neighbours it would say what nobody has said."""
    if count.span != Span.FULL:
        yield f"{Span(count.span).label}, {count.measure.label}"
    if Mark.CONFLICT in year.marks:
        yield _("kildene er uenige")
    if code == BOTH:
        yield str(Mark.TOGETHER.label)
    if code == UNCLEAR:
        yield str(Mark.UNCLEAR.label)


def _section(one: Series) -> ServiceSection:
    shown = [year for year in one.years if year.totals or year.parts or year.breaks]
    parts = [(year, count) for year in shown for count in year.parts]
    return ServiceSection(
        id="tjeneste-" + str(one.code).lower().replace("+", "-og-").replace("?", "-uklar"),
        name=str(one.name),
        about=str(one.about),
        stages=tuple(
            Stage(stage.year, str(stage.state.label), str(stage.note), stage.source)
            for stage in codelists.scheme_stages(SCHEMES.get(one.code, ""))
        ),
        years=Table(
            caption=_("Saker hvert år"),
            columns=(
                Column(_("År")),
                Column(_("Saker"), numeric=True),
                Column(_("Endring fra året før"), numeric=True),
                Column(_("Merk")),
                Column(_("Kilde")),
            ),
            rows=tuple(row for year in shown for row in _rows(year)),
        ),
        parts=_parts(parts) if parts else None,
    )


def _rows(year: Year) -> Iterator[tuple[Cell, ...]]:
    """A row for each figure: where publications disagree, both stand, each with its source."""
    marks = [str(mark.label) for mark in year.marks if mark not in {Mark.MISSING, Mark.BREAK}]
    breaks = [_("Brudd: %(what)s") % {"what": stop.note} for stop in year.breaks]
    if not year.totals:
        said = ". ".join([str(Mark.MISSING.label).capitalize(), *breaks])
        yield Cell(str(year.year)), Cell(NONE), Cell(NONE), Cell(said), Cell(NONE)
    for count in year.totals:
        own = [str(count.measure.label)]
        changes = [
            wording.change(one.absolute) + _percent(one.percent())
            for one in year.changes
            if one.current == count.value
        ]
        yield (
            Cell(str(year.year)),
            Cell(wording.number(count.value)),
            Cell("; ".join(changes) or NONE),
            Cell(". ".join([*map(_sentence, [*own, *marks]), *breaks])),
            Cell(f"{count.source} [{count.tag.value}]"),
        )


def _parts(parts: list[tuple[Year, Count]]) -> Table:
    return Table(
        caption=_("Publisert om noen av sakene"),
        columns=(
            Column(_("År")),
            Column(_("Hva som er talt")),
            Column(_("Saker"), numeric=True),
            Column(_("Kilde")),
        ),
        rows=tuple(
            (
                Cell(str(year.year)),
                Cell(_sentence(str(count.category.label))),
                Cell(wording.number(count.value)),
                Cell(f"{count.source} [{count.tag.value}]"),
            )
            for year, count in parts
        ),
    )


def _changes(claims: Iterable[Claim], names: dict[str, str]) -> Table:
    return Table(
        caption=_("Endringer og andeler, regnet ut på nytt"),
        columns=(
            Column(_("Tjeneste")),
            Column(_("Hva")),
            Column(_("Regnet ut"), numeric=True),
            Column(_("Publisert"), numeric=True),
            Column(_("Stemmer")),
        ),
        rows=tuple(
            (
                Cell(names[one.series]),
                Cell(_compared(one)),
                Cell(one.computed_in(get_language() or "nb")),
                Cell(_as_published(one)),
                Cell(_("ja") if one.holds else _("nei")),
            )
            for one in claims
        ),
    )


def _compared(one: Claim) -> str:
    part, whole = wording.number(one.part), wording.number(one.whole)
    if one.kind == ChangeKind.SHARE:
        what = Category(one.category).label
        return _("%(year)s: %(part)s av %(whole)s saker, %(what)s") % {
            "year": one.to_year,
            "part": part,
            "whole": whole,
            "what": what,
        }
    return _("Fra %(whole)s i %(first)s til %(part)s i %(last)s") % {
        "first": one.from_year,
        "last": one.to_year,
        "part": part,
        "whole": whole,
    }


def _as_published(one: Claim) -> str:
    figure = one.published.replace("-", wording.MINUS)
    if wording.language() == "en":
        return figure.replace(" %", "%")
    return figure.replace(".", ",").replace(" ", wording.HARD_SPACE)


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f" ({wording.change(value)}{_percent_sign()})"


def _percent_sign() -> str:
    return "%" if wording.language() == "en" else f"{wording.HARD_SPACE}%"


def _tags(series: Iterable[Series]) -> list[Tag]:
    used = {
        count.tag for one in series for year in one.years for count in (*year.totals, *year.parts)
    }
    return [tag for tag in Tag if tag in used]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
