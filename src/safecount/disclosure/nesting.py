"""Nested rounding: breaking a published cell down further without contradicting it."""

import time
from collections.abc import Sequence

import numpy as np

from safecount.arrays import Flags, Ints
from safecount.cube import Cube
from safecount.disclosure.auditing import Known, audit
from safecount.disclosure.ledger import (
    SEPARATOR,
    Entry,
    Ledger,
    by_period,
    keys_of,
    levels_of,
    named,
)
from safecount.disclosure.releases import Release
from safecount.disclosure.rounding import Seed, seed_digest
from safecount.failures import ReleaseRefused


def break_down(ledger: Ledger, cube: Cube, *, period: str | None, base: int, seed: Seed) -> Release:
    """Show closed periods in more detail than they were published with, and enter it in the ledger.

    cube     the same records, counted by the published levels and by more
    period   the dimension that says which period a cell belongs to
    seed     a secret; the same seed and cube give the same answer
    returns  a Release over the cube; cells that would split a published count which no parts of 0
             or at least the base add up to are blank ("P")

    Everything shown is a function of what was published and of parts that add up to it. What the
    parts tell together with the published counts is attacked before anything is kept. A period is
    broken down once: the same breakdown again gives the same parts, another is refused.

    :raises ReleaseRefused: a period is not closed, was closed with levels that the cube does not
        have or with another base, has been broken down otherwise, or the parts would tell a small
        count.
    """
    started = time.perf_counter()
    size = len(cube.counts)
    rounded, unavailable = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool)
    low, high = np.zeros(size, dtype=np.int64), np.full(size, base - 1)
    whole: list[Known] = []
    parents = np.zeros(size, dtype=np.int64)
    for name, members in by_period(cube, period):
        entry = _closed(ledger, cube, name, base)
        above = _above(cube, entry, members)
        known = ledger.nested(name)
        for key in dict.fromkeys(above):
            inside = members[[k == key for k in above]]
            parents[inside] = inside[0]
            shown = entry.cells.get(key, 0)
            parts = _parts(known, cube, inside, shown, base, _random(seed, name, key))
            # The sum of the parts is known whether they are or not; it stands at the first.
            rounded[inside] = [shown, *[0] * (len(inside) - 1)] if parts is None else parts
            unavailable[inside] = parts is None
            low[inside], high[inside] = _limits(rounded[inside], shown, base, parts is None)
            if shown > base and int(cube.counts[inside].sum()) == shown:
                where = dict(zip(entry.levels, key.split(SEPARATOR), strict=True))
                whole.append(Known(where, shown, "published"))
    hidden = _splitting(cube, parents, unavailable)
    published = np.where(hidden, -1, cube.aggregate(rounded))
    release = Release(
        cube=cube,
        method="rounding",
        published=published,
        status=tuple(np.where(hidden, "P", "").tolist()),
        low=low,
        high=high,
        base=base,
        seconds=time.perf_counter() - started,
        rounded=rounded,
    )
    if not audit(release, known=whole).passed:
        raise ReleaseRefused("The parts would tell a small count together with what is published.")
    ledger.nest(release, period=period, unavailable=unavailable)
    return release


def _closed(ledger: Ledger, cube: Cube, name: str, base: int) -> Entry:
    entry, known = ledger.published(name), ledger.nested(name)
    levels = levels_of(cube)
    if entry is None:
        raise ReleaseRefused(f"{named(name)} is not closed, so there is nothing to break down.")
    if entry.kind == "revise":
        raise ReleaseRefused(
            f"{named(name)} has been revised; its cells are no longer sums of parts."
        )
    if entry.base != base:
        raise ReleaseRefused(f"{named(name)} was published with base {entry.base}.")
    available = {cube.level_name(pair) for pair in cube.inner}
    if not set(entry.levels) <= available or levels == entry.levels:
        raise ReleaseRefused(
            f"{named(name)} was published by {', '.join(entry.levels)}; a further breakdown has"
            " all of these levels and more."
        )
    if known is not None and known.levels != levels:
        raise ReleaseRefused(
            f"{named(name)} has been broken down by {', '.join(known.levels)}; another breakdown"
            " could be compared with it."
        )
    return entry


def _above(cube: Cube, entry: Entry, members: Ints) -> list[str]:
    """For each inner cell, the key of the published cell it is part of.

    :raises ReleaseRefused: a published cell has no parts any longer.
    """
    pairs = {cube.level_name(pair): pair for pair in cube.inner}
    columns = [
        [cube.labels[pairs[level]][code] for code in cube.inner[pairs[level]][members].tolist()]
        for level in entry.levels
    ]
    keys = [SEPARATOR.join(codes) for codes in zip(*columns, strict=True)]
    if set(entry.cells) - set(keys):
        raise ReleaseRefused("The input no longer has all the published cells.")
    return keys


def _parts(  # noqa: PLR0917  # arrays that belong together
    known: Entry | None,
    cube: Cube,
    inside: Ints,
    shown: int,
    base: int,
    random: np.random.Generator,
) -> list[int] | None:
    if known is None:
        return nest(shown, cube.counts[inside].tolist(), base=base, random=random)
    keys = keys_of(cube, inside)
    if set(keys) & set(known.note["unavailable"]):
        return None
    parts = [known.cells.get(key, 0) for key in keys]
    return parts if sum(parts) == shown else None


def _limits(rounded: Ints, shown: int, base: int, unavailable: bool) -> tuple[Ints, Ints]:
    """What a part tells about its true count."""
    if unavailable:
        return np.zeros_like(rounded), np.full_like(rounded, shown + base - 1)
    least = 1 if shown == base else rounded - base + 1
    most = base if shown == base else rounded + base - 1
    return (
        np.where(rounded == 0, 0, np.maximum(least, 1)),
        np.where(rounded == 0, base - 1, most),
    )


def _splitting(cube: Cube, parents: Ints, unavailable: Flags) -> Flags:
    """Published cells that hold some but not all parts of a count that could not be split."""
    hidden = np.zeros(cube.size, dtype=bool)
    missing = np.flatnonzero(unavailable)
    if not len(missing):
        return hidden
    parts = np.bincount(parents[missing], minlength=len(parents))
    for column in cube.member.T:
        held, times = np.unique(
            np.stack([column[missing].astype(np.int64), parents[missing]]),
            axis=1,
            return_counts=True,
        )
        hidden[held[0][times < parts[held[1]]]] = True
    return hidden


def _random(seed: Seed, period: str, key: str) -> np.random.Generator:
    """Draws that depend on the secret and on the published cell, and on nothing else."""
    digest = seed_digest("safecount nesting", seed, period, key)
    return np.random.default_rng(int.from_bytes(digest, "big"))


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


def _shared(left: int, large: Ints, base: int, random: np.random.Generator) -> Ints | None:
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
