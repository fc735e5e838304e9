"""Nested rounding: breaking a published cell down further without contradicting it."""

from collections.abc import Sequence

import numpy as np


def nest(
    published: int, children: Sequence[int], *, base: int, random: np.random.Generator
) -> list[int] | None:
    """Round the parts of a cell so that they add up to what it was published with.

    published  r of the cell, from the ledger                                 [records]
    children   true counts of its parts                                       [records]
    returns    a rounded count for each part, 0 or at least base, or None: not available

    A cell of 0 has parts of 0. A cell of base has one part of base, chosen in proportion to the
    counts. A larger cell keeps its large parts as near as can be, raises just so many small
    ones that least is left over, and shares what is left among the large parts, none of which
    may fall below base or move by base or more.
    """
    counts = np.asarray(children, dtype=np.int64)
    parts = np.zeros(len(counts), dtype=np.int64)
    if published == 0:
        return parts.tolist()
    if published == base:
        if not counts.any():
            return None
        parts[random.choice(len(counts), p=counts / counts.sum())] = base
        return parts.tolist()
    large, small = np.flatnonzero(counts >= base), np.flatnonzero((counts > 0) & (counts < base))
    parts[large] = counts[large]
    for raised in _numbers_raised(published - int(counts[large].sum()), len(small), base):
        left = published - int(counts[large].sum()) - raised * base
        shares = _shared(left, parts[large], base, random)
        if shares is None:
            continue
        parts[large] += shares
        if raised:
            chance = counts[small] / counts[small].sum()
            parts[random.choice(small, size=raised, replace=False, p=chance)] = base
        return parts.tolist()
    return None


def _numbers_raised(wanted: int, small: int, base: int) -> list[int]:
    """How many small parts to raise, best first."""
    return sorted(range(small + 1), key=lambda raised: abs(wanted - raised * base))


def _shared(
    left: int,
    large: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
    base: int,
    random: np.random.Generator,
) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]] | None":
    """Share a difference one by one among the large parts, or None when they cannot take it."""
    change = np.zeros(len(large), dtype=np.int64)
    step = 1 if left > 0 else -1
    for _ in range(abs(left)):
        room = np.abs(change + step) < base
        if step < 0:
            room &= large + change + step >= base
        able = np.flatnonzero(room)
        if not len(able):
            return None
        nearest = able[np.abs(change[able]) == np.abs(change[able]).min()]
        change[random.choice(nearest)] += step
    return change
