"""How often intervals hold, in populations made so that the truth is known.

    python bench/safecount/holding.py [RUNS]

Five lists reach 2, 12, 25, 16 and 7 per cent. `independent`: on their own. `pair`: being on the
third list makes the fourth three times as likely. `classes`: seven in ten are hard to reach. The
floor is tried in all runs; the models, which take longer, in the first 60. The latent class sampler
runs at full length, so only where numba is installed: without it the runs would take hours.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import numpy as np  # noqa: E402

from safecount import hidden  # noqa: E402
from safecount.fast import has_numba  # noqa: E402
from safecount.hidden import Overlaps  # noqa: E402

RATES = np.array([0.02, 0.12, 0.25, 0.16, 0.07])
MODEL_RUNS = 60
SIZES = (1_500, 10_000)
Population = Callable[[np.random.Generator, int], np.ndarray]


def independent(random: np.random.Generator, people: int) -> np.ndarray:
    return np.asarray(random.random((people, 5)) < RATES)


def pair(random: np.random.Generator, people: int) -> np.ndarray:
    on = independent(random, people)
    # As often on the fourth list in all, three times as often when on the third.
    less = RATES[3] / (1 + 2 * RATES[2])
    on[:, 3] = random.random(people) < np.where(on[:, 2], 3 * less, less)
    return on


def classes(random: np.random.Generator, people: int) -> np.ndarray:
    hard = np.arange(people) < round(0.7 * people)
    return np.asarray(
        random.random((people, 5))
        < np.where(hard[:, None], RATES * 0.35, np.minimum(RATES * 2.5, 0.9))
    )


POPULATIONS: dict[str, Population] = {
    "independent": independent,
    "pair": pair,
    "classes": classes,
}


def table(population: Population, people: int, seed: int) -> Overlaps:
    on = population(np.random.default_rng(seed), people)
    counts = np.bincount((on * (1 << np.arange(5))).sum(axis=1), minlength=32)
    counts[0] = 0
    return Overlaps(counts.astype(np.int64), tuple("abcde"))


def simulate(name: str, people: int, runs: int) -> dict[str, Any]:
    """Shares of runs in which each interval holds the truth; `floor` when it is not above it."""
    holds: dict[str, list[bool]] = {}
    for seed in range(runs):
        found = table(POPULATIONS[name], people, seed)
        holds.setdefault("floor", []).append(hidden.lower_bound(found).low <= people)
        if seed < MODEL_RUNS:
            for method, (low, high) in intervals(found).items():
                holds.setdefault(method, []).append(low <= people <= high)
    return {method: round(float(np.mean(held)), 3) for method, held in holds.items()}


def intervals(found: Overlaps) -> dict[str, tuple[float, float]]:
    chosen = hidden.stepwise(found)
    graphs = hidden.decomposable(found, grid="log", n0_max=100_000)
    middle, se = hidden.fit_models(found, hidden.hierarchical_models(5, 2)).average()
    unseen = max(middle - found.observed, 1e-9)
    factor = float(np.exp(1.96 * np.sqrt(np.log(1 + (se / unseen) ** 2))))
    held = {
        "stepwise": (chosen.low, chosen.high),
        "average": (found.observed + unseen / factor, found.observed + unseen * factor),
        "decomposable": (graphs.q2_5, graphs.q97_5),
    }
    if has_numba():
        sampled = hidden.latent_class(found)
        held["latent class"] = (sampled.q2_5, sampled.q97_5)
    return held


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    for name in POPULATIONS:
        for size in SIZES:
            started = time.perf_counter()
            shares = simulate(name, size, asked)
            print(f"{name:<12} {size:>7,} {time.perf_counter() - started:6.1f} s  {shares}")
