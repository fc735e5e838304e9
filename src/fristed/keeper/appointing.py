"""Who belongs to a unit, who leads it, and who administers.

A leader says who belongs to her unit; an administrator says who leads, and who else administers.
The keeper sees for itself that she does, and nobody appoints herself.
"""

from datetime import date, datetime, timedelta

from fristed.keeper import admin, assertions, tokens
from fristed.keeper.assertions import Staff
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of


async def appoint(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Put a person among a unit's members from a day on; never as its leader.

    :raises Refused: `not_allowed`: she does not lead the unit, it is herself, or it lies back.
    """
    staff, unit = await _leader(keeper, ask, at)
    person, starts_on, ends_on = _days(ask, staff, at)

    def keep(book: Book) -> None:
        book.do(
            "insert or replace into member values (?, ?, ?, ?, 0)",
            *(unit, person, starts_on, ends_on),
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
    if last_day < day_of(at) - timedelta(days=1):
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


async def appoint_leader(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Have a person lead a unit from a day on.

    :raises Refused: `not_allowed`: she does not administer, it is herself, or it lies back;
        `unknown_unit`.
    """
    staff, unit = await _administrator(keeper, ask, at), ask.name("unit")
    person, starts_on, ends_on = _days(ask, staff, at)

    def keep(book: Book) -> None:
        if book.one("select 1 from unit where code = ?", unit) is None:
            raise Refused("unknown_unit")
        book.do(
            "insert or replace into member values (?, ?, ?, ?, 1)",
            *(unit, person, starts_on, ends_on),
        )
        book.note("leader.appoint", person=staff.person, unit=unit, leader=person)
        book.alarm("member_appointed", person=person, unit=unit)

    await keeper.register.write(at, keep)
    return {}


async def end_leader(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """:raises Refused: `not_allowed`, as `appoint_leader`."""
    staff, unit = await _administrator(keeper, ask, at), ask.name("unit")
    person, last_day = _last_day(ask, staff, at)

    def keep(book: Book) -> None:
        mark_left(book, unit, person, last_day, leads=True)
        book.note(
            "leader.end",
            person=staff.person,
            unit=unit,
            leader=person,
            last_day=last_day.isoformat(),
        )

    await keeper.register.write(at, keep)
    return {}


async def set_administrators(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The whole list, from whoever has the token in the keeper's folder: the first of them."""
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
    people = [
        (
            one.name("person"),
            one.day("starts_on").isoformat(),
            ends_on.isoformat() if (ends_on := one.maybe_day("ends_on")) else None,
        )
        for one in ask.many("administrators", most=admin.MOST_MEMBERS)
    ]

    def keep(book: Book) -> None:
        book.do("delete from administrator")
        for one in people:
            book.do("insert or replace into administrator values (?, ?, ?)", *one)
        book.note("admin.set_administrators", people=[one[0] for one in people])

    await keeper.register.write(at, keep)
    return {}


async def appoint_administrator(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """:raises Refused: `not_allowed`, as `appoint_leader`."""
    staff = await _administrator(keeper, ask, at)
    person, starts_on, ends_on = _days(ask, staff, at)

    def keep(book: Book) -> None:
        book.do("insert or replace into administrator values (?, ?, ?)", person, starts_on, ends_on)
        book.note("administrator.appoint", person=staff.person, administrator=person)
        book.alarm("member_appointed", person=person)

    await keeper.register.write(at, keep)
    return {}


async def end_administrator(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """:raises Refused: `not_allowed`, as `appoint_leader`; `last_administrator`: nobody goes on."""
    staff = await _administrator(keeper, ask, at)
    person, last_day = _last_day(ask, staff, at)

    def keep(book: Book) -> None:
        next_day = (last_day + timedelta(days=1)).isoformat()
        goes_on = book.one(
            "select 1 from administrator where person <> ? and starts_on <= ? and ends_on is null",
            *(person, next_day),
        )
        if goes_on is None:
            raise Refused("last_administrator")
        mark_no_administrator(book, person, last_day)
        book.note(
            "administrator.end",
            person=staff.person,
            administrator=person,
            last_day=last_day.isoformat(),
        )

    await keeper.register.write(at, keep)
    return {}


def mark_left(book: Book, unit: str, person: str, last_day: date, *, leads: bool = False) -> None:
    """What has not begun by then never begins."""
    day, theirs = last_day.isoformat(), "unit = ? and person = ? and leads = ?"
    who = (unit, person, int(leads))
    book.do(f"delete from member where {theirs} and starts_on > ?", *who, day)  # noqa: S608  words above
    book.do(
        f"update member set ends_on = ? where {theirs} and coalesce(ends_on, '9999') > ?",  # noqa: S608  words above
        *(day, *who, day),
    )


def mark_no_administrator(book: Book, person: str, last_day: date) -> None:
    day = last_day.isoformat()
    book.do("delete from administrator where person = ? and starts_on > ?", person, day)
    book.do(
        "update administrator set ends_on = ? where person = ? and coalesce(ends_on, '9999') > ?",
        *(day, person, day),
    )


async def _administrator(keeper: Keeper, ask: Ask, at: datetime) -> Staff:
    """Who asks, when she administers today and has just shown her second factor."""
    staff, day = await assertions.staff(keeper, ask, at, strong=True), day_of(at).isoformat()
    found = await keeper.register.read(
        at,
        lambda book: book.one(
            "select 1 from administrator where person = ? and starts_on <= ?"
            " and (ends_on is null or ends_on >= ?)",
            *(staff.person, day, day),
        ),
    )
    if found is None:
        raise Refused("not_allowed")
    return staff


def _days(ask: Ask, staff: Staff, at: datetime) -> tuple[str, str, str | None]:
    person, starts_on, ends_on = ask.name("person"), ask.day("starts_on"), ask.maybe_day("ends_on")
    if person == staff.person or starts_on < day_of(at):
        raise Refused("not_allowed")
    return person, starts_on.isoformat(), ends_on.isoformat() if ends_on else None


def _last_day(ask: Ask, staff: Staff, at: datetime) -> tuple[str, date]:
    person, last_day = ask.name("person"), ask.day("last_day")
    if person == staff.person or last_day < day_of(at) - timedelta(days=1):
        raise Refused("not_allowed")
    return person, last_day


async def _leader(keeper: Keeper, ask: Ask, at: datetime) -> tuple[Staff, str]:
    """Who asks, when she leads the unit today and has just shown her second factor."""
    staff = await assertions.staff(keeper, ask, at, strong=True)
    unit = ask.name("unit")
    led = await keeper.register.read(
        at, lambda book: admin.led_units(book, staff.person, day_of(at))
    )
    if unit not in led:
        raise Refused("not_allowed")
    return staff, unit
