"""Figures that are known from outside: whoever attacks a table has them too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from fristed.publications.choices import Category, Span
from fristed.publications.choices import Measure as Published
from fristed.publications.rules.history import Series
from fristed.statistics.choices import Measure, Service, Side

SERIES: Final[Mapping[str, Service]] = {"MR": Service.ADVISER, "IR": Service.ENVOY}
CONCERNS: Final[Mapping[Category, str]] = {
    Category.NSK: "negative_social_control",
    Category.THREATS: "threats_violence",
    Category.FEAR_OF_MARRIAGE: "fear_forced_marriage",
    Category.MARRIAGE: "forced_marriage",
    Category.FEAR_OF_STAY: "fear_involuntary_stay",
    Category.STAY: "involuntary_stay",
}
"""What the published categories are among main concerns; the others are not one code."""


@dataclass(frozen=True)
class Outside:
    """A true count that stands somewhere else.

    where        side -> code; none of them is everyone
    published_on none where only the year of the report is known
    """

    measure: str
    service: str
    year: int
    where: Mapping[str, str]
    value: int
    source: str
    published_on: date | None = None


def of_history(series: Iterable[Series]) -> list[Outside]:
    """The published history's whole years, as far as they can be said in today's codes."""
    return [
        Outside(
            measure=Measure.NEW_CASES,
            service=SERIES[one.code],
            year=year.year,
            where=_where(count.category),
            value=count.value,
            source=count.source,
        )
        for one in series
        if one.code in SERIES
        for year in one.years
        for count in (*year.totals, *year.parts)
        if count.span == Span.FULL
        and count.measure == Published.NEW
        and (count.category == Category.TOTAL or count.category in CONCERNS)
    ]


def _where(category: Category) -> dict[str, str]:
    return {} if category == Category.TOTAL else {Side.CONCERN: CONCERNS[category]}
