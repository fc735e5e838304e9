"""Published figures side by side: what may be compared, and what must be said beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fristed.codelists.choices import Tag
from fristed.codelists.rules.words import Words
from fristed.publications.choices import (
    BreakKind,
    Category,
    ChangeKind,
    Mark,
    Measure,
    Span,
)
from fristed.publications.rules.changes import Change, change, decimals_of, share, written

TOGETHER = "MR+IR"
UNCLEAR = "MR?"


@dataclass(frozen=True)
class Count:
    """A figure as it stood in its source [cases]."""

    year: int
    span: Span
    measure: Measure
    category: Category
    value: int
    tag: Tag
    source: str

    @property
    def kind(self) -> tuple[Span, Measure, Category]:
        """Only counts of one kind are compared."""
        return self.span, self.measure, self.category


@dataclass(frozen=True)
class Break:
    first_year: int
    kind: BreakKind
    note: Words
    source: str


@dataclass(frozen=True)
class Year:
    """One year of one service. More than one total means the publications disagree.

    changes   from each total of the year before to each of this, where they can be compared
    parts     counts of a category, beside the totals
    """

    year: int
    totals: tuple[Count, ...]
    parts: tuple[Count, ...]
    changes: tuple[Change, ...]
    marks: tuple[Mark, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Series:
    """One service's years. Never added to another's."""

    code: str
    name: Words
    about: Words
    years: tuple[Year, ...]

    def year(self, year: int) -> Year:
        return next(one for one in self.years if one.year == year)

    @property
    def points(self) -> tuple[tuple[int, int], ...]:
        """Years and totals that may be drawn on one line: the whole year and one figure."""
        return tuple(
            (one.year, one.totals[0].value)
            for one in self.years
            if len(one.totals) == 1 and one.totals[0].span == Span.FULL
        )


@dataclass(frozen=True)
class Claim:
    """What a publication said of its figures, and what we compute from them.

    published   as it was written, such as "-3.4 %"
    """

    series: str
    kind: ChangeKind
    from_year: int
    to_year: int
    category: Category
    part: int
    whole: int
    published: str

    @property
    def computed(self) -> Decimal | int:
        if self.kind == ChangeKind.DIFFERENCE:
            return change(self.whole, self.part).absolute
        decimals = decimals_of(self.published)
        if self.kind == ChangeKind.SHARE:
            return share(self.part, self.whole, decimals)
        percent = change(self.whole, self.part).percent(decimals)
        if percent is None:
            raise ValueError("nothing to compare with")
        return percent

    def computed_in(self, language: str) -> str:
        return written(
            self.computed,
            signed=self.kind != ChangeKind.SHARE,
            unit="" if self.kind == ChangeKind.DIFFERENCE else "%",
            language=language,
        )

    @property
    def holds(self) -> bool:
        """Whether the published figure is the one we get."""
        return self.computed == Decimal(self.published.split()[0])


def years_of(
    code: str, counts: Iterable[Count], breaks: Iterable[Break], years: range
) -> tuple[Year, ...]:
    """Every year of a service, also those nothing was found for."""
    counts, breaks = list(counts), list(breaks)
    by_year = {year: [count for count in counts if count.year == year] for year in years}
    return tuple(
        _year(
            code,
            year,
            by_year[year],
            by_year.get(year - 1, []),
            [one for one in breaks if one.first_year == year],
        )
        for year in years
    )


def _year(
    code: str, year: int, counts: list[Count], before: list[Count], breaks: list[Break]
) -> Year:
    totals = _totals(counts)
    return Year(
        year=year,
        totals=totals,
        parts=tuple(count for count in counts if count.category != Category.TOTAL),
        changes=tuple(
            change(earlier.value, later.value)
            for later in totals
            for earlier in _totals(before)
            if earlier.kind == later.kind and later.span == Span.FULL
        ),
        marks=_marks(code, counts, breaks),
        breaks=tuple(breaks),
    )


def _totals(counts: Sequence[Count]) -> tuple[Count, ...]:
    return tuple(
        sorted(
            (count for count in counts if count.category == Category.TOTAL),
            key=lambda count: (count.measure, count.value),
        )
    )


def _marks(code: str, counts: Sequence[Count], breaks: Sequence[Break]) -> tuple[Mark, ...]:
    totals = _totals(counts)
    kinds = [count.kind for count in totals]
    said = {
        Mark.MISSING: not totals,
        Mark.PART_YEAR: any(count.span != Span.FULL for count in totals),
        Mark.TOGETHER: bool(totals) and code == TOGETHER,
        Mark.UNCLEAR: bool(totals) and code == UNCLEAR,
        Mark.CONFLICT: len(set(kinds)) < len(kinds),
        Mark.PRESS: bool(totals) and all(count.tag == Tag.PRESS for count in totals),
        Mark.BREAK: bool(breaks),
    }
    return tuple(mark for mark, holds in said.items() if holds)
