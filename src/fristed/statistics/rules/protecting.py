"""From counted groups to a table that can be published: rounded, then attacked.

Runs in the worker only; safecount and what it needs are loaded when it runs.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from fristed.statistics.choices import EVERYONE, Side
from fristed.statistics.rules.facttable import Counted
from fristed.statistics.rules.ledger import Kept, as_ledger
from fristed.statistics.rules.register import Outside

if TYPE_CHECKING:
    from safecount import Cube
    from safecount.disclosure import Release

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
    ledger   the series' entries, oldest first
    known    what stands elsewhere about this year
    """

    year: int
    codes: Mapping[str, Sequence[str]]
    sides: Sequence[str]
    base: int
    ledger: Sequence[Kept] = ()
    known: Sequence[Outside] = ()


@dataclass(frozen=True)
class Protected:
    """What may leave the worker; of it, only `true` holds counts below the base.

    total      exact, or None where it is below the base                          [cases]
    cells      row by row, `EVERYONE` first on each side, the last side fastest   [cases];
               None where one is not shown
    true       the same cells as counted: shown to one analyst, sealed to her, and never kept
    grid       SHA-256 over the rounded inner cells: the same for every table of the year
    closing    what the ledger gets when the table is released; empty where the year is closed
    verdict    the attack's figures; `passed` says whether it found nothing
    utility    how far the cells are from the true ones
    """

    total: int | None
    cells: tuple[int | None, ...]
    true: tuple[int, ...] = field(repr=False)
    grid: str
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
    total, true = int(cube.counts.sum()), cube.totals
    release, verdict = _drawn(cube, table, seed)
    # What is published of the total is known to everyone, too.
    verdict["groups"] = _telling(release, table)
    verdict["passed"] = verdict["passed"] and not verdict["groups"]
    inner = _rows(cube, release.published, table, list(table.codes))
    return Protected(
        total=total if total >= table.base else None,
        cells=_rows(cube, release.published, table, table.sides),
        true=_rows(cube, true, table, table.sides),
        grid=hashlib.sha256(",".join(map(str, inner)).encode()).hexdigest(),
        closing=_closing(release, table),
        verdict=verdict,
        utility=release.to_json(),
    )


def _cube(counted: Counted, values: Sequence[int], table: Table) -> "Cube":
    from safecount import Cube, Hierarchy  # noqa: PLC0415 - scipy stays out of doors

    for name, listed in table.codes.items():
        if set(counted.columns[name]) - set(listed):
            raise UnexpectedCode(name)
    codes = {**table.codes, YEAR: [str(table.year)]}
    columns = {name: counted.columns[name] for name in table.codes}
    return Cube.from_frame(
        {**columns, YEAR: [str(table.year)] * len(values), "count": list(values)},
        dims={name: Hierarchy.codes(name, list(listed)) for name, listed in codes.items()},
        tables=[[*codes]],
        count="count",
    )


def _drawn(cube: "Cube", table: Table, seed: bytes) -> tuple["Release", dict[str, Any]]:
    """Round, and round anew while the register tells too much; a closed year is as it was."""
    from safecount import disclosure  # noqa: PLC0415 - as above
    from safecount.failures import ReleaseRefused  # noqa: PLC0415 - as above

    ledger = as_ledger(table.ledger)
    for draw in range(DRAWS):
        try:
            release = disclosure.round_small(
                cube,
                base=table.base,
                seed=seed + bytes([draw]),
                weights="invsqrt",
                ledger=ledger,
                period=YEAR,
            )
        except ReleaseRefused as refused:
            raise YearChanged from refused
        if ((cube.counts < release.low) | (cube.counts > release.high)).any():
            raise YearChanged
        verdict = _attacked(release, table)
        if verdict["passed"] or ledger.published(str(table.year)):
            break
    return release, {**verdict, "draws": draw + 1}


def _attacked(release: "Release", table: Table) -> dict[str, Any]:
    """Two attacks: with the exact total that is published, and with all that is known elsewhere."""
    from safecount import disclosure  # noqa: PLC0415 - as above

    total = int(release.cube.counts.sum())
    exact = [disclosure.Known({}, total, source="published")] if total >= table.base else []
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


def _closing(release: "Release", table: Table) -> dict[str, Any]:
    ledger = as_ledger(table.ledger)
    before = len(ledger.entries)
    ledger.record(release, period=YEAR)
    new = ledger.entries[before:]
    if not new:
        return {}
    return {"base": new[0].base, "levels": list(new[0].levels), "cells": dict(new[0].cells)}


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
