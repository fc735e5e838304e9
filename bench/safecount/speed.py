"""The speed lines of safecount, with the peers that PyPI holds where installed.

Run: python bench/safecount/speed.py [name ...]. Times are of this machine: quote ratios.
Names of lines run only these. Peers: pip install openmined-psi acro clkhash anonlink splink
"""

import gc
import importlib.util
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import numpy as np  # noqa: E402
from tests.safecount.builders import DIMS, LINKED, REFERENCE, ten_thousand  # noqa: E402
from tests.safecount.hidden.tables import overlaps  # noqa: E402

from safecount import disclosure, hidden, overlap  # noqa: E402
from safecount.cube import Cube, Hierarchy  # noqa: E402
from safecount.fast import has_numba  # noqa: E402

LINES: dict[str, tuple[Callable[[], Any], float | None]] = {}


def line(limit: float | None = None) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    def add(work: Callable[[], Any]) -> Callable[[], Any]:
        LINES[work.__name__] = (work, limit)
        return work

    return add


def best_of(times: int, work: Callable[[], Any]) -> tuple[float, Any]:
    best, answer = float("inf"), None
    for _ in range(times):
        gc.collect()
        started = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - started)
    return best, answer


@line(0.010)
def models_113() -> Any:
    return best_of(7, lambda: hidden.fit_models(overlaps("kosovo")))[0], {}


@line(1.0)
def models_6893() -> Any:
    return best_of(3, lambda: hidden.fit_models(overlaps("uk5")))[0], {}


@line(3.0)
def bca_uk5() -> Any:
    seconds, found = best_of(2, lambda: hidden.bootstrap(overlaps("uk5"), replicates=1000, seed=1))
    return seconds, {"q2_5": round(found.q2_5), "q97_5": round(found.q97_5)}


@line(0.030)
def dga_five() -> Any:
    return best_of(5, lambda: hidden.decomposable(overlaps("uk5"), grid="log", n0_max=50_000))[
        0
    ], {}


@line(1.0)
def dga_six() -> Any:
    return best_of(2, lambda: hidden.decomposable(overlaps("uk6"), grid="log", n0_max=50_000))[
        0
    ], {}


@line(2.5)
def latent_class_410k() -> Any:
    hidden.latent_class(overlaps("spina3"), sweeps=100, thin=1)  # compiles
    seconds, found = best_of(1, lambda: hidden.latent_class(overlaps("uk6")))
    return seconds, {"median": round(found.q50), "rhat": round(found.rhat, 3), "numba": has_numba()}


@line(0.25)
def rounding_10k() -> Any:
    cube = ten_thousand()
    disclosure.round_small(cube, base=3, seed=0, effort=0.01)
    seconds, release = best_of(3, lambda: disclosure.round_small(cube, base=3, seed=1))
    u = release.utility
    return seconds, {
        "cells": u.cells,
        "rms": round(u.rms, 3),
        "max": u.max_abs,
        "numba": has_numba(),
    }


@line(3.0)
def rounding_100k() -> Any:
    cube = hundred_thousand()
    seconds, release = best_of(2, lambda: disclosure.round_small(cube, base=3, seed=1))
    u = release.utility
    return seconds, {"cells": u.cells, "rms": round(u.rms, 3), "max": u.max_abs}


@line(12.0)
def gauss_11217() -> Any:
    seconds, release = best_of(1, lambda: disclosure.suppress(ten_thousand(), singletons=False))
    return seconds, {"secondary": sum(s == "S" for s in release.status)}


@line(4.5)
def audit_1541() -> Any:
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
        "cells": report.cells,
        "narrow": report.narrow,
        "programmes": report.programmes,
    }


@line()
def two_party_100k() -> Any:
    seconds = ring(2, 100_000)
    peer = openmined(100_000)
    return seconds, {"openmined": peer, "ratio": peer and round(seconds / peer, 3), "limit": 0.7}


@line(10.0)
def six_party_10k() -> Any:
    return ring(6, 10_000), {}


@line()
def two_party_million() -> Any:
    return ring(2, 1_000_000), {"cores": 2}


def ring(parties: int, size: int) -> float:
    lists = [[(f"{n + p * size // 2}",) for n in range(size)] for p in range(parties)]
    found = overlap.simulate(lists, processes=2)
    assert found.tally.cells == overlap.plain_cells([[i for (i,) in ids] for ids in lists])
    return found.seconds


def openmined(size: int) -> float | None:
    if importlib.util.find_spec("private_set_intersection") is None:
        return None
    import private_set_intersection.python as psi  # noqa: PLC0415  # for one line only

    started = time.perf_counter()
    client, server = psi.client.CreateWithNewKey(False), psi.server.CreateWithNewKey(False)
    ours, theirs = ([str(n + d) for n in range(size)] for d in (0, size // 2))
    setup = server.CreateSetupMessage(1e-9, size, theirs, psi.DataStructure.GCS)
    request = client.CreateRequest(ours)
    count = client.GetIntersectionSize(setup, server.ProcessRequest(request))
    assert abs(count - size // 2) <= 1
    return time.perf_counter() - started


def hundred_thousand() -> Cube:
    """Ten times the synthetic cases: places, categories and traits drawn apart."""
    import duckdb  # noqa: PLC0415  # for one line only

    rows = duckdb.sql(
        f"select * from read_csv('{REFERENCE / 'synthetic_10k.csv'}', all_varchar=true)"
    )
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


def measured(names: list[str]) -> Iterator[dict[str, Any]]:
    for name, (work, limit) in LINES.items():
        if names and name not in names:
            continue
        seconds, more = work()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield {
            "name": name,
            "seconds": round(seconds, 4),
            "limit": limit,
            "within": None if limit is None else seconds <= limit,
            "peak_mb": peak,
            **more,
        }


if __name__ == "__main__":
    for result in measured(sys.argv[1:]):
        print(json.dumps(result), flush=True)
