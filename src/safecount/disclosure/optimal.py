"""Optimal secondary suppression: the cheapest blanks that keep every primary cell uncertain."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from safecount.arrays import Flags, Floats
from safecount.cube import Cube
from safecount.failures import PlanError
from safecount.programmes import Programme, check, quiet_highs

#: Rounds of cuts on the relaxed problem before whole numbers are asked for.
RELAXED_ROUNDS = 6
SLACK = 1e-6
FEASIBLE = 2  # highspy's kSolutionStatusFeasible


@dataclass(frozen=True, slots=True)
class Optimum:
    """The secondary cells, and whether they are proven to be the cheapest."""

    secondary: Flags
    cost: float
    proven: bool
    cuts: int


def optimise(
    cube: Cube, primary: Flags, protection: Floats, weights: Floats, *, seconds: float = 120.0
) -> Optimum:
    """Blank the cheapest cells so that each primary cell can move up and down enough.

    primary     cells not to be shown                                   shape (cells,)
    protection  how far each must be able to move, both ways            shape (cells,)
    weights     cost of blanking each cell, above zero                  shape (cells,)
    seconds     when to stop looking for a proof; the answer is safe all the same

    The attacker is taken to know each cell beforehand to lie between 0 and the larger of 5 and
    twice its value. A set of blanks is enough when his programme, max and min of each primary
    cell over all changes of the inner cells that leave shown cells alone, reaches far enough; if
    not, its dual is a cut for the set. A primary cell that cannot move so far at all asks only
    for what it can.

    Source: Fischetti and Salazar-Gonzalez (2000), JASA 95:916-928; (2001), Management Science
    47:1008-1027.

    :raises PlanError: a weight is not above zero.
    """
    if (weights <= 0).any():
        raise PlanError("The cost of blanking a cell must be above zero.")
    attacker = _Attacker(cube, primary)
    goals = attacker.reachable(protection)
    master = _Master(primary, weights)
    deadline = time.monotonic() + seconds
    for _ in range(RELAXED_ROUNDS):
        blanks = master.solve()
        if not master.add(attacker.cuts(blanks, goals)):
            break
    master.whole()
    proven = True
    while True:
        blanks = master.solve(max(deadline - time.monotonic(), 1.0))
        proven &= master.proven
        if not master.add(attacker.cuts(np.rint(blanks), goals)):
            break
    secondary = (blanks > 0.5) & ~primary
    return Optimum(secondary, float(weights[secondary].sum()), proven, master.size)


class _Attacker:
    """The programme of someone who sees all cells that are not blank."""

    def __init__(self, cube: Cube, primary: Flags) -> None:
        self.matrix: Any = cube.matrix().astype(float).tocsr()
        self.targets = np.flatnonzero(primary)
        totals = cube.totals.astype(float)
        self.down = totals
        self.up = np.maximum(2 * totals, 5.0) - totals
        self.fixed = cube.counts.astype(float)
        cells, inner = self.matrix.shape
        self.programme = Programme(
            self.matrix, -self.down, self.up, -self.fixed, np.full(inner, np.inf)
        )
        self.rows = np.arange(cells, dtype=np.int32)

    def reachable(self, protection: Floats) -> list[tuple[int, int, float]]:
        """(cell, direction, how far), with nothing shown but the bounds as the limit."""
        self._show(np.ones(len(self.down)))
        goals = []
        for cell in self.targets.tolist():
            for direction in (1, -1):
                value, _ = self._push(cell, direction)
                goals.append((cell, direction, min(float(protection[cell]), value)))
        return [goal for goal in goals if goal[2] > SLACK]

    def cuts(
        self, blanks: Floats, goals: list[tuple[int, int, float]]
    ) -> list[tuple[Floats, float]]:
        """One cut for every goal the blanks do not reach."""
        self._show(blanks)
        reached: dict[tuple[int, int], float] = {}
        found = []
        for cell, direction, far in goals:
            if reached.get((cell, direction), 0.0) >= far - SLACK:
                continue
            value, moves = self._push(cell, direction)
            for target in self.targets.tolist():
                for side in (1, -1):
                    gone = side * moves[target]
                    if gone > reached.get((target, side), 0.0):
                        reached[target, side] = gone
            if value < far - SLACK:
                found.append(self._cut(far))
        return found

    def _show(self, blanks: Floats) -> None:
        highs = self.programme.highs
        blanks = np.clip(blanks, 0.0, 1.0)
        check(
            highs.changeRowsBounds(
                len(self.rows), self.rows, -self.down * blanks, self.up * blanks
            ),
            "set the rows",
        )

    def _push(self, cell: int, direction: int) -> tuple[float, Floats]:
        cost = np.zeros(self.matrix.shape[1])
        start, stop = self.matrix.indptr[cell], self.matrix.indptr[cell + 1]
        cost[self.matrix.indices[start:stop]] = direction
        value, point = self.programme.optimise(cost, maximise=True)
        return value, np.asarray(self.matrix @ point)

    def _cut(self, far: float) -> tuple[Floats, float]:
        """Weak duality: whatever the blanks, he gets at most coefficients'blanks + constant."""
        solution = self.programme.highs.getSolution()
        rows = np.array(solution.row_dual)
        columns = np.array(solution.col_dual)
        coefficients = np.where(rows > 0, rows * self.up, -rows * self.down)
        constant = float((np.maximum(-columns, 0.0) * self.fixed).sum())
        need = far - constant
        return np.minimum(coefficients, need), need


class _Master:
    """The cheapest set of blanks that satisfies the cuts so far."""

    def __init__(self, primary: Flags, weights: Floats) -> None:
        import highspy

        self.primary = primary.astype(float)
        self.highs = quiet_highs()
        model = highspy.HighsLp()
        model.num_col_ = len(weights)
        model.num_row_ = 0
        model.col_cost_ = np.where(primary, 0.0, weights)
        model.col_lower_ = self.primary
        model.col_upper_ = np.ones(len(weights))
        check(self.highs.passModel(model), "pass a model")
        self.size = 0
        self.proven = True

    def add(self, cuts: list[tuple[Floats, float]]) -> bool:
        import highspy

        for coefficients, need in cuts:
            columns = np.flatnonzero(np.abs(coefficients) > 1e-9).astype(np.int32)
            check(
                self.highs.addRow(
                    need - 1e-7, highspy.kHighsInf, len(columns), columns, coefficients[columns]
                ),
                "add a cut",
            )
            self.size += 1
        return bool(cuts)

    def whole(self) -> None:
        import highspy

        size = len(self.primary)
        kinds = np.full(size, highspy.HighsVarType.kInteger)
        check(
            self.highs.changeColsIntegrality(size, np.arange(size, dtype=np.int32), kinds),
            "ask for whole numbers",
        )
        check(self.highs.setOptionValue("mip_rel_gap", 0.0), "set the gap")

    def solve(self, seconds: float | None = None) -> Floats:
        import highspy

        if seconds is not None:
            check(
                self.highs.setOptionValue("time_limit", float(self.highs.getRunTime() + seconds)),
                "set the time",
            )
        check(self.highs.run(), "run")
        self.proven = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = np.array(self.highs.getSolution().col_value)
        if not self.proven and self.highs.getInfo().primal_solution_status != FEASIBLE:
            return np.ones(len(self.primary))  # out of time without a solution: blank everything
        return values
