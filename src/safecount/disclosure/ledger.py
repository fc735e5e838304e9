"""The ledger: what has been published, so that no two releases can be compared against each other.

It holds rounded inner cells only, never a true count, in entries chained by hashes: a changed,
removed or reordered entry is found when the file is opened.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from safecount.arrays import Flags, Ints
from safecount.cube import Cube
from safecount.disclosure.boxes import box, revised_box
from safecount.disclosure.releases import Release
from safecount.failures import ReleaseRefused
from safecount.writing import write_whole

FORMAT = "safecount-ledger/1"
EVERY = "*"  # the period of data without a time dimension
START = "0" * 64
SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    kind     "close": a period was published; "announce": a revision is coming;
             "revise": it came; "nest": a published period was broken down further
    period   which period
    base     the rounding base                                     [records]
    levels   the finest levels of the cells, period included
    cells    rounded inner cells that are not zero, by their codes
    note     dates and rules, in words and numbers
    """

    kind: str
    period: str
    base: int
    levels: tuple[str, ...]
    cells: dict[str, int]
    note: dict[str, Any]
    previous: str
    hash: str

    @classmethod
    def after(cls, previous: str, **fields: Any) -> "Entry":
        return cls(**fields, previous=previous, hash=_digest(previous, fields))

    def is_whole(self) -> bool:
        fields = {
            name: getattr(self, name)
            for name in ("kind", "period", "base", "levels", "cells", "note")
        }
        return self.hash == _digest(self.previous, fields)


@dataclass(slots=True)
class Ledger:
    """A chain of entries, oldest first."""

    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def open(cls, path: str | Path) -> "Ledger":
        """Read a ledger and check its chain; a file that is not there is an empty ledger.

        :raises ReleaseRefused: the chain is broken.
        """
        path = Path(path)
        if not path.exists():
            return cls()
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            entries = [
                Entry(**{**raw, "levels": tuple(raw["levels"])}) for raw in document["entries"]
            ]
            sound = document["format"] == FORMAT
        except (ValueError, KeyError, TypeError):
            raise ReleaseRefused(f"{path.name} is not a ledger.") from None
        ledger = cls(entries)
        if not sound or not ledger.is_whole():
            raise ReleaseRefused(f"{path.name} has been changed: its chain of hashes is broken.")
        return ledger

    def is_whole(self) -> bool:
        """Whether every entry is unchanged and follows the one before."""
        previous = START
        for entry in self.entries:
            if entry.previous != previous or not entry.is_whole():
                return False
            previous = entry.hash
        return True

    def save(self, path: str | Path) -> None:
        """Write the file whole or not at all."""
        document = {"format": FORMAT, "entries": [_plain(entry) for entry in self.entries]}
        text = json.dumps(document, ensure_ascii=False, indent=0)
        write_whole(Path(path), text.encode())

    @property
    def head(self) -> str:
        """Hash of the newest entry; publish it, and the past cannot be rewritten unnoticed."""
        return self.entries[-1].hash if self.entries else START

    def published(self, period: str) -> Entry | None:
        """The newest figures of a period, or None when it is still open."""
        for entry in reversed(self.entries):
            if entry.period == period and entry.kind in ("close", "revise"):
                return entry
        return None

    def first(self, period: str) -> Entry | None:
        """A period as it was closed, before any revision."""
        return next((e for e in self.entries if e.period == period and e.kind == "close"), None)

    def nested(self, period: str) -> Entry | None:
        """The further breakdown of a closed period, or None."""
        for entry in reversed(self.entries):
            if entry.period == period and entry.kind == "nest":
                return entry
        return None

    def is_nested(self, cube: Cube) -> bool:
        """Whether closed periods have been broken down by the finest levels of this cube."""
        return any(e.kind == "nest" and e.levels == levels_of(cube) for e in self.entries)

    def frozen(self, cube: Cube, base: int, period: str | None) -> tuple[Flags, Ints]:
        """Which inner cells belong to closed periods, and their rounded values.

        :raises ReleaseRefused: a closed period was published with another breakdown or base.
        """
        fixed = np.zeros(len(cube.counts), dtype=bool)
        values = np.zeros(len(cube.counts), dtype=np.int64)
        for name, members in by_period(cube, period):
            entry = self.published(name)
            if entry is None:
                continue
            if entry.levels != levels_of(cube) or entry.base != base:
                raise ReleaseRefused(
                    f"{named(name)} is closed with cells by {', '.join(entry.levels)} and base"
                    f" {entry.base}; another breakdown could be compared with it. Use nested"
                    " rounding for a finer one."
                )
            known = keys_of(cube, members)
            missing = set(entry.cells) - set(known)
            if missing:
                raise ReleaseRefused(
                    f"{named(name)} is closed, and the input no longer has all its published"
                    " cells. Announce a revision."
                )
            fixed[members] = True
            values[members] = [entry.cells.get(key, 0) for key in known]
        return fixed, values

    def boxes(self, cube: Cube, rounded: Ints, base: int, period: str | None) -> tuple[Ints, Ints]:
        """What rounded inner cells tell about the true ones, of revised periods both vintages."""
        low, high = box(rounded, base)
        for name, members in by_period(cube, period) if self.entries else ():
            first, newest = self.first(name), self.published(name)
            if first is None or newest is None or newest.kind != "revise":
                continue
            before = np.array([first.cells.get(key, 0) for key in keys_of(cube, members)])
            threshold = newest.note["threshold"]
            low[members], high[members] = revised_box(before, rounded[members], base, threshold)
        return low, high

    def record(self, release: Release, *, period: str | None, **note: Any) -> None:
        """Close every period of a release that is not closed yet.

        :raises ReleaseRefused: the release differs from what a closed period was published with.
        """
        if release.rounded is None:
            raise ReleaseRefused("Only rounded releases are kept in the ledger.")
        for name, members in by_period(release.cube, period):
            cells = self._cells(release.cube, release.rounded, members)
            entry = self.published(name)
            if entry is None:
                self._add("close", name, release, cells, note)
            elif entry.cells != cells or entry.levels != levels_of(release.cube):
                raise ReleaseRefused(
                    f"{named(name)} is closed; this release shows it differently, and the two"
                    " could be compared."
                )

    def announce(self, period: str, *, on: str, reason: str) -> None:
        """Say that a closed period will be revised on a day (ISO date), once.

        :raises ReleaseRefused: the period is open, or has been revised before.
        """
        entry = self.published(period)
        if entry is None:
            raise ReleaseRefused(
                f"{named(period)} is not published yet, so there is nothing to revise."
            )
        if any(e.kind == "revise" and e.period == period for e in self.entries):
            raise ReleaseRefused(f"{named(period)} has been revised once; that was the last time.")
        if self.nested(period) is not None:
            raise ReleaseRefused(
                f"{named(period)} has been broken down further, which a revision would contradict."
            )
        self._append(
            kind="announce",
            period=period,
            base=entry.base,
            levels=entry.levels,
            cells={},
            note={"on": on, "reason": reason},
        )

    def announced(self, period: str) -> str | None:
        """The day a revision of a period is announced for, if it is still to come."""
        for entry in reversed(self.entries):
            if entry.period == period and entry.kind == "revise":
                return None
            if entry.period == period and entry.kind == "announce":
                return str(entry.note["on"])
        return None

    def revise(
        self, release: Release, *, period: str | None, of: str, on: str, **note: Any
    ) -> None:
        """Replace a closed period by an announced revision.

        :raises ReleaseRefused: no revision was announced, or its day has not come.
        """
        day = self.announced(of)
        if day is None:
            raise ReleaseRefused(f"No revision of {named(of)} has been announced.")
        if on < day:
            raise ReleaseRefused(f"The revision of {named(of)} is announced for {day}.")
        if release.rounded is None:
            raise ReleaseRefused("Only rounded releases are kept in the ledger.")
        members = dict(by_period(release.cube, period)).get(of)
        if members is None:
            raise ReleaseRefused(f"The release has no {named(of)}.")
        cells = self._cells(release.cube, release.rounded, members)
        self._add("revise", of, release, cells, {"on": on, **note})

    def nest(self, release: Release, *, period: str | None, unavailable: Flags) -> None:
        """Keep the breakdown of closed periods that `break_down` made.

        unavailable  inner cells whose part could not be had          shape (inner,)
        """
        cube = release.cube
        for name, members in by_period(cube, period):
            if self.nested(name) is None and release.rounded is not None:
                missing = members[unavailable[members]]
                cells = self._cells(cube, release.rounded, members[~unavailable[members]])
                note = {"unavailable": keys_of(cube, missing)}
                self._add("nest", name, release, cells, note)

    def inner_values(self, cube: Cube) -> Ints:
        """The rounded inner cells of a cube whose periods are all in the ledger.

        :raises ReleaseRefused: a period is missing.
        """
        known: dict[str, int] = {}
        for name in dict.fromkeys(entry.period for entry in self.entries):
            entry = self.published(name)
            if entry is not None:
                known.update(entry.cells)
        if not self.entries:
            raise ReleaseRefused("The ledger is empty: nothing was published under it.")
        keys = keys_of(cube, np.arange(len(cube.counts)))
        return np.array([known.get(key, 0) for key in keys], dtype=np.int64)

    def _cells(self, cube: Cube, rounded: Ints, members: Ints) -> dict[str, int]:
        keys = keys_of(cube, members)
        return {
            key: int(value)
            for key, value in zip(keys, rounded[members].tolist(), strict=True)
            if value
        }

    def _add(
        self, kind: str, period: str, release: Release, cells: dict[str, int], note: dict[str, Any]
    ) -> None:
        self._append(
            kind=kind,
            period=period,
            base=release.base,
            levels=levels_of(release.cube),
            cells=cells,
            note=note,
        )

    def _append(self, **fields: Any) -> None:
        self.entries.append(Entry.after(self.head, **fields))


def by_period(cube: Cube, period: str | None) -> list[tuple[str, Ints]]:
    if period is None:
        return [(EVERY, np.arange(len(cube.counts)))]
    pair = cube.finest[list(cube.dims).index(period)]
    codes = cube.inner[pair]
    # A period that is only listed, and that nothing has been counted in yet, stays open.
    return [
        (cube.labels[pair][number], np.flatnonzero(codes == number))
        for number in np.unique(codes).tolist()
    ]


def levels_of(cube: Cube) -> tuple[str, ...]:
    return tuple(cube.level_name(pair) for pair in cube.finest)


def keys_of(cube: Cube, members: Ints) -> list[str]:
    return [SEPARATOR.join(cube.inner_key(n)) for n in members.tolist()]


def named(period: str) -> str:
    return "The data" if period == EVERY else f"Period {period}"


def _digest(previous: str, fields: dict[str, Any]) -> str:
    plain = {**fields, "levels": list(fields["levels"])}
    text = json.dumps([previous, plain], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name in Entry.__slots__
        for value in (getattr(entry, name),)
    }
