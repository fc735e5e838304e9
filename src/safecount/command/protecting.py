"""`safecount protect`, `suppress` and `audit`."""

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from safecount import disclosure
from safecount.arrays import Flags, Ints
from safecount.command.files import published_values, read_known, write_json, write_tables
from safecount.command.plans import Plan, read_plan
from safecount.command.progress import bar, stage
from safecount.cube import Cube, Table
from safecount.disclosure.ledger import Ledger
from safecount.disclosure.releases import Release
from safecount.failures import InputError, PlanError

UNSAFE = 1
LEDGER = "ledger.json"
UTILITY = "utility.json"


def protect(asked: argparse.Namespace) -> int:
    """Round the plan's tables and write them with their utility and ledger."""
    plan = read_plan(asked.plan)
    cube = _counted(plan, asked)
    stage(f"Rounding {cube.size:,} cells.")
    asked.out.mkdir(parents=True, exist_ok=True)
    ledger = Ledger.open(asked.ledger) if asked.ledger else Ledger()
    if asked.nested:
        release = disclosure.break_down(
            ledger, cube, base=plan.base, seed=asked.seed, period=plan.period
        )
    else:
        release = disclosure.round_small(
            cube, base=plan.base, seed=asked.seed, ledger=ledger, period=plan.period
        )
        ledger.record(release, period=plan.period)
    shown = _coarsened(release, plan, asked.language) if asked.coarsen else release
    write_tables(shown, asked.out)
    ledger.save(asked.out / LEDGER)
    if asked.ledger:
        ledger.save(asked.ledger)
    tables = {table.name: table.dims for table in shown.cube.tables}
    write_json(
        asked.out / UTILITY, release.to_json() | ({"tables": tables} if asked.coarsen else {})
    )
    sys.stderr.write(disclosure.release_sentence(release, asked.language) + "\n")
    return 0


def _coarsened(release: Release, plan: Plan, language: disclosure.Language) -> Release:
    """Every table without the levels that tell, and a sentence for each that lost some."""
    if not plan.about:
        raise PlanError('The plan does not say what must not be told: about = ["category"].')
    shown = disclosure.coarsened(release, plan.about)
    for before, after in zip(release.cube.tables, shown.cube.tables, strict=True):
        if before != after:
            sys.stderr.write(disclosure.coarsened_sentence(before, after, language) + "\n")
    return shown


def suppress(asked: argparse.Namespace) -> int:
    """Blank cells of the plan's tables and write them."""
    plan = read_plan(asked.plan)
    cube = _counted(plan, asked)
    rule = disclosure.MinFrequency(asked.min_frequency)
    release = disclosure.suppress(
        cube,
        rule=rule,
        progress=bar(int((~rule.primary(cube)).sum()), "cells"),
        method=asked.method,
        singletons=not asked.no_singletons,
        seconds=asked.seconds,
    )
    write_tables(release, asked.out)
    status = np.array(release.status or ())
    write_json(
        asked.out / UTILITY,
        {
            **release.to_json(),
            "primary": int((status == "P").sum()),
            "secondary": int((status == "S").sum()),
            "cost": int(cube.totals[status == "S"].sum()),
        },
    )
    Ledger().save(asked.out / LEDGER)
    sys.stderr.write(disclosure.release_sentence(release, asked.language) + "\n")
    return 0


def audit(asked: argparse.Namespace) -> int:
    """Attack what stands in a folder."""
    plan = read_plan(asked.plan)
    cube = _counted(plan, asked)
    ledger = asked.ledger or asked.published / LEDGER
    release = _read_release(cube, asked.published, ledger, plan)
    known = read_known(asked.known, cube) if asked.known else []
    stage("Attacking the tables.")
    report = disclosure.audit(
        release,
        known=known,
        need=asked.need,
        full=asked.full,
        progress=bar(100, "per cent of the cells"),
    )
    groups = disclosure.group_disclosures(release, plan.about)
    passed = report.passed and not groups
    document = {**report.to_json(), "group_disclosures": len(groups), "passed": passed}
    if asked.cells:
        document["details"] = [
            {"cell": dict(d.label), "low": d.low, "high": d.high, "verdict": d.verdict}
            for d in report.details
            if d.verdict != "safe" or asked.full
        ]
        document["groups"] = [{"row": g.row, "told": g.told} for g in groups]
    write_json(None, document)
    sys.stderr.write(disclosure.audit_sentence(report, asked.language, groups) + "\n")
    return 0 if passed else UNSAFE


def _counted(plan: Plan, asked: argparse.Namespace) -> Cube:
    stage(f"Counting {asked.input.name}.")
    return plan.cube(asked.input)


def _read_release(cube: Cube, folder: Path, ledger: Path, plan: Plan) -> Release:
    """What was published, put back together from its files.

    A folder with blanks, or that shows the true counts, is taken as suppressed unless its ledger
    holds a nested breakdown of these cells; any other as rounded.
    """
    if not folder.is_dir():
        raise InputError(f"There is no folder {str(folder)!r}.")
    cube = _as_shown(cube, folder)
    values, blanks = published_values(cube, folder)
    plain = blanks or np.array_equal(values, cube.totals)
    if not plain or Ledger.open(ledger).is_nested(cube):
        return _rounded(cube, ledger, values, plan)
    zeros = np.zeros(len(cube.counts), dtype=np.int64)
    return Release(
        cube=cube,
        method="suppression",
        published=values,
        status=tuple("P" if value < 0 else "" for value in values.tolist()),
        low=zeros,
        high=zeros - 1,
        base=_min_frequency(folder),
        seconds=0.0,
    )


def _rounded(cube: Cube, ledger: Path, values: Ints, plan: Plan) -> Release:
    """Rounded tables: the inner cells are in their ledger."""
    if not ledger.exists():
        raise InputError(
            f"The rounded tables have no ledger {ledger.name!r}; say where it is with --ledger."
        )
    kept = Ledger.open(ledger)
    if kept.is_nested(cube):
        release = disclosure.break_down(kept, cube, period=plan.period, base=plan.base, seed="")
    else:
        rounded = kept.inner_values(cube)
        low, high = kept.boxes(cube, rounded, plan.base, plan.period)
        published = cube.aggregate(rounded)
        release = Release(cube, "rounding", published, None, low, high, plan.base, 0.0, rounded)
    # A blank cell under a code that no table shows is not listed, and was read as zero.
    compared = _in_tables(cube) & ~(release.hidden & (values == 0))
    if not np.array_equal(values[compared], release.published[compared]):
        raise InputError("The tables are not what their ledger says was published.")
    return release


def _in_tables(cube: Cube) -> Flags:
    """Which cells stand in a table: where one was coarsened, not all do.    shape (cells,)"""
    stand = np.zeros(cube.size, dtype=bool)
    for table in cube.tables:
        for cells in cube.groups_of(table):
            stand[cells.start : cells.stop] = True
    return stand


def _as_shown(cube: Cube, folder: Path) -> Cube:
    """The cube with its tables as they were coarsened, where they were."""
    shown = _told(folder).get("tables")
    if shown is None:
        return cube
    if set(shown) != {table.name for table in cube.tables}:
        raise InputError(f"{UTILITY} names other tables than the plan.")
    tables = (Table(tuple(shown[table.name]), name=table.name) for table in cube.tables)
    return dataclasses.replace(cube, tables=tuple(tables))


def _min_frequency(folder: Path) -> int:
    return int(_told(folder).get("base", 3))


def _told(folder: Path) -> dict[str, Any]:
    """What was written beside the tables of how they came about."""
    path = folder / UTILITY
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("base", 3), int):
        raise InputError(f"{UTILITY} is not what protect or suppress wrote.")
    return told
