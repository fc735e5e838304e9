"""Bootstrap intervals that redo the choice of model in every replicate."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

from dataclasses import dataclass

import numpy as np

from safecount.arrays import Floats
from safecount.failures import InputError
from safecount.hidden.lists import Overlaps
from safecount.hidden.sparse import THRESHOLD, select_batch


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Bias-corrected and accelerated quantiles of N.

    q2_5, q10, q90, q97_5   quantiles                                  [persons]
    bias, acceleration      z0 and a
    replicates, failed      resampled tables, and those without an estimate (left out)
    """

    q2_5: float
    q10: float
    q90: float
    q97_5: float
    bias: float
    acceleration: float
    replicates: int
    failed: int


def bootstrap(
    overlaps: Overlaps, *, replicates: int = 1000, seed: int, threshold: float = THRESHOLD
) -> Bootstrap:
    """BCa quantiles of the stepwise estimate; pairs are selected anew in each replicate.

    replicates  multinomial resamples of the observed persons
    seed        the same seed gives the same answer

    Source: Efron (1987), JASA 82:171-185; with model selection inside as in Chan, Silverman and
    Vincent (2021). The acceleration is the jackknife's, one person left out at a time.

    :raises InputError: the table itself has no estimate.
    """
    from scipy.special import ndtr, ndtri

    counts, people = overlaps.counts, overlaps.observed
    filled = np.flatnonzero(counts)
    jack = np.repeat(counts[None, :], len(filled), axis=0)
    jack[np.arange(len(filled)), filled] -= 1
    random = np.random.default_rng(seed)
    drawn = random.multinomial(people, counts / people, size=replicates)
    tables = np.concatenate([counts[None, :], jack, drawn])
    distinct, place = np.unique(tables, axis=0, return_inverse=True)
    selected = select_batch(overlaps.lists, distinct, threshold)
    with np.errstate(over="ignore"):
        totals = distinct.sum(axis=1) + np.exp(selected.log_unseen)
    totals = np.where(selected.exists, totals, np.nan)[place.ravel()]
    estimate, left_out, resampled = (
        totals[0],
        totals[1 : 1 + len(filled)],
        totals[1 + len(filled) :],
    )
    if np.isnan(estimate):
        raise InputError("The table has no estimate, so it cannot be bootstrapped.")
    good = np.sort(resampled[np.isfinite(resampled)])
    if len(good) < replicates / 2:
        raise InputError("Most resampled tables have no estimate: the overlaps are too thin.")
    acceleration = _acceleration(left_out, counts[filled].astype(float))
    share = (np.sum(good < estimate) + 0.5 * np.sum(good == estimate)) / len(good)
    bias = float(ndtri(np.clip(share, 0.5 / len(good), 1 - 0.5 / len(good))))
    shifted = bias + ndtri(np.array([0.025, 0.1, 0.9, 0.975]))
    levels = ndtr(bias + shifted / (1 - acceleration * shifted))
    low, tenth, ninetieth, high = np.quantile(good, levels).tolist()
    return Bootstrap(
        low, tenth, ninetieth, high, bias, acceleration, replicates, replicates - len(good)
    )


def _acceleration(left_out: Floats, weights: Floats) -> float:
    usable = np.isfinite(left_out)
    left_out, weights = left_out[usable], weights[usable]
    mean = (weights * left_out).sum() / weights.sum()
    gaps = mean - left_out
    spread = (weights * gaps**2).sum()
    return float((weights * gaps**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0
