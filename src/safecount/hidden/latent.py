"""Latent classes: people hard or easy to reach, without saying beforehand who or how many."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from safecount.arrays import Floats, Ints
from safecount.failures import InputError
from safecount.fast import has_numba
from safecount.hidden.lists import Overlaps

CLASSES = 10
#: Sweeps with the concentration held at 1, from the marginal rates, before the classes are sorted.
WARM_UP = 500
#: No more unseen people than this many times the seen ones.
LARGEST = 20
#: Gamma(0.25, 0.25) prior of the concentration.
SHAPE = RATE = 0.25
THREADS = 2


@dataclass(frozen=True, slots=True)
class LatentClass:
    """The posterior of N under a mixture of latent classes.

    q2_5, q50, q97_5  quantiles                                          [persons]
    rhat              agreement of the chains on log N; above 1.05 they have not met
    chains, sweeps    how many chains, and sweeps of each
    medians           the median of each chain                           [persons]
    """

    q2_5: float
    q50: float
    q97_5: float
    rhat: float
    chains: int
    sweeps: int
    medians: tuple[float, ...]
    draws: Floats = field(repr=False)


def latent_class(
    overlaps: Overlaps, *, sweeps: int = 102_500, chains: int = 4, seed: int = 1, thin: int = 20
) -> LatentClass:
    """Sample the posterior of N by Gibbs sampling.

    sweeps  of each chain, of which the first tenth is left out
    chains  started from the same rates with different random numbers
    seed    the same seed and engine (numpy or numba) give the same answer

    Ten classes with stick-breaking weights; within a class lists are independent, with uniform
    priors. Sticks are kept as logarithms: the concentration gets so small that 1 - V would
    otherwise be rounded, which shifts N. The number unseen is drawn given the parameters, at most
    20 times the seen. With numba 410,000 sweeps of a six-list table take about two seconds on two
    cores; numpy runs the chains side by side and takes some fifteen times the processor time.

    Source: Manrique-Vallier (2016), Biometrics 72:1246-1254; R-hat Gelman and Rubin (1992),
    Statistical Science 7:457-472, on split chains.

    :raises InputError: fewer than two chains or a hundred sweeps.
    """
    if chains < 2 or sweeps < 100:
        raise InputError("Use at least two chains of a hundred sweeps.")
    masks = np.flatnonzero(overlaps.counts)
    bits = np.stack([masks >> n & 1 for n in range(overlaps.lists)], axis=1).astype(bool)
    counts = overlaps.counts[masks].astype(np.int64)
    run = _with_numba if has_numba() else _side_by_side
    unseen = run(bits, counts, sweeps, chains, seed, thin)
    numbers = overlaps.observed + unseen
    low, middle, high = np.quantile(numbers, [0.025, 0.5, 0.975]).tolist()
    return LatentClass(
        q2_5=low,
        q50=middle,
        q97_5=high,
        rhat=_rhat(np.log(numbers)),
        chains=chains,
        sweeps=sweeps,
        medians=tuple(np.median(numbers, axis=1).tolist()),
        draws=numbers,
    )


def _rhat(draws: Floats) -> float:
    """Split R-hat.    draws: shape (chains, draws)"""
    half = draws.shape[1] // 2
    split = np.concatenate([draws[:, :half], draws[:, half : 2 * half]])
    within = split.var(axis=1, ddof=1).mean()
    between = half * split.mean(axis=1).var(ddof=1)
    if within <= 0:
        return 1.0
    return float(np.sqrt((half - 1) / half + between / (half * within)))


def _with_numba(bits: Any, counts: Ints, sweeps: int, chains: int, seed: int, thin: int) -> Floats:  # noqa: PLR0917  # arrays that belong together
    from safecount.hidden.latent_kernel import chain

    order = np.argsort(-counts)
    bits, counts = np.ascontiguousarray(bits[order]), counts[order]
    seeds = np.random.SeedSequence(seed).generate_state(chains)
    limit = LARGEST * int(counts.sum())

    def one(start: Any) -> Floats:
        drawn: Floats = chain()(
            bits, counts, CLASSES, sweeps, WARM_UP, thin, int(start), limit, SHAPE, RATE
        )
        return drawn

    with ThreadPoolExecutor(THREADS) as pool:
        return np.stack(list(pool.map(one, seeds)))


def _side_by_side(  # noqa: PLR0917  # arrays that belong together
    bits: Any, counts: Ints, sweeps: int, chains: int, seed: int, thin: int
) -> Floats:
    return _Chains(bits, counts, chains, np.random.default_rng(seed)).run(sweeps, thin)


class _Chains:
    """All chains in one set of arrays: chains first, then classes."""

    def __init__(self, bits: Any, counts: Ints, chains: int, random: np.random.Generator) -> None:
        self.random = random
        self.counts = counts
        self.people = int(counts.sum())
        self.on = bits.astype(float)  # cells, lists
        self.chains = chains
        rates = np.clip((counts @ self.on) / self.people, 1e-3, 0.99)
        start = np.broadcast_to(rates, (chains, CLASSES, len(rates)))
        self.log_on, self.log_off = np.log(start), np.log1p(-start)
        self.log_weight = np.full((chains, CLASSES), -np.log(CLASSES))
        self.log_rest = np.log1p(-1.0 / np.arange(CLASSES, 1, -1)) * np.ones((chains, 1))
        self.concentration = np.ones(chains)
        self.row = np.arange(chains)
        self.unseen = np.zeros(chains)

    def run(self, sweeps: int, thin: int) -> Floats:
        for _ in range(WARM_UP):
            self._sweep(fixed=True)
        self._sort()
        burn = sweeps // 10
        kept = np.empty((self.chains, (sweeps - burn) // thin))
        place = 0
        for sweep in range(sweeps):
            self._sweep(fixed=False)
            if sweep >= burn and (sweep - burn + 1) % thin == 0 and place < kept.shape[1]:
                kept[:, place] = self.unseen
                place += 1
        return kept

    def _sweep(self, *, fixed: bool) -> None:
        random = self.random
        none = self.log_weight + self.log_off.sum(axis=2)
        levels = none[:, None, :] + np.matmul(
            self.on, (self.log_on - self.log_off).transpose(0, 2, 1)
        )
        levels -= levels.max(axis=2, keepdims=True)
        shares = np.exp(levels)
        shares /= shares.sum(axis=2, keepdims=True)
        members = random.multinomial(self.counts, shares)  # chains, cells, classes
        nobody = np.exp(none)
        missed = np.minimum(nobody.sum(axis=1), 1 - 1e-12)
        self._draw_unseen(missed)
        hidden = random.multinomial(
            self.unseen.astype(np.int64), nobody / nobody.sum(axis=1, keepdims=True)
        )
        seen = members.sum(axis=1)
        size = seen + hidden
        listed = np.matmul(members.transpose(0, 2, 1).astype(float), self.on)
        self._swap_labels(size, listed)
        yes = random.standard_gamma(1.0 + listed)
        no = random.standard_gamma(1.0 + size[:, :, None] - listed)
        both = np.log(yes + no)
        self.log_on, self.log_off = np.log(yes) - both, np.log(no) - both
        self._draw_weights(size.astype(float))
        if not fixed:
            rate = RATE - self.log_weight[:, -1]
            self.concentration = np.maximum(
                random.standard_gamma(SHAPE + CLASSES - 1, self.chains) / rate, 1e-300
            )

    def _swap_labels(self, size: Ints, listed: Floats) -> None:
        """Two Metropolis moves that exchange the labels of two classes, any two and neighbours.

        Source: Papaspiliopoulos and Roberts (2008), Biometrika 95:169-186.
        """
        random, row = self.random, self.row
        one = random.integers(CLASSES, size=self.chains)
        other = (one + random.integers(1, CLASSES, size=self.chains)) % CLASSES
        gain = self.log_weight[row, one] - self.log_weight[row, other]
        ratio = gain * (size[row, other] - size[row, one])
        _swap(row[-random.standard_exponential(self.chains) < ratio], one, other, size, listed)
        one = random.integers(CLASSES - 2, size=self.chains)
        other = one + 1
        ratio = (
            size[row, one] * self.log_rest[row, other] - size[row, other] * self.log_rest[row, one]
        )
        _swap(row[-random.standard_exponential(self.chains) < ratio], one, other, size, listed)

    def _draw_unseen(self, missed: Floats) -> None:
        """A negative binomial, drawn again where it is beyond the largest number allowed."""
        limit = LARGEST * self.people
        left = np.arange(self.chains)
        for _ in range(200):
            drawn = self.random.negative_binomial(self.people, 1 - missed[left])
            self.unseen[left] = drawn
            left = left[drawn > limit]
            if not len(left):
                return
        self.unseen[left] = limit

    def _draw_weights(self, size: Floats) -> None:
        above = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size
        taken = _log_gamma_draw(self.random, 1.0 + size[:, :-1])
        left = _log_gamma_draw(self.random, self.concentration[:, None] + above[:, :-1])
        whole = np.logaddexp(taken, left)
        stick, rest = taken - whole, left - whole
        self.log_rest = rest
        before = np.concatenate([np.zeros((self.chains, 1)), rest.cumsum(axis=1)], axis=1)
        self.log_weight = before
        self.log_weight[:, :-1] += stick

    def _sort(self) -> None:
        order = np.argsort(-self.log_weight, axis=1)
        self.log_weight = np.take_along_axis(self.log_weight, order, axis=1)
        self.log_on = np.take_along_axis(self.log_on, order[:, :, None], axis=1)
        self.log_off = np.take_along_axis(self.log_off, order[:, :, None], axis=1)


def _swap(rows: Ints, one: Ints, other: Ints, size: Ints, listed: Floats) -> None:
    if len(rows):
        first, second = one[rows], other[rows]
        for values in (size, listed):
            values[rows, first], values[rows, second] = values[rows, second], values[rows, first]


def _log_gamma_draw(random: np.random.Generator, shape: Floats) -> Floats:
    """The logarithm of a Gamma(shape, 1) draw, exact where the draw itself would be zero."""
    boosted = random.standard_gamma(shape + 1.0)
    return np.asarray(np.log(boosted) - random.standard_exponential(shape.shape) / shape)
