"""The rules of counting, in one file with a version. A published number names the version.

statistics-1 (2026): a table counts new cases of one service in one calendar year, by the facts of
casework's rule "case-1". Dimensions: the county of the pupil's municipality that day, main concern,
gender, age band as stated. Every category not known is a category of its own. Services stand by
themselves and are never added: the same case may be counted by several.
"""

from collections.abc import Iterable
from typing import Final

from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period

VERSION: Final = "statistics-1"
DIMENSIONS: Final = ("county", "concern", "gender", "age_band")
NO_COUNTY: Final = "99"
BASE: Final = 5
"""Inner cells of 1 to 4 are rounded to 0 or 5."""


def counted(facts: Iterable[Fact], *, service: str, year: int) -> list[dict[str, str]]:
    """The cases of one service and year, as rows of codes."""
    period = Period.of_year(year)
    return [
        {dimension: fact.codes[dimension] for dimension in DIMENSIONS}
        for fact in facts
        if fact.kind == "case" and fact.codes["service"] == service and period.holds(fact.day)
    ]
