"""Revisions: a closed period shown once more, so that both vintages together tell nothing small."""

from dataclasses import replace

import numpy as np

from safecount.cube import Cube
from safecount.disclosure.boxes import is_moved
from safecount.disclosure.ledger import Ledger, by_period, keys_of, levels_of
from safecount.disclosure.releases import Release
from safecount.disclosure.rounding import Seed, round_small
from safecount.failures import ReleaseRefused

#: A cell is shown anew only when its count has changed by at least this.   [records]
THRESHOLD = 5


def revise(
    ledger: Ledger,
    cube: Cube,
    *,
    of: str,
    period: str | None,
    on: str,
    base: int,
    seed: Seed,
    threshold: int = THRESHOLD,
) -> Release:
    """Publish an announced revision of one period and enter it in the ledger.

    cube       the data as they are now; cells that are empty now and were published are in it,
               see `Cube.from_frame(..., empty=True)`
    on         today, ISO date
    threshold  cells whose count moved less keep their published value                 [records]

    What was counted at first is not needed, so nobody has to keep true counts. Whether a cell is
    shown anew follows from its published value and today's count alone, see `boxes.is_moved`: who
    holds both vintages knows of a small count no more than one rounding tells. Other closed periods
    are shown as they were.

    :raises ReleaseRefused: not announced, too early, another breakdown or base, or a published cell
        is missing.
    """
    entry = ledger.published(of)
    if entry is None:
        raise ReleaseRefused(f"Period {of} is not published.")
    if entry.levels != levels_of(cube) or entry.base != base:
        raise ReleaseRefused(f"Period {of} was published with another breakdown or base.")
    members = dict(by_period(cube, period)).get(of, np.array([], dtype=np.int64))
    keys = keys_of(cube, members)
    if set(entry.cells) - set(keys):
        raise ReleaseRefused(
            f"The input no longer has all published cells of {of}; give those that are empty now"
            " with a count of 0."
        )
    fixed, frozen = ledger.frozen(cube, base, period)
    release = round_small(cube, base=base, seed=seed)
    first = np.array([entry.cells.get(key, 0) for key in keys], dtype=np.int64)
    fixed[members] = ~is_moved(cube.counts[members], first, base, threshold)
    frozen[members] = first
    rounded = np.where(fixed, frozen, np.asarray(release.rounded))
    revised = replace(release, published=cube.aggregate(rounded), rounded=rounded)
    ledger.revise(revised, period=period, of=of, on=on, threshold=threshold)
    low, high = ledger.boxes(cube, rounded, base, period)
    return replace(revised, low=low, high=high)
