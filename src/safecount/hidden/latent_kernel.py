"""One latent class chain as a numba kernel."""

# ruff: noqa: C901, PLR0912, PLR0915, PLR0917  # one kernel: numba pays for calls between functions

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from safecount.fast import compiled


@functools.cache
def chain() -> Callable[..., Any]:
    """The compiled chain; see `_chain_kernel` for its arguments."""
    return compiled(_chain_kernel)


def _chain_kernel(  # type: ignore[no-untyped-def]  # numba infers; annotations would not help it
    bits, counts, classes, sweeps, warm, thin, seed, limit, prior_shape, prior_rate
):  # one kernel: numba pays for every call between functions
    """Numbers unseen, one for every `thin` sweeps after the first tenth.

    bits    which lists each cell has           shape (cells, lists)
    counts  people in each cell                 shape (cells,)
    warm    sweeps with the concentration at 1 before the classes are sorted
    limit   largest number unseen
    """
    np.random.seed(seed)
    cells, lists = bits.shape
    people = counts.sum()
    chance = np.empty((classes, lists))
    for j in range(lists):
        rate = 0.0
        for c in range(cells):
            if bits[c, j]:
                rate += counts[c]
        for k in range(classes):
            chance[k, j] = min(max(rate / people, 1e-3), 0.99)
    log_weight = np.full(classes, -math.log(classes))
    odds = np.empty((classes, lists))
    none = np.empty(classes)
    share = np.empty(classes)
    size = np.empty(classes)
    listed = np.empty((classes, lists))
    log_rest = np.array(
        [math.log1p(-1.0 / (classes - k)) if k < classes - 1 else -1e300 for k in range(classes)]
    )
    concentration = 1.0
    unseen = 0
    burn = sweeps // 10
    kept = np.empty((sweeps - burn) // thin)
    place = 0
    for sweep in range(-warm, sweeps):
        missed = 0.0
        for k in range(classes):
            off = math.exp(log_weight[k])
            for j in range(lists):
                off *= 1.0 - chance[k, j]
                odds[k, j] = chance[k, j] / (1.0 - chance[k, j])
            none[k] = off
            missed += off
            size[k] = 0.0
            for j in range(lists):
                listed[k, j] = 0.0
        # The observed cells: a multinomial over classes, class by class.
        for c in range(cells):
            total = 0.0
            for k in range(classes):
                p = none[k]
                for j in range(lists):
                    if bits[c, j]:
                        p *= odds[k, j]
                share[k] = p
                total += p
            left = counts[c]
            for k in range(classes):
                if left == 0:
                    break
                if k == classes - 1 or share[k] >= total:
                    drawn = left
                elif share[k] <= total * 1e-16:
                    drawn = 0
                elif left == 1:
                    drawn = 1 if np.random.random() * total < share[k] else 0
                else:
                    drawn = np.random.binomial(left, share[k] / total)
                total -= share[k]
                if drawn:
                    left -= drawn
                    size[k] += drawn
                    for j in range(lists):
                        if bits[c, j]:
                            listed[k, j] += drawn
        # The unseen: negative binomial as a Poisson with a gamma mean, then over classes.
        missed = min(missed, 1 - 1e-12)
        unseen = limit
        for _ in range(200):
            drawn = np.random.poisson(np.random.gamma(people, missed / (1 - missed)))
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
                drawn = np.random.binomial(left, none[k] / total)
            total -= none[k]
            left -= drawn
            size[k] += drawn
        # Swap the labels of two classes: the sampler would otherwise stay for long where the
        # large classes have late sticks.
        k = int(np.random.random() * classes)
        other = int(np.random.random() * (classes - 1))
        other += other >= k
        if math.log(1.0 - np.random.random()) < (log_weight[k] - log_weight[other]) * (
            size[other] - size[k]
        ):
            size[k], size[other] = size[other], size[k]
            for j in range(lists):
                listed[k, j], listed[other, j] = listed[other, j], listed[k, j]
        k = int(np.random.random() * (classes - 2))
        if (
            math.log(1.0 - np.random.random())
            < size[k] * log_rest[k + 1] - size[k + 1] * log_rest[k]
        ):
            size[k], size[k + 1] = size[k + 1], size[k]
            for j in range(lists):
                listed[k, j], listed[k + 1, j] = listed[k + 1, j], listed[k, j]
        for k in range(classes):
            for j in range(lists):
                yes = np.random.standard_gamma(1.0 + listed[k, j])
                no = np.random.standard_gamma(1.0 + size[k] - listed[k, j])
                chance[k, j] = min(max(yes / (yes + no), 1e-15), 1 - 1e-15)
        # The sticks, as logarithms.
        above = 0.0
        for k in range(classes):
            above += size[k]
        before = 0.0
        for k in range(classes - 1):
            above -= size[k]
            taken = math.log(np.random.standard_gamma(2.0 + size[k])) + math.log(
                1.0 - np.random.random()
            ) / (1.0 + size[k])
            rest = math.log(np.random.standard_gamma(1.0 + concentration + above)) + math.log(
                1.0 - np.random.random()
            ) / (concentration + above)
            top = max(taken, rest)
            whole = top + math.log(math.exp(taken - top) + math.exp(rest - top))
            log_weight[k] = before + taken - whole
            log_rest[k] = rest - whole
            before += rest - whole
        log_weight[classes - 1] = before
        if sweep >= 0:
            concentration = max(
                np.random.standard_gamma(prior_shape + classes - 1) / (prior_rate - before), 1e-300
            )
            if sweep >= burn and (sweep - burn + 1) % thin == 0 and place < len(kept):
                kept[place] = unseen
                place += 1
        if sweep == -1:
            order = np.argsort(-log_weight)
            log_weight = log_weight[order]
            chance = chance[order]
    return kept
