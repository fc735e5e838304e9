"""Counting keys, one for each quarter: they open codes that are counted, and no text."""

import asyncio
import os
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from fristed.keeper import assertions, tokens
from fristed.keeper.custody import KeyGone
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.unit_keys import checked_quarter
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of
from fristed.sealing.counts import seal_count

MOST_ITEMS: Final = 500
MOST_QUARTERS: Final = 80
PURPOSE: Final = "count"


async def seal(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Seal codes that could point at a person, each under its quarter's key."""
    await assertions.staff(keeper, ask, at)
    items = [
        (item.name("ref"), checked_quarter(item.name("quarter"), day_of(at)), _payload(item))
        for item in ask.many("items", most=MOST_ITEMS)
    ]
    keys = await _keys(keeper, {quarter for _, quarter, _ in items}, at)
    try:
        sealed = [
            {
                "ref": ref,
                "sealed": seal_count(keys[quarter], ref=ref, quarter=quarter, payload=payload),
            }
            for ref, quarter, payload in items
        ]
    except ValueError as fault:
        raise Refused("payload_too_long") from fault
    return {"items": sealed}


async def hand_out(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The quarters' keys, for the counting job only. Each hand-out is in the log."""
    tokens.check(keeper.settings.home, ask.text("token"), tokens.COUNT)
    if ask.name("purpose") != PURPOSE:
        raise Refused("not_allowed")
    quarters = [
        checked_quarter(text, day_of(at)) for text in ask.names("quarters", most=MOST_QUARTERS)
    ]
    keys = await _keys(keeper, set(quarters), at)
    await keeper.register.write(
        at, lambda book: book.note("count.keys", quarters=sorted(set(quarters)))
    )
    return {"keys": keys}


async def _keys(keeper: Keeper, quarters: Iterable[str], at: datetime) -> dict[str, bytes]:
    return {quarter: await _key(keeper, quarter, at) for quarter in sorted(quarters)}


async def _key(keeper: Keeper, quarter: str, at: datetime) -> bytes:
    """A quarter's key, made when it is missing. Two callers at once get the same."""
    wrapped = await keeper.register.read(at, lambda book: _wrapped(book, quarter))
    if wrapped is None:
        made = await asyncio.to_thread(keeper.custody.wrap, custody_key(quarter), os.urandom(32))
        wrapped = await keeper.register.write(at, lambda book: _keep(book, quarter, made))
    try:
        return await asyncio.to_thread(keeper.custody.unwrap, custody_key(quarter), wrapped)
    except KeyGone as fault:
        raise Refused("destroyed") from fault


def custody_key(quarter: str) -> str:
    return f"count-{quarter.lower()}"


def _wrapped(book: Book, quarter: str) -> bytes | None:
    row = book.one("select wrapped from count_key where quarter = ?", quarter)
    return None if row is None else bytes(row[0])


def _keep(book: Book, quarter: str, made: bytes) -> bytes:
    if book.do("insert or ignore into count_key values (?, ?)", quarter, made):
        book.note("count.key_made", quarter=quarter)
        return made
    return _wrapped(book, quarter) or made


def _payload(item: Ask) -> str:
    return item.text("payload", most=4000)
