"""A young person's conversation that goes on to another team.

The key stays where it is sealed; whose members may ask for it is written here. An offer opens
nothing, and can be withdrawn until a member of the other team accepts it. In that moment whoever
read it before reads it no more.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from fristed.keeper import admin, assertions, grants
from fristed.keeper.assertions import Staff
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import FileRow
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book, marks
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of
from fristed.kernel.refs import new_ref

CONVERSATION: Final = "conversation"
OPEN: Final = "select ref, unit from passed where file = ? and accepted = 0 and withdrawn = 0"


async def offer(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """By a member of the team that has it, who has taken up its key. One offer at a time:
    a new one takes the place of the one before, and asking twice is harmless.

    :raises Refused: `no_grant`, `unknown_unit`.
    """
    staff, row = await _holder(keeper, ask, at)
    unit = ask.name("unit")

    def keep(book: Book) -> str:
        if not book.one("select 1 from unit where code = ?", unit):
            raise Refused("unknown_unit")
        former = book.one(OPEN, row.ref)
        if former and former[1] == unit:
            return str(former[0])
        if former:
            mark_withdrawn(book, former[0])
            book.note("conversation.withdraw", ref=former[0], file=row.ref, person=staff.person)
        ref = new_ref("ovk")
        book.do("insert into passed values (?, ?, ?, 0, 0)", ref, row.ref, unit)
        book.note("conversation.offer", ref=ref, file=row.ref, unit=unit, person=staff.person)
        return ref

    return {"ref": await keeper.register.write(at, keep)}


async def withdraw(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """By a member of the team that has it. Nobody can accept it any more.

    :raises Refused: `no_grant`; `offer_over`: it was accepted, or withdrawn before.
    """
    staff, row = await _holder(keeper, ask, at)
    ref = ask.name("ref")

    def keep(book: Book) -> None:
        former = book.one(OPEN, row.ref)
        if former is None or former[0] != ref:
            raise Refused("offer_over")
        mark_withdrawn(book, ref)
        book.note("conversation.withdraw", ref=ref, file=row.ref, person=staff.person)

    await keeper.register.write(at, keep)
    return {}


async def accept(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """By a member today of the team it was offered to; answers the grants that ended with it.
    Asking twice is harmless, until it has gone on from there.

    :raises Refused: `not_allowed`; `withdrawn`; `offer_over`: it has gone on since.
    """
    staff = await assertions.staff(keeper, ask, at)
    file, ref = ask.name("file"), ask.name("ref")
    ask.about = file
    on_file = await keeper.records.grants_on(file)

    def take(book: Book) -> list[str]:
        offered = book.one(
            "select unit, accepted, withdrawn from passed where ref = ? and file = ?", ref, file
        )
        if offered is None or offered[0] not in admin.member_units(book, staff.person, day_of(at)):
            raise Refused("not_allowed")
        unit, is_accepted, is_withdrawn = offered
        if is_withdrawn:
            raise Refused("withdrawn")
        if is_accepted:
            if units_of(book, [file])[file] != unit:
                raise Refused("offer_over")
            return sorted(grants.revoked_among(book, [one.ref for one in on_file]))
        mark_accepted(book, ref, file, unit)
        for one in on_file:
            grants.mark_revoked(book, ref=one.ref, file=file, holder=one.holder, ground=one.ground)
            book.note(
                "revoke",
                ref=one.ref,
                file=file,
                holder=one.holder,
                ground=one.ground,
                person=staff.person,
            )
        book.note("conversation.accept", ref=ref, file=file, unit=unit, person=staff.person)
        return [one.ref for one in on_file]

    return {"revoked": await keeper.register.write(at, take)}


def units_of(book: Book, files: Sequence[str]) -> dict[str, str]:
    """File -> the team that accepted it last; only those that have gone on."""
    which = marks(files)
    rows = book.all(
        f"select file, unit from passed where accepted = 1 and file in ({which}) order by rowid",  # noqa: S608  marks only
        *files,
    )
    return dict(rows)


def mark_accepted(book: Book, ref: str, file: str, unit: str) -> None:
    """Also for an offer that the register never knew: it may be older than that."""
    book.do(
        "insert into passed values (?, ?, ?, 1, 0) on conflict (ref) do update set accepted = 1",
        *(ref, file, unit),
    )


def mark_withdrawn(book: Book, ref: str) -> None:
    book.do("update passed set withdrawn = 1 where ref = ?", ref)


async def _holder(keeper: Keeper, ask: Ask, at: datetime) -> tuple[Staff, FileRow]:
    """:raises Refused: `no_grant`."""
    staff = await assertions.staff(keeper, ask, at)
    file = ask.name("file")
    ask.about = file
    row = (await keeper.records.files([file])).get(file)
    held = await keeper.records.grants_of(staff.person, [file])
    revoked = await keeper.register.read(
        at, lambda book: grants.revoked_among(book, [grant.ref for grant in held])
    )
    valid = grants.valid(keeper.own, held, revoked, at)
    if (
        row is None
        or row.kind != CONVERSATION
        or not any(one.ground == grants.TEAM for one in valid)
    ):
        raise Refused("no_grant")
    return staff, row
