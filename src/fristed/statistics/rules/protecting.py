"""From counted groups to a table that can be published: rounded, then attacked.

Runs in the worker only; safecount and what it needs are loaded when it runs.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from fristed.statistics.choices import EVERYONE, Side
from fristed.statistics.rules.counting import MOVED
from fristed.statistics.rules.facttable import Counted
from fristed.statistics.rules.ledger import Kept, Standing, as_ledger, standing
from fristed.statistics.rules.register import Outside

if TYPE_CHECKING:
    from safecount import Cube
    from safecount.disclosure import Entry, Ledger, Release

YEAR: Final = "year"
DRAWS: Final = 6
"""How often rounding is drawn anew when outside figures would tell too much of a draw."""
NEED_BESIDE_REGISTER: Final = 2
"""The narrowest interval that the register may leave of a small count [cases]."""
TELLING: Final = 2
"""A county that is shown with this many bases, all of one kind, tells that of everyone."""
TRAITS: Final = (Side.CONCERN, Side.GENDER, Side.AGE_BAND)


class UnexpectedCode(ValueError):
    """A fact has a code that the year's code list does not have."""

    def __init__(self, dimension: str) -> None:
        super().__init__(dimension)
        self.dimension = dimension


class YearChanged(ValueError):
    """The year is closed, and what is counted is not what was published."""


@dataclass(frozen=True)
class Table:
    """What is to be protected.

    codes    side -> its codes, in the order they are shown; every side that is rounded over
    sides    those of them that the table shows
    base     the smallest count that may be shown
    on       the day it is drafted, as an ISO date: whether an announced revision is due
    ledger   the series' entries, oldest first
    known    what stands elsewhere about this year
    """

    year: int
    codes: Mapping[str, Sequence[str]]
    sides: Sequence[str]
    base: int
    on: str = ""
    ledger: Sequence[Kept] = ()
    known: Sequence[Outside] = ()

    @property
    def standing(self) -> Standing:
        return standing(self.ledger, self.year)

    @property
    def revises(self) -> bool:
        return self.standing.revises_on(self.on)


@dataclass(frozen=True)
class Protected:
    """What may leave the worker; of it, only `true` holds counts below the base.

    total      exact, or None where it is below the base; of a revision, as it was published
               first where it moved too little                                    [cases]
    cells      row by row, `EVERYONE` first on each side, the last side fastest   [cases];
               None where one is not shown
    true       the same cells as counted: shown to one analyst, sealed to her, and never kept
    grid       SHA-256 over the rounded inner cells: the same for every table of the year
    vintage    1 as the year was closed, 2 as it was revised
    closing    what the ledger gets when the table is released: kind, base, levels, cells and what
               else it notes; empty where the year stands there
    verdict    the attack's figures; `passed` says whether it found nothing
    utility    how far the cells are from the true ones
    """

    total: int | None
    cells: tuple[int | None, ...]
    true: tuple[int, ...] = field(repr=False)
    grid: str
    vintage: int
    closing: Mapping[str, Any]
    verdict: Mapping[str, Any]
    utility: Mapping[str, Any]


def protect(counted: Counted, values: Sequence[int], table: Table, *, seed: bytes) -> Protected:
    """Round every inner cell below the base, and attack the result.

    values   what each group of `counted` counts
    seed     secret; the same for the same year, so that drafting again gives the same answer

    :raises UnexpectedCode: a group has a code that is not among the table's.
    :raises YearChanged: the year is in the ledger with other counts.
    """
    cube = _cube(counted, values, table)
    total = _total(int(cube.counts.sum()), table)
    release, verdict, closing = _drawn(cube, table, seed, total)
    # What is published of the total is known to everyone, too.
    verdict["groups"] = _telling(release, table)
    verdict["passed"] = verdict["passed"] and not verdict["groups"]
    inner = _rows(cube, release.published, table, list(table.codes))
    return Protected(
        total=total,
        cells=_rows(cube, release.published, table, table.sides),
        true=_rows(cube, cube.totals, table, table.sides),
        grid=hashlib.sha256(",".join(map(str, inner)).encode()).hexdigest(),
        vintage=2 if table.revises or table.standing.is_revised else 1,
        closing=closing,
        verdict=verdict,
        utility=release.to_json(),
    )


def _cube(counted: Counted, values: Sequence[int], table: Table) -> "Cube":
    from safecount import Cube, Hierarchy  # noqa: PLC0415 - scipy stays out of doors

    for name, listed in table.codes.items():
        if set(counted.columns[name]) - set(listed):
            raise UnexpectedCode(name)
    codes = {**table.codes, YEAR: [str(table.year)]}
    columns = {name: list(counted.columns[name]) for name in table.codes}
    emptied = _emptied(columns, table)
    for name, column in columns.items():
        column += [one[name] for one in emptied]
    counts = [*values, *(0 for _one in emptied)]
    return Cube.from_frame(
        {**columns, YEAR: [str(table.year)] * len(counts), "count": counts},
        dims={name: Hierarchy.codes(name, list(listed)) for name, listed in codes.items()},
        tables=[[*codes]],
        count="count",
        empty=True,
    )


def _emptied(columns: Mapping[str, Sequence[str]], table: Table) -> list[dict[str, str]]:
    """Cells that the year was published with and nobody is in any longer."""
    from safecount.disclosure.ledger import SEPARATOR  # noqa: PLC0415 - as above

    entry = as_ledger(table.ledger).published(str(table.year))
    if entry is None or set(entry.levels) != {*columns, YEAR}:
        return []  # other levels: the ledger refuses it
    there = set(zip(*columns.values(), strict=True))
    published = [dict(zip(entry.levels, key.split(SEPARATOR), strict=True)) for key in entry.cells]
    return [one for one in published if tuple(one[name] for name in columns) not in there]


def _total(true: int, table: Table) -> int | None:
    """What is published of the total: it is bound by the ledger as every cell is.

    :raises YearChanged: the year was published with another.
    """
    from safecount.disclosure.boxes import is_moved  # noqa: PLC0415 - as above

    fresh = true if true >= table.base else None
    entry = as_ledger(table.ledger).published(str(table.year))
    if entry is None or "total" not in entry.note:
        return fresh
    first: int | None = entry.note["total"]
    if not table.revises and entry.kind == "close":
        if fresh != first:
            raise YearChanged
        return first
    moved = is_moved(true, first or 0, table.base, MOVED)
    if moved and not table.revises:
        raise YearChanged
    return fresh if moved else first


def _drawn(
    cube: "Cube", table: Table, seed: bytes, total: int | None
) -> tuple["Release", dict[str, Any], dict[str, Any]]:
    """Round, and round anew while the register tells too much; a closed year is as it was.

    Also answers what the ledger gets.
    """
    for draw in range(DRAWS):
        ledger = as_ledger(table.ledger)
        release = _rounded(cube, table, ledger, seed + bytes([draw]))
        verdict = _attacked(release, table, total)
        if verdict["passed"] or (table.standing.is_closed and not table.revises):
            break
    new = ledger.entries[len(table.ledger) :]
    closing = _closing(new[0]) if new else {}
    return release, {**verdict, "draws": draw + 1}, closing


def _rounded(cube: "Cube", table: Table, ledger: "Ledger", seed: bytes) -> "Release":
    """Enters what is new in the ledger it is given.

    :raises YearChanged: a closed year no longer fits what was published.
    """
    from safecount import disclosure  # noqa: PLC0415 - as above
    from safecount.failures import ReleaseRefused  # noqa: PLC0415 - as above

    try:
        if table.revises:
            return disclosure.revise(
                ledger,
                cube,
                of=str(table.year),
                period=YEAR,
                on=table.on,
                base=table.base,
                seed=seed,
                threshold=MOVED,
            )
        release = disclosure.round_small(
            cube, base=table.base, seed=seed, weights="invsqrt", ledger=ledger, period=YEAR
        )
        ledger.record(release, period=YEAR)
    except ReleaseRefused as refused:
        raise YearChanged from refused
    if ((cube.counts < release.low) | (cube.counts > release.high)).any():
        raise YearChanged
    return release


def _closing(entry: "Entry") -> dict[str, Any]:
    note = {name: value for name, value in entry.note.items() if name != "on"}
    levels, cells = list(entry.levels), dict(entry.cells)
    return {"kind": entry.kind, "base": entry.base, "levels": levels, "cells": cells, "note": note}


def _attacked(release: "Release", table: Table, shown: int | None) -> dict[str, Any]:
    """Two attacks: with the exact total that is published, and with all that is known elsewhere."""
    from safecount import disclosure  # noqa: PLC0415 - as above

    # A total that a revision left as it was is not exact: it tells of no sum.
    is_exact = shown == int(release.cube.counts.sum())
    exact = [disclosure.Known({}, shown, source="published")] if shown and is_exact else []
    found = disclosure.audit(release, known=exact)
    usable, differing = _usable(release.cube, table)
    verdict = found.to_json() | {"known_totals": len(exact), "register": 0, "differing": differing}
    if not usable:
        return verdict
    told = [dict(one.where) for one in usable]
    beside = disclosure.audit(
        release,
        known=[*exact, *(disclosure.Known(one.where, one.value, one.source) for one in usable)],
        need=NEED_BESIDE_REGISTER,
    )
    # What the register itself says is no finding about the table.
    bad = [
        one
        for one in beside.details
        if one.verdict != "safe" and _without_year(one.label) not in told
    ]
    exactly = sum(one.verdict == "exact" for one in bad)
    return verdict | {
        "register": len(usable),
        "exact_disclosures": found.exact_disclosures + exactly,
        "narrow": found.narrow + len(bad) - exactly,
        "passed": found.passed and not bad,
        "programmes": found.programmes + beside.programmes,
        "seconds": round(found.seconds + beside.seconds, 4),
    }


def _usable(cube: "Cube", table: Table) -> tuple[list[Outside], int]:
    """Outside figures that our counts agree with, each once; and how many others there are.

    One that differs was counted otherwise: it is no equation over our cells, and it is shown.
    """
    from safecount.failures import PlanError  # noqa: PLC0415 - as above

    agreeing: dict[tuple[tuple[str, str], ...], Outside] = {}
    differing = 0
    for one in table.known:
        try:
            ours = int(cube.counts[cube.select(one.where)].sum())
        except PlanError:
            ours = -1  # it names what this table is not rounded over
        if ours == one.value:
            agreeing[tuple(sorted(one.where.items()))] = one
        else:
            differing += 1
    return list(agreeing.values()), differing


def _telling(release: "Release", table: Table) -> list[dict[str, Any]]:
    """Counties that the table shows as being of one kind only."""
    from dataclasses import replace  # noqa: PLC0415 - beside the others

    from safecount import Table as Shown  # noqa: PLC0415 - as above
    from safecount import disclosure  # noqa: PLC0415 - as above

    traits = [trait for trait in TRAITS if trait in table.sides]
    if Side.COUNTY not in table.sides or not traits:
        return []
    cube = replace(release.cube, tables=tuple(Shown((Side.COUNTY, trait)) for trait in traits))
    found = disclosure.group_disclosures(replace(release, cube=cube), traits)
    return [
        {"where": one.row[Side.COUNTY], "told": next(iter(one.told.values())), "total": one.total}
        for one in found
        if Side.COUNTY in one.row and one.total >= TELLING * table.base
    ]


def _rows(cube: "Cube", values: Any, table: Table, sides: Sequence[str]) -> tuple[int, ...]:
    """The cells of some sides in order; a combination that nobody is in is zero."""
    from safecount.cube import TOTAL  # noqa: PLC0415 - as above

    held = {side: TOTAL for side in table.codes if side not in sides}
    found = {
        tuple(row[side] for side in sides): int(row["value"])
        for row in cube.rows(cube.tables[0], values)
        if row[YEAR] != TOTAL and all(row[side] == code for side, code in held.items())
    }
    order = product(*([TOTAL, *table.codes[side]] for side in sides))
    return tuple(found.get(place, 0) for place in order)


def _without_year(label: Mapping[str, str]) -> dict[str, str]:
    return {name: code for name, code in label.items() if name != YEAR}


def categories(listed: Sequence[str]) -> list[str]:
    """A side's categories as the cells have them."""
    return [EVERYONE, *listed]
