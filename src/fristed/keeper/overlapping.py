"""The house's part of a yearly overlap round: identifiers are opened here and leave as points.

Two people start a round. The worker then has each service's list blinded, once, and has the lists
of others multiplied; the secret dies with the last of them. Nothing else comes out: no identifier,
and no key that opens one.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from fristed.keeper import assertions, caps, tokens
from fristed.keeper.keeper import Keeper
from fristed.keeper.opening import IDENTIFIER_PART
from fristed.keeper.records import FileRow
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.sealing import hpke, items
from fristed.sealing.hpke import SealBroken

if TYPE_CHECKING:
    from safecount.overlap import Batch, Party

SECRET: Final = "overlap"  # noqa: S105  what the secret is sealed for
COUNTED_AS: Final = "(overlap)"  # starting a round counts as one file of each of the two
MOST_FILES: Final = 3000
MOST_POINTS_BYTES: Final = 5 * 1024 * 1024
MOST_A_YEAR: Final = 2  # rounds that a service's list may be opened for
_DAY_SECONDS: Final = 24 * 3600
_YEAR_SECONDS: Final = 300 * _DAY_SECONDS
_PROPOSAL_SECONDS: Final = 7 * _DAY_SECONDS
_ROUND_SECONDS: Final = 120 * _DAY_SECONDS


@dataclass(frozen=True)
class Round:
    """A round as two people agreed on it."""

    ref: str
    year: str
    purpose: str
    parties: int


@dataclass(frozen=True)
class Sealed:
    """One sealed identifier and the field it was sealed for."""

    file: str
    slot: str
    blob: bytes


async def propose(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The first of two people, her second factor just shown."""
    staff = await assertions.staff(keeper, ask, at, strong=True)
    round_ = _round(ask)

    def keep(book: Book) -> None:
        if book.one("select 1 from overlap where round = ? and confirmed_by <> ''", round_.ref):
            raise Refused("overlap_over")
        book.do(
            "insert or replace into overlap values (?, ?, ?, ?, ?, '', ?)",
            *(round_.ref, round_.year, round_.purpose, round_.parties, staff.person, book.now),
        )
        book.note("overlap.propose", person=staff.person, round=round_.ref)

    await keeper.register.write(at, keep)
    return {}


async def confirm(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The second. From now on the worker may have the round's lists blinded.

    :raises Refused: `same_person`; `nothing_proposed`, also where the round is another than was
        proposed; `cap_reached`.
    """
    staff = await assertions.staff(keeper, ask, at, strong=True)
    round_ = _round(ask)

    def start(book: Book) -> None:
        row = book.one(
            "select year, purpose, parties, proposed_by from overlap"
            " where round = ? and confirmed_by = '' and at > ?",
            *(round_.ref, book.now - _PROPOSAL_SECONDS),
        )
        if row is None or row[:3] != (round_.year, round_.purpose, round_.parties):
            raise Refused("nothing_proposed")
        first = row[3]
        if first == staff.person:
            raise Refused("same_person")
        for person in (first, staff.person):
            if not caps.person_has_room(book, person, COUNTED_AS):
                caps.tell_leaders(book, person)
                raise Refused("cap_reached")
            caps.note_opened(book, person, COUNTED_AS)
        book.do(
            "update overlap set confirmed_by = ?, at = ? where round = ?",
            *(staff.person, book.now, round_.ref),
        )
        book.note("overlap.confirm", person=staff.person, proposed_by=first, round=round_.ref)
        book.alarm("overlap_started", person=staff.person, round=round_.ref)

    await keeper.register.write(at, start)
    return {}


async def commit(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Open a service's identifiers and give the list back as blinded, shuffled points.

    What does not open, or says too little, is left out. The same list may be asked for again until
    another has been multiplied; a changed one never.

    :raises Refused: `not_started`, `overlap_too_few`, `list_changed`, `overlap_over`, or
        `cap_reached`: the service's list was opened for other rounds this year.
    """
    tokens.check(keeper.settings.home, ask.text("token"), tokens.WORKER)
    number, service = ask.number("party", least=1, most=12), ask.name("service")
    sealed = [_sealed(one) for one in ask.many("identifiers", most=MOST_FILES)]
    round_ = await _started(keeper, ask, at)
    await keeper.register.read(at, lambda book: _hold_cap(book, round_, service))
    people, opened = await _opened(keeper, sealed, at)
    party, batch = await asyncio.to_thread(_blinded, round_, number, people)

    def keep(book: Book) -> None:
        _hold_cap(book, round_, service)
        key = _key_of_same_list(book, round_, number, party)
        book.do(
            "insert or replace into overlap_party values (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            round_.ref,
            number,
            service,
            bytes.fromhex(key),
            party.commitment().seal,
            keeper.own.seal(SECRET, f"{round_.ref} {number}", party.blinder.secret),
            json.dumps(party.blinder.handled),
            book.now,
        )
        book.note("overlap.commit", round=round_.ref, party=number, service=service, files=opened)

    await keeper.register.write(at, keep)
    made = party.commitment()
    return {
        "size": made.size,
        "seal": made.seal,
        "context": made.context,
        "points": batch.points,
        "widths": batch.widths,
    }


async def hop(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Multiply another's list by a service's secret, and shuffle it.

    :raises Refused: `not_started`, `overlap_over`, `overlap_refused`: it has been here, or is
        broken.
    """
    tokens.check(keeper.settings.home, ask.text("token"), tokens.WORKER)
    number = ask.number("party", least=1, most=12)
    round_ = await _started(keeper, ask, at)
    row = await keeper.register.read(
        at,
        lambda book: book.one(
            "select secret, handled from overlap_party where round = ? and party = ?",
            *(round_.ref, number),
        ),
    )
    if row is None:
        raise Refused("not_started")
    if not row[0]:
        raise Refused("overlap_over")
    secret = keeper.own.open(SECRET, f"{round_.ref} {number}", bytes(row[0]))
    batch, handled, is_over = await asyncio.to_thread(
        _multiplied, ask, number, round_.parties, secret, json.loads(row[1])
    )

    def keep(book: Book) -> None:
        changed = book.do(
            "update overlap_party set handled = ?, secret = ?, ended = ?"
            " where round = ? and party = ? and handled = ?",
            json.dumps(handled),
            b"" if is_over else bytes(row[0]),
            book.now if is_over else 0,
            *(round_.ref, number, row[1]),
        )
        if not changed:
            raise Refused("overlap_refused")  # another list was multiplied meanwhile: ask again
        book.note("overlap.hop", round=round_.ref, party=number, owner=batch.owner)
        if is_over:
            book.note("overlap.destroyed", round=round_.ref, party=number)

    await keeper.register.write(at, keep)
    if is_over:
        await asyncio.to_thread(keeper.register.forget_old_pages)
    return {"points": batch.points, "widths": batch.widths, "destroyed": is_over}


async def stop(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Destroy the secrets of a round that comes to nothing. Nobody can go on with it."""
    tokens.check(keeper.settings.home, ask.text("token"), tokens.WORKER)
    ref = ask.name("round")

    def end(book: Book) -> None:
        book.do(
            "update overlap_party set secret = x'', ended = ? where round = ? and ended = 0",
            *(book.now, ref),
        )
        book.do("update overlap set confirmed_by = '', at = 0 where round = ?", ref)
        book.note("overlap.stop", round=ref)

    await keeper.register.write(at, end)
    await asyncio.to_thread(keeper.register.forget_old_pages)
    return {}


def mark_committed(book: Book, *, round_: str, party: int, service: str) -> None:
    """A register that is older than its log: the list was opened, and is not opened again."""
    book.do(
        "insert into overlap_party values (?, ?, ?, x'', '', x'', '[]', ?, ?)"
        " on conflict (round, party) do update set secret = x'', ended = excluded.ended",
        *(round_, party, service, book.now, book.now),
    )


async def _started(keeper: Keeper, ask: Ask, at: datetime) -> Round:
    """:raises Refused: `not_started`: nobody, or one person alone, has; or it was too long ago."""
    ref = ask.name("round")
    row = await keeper.register.read(
        at,
        lambda book: book.one(
            "select year, purpose, parties from overlap"
            " where round = ? and confirmed_by <> '' and at > ?",
            *(ref, book.now - _ROUND_SECONDS),
        ),
    )
    if row is None:
        raise Refused("not_started")
    return Round(ref, *row)


def _hold_cap(book: Book, round_: Round, service: str) -> None:
    (others,) = book.all(
        "select count(distinct round) from overlap_party"
        " where service = ? and round <> ? and at > ?",
        *(service, round_.ref, book.now - _YEAR_SECONDS),
    )
    if others[0] >= MOST_A_YEAR:
        raise Refused("cap_reached")


async def _opened(
    keeper: Keeper, sealed: Sequence[Sealed], at: datetime
) -> tuple[list[dict[str, str]], list[str]]:
    """What identifies each person, and the files it came from."""
    rows = await keeper.records.files([one.file for one in sealed])
    people, files = [], []
    for one in sealed:
        row = rows.get(one.file)
        said = None if row is None else await _text(keeper, row, one, at)
        if said is not None:
            people.append(said)
            files.append(one.file)
    return people, files


async def _text(
    keeper: Keeper, row: FileRow, sealed: Sealed, at: datetime
) -> dict[str, str] | None:
    """None: it is no identifier of this file, or the file is shielded or its key is gone."""
    try:
        header = items.read_header(sealed.blob)
        if header.part != IDENTIFIER_PART:
            return None
        bound = items.item_context(row.ref, header.item, sealed.slot, header.part)
        opener = hpke.Opener(await keeper.units.file_private(row, at))
        text = items.open_item(
            sealed.blob,
            data_key=opener.open(bound, header.wrapped),
            file=row.ref,
            slot=sealed.slot,
        )
        said: dict[str, str] = json.loads(text)
    except (SealBroken, Refused, ValueError):
        return None
    return said


def _blinded(
    round_: Round, number: int, people: Sequence[dict[str, str]]
) -> tuple["Party", "Batch"]:
    """In a thread: about a second for a thousand people."""
    # numpy takes a third of a start, and is needed once a year
    from safecount.failures import CountingError, RoundRefused  # noqa: PLC0415
    from safecount.overlap import Party, Session  # noqa: PLC0415

    try:
        session = Session(round_.year, round_.purpose, round_.parties)
        party = Party(session, number, _tokens(people))
        return party, party.blinded()
    except RoundRefused as refused:
        raise Refused("overlap_too_few") from refused
    except CountingError as wrong:
        raise Refused("malformed") from wrong


def _tokens(people: Sequence[dict[str, str]]) -> list[tuple[str, ...]]:
    """Each person once, by her number where she has one."""
    from safecount.failures import InputError  # noqa: PLC0415  see `_blinded`
    from safecount.overlap import (  # noqa: PLC0415
        Person,
        capped,
        identity_number,
        match_keys,
    )

    records: dict[object, tuple[str, ...]] = {}
    for said in people:
        try:
            number = said.get("number", "")
            person = Person.from_row(said | {"number": number and identity_number(number)})
        except InputError:
            continue
        keys = match_keys(person)
        records[person.number or keys] = keys
    return [keys for keys in capped(list(records.values())) if keys]


def _multiplied(
    ask: Ask, number: int, parties: int, secret: bytes, handled: Sequence[int]
) -> tuple["Batch", tuple[int, ...], bool]:
    from safecount.failures import CountingError  # noqa: PLC0415  see `_blinded`
    from safecount.overlap import Batch  # noqa: PLC0415
    from safecount.overlap.ring import Blinder  # noqa: PLC0415

    blinder = Blinder(number, parties, secret=secret, handled=handled)
    batch = Batch(
        owner=ask.number("owner", least=1, most=parties),
        passed=tuple(_numbers(ask, "passed", most=parties) or ()),
        round=ask.text("round_hash"),
        points=ask.data("points", most=MOST_POINTS_BYTES),
        widths=_numbers(ask, "widths", most=MOST_POINTS_BYTES // 32),
    )
    try:
        moved = blinder.hop(batch)
    except CountingError as refused:
        raise Refused("overlap_refused") from refused
    return moved, blinder.handled, blinder.is_over


def _key_of_same_list(book: Book, round_: Round, number: int, party: "Party") -> str:
    """The key the list is committed under; the first one when it is asked for again.

    :raises Refused: `list_changed`, or `overlap_over`.
    """
    row = book.one(
        "select key, seal, secret, handled from overlap_party where round = ? and party = ?",
        *(round_.ref, number),
    )
    if row is not None:
        if not row[2] or json.loads(row[3]) != [number]:
            raise Refused("overlap_over")
        party.sealed_with(bytes(row[0]))
        if party.commitment().seal != row[1]:
            raise Refused("list_changed")
    return party.memory().key


def _round(ask: Ask) -> Round:
    return Round(
        ref=ask.name("round"),
        year=ask.text("year", most=9),
        purpose=ask.text("purpose", most=500),
        parties=ask.number("parties", least=3, most=12),
    )


def _sealed(one: Ask) -> Sealed:
    return Sealed(one.name("file"), one.text("slot"), one.data("blob", most=2048))


def _numbers(ask: Ask, name: str, *, most: int) -> tuple[int, ...] | None:
    given: Any = ask.raw(name)
    if given is None:
        return None
    if not isinstance(given, list) or len(given) > most:
        raise Refused("malformed")
    if not all(type(one) is int and 0 < one <= 64 for one in given):
        raise Refused("malformed")
    return tuple(given)
