"""A file whose only responsible holder has left: a leader names who takes it, and she takes it."""

from datetime import datetime, timedelta
from typing import Final

from fristed.keeper import admin, assertions, barring, grants, shielding
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import FileRow, GrantRow
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of
from fristed.kernel.refs import new_ref

PROPOSED_FOR: Final = timedelta(days=7)
CLOCKS_DIFFER: Final = timedelta(minutes=1)


async def propose(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The leader of the unit that answers for the file names a member of it, with her second
    factor just shown.

    :raises Refused: `not_recent`, `no_file`, `not_allowed`, `same_person`, `holder_still_here`.
    """
    staff = await assertions.staff(keeper, ask, at, strong=True)
    holder = ask.name("holder")
    row, on_file = await _file(keeper, ask)

    def keep(book: Book) -> None:
        unit = grants.unit_of(book, row)
        if unit not in admin.led_units(book, staff.person, day_of(at)):
            raise Refused("not_allowed")
        if holder == staff.person:
            raise Refused("same_person")
        if unit not in admin.member_units(book, holder, day_of(at)):
            raise Refused("not_allowed")
        _check_left(book, keeper, on_file, at)
        book.do(
            "insert or replace into takeover values (?, ?, ?, ?)",
            *(row.ref, holder, staff.person, book.now + int(PROPOSED_FOR.total_seconds())),
        )
        book.note("take_over.propose", file=row.ref, holder=holder, person=staff.person)

    await keeper.register.write(at, keep)
    return {}


async def take_over(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """She who was named takes it; what those who left held is taken back for good.

    :raises Refused: `not_recent`, `no_file`, `nothing_proposed`, `holder_still_here`.
    """
    staff = await assertions.staff(keeper, ask, at, strong=True)
    row, on_file = await _file(keeper, ask)
    starts_at = ask.moment("starts_at")
    if abs(at - starts_at) > CLOCKS_DIFFER:
        raise Refused("malformed")
    await keeper.units.file_private(row, at, strong=True)

    def take(book: Book) -> GrantRow:
        proposed = book.one(
            "select leader from takeover where file = ? and holder = ? and expires > ?",
            *(row.ref, staff.person, book.now),
        )
        unit = grants.unit_of(book, row)
        if proposed is None or unit not in admin.led_units(book, proposed[0], day_of(at)):
            raise Refused("nothing_proposed")
        _check_left(book, keeper, on_file, at)
        if barring.is_barred(book, row.ref, staff.person):
            raise Refused("not_allowed")
        shielding.check_seconded(book, row.ref, staff.person, staff.person)
        made = _made(keeper, row, staff.person, proposed[0], starts_at)
        book.do("delete from takeover where file = ?", row.ref)
        for old in on_file:
            if old.ground in grants.GIVING:
                grants.mark_revoked(
                    book, ref=old.ref, file=row.ref, holder=old.holder, ground=old.ground
                )
                book.note(
                    "revoke",
                    ref=old.ref,
                    file=row.ref,
                    holder=old.holder,
                    ground=old.ground,
                    person=staff.person,
                )
        book.note("take_over", ref=made.ref, file=row.ref, holder=made.holder, person=proposed[0])
        book.alarm("taken_over", person=staff.person, unit=unit, file=row.ref)
        return made

    made = await keeper.register.write(at, take)
    return {"ref": made.ref, "given_by": made.given_by, "mac": made.mac}


def _made(keeper: Keeper, row: FileRow, holder: str, leader: str, at: datetime) -> GrantRow:
    unsigned = GrantRow(
        ref=new_ref("nok"),
        file=row,
        holder=holder,
        parts=(grants.ALL_PARTS,),
        starts_at=at,
        ends_at=None,
        ground=grants.HAND_OVER,
        given_by=leader,
        mac=b"",
        revoked_at=None,
    )
    return GrantRow(**{**vars(unsigned), "mac": grants.mac(keeper.own, unsigned)})


async def _file(keeper: Keeper, ask: Ask) -> tuple[FileRow, list[GrantRow]]:
    file = ask.about = ask.name("file")
    row = (await keeper.records.files([file])).get(file)
    if row is None:
        raise Refused("no_file")
    return row, await keeper.records.grants_on(file)


def _check_left(book: Book, keeper: Keeper, on_file: list[GrantRow], at: datetime) -> None:
    """Nobody who answers for it works here any more.

    :raises Refused: `holder_still_here`.
    """
    revoked = grants.revoked_among(book, [row.ref for row in on_file])
    for row in grants.valid(keeper.own, on_file, revoked, at):
        if row.ground not in grants.RESPONSIBLE:
            continue
        if admin.units_of(book, row.holder, day_of(at)) and not _stopped(book, row.holder):
            raise Refused("holder_still_here")


def _stopped(book: Book, person: str) -> bool:
    """Stopped, and not let in again since."""
    stopped = book.one("select 1 from stopped where person = ?", person)
    return bool(stopped) and not admin.is_enrolled(book, person)
