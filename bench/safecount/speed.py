"""The lines of `bench/counting.py`, one at a time.

    python bench/safecount/speed.py NAME     measure one, as JSON
    python bench/safecount/speed.py --names  which there are

Times are of this machine: quote ratios.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import numpy as np  # noqa: E402
import rbcl  # noqa: E402
from bench.safecount import holding  # noqa: E402
from bench.safecount.peers import f1, febrl  # noqa: E402
from tests.safecount.builders import DIMS, LINKED, REFERENCE, ten_thousand  # noqa: E402
from tests.safecount.hidden.tables import overlaps  # noqa: E402

from safecount import disclosure, hidden, overlap  # noqa: E402
from safecount.cube import Cube, Hierarchy  # noqa: E402
from safecount.fast import has_numba  # noqa: E402
from safecount.overlap import group  # noqa: E402

NUMBA = ", with numba" if has_numba() else ", numpy alone"
#: A figure beside the time: its value, and the least and the most it may be.
Figure = tuple[float, float | None, float | None]
Measured = tuple[float, dict[str, Figure]]
LINES: dict[str, tuple[Callable[[], Measured], str, float | None]] = {}


def line(
    what: str, limit: float | None = None
) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    """One line: what is measured, and the most seconds it may take."""

    def add(work: Callable[[], Measured]) -> Callable[[], Measured]:
        LINES[work.__name__] = (work, what, limit)
        return work

    return add


def free(value: float) -> Figure:
    return value, None, None


def at_most(value: float, limit: float) -> Figure:
    return value, None, limit


def at_least(value: float, limit: float) -> Figure:
    return value, limit, None


def best_of(times: int, work: Callable[[], Any]) -> tuple[float, Any]:
    best, answer = float("inf"), None
    for _ in range(times):
        gc.collect()
        started = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - started)
    return best, answer


@line("113 models, four lists", 0.010)
def models_113() -> Measured:
    return best_of(7, lambda: hidden.fit_models(overlaps("kosovo")))[0], {}


@line("6,893 models, five lists", 1.0)
def models_6893() -> Measured:
    return best_of(3, lambda: hidden.fit_models(overlaps("uk5")))[0], {}


@line("BCa, 1,000 replicates, five lists", 3.0)
def bca_uk5() -> Measured:
    seconds, found = best_of(2, lambda: hidden.bootstrap(overlaps("uk5"), replicates=1000, seed=1))
    return seconds, {"2.5 %": free(round(found.q2_5)), "97.5 %": free(round(found.q97_5))}


@line("decomposable graphs, five lists", 0.030)
def dga_five() -> Measured:
    return best_of(5, lambda: hidden.decomposable(overlaps("uk5"), grid="log", n0_max=50_000))[
        0
    ], {}


@line("decomposable graphs, six lists", 1.0)
def dga_six() -> Measured:
    return best_of(2, lambda: hidden.decomposable(overlaps("uk6"), grid="log", n0_max=50_000))[
        0
    ], {}


@line(f"410,000 latent class sweeps, six lists{NUMBA}", 2.5)
def latent_class_410k() -> Measured:
    hidden.latent_class(overlaps("spina3"), sweeps=100, thin=1)  # compiles
    seconds, found = best_of(1, lambda: hidden.latent_class(overlaps("uk6")))
    return seconds, {"median": free(round(found.q50)), "R-hat": free(round(found.rhat, 3))}


@line("rounding 10,000 cases", 0.25)
def rounding_10k() -> Measured:
    cube = ten_thousand()
    disclosure.round_small(cube, base=3, seed=0, effort=0.01)
    seconds, release = best_of(3, lambda: disclosure.round_small(cube, base=3, seed=1))
    u = release.utility
    return seconds, {
        "cells": free(u.cells),
        "RMS": at_most(u.rms, 1.5),
        "largest error": at_most(u.max_abs, 8),
    }


@line("rounding 100,000 cases", 3.0)
def rounding_100k() -> Measured:
    cube = hundred_thousand()
    seconds, release = best_of(2, lambda: disclosure.round_small(cube, base=3, seed=1))
    u = release.utility
    return seconds, {"cells": free(u.cells), "RMS": at_most(u.rms, 2.0)}


@line("suppression by elimination, 11,217 cells", 12.0)
def gauss_11217() -> Measured:
    cube = ten_thousand()
    seconds, release = best_of(1, lambda: disclosure.suppress(cube))
    plain, other = best_of(1, lambda: disclosure.suppress(cube, singletons=False))
    return seconds, {
        "secondary cells": free(sum(s == "S" for s in release.status or ())),
        "secondary cells, nobody alone guarded against": free(
            sum(s == "S" for s in other.status or ())
        ),
        "seconds of that": at_most(round(plain, 2), 12.0),
    }


@line("audit of 1,541 blanks", 4.5)
def audit_1541() -> Measured:
    tables = [["place", "category", "year"]]
    dims = {
        "place": Hierarchy.columns("fylke", "region"),
        "category": DIMS["category"],
        "year": DIMS["year"],
    }
    cube = Cube.from_frame(REFERENCE / "synthetic_10k.csv", dims, tables)
    release = disclosure.suppress(cube, singletons=False)
    seconds, report = best_of(1, lambda: disclosure.audit(release))
    return seconds, {
        "cells": free(report.cells),
        "narrow": free(report.narrow),
        "programmes": free(report.programmes),
    }


@line("overlap of two lists of 100,000")
def two_party_100k() -> Measured:
    return ring(2, 100_000)


@line("overlap of six lists of 10,000", 10.0)
def six_party_10k() -> Measured:
    return ring(6, 10_000)


@line("overlap of two lists of 1,000,000, two cores")
def two_party_million() -> Measured:
    return ring(2, 1_000_000)


@line("FEBRL4 by match keys, 5,000 by 5,000")
def match_keys() -> Measured:
    sides = [febrl(part) for part in "ab"]
    started = time.perf_counter()
    records = [overlap.capped([overlap.match_keys(p) for p in people(side)]) for side in sides]
    pairs = [tuple(r for _, r in p) for p in overlap.link(records) if len(p) == 2]
    return time.perf_counter() - started, {"F1": at_least(f1(pairs, *sides), 0.985)}


@line("coverage of 400 runs, lists on their own")
def coverage_independent() -> Measured:
    return covered("independent")


@line("coverage of 400 runs, two lists that depend")
def coverage_pair() -> Measured:
    return covered("pair")


@line("coverage of 400 runs, seven in ten hard to reach")
def coverage_classes() -> Measured:
    return covered("classes", floor=1.0)


def covered(population: str, floor: float | None = None) -> Measured:
    """How often each interval holds the truth, and the floor is not above it."""
    started = time.perf_counter()
    figures: dict[str, Figure] = {}
    for people in holding.SIZES:
        for method, share in holding.simulate(population, people, 400).items():
            least = floor if method == "floor" else None
            figures[f"{method}, {people:,} people"] = (share, least, None)
    return time.perf_counter() - started, figures


def ring(parties: int, size: int) -> Measured:
    """One round, and how near it comes to multiplying alone, which no round can do without."""
    lists = [[(f"{n + p * size // 2}",) for n in range(size)] for p in range(parties)]
    found = overlap.simulate(lists, processes=2)
    assert found.tally.cells == overlap.plain_cells([[i for (i,) in ids] for ids in lists])
    with ProcessPoolExecutor(2) as pool:
        rate = sum(pool.map(multiplications, [20_000] * 2))
    part = parties * parties * size / rate / found.seconds
    return found.seconds, {
        "multiplications a second of libsodium alone, both cores": free(round(rate)),
        "share of it that libsodium alone would take": at_least(part, 0.8),
    }


def multiplications(count: int) -> float:
    """How many libsodium does in a second, in one process."""
    secret, point = (rbcl.crypto_core_ristretto255_scalar_random(), group.random_point())
    started = time.perf_counter()
    for _ in range(count):
        point = rbcl.crypto_scalarmult_ristretto255(secret, point)
    return count / (time.perf_counter() - started)


def people(rows: list[dict[str, str]]) -> list[overlap.Person]:
    return [
        overlap.Person(r["first"], r["last"], r["born"], r["postcode"], r["place"]) for r in rows
    ]


def hundred_thousand() -> Cube:
    """Ten times the synthetic cases: places, categories and traits drawn apart."""
    import duckdb  # noqa: PLC0415  # for one line only

    rows = duckdb.read_csv(REFERENCE / "synthetic_10k.csv", all_varchar=True)
    table = np.array(rows.fetchall(), dtype=object)
    random = np.random.default_rng(5)
    columns: dict[str, Any] = {}
    for names in (
        ("kommune", "fylke", "region"),
        ("kat", "katgr"),
        ("kjonn",),
        ("alder",),
        ("aar",),
    ):
        chosen = table[random.integers(0, len(table), 100_000)]
        for name in names:
            columns[name] = chosen[:, rows.columns.index(name)]
    return Cube.from_frame(columns, DIMS, LINKED)


def measured(name: str) -> dict[str, Any]:
    work, what, limit = LINES[name]
    seconds, figures = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "what": what,
        "seconds": round(seconds, 4),
        "limit": limit,
        "peak_mb": peak,
        "figures": figures,
    }


if __name__ == "__main__":
    asked = sys.argv[1]
    print(json.dumps(list(LINES) if asked == "--names" else measured(asked)), flush=True)
