"""The audit: everything an attacker can work out from a release and from totals known elsewhere."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from safecount.arrays import Flags, Ints
from safecount.cube import Cube
from safecount.cube.building import units_by_cell
from safecount.disclosure.attacker import Attack, Target
from safecount.disclosure.empties import hidden_empties, unlisted_patterns
from safecount.disclosure.releases import Release
from safecount.failures import InputError
from safecount.progress import Progress


@dataclass(frozen=True, slots=True)
class Known:
    """A true total that is known from outside: an annual report, an answer in parliament.

    where   dimension or "dimension:level" -> code; what is left out is summed
    total   the figure                                                  [records]
    source  where it was published
    """

    where: Mapping[str, str]
    total: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class CellAudit:
    """What the attacker knows about one cell.

    label     level name -> code
    true      the true count; for the auditor's eyes only              [records]
    low, high the feasible interval, whole numbers                     [records]
    complete  False when the search stopped because the interval was already wide enough
    verdict   "safe", "narrow" or "exact"
    """

    label: Mapping[str, str]
    true: int
    low: int
    high: int | None
    complete: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The verdict on a release.

    cells              cells that needed protection and were attacked
    exact_disclosures  of these, cells the attacker knows exactly
    narrow             cells with an interval narrower than `need` (the exact ones not counted)
    need               the width asked for                              [records]
    programmes         linear programmes solved
    support            "grid": the attacker does not know which fine combinations are empty;
                       "known": he does (more than he can know, used when the grid is too large)
    """

    cells: int
    exact_disclosures: int
    narrow: int
    need: int
    passed: bool
    programmes: int
    seconds: float
    support: str
    details: tuple[CellAudit, ...] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """The verdict without any true value."""
        return {
            "cells": self.cells,
            "exact_disclosures": self.exact_disclosures,
            "narrow": self.narrow,
            "need": self.need,
            "passed": self.passed,
            "programmes": self.programmes,
            "seconds": round(self.seconds, 4),
            "support": self.support,
        }


def audit(
    release: Release,
    *,
    known: Iterable[Known] = (),
    need: int | None = None,
    full: bool = False,
    progress: Progress | None = None,
) -> Audit:
    """Attack a release with linear programmes and tell what could be learnt about each cell.

    known    totals the attacker has from elsewhere
    need     width below which an interval is too narrow; by default base - 1 for rounding (the
             whole interval the method promises) and base for suppression   [records]
    full     work out every interval to the end, instead of stopping when it is wide enough
    progress told how many per cent of the cells have been attacked

    For suppression the attacker sees every shown cell and knows that counts are not negative.
    For rounding he is given all rounded inner cells, more than any table shows. Attacked are all
    suppressed cells, or every cell, inner or published, with a true count below the base. Counts
    are whole numbers: bounds are tightened to whole numbers, exactly so in small problems.

    :raises InputError: a known total contradicts the data.
    """
    started = time.perf_counter()
    cube = release.cube
    registers = [(cube.select(fact.where), fact) for fact in known]
    for chosen, fact in registers:
        if int(cube.counts[chosen].sum()) != fact.total:
            raise InputError(
                f"The known total {fact.total} for {_named(fact.where)} is not what the data say;"
                " check which vintage it was published from."
            )
    rounding = release.method == "rounding"
    wanted = need if need is not None else release.base - 1 if rounding else release.base
    if rounding:
        attack, support = _against_rounding(release, registers)
    else:
        attack, support = _against_suppression(release, registers)
    found = attack.run(wanted, full=full, progress=progress)
    details = tuple(_judged(found, wanted))
    exact = sum(cell.verdict == "exact" for cell in details)
    narrow = sum(cell.verdict == "narrow" for cell in details)
    return Audit(
        cells=len(details),
        exact_disclosures=exact,
        narrow=narrow,
        need=wanted,
        passed=exact == 0 and narrow == 0,
        programmes=attack.programmes,
        seconds=time.perf_counter() - started,
        support=support,
        details=details,
    )


def _named(where: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {code}" for name, code in where.items()) or "everything"


def _judged(
    found: Iterable[tuple[Target, int, int | None, bool]], need: int
) -> Iterable[CellAudit]:
    for target, low, high, complete in found:
        width = None if high is None else high - low
        verdict = (
            "exact" if width == 0 else "narrow" if width is not None and width < need else "safe"
        )
        yield CellAudit(target.label(), target.true, low, high, complete, verdict)


def _against_rounding(release: Release, registers: list[tuple[Flags, Known]]) -> tuple[Attack, str]:
    cube = release.cube
    attack = Attack(release.low.astype(float), release.high.astype(float), cube.counts)
    for units, mask in unlisted_patterns(cube, [dict(fact.where) for _, fact in registers]):
        # Empty inner cells are rounded to zero too: the attacker cannot tell them from small ones.
        attack.add_units(0.0, float(units * (release.base - 1)), rows=mask)
    for chosen, fact in registers:
        attack.add_row(np.flatnonzero(chosen), fact.total)
    for index in np.flatnonzero(cube.counts < release.base).tolist():
        attack.add_target(np.array([index]), int(cube.counts[index]), _inner_label(cube, index))
    for cell, members in _members(cube, np.flatnonzero(cube.totals < release.base)):
        if len(members) > 1:
            attack.add_target(members, int(cube.totals[cell]), _cell_label(cube, cell))
    return attack, "grid"


def _against_suppression(
    release: Release, registers: list[tuple[Flags, Known]]
) -> tuple[Attack, str]:
    cube = release.cube
    extra, support = hidden_empties(cube)
    member = np.concatenate([cube.member, extra]) if len(extra) else cube.member
    counts = np.concatenate([cube.counts, np.zeros(len(extra), dtype=np.int64)])
    attack = Attack(np.zeros(len(counts)), np.full(len(counts), np.inf), counts)
    by_cell = units_by_cell(member, cube.size)
    for cell in np.flatnonzero(~release.hidden).tolist():
        attack.add_row(by_cell[cell], int(release.published[cell]))
    for chosen, fact in registers:
        attack.add_row(
            np.flatnonzero(np.concatenate([chosen, np.zeros(len(extra), bool)])), fact.total
        )
    for cell in np.flatnonzero(release.hidden).tolist():
        attack.add_target(by_cell[cell], int(cube.totals[cell]), _cell_label(cube, cell))
    return attack, support


def _members(cube: Cube, cells: Ints) -> Iterable[tuple[int, Ints]]:
    if not len(cells):
        return
    by_cell = units_by_cell(cube.member, cube.size)
    for cell in cells.tolist():
        yield cell, by_cell[cell]


def _cell_label(cube: Cube, cell: int) -> Any:
    return lambda: cube.cell_label(cell)


def _inner_label(cube: Cube, index: int) -> Any:
    return lambda: {
        cube.level_name(pair): cube.labels[pair][cube.inner[pair][index]] for pair in cube.finest
    }
