"""Cubes for the tests: the synthetic ten thousand, and random small ones."""

import functools
from pathlib import Path

import numpy as np

from safecount import Cube, Hierarchy, Table

REFERENCE = Path(__file__).parent / "reference"

DIMS = {
    "place": Hierarchy.columns("kommune", "fylke", "region"),
    "category": Hierarchy.columns("kat", "katgr"),
    "sex": Hierarchy.columns("kjonn"),
    "age": Hierarchy.columns("alder"),
    "year": Hierarchy.columns("aar"),
}
LINKED = [
    ["place", "year"],
    ["place:fylke+", "category", "year"],
    ["place:fylke+", "sex", "age", "year"],
    ["category", "sex", "age", "year"],
]


@functools.cache
def ten_thousand() -> Cube:
    """The four linked tables of counting.md: 11,217 published cells."""
    return Cube.from_frame(REFERENCE / "synthetic_10k.csv", DIMS, LINKED)


def a_cube(counts: np.ndarray, tables: list[list[str]] | None = None) -> Cube:
    """A cube whose inner cells are the entries of a small array; dimensions a, b, c, ..."""
    names = "abcd"[: counts.ndim]
    rows = [
        {**{n: f"{n}{i}" for n, i in zip(names, place, strict=True)}, "n": int(counts[place])}
        for place in np.ndindex(counts.shape)
    ]
    dims = {n: Hierarchy.columns(n) for n in names}
    chosen = [Table.of(t) for t in tables] if tables else [Table(tuple(names))]
    return Cube.from_frame(rows, dims, chosen, count="n")


def random_counts(seed: int, shape: tuple[int, ...], mean: float = 3.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    counts = random.poisson(random.gamma(1.0, mean, shape))
    counts.flat[0] += 1  # never quite empty
    return counts
