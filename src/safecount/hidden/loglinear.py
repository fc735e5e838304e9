"""Log-linear Poisson models for overlap counts, many at a time."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import functools
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from safecount.arrays import Flags, Floats, Ints
from safecount.hidden.lists import Overlaps
from safecount.hidden.models import Model, as_lists, contains, hierarchical_models, padded

STEPS = 30
#: A constant less sure than this (variance of a logarithm) is not identified.
VAGUE = 1e4
#: Models with about as many terms are fitted together; a few models all at once.
FEW = 500
#: ... and never more than this many, to bound the memory.
CHUNK = 4_000
GROUPS = (8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 64)


@dataclass(frozen=True, slots=True)
class Fits:
    """Many fitted models of the same lists.

    log_unseen  estimated constant, the log of the expected number on no list    shape (models,)
    variance    of `log_unseen`                                                  shape (models,)
    loglik      Poisson log likelihood, the factorials included                  shape (models,)
    size        number of parameters                                             shape (models,)
    fitted      expected counts by pattern; entry 0 is the unseen     shape (models, 2**lists)
    exists      whether Newton's method came to rest at a maximum that is finite apart from terms
                nobody has, which are minus infinity                             shape (models,)
    """

    log_unseen: Floats
    variance: Floats
    loglik: Floats
    size: Ints
    fitted: Floats
    exists: Flags


def fit_batch(lists: int, counts: Any, terms: Ints, kept: Flags | None = None) -> Fits:
    """Fit one model to each row by Newton's method.

    counts  observed counts by pattern, one row for each model or one for all
    terms   the terms of each model, padded with -1                     shape (models, width)
    kept    patterns that take part; the others are structural zeros    shape (models, 2**lists)

    A term in a pattern counts 1 when the pattern holds all its lists, so X'WX is made of
    sums of expected counts over supersets and needs no design matrix. A term that nobody has
    is minus infinity at the maximum: its patterns are left out and it is not estimated, the
    extended maximum likelihood of Chan, Silverman and Vincent (2021), JASA 116:1297-1306.
    """
    models = len(terms)
    observed = np.broadcast_to(np.asarray(counts, dtype=float), (models, 1 << lists)).copy()
    cells = np.ones((models, 1 << lists), dtype=bool) if kept is None else kept.copy()
    cells[:, 0] = False
    observed[~cells] = 0.0
    work = _Newton(lists, observed, terms, cells)
    return work.fits()


class _Newton:
    def __init__(self, lists: int, observed: Floats, terms: Ints, cells: Flags) -> None:
        self.contains = contains(lists)
        self.observed = observed
        self.size = (terms >= 0).sum(axis=1)
        self.rows = np.arange(len(terms))[:, None]
        goal = (observed @ self.contains.T)[self.rows, terms]
        empty = (terms >= 0) & (goal == 0)
        self.cells = cells.astype(float)
        for row, column in zip(*np.nonzero(empty), strict=True):
            self.cells[row] *= 1.0 - self.contains[terms[row, column]]
        self.blank = (terms < 0) | empty
        self.terms = np.where(self.blank, 0, terms)
        self.goal = np.where(self.blank, 0.0, goal)
        union = self.terms[:, :, None] | self.terms[:, None, :]
        union[self.blank[:, :, None] | self.blank[:, None, :]] = self.contains.shape[0]
        self.union = union.reshape(len(terms), -1)

    def fits(self) -> Fits:
        active = np.arange(len(self.terms))
        beta = self._first(active)
        expected, loglik = self._expected(beta, active)
        gap = np.full(len(active), np.inf)
        for _ in range(STEPS):
            step, gap[active] = self._step(expected[active], active)
            trial, level = beta[active] + step, loglik[active]
            mean, gained = self._expected(trial, active)
            for _ in range(8):
                worse = np.flatnonzero(~(gained >= level - 1e-7 * (1 + np.abs(level))))
                if not len(worse):
                    break
                step[worse] *= 0.5
                trial[worse] = beta[active[worse]] + step[worse]
                mean[worse], gained[worse] = self._expected(trial[worse], active[worse])
            beta[active], expected[active], loglik[active] = trial, mean, gained
            still = gained - level > 1e-9 * (1 + np.abs(level))
            active = active[still | (gap[active] > 1e-6) & (gap[active] < 1e-2)]
            if not len(active):
                break
        return self._answer(beta, expected, loglik, gap)

    def _first(self, rows: Ints) -> Floats:
        """One weighted least squares step from the counts themselves, as glm starts."""
        mean = (self.observed + 0.5) * self.cells
        response = np.log(self.observed + 0.5) + (self.observed - mean) / np.maximum(mean, 0.5)
        right = (mean * response) @ self.contains.T
        goal = np.where(self.blank, 0.0, right[self.rows, self.terms])
        return np.asarray(np.linalg.solve(self._information(mean, rows), goal[:, :, None])[:, :, 0])

    def _expected(self, beta: Floats, rows: Ints) -> tuple[Floats, Floats]:
        full = np.zeros((len(rows), self.contains.shape[0]))
        place = np.arange(len(rows))[:, None]
        np.add.at(full, (place, self.terms[rows]), np.where(self.blank[rows], 0.0, beta))
        log_mean = np.clip(full @ self.contains, -700, 700)
        mean = np.exp(log_mean)
        mean[:, 1:] *= self.cells[rows, 1:]
        loglik = (self.observed[rows] * log_mean).sum(axis=1) - mean[:, 1:].sum(axis=1)
        return mean, loglik

    def _information(self, mean: Floats, rows: Ints) -> Floats:
        return self._matrix((mean * self.cells[rows]) @ self.contains.T, rows)

    def _matrix(self, sums: Floats, rows: Ints) -> Floats:
        """X'WX from the sums over supersets; a blank term gets a row of the identity."""
        wider = np.concatenate([sums, np.zeros((len(rows), 1))], axis=1)
        union = self.union if len(rows) == len(self.union) else self.union[rows]
        width = self.terms.shape[1]
        matrix: Any = np.take_along_axis(wider, np.asarray(union, dtype=np.int64), axis=1)
        matrix = matrix.reshape(len(rows), width, width)
        # The trace of a ridge keeps a model that is not identified from stopping the others.
        scale = np.where(self.blank[rows], 1.0, 1e-11 * (1.0 + sums[:, :1]))
        diagonal = np.arange(width)
        matrix[:, diagonal, diagonal] += scale
        return np.asarray(matrix)

    def _step(self, mean: Floats, rows: Ints) -> tuple[Floats, Floats]:
        sums = (mean * self.cells[rows]) @ self.contains.T
        place = np.arange(len(rows))[:, None]
        score = np.where(self.blank[rows], 0.0, self.goal[rows] - sums[place, self.terms[rows]])
        step = np.linalg.solve(self._matrix(sums, rows), score[:, :, None])[:, :, 0]
        longest = np.abs(step).max(axis=1, keepdims=True)
        step *= np.minimum(1.0, 6.0 / np.maximum(longest, 6.0))
        gap: Floats = np.abs(score).max(axis=1) / (1.0 + self.goal[rows, 0])
        return np.asarray(step, dtype=np.float64), gap

    def _answer(self, beta: Floats, expected: Floats, loglik: Floats, gap: Floats) -> Fits:
        every = np.arange(len(beta))
        unit = np.zeros((len(beta), self.terms.shape[1], 1))
        unit[:, 0, 0] = 1.0
        variance: Any = np.linalg.solve(self._information(expected, every), unit)[:, 0, 0]
        lowest = np.where(self.cells[:, 1:] > 0, expected[:, 1:], np.inf).min(axis=1)
        factorials = _log_factorials(self.observed).sum(axis=1)
        return Fits(
            log_unseen=beta[:, 0],
            variance=variance,
            loglik=loglik - factorials,
            size=self.size,
            fitted=expected,
            exists=(gap < 1e-4) & (lowest > 1e-5) & (variance > 0) & (variance < VAGUE),
        )


def _log_factorials(counts: Floats) -> Floats:
    from scipy.special import gammaln

    return np.asarray(gammaln(counts + 1.0))


@dataclass(frozen=True, slots=True)
class ModelFit:
    """One log-linear model.

    estimate   population size N                                    [persons]
    se         standard error of N                                  [persons]
    terms      interactions, as lists of list numbers from 1
    deviance, aic, bic   BIC penalises by log(observed persons)
    exists     whether the maximum is finite; if not, the estimate is a limit
    """

    estimate: float
    se: float
    terms: list[list[int]]
    deviance: float
    aic: float
    bic: float
    exists: bool
    model: Model = field(repr=False, default=())


@dataclass(frozen=True, eq=False)
class ModelTable:
    """All models of a table, fitted.    arrays have shape (models,)"""

    overlaps: Overlaps
    models: tuple[Model, ...]
    estimate: Floats
    se: Floats
    deviance: Floats
    aic: Floats
    bic: Floats
    exists: Flags

    def best(self) -> ModelFit:
        """The model with the lowest BIC, of those that determine the number unseen."""
        unseen = np.maximum(self.estimate - self.overlaps.observed, 1e-300)
        sure = np.isfinite(self.se) & (self.se < unseen * np.sqrt(VAGUE))
        return self.model(int(np.argmin(np.where(sure, self.bic, np.inf))))

    def model(self, number: int) -> ModelFit:
        return ModelFit(
            estimate=float(self.estimate[number]),
            se=float(self.se[number]),
            terms=as_lists(self.models[number]),
            deviance=float(self.deviance[number]),
            aic=float(self.aic[number]),
            bic=float(self.bic[number]),
            exists=bool(self.exists[number]),
            model=self.models[number],
        )

    def weights(self, criterion: str = "bic") -> Floats:
        """exp(-criterion/2), normalised; models without a finite maximum get none."""
        values = np.where(self.exists, getattr(self, criterion), np.inf)
        if not np.isfinite(values).any():
            return np.zeros(len(values))
        raw = np.exp(-(values - values.min()) / 2)
        return np.asarray(raw / raw.sum())

    def average(self, criterion: str = "bic") -> tuple[float, float]:
        """Mean of N over models, and a standard error that includes the spread between them.

        Source: Buckland, Burnham and Augustin (1997), Biometrics 53:603-618, with the variance
        of the mixture.
        """
        weights = self.weights(criterion)
        used = weights > 0
        mean = float((weights[used] * self.estimate[used]).sum())
        spread = self.se[used] ** 2 + (self.estimate[used] - mean) ** 2
        return mean, float(np.sqrt((weights[used] * spread).sum()))


def fit_models(overlaps: Overlaps, models: tuple[Model, ...] | None = None) -> ModelTable:
    """Fit models (all hierarchical ones when none are named) to a table.

    N = n + exp(b0), se(N) = sqrt(exp(b0) + exp(2 b0) Var b0): the Poisson estimator with the
    sampling of the unseen added. BIC = -2 loglik + p log n.

    Source: Cormack (1989), Biometrics 45:395-413; Rivest and Baillargeon (2007), Biometrics
    63:999-1006.
    """
    chosen = hierarchical_models(overlaps.lists) if models is None else models
    first, same = _distinct(overlaps, chosen)
    size = len(first)
    unseen, variance, loglik = np.empty(size), np.empty(size), np.empty(size)
    exists = np.empty(size, dtype=bool)
    for places, terms in _by_size(overlaps.lists, tuple(chosen[n] for n in first.tolist())):
        fits = fit_batch(overlaps.lists, overlaps.counts, terms)
        unseen[places], variance[places] = np.exp(np.minimum(fits.log_unseen, 700)), fits.variance
        loglik[places], exists[places] = fits.loglik, fits.exists
    unseen, variance, loglik, exists = unseen[same], variance[same], loglik[same], exists[same]
    parameters = 1.0 + overlaps.lists + np.array([len(model) for model in chosen])
    observed = overlaps.counts[1:].astype(float)
    best = (observed * np.log(np.maximum(observed, 1)) - observed - _log_factorials(observed)).sum()
    with np.errstate(invalid="ignore", over="ignore"):
        se = np.sqrt(unseen + unseen**2 * variance)
    return ModelTable(
        overlaps=overlaps,
        models=chosen,
        estimate=overlaps.observed + unseen,
        se=se,
        deviance=2 * (best - loglik),
        aic=-2 * loglik + 2 * parameters,
        bic=-2 * loglik + parameters * np.log(overlaps.observed),
        exists=exists,
    )


def _distinct(overlaps: Overlaps, models: tuple[Model, ...]) -> tuple[Ints, Ints]:
    """Models that differ only in terms nobody has give the same fit: one of each, and which."""
    sums = overlaps.counts @ contains(overlaps.lists).T
    removes = [
        sum(1 << c for c in range(len(sums)) if c & term == term) if sums[term] == 0 else 0
        for term in range(len(sums))
    ]
    seen: dict[tuple[int, int], int] = {}
    first: list[int] = []
    same = np.empty(len(models), dtype=np.int64)
    for number, model in enumerate(models):
        kept = gone = 0
        for term in model:
            if removes[term]:
                gone |= removes[term]
            else:
                kept |= 1 << term
        place = seen.setdefault((kept, gone), len(first))
        if place == len(first):
            first.append(number)
        same[number] = place
    return np.array(first), same


@functools.lru_cache(maxsize=64)
def _by_size(lists: int, models: tuple[Model, ...]) -> list[tuple[Ints, Ints]]:
    sizes = np.array([len(model) for model in models])
    groups = []
    low = -1
    for high in GROUPS if len(models) > FEW else GROUPS[-1:]:
        places = np.flatnonzero((sizes > low) & (sizes <= high))
        low = high
        for start in range(0, len(places), CHUNK):
            part = places[start : start + CHUNK]
            groups.append((part, padded([models[p] for p in part.tolist()], lists)))
    return groups


def main_effects(overlaps: Overlaps) -> ModelFit:
    """The model in which the lists are independent."""
    return fit_models(overlaps, ((),)).model(0)
