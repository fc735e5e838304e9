"""The cube: inner cells, published cells, and the 0/1 matrix between them."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from safecount.arrays import Flags, Floats, Ints, Slots
from safecount.cube.frames import Grouped, group_frame
from safecount.cube.hierarchies import Hierarchy
from safecount.cube.tables import TOTAL, Grouping, Table
from safecount.failures import InputError, PlanError


@dataclass(frozen=True, eq=False)
class Cells:
    """All published cells that share one combination of levels.

    levels  the combination, as (dimension number, depth) pairs
    start   number of the first of these cells in the cube
    codes   one row for each cell, one column for each pair in `levels`: a code number
    """

    levels: Grouping
    start: int
    codes: Slots

    @property
    def stop(self) -> int:
        return self.start + len(self.codes)


@dataclass(frozen=True, eq=False)
class Cube:
    """Counts at the finest published breakdown, and every published cell above them.

    Inner cells are the non-empty combinations of the finest published level of each dimension.
    A published cell belongs to one combination of levels; tables that share a combination share
    its cells. Every inner cell lies in exactly one published cell of each combination, so the
    0/1 matrix X is kept as `member`: one row for each inner cell, one column for each combination.

    counts     y, true counts of the inner cells                      shape (inner,)
    member     number of the published cell, for each combination     shape (inner, combinations)
    inner      code numbers of the inner cells, by (dimension, depth) shape (inner,) each
    labels     the codes themselves, by (dimension, depth), sorted; where the hierarchy lists its
               codes, also those nobody has
    """

    dims: dict[str, Hierarchy]
    tables: tuple[Table, ...]
    counts: Ints
    member: Slots
    groups: tuple[Cells, ...]
    inner: dict[tuple[int, int], Slots] = field(repr=False)
    labels: dict[tuple[int, int], tuple[str, ...]] = field(repr=False)

    @classmethod
    def from_frame(
        cls,
        source: Any,
        dims: Mapping[str, Hierarchy],
        tables: Iterable[Table | str | Sequence[str]],
        *,
        count: str | None = None,
        empty: bool = False,
    ) -> "Cube":
        """Count the records of a frame into linked tables.

        source  a CSV or Parquet path, a DuckDB relation, a pandas frame, a mapping of columns,
                an iterable of rows (mappings), an Ibis table or a Spark frame (grouped where it
                is); one row is one record unless `count` is given
        dims    the dimensions, in the order their columns shall stand
        tables  what to publish: `["place", "year"]` or `Table(("place:county", "year"))`
        count   column holding the number of records a row stands for       [records]
        empty   keep inner cells whose rows all stand for none: a revision needs those it published

        :raises InputError: a row is wrong; the message names it.
        :raises PlanError: tables and dimensions do not fit each other.
        """
        ordered = dict(dims)
        chosen = tuple(Table.of(table) for table in tables)
        if not chosen:
            raise PlanError("A cube needs at least one table.")
        names = [table.name for table in chosen]
        doubled = {name for name in names if names.count(name) > 1}
        if doubled:
            raise PlanError(f"Two tables are named {min(doubled)!r}; give them names.")
        used = _used_dimensions(ordered, chosen)
        finest = _finest_levels(used, chosen)
        grouped = group_frame(source, used, finest, count, least=0 if empty else 1)
        return cls._from_grouped(used, chosen, grouped)

    @classmethod
    def _from_grouped(
        cls, dims: dict[str, Hierarchy], tables: tuple[Table, ...], grouped: Grouped
    ) -> "Cube":
        inner, labels = _number_codes(dims, grouped)
        combinations = list(dict.fromkeys(g for table in tables for g in table.groupings(dims)))
        members, groups, start = [], [], 0
        for levels in combinations:
            codes, index = _distinct(inner, labels, levels, len(grouped.counts))
            groups.append(Cells(levels=levels, start=start, codes=codes))
            members.append((index + start).astype(np.int32))
            start += len(codes)
        member = np.ascontiguousarray(np.stack(members, axis=1))
        return cls(dims, tables, grouped.counts, member, tuple(groups), inner, labels)

    @property
    def size(self) -> int:
        """How many published cells there are, counting a shared cell once (empty ones not)."""
        return self.groups[-1].stop

    @functools.cached_property
    def totals(self) -> Ints:
        """z = X'y, the true values of the published cells.    shape (cells,)"""
        return self.aggregate(self.counts)

    def aggregate(self, inner_values: Ints) -> Ints:
        """X'v for whole numbers v on the inner cells.    shape (inner,) -> (cells,)"""
        totals = np.zeros(self.size, dtype=np.int64)
        for column, cells in zip(self.member.T, self.groups, strict=True):
            # Exact below 2**53; a cube of that many people is not foreseen.
            sums = np.bincount(
                column - cells.start, weights=inner_values, minlength=len(cells.codes)
            )
            totals[cells.start : cells.stop] = np.rint(sums)
        return totals

    def matrix(self) -> Any:
        """X' as a scipy CSR matrix, published cells by inner cells."""
        from scipy.sparse import csr_matrix

        inner, width = self.member.shape
        rows = self.member.ravel()
        columns = np.repeat(np.arange(inner), width)
        ones = np.ones(len(rows), dtype=np.int8)
        return csr_matrix((ones, (rows, columns)), shape=(self.size, inner))

    def cell_label(self, cell: int) -> dict[str, str]:
        """Name a published cell: level name -> code, totals left out."""
        for group in self.groups:
            if group.start <= cell < group.stop:
                codes = group.codes[cell - group.start]
                return {
                    self.level_name(pair): self.labels[pair][code]
                    for pair, code in zip(group.levels, codes, strict=True)
                }
        raise IndexError(cell)

    def inner_key(self, index: int) -> tuple[str, ...]:
        """The codes of an inner cell at its finest levels, in the order of the dimensions."""
        return tuple(self.labels[pair][self.inner[pair][index]] for pair in self.finest)

    @functools.cached_property
    def finest(self) -> tuple[tuple[int, int], ...]:
        """For each dimension, (its number, the depth of its finest published level)."""
        return tuple(
            min(pair for pair in self.inner if pair[0] == number)
            for number in range(len(self.dims))
        )

    def level_name(self, pair: tuple[int, int]) -> str:
        hierarchy = list(self.dims.values())[pair[0]]
        return hierarchy.levels[pair[1]]

    def select(self, where: Mapping[str, str]) -> Flags:
        """Which inner cells lie under the given codes.

        where  a dimension, or a dimension and level ("place:county"), or a level's own name,
               with a code; "Total" and left out mean all      shape (inner,)

        :raises PlanError: a name or a code is unknown.
        """
        chosen = np.ones(len(self.counts), dtype=bool)
        for name, code in where.items():
            if code in (TOTAL, "", None):
                continue
            chosen &= self._holding(name, str(code))
        return chosen

    def _holding(self, name: str, code: str) -> Flags:
        for pair in self.pairs(name):
            if code in self.labels[pair]:
                return np.asarray(self.inner[pair] == self.labels[pair].index(code))
        raise PlanError(f"No cell of the cube has the code {code!r} in {name!r}.")

    def pairs(self, name: str) -> list[tuple[int, int]]:
        dim, _, level = name.partition(":")
        by_level = [pair for pair in sorted(self.inner) if self.level_name(pair) == name]
        if dim in self.dims:
            number = list(self.dims).index(dim)
            pairs = [pair for pair in sorted(self.inner) if pair[0] == number]
            if level:
                return [(number, self.dims[dim].level(level))]
            return pairs
        if by_level:
            return by_level
        raise PlanError(f"{name!r} is neither a dimension nor a level of the cube.")

    def rows(
        self, table: Table | str, values: Sequence[Any] | Ints | Floats
    ) -> Iterator[dict[str, Any]]:
        """Yield the rows of one table that have a cell: its dimensions, then `value`.

        values  one for each published cell, as from `aggregate`      shape (cells,)
        """
        chosen = self.table(table)
        for cells in self.groups_of(chosen):
            for offset, codes in enumerate(cells.codes):
                row = self.heading(chosen, cells, codes)
                row["value"] = values[cells.start + offset]
                yield row

    def table(self, table: Table | str) -> Table:
        """Find a table by its name.

        :raises PlanError: there is none.
        """
        for known in self.tables:
            if table in (known, known.name):
                return known
        raise PlanError(f"There is no table {table!r}.")

    def groups_of(self, table: Table) -> list[Cells]:
        wanted = set(table.groupings(self.dims))
        return [cells for cells in self.groups if cells.levels in wanted]

    def heading(self, table: Table, cells: Cells, codes: Any) -> dict[str, Any]:
        """The dimensions of one row, with "Total" where it is summed.

        Where a code means different things at two levels of a dimension, a column
        `<dimension>_level` says which is meant.
        """
        at: dict[int, Any] = {
            pair[0]: (pair, code) for pair, code in zip(cells.levels, codes, strict=True)
        }
        row: dict[str, Any] = {}
        for number, name in enumerate(self.dims):
            if name not in table.dimension_names:
                continue
            pair, code = at.get(number, (None, None))
            row[name] = TOTAL if pair is None else self.labels[pair][code]
            if number in self.ambiguous:
                row[f"{name}_level"] = TOTAL if pair is None else self.level_name(pair)
        return row

    @functools.cached_property
    def ambiguous(self) -> frozenset[int]:
        """The dimensions in which one code stands at two levels."""
        found = set()
        for number in range(len(self.dims)):
            codes = [set(self.labels[pair]) for pair in self.labels if pair[0] == number]
            if sum(map(len, codes)) != len(set().union(*codes)):
                found.add(number)
        return frozenset(found)


def _used_dimensions(dims: dict[str, Hierarchy], tables: tuple[Table, ...]) -> dict[str, Hierarchy]:
    names = {name for table in tables for name, _ in _named(table, dims)}
    dating = {dims[name].dated_by for name in names} & set(dims)
    return {name: hierarchy for name, hierarchy in dims.items() if name in names | dating}


def _named(table: Table, dims: dict[str, Hierarchy]) -> list[tuple[str, tuple[int, ...]]]:
    order = list(dims)
    return [(order[number], depths) for number, depths in table.levels(dims)]


def _finest_levels(dims: dict[str, Hierarchy], tables: tuple[Table, ...]) -> list[int]:
    finest = {name: len(hierarchy.levels) - 1 for name, hierarchy in dims.items()}
    for table in tables:
        for name, depths in _named(table, dims):
            finest[name] = min(finest[name], *depths)
    return list(finest.values())


def _number_codes(
    dims: dict[str, Hierarchy], grouped: Grouped
) -> tuple[dict[tuple[int, int], Slots], dict[tuple[int, int], tuple[str, ...]]]:
    inner, labels = {}, {}
    hierarchies = list(dims.values())
    for pair, codes in grouped.codes.items():
        known = sorted({*codes, *hierarchies[pair[0]].listed(pair[1])})
        place = {code: number for number, code in enumerate(known)}
        inner[pair] = np.fromiter((place[c] for c in codes), dtype=np.int32, count=len(codes))
        labels[pair] = tuple(known)
    if not len(grouped.counts):
        raise InputError("The input has no records, so there is nothing to publish.")
    return inner, labels


def units_by_cell(member: Slots, size: int) -> list[Ints]:
    """For each published cell, the units in it: the rows of `member` that hold its number."""
    flat = member.ravel()
    order = np.argsort(flat, kind="stable")
    return np.split(order // member.shape[1], np.searchsorted(flat[order], np.arange(1, size)))


def _distinct(
    inner: dict[tuple[int, int], Slots],
    labels: dict[tuple[int, int], tuple[str, ...]],
    levels: Grouping,
    size: int,
) -> tuple[Slots, Ints]:
    """Number the distinct combinations: their codes, and the number for each inner cell."""
    key = np.zeros(size, dtype=np.int64)
    span = 1
    for pair in levels:
        span *= len(labels[pair])
        if span > 2**62:
            raise PlanError("A table has more possible cells than can be numbered.")
        key = key * len(labels[pair]) + inner[pair]
    _, first, index = np.unique(key, return_index=True, return_inverse=True)
    codes = np.empty((len(first), len(levels)), dtype=np.int32)
    for column, pair in enumerate(levels):
        codes[:, column] = inner[pair][first]
    return codes, index.astype(np.int64)
