"""Everything that is open, as tables with one identity each: released tables and the history."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.codelists.rules.words import Words
from fristed.portal.queries import series
from fristed.publications import queries as shelf
from fristed.publications.choices import Category as Counted
from fristed.publications.choices import DimensionRole, Span
from fristed.publications.rules.exports import MEASURE, Exportable, with_measure
from fristed.publications.rules.history import Year
from fristed.publications.rules.notes import NEVER_SUMMED, NOT_PREVALENCE
from fristed.publications.rules.tables import Category, Content, Dimension, canonical, digest

HISTORY: Final = "historikk"
HISTORY_CHANGED_ON: Final = date(2026, 11, 25)
"""When its figures were last changed, as `updated` says."""
TIME: Final = "Tid"
YEAR = Words("År", "År", "Year")
MEASURES = (
    Category(
        "lowest",
        Words(
            "Saker, laveste publiserte tall",
            "Saker, lågaste publiserte tal",
            "Cases, lowest published figure",
        ),
    ),
    Category(
        "highest",
        Words(
            "Saker, høyeste publiserte tall",
            "Saker, høgaste publiserte tal",
            "Cases, highest published figure",
        ),
    ),
)
SOURCES_DISAGREE = Words(
    nb="Der publikasjonene er uenige, er laveste og høyeste tall ulike. Vi velger ikke mellom dem.",
    nn="Der publikasjonane er usamde, er lågaste og høgaste tal ulike. Vi vel ikkje mellom dei.",
    en="Where publications disagree, the lowest and highest figures differ. We do not choose.",
)


@dataclass(frozen=True)
class OpenTable:
    """A table as the open API has it.

    table         its content has sides for time and measure, as every table out there has
    is_withdrawn  it is named, says why, and has no figures
    news          what has been said of it since it was released, in words; `changed_on` then
    replaced_by   identity of the table that a revision brought instead
    due_on        the day an announced revision of it comes, at the earliest
    """

    table: Exportable
    is_withdrawn: bool = False
    reason: str = ""
    news: str = ""
    changed_on: date | None = None
    replaced_by: str = ""
    due_on: date | None = None

    @property
    def id(self) -> str:
        return self.table.ref

    @property
    def content(self) -> Content:
        return self.table.content

    @property
    def periods(self) -> tuple[str, ...]:
        side = next(one for one in self.content.dimensions if one.role == DimensionRole.TIME)
        return tuple(one.value for one in side.categories)

    def words(self) -> str:
        """What a search looks in, in the language of the page."""
        sides = self.content.dimensions
        labels = [str(one.label) for one in sides]
        values = [str(each.label) for one in sides for each in one.categories]
        return " ".join([self.id, str(self.content.title), *labels, *values]).lower()


def open_tables() -> list[OpenTable]:
    """All of them, the newest first; what is made of them and the published history last."""
    whole = shelf.whole_tables()
    composed = [_measured(OpenTable(one)) for one in series.composed_of(whole)]
    return [*map(_opened, whole), *composed, open_table(HISTORY)]


def open_table(ref: str) -> OpenTable:
    """:raises NoTable: none is open under that identity."""
    if ref == HISTORY:
        return OpenTable(_history())
    if series.is_composed(ref):
        return _measured(OpenTable(series.composed_table(ref)))
    return _opened(shelf.released_table(ref))


def _measured(one: OpenTable) -> OpenTable:
    return replace(one, table=replace(one.table, content=with_measure(one.content)))


def _opened(shown: shelf.TableOn) -> OpenTable:
    table = replace(shown.table, content=with_measure(_dated(shown.content)))
    if shown.tombstone:
        reason = str(shown.tombstone.reason)
        return OpenTable(
            table,
            is_withdrawn=True,
            reason=reason,
            news=_("Trukket tilbake: ") + reason,
            changed_on=shown.tombstone.withdrawn_on,
        )
    if later := shown.revision:
        return OpenTable(
            table,
            news=str(table.notes[-1]),
            changed_on=later.came_on or later.announced_on,
            replaced_by=later.replaced_by,
            due_on=None if later.came_on else later.due_on,
        )
    return OpenTable(table)


def _dated(content: Content) -> Content:
    """With a side for time, if it has none: a table of one year has that year."""
    if any(one.role == DimensionRole.TIME for one in content.dimensions):
        return content
    year = str(content.period_to.year)
    side = Dimension(TIME, YEAR, (Category(year, Words.alike(year)),), DimensionRole.TIME)
    return replace(content, dimensions=(*content.dimensions, side))


def _history() -> Exportable:
    """The services' yearly totals as published. Where sources disagree, lowest and highest differ;
    parts of a year are not among them, and there is no sum over services."""
    page = shelf.history_page()
    services = tuple(Category(one.code, one.name) for one in page.series)
    years = tuple(Category(str(year), Words.alike(str(year))) for year in page.years)
    cells = [
        figure for one in page.series for year in one.years for figure in _lowest_and_highest(year)
    ]
    content = Content(
        title=Words(
            "Saker hos hver tjeneste, som publisert",
            "Saker hos kvar teneste, som publisert",
            "Cases with each service, as published",
        ),
        measure=Words("Saker", "Saker", "Cases"),
        dimensions=(
            Dimension("Tjeneste", Words("Tjeneste", "Teneste", "Service"), services),
            Dimension(TIME, YEAR, years, DimensionRole.TIME),
            Dimension(
                MEASURE, Words("Måltall", "Måltal", "Measure"), MEASURES, DimensionRole.METRIC
            ),
        ),
        cells=tuple(cells),
        period_from=date(page.years[0], 1, 1),
        period_to=date(page.years[-1], 12, 31),
        is_sample=False,
        notes=(NEVER_SUMMED, SOURCES_DISAGREE, *_breaks(page)),
    )
    kept = canonical(content, ref=HISTORY, ledger_number=0, released_on=HISTORY_CHANGED_ON)
    return Exportable(
        ref=HISTORY,
        ledger_number=0,
        released_on=HISTORY_CHANGED_ON,
        sha256=digest(kept),
        content=content,
        notes=(NOT_PREVALENCE, *content.notes),
    )


def _lowest_and_highest(year: Year) -> tuple[int | None, int | None]:
    whole = [
        count.value
        for count in year.totals
        if count.span == Span.FULL and count.category == Counted.TOTAL
    ]
    return (min(whole), max(whole)) if whole else (None, None)


def _breaks(page: shelf.HistoryPage) -> list[Words]:
    """Each break once, with the services it is a break for."""
    named: dict[tuple[int, str], tuple[Words, list[Words]]] = {}
    for one in page.series:
        for year in one.years:
            for stop in year.breaks:
                key = stop.first_year, json.dumps(stop.note.as_kept(), sort_keys=True)
                named.setdefault(key, (stop.note, []))[1].append(one.name)
    return [
        Words(
            nb=f"Brudd fra {first}: {note.nb} ({', '.join(name.nb for name in names)})",
            nn=f"Brot frå {first}: {note.nn} ({', '.join(name.nn for name in names)})",
            en=f"Break from {first}: {note.en} ({', '.join(name.en for name in names)})",
        )
        for (first, _said), (note, names) in sorted(named.items())
    ]
