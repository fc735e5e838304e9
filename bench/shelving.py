"""Two tables on the shelf, as if two analysts had released them: a whole year, and 1,000 cells.

python -m bench.shelving   answers their references, as JSON. Runs as the owner.
"""

import json
import sys
from datetime import date

import django

django.setup()

from fristed.codelists.queries import Words  # noqa: E402 - after setup
from fristed.kernel.refs import new_ref  # noqa: E402
from fristed.publications.models import ReleasedTable  # noqa: E402
from fristed.publications.rules.notes import rounded  # noqa: E402
from fristed.publications.rules.tables import (  # noqa: E402
    Category,
    Content,
    Dimension,
    canonical,
    digest,
    dimensions_as_kept,
)
from fristed.statistics import queries  # noqa: E402
from fristed.statistics.choices import Measure  # noqa: E402
from fristed.statistics.rules.counting import RULES  # noqa: E402

YEAR = 2024
TODAY = date(2026, 11, 26)


def main() -> None:
    year = queries.dimensions_of_year(YEAR, RULES[Measure.NEW_CASES].sides)
    tens = tuple(Category(str(n), Words.alike(f"Verdi {n}")) for n in range(10))
    thousand = tuple(Dimension(code, Words.alike(code), tens) for code in ("en", "to", "tre"))
    json.dump([shelve(1, year), shelve(2, thousand)], sys.stdout)


def shelve(number: int, dimensions: tuple[Dimension, ...]) -> str:
    cells = 1
    for side in dimensions:
        cells *= len(side.categories)
    content = Content(
        title=Words.alike(f"Tabell {number}"),
        measure=queries.MEASURES[Measure.NEW_CASES],
        dimensions=dimensions,
        cells=tuple(5 * (n % 40) for n in range(cells)),
        period_from=date(YEAR, 1, 1),
        period_to=date(YEAR, 12, 31),
        is_sample=True,
        notes=(rounded(5),),
    )
    ref = new_ref("tab")
    kept = canonical(content, ref=ref, ledger_number=number, released_on=TODAY)
    ReleasedTable.objects.create(
        ref=ref,
        ledger_number=number,
        title=kept["title"],
        measure=kept["measure"],
        dimensions=dimensions_as_kept(dimensions),
        cells=kept["cells"],
        notes=kept["notes"],
        period_from=content.period_from,
        period_to=content.period_to,
        is_sample=True,
        released_on=TODAY,
        drafted_by="bench_1",
        released_by="bench_2",
        sha256=digest(kept),
    )
    return ref


if __name__ == "__main__":
    main()
