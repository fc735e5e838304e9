"""Closing a file to somebody by name. What she held is taken back, and nobody can give her more."""

from collections.abc import Collection
from datetime import datetime

from fristed.keeper import assertions, grants
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import GrantRow
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask


async def bar(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """By whoever is responsible for the file; never against one who is. Twice is no fault.

    :raises Refused: `no_grant`, `not_allowed`.
    """
    person = ask.name("person")
    staff, file, on_file = await _responsible(keeper, ask, at)

    def keep(book: Book) -> None:
        revoked = grants.revoked_among(book, [row.ref for row in on_file])
        valid = grants.valid(keeper.own, on_file, revoked, at)
        if grants.is_responsible(row for row in valid if row.holder == person):
            raise Refused("not_allowed")
        mark_barred(book, file, person)
        book.note("bar", file=file, barred=person, person=staff)
        for row in on_file:
            if row.holder == person and row.ref not in revoked:
                grants.mark_revoked(book, ref=row.ref, file=file, holder=person, ground=row.ground)
                book.note(
                    "revoke",
                    ref=row.ref,
                    file=file,
                    holder=person,
                    ground=row.ground,
                    person=staff,
                )

    await keeper.register.write(at, keep)
    return {}


async def unbar(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Grants may be given her again; what was taken back stays taken.

    :raises Refused: `no_grant`.
    """
    person = ask.name("person")
    staff, file, _ = await _responsible(keeper, ask, at)

    def keep(book: Book) -> None:
        book.do("delete from barred where file = ? and person = ?", file, person)
        book.note("unbar", file=file, barred=person, person=staff)

    await keeper.register.write(at, keep)
    return {}


def mark_barred(book: Book, file: str, person: str) -> None:
    book.do("insert or ignore into barred values (?, ?, ?)", file, person, book.now)


def is_barred(book: Book, file: str, person: str) -> bool:
    return bool(book.one("select 1 from barred where file = ? and person = ?", file, person))


def barred_from(book: Book, person: str) -> Collection[str]:
    return {row[0] for row in book.all("select file from barred where person = ?", person)}


async def _responsible(keeper: Keeper, ask: Ask, at: datetime) -> tuple[str, str, list[GrantRow]]:
    """Who asks, about which file, and every grant there is on it."""
    staff = await assertions.staff(keeper, ask, at)
    file = ask.about = ask.name("file")
    on_file = await keeper.records.grants_on(file)
    revoked = await keeper.register.read(
        at, lambda book: grants.revoked_among(book, [row.ref for row in on_file])
    )
    valid = grants.valid(keeper.own, on_file, revoked, at)
    if not grants.is_responsible(row for row in valid if row.holder == staff.person):
        raise Refused("no_grant")
    return staff.person, file, on_file
