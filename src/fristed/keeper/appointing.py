"""A leader says who belongs to her unit. The keeper sees for itself that she leads it."""

from datetime import date, datetime, timedelta

from fristed.keeper import admin, assertions
from fristed.keeper.assertions import Staff
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask


async def appoint(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Put a person among a unit's members from a day on; never as its leader.

    :raises Refused: `not_allowed`: she does not lead the unit, it is herself, or it lies back.
    """
    staff, unit = await _leader(keeper, ask, at)
    person, starts_on, ends_on = ask.name("person"), ask.day("starts_on"), ask.maybe_day("ends_on")
    if person == staff.person or starts_on < at.date():
        raise Refused("not_allowed")

    def keep(book: Book) -> None:
        book.do(
            "insert or replace into member values (?, ?, ?, ?, 0)",
            *(unit, person, starts_on.isoformat(), ends_on.isoformat() if ends_on else None),
        )
        book.note("member.appoint", person=staff.person, unit=unit, member=person)
        book.alarm("member_appointed", person=person, unit=unit)

    await keeper.register.write(at, keep)
    return {}


async def end(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """End a person's membership after a day, yesterday at the earliest.

    :raises Refused: `not_allowed`: she does not lead the unit, or the day lies further back.
    """
    staff, unit = await _leader(keeper, ask, at)
    person, last_day = ask.name("person"), ask.day("last_day")
    if last_day < at.date() - timedelta(days=1):
        raise Refused("not_allowed")

    def keep(book: Book) -> None:
        mark_left(book, unit, person, last_day)
        book.note(
            "member.end",
            person=staff.person,
            unit=unit,
            member=person,
            last_day=last_day.isoformat(),
        )

    await keeper.register.write(at, keep)
    return {}


def mark_left(book: Book, unit: str, person: str, last_day: date) -> None:
    """What has not begun by then never begins."""
    day = last_day.isoformat()
    theirs = "unit = ? and person = ? and leads = 0"
    book.do(f"delete from member where {theirs} and starts_on > ?", unit, person, day)  # noqa: S608  words above
    book.do(
        f"update member set ends_on = ? where {theirs} and coalesce(ends_on, '9999') > ?",  # noqa: S608  words above
        *(day, unit, person, day),
    )


async def _leader(keeper: Keeper, ask: Ask, at: datetime) -> tuple[Staff, str]:
    """Who asks, when she leads the unit today and has just shown her second factor."""
    staff = await assertions.staff(keeper, ask, at, strong=True)
    unit = ask.name("unit")
    led = await keeper.register.read(
        at, lambda book: admin.led_units(book, staff.person, at.date())
    )
    if unit not in led:
        raise Refused("not_allowed")
    return staff, unit
