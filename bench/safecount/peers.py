"""What others take for the like, each run by an interpreter that has it.

    python bench/safecount/peers.py NAME

Prints seconds and what came of it as JSON; ends with 3 when the peer is not installed. Peers are
`pip install openmined-psi clkhash anonlink splink pandas`, `pip install acro` (which wants an
environment of its own) and Debian's r-cran-conting.
"""

# ruff: noqa: PLC0415  # each peer is there in one environment and not in the next

import csv
import gzip
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parents[2] / "tests/safecount/reference"
MISSING = 3
FIELDS = ("first", "last", "born", "postcode", "place")

Answer = dict[str, Any]
Rows = list[dict[str, str]]


def openmined() -> Answer:
    """Two parties with 100,000 entries each, half of them shared: the size of the overlap."""
    import private_set_intersection.python as psi

    size = 100_000
    started = time.perf_counter()
    client, server = psi.client.CreateWithNewKey(False), psi.server.CreateWithNewKey(False)
    ours, theirs = ([str(n + d) for n in range(size)] for d in (0, size // 2))
    setup = server.CreateSetupMessage(1e-9, size, theirs, psi.DataStructure.GCS)
    request = client.CreateRequest(ours)
    count = client.GetIntersectionSize(setup, server.ProcessRequest(request))
    seconds = time.perf_counter() - started
    assert abs(count - size // 2) <= 1
    return {"seconds": seconds}


def clkhash() -> Answer:
    """FEBRL4, 5,000 by 5,000, with Bloom filters that leave the house."""
    import anonlink
    from clkhash import clk, comparators, field_formats, schema

    left, right = febrl("a"), febrl("b")
    hashing = field_formats.FieldHashingProperties(
        comparator=comparators.NgramComparison(2, True),
        strategy=field_formats.BitsPerFeatureStrategy(100),
    )
    fields = [field_formats.StringSpec(name, hashing) for name in FIELDS]
    layout = schema.Schema(fields, 1024)
    started = time.perf_counter()
    sides = [
        clk.generate_clks([tuple(row[n] for n in FIELDS) for row in side], layout, "secret")
        for side in (left, right)
    ]
    near = anonlink.candidate_generation.find_candidate_pairs(
        sides, anonlink.similarities.dice_coefficient, 0.7
    )
    groups = anonlink.solving.greedy_solve(near)
    seconds = time.perf_counter() - started
    pairs = [(a, b) for (_, a), (_, b) in (sorted(group) for group in groups if len(group) == 2)]
    return {"seconds": seconds, "f1": f1(pairs, left, right)}


def splink() -> Answer:
    """FEBRL4 in clear text: the ceiling, not a way to do it."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    sides = [
        pd.DataFrame(febrl(part)).replace("", None).assign(unique_id=range(5000)) for part in "ab"
    ]
    started = time.perf_counter()
    rules = [block_on("born"), block_on("last", "postcode"), block_on("first", "last")]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("first", [0.9, 0.7]),
            cl.JaroWinklerAtThresholds("last", [0.9, 0.7]),
            cl.LevenshteinAtThresholds("born", [1, 2]),
            cl.LevenshteinAtThresholds("postcode", [1, 2]),
            cl.JaroWinklerAtThresholds("place", [0.9, 0.7]),
        ],
        blocking_rules_to_generate_predictions=[*rules, block_on("postcode"), block_on("place")],
    )
    api = DuckDBAPI()
    linker = Linker([api.register(side) for side in sides], settings)
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("born"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("last"))
    found = linker.inference.predict(threshold_match_probability=0.9).as_pandas_dataframe()
    seconds = time.perf_counter() - started
    best = found.sort_values("match_probability").drop_duplicates("unique_id_l", keep="last")
    pairs = list(zip(best["unique_id_l"], best["unique_id_r"], strict=True))
    return {"seconds": seconds, "f1": f1(pairs, *(febrl(part) for part in "ab"))}


def acro() -> Answer:
    """One crosstab with blanks for small counts alone: nothing keeps them from being worked out."""
    import pandas as pd
    from acro import ACRO

    frame = pd.read_csv(REFERENCE / "synthetic_10k.csv", dtype=str)
    session = ACRO(suppress=True)
    started = time.perf_counter()
    session.crosstab(frame["fylke"], frame["kat"])
    return {"seconds": time.perf_counter() - started}


def conting() -> Answer:
    """5,000 steps of reversible jump over log-linear models of its own spina bifida table."""
    program = shutil.which("Rscript")
    if program is None:
        raise ModuleNotFoundError("R")
    script = (
        'if (!requireNamespace("conting", quietly = TRUE)) quit(status = 3);'
        "library(conting); data(spina); set.seed(1);"
        "t <- system.time(bict(formula = y ~ (S1 + S2 + S3 + eth)^2, data = spina,"
        ' n.sample = 5000, prior = "UIP")); cat(t[["elapsed"]])'
    )
    shown = subprocess.run([program, "-e", script], capture_output=True, text=True, check=False)
    if shown.returncode == MISSING:
        raise ModuleNotFoundError("conting")
    return {"seconds": float(shown.stdout.split()[-1])}


def febrl(part: str) -> Rows:
    with gzip.open(REFERENCE / f"febrl4{part}.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def f1(pairs: Sequence[tuple[int, ...]], left: Rows, right: Rows) -> float:
    """Harmonic mean of precision and recall; `rec-17-org` and `rec-17-dup-0` are one person."""
    right_ones = sum(
        left[a]["rec_id"].split("-")[1] == right[b]["rec_id"].split("-")[1] for a, b in pairs
    )
    return round(2 * right_ones / (len(pairs) + len(left)), 4)


PEERS = {work.__name__: work for work in (openmined, clkhash, splink, acro, conting)}

if __name__ == "__main__":
    # A peer has the name of its work here: this folder must not stand before it.
    sys.path[:] = [path for path in sys.path if Path(path).resolve() != Path(__file__).parent]
    try:
        print(json.dumps(PEERS[sys.argv[1]]()))
    except ModuleNotFoundError:
        sys.exit(MISSING)
