"""Whether somebody else works with the same person: an index nobody can read or search by name.

What identifies a person becomes an HMAC under a key of the quarter that never leaves custody. The
index dies with the quarter. Nothing here says who, or in which case: only that there is somebody.
"""

import asyncio
import re
from datetime import datetime, timedelta
from typing import Final

from fristed.keeper import assertions, caps, grants, tokens
from fristed.keeper.custody import KeyGone
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import Quarter, day_of
from fristed.kernel.refs import new_ref
from fristed.sealing.context import context

LONGEST: Final = 200
MOST: Final = 500


async def ask_match(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Whether another person has asked about the same one this quarter.

    With a file, which the asker must be responsible for, her case stands in the index from now on
    and both are told. Without one, for a case that holds no identifier, only she is told. Each
    asking counts as one file opened.

    :raises Refused: `no_grant`, `cap_reached` or `malformed`.
    """
    staff = await assertions.staff(keeper, ask, at)
    identifier = normal_form(ask.text("identifier", most=LONGEST))
    file = ask.about = ask.text("file", most=64, empty=True)
    if file and not await _is_responsible(keeper, staff.person, file, at):
        raise Refused("no_grant")
    quarter = str(Quarter.of(day_of(at)))
    tag = await _tag(keeper, quarter, identifier, at)

    def look(book: Book) -> bool:
        _hold_cap(book, staff.person)
        book.do("delete from match where quarter <> ?", quarter)
        others = book.all(
            "select file from match where tag = ? and person <> ? and file <> ?",
            *(tag, staff.person, file),
        )
        if file:
            _keep(book, quarter, tag, file, staff.person)
            for (other,) in others:
                _tell(book, file, other)
        book.note("match.ask", person=staff.person, file=file, found=len(others))
        return bool(others)

    found = await keeper.register.write(at, look)
    return {"found": found}


async def told(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Cases whose owners are to be told, after number `since`. For the worker."""
    tokens.check(keeper.settings.home, ask.text("token"), tokens.WORKER)
    since = ask.number("since")
    rows = await keeper.register.read(
        at,
        lambda book: book.all(
            "select n, pair, file from matched where n > ? order by n limit ?", since, MOST
        ),
    )
    return {"matches": [{"n": n, "pair": pair, "file": file} for n, pair, file in rows]}


def normal_form(identifier: str) -> str:
    """A national identity number or D-number: its eleven digits, however they were written.

    :raises Refused: `malformed`.
    """
    digits = re.sub(r"[\s.-]", "", identifier)
    if not re.fullmatch(r"[0-9]{11}", digits):
        raise Refused("malformed")
    return digits


def custody_key(quarter: str) -> str:
    return f"match-{quarter.lower()}"


async def _tag(keeper: Keeper, quarter: str, identifier: str, at: datetime) -> bytes:
    """Under the quarter's key, which is made when it is missing; the one before it is destroyed."""
    data = context("match", quarter, identifier)
    key = custody_key(quarter)
    try:
        return await asyncio.to_thread(keeper.custody.hmac, key, 1, data)
    except KeyGone:
        await asyncio.to_thread(keeper.custody.rotate, key)
        earlier = str(Quarter.of(Quarter.of(day_of(at)).starts_on() - timedelta(days=1)))
        await asyncio.to_thread(keeper.custody.destroy, custody_key(earlier))
        return await asyncio.to_thread(keeper.custody.hmac, key, 1, data)


async def _is_responsible(keeper: Keeper, person: str, file: str, at: datetime) -> bool:
    held = await keeper.records.grants_of(person, [file])
    revoked = await keeper.register.read(
        at, lambda book: grants.revoked_among(book, [grant.ref for grant in held])
    )
    return grants.is_responsible(grants.valid(keeper.own, held, revoked, at))


def _hold_cap(book: Book, person: str) -> None:
    """:raises Refused: `cap_reached`; her leader is told."""
    counted_as = new_ref("spm")  # each asking is one of its own
    if not caps.person_has_room(book, person, counted_as):
        caps.tell_leaders(book, person)
        raise Refused("cap_reached")
    caps.note_opened(book, person, counted_as)


def _keep(book: Book, quarter: str, tag: bytes, file: str, person: str) -> None:
    book.do("delete from match where file = ?", file)  # a case has one person
    book.do("insert into match values (?, ?, ?, ?, ?)", quarter, tag, file, person, book.now)


def _tell(book: Book, file: str, other: str) -> None:
    """Both, once for each pair of cases."""
    first, second = sorted((file, other))
    pair = new_ref("par")
    for one, between in ((first, f"{first} {second}"), (second, f"{second} {first}")):
        book.do(
            "insert or ignore into matched (pair, file, once, at) values (?, ?, ?, ?)",
            *(pair, one, between, book.now),
        )
