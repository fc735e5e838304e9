"""Which cells must not be shown for their own sake, and how much must be kept uncertain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from safecount.arrays import Flags, Floats, Ints
from safecount.cube import Cube
from safecount.failures import InputError, PlanError


class Rule(Protocol):
    """A primary suppression rule."""

    def primary(self, cube: Cube) -> Flags:
        """Which published cells the rule forbids.    shape (cells,)"""
        ...

    def protection(self, cube: Cube) -> Floats:
        """How far above and below the true value must stay possible.    shape (cells,)"""
        ...


@dataclass(frozen=True, slots=True)
class MinFrequency:
    """Counts from 1 to `largest` are too small to show; zeros are shown.

    width  how far up and down each must stay possible                 [records]
    """

    largest: int = 3
    width: float = 1.0

    def primary(self, cube: Cube) -> Flags:
        return np.asarray((cube.totals > 0) & (cube.totals <= self.largest))

    def protection(self, cube: Cube) -> Floats:
        return np.where(self.primary(cube), self.width, 0.0)


@dataclass(frozen=True, eq=False)
class Contributions:
    """Who contributes how much to a table of amounts.

    inner        inner cell of each contribution                       shape (contributions,)
    contributor  number of who gives it                                shape (contributions,)
    amount       zero or more, in the unit of the cube's counts        shape (contributions,)
    """

    inner: Ints = field(repr=False)
    contributor: Ints = field(repr=False)
    amount: Floats = field(repr=False)

    @classmethod
    def from_rows(
        cls, cube: Cube, rows: Iterable[Mapping[str, Any]], *, amount: str, contributor: str
    ) -> "Contributions":
        """Read the records again, this time with who they are about.

        :raises InputError: a row is of no cell of the cube, or its amount is negative.
        """
        place = {cube.inner_key(n): n for n in range(len(cube.counts))}
        columns = [cube.level_name(pair) for pair in cube.finest]
        numbers: dict[Any, int] = {}
        inner, who, amounts = [], [], []
        for number, row in enumerate(rows, start=1):
            value = float(row[amount])
            key = tuple(str(row[column]) for column in columns)
            if value == 0:
                continue
            if value < 0 or key not in place:
                raise InputError(f"Row {number} has a negative amount or is of no known cell.")
            inner.append(place[key])
            who.append(numbers.setdefault(row[contributor], len(numbers)))
            amounts.append(value)
        return cls(
            np.array(inner, dtype=np.int64), np.array(who, dtype=np.int64), np.array(amounts)
        )

    def largest(self, cube: Cube, places: int) -> Floats:
        """The largest contributions to each cell, a contributor's added up.  (cells, places)"""
        top = np.zeros((cube.size, places))
        people = int(self.contributor.max(initial=0)) + 1
        for column in cube.member.T:
            cell = column[self.inner].astype(np.int64)
            key, index = np.unique(cell * people + self.contributor, return_inverse=True)
            sums = np.bincount(index, weights=self.amount)
            cells = key // people
            order = np.lexsort((-sums, cells))
            cells, sums = cells[order], sums[order]
            rank = np.arange(len(cells)) - np.searchsorted(cells, cells)
            chosen = rank < places
            top[cells[chosen], rank[chosen]] = sums[chosen]
        return top

    def total(self, cube: Cube) -> Floats:
        """The whole amount of each cell.    shape (cells,)"""
        by_inner = np.bincount(self.inner, weights=self.amount, minlength=len(cube.counts))
        return np.asarray(cube.matrix() @ by_inner)


@dataclass(frozen=True, slots=True)
class Dominance:
    """The (n,k) rule: the n largest contributors hold more than k percent of the cell."""

    contributions: Contributions
    n: int = 1
    k: float = 75.0

    def __post_init__(self) -> None:
        if self.n < 1 or not 0 < self.k <= 100:
            raise PlanError("Dominance needs n of at least 1 and k between 0 and 100 percent.")

    def primary(self, cube: Cube) -> Flags:
        top = self.contributions.largest(cube, self.n).sum(axis=1)
        return np.asarray(top > self.k / 100 * self.contributions.total(cube) * (1 + 1e-12))

    def protection(self, cube: Cube) -> Floats:
        """The cell must be able to be so large that it would not have been dominated."""
        top = self.contributions.largest(cube, self.n).sum(axis=1)
        needed = top * 100 / self.k - self.contributions.total(cube)
        return np.where(self.primary(cube), np.maximum(needed, 0.0), 0.0)


@dataclass(frozen=True, slots=True)
class PPercent:
    """The p% rule: the second largest contributor could tell the largest to within p percent."""

    contributions: Contributions
    p: float = 10.0

    def __post_init__(self) -> None:
        if not 0 < self.p <= 100:
            raise PlanError("The p% rule needs p between 0 and 100 percent.")

    def primary(self, cube: Cube) -> Flags:
        return np.asarray(self.protection(cube) > 1e-9)

    def protection(self, cube: Cube) -> Floats:
        """p percent of the largest, less what the third and smaller ones hide.

        Source: Hundepool et al. (2012), Statistical Disclosure Control, section 4.2.
        """
        top = self.contributions.largest(cube, 2)
        rest = self.contributions.total(cube) - top.sum(axis=1)
        return np.where(top[:, 0] > 0, np.maximum(self.p / 100 * top[:, 0] - rest, 0.0), 0.0)
