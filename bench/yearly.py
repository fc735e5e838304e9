"""The yearly cube of a million facts: into the table, grouped, rounded and attacked. No database.

python -m bench.yearly [facts]     answers, as JSON, seconds and peak memory
"""

import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period
from fristed.statistics.choices import Measure
from fristed.statistics.rules.counting import RULES
from fristed.statistics.rules.facttable import FactTable
from fristed.statistics.rules.protecting import Table, protect
from fristed.statistics.rules.register import Outside

YEAR = 2024
FACTS = 1_000_000
CODES = {
    "county": [f"county_{n}" for n in range(16)],
    "concern": [f"concern_{n}" for n in range(8)],
    "gender": ["female", "male", "unknown"],
    "age_band": ["under_12", "12_14", "15", "16_17", "18_24", "over_24", "unknown"],
}


def facts(number: int) -> Iterator[Fact]:
    """Skewed as real ones are: a few combinations hold most of them, and many hold one or two."""
    chance = random.Random(YEAR)
    first = date(YEAR, 1, 1)
    weights = {name: [1 / (n + 1) ** 3 for n in range(len(codes))] for name, codes in CODES.items()}
    drawn = {name: chance.choices(codes, weights[name], k=number) for name, codes in CODES.items()}
    for n in range(number):
        codes = {name: column[n] for name, column in drawn.items()} | {"service": "adviser"}
        yield Fact("case", first + timedelta(days=n % 366), codes, minutes=n % 90)


def main(number: int) -> None:
    rule = RULES[Measure.NEW_CASES]
    began = time.perf_counter()
    with FactTable(Period.of_year(YEAR), lambda code, _day: code) as table:
        table.add(facts(number))
        read = time.perf_counter()
        counted = table.counted(rule.kind, service="adviser", sides=rule.sides)
    known = Outside("new_cases", "adviser", YEAR, {}, sum(counted.facts), "a report")
    found = protect(
        counted,
        counted.facts,
        Table(YEAR, CODES, list(rule.sides), base=5, known=(known,)),
        seed=b"a secret of thirty-two bytes, so!",
    )
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "seconds": done - began,
                "protecting_seconds": done - read,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "attacked": found.verdict["cells"],
                "passed": found.verdict["passed"],
                "exact": found.verdict["exact_disclosures"],
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FACTS)
