"""Sparse overlap tables: does the estimate exist at all, and which pairs of lists to let depend."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import functools
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from safecount.arrays import Flags, Floats, Ints
from safecount.hidden.bounds import NORMAL_975
from safecount.hidden.lists import Overlaps
from safecount.hidden.loglinear import Fits, fit_batch
from safecount.hidden.models import contains, main_terms, masks_of_size
from safecount.programmes import Programme

#: A pair is let in when its overlap is this unlikely without it.
THRESHOLD = 0.02


@dataclass(frozen=True, slots=True)
class Stepwise:
    """The model found by letting in one pair of lists at a time.

    estimate, low, high   N and its 95 % interval, from log(unseen) +- 1.96 se    [persons]
    pairs                 the pairs let in, in that order, list numbers from 1
    exists                False when even the independent model has no estimate
    """

    estimate: float
    low: float
    high: float
    pairs: list[list[int]]
    exists: bool


def stepwise(overlaps: Overlaps, threshold: float = THRESHOLD) -> Stepwise:
    """Select pairs of lists for the sparse log-linear model.

    At each step the overlap total of every pair left out is compared with what the model expects
    (a Poisson count, p = the smaller tail); the pair with the smallest p below `threshold` enters
    if the extended maximum likelihood estimate then exists and is identified. A pair with no
    overlap at all has its parameter at minus infinity.

    Source: Chan, Silverman and Vincent (2021), JASA 116:1297-1306.
    """
    found = select_batch(overlaps.lists, overlaps.counts[None, :], threshold)
    level = float(found.log_unseen[0])
    reach = NORMAL_975 * float(np.sqrt(max(found.variance[0], 0.0)))
    masks = masks_of_size(overlaps.lists, 2)
    pairs = [[n + 1 for n in range(overlaps.lists) if masks[k] >> n & 1] for k in found.entered[0]]
    return Stepwise(
        estimate=overlaps.observed + _exp(level),
        low=overlaps.observed + _exp(level - reach),
        high=overlaps.observed + _exp(level + reach),
        pairs=pairs,
        exists=bool(found.exists[0]),
    )


def _exp(level: float) -> float:
    """exp, infinite instead of an error when there is no estimate to speak of."""
    return math.exp(level) if level < 700 else math.inf


@dataclass(frozen=True, slots=True)
class Selected:
    """Stepwise selection for many tables.

    log_unseen, variance  of the chosen model                      shape (tables,)
    exists                whether there is an estimate              shape (tables,)
    entered               the pairs that entered, in order, as places in `masks_of_size(lists, 2)`
    """

    log_unseen: Floats
    variance: Floats
    exists: Flags
    entered: list[list[int]] = field(repr=False)


def select_batch(lists: int, counts: Ints, threshold: float = THRESHOLD) -> Selected:
    """Stepwise selection for each row of counts.    counts: shape (tables, 2**lists)"""
    return _Selection(lists, counts, threshold).run()


class _Selection:
    """All tables walk together; each step fits one proposal for every table still walking."""

    def __init__(self, lists: int, counts: Ints, threshold: float) -> None:
        self.lists, self.counts, self.threshold = lists, counts, threshold
        self.pairs = np.array(masks_of_size(lists, 2))
        self.totals = counts @ contains(lists).T.astype(np.int64)
        tables = len(counts)
        self.within = np.zeros((tables, len(self.pairs)), dtype=bool)
        self.barred = np.zeros_like(self.within)
        self.entered: list[list[int]] = [[] for _ in range(tables)]

    def run(self) -> Selected:
        every = np.arange(len(self.counts))
        fits = self._fit(every, self.within)
        unseen, variance = fits.log_unseen.copy(), fits.variance.copy()
        exists = np.array([self._sound(n, self.within[n], fits, n) for n in every.tolist()])
        unlikely = np.full(self.within.shape, np.inf)
        unlikely[exists] = self._unlikely(every, fits)[exists]
        walking = every[exists]
        while len(walking):
            open_ = np.where(self.within | self.barred, np.inf, unlikely)[walking]
            chosen = open_.argmin(axis=1)
            go = open_[np.arange(len(walking)), chosen] < self.threshold
            walking, chosen = walking[go], chosen[go]
            if not len(walking):
                break
            proposal = self.within[walking].copy()
            proposal[np.arange(len(walking)), chosen] = True
            fits = self._fit(walking, proposal)
            passed = np.array(
                [self._sound(t, proposal[k], fits, k) for k, t in enumerate(walking.tolist())]
            )
            self.barred[walking[~passed], chosen[~passed]] = True
            kept, which = walking[passed], chosen[passed]
            self.within[kept, which] = True
            unseen[kept], variance[kept] = fits.log_unseen[passed], fits.variance[passed]
            unlikely[kept] = self._unlikely(walking, fits)[passed]
            for table, pair in zip(kept.tolist(), which.tolist(), strict=True):
                self.entered[table].append(pair)
        return Selected(unseen, variance, exists, self.entered)

    def _fit(self, tables: Ints, within: Flags) -> Fits:
        start = np.array(main_terms(self.lists))
        terms = np.full((len(tables), len(start) + len(self.pairs)), -1, dtype=np.int64)
        terms[:, : len(start)] = start
        terms[:, len(start) :] = np.where(within, self.pairs, -1)
        order = np.argsort(terms < 0, axis=1, kind="stable")
        width = int((terms >= 0).sum(axis=1).max())
        packed = np.take_along_axis(terms, order, axis=1)[:, :width]
        return fit_batch(self.lists, self.counts[tables], packed)

    def _unlikely(self, tables: Ints, fits: Fits) -> Floats:
        """The smaller Poisson tail of each pair's overlap total under the fitted model."""
        from scipy.special import pdtr, pdtrc

        seen = fits.fitted.copy()
        seen[:, 0] = 0.0
        expected = (seen @ contains(self.lists).T)[:, self.pairs]
        observed = self.totals[tables][:, self.pairs]
        below = pdtr(observed, expected)
        above = np.where(observed > 0, pdtrc(np.maximum(observed - 1, 0), expected), 1.0)
        return np.where(expected > 0, np.minimum(below, above), 1.0)

    def _sound(self, table: int, within: Flags, fits: Fits, place: int) -> bool:
        if fits.exists[place]:
            return True
        pairs = tuple(self.pairs[within].tolist())
        filled = tuple((self.counts[table] > 0).tolist())
        return has_estimate(self.lists, pairs, filled)


@functools.lru_cache(maxsize=100_000)
def has_estimate(lists: int, pairs: tuple[int, ...], filled: tuple[bool, ...]) -> bool:
    """Whether the extended maximum likelihood estimate exists and is identified.

    pairs    the interactions of the model, as bit masks
    filled   which patterns have anybody; existence depends on nothing else in the counts

    Patterns holding a pair nobody has are structural zeros. The estimate exists when some strictly
    positive expected counts have the observed sufficient statistics: the programme max s, A x = t,
    x >= s. It is identified when the remaining design has full column rank.

    Source: Fienberg and Rinaldo (2012), Annals of Statistics 40:996-1023.
    """
    has = contains(lists)
    filled_row = np.array(filled, dtype=float)
    totals = has @ filled_row
    empty = [term for term in (*main_terms(lists)[1:], *pairs) if totals[term] == 0]
    cells = np.ones(1 << lists, dtype=bool)
    cells[0] = False
    for term in empty:
        cells &= has[term] == 0
    terms = [term for term in (*main_terms(lists), *pairs) if term not in empty]
    design = has[terms][:, cells]
    if np.linalg.matrix_rank(design) < len(terms):
        return False
    return _interior(design, filled_row[cells])


def _interior(design: Any, filled: Floats) -> bool:
    """Whether the statistics of the counts lie inside the cone and not on its border."""
    from scipy.sparse import csr_matrix

    if (filled > 0).all():
        return True
    cells = design.shape[1]
    # x = s + u with u >= 0: A u + (A 1) s = t.
    rows = csr_matrix(np.hstack([design, design.sum(axis=1, keepdims=True)]))
    goal = design @ filled
    low, high = np.zeros(cells + 1), np.full(cells + 1, np.inf)
    high[-1] = 1.0
    cost = np.zeros(cells + 1)
    cost[-1] = 1.0
    value, _ = Programme(rows, goal, goal, low, high).optimise(cost, maximise=True)
    return value > 1e-9
