"""The rounding search as a numba kernel: greedy start from a heap, then flips and exchanges."""

# ruff: noqa: C901, PLR0912, PLR0915, PLR0917  # one kernel: numba pays for calls between functions

import functools
import heapq
from collections.abc import Callable
from typing import Any

import numpy as np

from safecount.fast import compiled

#: Cells whose gain is worked out anew before one of them is raised.
RENEWALS = 60


@functools.cache
def exchange() -> Callable[..., Any]:
    """The compiled search; see `_exchange_kernel` for its arguments."""
    return compiled(_exchange_kernel)


def _exchange_kernel(  # type: ignore[no-untyped-def]  # numba infers; annotations would not help it
    member, counts, weight, starts, units, base, turns, easing, key
):  # one kernel: numba pays for every call between functions
    """Which cells go up.

    member   published cells of each small cell                 shape (small, combinations)
    counts   true counts below the base                         shape (small,)
    weight   weight of each published cell, changed in place    shape (cells,)
    starts, units  the small cells in each published cell
    turns    sweeps, and the sweeps at which weights are softened and made equal
    easing   how much worse a move may be at first, in base squared, and when that has ended
    key      seed of a xorshift generator
    """
    size, width = member.shape
    state = key | np.uint64(1)
    error = np.zeros(len(weight))
    own = np.zeros(size)
    total = 0
    for i in range(size):
        total += counts[i]
        for k in range(width):
            error[member[i, k]] -= counts[i]
            own[i] += weight[member[i, k]]
    for _ in range(20):
        state ^= state << np.uint64(13)
        state ^= state >> np.uint64(7)
        state ^= state << np.uint64(17)
    up = np.zeros(size, np.bool_)
    wanted = int(np.floor(total / base + (state >> np.uint64(11)) * (1.0 / 9007199254740992.0)))

    heap = [(0.0, 0) for _ in range(0)]
    for i in range(size):
        slope = 0.0
        for k in range(width):
            slope += weight[member[i, k]] * error[member[i, k]]
        heap.append((2 * base * slope + base * base * own[i], i))
    heapq.heapify(heap)
    while wanted > 0 and len(heap) > 0:
        # Gains only get worse as others go up, so the top of the heap, once renewed and still
        # on top, is the best there is. After a few renewals the best of them is good enough:
        # every raise moves all gains a little, and renewing them all would be quadratic.
        best = (np.inf, -1)
        for _ in range(RENEWALS):
            if len(heap) == 0:
                break
            _, i = heapq.heappop(heap)
            slope = 0.0
            for k in range(width):
                slope += weight[member[i, k]] * error[member[i, k]]
            now = (2 * base * slope + base * base * own[i], i)
            if now[0] < best[0]:
                now, best = best, now
            if now[1] >= 0:
                heapq.heappush(heap, now)
            if len(heap) == 0 or best[0] <= heap[0][0]:
                break
        i = best[1]
        up[i] = True
        wanted -= 1
        for k in range(width):
            error[member[i, k]] += base

    for sweep in range(turns[0]):
        slack = easing[0] * base * base * (1.0 - sweep / (easing[1] * turns[0]))
        limit = max(0.0, slack) - 1e-9
        if sweep == turns[1] or sweep == turns[2]:
            for c in range(len(weight)):
                weight[c] = np.sqrt(weight[c]) if sweep == turns[1] else 1.0
            for i in range(size):
                own[i] = 0.0
                for k in range(width):
                    own[i] += weight[member[i, k]]
        for _ in range(size):
            state ^= state << np.uint64(13)
            state ^= state >> np.uint64(7)
            state ^= state << np.uint64(17)
            i = int(state % np.uint64(size))
            step = -base if up[i] else base
            slope = 0.0
            for k in range(width):
                slope += weight[member[i, k]] * error[member[i, k]]
            if 2 * step * slope + base * base * own[i] < limit:
                for k in range(width):
                    error[member[i, k]] += step
                up[i] = not up[i]
                continue
            cell = member[i, int((state >> np.uint64(32)) % np.uint64(width))]
            start = starts[cell]
            length = starts[cell + 1] - start
            j = -1
            for _ in range(4):
                state ^= state << np.uint64(13)
                state ^= state >> np.uint64(7)
                state ^= state << np.uint64(17)
                other = units[start + int(state % np.uint64(length))]
                if up[other] != up[i]:
                    j = other
                    break
            if j < 0:
                continue
            gain = 0.0
            for k in range(width):
                ours = member[i, k]
                theirs = member[j, k]
                if ours != theirs:
                    gain += weight[ours] * (2 * step * error[ours] + base * base)
                    gain += weight[theirs] * (base * base - 2 * step * error[theirs])
            if gain < limit:
                for k in range(width):
                    ours = member[i, k]
                    theirs = member[j, k]
                    if ours != theirs:
                        error[ours] += step
                        error[theirs] -= step
                up[i] = not up[i]
                up[j] = not up[j]
    return up
