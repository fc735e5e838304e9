"""`safecount protect`, `suppress` and `audit`."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import argparse
from pathlib import Path

import numpy as np

from safecount import disclosure
from safecount.arrays import Ints
from safecount.command.files import published_values, read_known, write_json, write_tables
from safecount.command.plans import read_plan
from safecount.cube import Cube
from safecount.disclosure.ledger import Ledger
from safecount.disclosure.releases import Release
from safecount.disclosure.rounding import box
from safecount.failures import InputError

UNSAFE = 1
LEDGER = "ledger.json"


def protect(asked: argparse.Namespace) -> int:
    """Round the plan's tables and write them with their utility and ledger."""
    plan = read_plan(asked.plan)
    cube = plan.cube(asked.input)
    asked.out.mkdir(parents=True, exist_ok=True)
    ledger = Ledger.open(asked.ledger) if asked.ledger else Ledger()
    release = disclosure.round_small(
        cube, base=plan.base, seed=asked.seed, ledger=ledger, period=plan.period
    )
    write_tables(release, asked.out)
    ledger.record(release, period=plan.period)
    ledger.save(asked.out / LEDGER)
    if asked.ledger:
        ledger.save(asked.ledger)
    write_json(asked.out / "utility.json", release.to_json())
    return 0


def suppress(asked: argparse.Namespace) -> int:
    """Blank cells of the plan's tables and write them."""
    plan = read_plan(asked.plan)
    cube = plan.cube(asked.input)
    release = disclosure.suppress(
        cube,
        rule=disclosure.MinFrequency(asked.min_frequency),
        method=asked.method,
        singletons=not asked.no_singletons,
        seconds=asked.seconds,
    )
    write_tables(release, asked.out)
    status = np.array(release.status or ())
    write_json(
        asked.out / "utility.json",
        {
            **release.to_json(),
            "primary": int((status == "P").sum()),
            "secondary": int((status == "S").sum()),
            "cost": int(cube.totals[status == "S"].sum()),
        },
    )
    Ledger().save(asked.out / LEDGER)
    return 0


def audit(asked: argparse.Namespace) -> int:
    """Attack what stands in a folder."""
    plan = read_plan(asked.plan)
    cube = plan.cube(asked.input)
    ledger = asked.ledger or asked.published / LEDGER
    release = _read_release(cube, asked.published, ledger, plan.base)
    known = read_known(asked.known, cube) if asked.known else []
    report = disclosure.audit(release, known=known, need=asked.need, full=asked.full)
    document = report.to_json()
    if asked.cells:
        document["details"] = [
            {"cell": dict(d.label), "low": d.low, "high": d.high, "verdict": d.verdict}
            for d in report.details
            if d.verdict != "safe" or asked.full
        ]
    write_json(None, document)
    return 0 if report.passed else UNSAFE


def _read_release(cube: Cube, folder: Path, ledger: Path, base: int) -> Release:
    """What was published, put back together from its files.

    A folder with blanks is taken as suppressed. One without is taken as rounded when it differs
    from the true counts, and as shown in full when it does not.
    """
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder.name!r} at the place given.")
    values, blanks = published_values(cube, folder)
    if not blanks and not np.array_equal(values, cube.totals):
        return _rounded(cube, ledger, values, base)
    zeros = np.zeros(len(cube.counts), dtype=np.int64)
    utility_base = _min_frequency(folder)
    return Release(
        cube=cube,
        method="suppression",
        published=values,
        status=tuple("P" if value < 0 else "" for value in values.tolist()),
        low=zeros,
        high=zeros - 1,
        base=utility_base,
        seconds=0.0,
    )


def _rounded(cube: Cube, ledger: Path, values: Ints, base: int) -> Release:
    """Rounded tables: the inner cells are in their ledger."""
    if not ledger.exists():
        raise InputError(
            f"The rounded tables have no ledger {ledger.name!r}; say where it is with --ledger."
        )
    rounded = Ledger.open(ledger).inner_values(cube)
    if not np.array_equal(cube.aggregate(rounded), values):
        raise InputError("The tables are not what their ledger says was published.")
    low, high = box(rounded, base)
    return Release(cube, "rounding", values, None, low, high, base, 0.0, rounded)


def _min_frequency(folder: Path) -> int:
    import json

    path = folder / "utility.json"
    if path.exists():
        return int(json.loads(path.read_text(encoding="utf-8")).get("base", 3))
    return 3
