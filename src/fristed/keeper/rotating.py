"""Rotation: a new pepper for word codes, and all that custody wraps wrapped anew."""

import asyncio
from datetime import datetime

from fristed.keeper import codes, counting, own, shields, tokens
from fristed.keeper.custody import Custody
from fristed.keeper.keeper import Keeper
from fristed.keeper.register import Book
from fristed.keeper.unit_keys import custody_key
from fristed.keeper.wire import Answer, Ask


async def rotate_pepper(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """A new version. Codes move to it when they are used; the version before still works, the
    one before that no more. So rotate no oftener than codes may lie unused.
    """
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
    version = await asyncio.to_thread(keeper.custody.rotate, codes.PEPPER)

    def keep(book: Book) -> None:
        mark_pepper(book, version)
        book.note("rotate_pepper", version=version)

    await keeper.register.write(at, keep)
    return {"version": version}


async def rewrap(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """New versions of all custody keys, and all they wrap wrapped under those.

    With `forget_older` the old versions are destroyed afterwards: every older backup of the
    keeper is useless from then on, so make a new one at once.
    """
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
    wrapped = await keeper.register.read(at, _all_wrapped)
    fresh = [
        (key, sql, values, await asyncio.to_thread(_anew, keeper.custody, key, old))
        for key, sql, values, old in wrapped
    ]

    def keep(book: Book) -> int:
        kept = sum(book.do(sql, new, *values) for _, sql, values, new in fresh)
        book.note("rewrap", keys=kept)
        return kept

    kept = await keeper.register.write(at, keep)
    if ask.flag("forget_older"):
        for key, *_ in fresh:
            await asyncio.to_thread(keeper.custody.forget_older, key)
        await asyncio.to_thread(keeper.register.forget_old_pages)
    return {"rewrapped": kept}


_PAIR_ANEW = "update pair set wrapped = ? where unit = ? and quarter = ? and wrapped is not null"


def mark_pepper(book: Book, version: int) -> None:
    book.do("insert or ignore into pepper values (?, ?)", version, book.now)


def _anew(custody: Custody, key: str, wrapped: bytes) -> bytes:
    secret = custody.unwrap(key, wrapped)
    custody.rotate(key)
    return custody.wrap(key, secret)


def _all_wrapped(book: Book) -> list[tuple[str, str, tuple[str, ...], bytes]]:
    """Each custody key, how to keep what it wraps anew, and what it wraps now."""
    pairs = book.all("select unit, quarter, wrapped from pair where wrapped is not null")
    counts = book.all("select quarter, wrapped from count_key")
    files = book.all("select file, wrapped from shield where wrapped <> x''")
    return [
        *(
            (
                custody_key(unit, quarter),
                _PAIR_ANEW,
                (unit, quarter),
                wrapped,
            )
            for unit, quarter, wrapped in pairs
        ),
        *(
            (
                counting.custody_key(quarter),
                "update count_key set wrapped = ? where quarter = ?",
                (quarter,),
                wrapped,
            )
            for quarter, wrapped in counts
        ),
        *(
            (
                shields.custody_key(file),
                "update shield set wrapped = ? where file = ?",
                (file,),
                wrapped,
            )
            for file, wrapped in files
        ),
        (
            own.CUSTODY_KEY,
            "update meta set value = ? where name = 'own'",
            (),
            book.meta("own") or b"",
        ),
    ]
