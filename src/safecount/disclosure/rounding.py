"""Additive small count rounding: every inner cell below the base becomes 0 or the base."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import hashlib
import time
from typing import Any, Literal

import numpy as np

from safecount.arrays import Floats, Ints
from safecount.cube import Cube
from safecount.disclosure.ledger import Ledger
from safecount.disclosure.releases import Release
from safecount.failures import PlanError

Weights = Literal["invsqrt", "equal"]
Seed = int | str | bytes

#: Rounds of the search. Large cubes get fewer, but never less than the second figure; their cells
#: are larger and easier to fit.
ROUNDS = (160, 120)
USUAL_SIZE = 4_000
#: When the weights are flattened towards equal ones, as shares of the search.
SOFTEN, EQUAL = 0.60, 0.80
#: Exchanges weighed, and at most made, in one round (more in large cubes).
CANDIDATES, EXCHANGES = 800, 100
#: Moves that make it worse by less than this many times base squared are made at first; the limit
#: falls to nothing at this share of the search (threshold accepting: Dueck and Scheuer 1990,
#: Journal of Computational Physics 90:161-175).
SLACK, STRICT = 1.4, 0.80
#: The start raises this part of what is left before all gains are worked out anew, and this share
#: of them unseen: renewing until each is certainly the best would be quadratic.
START, SURE = 8, 0.4


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
    seed     a secret; who knows it can redo the draw: the same seed and cube give the same answer
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
    import scipy.sparse  # noqa: F401  # loaded before the clock starts

    started = time.perf_counter()
    rounded = cube.counts.copy()
    fixed = np.zeros(len(rounded), dtype=bool)
    if ledger is not None:
        fixed, frozen = ledger.frozen(cube, base, period)
        rounded[fixed] = frozen[fixed]
    small = np.flatnonzero((cube.counts > 0) & (cube.counts < base) & ~fixed)
    if len(small):
        key = int.from_bytes(seed_digest("safecount rounding", seed)[:16], "big")
        weight = 1 / np.sqrt(cube.totals + 1.0) if weights == "invsqrt" else np.ones(cube.size)
        search = _Search(cube, small, base, weight, key)
        rounds = ROUNDS[0] * USUAL_SIZE / max(len(small), USUAL_SIZE)
        search.run(round(max(rounds, ROUNDS[1]) * effort))
        rounded[small] = np.where(search.up, base, 0)
    low, high = (ledger or Ledger()).boxes(cube, rounded, base, period)
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


def seed_digest(*parts: Seed) -> bytes:
    """32 bytes that depend on a secret and on what it is used for, and on nothing else."""
    texts = (part if isinstance(part, bytes) else str(part).encode() for part in parts)
    return hashlib.sha256(b"\0".join(texts)).digest()


class _Search:
    """The search: all gains at once, then the most promising moves one by one.

    `pull` is weight times error (published minus true) of each cell, half the slope of the
    objective. Raising a small cell adds base times weight to the pull of the cells in its row of
    `member`; `own` is what that costs by itself.
    """

    def __init__(self, cube: Cube, small: Ints, base: int, weight: Floats, key: int) -> None:
        from scipy.sparse import csr_matrix

        member, counts = cube.member[small], cube.counts[small]
        self.spans = [(group.start, len(group.codes)) for group in cube.groups]
        self.member = member.astype(np.intp)
        self.base = base
        self.limit = -1e-9  # how much worse a move may make it
        self.counts = counts
        self.random = np.random.Generator(np.random.Philox(key=key))
        size, width = member.shape
        # Single precision is enough to tell what is promising; moves are weighed in double.
        links = (np.ones(member.size, np.float32), member.ravel(), np.arange(size + 1) * width)
        self.rows: Any = csr_matrix(links, shape=(size, len(weight)))
        self.sign = np.repeat([-1.0, 1.0], width)
        self.up = np.zeros(size, dtype=bool)
        self.weight = np.ones_like(weight)
        self.pull: Floats = -np.bincount(
            member.ravel(), weights=np.repeat(counts, width), minlength=len(weight)
        ).astype(float)
        self._weigh(weight)
        self._start()

    def _weigh(self, weight: Floats) -> None:
        self.pull = self.pull * (weight / self.weight)
        self.weight = weight
        self.own = self.base**2 * weight[self.member].sum(axis=1)

    def _start(self) -> None:
        """Greedy: raise the cells that help most, a block of the best ones at a time.

        Raising a cell only makes others less worth raising, so a cell that still beats the
        last of its block when its turn comes is the right choice, and no full search is needed.
        """
        wanted = int(np.floor(self.counts.sum() / self.base + self.random.random()))
        left = min(wanted, len(self.counts))
        while left > 0:
            gains = np.where(self.up, np.inf, self._flip_gains())
            size = min(max(8, left // START), len(gains))
            block = np.argpartition(gains, size - 1)[:size]
            block = block[np.argsort(gains[block])]
            limit = gains[block[-1]]
            for place, unit in enumerate(block.tolist()):
                if not left or self.up[unit]:
                    continue
                if self._flip_if_better(unit, np.inf if place <= SURE * size else limit):
                    left -= 1

    def run(self, rounds: int) -> None:
        for turn in range(rounds):
            self.limit = max(0.0, SLACK * self.base**2 * (1 - turn / (STRICT * rounds))) - 1e-9
            if turn == int(SOFTEN * rounds):
                self._weigh(np.sqrt(self.weight))
            elif turn == int(EQUAL * rounds):
                self._weigh(np.ones_like(self.weight))
            gains = self._flip_gains()
            better = np.flatnonzero(gains < -1e-6)
            for unit in better[np.argsort(gains[better])][:10].tolist():
                self._flip_if_better(unit, -1e-9)
            self._exchange(gains)

    def _flip_gains(self) -> Floats:
        slope = self.rows @ self.pull.astype(np.float32)
        gains: Floats = 2.0 * self.base * np.where(self.up, -slope, slope) + self.own
        return gains

    def _flip_if_better(self, unit: int, limit: float) -> bool:
        cells, step = self.member[unit], -self.base if self.up[unit] else self.base
        pull = self.pull[cells]
        if 2 * step * pull.sum() + self.own[unit] > limit:
            return False
        self.pull[cells] = pull + step * self.weight[cells]
        self.up[unit] = step > 0
        return True

    def _exchange(self, gains: Floats) -> None:
        up, down = self._pairs(gains)
        hope = gains[up] + gains[down]
        larger = max(1, len(gains) // USUAL_SIZE)
        if len(up) > CANDIDATES * larger:
            chosen = np.argpartition(hope, CANDIDATES * larger)[: CANDIDATES * larger]
            up, down, hope = up[chosen], down[chosen], hope[chosen]
        ours, theirs = self.member[up], self.member[down]
        weights = self.weight[ours]
        same = ours == theirs
        shared = 2 * self.base**2 * (weights * same).sum(axis=1)
        better = np.flatnonzero(hope - shared < self.limit)
        better = better[np.argsort((hope - shared)[better])][: EXCHANGES * larger]
        # What an exchange adds to the pull of the cells that lie under one of the two only.
        apart = self.base * ~same[better]
        changes = np.concatenate(
            [-apart * weights[better], apart * self.weight[theirs[better]]], axis=1
        )
        own = (self.own[up] + self.own[down] - shared)[better] / (2 * self.base)
        self._move(
            up[better],
            down[better],
            np.concatenate([ours[better], theirs[better]], axis=1),
            changes,
            own.tolist(),
        )

    def _move(self, up: Ints, down: Ints, cells: Ints, changes: Floats, own: list[float]) -> None:
        """Exchange those that still help when their turn comes."""
        pull, sign, limit = self.pull, self.sign, self.limit / (2 * self.base)
        moved = []
        for number, costs in enumerate(own):
            here = cells[number]
            now = pull[here]
            if now.dot(sign) + costs < limit:
                pull[here] = now + changes[number]
                moved.append(number)
        self.up[up[moved]], self.up[down[moved]] = False, True

    def _pairs(self, gains: Floats) -> tuple[Ints, Ints]:
        """Pair cells that are up with cells that are down within one random breakdown.

        In each published cell the best of either side meet first, with some noise.
        """
        number = int(self.random.integers(len(self.spans)))
        start, length = self.spans[number]
        column = self.member[:, number] - start
        noisy = gains * self.random.uniform(0.5, 1.5, len(gains))
        key = noisy + column * (2 * np.abs(noisy).max() + 1)
        ups, downs = np.flatnonzero(self.up), np.flatnonzero(~self.up)
        up, down = ups[np.argsort(key[ups])], downs[np.argsort(key[downs])]
        ours, theirs = (np.bincount(column[side], minlength=length) for side in (up, down))
        met = np.minimum(ours, theirs)
        place = np.arange(met.sum()) - np.repeat(np.cumsum(met) - met, met)
        return (
            up[np.repeat(np.cumsum(ours) - ours, met) + place],
            down[np.repeat(np.cumsum(theirs) - theirs, met) + place],
        )
