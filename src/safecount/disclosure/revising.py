"""Revisions: a closed period shown once more, with both vintages attacked together."""

import time

import numpy as np

from safecount.cube import Cube
from safecount.disclosure.ledger import Ledger
from safecount.disclosure.releases import Release
from safecount.disclosure.rounding import Seed, box, round_small
from safecount.failures import ReleaseRefused

#: A cell is shown anew only when its count has changed by at least this.   [records]
THRESHOLD = 5
#: Narrowest interval that may be left of a small count by both vintages.   [records]
NEED = 2


def revise(
    ledger: Ledger,
    old: Cube,
    new: Cube,
    *,
    of: str,
    period: str | None,
    on: str,
    base: int,
    seed: Seed,
    threshold: int = THRESHOLD,
) -> Release:
    """Publish an announced revision of one period and enter it in the ledger.

    old, new   the data as published and as they are now; only `of` may differ in what is shown
    on         today, ISO date
    threshold  cells whose count moved less keep their published value

    The attacker sees both vintages, knows the rule and which cells moved. The revision is refused
    if for any small count, old or new, he is left with an interval narrower than two.

    :raises ReleaseRefused: not announced, too early, another breakdown, or the vintages tell too
        much together.
    """
    started = time.perf_counter()
    entry = ledger.published(of)
    if entry is None:
        raise ReleaseRefused(f"Period {of} is not published.")
    before = {old.inner_key(n): int(old.counts[n]) for n in range(len(old.counts))}
    shown = {tuple(key.split("\x1f")): value for key, value in entry.cells.items()}
    fresh = round_small(new, base=base, seed=seed)
    rounded = np.array(fresh.rounded)
    for n in range(len(new.counts)):
        key = new.inner_key(n)
        if period is not None and of not in key:
            rounded[n] = ledger_value(ledger, new, n, rounded[n], period)
            continue
        moved = abs(int(new.counts[n]) - before.get(key, 0)) >= threshold
        if not moved:
            rounded[n] = shown.get(key, 0)
    _check_vintages(new, before, shown, rounded, base, threshold)
    low, high = box(rounded, base)
    release = Release(
        new,
        "rounding",
        new.aggregate(rounded),
        None,
        low,
        high,
        base,
        time.perf_counter() - started,
        rounded,
    )
    ledger.revise(release, period=period, of=of, on=on, threshold=threshold)
    return release


def ledger_value(ledger: Ledger, cube: Cube, index: int, otherwise: int, period: str) -> int:
    """What a cell of another period was published with, if that is closed."""
    place = list(cube.dims).index(period)
    key = cube.inner_key(index)
    entry = ledger.published(key[place])
    return otherwise if entry is None else entry.cells.get("\x1f".join(key), 0)


def _check_vintages(  # noqa: PLR0917  # arrays that belong together
    cube: Cube,
    before: dict[tuple[str, ...], int],
    shown: dict[tuple[str, ...], int],
    rounded: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
    base: int,
    threshold: int,
) -> None:
    for n in range(len(cube.counts)):
        key = cube.inner_key(n)
        first, second = shown.get(key, 0), int(rounded[n])
        if first == second:
            continue
        (low1,), (high1,) = box(np.array([first]), base)
        (low2,), (high2,) = box(np.array([second]), base)
        # Pairs (old, new) that fit both vintages and the rule that the cell moved enough.
        fits = [
            (a, b)
            for a in range(int(low1), int(high1) + 1)
            for b in range(int(low2), int(high2) + 1)
            if abs(a - b) >= threshold
        ]
        for side, count in ((0, before.get(key, 0)), (1, int(cube.counts[n]))):
            values = [pair[side] for pair in fits]
            if count < base and max(values, default=0) - min(values, default=0) < NEED:
                raise ReleaseRefused(
                    "The two vintages together would tell a small count; raise the threshold or"
                    " leave the period as it is."
                )
