"""Shielded files: a wrapping key of their own, used only for somebody who has just shown her second
factor, parted between three custodians, and no new grant without a second named person.
"""

import asyncio
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from fristed.keeper import assertions, grants, tokens
from fristed.keeper.keeper import Keeper
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.shields import custody_key, shield_context, shield_of
from fristed.keeper.wire import Answer, Ask, encode
from fristed.sealing import custodians, hpke

LEAST_NAMED: Final = 2
MOST_NAMED: Final = 10
SECONDED_FOR: Final = timedelta(minutes=10)


async def set_custodians(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The three whose offline age keys files are parted to, when they are shielded from now on."""
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
    told = [(one.name("name"), one.text("recipient")) for one in ask.many("custodians", most=3)]
    if len({name for name, _ in told}) != custodians.CUSTODIANS or not all(
        custodians.is_recipient(recipient) for _, recipient in told
    ):
        raise Refused("malformed")

    def keep(book: Book) -> None:
        book.do("delete from custodian")
        for name, recipient in told:
            book.do("insert into custodian values (?, ?)", name, recipient)
        book.note("admin.set_custodians", names=sorted(name for name, _ in told))

    await keeper.register.write(at, keep)
    return {}


async def shield(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Wrap the file's private half under a key of its own. By whoever is responsible for it.

    named   who may stand behind a new grant; at least two, and she who asks is not one of them

    :raises Refused: `not_recent`, `no_grant`, `no_custodians`, `too_few_named`, `shielded`.
    """
    staff = await assertions.staff(keeper, ask, at, strong=True)
    file = ask.about = ask.name("file")
    named = sorted(set(ask.names("named", most=MOST_NAMED)) - {staff.person})
    if len(named) < LEAST_NAMED:
        raise Refused("too_few_named")
    row = (await keeper.records.files([file])).get(file)
    held = await keeper.records.grants_of(staff.person, [file])

    def known(book: Book) -> tuple[set[str], dict[str, str], bool]:
        return (
            grants.revoked_among(book, [grant.ref for grant in held]),
            dict(book.all("select name, recipient from custodian")),
            shield_of(book, file) is not None,
        )

    revoked, recipients, is_shielded = await keeper.register.read(at, known)
    if row is None or not grants.is_responsible(grants.valid(keeper.own, held, revoked, at)):
        raise Refused("no_grant")
    if is_shielded:
        raise Refused("shielded")
    if len(recipients) != custodians.CUSTODIANS:
        raise Refused("no_custodians")
    private = await keeper.units.file_private(row, at, strong=True)
    pair = hpke.new_pair()
    bundles = custodians.part(pair.private, about=file, recipients=recipients)
    wrapped = await asyncio.to_thread(keeper.custody.wrap, custody_key(file), pair.private)

    def keep(book: Book) -> None:
        if shield_of(book, file) is not None:  # somebody else was faster
            raise Refused("shielded")
        kept = json.dumps({name: encode(bundle) for name, bundle in bundles.items()})
        book.do(
            "insert into shield values (?, ?, ?, ?, ?)",
            *(file, pair.public, wrapped, kept, book.now),
        )
        for person in named:
            book.do("insert into named values (?, ?)", file, person)
        book.note("shield", file=file, person=staff.person, named=named)
        book.alarm("shielded", person=staff.person, unit=row.unit, file=file)

    await keeper.register.write(at, keep)
    return {"wrapped": hpke.seal(pair.public, shield_context(row), private)}


async def second(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """A named person stands behind one new grant, with her own second factor just shown.

    :raises Refused: `not_recent`, `not_named`, `same_person`.
    """
    staff = await assertions.staff(keeper, ask, at, strong=True)
    file = ask.about = ask.name("file")
    holder = ask.name("holder")
    if holder == staff.person:
        raise Refused("same_person")

    def keep(book: Book) -> None:
        if not book.one("select 1 from named where file = ? and person = ?", file, staff.person):
            raise Refused("not_named")
        book.do(
            "insert or replace into seconded values (?, ?, ?, ?)",
            *(file, holder, staff.person, book.now + int(SECONDED_FOR.total_seconds())),
        )
        book.note("second", file=file, holder=holder, person=staff.person)

    await keeper.register.write(at, keep)
    return {}


async def bundles(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """A shielded file's parts, each sealed to its custodian: to be handed to them."""
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
    file = ask.about = ask.name("file")
    row = await keeper.register.read(
        at, lambda book: book.one("select bundles from shield where file = ?", file)
    )
    if row is None:
        raise Refused("not_shielded")
    return {"bundles": json.loads(row[0])}


async def recover(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Two custodians' opened bundles make the key again, for a keeper whose custody has lost it.

    :raises Refused: `not_shielded`, `bundles_broken`.
    """
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
    try:
        file, private = custodians.put_together(
            ask.text("one", most=4000), ask.text("other", most=4000)
        )
    except custodians.BundlesBroken as fault:
        raise Refused("bundles_broken") from fault
    ask.about = file
    kept = await keeper.register.read(at, lambda book: shield_of(book, file))
    if kept is None:
        raise Refused("not_shielded")
    if kept.public != hpke.public_half(private):
        raise Refused("bundles_broken")
    wrapped = await asyncio.to_thread(keeper.custody.wrap, custody_key(file), private)

    def keep(book: Book) -> None:
        book.do("update shield set wrapped = ? where file = ?", wrapped, file)
        book.note("shield.recover", file=file)
        book.alarm("shield_recovered", file=file)

    await keeper.register.write(at, keep)
    return {"file": file}


def check_seconded(book: Book, file: str, holder: str, asker: str) -> None:
    """A new grant on a shielded file: somebody else has stood behind it, within ten minutes.

    :raises Refused: `needs_second`.
    """
    if shield_of(book, file) is None:
        return
    row = book.one(
        "select person from seconded where file = ? and holder = ? and person <> ? and expires > ?",
        *(file, holder, asker, book.now),
    )
    if row is None:
        raise Refused("needs_second")


def spend_seconds(book: Book, pairs: Sequence[tuple[str, str]]) -> None:
    """One assertion stands behind one grant."""
    for file, holder in pairs:
        book.do("delete from seconded where file = ? and holder = ?", file, holder)
