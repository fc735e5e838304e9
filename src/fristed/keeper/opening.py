"""Opening: data keys of single texts, for whoever may have them. Never a file's private key."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from fristed.keeper import assertions, barring, caps, chains, grants
from fristed.keeper.assertions import Staff, Youth
from fristed.keeper.chains import Chain, Entry
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import FileRow, GrantRow
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of
from fristed.sealing import hpke
from fristed.sealing.hpke import SealBroken
from fristed.sealing.items import WRAPPED_BYTES, item_context

MOST_FILES: Final = 2000
MOST_ITEMS: Final = 5000
NAMES: Final = "names"
NAME_PART: Final = "name"
TALK_PART: Final = "talk"
IDENTIFIER_PART: Final = "identifier"
"""Who somebody is, for the yearly overlap count: opened here, for nobody. See `overlapping`."""
_YIELD_EVERY: Final = 20  # seals opened before others get their turn


@dataclass(frozen=True)
class Item:
    id: str
    slot: str
    part: str
    wrapped: bytes


@dataclass(frozen=True)
class Wanted:
    file: str
    items: Sequence[Item]
    manifest: Sequence[Entry] | None


@dataclass(frozen=True)
class May:
    """What somebody may read of a file."""

    of_grants: Sequence[Collection[str]]
    responsible: bool
    strong: bool = False  # her second factor was just shown

    def read(self, part: str) -> bool:
        return part != IDENTIFIER_PART and any(
            grants.reads(parts, part) for parts in self.of_grants
        )


@dataclass(frozen=True)
class Ready:
    """One file asked for, with all that decides what is opened of it."""

    want: Wanted
    row: FileRow | None
    may: May | None
    chain: Chain


@dataclass
class Opened:
    """The answer for one file. With an error, nothing of it is opened."""

    file: str
    error: str = ""
    keys: dict[str, bytes] = field(default_factory=dict, repr=False)
    broken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    history: str = chains.UNCHECKED
    pending: int = 0
    responsible: bool = False

    def refuse(self, code: str) -> None:
        self.error, self.keys, self.broken, self.refused = code, {}, [], []
        self.history, self.pending = chains.UNCHECKED, 0

    def as_answer(self) -> Answer:
        answer: Answer = {
            "file": self.file,
            "keys": self.keys,
            "broken": self.broken,
            "refused": self.refused,
            "history": self.history,
            "pending": self.pending,
        }
        return {**answer, "error": self.error} if self.error else answer


async def open_items(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """The data keys asked for, file by file. When no file opens, the whole call is refused.

    :raises Refused: the first file's reason.
    """
    who = await assertions.someone(keeper, ask, at)
    purpose = ask.name("purpose")
    wants = [_wanted(want) for want in ask.many("files", most=MOST_FILES)]
    if len({want.file for want in wants}) != len(wants):
        raise Refused("malformed")
    rows, mays = await _rows_and_mays(keeper, who, [want.file for want in wants], purpose, at)
    known = await keeper.register.read(
        at, lambda book: [chains.chain_of(book, want.file) for want in wants]
    )
    opened = [
        await _open_file(keeper, Ready(want, rows.get(want.file), mays.get(want.file), chain), at)
        for want, chain in zip(wants, known, strict=True)
    ]
    await keeper.register.write(
        at, lambda book: _count_and_note(book, keeper, who, purpose, opened)
    )
    if opened and all(file.error for file in opened):
        ask.noted = True
        raise Refused(opened[0].error)
    return {"files": [file.as_answer() for file in opened]}


async def _rows_and_mays(
    keeper: Keeper, who: Staff | Youth, files: Sequence[str], purpose: str, at: datetime
) -> tuple[Mapping[str, FileRow], Mapping[str, May]]:
    """The files' rows as far as somebody may read them, and what she may read of each."""
    if isinstance(who, Youth):
        rows = await keeper.records.files(files)
        return rows, {who.file: May([{TALK_PART}], responsible=True)}
    held = await keeper.records.grants_of(who.person, files)
    forged = grants.forged(keeper.own, held)
    if forged:
        await keeper.register.write(at, lambda book: grants.tell_forged(book, forged))
    revoked, barred = await keeper.register.read(
        at,
        lambda book: (
            grants.revoked_among(book, [grant.ref for grant in held]),
            barring.barred_from(book, who.person),
        ),
    )
    by_file: dict[str, list[GrantRow]] = {}
    for grant in grants.in_session(who, grants.valid(keeper.own, held, revoked, at)):
        if grant.file.ref not in barred:
            by_file.setdefault(grant.file.ref, []).append(grant)
    strong = who.is_strong(at)
    mays = {file: _may(valid, purpose, strong=strong) for file, valid in by_file.items()}
    return {file: valid[0].file for file, valid in by_file.items()}, mays


def _may(valid: Sequence[GrantRow], purpose: str, *, strong: bool) -> May:
    may = May([grant.parts for grant in valid], grants.is_responsible(valid), strong)
    if purpose == NAMES:
        return May([{NAME_PART}] if may.read(NAME_PART) else [], may.responsible, strong)
    return may


async def _open_file(keeper: Keeper, ready: Ready, at: datetime) -> Opened:
    want = ready.want
    opened = Opened(want.file)
    if ready.row is None or ready.may is None:  # one answer for both: it tells nobody what exists
        opened.refuse("no_grant")
        return opened
    opened.responsible = ready.may.responsible
    try:
        opener = hpke.Opener(
            await keeper.units.file_private(ready.row, at, strong=ready.may.strong)
        )
    except Refused as refused:
        opened.refuse(refused.code)
        return opened
    if want.manifest is not None:
        opened.history, opened.pending = chains.checked(
            keeper.own, want.file, ready.chain, want.manifest
        )
        listed = {(entry.id, entry.slot, entry.part) for entry in want.manifest}
        if any((item.id, item.slot, item.part) not in listed for item in want.items):
            opened.history, opened.pending = chains.INCOMPLETE, 0
    for number, item in enumerate(want.items):
        if number % _YIELD_EVERY == 0:
            await asyncio.sleep(0)
        if not ready.may.read(item.part):
            opened.refused.append(item.id)
            continue
        bound = item_context(want.file, item.id, item.slot, item.part)
        try:
            opened.keys[item.id] = opener.open(bound, item.wrapped)
        except SealBroken:
            opened.broken.append(item.id)
    return opened


def _count_and_note(
    book: Book, keeper: Keeper, who: Staff | Youth, purpose: str, opened: Sequence[Opened]
) -> None:
    """Hold the caps, tell the leaders, and put it in the log before anybody has a key."""
    if isinstance(who, Staff):
        if purpose == NAMES:
            _hold_caps(book, keeper, who.person, caps.NAMES, opened)
        else:
            for file in opened:
                _hold_caps(book, keeper, who.person, file.file, [file])
    for file in opened:
        if file.history == chains.INCOMPLETE:
            book.alarm(
                "history_incomplete",
                file=file.file,
                once=f"history:{file.file}:{day_of(book.at)}",
            )
    book.note(
        "open",
        person=who.person if isinstance(who, Staff) else "",
        session=who.id,
        purpose=purpose,
        files=[_line(file) for file in opened],
    )


def _hold_caps(
    book: Book, keeper: Keeper, person: str, counted_as: str, opened: Sequence[Opened]
) -> None:
    allowed = [file for file in opened if not file.error]
    if not allowed:
        return
    if not caps.person_has_room(book, person, counted_as):
        caps.tell_leaders(book, person)
        for file in allowed:
            file.refuse("cap_reached")
        return
    if not caps.site_has_room(book, keeper.settings.site_cap):
        caps.tell_site(book)
        for file in allowed:
            if not file.responsible:
                file.refuse("site_cap")
    if any(not file.error for file in allowed):
        caps.note_opened(book, person, counted_as)


def _line(file: Opened) -> dict[str, object]:
    if file.error:
        return {"file": file.file, "outcome": file.error}
    line: dict[str, object] = {"file": file.file, "outcome": "ok", "keys": len(file.keys)}
    if file.broken or file.refused:
        line |= {"broken": len(file.broken), "refused": len(file.refused)}
    if file.history == chains.INCOMPLETE:
        line["history"] = file.history
    return line


def _wanted(want: Ask) -> Wanted:
    return Wanted(
        file=want.name("file"),
        items=[
            Item(
                id=item.name("id"),
                slot=item.text("slot"),
                part=item.name("part"),
                wrapped=item.data("wrapped", size=WRAPPED_BYTES),
            )
            for item in want.many("items", most=MOST_ITEMS)
        ],
        manifest=chains.read_entries(want.many("manifest", most=chains.MOST))
        if want.has("manifest")
        else None,
    )
