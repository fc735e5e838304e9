"""Suppression: blank the cells a rule forbids, and the further cells that would give them away."""

import time
from typing import Literal

import numpy as np

from safecount.arrays import Floats
from safecount.cube import Cube
from safecount.disclosure.gauss import eliminate
from safecount.disclosure.optimal import optimise
from safecount.disclosure.releases import Release
from safecount.disclosure.rules import MinFrequency, Rule
from safecount.failures import PlanError
from safecount.progress import Progress

Method = Literal["gauss", "optimal"]


def suppress(
    cube: Cube,
    *,
    rule: Rule | None = None,
    method: Method = "gauss",
    singletons: bool = True,
    cost: Literal["value", "count"] = "value",
    seconds: float = 120.0,
    progress: Progress | None = None,
) -> Release:
    """Blank primary cells and enough others.

    rule        what is primary; by default counts of 1 to 3
    method      "gauss": fast, no primary cell can be worked out exactly; "optimal": the cheapest
                blanks under which each primary cell can also move as far as the rule asks
    singletons  for "gauss": somebody alone in a cell must not be able to subtract himself either
    cost        for "optimal": what to keep small, the sum of the blanked values or their number
    seconds     for "optimal": when to stop looking for a proof of optimality
    progress    for "gauss": told how many cells have been decided
    returns     a Release with blanks; let `audit` tell how narrow they are

    :raises PlanError: the method is unknown.
    """
    if method not in ("gauss", "optimal"):
        raise PlanError(f"Unknown method {method!r}; use 'gauss' or 'optimal'.")
    started = time.perf_counter()
    chosen = rule or MinFrequency()
    primary = chosen.primary(cube)
    if not primary.any():
        secondary = np.zeros(cube.size, dtype=bool)
    elif method == "gauss":
        secondary = eliminate(cube, primary, cube.totals, singletons=singletons, progress=progress)
    else:
        weights: Floats = cube.totals.astype(float) if cost == "value" else np.ones(cube.size)
        found = optimise(cube, primary, chosen.protection(cube), weights, seconds=seconds)
        secondary = found.secondary
    status = np.full(cube.size, "", dtype="<U1")
    status[primary], status[secondary] = "P", "S"
    return Release(
        cube=cube,
        method="suppression",
        published=np.where(primary | secondary, -1, cube.totals),
        status=tuple(status.tolist()),
        low=np.zeros(len(cube.counts), dtype=np.int64),
        high=np.full(len(cube.counts), -1, dtype=np.int64),
        base=chosen.largest if isinstance(chosen, MinFrequency) else 1,
        seconds=time.perf_counter() - started,
    )
