"""The heads of the house's trail, sealed here every few seconds: it cannot be cut or rewritten."""

from datetime import datetime
from typing import Final

from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.sealing.context import context

HASH_BYTES: Final = 32


async def head(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Seal where a chain ends now.

    :raises Refused: `head_refused`, for a shorter chain, or another hash for the same length.
    """
    chain, n, shown = ask.name("chain"), ask.number("n"), ask.data("hash", size=HASH_BYTES)
    seal = keeper.own.mac("heads", context(chain, str(n), shown))

    def keep(book: Book) -> None:
        known = book.one("select n, hash from head where chain = ?", chain)
        if known and (n < known[0] or (n == known[0] and shown != known[1])):
            book.alarm("head_mismatch", chain=chain, sealed=known[0], shown=n)
            raise Refused("head_refused")
        book.do(
            "insert or replace into head values (?, ?, ?, ?, ?)", chain, n, shown, seal, book.now
        )

    await keeper.register.write(at, keep)
    return {"chain": chain, "n": n, "seal": seal}


async def heads(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    rows = await keeper.register.read(
        at, lambda book: book.all("select chain, n, hash, seal from head order by chain")
    )
    return {
        "heads": [
            {"chain": chain, "n": n, "hash": kept, "seal": seal} for chain, n, kept, seal in rows
        ]
    }
