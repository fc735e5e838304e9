"""Signing in: the keeper verifies the second factor itself, and only then says who somebody is."""

import re
from datetime import datetime
from typing import Final, NoReturn

from fristed.keeper import admin, assertions, attempts, recovery, totp
from fristed.keeper.keeper import Keeper
from fristed.keeper.own import OwnKeys
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask

SECRET: Final = "totp"  # noqa: S105  the purpose of a key, not a secret
_DIGITS: Final = re.compile(r"[0-9]{6}")
_NOBODY: Final = "@"  # no person's name; its secret stands in for those of unknown people


async def sign_in(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """:raises Refused: `wrong_code`, `used_code`, `too_many`; the same for whoever is unknown."""
    person, code = ask.name("person"), ask.text("code", most=40)
    door = assertions.checked_door(ask.name("door"))
    ask.asker = person

    def decide(book: Book) -> Answer:
        method = accept(book, keeper.own, person, code)
        book.note("sign_in", person=person, door=door, method=method, step=_step(book, person))
        return assertions.begin_staff(book, keeper.own, person=person, door=door, method=method)

    return await keeper.register.write(at, decide)


async def step_up(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The same session with a fresh second factor."""
    staff = await assertions.staff(keeper, ask, at)
    code = ask.text("code", most=40)

    def decide(book: Book) -> Answer:
        method = accept(book, keeper.own, staff.person, code)
        book.note("step_up", person=staff.person, method=method, step=_step(book, staff.person))
        return assertions.strengthen(keeper.own, staff, method=method, at=at)

    return await keeper.register.write(at, decide)


async def begin_totp(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """A new secret for an authenticator; it counts once a code from it has been shown."""
    secret = totp.new_secret()
    label = ask.text("label", most=64) if ask.has("label") else ""
    signed_in = None if ask.has("invite") else await assertions.staff(keeper, ask, at, strong=True)

    def keep(book: Book) -> str:
        person = signed_in.person if signed_in else admin.invited(book, ask.text("invite"))
        book.do(
            "insert or replace into totp_begun values (?, ?, ?)",
            *(person, keeper.own.seal(SECRET, person, secret), book.now + 3600),
        )
        return person

    person = await keeper.register.write(at, keep)
    ask.asker = person
    return {
        "person": person,
        "secret": totp.as_base32(secret),
        "uri": totp.address(secret, label or person),
    }


async def confirm_totp(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The first code from the new authenticator, which replaces the one before."""
    code = ask.text("code", most=40)
    signed_in = None if ask.has("invite") else await assertions.staff(keeper, ask, at, strong=True)

    def keep(book: Book) -> Answer:
        person = signed_in.person if signed_in else admin.invited(book, ask.text("invite"))
        ask.asker = person
        attempts.check(book, keeper.own, person)
        row = book.one(
            "select secret from totp_begun where person = ? and expires > ?", person, book.now
        )
        if row is None:
            raise Refused("nothing_begun")
        step = totp.matching_step(keeper.own.open(SECRET, person, row[0]), code, book.at)
        if step is None:
            attempts.note_wrong(book, keeper.own, person)
            raise Refused("wrong_code")
        if signed_in is None:
            admin.spend_invite(book, admin.invite_hash(ask.text("invite")))
        book.do("insert or replace into totp values (?, ?, ?)", person, row[0], step)
        book.do("delete from totp_begun where person = ?", person)
        book.note("totp.confirm", person=person, step=step)
        return {"enrolled": True, "person": person}

    return await keeper.register.write(at, keep)


async def new_recovery_codes(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Ten codes, shown once, each good once. Earlier ones are void."""
    staff = await assertions.staff(keeper, ask, at, strong=True)

    def keep(book: Book) -> list[str]:
        book.note("recovery.new", person=staff.person)
        return recovery.renew(book, keeper.own, staff.person)

    return {"codes": await keeper.register.write(at, keep)}


def accept(book: Book, own: OwnKeys, person: str, code: str) -> str:
    """Verify a code, spend it, and say by which method.

    Unknown people take the same way as known ones: a secret stands in for theirs.

    :raises Refused: `wrong_code`, `used_code`, `too_many`.
    """
    attempts.check(book, own, person)
    typed = "".join(code.split())
    if _DIGITS.fullmatch(typed):
        _spend_step(book, own, person, typed)
        return "totp"
    if not recovery.spend(book, own, person, code):
        _refuse_wrong(book, own, person)
    return "recovery"


def _spend_step(book: Book, own: OwnKeys, person: str, code: str) -> None:
    row = book.one("select secret, last_step from totp where person = ?", person)
    stand_in = own.seal(SECRET, _NOBODY, own.derived("nobody")[: totp.SECRET_BYTES])
    secret = own.open(SECRET, person if row else _NOBODY, row[0] if row else stand_in)
    step = totp.matching_step(secret, code, book.at)
    if step is None or row is None:
        _refuse_wrong(book, own, person)
    if step <= row[1]:
        raise Refused("used_code")
    book.do("update totp set last_step = ? where person = ?", step, person)


def _refuse_wrong(book: Book, own: OwnKeys, person: str) -> NoReturn:
    attempts.note_wrong(book, own, person)
    raise Refused("wrong_code")


def _step(book: Book, person: str) -> int | None:
    row = book.one("select last_step from totp where person = ?", person)
    return None if row is None else int(row[0])


def mark_step(book: Book, person: str, step: int) -> None:
    """A step the log says was used: it stays used, whatever backup the register came from."""
    book.do(
        "update totp set last_step = max(last_step, ?) where person = ?",
        *(step, person),
    )
