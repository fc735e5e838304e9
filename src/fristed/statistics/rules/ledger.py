"""The ledger of closed years: what has been published, and from what all of it is drawn.

Rounded inner cells only, never a true count, in one chain of hashes for each series. A closed year
is rounded once: every later table of it is sums of the same cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from safecount.disclosure.ledger import Ledger


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


class LedgerBroken(ValueError):
    """An entry was changed, removed or moved: nothing is published until somebody has looked."""


def as_ledger(entries: Sequence[Kept]) -> "Ledger":
    """:raises LedgerBroken: the chain does not hold."""
    from safecount.disclosure.ledger import Entry, Ledger  # noqa: PLC0415 - numpy stays out of doors

    ledger = Ledger([Entry(**{**vars(one), "cells": dict(one.cells)}) for one in entries])
    if not ledger.is_whole():
        raise LedgerBroken
    return ledger


def closed(
    entries: Sequence[Kept], *, year: int, closing: Mapping[str, Any], on: str
) -> Kept | None:
    """The entry that closes a year; none where it is closed with the same cells.

    :raises LedgerBroken: the chain does not hold, or the year is closed with other cells.
    """
    from safecount.disclosure.ledger import Entry  # noqa: PLC0415 - as above

    ledger = as_ledger(entries)
    standing = ledger.published(str(year))
    if standing is not None:
        if closing and standing.cells != closing["cells"]:
            raise LedgerBroken
        return None
    made = Entry.after(
        ledger.head,
        kind="close",
        period=str(year),
        base=closing["base"],
        levels=tuple(closing["levels"]),
        cells=dict(closing["cells"]),
        note={"on": on},
    )
    return Kept(**{name: getattr(made, name) for name in Kept.__dataclass_fields__})
