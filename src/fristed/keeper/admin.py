"""What an administrator tells the keeper: units, who belongs to them, who may enrol."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Final

from fristed.keeper import moments, tokens
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.unit_keys import UNIT_CODE
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of

INVITE_LASTS: Final = timedelta(hours=24)
MOST_MEMBERS: Final = 2000


async def set_unit(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Make a unit known. Keys are made for known units only."""
    _check(keeper, ask)
    unit = ask.name("unit")
    if not UNIT_CODE.fullmatch(unit):
        raise Refused("unknown_unit")

    def keep(book: Book) -> None:
        if book.do("insert or ignore into unit values (?)", unit):
            book.note("admin.set_unit", unit=unit)

    await keeper.register.write(at, keep)
    return {}


async def set_members(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The whole list of a unit's members with their days; replaces the list before."""
    _check(keeper, ask)
    unit = ask.name("unit")
    members = [
        (
            unit,
            member.name("person"),
            member.day("starts_on").isoformat(),
            ends_on.isoformat() if (ends_on := member.maybe_day("ends_on")) else None,
            int(member.flag("leads")),
        )
        for member in ask.many("members", most=MOST_MEMBERS)
    ]

    def keep(book: Book) -> None:
        if book.one("select 1 from unit where code = ?", unit) is None:
            raise Refused("unknown_unit")
        before = set(book.all("select * from member where unit = ?", unit))
        book.do("delete from member where unit = ?", unit)
        for member in members:
            book.do("insert or replace into member values (?, ?, ?, ?, ?)", *member)
        changed = sorted({row[1] for row in before ^ set(members)})
        if changed:
            book.note("admin.set_members", unit=unit, changed=changed)

    await keeper.register.write(at, keep)
    return {}


async def invite(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """A token with which a person enrols her second factor, once, within 24 hours."""
    _check(keeper, ask)
    person = ask.name("person")
    token = secrets.token_urlsafe(24)
    expires = at + INVITE_LASTS

    def keep(book: Book) -> None:
        book.do("delete from invite where expires < ?", book.now)
        book.do(
            "insert into invite (hash, person, expires) values (?, ?, ?)",
            *(invite_hash(token), person, moments.seconds(expires)),
        )
        if is_enrolled(book, person):
            book.alarm("invited_again", person=person, once=f"invited_again:{person}:{day_of(at)}")
        book.note("admin.invite", person=person)

    await keeper.register.write(at, keep)
    return {"invite": token, "expires": expires}


async def stop_person(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Someone left, or her account was taken: her sessions and second factors end now."""
    _check(keeper, ask)
    person = ask.name("person")

    def stop(book: Book) -> None:
        mark_stopped(book, person, book.now)
        book.note("admin.stop_person", person=person, before=book.now)

    await keeper.register.write(at, stop)
    return {}


def mark_stopped(book: Book, person: str, before: int) -> None:
    for table in ("totp", "totp_begun", "recovery", "passkey", "subject", "invite"):
        book.do(f"delete from {table} where person = ?", person)  # noqa: S608  names above
    book.do("insert or replace into stopped values (?, ?)", person, before)


def is_enrolled(book: Book, person: str) -> bool:
    totp = book.one("select 1 from totp where person = ?", person)
    return bool(totp or book.one("select 1 from passkey where person = ?", person))


def invite_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def invited(book: Book, token: str) -> str:
    """Whom an unused invite is for. It is spent by `spend_invite`, once enrolment succeeds.

    :raises Refused: `wrong_invite`.
    """
    row = book.one(
        "select person from invite where hash = ? and used = 0 and expires > ?",
        *(invite_hash(token), book.now),
    )
    if row is None:
        raise Refused("wrong_invite")
    return str(row[0])


def spend_invite(book: Book, hash: bytes) -> None:
    """:raises Refused: `wrong_invite`, when someone else spent it meanwhile."""
    if not book.do("update invite set used = 1 where hash = ? and used = 0", hash):
        raise Refused("wrong_invite")


def member_units(book: Book, person: str, on: date) -> set[str]:
    """The units a person belongs to that day. To lead one is not to belong to it."""
    return _units(book, person, on, "leads = 0")


def led_units(book: Book, person: str, on: date) -> set[str]:
    return _units(book, person, on, "leads = 1")


def units_of(book: Book, person: str, on: date) -> set[str]:
    """The units whose leaders are told of what she does."""
    return _units(book, person, on, "true")


def _units(book: Book, person: str, on: date, how: str) -> set[str]:
    rows = book.all(
        "select unit from member where person = ? and starts_on <= ?"  # noqa: S608  words above
        f" and (ends_on is null or ends_on >= ?) and {how}",
        *(person, on.isoformat(), on.isoformat()),
    )
    return {row[0] for row in rows}


def _check(keeper: Keeper, ask: Ask) -> None:
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
