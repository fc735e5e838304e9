"""Secondary suppression by Gaussian elimination modulo a prime."""

import numpy as np

from safecount.arrays import Flags, Ints
from safecount.cube import Cube

PRIME = 2**31 - 1
Column = dict[int, int]


def eliminate(cube: Cube, primary: Flags, weights: Ints, *, singletons: bool = True) -> Flags:
    """Which further cells to blank so that no primary cell follows from shown ones.

    primary     cells not to be shown                          shape (cells,)
    weights     the most wanted cells are kept first           shape (cells,)
    singletons  also protect against somebody who is alone in a primary cell and subtracts himself
    returns     the secondary cells                            shape (cells,)

    Columns of X are taken from the most wanted on. One that shown columns already give is shown;
    one that would make a primary column a combination of shown ones is blanked; any other is
    shown and used to eliminate a row. All arithmetic is modulo 2^31 - 1: exact, and a false zero
    has probability about 1e-9. Two random linear functions of each column stand in for comparing
    columns. This rules out exact disclosure only; a blank can still be known within a narrow
    interval, which the audit tells.

    Source: Langsrud (2024), Secondary cell suppression by Gaussian elimination, Privacy in
    Statistical Databases; the modular arithmetic and the fingerprints are safecount's own.
    """
    work = _Elimination(cube, primary, singletons=singletons)
    wanted = np.lexsort((-np.arange(cube.size), -weights))
    secondary = np.zeros(cube.size, dtype=bool)
    for cell in wanted[~primary[wanted]].tolist():
        secondary[cell] = not work.show(cell)
    return secondary


class _Elimination:
    def __init__(self, cube: Cube, primary: Flags, *, singletons: bool) -> None:
        width = cube.member.shape[1]
        flat = cube.member.ravel()
        order = np.argsort(flat, kind="stable")
        units = np.split(order // width, np.searchsorted(flat[order], np.arange(1, cube.size)))
        self.columns: dict[int, Column] = {}
        self.holders: list[set[int]] = [set() for _ in range(len(cube.counts))]
        random = np.random.default_rng(20240917)  # any numbers will do; they guard no secret
        one, two = random.integers(1, PRIME, size=(2, len(cube.counts)))
        self.prints: dict[int, tuple[int, int]] = {}
        self.guarded: dict[int, set[int]] = {}
        self.alone = set()
        seen: set[bytes] = set()
        for cell in range(cube.size):
            if primary[cell]:
                # Cells of exactly the same people are one secret, not two.
                key = units[cell].tobytes()
                if key in seen:
                    continue
                seen.add(key)
            members = units[cell].tolist()
            self.columns[cell] = dict.fromkeys(members, 1)
            for unit in members:
                self.holders[unit].add(cell)
            prints = (int(one[members].sum() % PRIME), int(two[members].sum() % PRIME))
            self.prints[cell] = prints
            if primary[cell]:
                self.guarded.setdefault(_ratio(prints), set()).add(cell)
                if singletons and cube.totals[cell] == 1:
                    self.alone.add(cell)
        self._shown = (0, 0)
        self.secret = {cell for group in self.guarded.values() for cell in group}

    def show(self, cell: int) -> bool:
        """Show the cell if that is safe; otherwise forget it."""
        column = self.columns.pop(cell)
        for unit in column:
            self.holders[unit].discard(cell)
        if not column:
            return True
        prints = self.prints.pop(cell)
        if self.guarded.get(_ratio(prints)):
            return False
        # The unit in fewest columns: the choice does not change the answer, only the work.
        pivot = min(column, key=lambda unit: len(self.holders[unit]))
        inverse = pow(column[pivot], -1, PRIME)
        moved = self._moved(pivot, inverse, prints)
        if self.alone and self._unmasks(moved):
            return False
        for secret, (_, after) in moved.items():
            self._regroup(secret, after)
        self._shown = (prints[0] * inverse % PRIME, prints[1] * inverse % PRIME)
        scaled = [(unit, value * inverse % PRIME) for unit, value in column.items()]
        for other in list(self.holders[pivot]):
            self._subtract(other, pivot, scaled)
        return True

    def _moved(
        self, pivot: int, inverse: int, prints: tuple[int, int]
    ) -> dict[int, tuple[int, tuple[int, int]]]:
        """New fingerprints of the primary columns that would change: their old and new."""
        moved = {}
        for other in self.holders[pivot] & self.secret:
            times = self.columns[other][pivot] * inverse % PRIME
            one, two = self.prints[other]
            after = ((one - times * prints[0]) % PRIME, (two - times * prints[1]) % PRIME)
            moved[other] = (_ratio(self.prints[other]), after)
        return moved

    def _unmasks(self, moved: dict[int, tuple[int, tuple[int, int]]]) -> bool:
        """Whether a person alone in a cell could, knowing himself, work out another primary."""
        groups: dict[int, set[int]] = {}
        for cell, (_, after) in moved.items():
            groups.setdefault(_ratio(after), set()).add(cell)
        for ratio, cells in groups.items():
            together = cells | {c for c in self.guarded.get(ratio, ()) if c not in moved}
            if len(together) > 1 and together & self.alone:
                return True
        return False

    def _regroup(self, cell: int, after: tuple[int, int]) -> None:
        before = _ratio(self.prints[cell])
        self.guarded[before].discard(cell)
        self.prints[cell] = after
        self.guarded.setdefault(_ratio(after), set()).add(cell)

    def _subtract(self, other: int, pivot: int, scaled: list[tuple[int, int]]) -> None:
        column = self.columns[other]
        times = PRIME - column[pivot]
        holders = self.holders
        for unit, value in scaled:
            old = column.get(unit)
            if old is None:
                column[unit] = times * value % PRIME
                holders[unit].add(other)
            else:
                new = (old + times * value) % PRIME
                if new:
                    column[unit] = new
                else:
                    del column[unit]
                    holders[unit].discard(other)
        if other not in self.secret:
            one, two = self.prints[other]
            shown = self._shown
            self.prints[other] = (
                (one + times * shown[0]) % PRIME,
                (two + times * shown[1]) % PRIME,
            )


def _ratio(prints: tuple[int, int]) -> int:
    """The same for columns that are multiples of each other; -1 for an empty one."""
    one, two = prints
    if two == 0:
        return -1 if one == 0 else -2
    return one * pow(two, -1, PRIME) % PRIME
