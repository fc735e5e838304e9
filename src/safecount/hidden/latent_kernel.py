"""One latent class chain as a numba kernel."""

# ruff: noqa: C901, PLR0912, PLR0915, PLR0917  # one kernel: numba pays for calls between functions

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from safecount.fast import compiled

#: Cells with at most this many people are dealt out one by one: cheaper than binomial draws.
FEW = 6


@functools.cache
def chain() -> Callable[..., Any]:
    """The compiled chain; see `_chain_kernel` for its arguments."""
    return compiled(_chain_kernel)


def _chain_kernel(  # type: ignore[no-untyped-def]  # numba infers; annotations would not help it
    bits, counts, classes, sweeps, warm, thin, random, limit, prior_shape, prior_rate
):  # one kernel: numba pays for every call between functions
    """Numbers unseen, one for every `thin` sweeps after the first quarter.

    bits    which lists each cell has           shape (cells, lists)
    counts  people in each cell                 shape (cells,)
    warm    sweeps with the concentration at 1 before the classes are sorted
    random  a numpy Generator
    limit   largest number unseen
    """
    cells, lists = bits.shape
    people = counts.sum()
    width = np.zeros(cells, np.int64)
    on = np.zeros((cells, lists), np.int64)
    chance = np.empty((classes, lists))
    for j in range(lists):
        rate = 0.0
        for c in range(cells):
            if bits[c, j]:
                rate += counts[c]
                on[c, width[c]] = j
                width[c] += 1
        for k in range(classes):
            chance[k, j] = min(max(rate / people, 1e-3), 0.99)
    log_weight = np.full(classes, -math.log(classes))
    odds = np.empty((lists, classes))
    none = np.empty(classes)
    share = np.empty(classes)
    size = np.empty(classes)
    listed = np.empty((classes, lists))
    log_rest = np.array(
        [math.log1p(-1.0 / (classes - k)) if k < classes - 1 else -1e300 for k in range(classes)]
    )
    concentration = 1.0
    unseen = 0
    burn = sweeps // 4
    kept = np.empty((sweeps - burn) // thin)
    place = 0
    for sweep in range(-warm, sweeps):
        missed = 0.0
        for k in range(classes):
            off = math.exp(log_weight[k])
            for j in range(lists):
                off *= 1.0 - chance[k, j]
                odds[j, k] = chance[k, j] / (1.0 - chance[k, j])
                listed[k, j] = 0.0
            none[k] = off
            missed += off
            size[k] = 0.0
        # The observed cells: a multinomial over classes, class by class or person by person.
        for c in range(cells):
            for k in range(classes):
                share[k] = none[k]
            for n in range(width[c]):
                j = on[c, n]
                for k in range(classes):
                    share[k] *= odds[j, k]
            total = 0.0
            for k in range(classes):
                total += share[k]
            left = counts[c]
            if left <= FEW:
                for _ in range(left):
                    rest = random.random() * total
                    k = 0
                    while k < classes - 1 and rest >= share[k]:
                        rest -= share[k]
                        k += 1
                    size[k] += 1.0
                    for n in range(width[c]):
                        listed[k, on[c, n]] += 1.0
                continue
            for k in range(classes):
                if left == 0:
                    break
                if k == classes - 1 or share[k] >= total:
                    drawn = left
                elif share[k] <= total * 1e-16:
                    drawn = 0
                else:
                    drawn = random.binomial(left, share[k] / total)
                total -= share[k]
                if drawn:
                    left -= drawn
                    size[k] += drawn
                    for n in range(width[c]):
                        listed[k, on[c, n]] += drawn
        # The unseen: negative binomial as a Poisson with a gamma mean, then over classes.
        missed = min(missed, 1 - 1e-12)
        unseen = limit
        for _ in range(200):
            drawn = random.poisson(random.standard_gamma(people) * missed / (1 - missed))
            if drawn <= limit:
                unseen = drawn
                break
        left = unseen
        total = 0.0
        for k in range(classes):
            total += none[k]
        for k in range(classes):
            if left == 0:
                break
            if k == classes - 1 or none[k] >= total:
                drawn = left
            elif none[k] <= total * 1e-16:
                drawn = 0
            else:
                drawn = random.binomial(left, none[k] / total)
            total -= none[k]
            left -= drawn
            size[k] += drawn
        # Swap the labels of two classes: the sampler would otherwise stay for long where the
        # large classes have late sticks.
        k = int(random.random() * classes)
        other = int(random.random() * (classes - 1))
        other += other >= k
        if -random.standard_exponential() < (log_weight[k] - log_weight[other]) * (
            size[other] - size[k]
        ):
            size[k], size[other] = size[other], size[k]
            for j in range(lists):
                listed[k, j], listed[other, j] = listed[other, j], listed[k, j]
        k = int(random.random() * (classes - 2))
        if -random.standard_exponential() < size[k] * log_rest[k + 1] - size[k + 1] * log_rest[k]:
            size[k], size[k + 1] = size[k + 1], size[k]
            for j in range(lists):
                listed[k, j], listed[k + 1, j] = listed[k + 1, j], listed[k, j]
        for k in range(classes):
            for j in range(lists):
                if size[k] == 0.0:
                    chance[k, j] = random.random()  # nobody in it: the prior
                else:
                    yes = random.standard_gamma(1.0 + listed[k, j])
                    no = random.standard_gamma(1.0 + size[k] - listed[k, j])
                    chance[k, j] = yes / (yes + no)
                chance[k, j] = min(max(chance[k, j], 1e-15), 1 - 1e-15)
        # The sticks, as logarithms.
        above = 0.0
        for k in range(classes):
            above += size[k]
        before = 0.0
        for k in range(classes - 1):
            above -= size[k]
            if above == 0.0 and size[k] == 0.0:
                # Nobody here or further on: 1 - V is U^(1/a).
                rest = -random.standard_exponential() / concentration
                taken = math.log(max(-math.expm1(rest), 1e-300))
            else:
                # Gamma(a) is Gamma(a + 1) U^(1/a): exact where the draw itself would be zero.
                taken = math.log(random.standard_gamma(1.0 + size[k]))
                rest = math.log(
                    random.standard_gamma(1.0 + concentration + above)
                ) - random.standard_exponential() / (concentration + above)
                top = max(taken, rest)
                whole = top + math.log(math.exp(taken - top) + math.exp(rest - top))
                taken -= whole
                rest -= whole
            log_weight[k] = before + taken
            log_rest[k] = rest
            before += rest
        log_weight[classes - 1] = before
        if sweep >= 0:
            concentration = max(
                random.standard_gamma(prior_shape + classes - 1) / (prior_rate - before), 1e-300
            )
            if sweep >= burn and (sweep - burn + 1) % thin == 0 and place < len(kept):
                kept[place] = unseen
                place += 1
        if sweep == -1:
            order = np.argsort(-log_weight)
            log_weight = log_weight[order]
            chance = chance[order]
    return kept
