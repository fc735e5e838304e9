"""Poisson regression for one design, and the multinomial profile interval for N."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from safecount.arrays import Floats
from safecount.hidden.lists import Overlaps
from safecount.hidden.models import Model, contains, main_terms

HALF_CHI2_95 = 3.841458820694124 / 2


@dataclass(frozen=True, slots=True)
class DesignFit:
    """A fitted Poisson regression.

    beta       coefficients, the constant first                shape (columns,)
    variance   of the constant
    fitted     expected counts                                 shape (rows,)
    """

    beta: Floats
    variance: float
    fitted: Floats
    loglik: float
    deviance: float


def fit_design(counts: Floats, design: Floats, start: Floats | None = None) -> DesignFit:
    """Maximise the Poisson likelihood by Newton's method with step halving.

    counts  shape (rows,); they need not be whole
    design  shape (rows, columns), the constant first
    """
    from scipy.special import gammaln

    if start is None:
        mean = counts + 0.5
        response = np.log(mean) + (counts - mean) / mean
        beta = np.linalg.solve(_weighted(design, mean), design.T @ (mean * response))
    else:
        beta = start
    level = -math.inf
    for _ in range(100):
        mean = np.exp(np.clip(design @ beta, -700, 700))
        step = np.linalg.solve(_weighted(design, mean), design.T @ (counts - mean))
        size = 1.0
        while True:
            linear = np.clip(design @ (beta + size * step), -700, 700)
            gained = float(counts @ linear - np.exp(linear).sum())
            if gained >= level - 1e-12 * abs(level) or size < 1e-6:
                break
            size /= 2
        beta = beta + size * step
        if abs(gained - level) <= 1e-13 * (1 + abs(gained)):
            break
        level = gained
    mean = np.exp(np.clip(design @ beta, -700, 700))
    best = float((counts * np.log(np.maximum(counts, 1e-300)) - counts).sum())
    return DesignFit(
        beta=np.asarray(beta, dtype=np.float64),
        variance=float(np.linalg.inv(_weighted(design, mean))[0, 0]),
        fitted=mean,
        loglik=gained - float(gammaln(counts + 1).sum()),
        deviance=2 * (best - gained),
    )


def _weighted(design: Floats, mean: Floats) -> Floats:
    matrix = design.T @ (mean[:, None] * design)
    return np.asarray(matrix + 1e-12 * (1 + mean.sum()) * np.eye(len(matrix)))


@dataclass(frozen=True, slots=True)
class Profile:
    """N by multinomial profile likelihood.

    estimate, low, high   [persons]; a bound is infinite when the likelihood never falls enough
    """

    estimate: float
    low: float
    high: float


def profile_interval(overlaps: Overlaps, design: Floats) -> Profile:
    """The 95 % interval of N where the likelihood, maximised over all else, is high enough.

    design  one row for each pattern, the first for those on no list   shape (2**lists, columns)

    For each number unseen n0 the model is fitted with n0 in the empty cell, and
    l(n0) = ln G(N+1) - ln G(n0+1) + sum y ln p.

    Source: Cormack (1992), Biometrics 48:567-576.
    """
    counts = overlaps.counts.astype(float)
    last: list[Floats | None] = [None]

    def level(unseen: float) -> float:
        filled = counts.copy()
        filled[0] = unseen
        found = fit_design(filled, design, last[0])
        last[0] = found.beta
        total = filled.sum()
        shares = np.log(np.maximum(found.fitted / found.fitted.sum(), 1e-300))
        return (
            math.lgamma(total + 1)
            - math.lgamma(unseen + 1)
            + float(counts @ shares)
            + unseen * float(shares[0])
        )

    best = _peak(level, overlaps.observed)
    goal = level(best) - HALF_CHI2_95
    low = _crossing(level, goal, 0.0, best) if level(0.0) < goal else 0.0
    far = max(2 * best, best + 10.0)
    while level(far) > goal:
        far *= 2
        if far > 1e9:
            return Profile(overlaps.observed + best, overlaps.observed + low, math.inf)
    high = _crossing(level, goal, far, best)
    return Profile(overlaps.observed + best, overlaps.observed + low, overlaps.observed + high)


def model_profile(overlaps: Overlaps, model: Model = ()) -> Profile:
    """The profile interval of a hierarchical log-linear model."""
    terms = [*main_terms(overlaps.lists), *model]
    return profile_interval(overlaps, contains(overlaps.lists)[terms].T)


def _peak(level: Callable[[float], float], scale: int) -> float:
    """Golden section on log(1 + n0)."""
    grid = np.linspace(0, math.log(1 + 1000 * scale), 40)
    values = [level(math.expm1(x)) for x in grid.tolist()]
    top = int(np.argmax(values))
    low, high = float(grid[max(top - 1, 0)]), float(grid[min(top + 1, len(grid) - 1)])
    ratio = (math.sqrt(5) - 1) / 2
    one, two = high - ratio * (high - low), low + ratio * (high - low)
    at_one, at_two = level(math.expm1(one)), level(math.expm1(two))
    while high - low > 1e-7:
        if at_one > at_two:
            high, two, at_two = two, one, at_one
            one = high - ratio * (high - low)
            at_one = level(math.expm1(one))
        else:
            low, one, at_one = one, two, at_two
            two = low + ratio * (high - low)
            at_two = level(math.expm1(two))
    return math.expm1((low + high) / 2)


def _crossing(level: Callable[[float], float], goal: float, outside: float, inside: float) -> float:
    while abs(outside - inside) > 1e-4 + 1e-9 * abs(inside):
        middle = (outside + inside) / 2
        if level(middle) < goal:
            outside = middle
        else:
            inside = middle
    return (outside + inside) / 2
