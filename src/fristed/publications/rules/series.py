"""Released years of one series side by side: in each year's own categories, and bridged.

A bridged row is drawn only through categories that were carried whole; where a definition changed,
the own rows end and begin, and the break is said. All of it is published cells.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from fristed.codelists.rules.words import Words
from fristed.publications.choices import DimensionRole
from fristed.publications.rules.slicing import EVERYONE
from fristed.publications.rules.tables import Category, Content, Dimension

TIME: Final = "Tid"
MEASURE: Final = "ContentsCode"
YEAR: Final = Words("År", "År", "Year")
OWN: Final = Category(
    "own",
    Words("Årets egen inndeling", "Årets eiga inndeling", "As the year's own list has it"),
)
BRIDGED: Final = Category(
    "bridged",
    Words(
        "Ført over til siste inndeling", "Ført over til siste inndeling", "Carried to the last list"
    ),
)

COMPOSED: Final = Words(
    "Hvert tall står i en frigitt tabell. Der står også regelen og grunnlaget det er talt etter.",
    "Kvart tal står i ein frigitt tabell. Der står òg regelen og grunnlaget det er talt etter.",
    "Each figure stands in a released table, with the rule and the basis it was counted by.",
)
LEADING: Final = "new_cases"
"""The measure that stands first where there are several."""
OF_ONE_TABLE: Final = ("Hele landet, uten avrunding", "Talt etter regel")

Bridge = Callable[[str, int, int], tuple[str, ...]]
"""A code, its year and another year -> the codes it is there."""


@dataclass(frozen=True)
class ReleasedYear:
    """A released table's year, with what it is of."""

    year: int
    measure: str
    service: str
    released_on: date
    content: Content

    @property
    def whole(self) -> int | None:
        """The exact total where it is published, else the rounded one."""
        return self.content.total if self.content.total is not None else self.content.cells[0]


def time_side(years: Sequence[int]) -> Dimension:
    listed = tuple(Category(str(year), Words.alike(str(year))) for year in years)
    return Dimension(TIME, YEAR, listed, DimensionRole.TIME)


def side_by_side(
    years: Sequence[ReleasedYear], *, services: Mapping[str, Words], title: Words
) -> Content:
    """Every service's yearly totals of every measure. No sum over services, ever.

    services   code -> its name today, in order
    """
    shown = sorted({one.year for one in years})
    span = list(range(shown[0], shown[-1] + 1))
    services_of = Counter(measure for measure, _service in {(y.measure, y.service) for y in years})
    by_use = sorted(
        years, key=lambda one: (one.measure != LEADING, -services_of[one.measure], one.measure)
    )
    measures = {one.measure: one.content.measure for one in by_use}
    totals = {(one.service, one.year, one.measure): one.whole for one in years}
    present = [code for code in services if any(one.service == code for one in years)]
    listed = tuple(Category(code, services[code]) for code in present)
    metric = tuple(Category(code, words) for code, words in measures.items())
    return Content(
        title=title,
        measure=Words("Antall", "Tal", "Number"),
        dimensions=(
            Dimension("Tjeneste", Words("Tjeneste", "Teneste", "Service"), listed),
            time_side(span),
            Dimension(MEASURE, Words("Måltall", "Måltal", "Measure"), metric, DimensionRole.METRIC),
        ),
        cells=tuple(totals.get(place) for place in product(present, span, measures)),
        period_from=date(span[0], 1, 1),
        period_to=date(span[-1], 12, 31),
        is_sample=any(one.content.is_sample for one in years),
        notes=_notes_once(years),
    )


def over_time(years: Sequence[ReleasedYear], *, code: str, bridge: Bridge, title: Words) -> Content:
    """One side of a series, year by year: own rows, and rows bridged to the last year's list."""
    years = sorted(years, key=lambda one: one.year)
    last = years[-1]
    own = {one.year: _margin(one.content, code) for one in years}
    bridged = {one.year: _carried(own[one.year], one.year, last.year, bridge) for one in years}
    labels: dict[str, Words] = {}
    for one in reversed(years):  # the newest name of a code that kept its meaning
        for category in _side(one.content, code).categories:
            labels.setdefault(category.value, category.label)
    order = list(dict.fromkeys(code for one in years for code in own[one.year]))
    span = list(range(years[0].year, last.year + 1))
    ways = {OWN.value: own, BRIDGED.value: bridged}
    return Content(
        title=title,
        measure=last.content.measure,
        dimensions=(
            Dimension(
                code,
                _side(last.content, code).label,
                tuple(Category(one, labels[one]) for one in order),
            ),
            time_side(span),
            Dimension("Serie", Words("Serie", "Serie", "Series"), (OWN, BRIDGED)),
        ),
        cells=tuple(
            ways[way].get(year, {}).get(category)
            for category, year, way in product(order, span, ways)
        ),
        period_from=date(span[0], 1, 1),
        period_to=date(span[-1], 12, 31),
        is_sample=any(one.content.is_sample for one in years),
        notes=_notes_once(years),
        series=last.content.series,
    )


def _side(content: Content, code: str) -> Dimension:
    return next(one for one in content.dimensions if one.code == code)


def _margin(content: Content, code: str) -> dict[str, int | None]:
    """The cells of one side, everyone of the others."""
    return {
        next(
            one.value
            for one, side in zip(row, content.dimensions, strict=True)
            if side.code == code
        ): cell
        for row, cell in content.rows()
        if all(
            one.value == EVERYONE
            for one, side in zip(row, content.dimensions, strict=True)
            if side.code != code
        )
    }


def _carried(
    cells: Mapping[str, int | None], year: int, to: int, bridge: Bridge
) -> dict[str, int | None]:
    """Sums of what became one category; nothing where a category was divided or ended."""
    found: dict[str, int | None] = {}
    for category, cell in cells.items():
        there = (EVERYONE,) if category == EVERYONE else bridge(category, year, to)
        if len(there) != 1:
            continue
        before = found.get(there[0], 0)
        found[there[0]] = None if cell is None or before is None else before + cell
    return found


def _notes_once(years: Sequence[ReleasedYear]) -> tuple[Words, ...]:
    """What the years' own tables say, each once; not what is of one table's figures alone."""
    seen: dict[str, Words] = {}
    for one in sorted(years, key=lambda one: one.year):
        for note in one.content.notes:
            if not note.nb.startswith(OF_ONE_TABLE):
                seen.setdefault(note.nb, note)
    return (*seen.values(), COMPOSED)
