"""Grants somebody is asked to take. An offer opens nothing; only she who was asked makes it one.

A hand-over that is accepted takes the file, in the same moment, from whoever answered for it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from fristed.keeper import admin, assertions, barring, granting, grants
from fristed.keeper.assertions import Staff
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import GrantRow
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of


async def offer(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """MAC offers of shares and hand-overs, all or none.

    :raises Refused: `malformed` for any other ground; or as a grant is refused.
    """
    wants = [granting.wanted(want) for want in ask.many("wants", most=granting.MOST)]
    if any(want.ground not in grants.OFFERED for want in wants):
        raise Refused("malformed")
    return await granting.made_for(keeper, ask, wants, at, grants.OFFER)


async def accept(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Make an offer a grant, for the one it was made to and no one else. Asking twice is harmless.

    unit   of hers, whose leader answers for a file that is handed over from now on

    :raises Refused: `not_allowed`, `withdrawn`, `offer_over`; `not_held` when who offered it has
        lost it since.
    """
    staff = await assertions.staff(keeper, ask, at)
    offered = await _offered(keeper, ask, staff, at)
    if offered.holder != staff.person:
        raise Refused("not_allowed")
    if offered.ends_at is not None and offered.ends_at <= at:
        raise Refused("offer_over")
    unit = ask.name("unit") if offered.ground == grants.HAND_OVER else ""
    on_file = await keeper.records.grants_on(offered.file.ref)
    made = replace(offered, mac=grants.mac(keeper.own, offered))

    def take(book: Book) -> None:
        revoked = grants.revoked_among(book, [offered.ref, *(row.ref for row in on_file)])
        if offered.ref in revoked:
            raise Refused("withdrawn")
        if barring.is_barred(book, offered.file.ref, offered.holder):
            raise Refused("not_allowed")
        if not book.one("select 1 from accepted where ref = ?", offered.ref):
            valid = grants.valid(keeper.own, on_file, revoked, at)
            _check_still_held(offered, valid)
            if unit:
                _move(book, offered, unit)
            _note_accepted(book, offered, unit)
        if offered.ground == grants.HAND_OVER:
            _take_from_the_others(book, offered, on_file)

    await keeper.register.write(at, take)
    return {"ref": made.ref, "mac": made.mac}


async def withdraw(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Take an offer back for good: by who made it, or whoever is responsible for the file now.

    :raises Refused: `not_allowed`.
    """
    staff = await assertions.staff(keeper, ask, at)
    offered = await _offered(keeper, ask, staff, at)
    held = await keeper.records.grants_of(staff.person, [offered.file.ref])

    def take_back(book: Book) -> None:
        taken = grants.revoked_among(book, [row.ref for row in held])
        mine = grants.valid(keeper.own, held, taken, at)
        if staff.person != offered.given_by and not grants.is_responsible(mine):
            raise Refused("not_allowed")
        _revoke(book, offered, staff.person)

    await keeper.register.write(at, take_back)
    return {"withdrawn": offered.ref}


async def _offered(keeper: Keeper, ask: Ask, staff: Staff, at: datetime) -> GrantRow:
    """The offer as it was made. One that nobody here MACed is none.

    :raises Refused: `no_file`, `not_allowed`.
    """
    told = Ask(ask.raw("offer"))
    want = granting.wanted(told)
    ask.about = want.file
    rows = await keeper.records.files([want.file])
    if want.file not in rows:
        raise Refused("no_file")
    await keeper.units.file_private(rows[want.file], at, strong=staff.is_strong(at))
    offered = GrantRow(
        ref=told.name("ref"),
        file=rows[want.file],
        holder=want.holder,
        parts=want.parts,
        starts_at=want.starts_at,
        ends_at=want.ends_at,
        ground=want.ground,
        given_by=told.name("given_by"),
        mac=told.data("mac", size=32),
        revoked_at=None,
    )
    if not grants.is_ours(keeper.own, offered, grants.OFFER):
        raise Refused("not_allowed")
    return offered


def _check_still_held(offered: GrantRow, valid: Sequence[GrantRow]) -> None:
    """:raises Refused: `not_held`."""
    giving = [
        held for held in valid if held.holder == offered.given_by and held.ground in grants.GIVING
    ]
    if not grants.covered(giving, offered.parts):
        raise Refused("not_held")


def _take_from_the_others(book: Book, offered: GrantRow, on_file: Sequence[GrantRow]) -> None:
    """Who answered for the file, and who stood in for her. What is shared stays shared."""
    for row in on_file:
        if row.ground in grants.GIVING and row.ref != offered.ref:
            _revoke(book, row, offered.holder)


def _move(book: Book, offered: GrantRow, unit: str) -> None:
    """:raises Refused: `not_allowed`: it is no unit of hers."""
    if unit not in admin.member_units(book, offered.holder, day_of(book.at)):
        raise Refused("not_allowed")
    grants.mark_moved(book, offered.file.ref, unit)


def _note_accepted(book: Book, offered: GrantRow, unit: str) -> None:
    book.do("insert into accepted values (?, ?)", offered.ref, book.now)
    book.note(
        "accept",
        ref=offered.ref,
        file=offered.file.ref,
        holder=offered.holder,
        ground=offered.ground,
        person=offered.holder,
        unit=unit,
    )


def _revoke(book: Book, row: GrantRow, person: str) -> None:
    grants.mark_revoked(book, ref=row.ref, file=row.file.ref, holder=row.holder, ground=row.ground)
    book.note(
        "revoke",
        ref=row.ref,
        file=row.file.ref,
        holder=row.holder,
        ground=row.ground,
        person=person,
    )
