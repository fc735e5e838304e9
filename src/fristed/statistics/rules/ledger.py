"""The ledger of closed years: what has been published, and from what all of it is drawn.

Rounded inner cells only, never a true count, in one chain of hashes for each series. A closed year
is rounded once: every later table of it is sums of the same cells, until a revision that was
announced before it came, once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from safecount.disclosure.ledger import Entry, Ledger


@dataclass(frozen=True)
class Kept:
    """An entry as it is kept; the words are those of `safecount.disclosure.ledger.Entry`."""

    kind: str
    period: str
    base: int
    levels: tuple[str, ...]
    cells: Mapping[str, int]
    note: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True)
class Standing:
    """How a year stands.

    due_on   the day its announced revision comes, as an ISO date; empty where none is to come
    """

    is_closed: bool
    is_revised: bool
    due_on: str

    def revises_on(self, day: str) -> bool:
        """Whether a table that is drafted that day (ISO date) is the revision."""
        return bool(self.due_on) and self.due_on <= day


class LedgerBroken(ValueError):
    """An entry was changed, removed or moved: nothing is published until somebody has looked."""


class NotRevisable(ValueError):
    """The year is not closed, or a revision of it was announced before."""


def as_ledger(entries: Sequence[Kept]) -> "Ledger":
    """:raises LedgerBroken: the chain does not hold."""
    from safecount.disclosure.ledger import Entry, Ledger  # noqa: PLC0415 - numpy stays out of doors

    ledger = Ledger([Entry(**{**vars(one), "cells": dict(one.cells)}) for one in entries])
    if not ledger.is_whole():
        raise LedgerBroken
    return ledger


def standing(entries: Sequence[Kept], year: int) -> Standing:
    """From the entries' kinds alone: a page asks this, and a page loads no numpy."""
    mine = [one for one in entries if one.period == str(year)]
    kinds = {one.kind for one in mine}
    announced = [one.note["on"] for one in mine if one.kind == "announce"]
    return Standing(
        is_closed="close" in kinds,
        is_revised="revise" in kinds,
        due_on=announced[-1] if announced and "revise" not in kinds else "",
    )


def announced(entries: Sequence[Kept], *, year: int, due_on: str, reason: str) -> Kept:
    """The entry that announces a revision.

    :raises LedgerBroken: the chain does not hold.
    :raises NotRevisable: the year is open, revised, or announced before.
    """
    from safecount.failures import ReleaseRefused  # noqa: PLC0415 - as above

    ledger = as_ledger(entries)
    if standing(entries, year).due_on:
        raise NotRevisable
    try:
        ledger.announce(str(year), on=due_on, reason=reason)
    except ReleaseRefused as refused:
        raise NotRevisable from refused
    return _kept(ledger.entries[-1])


def closed(
    entries: Sequence[Kept], *, year: int, closing: Mapping[str, Any], total: int | None, on: str
) -> Kept | None:
    """The entry that closes a year or revises it; none where it stands there with the same cells.

    closing   see `rules.protecting.Protected`
    total     what is published of it, exact; None where it is below the base

    :raises LedgerBroken: the chain does not hold, or the year stands there with other cells.
    """
    from safecount.disclosure.ledger import Entry  # noqa: PLC0415 - as above

    ledger = as_ledger(entries)
    newest = ledger.published(str(year))
    if not closing:
        return None
    if newest is not None and newest.kind == closing["kind"]:
        if newest.cells != closing["cells"]:
            raise LedgerBroken
        return None
    if closing["kind"] == "revise":
        if newest is None or not standing(entries, year).revises_on(on):
            raise LedgerBroken
    elif newest is not None:
        raise LedgerBroken
    made = Entry.after(
        ledger.head,
        kind=closing["kind"],
        period=str(year),
        base=closing["base"],
        levels=tuple(closing["levels"]),
        cells=dict(closing["cells"]),
        note={"on": on, "total": total} | closing.get("note", {}),
    )
    return _kept(made)


def _kept(entry: "Entry") -> Kept:
    return Kept(**{name: getattr(entry, name) for name in Kept.__dataclass_fields__})
