"""What a published inner cell tells about the true one: the lowest and highest possible count."""

import numpy as np

from safecount.arrays import Flags, Ints


def box(rounded: Ints, base: int) -> tuple[Ints, Ints]:
    """What one rounding tells."""
    low = np.where(rounded == 0, 0, np.where(rounded == base, 1, rounded))
    high = np.where(rounded == 0, base - 1, rounded)
    return low, high


def is_moved(counts: Ints | int, first: Ints | int, base: int, threshold: int) -> Flags:
    """Which cells a revision shows anew: so far from every count that the first figure may stand
    for, and below the base only where that alone leaves every small count possible.

    counts  true counts as they are now                    [records]
    first   what was published first                       [records]
    """
    counts, first = np.asarray(counts), np.asarray(first)
    low, high = box(first, base)
    far = (counts >= high + threshold) | (counts <= low - threshold)
    return far & ((counts >= base) | (first >= base + threshold))


def revised_box(first: Ints, second: Ints, base: int, threshold: int) -> tuple[Ints, Ints]:
    """What both vintages and the rule of `is_moved` tell about the counts of the second."""
    low1, high1 = box(first, base)
    low2, high2 = box(second, base)
    kept = first == second
    low = np.where(second > first, np.maximum(low2, high1 + threshold), low2)
    high = np.where(second < first, np.minimum(high2, low1 - threshold), high2)
    never_small = first >= base + threshold
    return (
        np.where(kept, np.where(never_small, first - threshold + 1, 0), low),
        np.where(kept, high1 + threshold - 1, high),
    )
