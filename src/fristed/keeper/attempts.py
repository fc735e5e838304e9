"""Wrong codes, counted for each person and never for the house: nobody can slow others down."""

from typing import Final

from fristed.keeper.own import OwnKeys
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.sealing.context import context

MOST: Final = 5
WINDOW_SECONDS: Final = 5 * 60


def check(book: Book, own: OwnKeys, person: str) -> None:
    """Five wrong within five minutes, and she waits five minutes from the fifth.

    :raises Refused: `too_many`.
    """
    rows = book.all(
        "select at from wrong where person = ? order by at desc limit ?",
        *(_key(own, person), MOST),
    )
    times = [row[0] for row in rows]
    are_close = len(times) == MOST and times[0] - times[-1] < WINDOW_SECONDS
    if are_close and book.now < times[0] + WINDOW_SECONDS:
        raise Refused("too_many")


def note_wrong(book: Book, own: OwnKeys, person: str) -> None:
    book.do("delete from wrong where at < ?", book.now - 2 * WINDOW_SECONDS)
    book.do("insert into wrong values (?, ?)", _key(own, person), book.now)


def _key(own: OwnKeys, person: str) -> bytes:
    """Whoever was typed, known here or not: kept as a MAC, for an unknown name may be a secret."""
    return own.mac("attempts", context(person))
