"""From rows of codes to a table that can be published: rounded, then attacked.

Runs in the worker only; safecount and what it needs are loaded when it runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from fristed.statistics.choices import EVERYONE
from fristed.statistics.rules.counting import BASE


class UnexpectedCode(ValueError):
    """A case has a code that the year's code list does not have."""

    def __init__(self, dimension: str) -> None:
        super().__init__(dimension)
        self.dimension = dimension


@dataclass(frozen=True)
class Protected:
    """What may leave the worker. No true inner count is among it.

    total     exact                                                       [cases]
    cells     row by row, `EVERYONE` first in each dimension, the last dimension fastest [cases]
    verdict   the attack's figures; `passed` says whether it found nothing
    utility   how far the cells are from the true ones
    """

    total: int
    cells: tuple[int, ...]
    verdict: Mapping[str, Any]
    utility: Mapping[str, Any]


def protect(
    rows: Sequence[Mapping[str, str]],
    codes: Mapping[str, Sequence[str]],
    *,
    seed: bytes,
    source: str,
) -> Protected:
    """Count, round every inner cell below the base, and attack the result.

    rows     one for each case: dimension -> code
    codes    dimension -> its codes, in the order they are shown
    seed     secret; the same for the same table, so that drafting again gives the same answer
    source   where the exact total is published

    :raises UnexpectedCode: a row has a code that is not among `codes`.
    """
    from safecount import Cube, Hierarchy, disclosure  # noqa: PLC0415 - scipy stays out of doors

    _check(rows, codes)
    cube = Cube.from_frame(
        {name: [row[name] for row in rows] for name in codes},
        dims={name: Hierarchy.codes(name, list(listed)) for name, listed in codes.items()},
        tables=[list(codes)],
    )
    release = disclosure.round_small(cube, base=BASE, seed=seed, weights="invsqrt")
    found = disclosure.audit(release, known=[disclosure.Known({}, len(rows), source=source)])
    return Protected(
        total=len(rows),
        cells=_cells(list(release.rows(cube.tables[0])), codes),
        verdict=found.to_json() | {"known_totals": 1},
        utility=release.to_json(),
    )


def _check(rows: Sequence[Mapping[str, str]], codes: Mapping[str, Sequence[str]]) -> None:
    for name, listed in codes.items():
        if {row[name] for row in rows} - set(listed):
            raise UnexpectedCode(name)


def _cells(
    published: Sequence[Mapping[str, Any]], codes: Mapping[str, Sequence[str]]
) -> tuple[int, ...]:
    from safecount.cube import TOTAL  # noqa: PLC0415 - as above

    values = {tuple(row[name] for name in codes): int(row["published"]) for row in published}
    sides = product(*([TOTAL, *listed] for listed in codes.values()))
    return tuple(values.get(side, 0) for side in sides)


def categories(listed: Sequence[str]) -> list[str]:
    """A dimension's categories as the cells have them."""
    return [EVERYONE, *listed]
