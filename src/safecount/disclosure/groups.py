"""Group disclosure: a published row whose whole total stands in one category."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from safecount.arrays import Ints
from safecount.cube import Cube, Table
from safecount.disclosure.gauss import eliminate
from safecount.disclosure.releases import Release
from safecount.failures import PlanError


@dataclass(frozen=True, slots=True)
class GroupDisclosure:
    """Everybody in a row is of one kind, and the table says so.

    table     name of the table
    row       level -> code of the row
    told      level -> code of the one category
    total     published total of both                      [records]
    cells     the two published cells, row and category
    """

    table: str
    row: dict[str, str]
    told: dict[str, str]
    total: int
    cells: tuple[int, int]


def group_disclosures(release: Release, about: Sequence[str]) -> list[GroupDisclosure]:
    """Find published rows that tell a trait of everybody in them.

    about  the dimensions that must not be told of a whole row, such as a category of violence;
           a place or a year says nothing new about those who are in it

    Rounding does not prevent these: a village whose fifteen cases all stand under one heading is
    shown as just that.

    :raises PlanError: a dimension is unknown.
    """
    cube = release.cube
    for name in about:
        if name not in cube.dims:
            raise PlanError(f"There is no dimension {name!r}.")
    numbers = [list(cube.dims).index(name) for name in about]
    found: list[GroupDisclosure] = []
    for table in cube.tables:
        for number in numbers:
            found.extend(_in_table(release, table, number))
    return list({(f.table, f.cells): f for f in found}.values())


def coarsened(release: Release, about: Sequence[str]) -> Release:
    """Leave out, table by table, the finest level of the offending dimension until none is left.

    The rounded cells stay, so what is still shown adds up as before. A table may end without the
    dimension altogether; `withheld` blanks single rows instead.
    """
    tables = list(release.cube.tables)
    while True:
        cube = dataclasses.replace(release.cube, tables=tuple(tables))
        trial = dataclasses.replace(release, cube=cube)
        bad = group_disclosures(trial, about)
        if not bad:
            return trial
        spoilt = {f.table for f in bad}
        offending = {f.table: _dimension_of(cube, next(iter(f.told))) for f in bad}
        tables = [
            _coarser(cube, table, offending[table.name]) if table.name in spoilt else table
            for table in tables
        ]


def withheld(release: Release, about: Sequence[str]) -> Release:
    """Blank the telling categories, and enough other cells that they cannot be worked out.

    Both levels must go when one of them would give the other away; which others, elimination
    finds. The result has statuses P and S like a suppression, over rounded values.
    """
    bad = group_disclosures(release, about)
    cube = release.cube
    primary = np.zeros(cube.size, dtype=bool)
    for found in bad:
        primary[found.cells[1]] = True
    secondary = (
        eliminate(cube, primary, release.published, singletons=False) if bad else primary.copy()
    )
    status = np.full(cube.size, "", dtype="<U1")
    status[primary], status[secondary] = "P", "S"
    return dataclasses.replace(
        release,
        published=np.where(primary | secondary, -1, release.published),
        status=tuple(status.tolist()),
    )


def _in_table(release: Release, table: Table, number: int) -> Iterator[GroupDisclosure]:
    cube = release.cube
    groups = {cells.levels: cells for cells in cube.groups_of(table)}
    for levels, cells in groups.items():
        told = [pair for pair in levels if pair[0] == number]
        if not told:
            continue
        row_levels = tuple(pair for pair in levels if pair[0] != number)
        rows = groups[row_levels]
        parents = _parents(cube, levels, row_levels)
        values = release.published[cells.start : cells.stop]
        shown = np.flatnonzero(values > 0)
        filled = np.bincount(parents[shown] - rows.start, minlength=len(rows.codes))
        for offset in shown.tolist():
            row = int(parents[offset])
            total = int(release.published[row])
            if filled[row - rows.start] == 1 and total == int(values[offset]):
                label = cube.cell_label(cells.start + offset)
                names = {cube.level_name(pair) for pair in told}
                yield GroupDisclosure(
                    table=table.name,
                    row={k: v for k, v in label.items() if k not in names},
                    told={k: v for k, v in label.items() if k in names},
                    total=total,
                    cells=(row, cells.start + offset),
                )


def _parents(cube: Cube, levels: object, above: object) -> Ints:
    """For each cell of one group, the cell of another that contains it."""
    by_levels = {cells.levels: n for n, cells in enumerate(cube.groups)}
    child, parent = by_levels[levels], by_levels[above]  # type: ignore[index]
    cells = cube.groups[child]
    answer = np.zeros(len(cells.codes), dtype=np.int64)
    answer[cube.member[:, child] - cells.start] = cube.member[:, parent]
    return answer


def _dimension_of(cube: Cube, level: str) -> str:
    return next(name for name, hierarchy in cube.dims.items() if level in hierarchy.levels)


def _coarser(cube: Cube, table: Table, dimension: str) -> Table:
    """The table with the finest shown level of one dimension left out."""
    number = list(cube.dims).index(dimension)
    depths = dict(table.levels(cube.dims))[number]
    hierarchy = cube.dims[dimension]
    dims = [
        dim
        for dim, name in zip(table.dims, table.dimension_names, strict=True)
        if name != dimension
    ]
    if len(depths) > 1:
        dims.append(f"{dimension}:{hierarchy.levels[depths[1]]}+")
    return Table(tuple(dims), name=table.name)
