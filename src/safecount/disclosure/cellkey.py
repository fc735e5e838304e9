"""Cell-key perturbation, for comparison: not additive, and averaged away behind an open query."""

import hashlib
import hmac
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from safecount.arrays import Flags, Floats, Ints
from safecount.cube import Cube
from safecount.disclosure.releases import Release
from safecount.failures import PlanError


@dataclass(frozen=True, slots=True)
class TransitionTable:
    """Probabilities of each change for each true count.

    changes        -largest .. largest
    probabilities  row i for true count i; the last row for that and all larger
                   shape (rows, changes)
    """

    changes: Ints
    probabilities: Floats = field(repr=False)


def transition_table(
    *, largest: int = 5, variance: float = 3.0, hidden: int = 2
) -> TransitionTable:
    """The changes with most entropy that are unbiased, of given variance, and never too small.

    largest   D: no count changes by more                                [records]
    variance  V of the change
    hidden    js: no count from 1 to this is ever published; zeros stay zero

    For each true count, p(v) is proportional to exp(a v + b v^2) on the changes allowed, with
    a and b such that the mean is 0 and the variance V.

    Source: Marley and Leaver (2011); Giessing (2016), Computational issues in the design of
    transition probabilities and disclosure risk estimation for additive noise, PSD 2016.

    :raises PlanError: some count has no such distribution: more room or less variance is needed.
    """
    changes = np.arange(-largest, largest + 1)
    rows = [np.where(changes == 0, 1.0, 0.0)]
    for count in range(1, largest + hidden + 2):
        after = count + changes
        allowed = (after == 0) | (after > hidden)
        rows.append(_most_entropy(changes, allowed, variance, count))
    return TransitionTable(changes, np.array(rows))


def _most_entropy(changes: Ints, allowed: Flags, variance: float, count: int) -> Floats:
    """Newton's method on the dual, two parameters."""
    steps = changes[allowed].astype(float)
    moments = np.stack([steps, steps**2])
    goal = np.array([0.0, variance])
    slope = np.array([0.0, -0.05])
    for _ in range(500):
        levels = slope @ moments
        weight = np.exp(levels - levels.max())
        weight /= weight.sum()
        gap = goal - moments @ weight
        if np.abs(gap).max() < 1e-12:
            answer = np.zeros(len(changes))
            answer[allowed] = weight
            return answer
        spread = (moments * weight) @ moments.T - np.outer(moments @ weight, moments @ weight)
        if np.linalg.cond(spread) > 1e13:
            break
        step = np.linalg.solve(spread, gap)
        slope = slope + step * min(1.0, 1.0 / max(np.abs(step).max(), 1e-9))
    raise PlanError(
        f"A count of {count} cannot be changed without bias with this variance and room; allow"
        " larger changes or ask for less variance."
    )


def record_keys(identifiers: Iterable[str], secret: bytes) -> Floats:
    """A number from 0 to 1 for each record, the same every time it is asked."""
    digests = (hmac.new(secret, text.encode(), hashlib.sha256).digest() for text in identifiers)
    return np.array([int.from_bytes(d[:6], "big") / 2**48 for d in digests])


def perturb(cube: Cube, keys: Floats, table: TransitionTable) -> Release:
    """Change every published cell by its key.

    keys  fractional part of the summed record keys of each inner cell     shape (inner,)

    The same set of records gets the same change in every table and release, but sums no longer
    add up, and who may ask freely can average the changes away (Asghar and Kaafar 2020). Here to
    be compared with, not to be published.
    """
    started = time.perf_counter()
    cell_keys = np.zeros(cube.size)
    for column in cube.member.T:
        cell_keys += np.bincount(column, weights=keys, minlength=cube.size)
    cell_keys %= 1.0
    cumulative = table.probabilities.cumsum(axis=1)
    rows = np.minimum(cube.totals, len(cumulative) - 1)
    chosen = (cumulative[rows] <= cell_keys[:, None]).sum(axis=1)
    changed = cube.totals + table.changes[np.minimum(chosen, len(table.changes) - 1)]
    zeros = np.zeros(len(cube.counts), dtype=np.int64)
    return Release(
        cube=cube,
        method="cell key",
        published=changed,
        status=None,
        low=zeros,
        high=zeros - 1,
        base=1,
        seconds=time.perf_counter() - started,
    )
