"""A running MAC over each file's items: what was inserted, removed, moved or copied shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fristed.keeper.keeper import Keeper
from fristed.keeper.own import OwnKeys
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.sealing.context import context

MOST: Final = 20_000
WHOLE: Final = "whole"
INCOMPLETE: Final = "incomplete"
UNCHECKED: Final = "unchecked"


@dataclass(frozen=True)
class Entry:
    """A line of a file's ledger."""

    number: int
    id: str
    slot: str
    part: str
    digest: bytes


@dataclass(frozen=True)
class Chain:
    """How many lines of a file the keeper has seen, and the MAC over them all."""

    count: int = 0
    head: bytes = b""


async def chain(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Append what is beyond the head. What it holds already is passed over, so a call that was
    lost can be made again; lines that differ from those chained show when the file is read.

    :raises Refused: `gap`, when the first is not the next.
    """
    file = ask.name("file")
    entries = read_entries(ask.many("entries", most=MOST))

    def append(book: Book) -> int:
        before = chain_of(book, file)
        beyond = [entry for entry in entries if entry.number > before.count]
        if [entry.number for entry in beyond] != _following(before.count, beyond):
            raise Refused("gap")
        after = extended(keeper.own, file, before, beyond)
        if beyond:
            book.do("insert or replace into chain values (?, ?, ?)", file, after.count, after.head)
        return after.count

    return {"count": await keeper.register.write(at, append)}


def chain_of(book: Book, file: str) -> Chain:
    row = book.one("select count, head from chain where file = ?", file)
    return Chain() if row is None else Chain(row[0], bytes(row[1]))


def extended(own: OwnKeys, file: str, chain: Chain, entries: Iterable[Entry]) -> Chain:
    for entry in entries:
        bound = context(
            chain.head, file, str(entry.number), entry.id, entry.slot, entry.part, entry.digest
        )
        chain = Chain(entry.number, own.mac("chain", bound))
    return chain


def checked(own: OwnKeys, file: str, known: Chain, entries: Sequence[Entry]) -> tuple[str, int]:
    """Whether a ledger is what was chained, and how many lines are not chained yet."""
    in_order = [entry.number for entry in entries] == _following(0, entries)
    seen = extended(own, file, Chain(), entries[: known.count])
    if not in_order or seen != known:
        return INCOMPLETE, 0
    return WHOLE, len(entries) - known.count


def read_entries(lines: Iterable[Ask]) -> list[Entry]:
    return [
        Entry(
            number=line.number("number", least=1),
            id=line.name("id"),
            slot=line.text("slot"),
            part=line.name("part"),
            digest=line.data("digest", size=32),
        )
        for line in lines
    ]


def _following(count: int, entries: Sequence[Entry]) -> list[int]:
    return list(range(count + 1, count + 1 + len(entries)))
