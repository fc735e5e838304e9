"""Averaging over decomposable graphs: which lists depend on each other, weighed by the data."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import functools
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from safecount.arrays import Floats, Ints
from safecount.failures import InputError
from safecount.hidden.lists import Overlaps

#: More lists have too many decomposable graphs to go through.
MOST_GRAPH_LISTS = 6
#: Every number of unseen people up to here is a grid point of the exact grid.
WHOLE = 10_000
#: Graphs whose density is everywhere below exp(-NEGLIGIBLE) of the largest are left out: all
#: 18,154 together could then hold 2e-7 of the probability.
NEGLIGIBLE = 25.0
MOVES = 0.001
#: Grid points worked on at a time, to bound the memory.
CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Posterior:
    """The posterior of N.

    q2_5, q50, q97_5  quantiles                                                    [persons]
    mean              posterior mean                                               [persons]
    n0_max            largest number unseen that was considered                    [persons]
    graphs            the most probable graphs: their pairs (from 1), probability and median N
    settled           False when the upper quantile still moved at the end of the grid
    """

    q2_5: float
    q50: float
    q97_5: float
    mean: float
    n0_max: int
    graphs: tuple[tuple[tuple[tuple[int, int], ...], float, float], ...] = field(repr=False)
    settled: bool = True


def decomposable(
    overlaps: Overlaps,
    *,
    delta: float | None = None,
    n0_max: int | None = None,
    grid: Literal["whole", "log"] = "whole",
) -> Posterior:
    """Average the posterior of N over all decomposable graphs of up to six lists.

    delta    hyper-Dirichlet prior weight of each pattern; 2^-lists by default
    n0_max   largest number unseen; by default the larger of 100,000 and 50 times the observed,
             doubled while the 97.5 % quantile still moves by more than 0.1 %
    grid     "whole": every number up to 10,000 and a log grid with bin widths above; "log": 1,500
             points, faster and within 0.2 % at the quantiles

    The prior of N is 1/N and all graphs are equally likely. Quantiles are the smallest N whose
    cumulative probability reaches the level.

    Source: Madigan and York (1997), Biometrika 84:19-31; York, Madigan, Heuch and Lie (1995),
    Applied Statistics 44:227-242.

    :raises InputError: more than six lists.
    """
    if overlaps.lists > MOST_GRAPH_LISTS:
        raise InputError(f"Decomposable graphs are averaged for at most {MOST_GRAPH_LISTS} lists.")
    if n0_max is not None:
        return _average(overlaps, delta, n0_max, grid, settled=True)
    largest = max(100_000, 50 * overlaps.observed)
    quantile = _average(overlaps, delta, largest, "log", settled=True).q97_5
    for _ in range(6):
        wider = _average(overlaps, delta, 2 * largest, "log", settled=True).q97_5
        if abs(wider - quantile) <= MOVES * quantile:
            return _average(overlaps, delta, largest, grid, settled=True)
        largest, quantile = 2 * largest, wider
    return _average(overlaps, delta, largest, grid, settled=False)


def _average(
    overlaps: Overlaps, delta: float | None, n0_max: int, grid: str, *, settled: bool
) -> Posterior:
    unseen, width = _grid(n0_max, grid)
    prior = 2.0**-overlaps.lists if delta is None else delta
    graphs = graph_terms(overlaps.lists)
    coarse = np.unique(np.geomspace(1, n0_max + 1, 60).astype(np.int64) - 1)
    rough = _graph_levels(graphs, overlaps, prior, coarse)
    highest = float(rough.max())
    keep = np.flatnonzero(rough.max(axis=1) > highest - NEGLIGIBLE)
    mass = np.zeros(len(unseen))
    shares = np.zeros(len(keep))
    for start in range(0, len(unseen), CHUNK):
        part = slice(start, start + CHUNK)
        levels = _graph_levels(graphs[keep], overlaps, prior, unseen[part])
        levels -= highest
        np.exp(levels, out=levels)
        mass[part] = levels.sum(axis=0) * width[part]
        shares += levels @ width[part]
    total = mass.sum()
    numbers = overlaps.observed + unseen
    top = np.argsort(-shares)[:10]
    leading = np.exp(_graph_levels(graphs[keep[top]], overlaps, prior, unseen) - highest) * width
    return Posterior(
        q2_5=_quantile(numbers, width, mass, 0.025),
        q50=_quantile(numbers, width, mass, 0.5),
        q97_5=_quantile(numbers, width, mass, 0.975),
        mean=float((mass * numbers).sum() / total),
        n0_max=n0_max,
        graphs=tuple(
            (
                _pairs_of(overlaps.lists, int(keep[g])),
                float(shares[g] / total),
                _quantile(numbers, width, row, 0.5),
            )
            for g, row in zip(top.tolist(), leading, strict=True)
        ),
        settled=settled,
    )


def _grid(n0_max: int, grid: str) -> tuple[Floats, Floats]:
    """Grid points and how many whole numbers each stands for."""
    if grid == "whole":
        whole = np.arange(min(WHOLE, n0_max) + 1, dtype=float)
        if n0_max <= WHOLE:
            return whole, np.ones(len(whole))
        above = np.unique(np.geomspace(WHOLE + 1, n0_max + 1, 1500).astype(np.int64))
    else:
        whole = np.zeros(0)
        above = np.unique(np.geomspace(1, n0_max + 2, 1500).astype(np.int64)) - 1
    edges = above.astype(float)
    width = np.concatenate([np.ones(len(whole)), np.diff(edges)])
    middles = edges[:-1] + (np.diff(edges) - 1) / 2
    return np.concatenate([whole, middles]), width


def _quantile(numbers: Floats, width: Floats, mass: Floats, level: float) -> float:
    """Where the cumulative probability reaches the level, spread evenly within a bin."""
    cumulative = np.cumsum(mass) / mass.sum()
    place = min(int(np.searchsorted(cumulative, level)), len(mass) - 1)
    if width[place] <= 1:
        return float(numbers[place])
    before = cumulative[place - 1] if place else 0.0
    inside = (level - before) / max(cumulative[place] - before, 1e-300)
    return float(numbers[place] - width[place] / 2 + inside * width[place])


def _graph_levels(
    graphs: Floats, overlaps: Overlaps, delta: float, unseen: Floats | Ints
) -> Floats:
    """Log posterior, up to a constant, of each graph at each number unseen."""
    from scipy.special import gammaln

    margins = _margin_levels(overlaps, delta, unseen)
    levels = graphs @ margins
    total = overlaps.observed + unseen
    levels += gammaln(total + 1.0) - gammaln(unseen + 1.0) - np.log(total)
    return np.asarray(levels)


def _margin_levels(overlaps: Overlaps, delta: float, unseen: Floats | Ints) -> Floats:
    """Log marginal likelihood of the table of each set of lists.    shape (2**lists, points)

    For a set c: ln G(A) - ln G(N + A) + sum over its cells of ln G(D + a) - ln G(a), with
    a = delta 2^(lists - |c|), A = delta 2^lists, and n0 more people in the cell of none.
    """
    from scipy.special import gammaln

    lists = overlaps.lists
    everyone = delta * 2**lists
    start = gammaln(everyone) - gammaln(overlaps.observed + unseen + everyone)
    masks = np.arange(1 << lists)
    levels = np.zeros((1 << lists, len(unseen)))
    for chosen in range(1, 1 << lists):
        cell = delta * 2.0 ** (lists - chosen.bit_count())
        table = np.bincount(masks & chosen, weights=overlaps.counts)
        rest = table[1:][table[1:] > 0]
        fixed = gammaln(rest + cell).sum() - (len(rest) + 1) * gammaln(cell)
        levels[chosen] = start + fixed + gammaln(table[0] + unseen + cell)
    return levels


@functools.cache
def graph_terms(lists: int) -> Floats:
    """For each decomposable graph, how often each set of lists counts.  shape (graphs, 2**lists)

    Taking simplicial vertices away one by one, a vertex with neighbours S multiplies by
    m(v + S) / m(S). There are 8 graphs for three lists, 61, 822, and 18,154 for six.
    """
    graphs, _ = _eliminated(lists)
    return graphs


@functools.cache
def _eliminated(lists: int) -> tuple[Floats, Ints]:
    pairs = [(i, j) for j in range(lists) for i in range(j)]
    codes = np.arange(1 << len(pairs))
    near = np.zeros((len(codes), lists), dtype=np.int64)
    for place, (i, j) in enumerate(pairs):
        edge = codes >> place & 1
        near[:, i] |= edge << j
        near[:, j] |= edge << i
    terms = np.zeros((len(codes), 1 << lists), dtype=np.int8)
    left = np.full(len(codes), (1 << lists) - 1, dtype=np.int64)
    rows = np.arange(len(codes))
    for _ in range(lists):
        done = np.zeros(len(codes), dtype=bool)
        for vertex in range(lists):
            around = near[:, vertex] & left
            simplicial = (left >> vertex & 1 == 1) & ~done
            for other in range(lists):
                inside = around >> other & 1 == 1
                alone = (around & ~(near[:, other] | 1 << other)) == 0
                simplicial &= ~inside | alone
            chosen = rows[simplicial]
            terms[chosen, around[chosen] | 1 << vertex] += 1
            terms[chosen, around[chosen]] -= 1
            left[chosen] &= ~(1 << vertex)
            done |= simplicial
    chordal = left == 0
    return terms[chordal].astype(float), codes[chordal]


def _pairs_of(lists: int, graph: int) -> tuple[tuple[int, int], ...]:
    code = int(_eliminated(lists)[1][graph])
    pairs = [(i + 1, j + 1) for j in range(lists) for i in range(j)]
    return tuple(sorted(pair for n, pair in enumerate(pairs) if code >> n & 1))
