"""Secondary suppression by Gaussian elimination modulo a prime."""

import numpy as np

from safecount.arrays import Flags, Ints
from safecount.cube import Cube
from safecount.cube.building import units_by_cell
from safecount.failures import PlanError
from safecount.progress import Progress

PRIME = 2**31 - 1
#: Cells times inner cells of the largest cube; each takes five bytes at most.
LARGEST = 1_000_000_000


def eliminate(
    cube: Cube,
    primary: Flags,
    weights: Ints,
    *,
    singletons: bool = True,
    progress: Progress | None = None,
) -> Flags:
    """Which further cells to blank so that no primary cell follows from shown ones.

    primary     cells not to be shown                          shape (cells,)
    weights     the most wanted cells are kept first           shape (cells,)
    singletons  also protect against somebody who is alone in a primary cell and subtracts himself
    progress    told how many cells have been decided
    returns     the secondary cells                            shape (cells,)

    Columns of X are taken from the most wanted on. One that shown columns already give is shown;
    one that would make a primary column a combination of shown ones is blanked; any other is
    shown and used to eliminate a row. All arithmetic is modulo 2^31 - 1: exact, and a false zero
    has probability about 1e-9. Two random linear functions of each column stand in for comparing
    columns. This rules out exact disclosure only; a blank can still be known within a narrow
    interval, which the audit tells.

    Source: Langsrud (2024), Secondary cell suppression by Gaussian elimination, Privacy in
    Statistical Databases; the modular arithmetic and the fingerprints are safecount's own.

    :raises PlanError: the cube is too large.
    """
    work = _Elimination(cube, primary, singletons=singletons)
    wanted = np.lexsort((-np.arange(cube.size), -weights))
    secondary = np.zeros(cube.size, dtype=bool)
    for number, cell in enumerate(wanted[~primary[wanted]].tolist(), start=1):
        secondary[cell] = not work.show(cell)
        if progress is not None:
            progress(number)
    return secondary


class _Elimination:
    """The columns of X, each distinct one once, and what shown columns have made of them.

    values   column by unit, modulo PRIME; rows of zeros for what is shown or forgotten
    holds    unit by column: where `values` is not zero; a pivot's columns lie side by side
    prints   two random linear functions of each column's original values, modulo shown ones
    """

    def __init__(self, cube: Cube, primary: Flags, *, singletons: bool) -> None:
        size, cells = len(cube.counts), units_by_cell(cube.member, cube.size)
        # Cells of exactly the same people are one secret, not two, and one thing to show.
        numbers: dict[bytes, int] = {}
        self.column = [numbers.setdefault(units.tobytes(), len(numbers)) for units in cells]
        if len(numbers) * size > LARGEST:
            raise PlanError(
                f"{len(numbers):,} cells over {size:,} counts are too many to blank by elimination;"
                " show coarser tables, or round instead."
            )
        self.values = np.zeros((len(numbers), size), dtype=np.uint32)
        self.holds = np.zeros((size, len(numbers)), dtype=bool)
        random = np.random.default_rng(20240917)  # any numbers will do; they guard no secret
        weights = random.integers(1, PRIME, size=(size, 2))
        self.prints = np.zeros((len(numbers), 2), dtype=np.int64)
        for units, column in zip(cells, self.column, strict=True):
            self.values[column, units] = 1
            self.holds[units, column] = True
            self.prints[column] = weights[units].sum(axis=0) % PRIME
        self.often = self.holds.sum(axis=1)
        self.secret = np.zeros(len(numbers), dtype=bool)
        self.alone: set[int] = set()
        self.guarded: dict[int, set[int]] = {}
        for cell in np.flatnonzero(primary).tolist():
            column = self.column[cell]
            self.secret[column] = True
            self.guarded.setdefault(_ratio(self.prints[column]), set()).add(column)
            if singletons and cube.totals[cell] == 1:
                self.alone.add(column)
        self.decided: dict[int, bool] = {}

    def show(self, cell: int) -> bool:
        """Show the cell if that is safe; otherwise forget it."""
        column = self.column[cell]
        if self.secret[column]:
            return False  # the same people as in a primary cell
        if column not in self.decided:
            self.decided[column] = self._show(column)
        return self.decided[column]

    def _show(self, column: int) -> bool:
        units = np.flatnonzero(self.values[column])
        if not len(units):
            return True
        row = self.values[column, units].astype(np.int64)
        self.values[column, units] = 0
        self.holds[units, column] = False
        self.often[units] -= 1
        if self.guarded.get(_ratio(self.prints[column])):
            return False
        # The unit in fewest columns: the choice does not change the answer, only the work.
        place = int(self.often[units].argmin())
        others = np.flatnonzero(self.holds[units[place]])
        inverse = pow(int(row[place]), -1, PRIME)
        times = PRIME - self.values[others, units[place]].astype(np.int64) * inverse % PRIME
        prints = (self.prints[others] + times[:, None] * self.prints[column]) % PRIME
        moved = {
            int(others[n]): _ratio(prints[n]) for n in np.flatnonzero(self.secret[others]).tolist()
        }
        if self.alone and self._unmasks(moved):
            return False
        for secret, after in moved.items():
            self.guarded[_ratio(self.prints[secret])].discard(secret)
            self.guarded.setdefault(after, set()).add(secret)
        self.prints[others] = prints
        self._subtract(others, units, times, row)
        return True

    def _unmasks(self, moved: dict[int, int]) -> bool:
        """Whether a person alone in a cell could, knowing himself, work out another primary."""
        groups: dict[int, set[int]] = {}
        for column, after in moved.items():
            groups.setdefault(after, set()).add(column)
        for ratio, columns in groups.items():
            together = columns | {c for c in self.guarded.get(ratio, ()) if c not in moved}
            if len(together) > 1 and together & self.alone:
                return True
        return False

    def _subtract(self, others: Ints, units: Ints, times: Ints, row: Ints) -> None:
        """Add a multiple of the shown column to each of the others, so that the pivot vanishes."""
        block = np.ix_(others, units)
        values = (self.values[block] + times[:, None] * row) % PRIME
        self.values[block] = values
        held = np.ix_(units, others)
        after = (values != 0).T
        self.often[units] += after.sum(axis=1) - self.holds[held].sum(axis=1)
        self.holds[held] = after


def _ratio(prints: Ints) -> int:
    """The same for columns that are multiples of each other; -1 for an empty one."""
    one, two = prints.tolist()
    if two == 0:
        return -1 if one == 0 else -2
    return int(one * pow(two, -1, PRIME) % PRIME)
