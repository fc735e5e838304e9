"""A release: what will be published, and what a reader can work out from the method."""

import functools
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from safecount.arrays import Flags, Ints
from safecount.cube import Cube, Table
from safecount.cube.building import Cells

#: Tables with more rows than this list only the rows that are not zero.
FULL_GRID_ROWS = 1_000_000


@dataclass(frozen=True, eq=False)
class Release:
    """Published values of every cell, and the box each inner cell is known to lie in.

    method      "rounding" or "suppression"
    published   values of the published cells; -1 where suppressed         shape (cells,)
    status      per cell "" (shown), "P" (primary) or "S" (secondary)      shape (cells,)
    low, high   what the method itself tells about the true inner cells    shape (inner,)
                (high -1: no upper limit)
    rounded     r, the rounded inner cells, for rounding only              shape (inner,)
    base        the rounding base, or the smallest frequency shown
    seconds     time the method took
    """

    cube: Cube
    method: str
    published: Ints
    status: tuple[str, ...] | None
    low: Ints = field(repr=False)
    high: Ints = field(repr=False)
    base: int
    seconds: float
    rounded: Ints | None = field(default=None, repr=False)

    @property
    def hidden(self) -> Flags:
        """Which published cells are blank.    shape (cells,)"""
        return self.published < 0

    @functools.cached_property
    def utility(self) -> "Utility":
        """How far the published cells are from the true ones."""
        return Utility.between(self.cube.totals, self.published)

    def rows(self, table: Table | str) -> Iterator[dict[str, Any]]:
        """Yield the rows of one table as they are published.

        Every combination of the codes that the *release* shows stands in the table, also those
        that are zero: a missing row must not tell a true zero from a small count rounded down.
        Codes that a hierarchy lists are always shown, in the periods in which they hold. Suppressed
        cells have `published` None, and rows of a suppressed table have a `status`.
        """
        chosen = self.cube.table(table)
        for cells in self.cube.groups_of(chosen):
            yield from self._rows_of(chosen, cells)

    def to_json(self) -> dict[str, Any]:
        """Counts and utility, without a single true value."""
        return {
            "method": self.method,
            "base": self.base,
            "seconds": round(self.seconds, 6),
            **self.utility.to_json(),
        }

    def _rows_of(self, table: Table, cells: Cells) -> Iterator[dict[str, Any]]:
        shown = [self._codes_shown[pair] for pair in cells.levels]
        values = self.published[cells.start : cells.stop]
        if math.prod(map(len, shown)) > FULL_GRID_ROWS:
            for offset in np.flatnonzero(values):
                yield self._row(table, cells, cells.codes[offset], cells.start + int(offset))
            return
        place = {tuple(codes): cells.start + n for n, codes in enumerate(cells.codes.tolist())}
        dated = self._dated(cells)
        for codes in itertools.product(*shown):
            if all((codes[code], codes[period]) in held for code, period, held in dated):
                yield self._row(table, cells, codes, place.get(codes))

    def _dated(self, cells: Cells) -> list[tuple[int, int, set[tuple[int, int]]]]:
        """Where a dated code meets its period: both columns, and the pairs that hold."""
        found = []
        for column, (number, depth) in enumerate(cells.levels):
            hierarchy = list(self.cube.dims.values())[number]
            if hierarchy.paths is None or hierarchy.dated_by is None:
                continue
            period = (list(self.cube.dims).index(hierarchy.dated_by), 0)
            if period not in cells.levels:
                continue
            codes, periods = self.cube.labels[number, depth], self.cube.labels[period]
            place = {code: n for n, code in enumerate(codes)}
            held = {
                (place[path.codes[depth]], n)
                for path in hierarchy.paths
                for n, name in enumerate(periods)
                if path.holds_in(name)
            }
            found.append((column, cells.levels.index(period), held))
        return found

    def _row(self, table: Table, cells: Cells, codes: Any, cell: int | None) -> dict[str, Any]:
        row = self.cube.heading(table, cells, codes)
        value = 0 if cell is None else int(self.published[cell])
        row["published"] = None if value < 0 else value
        if self.status is not None:
            row["status"] = "" if cell is None else self.status[cell]
        return row

    @functools.cached_property
    def _codes_shown(self) -> dict[tuple[int, int], list[int]]:
        visible = self.rounded > 0 if self.rounded is not None else self.cube.counts > 0
        lists = [hierarchy.paths is not None for hierarchy in self.cube.dims.values()]
        return {
            pair: list(range(len(self.cube.labels[pair])))
            if lists[pair[0]]
            else np.unique(codes[visible]).tolist()
            for pair, codes in self.cube.inner.items()
        }


@dataclass(frozen=True, slots=True)
class Utility:
    """How close the published cells are to the true ones.

    cells      published cells, empty ones left out
    shown      share of them that are shown at all
    rms        root mean square error over the shown cells            [records]
    mean_abs   mean absolute error                                    [records]
    max_abs    largest absolute error                                 [records]
    hellinger  1 - Hellinger distance per cell scale, 1 is identical  [0 to 1]
    """

    cells: int
    shown: float
    rms: float
    mean_abs: float
    max_abs: int
    hellinger: float

    @classmethod
    def between(cls, true: Ints, published: Ints) -> "Utility":
        """Compare; published cells below zero are blank and count only in `shown`.

        `hellinger` is 1 - sqrt(sum((sqrt(z) - sqrt(z'))^2) / (2 sum(z))).
        Source: Shlomo (2007), Statistical Disclosure Control Methods for Census Frequency Tables.
        """
        seen = published >= 0
        error = (published - true)[seen].astype(float)
        total = max(float(true[seen].sum()), 1.0)
        gap = np.sqrt(np.maximum(published[seen], 0)) - np.sqrt(true[seen])
        return cls(
            cells=len(true),
            shown=float(seen.mean()) if len(true) else 1.0,
            rms=float(np.sqrt((error**2).mean())) if len(error) else 0.0,
            mean_abs=float(np.abs(error).mean()) if len(error) else 0.0,
            max_abs=int(np.abs(error).max()) if len(error) else 0,
            hellinger=float(1 - np.sqrt((gap**2).sum() / (2 * total))),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "cells": self.cells,
            "shown": round(self.shown, 6),
            "rms": round(self.rms, 6),
            "mean_abs": round(self.mean_abs, 6),
            "max_abs": self.max_abs,
            "hellinger": round(self.hellinger, 6),
        }
