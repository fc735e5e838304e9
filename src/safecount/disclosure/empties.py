"""Empty combinations: cells nobody is in, which an attacker cannot always tell from small ones."""

import itertools
import math
from collections.abc import Mapping, Sequence

import numpy as np

from safecount.arrays import Ints, Slots
from safecount.cube import TOTAL, Cube
from safecount.failures import PlanError

#: Grids with more combinations than this are not searched for hidden empties.
LARGEST_GRID = 2_000_000
#: And at most this many hidden empties for each non-empty inner cell are put to the attacker.
MOST_EMPTIES = 1


def hidden_empties(cube: Cube) -> tuple[Slots, str]:
    """Empty inner cells that lie in no published zero, as further rows of `member`.

    returns  their published cells, shape (empties, combinations), and "grid"; or none and "known"
             when there are too many combinations to look through
    """
    none = np.empty((0, cube.member.shape[1]), dtype=np.int32)
    axes = _axes(cube)
    dated = any(hierarchy.dated_by for hierarchy in cube.dims.values())
    if dated or math.prod(len(axis[cube.finest[n]]) for n, axis in enumerate(axes)) > LARGEST_GRID:
        return none, "known"
    shape = tuple(len(axis[cube.finest[n]]) for n, axis in enumerate(axes))
    grid = np.indices(shape).reshape(len(shape), -1) if shape else np.zeros((0, 1), dtype=int)
    codes = {pair: axes[pair[0]][pair][grid[pair[0]]] for pair in cube.inner}
    alive = np.arange(grid.shape[1])
    members: list[Ints] = []
    for cells in cube.groups:
        found, where = _located(
            cube, cells.levels, cells.codes, {p: codes[p][alive] for p in cells.levels}, len(alive)
        )
        alive = alive[found]
        members = [column[found] for column in members] + [where[found] + cells.start]
    full = np.stack(members, axis=1).astype(np.int32)
    keys = {tuple(row) for row in zip(*(cube.inner[p].tolist() for p in cube.finest), strict=True)}
    empty = [
        n
        for n, row in enumerate(zip(*(codes[p][alive].tolist() for p in cube.finest), strict=True))
        if row not in keys
    ]
    if len(empty) > MOST_EMPTIES * len(cube.counts):
        return none, "known"
    return full[empty], "grid"


def unlisted_patterns(cube: Cube, wheres: Sequence[Mapping[str, str]]) -> list[tuple[int, int]]:
    """How many empty inner cells lie under each pattern of outside totals.

    wheres   the outside totals' codes
    returns  (number of empty cells, bit mask of the totals they count in); none for mask 0

    Never looks at the grid itself: codes of a dimension that the totals treat alike go together.
    """
    if not wheres:
        return []
    everything = (1 << len(wheres)) - 1
    kinds: list[dict[int, int]] = []
    for number, axis in enumerate(_axes(cube)):
        signs = [
            _sign(cube, number, axis, code, wheres)
            for code in range(len(axis[cube.finest[number]]))
        ]
        kinds.append({sign: signs.count(sign) for sign in set(signs)})
    sizes: dict[int, int] = {}
    for parts in itertools.product(*(kind.items() for kind in kinds)):
        mask = everything
        for sign, _ in parts:
            mask &= sign
        sizes[mask] = sizes.get(mask, 0) + math.prod(count for _, count in parts)
    filled = [0] * len(cube.counts)
    for bit, where in enumerate(wheres):
        for index in np.flatnonzero(cube.select(where)).tolist():
            filled[index] |= 1 << bit
    for mask in filled:
        sizes[mask] = sizes.get(mask, 0) - 1
    return [(count, mask) for mask, count in sizes.items() if mask and count > 0]


def _axes(cube: Cube) -> list[dict[tuple[int, int], Ints]]:
    """For each dimension, its finest codes and the codes above each of them."""
    axes = []
    hierarchies = list(cube.dims.values())
    for number, pair in enumerate(cube.finest):
        pairs = [p for p in cube.inner if p[0] == number]
        size = len(cube.labels[pair])
        axis = {p: np.zeros(size, dtype=np.int64) for p in pairs}
        for p in pairs:
            for path in hierarchies[number].paths or ():
                code = cube.labels[pair].index(path.codes[pair[1]])
                axis[p][code] = cube.labels[p].index(path.codes[p[1]])
            axis[p][cube.inner[pair]] = cube.inner[p]
        axes.append(axis)
    return axes


def _sign(
    cube: Cube,
    number: int,
    axis: dict[tuple[int, int], Ints],
    code: int,
    wheres: Sequence[Mapping[str, str]],
) -> int:
    """Bit mask of the totals that accept this finest code of one dimension."""
    sign = 0
    for bit, where in enumerate(wheres):
        accepted = True
        for name, wanted in where.items():
            pairs = [pair for pair in cube.pairs(name) if pair[0] == number]
            if wanted in (TOTAL, "", None) or not pairs:
                continue
            held = [pair for pair in pairs if wanted in cube.labels[pair]]
            if not held:
                raise PlanError(f"No cell of the cube has the code {wanted!r} in {name!r}.")
            accepted &= cube.labels[held[0]][axis[held[0]][code]] == wanted
        sign |= int(accepted) << bit
    return sign


def _located(
    cube: Cube,
    levels: tuple[tuple[int, int], ...],
    codes: Slots,
    wanted: Mapping[tuple[int, int], Ints],
    size: int,
) -> tuple[Ints, Ints]:
    """Which combinations are non-empty cells, and which cell of the group each is."""
    have = np.zeros(len(codes), dtype=np.int64)
    want = np.zeros(size, dtype=np.int64)
    for column, pair in enumerate(levels):
        span = len(cube.labels[pair])
        have = have * span + codes[:, column]
        want = want * span + wanted[pair]
    where = np.minimum(np.searchsorted(have, want), len(have) - 1)
    return np.asarray(have[where] == want), where
