"""Additive small count rounding: every inner cell below the base becomes 0 or the base."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import functools
import hashlib
import time
from typing import Any, Literal

import numpy as np

from safecount.arrays import Flags, Floats, Ints, Slots
from safecount.cube import Cube
from safecount.disclosure.ledger import Ledger
from safecount.disclosure.releases import Release
from safecount.failures import PlanError
from safecount.fast import has_numba

Weights = Literal["invsqrt", "equal"]
Seed = int | str | bytes

#: How long to search: rounds in numpy, sweeps over all cells with numba. Large cubes get fewer,
#: but never less than the second figure; their cells are larger and easier to fit.
ROUNDS = (130, 50)
SWEEPS = (120, 20)
USUAL_SIZE, USUAL_WORK = 4_000, 900_000
#: When the weights are flattened towards equal ones, as shares of the search.
SOFTEN, EQUAL = 0.60, 0.80
#: Exchanges weighed, and at most made, in one round of the numpy search (more in large cubes).
CANDIDATES, EXCHANGES = 800, 100
#: Moves that make it worse by less than this many times base squared are made at first; the limit
#: falls to nothing at this share of the search (threshold accepting: Dueck and Scheuer 1990,
#: Journal of Computational Physics 90:161-175).
SLACK, STRICT = 0.67, 0.80


def round_small(
    cube: Cube,
    *,
    base: int = 5,
    seed: Seed,
    weights: Weights = "invsqrt",
    effort: float = 1.0,
    ledger: Ledger | None = None,
    period: str | None = None,
) -> Release:
    """Round all inner cells with 0 < y < base to 0 or base, keeping every published sum close.

    base     smallest count that may be shown                                  [records]
    seed     a secret; who knows it can redo the draw. The same seed, cube and engine (numpy or
             numba) give the same answer
    weights  "invsqrt" weighs a cell's squared error by 1/sqrt(z + 1), and by 1 at the very end;
             "equal" by 1 throughout
    effort   how long to search, 1 for the usual; 0 stops after the greedy start
    ledger   closed periods are taken from it as they were published; `ledger.record(release)`
             closes the new ones
    period   the dimension that says which period a cell belongs to
    returns  a Release whose every value is X'r for the rounded inner cells r

    What holds by construction: r = 0 says 0 <= y <= base-1, r = base says 1 <= y <= base, and
    everything published is a function of r. So all tables add up across tables, levels and
    years, no cell is 1..base-1, and no subtraction between tables tells more than r does.
    It does not hide that a whole row sits in one category: see `group_disclosures`.

    Source: the aim and the greedy start are those of Langsrud and Heldal (2018), An algorithm for
    small count rounding of tabular data, Privacy in Statistical Databases; rounding *all* small
    inner cells, the weights and the exchange search are safecount's own.

    :raises PlanError: the base is below 2, or the weights are unknown.
    :raises ReleaseRefused: a closed period was published with another breakdown or base.
    """
    if base < 2:
        raise PlanError("The rounding base must be at least 2.")
    if weights not in ("invsqrt", "equal"):
        raise PlanError(f"Unknown weights {weights!r}; use 'invsqrt' or 'equal'.")
    _warm_up()
    started = time.perf_counter()
    rounded = cube.counts.copy()
    fixed = np.zeros(len(rounded), dtype=bool)
    if ledger is not None:
        fixed, frozen = ledger.frozen(cube, base, period)
        rounded[fixed] = frozen[fixed]
    small = np.flatnonzero((cube.counts < base) & ~fixed)
    if len(small):
        weight = 1 / np.sqrt(cube.totals + 1.0) if weights == "invsqrt" else np.ones(cube.size)
        up = _search(cube.member[small], cube.counts[small], base, weight, _key(seed), effort)
        rounded[small] = np.where(up, base, 0)
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


def _key(seed: Seed) -> int:
    text = seed if isinstance(seed, bytes) else str(seed).encode()
    return int.from_bytes(hashlib.sha256(b"safecount rounding\0" + text).digest()[:16], "big")


def _search(  # noqa: PLR0917  # arrays that belong together
    member: Slots, counts: Ints, base: int, weight: Floats, key: int, effort: float
) -> Flags:
    """Which small cells go up, minimising the weighted squared error of all published cells."""
    if has_numba():
        return _search_compiled(member, counts, base, weight, key, effort)
    search = _Search(member, counts, base, weight, key)
    rounds = ROUNDS[0] * USUAL_SIZE / max(len(counts), USUAL_SIZE)
    search.run(round(max(rounds, ROUNDS[1]) * effort))
    return search.up


def _search_compiled(  # noqa: PLR0917  # arrays that belong together
    member: Slots, counts: Ints, base: int, weight: Floats, key: int, effort: float
) -> Flags:
    from safecount.disclosure.rounding_kernel import exchange

    flat = member.ravel()
    order = np.argsort(flat, kind="stable")
    units = (order // member.shape[1]).astype(np.int32)
    starts = np.searchsorted(flat[order], np.arange(len(weight) + 1))
    usual = min(SWEEPS[0], max(SWEEPS[1], USUAL_WORK // len(counts)))
    sweeps = round(usual * effort)
    turns = np.array([sweeps, int(SOFTEN * sweeps), int(EQUAL * sweeps)])
    up: Flags = exchange()(
        np.ascontiguousarray(member),
        counts,
        weight.copy(),
        starts,
        units,
        base,
        turns,
        (SLACK, STRICT),
        np.uint64(key >> 64),
    )
    return up


@functools.cache
def _warm_up() -> None:
    """Load what the search needs before the clock starts; it is done once in a process."""
    import scipy.sparse  # noqa: F401  # not at the top: importing safecount must stay quick

    if has_numba():
        one = np.array([1])
        _search_compiled(np.zeros((1, 1), dtype=np.int32), one, 2, np.ones(1), 1, 0.1)


class _Search:
    """The numpy search: all gains at once, then the most promising moves one by one.

    `error` is published minus true, per cell; flipping a small cell changes it by +-base on the
    cells in its row of `member`. `pull` is weight times error, half the slope of the objective.
    """

    def __init__(self, member: Slots, counts: Ints, base: int, weight: Floats, key: int) -> None:
        from scipy.sparse import csr_matrix

        self.member = member.astype(np.int64)
        self.base = base
        self.limit = -1e-9  # how much worse a move may make it
        self.counts = counts
        self.random = np.random.Generator(np.random.Philox(key=key))
        size, width = member.shape
        links = (np.ones(member.size), member.ravel(), np.arange(size + 1) * width)
        self.rows: Any = csr_matrix(links, shape=(size, len(weight)))
        self.up = np.zeros(size, dtype=bool)
        self.error = -(self.rows.T @ counts.astype(float))
        self._weigh(weight)
        self._start()

    def _weigh(self, weight: Floats) -> None:
        self.weight = weight
        self.pull = weight * self.error
        self.own = self.base**2 * (self.rows @ weight)

    def _start(self) -> None:
        """Greedy: raise the cells that help most, a block of the best ones at a time.

        Raising a cell only makes others less worth raising, so a cell that still beats the
        last of its block when its turn comes is the right choice, and no full search is needed.
        """
        wanted = int(np.floor(self.counts.sum() / self.base + self.random.random()))
        left = min(wanted, len(self.counts))
        # In a large cube a quarter of each block is taken unseen, or the start would be quadratic.
        sure = 0.01 if len(self.counts) <= 2 * USUAL_SIZE else 0.25
        while left > 0:
            gains = np.where(self.up, np.inf, self._flip_gains())
            block = np.argpartition(gains, min(max(8, left // 12), len(gains)) - 1)
            block = block[: max(8, left // 12)]
            block = block[np.argsort(gains[block])]
            limit = gains[block[-1]]
            for place, cell in enumerate(block.tolist()):
                if not left or self.up[cell]:
                    continue
                if place < sure * len(block) or self._flip_gain(cell) <= limit:
                    self._raise(self.member[cell], self.base)
                    self.up[cell] = True
                    left -= 1

    def run(self, rounds: int) -> None:
        for turn in range(rounds):
            self.limit = max(0.0, SLACK * self.base**2 * (1 - turn / (STRICT * rounds))) - 1e-9
            if turn == int(SOFTEN * rounds):
                self._weigh(np.sqrt(self.weight))
            elif turn == int(EQUAL * rounds):
                self._weigh(np.ones_like(self.weight))
            gains = self._flip_gains()
            if self._flip(gains):
                gains = self._flip_gains()
            self._exchange(gains)

    def _flip(self, gains: Floats) -> bool:
        best = np.flatnonzero(gains < -1e-9)
        moved = False
        for cell in best[np.argsort(gains[best])][:10].tolist():
            if self._flip_gain(cell) < -1e-9:
                self._raise(self.member[cell], -self.base if self.up[cell] else self.base)
                self.up[cell] = not self.up[cell]
                moved = True
        return moved

    def _flip_gains(self) -> Floats:
        gains: Floats = (
            2 * np.where(self.up, -self.base, self.base) * (self.rows @ self.pull) + self.own
        )
        return gains

    def _flip_gain(self, cell: int) -> float:
        step = -self.base if self.up[cell] else self.base
        return float(2 * step * self.pull[self.member[cell]].sum() + self.own[cell])

    def _exchange(self, gains: Floats) -> None:
        up, down = self._pairs(gains)
        hope = gains[up] + gains[down]
        larger = max(1, len(gains) // USUAL_SIZE)
        if len(up) > CANDIDATES * larger:
            chosen = np.argpartition(hope, CANDIDATES * larger)[: CANDIDATES * larger]
            up, down, hope = up[chosen], down[chosen], hope[chosen]
        ours = self.member[up]
        shared = ((ours == self.member[down]) * self.weight[ours]).sum(axis=1)
        worth = hope - 2 * self.base**2 * shared
        better = np.flatnonzero(worth < self.limit)
        better = better[np.argsort(worth[better])][: EXCHANGES * larger]
        for one, other in zip(up[better].tolist(), down[better].tolist(), strict=True):
            self._swap_if_better(one, other)

    def _pairs(self, gains: Floats) -> tuple[Ints, Ints]:
        """Pair cells that are up with cells that are down within one random breakdown.

        In each published cell the best of either side meet first, with some noise.
        """
        column = self.member[:, self.random.integers(self.member.shape[1])]
        noisy = gains * self.random.uniform(0.5, 1.5, len(gains))
        order = np.lexsort((noisy, column))
        up, down = order[self.up[order]], order[~self.up[order]]
        if not len(up) or not len(down):
            return up[:0], down[:0]
        ours, theirs = (column[side] * len(gains) + _rank(column[side]) for side in (up, down))
        place = np.minimum(np.searchsorted(theirs, ours), len(theirs) - 1)
        met = theirs[place] == ours
        return up[met], down[place[met]]

    def _swap_if_better(self, up: int, down: int) -> None:
        ours, theirs = self.member[up], self.member[down]
        apart = ours != theirs
        ours, theirs = ours[apart], theirs[apart]
        slope = self.pull[theirs].sum() - self.pull[ours].sum()
        own = self.weight[ours].sum() + self.weight[theirs].sum()
        if 2 * self.base * slope + self.base**2 * own < self.limit:
            self._raise(ours, -self.base)
            self._raise(theirs, self.base)
            self.up[up], self.up[down] = False, True

    def _raise(self, cells: Ints, step: int) -> None:
        self.error[cells] += step
        self.pull[cells] = self.weight[cells] * self.error[cells]


def _rank(ordered: Ints) -> Ints:
    """0, 1, 2, ... within each run of equal values."""
    return np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
