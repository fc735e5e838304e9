"""Destroying a quarter's key: two leaders, nothing left that must be kept, and then for good."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from fristed.keeper import admin, assertions, moments
from fristed.keeper.assertions import Staff
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import Doomed
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.shields import custody_key as shield_key
from fristed.keeper.shields import shield_of
from fristed.keeper.unit_keys import custody_key
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import Quarter, day_of

PROPOSAL_LASTS_SECONDS: Final = 7 * 24 * 3600


async def list_doomed(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """What will die, and what stands in the way."""
    _, unit, quarter = await _leader(keeper, ask, at)
    doomed = await keeper.records.doomed(unit, quarter)
    hindrance = await _hindrance(keeper, doomed, quarter, day_of(at))
    return {
        "unit": unit,
        "quarter": quarter,
        "hindrance": hindrance,
        "files": [
            {
                "file": file.ref,
                "kind": file.kind,
                "closed_on": _day(file.closed_on),
                "expires_on": _day(file.expires_on),
                "legal_hold": file.legal_hold,
            }
            for file in doomed
        ],
    }


async def propose(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The first of two leaders."""
    staff, unit, quarter = await _leader(keeper, ask, at)
    await _check_nothing_hinders(keeper, unit, quarter, at)

    def keep(book: Book) -> None:
        _check_alive(book, unit, quarter)
        book.do(
            "insert or replace into proposal values (?, ?, ?, ?)",
            *(unit, quarter, staff.person, book.now),
        )
        book.note("destroy.propose", person=staff.person, unit=unit, quarter=quarter)

    await keeper.register.write(at, keep)
    return {"proposed": True}


async def confirm(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The second leader: the private half and its custody key are gone when this returns."""
    staff, unit, quarter = await _leader(keeper, ask, at)
    await _check_nothing_hinders(keeper, unit, quarter, at)
    doomed = await keeper.records.doomed(unit, quarter)
    shielded = await keeper.register.read(
        at, lambda book: [one.ref for one in doomed if shield_of(book, one.ref) is not None]
    )

    def destroy(book: Book) -> None:
        _check_alive(book, unit, quarter)
        book.do("delete from proposal where at <= ?", book.now - PROPOSAL_LASTS_SECONDS)
        proposed = book.one(
            "delete from proposal where unit = ? and quarter = ? and person <> ?"
            " returning person, at",
            *(unit, quarter, staff.person),
        )
        if proposed is None:
            own = book.one("select 1 from proposal where unit = ? and quarter = ?", unit, quarter)
            raise Refused("same_person" if own else "nothing_proposed")
        if unit not in admin.led_units(book, proposed[0], day_of(at)):
            raise Refused("nothing_proposed")
        mark_destroyed(book, unit, quarter)
        for file in shielded:
            book.do("delete from shield where file = ?", file)
            book.do("delete from beside where file = ?", file)
        told = {
            "person": staff.person,
            "proposed_by": proposed[0],
            "unit": unit,
            "quarter": quarter,
            "files": Counter(file.kind for file in doomed),
        }
        book.note("destroy", **told)
        book.alarm("destroyed", **told, proposed_at=moments.from_seconds(proposed[1]).isoformat())

    await keeper.register.write(at, destroy)
    keeper.units.forget(unit, quarter)
    await asyncio.to_thread(keeper.custody.destroy, custody_key(unit, quarter))
    for file in shielded:
        await asyncio.to_thread(keeper.custody.destroy, shield_key(file))
    await asyncio.to_thread(keeper.register.forget_old_pages)
    return {"destroyed": True}


def mark_destroyed(book: Book, unit: str, quarter: str) -> None:
    """Also for a pair the register never knew: it may be older than the destruction."""
    book.do(
        "insert into pair (unit, quarter, public, wrapped, made_at, destroyed_at)"
        " values (?, ?, x'', null, ?, ?) on conflict (unit, quarter)"
        " do update set wrapped = null, destroyed_at = excluded.destroyed_at",
        *(unit, quarter, book.now, book.now),
    )


def destroyed_pairs(book: Book) -> list[tuple[str, str]]:
    return [
        (unit, quarter)
        for unit, quarter in book.all(
            "select unit, quarter from pair where destroyed_at is not null"
        )
    ]


async def _leader(keeper: Keeper, ask: Ask, at: datetime) -> tuple[Staff, str, str]:
    """Who asks, when she leads the unit today and has just shown her second factor."""
    staff = await assertions.staff(keeper, ask, at, strong=True)
    unit, quarter = ask.name("unit"), ask.name("quarter")
    leads = await keeper.register.read(
        at, lambda book: admin.led_units(book, staff.person, day_of(at))
    )
    if unit not in leads:
        raise Refused("not_allowed")
    try:
        Quarter.parse(quarter)
    except ValueError as fault:
        raise Refused("unknown_quarter") from fault
    return staff, unit, quarter


async def _check_nothing_hinders(keeper: Keeper, unit: str, quarter: str, at: datetime) -> None:
    doomed = await keeper.records.doomed(unit, quarter)
    hindrance = await _hindrance(keeper, doomed, quarter, day_of(at))
    if hindrance:
        raise Refused(hindrance)


async def _hindrance(keeper: Keeper, doomed: Sequence[Doomed], quarter: str, today: date) -> str:
    """Why the quarter may not be destroyed yet, or nothing."""
    ruled = await keeper.records.kinds_with_rule()
    if Quarter.parse(quarter).ends_on() >= today:
        return "quarter_not_over"
    if any(file.closed_on is None for file in doomed):
        return "file_open"
    if any(file.legal_hold for file in doomed):
        return "legal_hold"
    if any(file.expires_on is None or file.expires_on > today for file in doomed):
        return "not_expired"
    if any(file.kind not in ruled for file in doomed):
        return "no_retention_rule"
    return ""


def _check_alive(book: Book, unit: str, quarter: str) -> None:
    row = book.one("select destroyed_at from pair where unit = ? and quarter = ?", unit, quarter)
    if row is None:
        raise Refused("unknown_quarter")
    if row[0] is not None:
        raise Refused("destroyed")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
