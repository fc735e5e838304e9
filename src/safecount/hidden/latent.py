"""Latent classes: people hard or easy to reach, without saying beforehand who or how many."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np

from safecount.arrays import Floats, Ints
from safecount.failures import InputError
from safecount.fast import has_numba
from safecount.hidden.lists import Overlaps
from safecount.progress import Progress

CLASSES = 10
#: Sweeps with the concentration held at 1, from the marginal rates, before the classes are sorted.
WARM_UP = 500
#: No more unseen people than this many times the seen ones.
LARGEST = 20
#: Gamma(0.25, 0.25) prior of the concentration.
SHAPE = RATE = 0.25
WORKERS = 2
#: Draws of a chain without which its halves cannot be compared.
LEAST_DRAWS = 4
#: Sweeps whose state-free random numbers are drawn at once.
BLOCK = 500


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


@dataclass(frozen=True, slots=True)
class _Plan:
    sweeps: int
    chains: int
    seed: int
    thin: int


def latent_class(
    overlaps: Overlaps,
    *,
    sweeps: int = 102_500,
    chains: int = 4,
    seed: int = 1,
    thin: int = 20,
    progress: Progress | None = None,
) -> LatentClass:
    """Sample the posterior of N by Gibbs sampling.

    sweeps  of each chain, of which the first quarter is left out
    chains  started from the same rates with different random numbers
    seed    the same seed and engine (numpy or numba) give the same answer
    progress  told how many per cent of the chains are done

    Ten classes with stick-breaking weights; within a class lists are independent, with uniform
    priors. Sticks are kept as logarithms: the concentration gets so small that 1 - V would
    otherwise be rounded, which shifts N. The number unseen is drawn given the parameters, at most
    20 times the seen. numba makes it some twenty times as quick; numpy shares the chains between
    two processes.

    Source: Manrique-Vallier (2016), Biometrics 72:1246-1254; R-hat Gelman and Rubin (1992),
    Statistical Science 7:457-472, on split chains.

    :raises InputError: fewer than two chains, or too few sweeps to compare their halves.
    """
    if chains < 2 or (sweeps - sweeps // 4) // thin < LEAST_DRAWS:
        raise InputError("Use at least two chains, and sweeps enough to keep four draws of each.")
    masks = np.flatnonzero(overlaps.counts)
    bits = np.stack([masks >> n & 1 for n in range(overlaps.lists)], axis=1).astype(bool)
    counts = overlaps.counts[masks].astype(np.int64)
    run = _with_numba if has_numba() else _side_by_side
    parts = []
    for done, part in run(bits, counts, _Plan(sweeps, chains, seed, thin)):
        parts.append(part)
        if progress is not None:
            progress(100 * done // chains)
    numbers = overlaps.observed + np.concatenate(parts)
    low, middle, high = np.quantile(numbers, [0.025, 0.5, 0.975]).tolist()
    return LatentClass(
        q2_5=low,
        q50=middle,
        q97_5=high,
        rhat=_rhat(np.log(numbers)),
        chains=chains,
        sweeps=sweeps,
        medians=tuple(np.median(numbers, axis=1).tolist()),
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


def _with_numba(bits: Any, counts: Ints, plan: _Plan) -> Iterator[tuple[int, Floats]]:
    from safecount.hidden.latent_kernel import chain

    order = np.argsort(-counts)
    bits, counts = np.ascontiguousarray(bits[order]), counts[order]

    def one(number: int) -> Floats:
        drawn: Floats = chain()(
            bits,
            counts,
            CLASSES,
            plan.sweeps,
            WARM_UP,
            plan.thin,
            np.random.default_rng([plan.seed, number]),
            LARGEST * int(counts.sum()),
            SHAPE,
            RATE,
        )
        return drawn

    with ThreadPoolExecutor(WORKERS) as pool:
        yield from enumerate(map(np.atleast_2d, pool.map(one, range(plan.chains))), start=1)


def _side_by_side(bits: Any, counts: Ints, plan: _Plan) -> Iterator[tuple[int, Floats]]:
    """Two processes with half the chains each."""
    shares = [len(part) for part in np.array_split(np.arange(plan.chains), WORKERS)]
    work = [(bits, counts, chains, number, plan) for number, chains in enumerate(shares) if chains]
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as pool:
        done = 0
        for part in pool.map(_run_chains, work):
            done += len(part)
            yield done, part


def _run_chains(work: tuple[Any, Ints, int, int, _Plan]) -> Floats:
    bits, counts, chains, number, plan = work
    random = np.random.default_rng([plan.seed, number])
    return _Chains(bits, counts, chains, random).run(plan.sweeps, plan.thin)


class _Chains:
    """Some chains in one set of arrays: chains first, then classes.

    Between two calls of numpy little is done, so all that does not depend on the state is drawn
    for many sweeps at once, all gamma variables of a sweep together, and the unseen go through
    the same multinomial as the seen, as those with no list.
    """

    def __init__(self, bits: Any, counts: Ints, chains: int, random: np.random.Generator) -> None:
        lists = bits.shape[1]
        self.random = random
        self.chains = chains
        self.people = int(counts.sum())
        self.on = np.concatenate([bits, np.zeros((1, lists), dtype=bool)]).astype(float)
        self.members = np.tile(np.append(counts, 0), (chains, 1))  # chains, patterns
        rates = np.clip((counts @ self.on[:-1]) / self.people, 1e-3, 0.99)
        start = np.broadcast_to(rates, (chains, CLASSES, lists))
        self.log_odds = np.log(start) - np.log1p(-start)
        self.log_off = np.log1p(-start).sum(axis=2)
        self.log_weight = np.full((chains, CLASSES), -np.log(CLASSES))
        self.log_rest = np.log1p(-1.0 / np.arange(CLASSES, 1, -1)) * np.ones((chains, 1))
        self.concentration = np.ones((chains, 1))
        # The shapes of a sweep's gamma variables: yes and no for each list, taken and left for
        # each stick; the views are filled anew in each sweep.
        self.shapes = np.ones(2 * chains * (CLASSES * lists + CLASSES - 1))
        self.answers, self.sticks = self._parts(self.shapes)
        self.turn = BLOCK

    def run(self, sweeps: int, thin: int) -> Floats:
        for _ in range(WARM_UP):
            self._sweep(fixed=True)
        self._sort()
        burn = sweeps // 4
        kept = np.empty((self.chains, (sweeps - burn) // thin))
        for place in range(-burn, kept.shape[1] * thin):
            self._sweep(fixed=False)
            if place >= 0 and (place + 1) % thin == 0:
                kept[:, place // thin] = self.members[:, -1]
        return kept

    def _parts(self, flat: Floats) -> tuple[Floats, Floats]:
        chains, lists = self.chains, self.on.shape[1]
        cut = 2 * chains * CLASSES * lists
        return (
            flat[:cut].reshape(2, chains, CLASSES, lists),
            flat[cut:].reshape(2, chains, CLASSES - 1),
        )

    def _sweep(self, *, fixed: bool) -> None:
        if self.turn == BLOCK:
            self._draw_block()
        shares = np.matmul(self.on, self.log_odds.transpose(0, 2, 1))
        shares += (self.log_weight + self.log_off)[:, None, :]
        np.exp(shares, out=shares)
        whole = shares.sum(axis=2, keepdims=True)
        self._draw_unseen(np.minimum(whole[:, -1, 0], 1 - 1e-12))
        shares /= whole
        drawn = self.random.multinomial(self.members, shares)  # chains, patterns, classes
        size = drawn.sum(axis=1).astype(float)
        listed = np.matmul(drawn.transpose(0, 2, 1).astype(float), self.on)
        self._swap_labels(size, listed)
        self.answers[0] = listed + 1.0
        np.subtract((size + 1.0)[:, :, None], listed, out=self.answers[1])
        above = size.sum(axis=1, keepdims=True) - size.cumsum(axis=1)[:, :-1]
        self.sticks[0] = size[:, :-1] + 1.0
        np.add(above, self.concentration, out=self.sticks[1])
        # Gamma(a) is Gamma(a + 1) U^(1/a): as a logarithm exact where the draw would be zero.
        self.sticks += 1.0
        gammas = self.random.standard_gamma(self.shapes)
        yes, no = self._parts(gammas)[0]
        log_both = np.log(yes + no)
        np.log(gammas, out=gammas)
        self.log_odds = yes - no
        self.log_off = (no - log_both).sum(axis=2)
        self.sticks -= 1.0
        self._break_sticks(self._parts(gammas)[1] - self.stick_draws[self.turn] / self.sticks)
        if not fixed:
            rate = RATE - self.log_weight[:, -1:]
            self.concentration = np.maximum(self.concentrations[self.turn] / rate, 1e-300)
        self.turn += 1

    def _draw_block(self) -> None:
        random, chains = self.random, self.chains
        self.turn = 0
        self.stick_draws = random.standard_exponential((BLOCK, 2, chains, CLASSES - 1))
        self.means = random.standard_gamma(self.people, (BLOCK, chains)).tolist()
        self.concentrations = random.standard_gamma(SHAPE + CLASSES - 1, (BLOCK, chains, 1))
        one = random.integers(CLASSES, size=(BLOCK, chains))
        other = (one + random.integers(1, CLASSES, size=(BLOCK, chains))) % CLASSES
        near = random.integers(CLASSES - 2, size=(BLOCK, chains))
        self.picks = np.stack([one, other, near], axis=2).tolist()
        self.doubts = (-random.standard_exponential((BLOCK, chains, 2))).tolist()

    def _swap_labels(self, size: Floats, listed: Floats) -> None:
        """Two Metropolis moves that exchange the labels of two classes, any two and neighbours.

        Source: Papaspiliopoulos and Roberts (2008), Biometrika 95:169-186.
        """
        sizes, weights, rests = size.tolist(), self.log_weight.tolist(), self.log_rest.tolist()
        for chain, (one, other, near) in enumerate(self.picks[self.turn]):
            have, weight, rest = sizes[chain], weights[chain], rests[chain]
            first, second = self.doubts[self.turn][chain]
            if first < (weight[one] - weight[other]) * (have[other] - have[one]):
                have[one], have[other] = have[other], have[one]
                _swap(size[chain], one, other)
                _swap(listed[chain], one, other)
            if second < have[near] * rest[near + 1] - have[near + 1] * rest[near]:
                _swap(size[chain], near, near + 1)
                _swap(listed[chain], near, near + 1)

    def _draw_unseen(self, missed: Floats) -> None:
        """A negative binomial (a Poisson with a gamma mean), drawn again where it is too large."""
        limit = LARGEST * self.people
        for chain, share in enumerate(missed.tolist()):
            odds = share / (1 - share)
            drawn = self.random.poisson(self.means[self.turn][chain] * odds)
            for _ in range(200):
                if drawn <= limit:
                    break
                drawn = self.random.poisson(self.random.standard_gamma(self.people) * odds)
            self.members[chain, -1] = min(drawn, limit)

    def _break_sticks(self, parts: Floats) -> None:
        taken, left = parts - np.logaddexp(*parts)
        self.log_rest = left
        self.log_weight = np.zeros((self.chains, CLASSES))
        left.cumsum(axis=1, out=self.log_weight[:, 1:])
        self.log_weight[:, :-1] += taken

    def _sort(self) -> None:
        order = np.argsort(-self.log_weight, axis=1)
        self.log_weight = np.take_along_axis(self.log_weight, order, axis=1)
        self.log_odds = np.take_along_axis(self.log_odds, order[:, :, None], axis=1)
        self.log_off = np.take_along_axis(self.log_off, order, axis=1)


def _swap(values: Floats, one: int, other: int) -> None:
    values[[one, other]] = values[[other, one]]
