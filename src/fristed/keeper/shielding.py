"""Shielded files: a wrapping key of their own, used only for somebody who has just shown her second
factor, parted between three custodians, and no new grant without a second named person.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fristed.keeper import assertions, grants, tokens
from fristed.keeper.assertions import Staff
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import FileRow, file_row
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.shields import custody_key, named_for, shield_context, shield_of
from fristed.keeper.wire import Answer, Ask, decode, encode
from fristed.sealing import custodians, hpke

LEAST_NAMED: Final = 2
MOST_NAMED: Final = 10
MOST_BESIDE: Final = 100
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

    named    who may stand behind a new grant; at least two, and she who asks is not one of them
    beside   files of its journeys: each gets a key of its own, and the same persons behind it

    :raises Refused: `not_recent`, `no_grant`, `no_custodians`, `too_few_named`, `shielded`.
    """
    staff = await assertions.staff(keeper, ask, at, strong=True)
    file = ask.about = ask.name("file")
    named = sorted(set(ask.names("named", most=MOST_NAMED)) - {staff.person})
    if len(named) < LEAST_NAMED:
        raise Refused("too_few_named")
    asked = [file, *(ask.names("beside", most=MOST_BESIDE) if ask.has("beside") else ())]
    rows = await _hers(keeper, staff, asked, {}, at)
    if await keeper.register.read(at, lambda book: shield_of(book, file)) is not None:
        raise Refused("shielded")
    made = [await _own_key(keeper, rows[ref], at) for ref in asked]

    def keep(book: Book) -> None:
        if shield_of(book, file) is not None:  # somebody else was faster
            raise Refused("shielded")
        for one in made:
            _keep(book, one, beside=file)
        for person in named:
            book.do("insert into named values (?, ?)", file, person)
        person, unit = staff.person, grants.unit_of(book, rows[file])
        keys = _public_halves(made)
        book.note("shield", file=file, person=person, unit=unit, named=named, keys=keys)
        book.alarm("shielded", person=person, unit=unit, file=file)

    await keeper.register.write(at, keep)
    own, *beside = made
    return {"wrapped": own.rewrapped, "beside": {one.row.ref: one.rewrapped for one in beside}}


async def shield_beside(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The same for the file of a new journey, whose case is shielded already.

    new   its row, which may not be committed yet

    :raises Refused: `not_recent`, `no_grant`, `no_custodians`, `not_shielded`, `shielded`.
    """
    staff = await assertions.staff(keeper, ask, at, strong=True)
    file = ask.about = ask.name("file")
    new = file_row(Ask(ask.raw("new")))
    rows = await _hers(keeper, staff, [file, new.ref], {new.ref: new}, at)
    made = await _own_key(keeper, rows[new.ref], at)

    def keep(book: Book) -> None:
        if shield_of(book, file) is None:
            raise Refused("not_shielded")
        if shield_of(book, new.ref) is not None:
            raise Refused("shielded")
        _keep(book, made, beside=file)
        unit = grants.unit_of(book, rows[file])
        keys = _public_halves([made])
        book.note("shield.beside", file=file, person=staff.person, unit=unit, keys=keys)

    await keeper.register.write(at, keep)
    return {"wrapped": made.rewrapped}


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


@dataclass(frozen=True)
class OwnKey:
    """A key of its own for a file, not kept yet, and the file's private half under it."""

    row: FileRow
    public: bytes
    wrapped: bytes  # by custody
    bundles: Mapping[str, str]
    rewrapped: bytes


async def _own_key(keeper: Keeper, row: FileRow, at: datetime) -> OwnKey:
    """:raises Refused: `no_custodians`."""
    recipients: dict[str, str] = await keeper.register.read(
        at, lambda book: dict(book.all("select name, recipient from custodian"))
    )
    if len(recipients) != custodians.CUSTODIANS:
        raise Refused("no_custodians")
    private = await keeper.units.file_private(row, at, strong=True)
    pair = hpke.new_pair()
    parted = custodians.part(pair.private, about=row.ref, recipients=recipients)
    return OwnKey(
        row,
        pair.public,
        await asyncio.to_thread(keeper.custody.wrap, custody_key(row.ref), pair.private),
        {name: encode(bundle) for name, bundle in parted.items()},
        hpke.seal(pair.public, shield_context(row), private),
    )


def _keep(book: Book, made: OwnKey, *, beside: str) -> None:
    file = made.row.ref
    book.do(
        "insert into shield values (?, ?, ?, ?, ?)",
        *(file, made.public, made.wrapped, json.dumps(made.bundles), book.now),
    )
    if file != beside:
        book.do("insert into beside values (?, ?)", file, beside)


def _public_halves(made: Sequence[OwnKey]) -> dict[str, str]:
    return {one.row.ref: encode(one.public) for one in made}


def mark_shielded(book: Book, line: Mapping[str, Any]) -> None:
    """For a register that is older than a shield: its key is in no copy. Nobody opens the files
    till two custodians have made it again, and nobody gets a new grant on them alone. A line that
    was written before lines named the public halves says too little to do so.
    """
    file = line["file"]
    for ref, public in line.get("keys", {}).items():
        if shield_of(book, ref) is None:
            book.do("insert into shield values (?, ?, x'', '{}', ?)", ref, decode(public), book.now)
            if ref != file:
                book.do("insert or ignore into beside values (?, ?)", ref, file)
            book.alarm("shield_lost", unit=line["unit"], file=file, once=f"shield_lost:{file}")
    for person in line.get("named", ()):
        book.do("insert or ignore into named values (?, ?)", file, person)


async def _hers(
    keeper: Keeper, staff: Staff, refs: Sequence[str], new: Mapping[str, FileRow], at: datetime
) -> Mapping[str, FileRow]:
    """The files' rows, each of which she answers for; of a new one its maker does.

    :raises Refused: `no_grant`.
    """
    rows = await keeper.records.files(refs)
    held = await keeper.records.grants_of(staff.person, refs)
    revoked = await keeper.register.read(
        at, lambda book: grants.revoked_among(book, [grant.ref for grant in held])
    )
    valid = grants.valid(keeper.own, held, revoked, at)
    hers = {grant.file.ref for grant in valid if grant.ground in grants.RESPONSIBLE}
    hers |= {ref for ref, row in new.items() if ref not in rows and row.creator == staff.person}
    if not set(refs) <= hers:
        raise Refused("no_grant")
    return {**new, **rows}


async def bundles(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """A shielded file's parts, each sealed to its custodian, and those of the files beside it: to
    be handed to them.
    """
    tokens.check(keeper.settings.home, ask.text("token"), tokens.ADMIN)
    file = ask.about = ask.name("file")
    rows = await keeper.register.read(
        at,
        lambda book: book.all(
            "select file, bundles from shield where file = ?"
            " or file in (select file from beside where shielded = ?)",
            *(file, file),
        ),
    )
    kept = {ref: json.loads(text) for ref, text in rows}
    if file not in kept:
        raise Refused("not_shielded")
    return {"bundles": kept.pop(file), "beside": kept}


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
        *(named_for(book, file), holder, asker, book.now),
    )
    if row is None:
        raise Refused("needs_second")


def spend_seconds(book: Book, pairs: Sequence[tuple[str, str]]) -> None:
    """One assertion stands behind one grant, and those given with it beside."""
    for file, holder in pairs:
        case = named_for(book, file)
        book.do("delete from seconded where file = ? and holder = ?", case, holder)
