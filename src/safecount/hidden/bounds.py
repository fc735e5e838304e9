"""Lower bounds and sample coverage: what can be said without choosing a model."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from safecount.arrays import Floats
from safecount.failures import InputError
from safecount.hidden.lists import Overlaps

NORMAL_975 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class LowerBound:
    """At least so many.

    estimate    Chao's lower bound for N                                    [persons]
    se          its standard error                                          [persons]
    low, high   95 % interval of the bound, log-normal around the unseen    [persons]
    """

    estimate: float
    se: float
    low: float
    high: float


def chao(captures: Sequence[int]) -> LowerBound:
    """Chao's lower bound from how many were seen once, twice, ...

    captures  f: people seen exactly 1, 2, 3, ... times               [persons]

    N >= n + f1^2 / (2 f2), whatever makes some people harder to reach than others, as long as
    being seen once does not by itself make being seen again less likely. With f2 = 0 the
    bias-corrected n + f1 (f1 - 1) / 2 is used.

    Source: Chao (1984), Scand. J. Statist. 11:265-270; variance and interval Chao (1987),
    Biometrics 43:783-791.

    :raises InputError: nobody was seen, or a figure is negative.
    """
    once, twice = [*captures, 0, 0][:2]
    if min(captures, default=0) < 0 or not sum(captures):
        raise InputError("Capture counts must not be negative and somebody must be seen.")
    seen = sum(captures)
    if twice > 0:
        ratio = once / twice
        unseen = once * ratio / 2
        variance = twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    else:
        unseen = once * (once - 1) / 2
        total = seen + unseen
        variance = once * (once - 1) / 2 + once * (2 * once - 1) ** 2 / 4 - once**4 / (4 * total)
    return _around(seen, unseen, variance)


def lower_bound(overlaps: Overlaps) -> LowerBound:
    """Chao's lower bound for lists, with a floor that also holds when lists differ in size.

    `estimate`, `se` and `high` are those of `chao`, once meaning on exactly one list. That formula
    takes the lists to be equally long; when they are not, it can lie above N (independent lists
    reaching 2 to 25 % of people: 1.4 times the unseen). So `low` is the smaller of its lower limit
    and that of `chao_by_list`. What could still make the floor too high is that people on one list
    are kept off another.
    """
    plain, listed = chao(overlaps.captures()[1:].tolist()), chao_by_list(overlaps)
    return LowerBound(plain.estimate, plain.se, min(plain.low, listed.low), plain.high)


def chao_by_list(overlaps: Overlaps) -> LowerBound:
    """The lower bound for lists of different length: n + (f1^2 - sum Z_j^2) / (2 (f2 + 1)).

    Z_j are the people on list j alone. For independent lists this aims at N itself.

    Source: Chao (1987), Biometrics 43:783-791, for capture chances that vary with time and
    between animals; variance by the delta method.
    """
    once, twice = overlaps.captures()[1:3].tolist()
    alone = [int(overlaps.counts[1 << n]) for n in range(overlaps.lists)]
    unseen = (once**2 - sum(z**2 for z in alone)) / (2 * (twice + 1))
    variance = sum(z * ((once - z) / (twice + 1)) ** 2 for z in alone)
    variance += twice * (unseen / (twice + 1)) ** 2 + unseen
    return _around(overlaps.observed, unseen, variance)


def log_normal_factor(unseen: float, variance: float) -> float:
    """What to divide and multiply by for a 95 % interval that never goes below zero."""
    return math.exp(NORMAL_975 * math.sqrt(math.log(1 + variance / unseen**2)))


def _around(seen: int, unseen: float, variance: float) -> LowerBound:
    if unseen <= 0:
        return LowerBound(float(seen), 0.0, float(seen), float(seen))
    variance = max(variance, 0.0)
    factor = log_normal_factor(unseen, variance)
    return LowerBound(
        estimate=seen + unseen,
        se=math.sqrt(variance),
        low=seen + unseen / factor,
        high=seen + unseen * factor,
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sample coverage estimates of N.

    coverage     estimated share of the population's capture probability that was seen  [0 to 1]
    independent  assuming independence, D / C                          [persons]
    high         for high coverage (above about 0.55), with its dependence correction  [persons]
    one_step     for low coverage: a bound in one correction step     [persons]
    *_se         bootstrap standard errors                            [persons]
    """

    coverage: float
    independent: float
    independent_se: float
    high: float
    high_se: float
    one_step: float
    one_step_se: float


def sample_coverage(overlaps: Overlaps, *, replicates: int = 200, seed: int = 0) -> Coverage:
    """Estimate N from how much of each list the others cover.

    Source: Chao and Tsay (1998), three lists; Tsay and Chao (2001), J. Applied Statistics
    28:25-36, more lists. The correction of a pair counts its people on no third list.

    :raises InputError: on each list everybody is on that list alone, so nothing is covered.
    """
    if overlaps.observed == overlaps.captures()[1]:
        raise InputError("Nobody is on two lists, so no list covers any of another.")
    point = _coverage(overlaps.counts.astype(float), overlaps.lists)
    random = np.random.default_rng(seed)
    total = max(round(point[3]), overlaps.observed + 1)
    shares = overlaps.counts / total
    shares[0] = 1 - shares[1:].sum()
    drawn = random.multinomial(total, shares, size=replicates).astype(float)
    drawn[:, 0] = 0.0
    redone = np.array([_coverage(row, overlaps.lists) for row in drawn])
    redone = redone[np.isfinite(redone).all(axis=1)]
    spread = redone.std(axis=0, ddof=1) if len(redone) > 1 else np.full(4, np.nan)
    return Coverage(
        coverage=point[0],
        independent=point[1],
        independent_se=float(spread[1]),
        high=point[2],
        high_se=float(spread[2]),
        one_step=point[3],
        one_step_se=float(spread[3]),
    )


def _coverage(counts: Floats, lists: int) -> tuple[float, float, float, float]:
    masks = np.arange(len(counts))
    on = [(masks >> n & 1).astype(bool) for n in range(lists)]
    sizes = [max(float(counts[o].sum()), 1.0) for o in on]
    alone = [float(counts[1 << n]) for n in range(lists)]
    covered = 1 - sum(a / s for a, s in zip(alone, sizes, strict=True)) / lists
    distinct = counts.sum() - sum(alone) / lists
    if covered <= 0:  # a resampled table in which nobody is on two lists
        return 0.0, float("inf"), float("inf"), float("inf")
    independent = distinct / covered
    weights = {}
    for i in range(lists):
        for j in range(i):
            both = float(counts[on[i] & on[j]].sum())
            # What knowing one of the pair tells about the other counts only where no third
            # list has them already.
            others = np.zeros(len(counts), dtype=bool)
            for k in set(range(lists)) - {i, j}:
                others |= on[k]
            weight = float(counts[on[i] & ~others].sum() + counts[on[j] & ~others].sum())
            weights[i, j] = (both / (sizes[i] * sizes[j]), weight)
    scale = 1 / (lists * covered)
    ratio = sum(overlap * weight for overlap, weight in weights.values()) * scale
    plain = sum(weight for _, weight in weights.values()) * scale
    high = (independent - plain) / (1 - ratio) if ratio < 1 else float("inf")
    first = independent + scale * sum(
        (independent * overlap - 1) * weight for overlap, weight in weights.values()
    )
    step = independent + scale * sum(
        max(first * overlap - 1, 0.0) * weight for overlap, weight in weights.values()
    )
    return covered, independent, high, step
