"""The attacker's problem: which counts fit everything he sees, and how far can each cell move."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from safecount.arrays import Flags, Floats, Ints
from safecount.programmes import Programme
from safecount.progress import Progress

#: Components with at most this many units are solved in whole numbers where it matters.
WHOLE_UNITS = 60
#: Random joint objectives tried before cells are attacked one by one.
JOINT_TRIES = 12
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Target:
    """A cell to attack: its units, its true count and how to name it."""

    units: Ints
    true: int
    label: Callable[[], Mapping[str, str]]


class Attack:
    """Units with bounds, rows that must add up, and targets whose range is sought."""

    def __init__(self, low: Floats, high: Floats, true: Ints) -> None:
        self.low = list(low.tolist())
        self.high = list(high.tolist())
        self.true = list(true.tolist())
        self.pending: dict[int, list[int]] = {}
        self.rows: list[tuple[Ints, int]] = []
        self.targets: list[Target] = []
        self.programmes = 0

    def add_units(self, low: float, high: float, *, rows: int) -> None:
        """Add a unit of true count zero that lies in the rows given as a bit mask."""
        unit = len(self.true)
        self.low.append(low)
        self.high.append(high)
        self.true.append(0)
        bit = 0
        while rows >> bit:
            if rows >> bit & 1:
                self.pending.setdefault(bit, []).append(unit)
            bit += 1

    def add_row(self, units: Ints, total: int) -> None:
        more = self.pending.get(len(self.rows), [])
        self.rows.append((np.concatenate([units, np.array(more, dtype=np.int64)]), total))

    def add_target(self, units: Ints, true: int, label: Callable[[], Mapping[str, str]]) -> None:
        self.targets.append(Target(units, true, label))

    def run(
        self, need: int, *, full: bool, progress: Progress | None = None
    ) -> Iterator[tuple[Target, int, int | None, bool]]:
        """Yield each target with its lowest and highest count, and whether these are final."""
        state = _State(self, need, full, progress)
        state.solve()
        self.programmes = state.programmes
        for number, target in enumerate(self.targets):
            low, high = state.interval(number)
            yield target, low, high, bool(state.done[number])


class _State:
    """The reduced problem: equal units merged, forced units fixed, split into components."""

    def __init__(self, attack: Attack, need: int, full: bool, progress: Progress | None) -> None:
        self.need, self.full, self.progress = need, full, progress
        self.programmes = 0
        rows = _matrix([units for units, _ in attack.rows], len(attack.true))
        goals = _matrix([target.units for target in attack.targets], len(attack.true))
        self._merge(
            rows, goals, np.array(attack.low), np.array(attack.high), np.array(attack.true, float)
        )
        self._reduce()
        self.found_low = self.goals @ self.true
        self.found_high = self.found_low.copy()
        self.done = np.zeros(len(attack.targets), dtype=bool)

    def _merge(self, rows: Any, goals: Any, low: Floats, high: Floats, true: Floats) -> None:
        """Units in exactly the same rows and targets are one unit."""
        from scipy.sparse import csr_matrix, vstack

        both = vstack([rows, goals]).tocsc()
        both.sort_indices()
        first: dict[bytes, int] = {}
        group = np.empty(both.shape[1], dtype=np.int64)
        for unit in range(both.shape[1]):
            key = both.indices[both.indptr[unit] : both.indptr[unit + 1]].tobytes()
            group[unit] = first.setdefault(key, len(first))
        size = len(first)
        chosen = np.zeros(size, dtype=np.int64)
        chosen[group] = np.arange(len(group))
        self.low: Floats
        self.high: Floats
        self.true: Floats
        self.low, self.high, self.true = (
            np.asarray(np.bincount(group, weights=v, minlength=size), dtype=np.float64)
            for v in (low, np.where(np.isinf(high), 0, high), true)
        )
        self.high[np.unique(group[np.isinf(high)])] = np.inf
        self.rows = csr_matrix(rows[:, chosen])
        self.goals = csr_matrix(goals[:, chosen])
        self.totals = self.rows @ self.true

    def _reduce(self) -> None:
        """Tighten bounds along the rows until nothing moves; drop rows that no longer bind."""
        rows, totals = self.rows, self.totals
        for _ in range(30):
            sums_low = rows @ self.low
            bounded = np.where(np.isinf(self.high), 0.0, self.high)
            sums_high = rows @ bounded
            endless = rows @ np.isinf(self.high).astype(float)
            high, low = self.high.copy(), self.low.copy()
            coo = rows.tocoo()
            room = totals[coo.row] - sums_low[coo.row] + self.low[coo.col]
            np.minimum.at(high, coo.col, room)
            rest_finite = (endless[coo.row] - np.isinf(self.high[coo.col])) == 0
            floor = totals[coo.row] - (sums_high[coo.row] - bounded[coo.col])
            np.maximum.at(low, coo.col[rest_finite], floor[rest_finite])
            if np.array_equal(high, self.high) and np.array_equal(low, self.low):
                break
            self.high, self.low = high, low
        self.free = self.high - self.low > 0.5
        self._drop_rows()

    def _drop_rows(self) -> None:
        """Keep the rows over free units only, each pattern once."""
        free_rows = self.rows[:, np.flatnonzero(self.free)].tocsr()
        free_rows.sort_indices()
        seen: set[bytes] = set()
        keep = []
        for row in range(free_rows.shape[0]):
            key = free_rows.indices[free_rows.indptr[row] : free_rows.indptr[row + 1]].tobytes()
            if key and key not in seen:
                seen.add(key)
                keep.append(row)
        self.free_rows = free_rows[keep]
        self.free_totals = self.free_rows @ self.true[self.free]

    def solve(self) -> None:
        from scipy.sparse.csgraph import connected_components

        units = np.flatnonzero(self.free)
        place = np.full(len(self.true), -1)
        place[units] = np.arange(len(units))
        joined = (self.free_rows.T @ self.free_rows).tocsr() if self.free_rows.shape[0] else None
        parts = (
            connected_components(joined, directed=False)[1]
            if joined is not None
            else np.arange(len(units))
        )
        free_goals = self.goals[:, units].tocsr()
        self._settle_loose(free_goals, units)
        members: dict[int, list[int]] = {}
        for goal in range(free_goals.shape[0]):
            touched = np.unique(
                parts[free_goals.indices[free_goals.indptr[goal] : free_goals.indptr[goal + 1]]]
            )
            if not self.done[goal]:
                self._with_several(goal, touched, parts, members)
        left = len(self.done) - sum(map(len, members.values()))
        for part, goals in members.items():
            self._attack_part(
                np.flatnonzero(parts == part), units, free_goals, np.array(goals), left
            )
            left += len(goals)
        if self.progress is not None:
            self.progress(100)

    def _settle_loose(self, free_goals: Any, units: Ints) -> None:
        """Targets whose units lie in no row: their bounds are the answer."""
        bound = np.zeros(len(units), dtype=bool)
        bound[self.free_rows.indices] = True
        loose = np.asarray((free_goals @ bound.astype(float)) == 0).ravel()
        self.found_low[loose] = (self.goals @ self.low)[loose]
        high = np.where(np.isinf(self.high), 1e15, self.high)
        top = (self.goals @ high)[loose]
        self.found_high[loose] = np.where(top >= 1e15, np.inf, top)
        self.done |= loose

    def _with_several(
        self, goal: int, touched: Any, parts: Any, members: dict[int, list[int]]
    ) -> None:
        """A target over several components: join them, since its range is the sum of theirs."""
        target = int(touched[0])
        for other in touched[1:].tolist():
            parts[parts == other] = target
            members.setdefault(target, []).extend(members.pop(other, []))
        members.setdefault(target, []).append(goal)

    def _attack_part(  # arrays that belong together
        self, inside: Ints, units: Ints, free_goals: Any, goals: Ints, before: int
    ) -> None:
        rows = self.free_rows[:, inside]
        kept = np.flatnonzero(np.diff(rows.indptr))
        chosen = units[inside]
        part = _Part(
            rows=rows[kept],
            totals=self.free_totals[kept],
            low=self.low[chosen],
            high=self.high[chosen],
            true=self.true[chosen],
            goals=free_goals[goals][:, inside].tocsr(),
        )
        fixed = self.goals[goals] @ np.where(self.free, 0.0, self.true)
        low, high, done = part.attack(self.need, self.full, self._told(before))
        self.found_low[goals], self.found_high[goals] = low + fixed, high + fixed
        self.done[goals] = done
        self.programmes += part.programme.solved

    def _told(self, before: int) -> Progress | None:
        progress = self.progress
        share = 100 / len(self.done)
        return None if progress is None else lambda done: progress(int((before + done) * share))

    def interval(self, goal: int) -> tuple[int, int | None]:
        low = int(np.ceil(self.found_low[goal] - NEAR))
        high = self.found_high[goal]
        return low, None if np.isinf(high) else int(np.floor(high + NEAR))


class _Part:
    """One connected component, solved with one warm model."""

    def __init__(  # noqa: PLR0917  # arrays that belong together
        self, rows: Any, totals: Floats, low: Floats, high: Floats, true: Floats, goals: Any
    ) -> None:
        self.goals = goals
        self.true = true
        self.programme = Programme(rows, totals, totals, low, high)
        self.whole = len(true) <= WHOLE_UNITS
        self.args = (rows, totals, totals, low, high)
        self.found_low = goals @ true
        self.found_high = self.found_low.copy()
        # What the bounds of the units alone allow; no programme can go further.
        self.least = goals @ low
        self.most = goals @ np.where(np.isinf(high), 1e15, high)

    def attack(
        self, need: int, full: bool, progress: Progress | None
    ) -> tuple[Floats, Floats, Flags]:
        done = np.zeros(self.goals.shape[0], dtype=bool)
        if not full:
            self._widen_together(need)
        for goal in range(self.goals.shape[0]):
            if progress is not None:
                progress(goal)
            if not full and self._width(goal) >= need - NEAR:
                continue
            if self.found_high[goal] < self.most[goal] - NEAR:
                self._extreme(goal, maximise=True)
            if not full and self._width(goal) >= need - NEAR:
                continue
            if self.found_low[goal] > self.least[goal] + NEAR:
                self._extreme(goal, maximise=False)
            done[goal] = True
        return self.found_low, self.found_high, done

    def _width(self, goal: int) -> float:
        return float(self.found_high[goal] - self.found_low[goal])

    def _widen_together(self, need: int) -> None:
        """Push all cells that are still narrow at once, up or down at random; keep every vertex."""
        random = np.random.default_rng(0)
        for _ in range(JOINT_TRIES):
            narrow = np.flatnonzero(self.found_high - self.found_low < need - NEAR)
            if len(narrow) < 3:
                return
            signs = np.zeros(self.goals.shape[0])
            signs[narrow] = random.choice([-1.0, 1.0], len(narrow))
            self._solve(self.goals.T @ signs, maximise=True)

    def _extreme(self, goal: int, *, maximise: bool) -> None:
        cost = np.asarray(self.goals[goal].todense()).ravel().astype(float)
        value = self._solve(cost, maximise=maximise)
        if maximise:
            self.found_high[goal] = max(self.found_high[goal], value)
        else:
            self.found_low[goal] = min(self.found_low[goal], value)

    def _solve(self, cost: Floats, *, maximise: bool) -> float:
        value, point = self.programme.optimise(cost, maximise=maximise)
        if self.whole and np.abs(point - np.rint(point)).max(initial=0.0) > NEAR:
            value, point = self._solve_whole(cost, maximise=maximise)
        reached = self.goals @ point
        np.minimum(self.found_low, reached, out=self.found_low)
        np.maximum(self.found_high, reached, out=self.found_high)
        return value

    def _solve_whole(self, cost: Floats, *, maximise: bool) -> tuple[float, Floats]:
        exact = Programme(*self.args)
        exact.require_whole()
        value, point = exact.optimise(cost, maximise=maximise)
        self.programme.solved += 1
        return value, point


def _matrix(lists: list[Ints], columns: int) -> Any:
    """A 0/1 CSR matrix with one row for each list of columns."""
    from scipy.sparse import csr_matrix

    lengths = [len(units) for units in lists]
    indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    indices = np.concatenate([*lists, np.array([], dtype=np.int64)]).astype(np.int64)
    return csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(lists), columns))
