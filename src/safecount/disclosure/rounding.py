"""Additive small count rounding: every inner cell below the base becomes 0 or the base."""

import hashlib
import time
from typing import Literal

import numpy as np

from safecount.arrays import Flags, Floats, Ints, Slots
from safecount.cube import Cube
from safecount.disclosure.releases import Release
from safecount.failures import PlanError

Weights = Literal["invsqrt", "equal"]
Seed = int | str | bytes

#: Rounds of the search; each looks at one exchange for every small inner cell.
ROUNDS = 160
#: Exchanges made per round before gains are worked out anew.
EXCHANGES = 40


def round_small(
    cube: Cube,
    *,
    base: int = 5,
    seed: Seed,
    weights: Weights = "invsqrt",
    rounds: int = ROUNDS,
) -> Release:
    """Round all inner cells with 0 < y < base to 0 or base, keeping every published sum close.

    base     smallest count that may be shown                                  [records]
    seed     a secret; who knows it can redo the draw. The same seed and cube give the same answer
    weights  "invsqrt" weighs a cell's squared error by 1/sqrt(z + 1), "equal" by 1
    rounds   how long to search; 0 stops after the start
    returns  a Release whose every value is X'r for the rounded inner cells r

    What holds by construction: r = 0 says 0 <= y <= base-1, r = base says 1 <= y <= base, and
    everything published is a function of r. So all tables add up across tables, levels and
    years, no cell is 1..base-1, and no subtraction between tables tells more than r does.
    It does not hide that a whole row sits in one category: see `group_disclosures`.

    Source: the aim and the greedy start are those of Langsrud and Heldal (2018), An algorithm for
    small count rounding of tabular data, Privacy in Statistical Databases; rounding *all* small
    inner cells, the weights and the exchange search are safecount's own.

    :raises PlanError: the base is below 2, or the weights are unknown.
    """
    if base < 2:
        raise PlanError("The rounding base must be at least 2.")
    if weights not in ("invsqrt", "equal"):
        raise PlanError(f"Unknown weights {weights!r}; use 'invsqrt' or 'equal'.")
    started = time.perf_counter()
    small = np.flatnonzero(cube.counts < base)
    rounded = cube.counts.copy()
    if len(small):
        weight = 1 / np.sqrt(cube.totals + 1.0) if weights == "invsqrt" else np.ones(cube.size)
        search = _Search(cube.member[small], cube.counts[small], base, weight, _generator(seed))
        search.run(rounds)
        rounded[small] = np.where(search.up, base, 0)
    low, high = box(rounded, base)
    return Release(
        cube=cube,
        method="rounding",
        published=cube.aggregate(rounded),
        status=None,
        low=low,
        high=high,
        base=base,
        seconds=time.perf_counter() - started,
        rounded=rounded,
    )


def box(rounded: Ints, base: int) -> tuple[Ints, Ints]:
    """What a rounded inner cell tells about the true one: lowest and highest possible count."""
    low = np.where(rounded == 0, 0, np.where(rounded == base, 1, rounded))
    high = np.where(rounded == 0, base - 1, rounded)
    return low, high


def _generator(seed: Seed) -> np.random.Generator:
    text = seed if isinstance(seed, bytes) else str(seed).encode()
    digest = hashlib.sha256(b"safecount rounding\0" + text).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "big")))


class _Search:
    """Find which small cells go up, minimising the weighted squared error of all published cells.

    `error` is published minus true, per cell; flipping cell i changes it by +-base on the cells
    `member[i]`. All gains are worked out at once in numpy; the few best moves of a round are
    then checked against the current state and made one by one.
    """

    def __init__(
        self, member: Slots, counts: Ints, base: int, weight: Floats, random: np.random.Generator
    ) -> None:
        self.member = member
        self.base = base
        self.weight = weight
        self.random = random
        self.up = self._start(counts)
        change = np.where(self.up, base, 0) - counts
        width = member.shape[1]
        self.error = np.bincount(
            member.ravel(), weights=np.repeat(change, width), minlength=len(weight)
        )
        self.pull = weight * self.error  # half the slope of the objective
        self.own = base * base * weight[member].sum(axis=1)

    def _start(self, counts: Ints) -> Flags:
        """Systematic start: walking through the cells in order, carry what rounding has left.

        Neighbours share most of their published cells, so each of these is off by less than a
        base for every run of neighbours. Linear, where picking the best cell each time is not.
        """
        running = np.cumsum(counts) / self.base + self.random.random()
        whole = np.floor(running)
        before = np.concatenate([[0.0], whole[:-1]])
        up: Flags = whole > before
        return up

    def run(self, rounds: int) -> None:
        for _ in range(rounds):
            gains = self._flip_gains()
            self._flip_best(gains)
            self._exchange(gains)

    def _flip_gains(self) -> Floats:
        slope = self.pull[self.member].sum(axis=1)
        gains: Floats = 2 * np.where(self.up, -self.base, self.base) * slope + self.own
        return gains

    def _flip_best(self, gains: Floats) -> None:
        for cell in np.argsort(gains)[:5].tolist():
            if gains[cell] < 0:
                step = -self.base if self.up[cell] else self.base
                if 2 * step * self.pull[self.member[cell]].sum() + self.own[cell] < -1e-9:
                    self._move(cell, step)

    def _exchange(self, gains: Floats) -> None:
        up, down = self._pairs(gains)
        hope = gains[up] + gains[down]
        near = hope < 2 * np.minimum(self.own[up], self.own[down])
        up, down, hope = up[near], down[near], hope[near]
        ours, theirs = self.member[up], self.member[down]
        shared = np.where(ours == theirs, self.weight[ours], 0.0).sum(axis=1)
        worth = hope - 2 * self.base**2 * shared
        best = np.argsort(worth)[:EXCHANGES]
        for one, other in zip(up[best].tolist(), down[best].tolist(), strict=True):
            self._swap_if_better(one, other)

    def _pairs(self, gains: Floats) -> tuple[Ints, Ints]:
        """Pair cells that are up with cells that are down within one randomly chosen breakdown."""
        column = self.member[:, self.random.integers(self.member.shape[1])]
        noisy = gains + self.random.exponential(0.5, len(gains)) * np.abs(gains)
        up, down = (_by_cell(np.flatnonzero(which), noisy, column) for which in (self.up, ~self.up))
        keys = [
            column[side].astype(np.int64) * len(gains) + _rank(column[side]) for side in (up, down)
        ]
        _, first, second = np.intersect1d(*keys, assume_unique=True, return_indices=True)
        return up[first], down[second]

    def _swap_if_better(self, up: int, down: int) -> None:
        if not self.up[up] or self.up[down]:
            return
        ours, theirs = self.member[up], self.member[down]
        slope = self.pull[theirs].sum() - self.pull[ours].sum()
        shared = self.weight[ours][ours == theirs].sum()
        gain = 2 * self.base * slope + self.own[up] + self.own[down] - 2 * self.base**2 * shared
        if gain < -1e-9:
            self._move(up, -self.base)
            self._move(down, self.base)

    def _move(self, cell: int, step: int) -> None:
        cells = self.member[cell]
        self.error[cells] += step
        self.pull[cells] = self.weight[cells] * self.error[cells]
        self.up[cell] = step > 0


def _by_cell(chosen: Ints, noisy: Floats, column: Slots) -> Ints:
    """Order by published cell, and within it by gain."""
    chosen = chosen[np.argsort(noisy[chosen])]
    return chosen[np.argsort(column[chosen], kind="stable")]


def _rank(ordered: Slots) -> Ints:
    """0, 1, 2, ... within each run of equal values."""
    return np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
