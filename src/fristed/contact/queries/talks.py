"""One conversation that was opened."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from django.conf import settings

from fristed.contact import access
from fristed.contact.choices import SPOKEN, Sender, Status
from fristed.contact.models import Conversation, Message
from fristed.contact.queries.addressing import place_name
from fristed.contact.rules.showing import Seen, is_masked, is_shown
from fristed.gate import Actor, Decision, ReadGrant, TextBroken, Visitor, scope
from fristed.vault import blobs, scanning
from fristed.vault.choices import History
from fristed.vault.intake import KINDS, Kind
from fristed.vault.queries import holds_grant, manifest


@dataclass(frozen=True)
class FileLine:
    """A file that came with a message, as the message's sealed text has it.

    ref          the message's; names the chunks too
    scanned      whether a scanner cleared it when it came
    has_scanner  whether one runs here at all
    """

    ref: str
    number: int
    kind: Kind
    length: int  # bytes
    is_original: bool
    scanned: bool
    has_scanner: bool
    key: bytes = field(repr=False)

    @property
    def kilobytes(self) -> int:
        return -(-self.length // 1024)

    @property
    def is_plain(self) -> bool:
        return self.kind.media == "text/plain"

    @property
    def file_name(self) -> str:
        """What it is called where it is taken: nothing of what it is about."""
        return f"fil-{self.number}.{self.kind.ending}"


@dataclass(frozen=True)
class OpenedFile:
    """A file with its bytes."""

    line: FileLine
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class MessageLine:
    """One message as read. `text` is None where the seal was broken.

    whom      for whom she writes, as she said when she began
    place     the municipality or school she chose then
    is_safe   the adviser called it safe to show before the agreed word
    is_masked another line stands in its place
    """

    number: int
    sender: str
    author: str
    written_on: date
    written_at: datetime | None
    text: str | None
    whom: str = ""
    place: str = ""
    is_safe: bool = False
    is_masked: bool = False
    file: FileLine | None = None

    @property
    def from_youth(self) -> bool:
        return self.sender == Sender.YOUTH


@dataclass(frozen=True)
class Draft:
    """An answer that is not sent.

    author    the account's reference
    seen_by   the account's reference of the colleague who read it, or empty
    note      what she said of it
    """

    number: int
    author: str
    text: str
    is_safe: bool
    seen_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """An inquiry that was made from it, and to what she said yes."""

    ref: str
    agreed: str
    asked_on: date


@dataclass(frozen=True)
class Reached:
    """A neutral text that was sent, and where."""

    to: str = field(repr=False)
    text: str
    sent_on: date


@dataclass(frozen=True)
class ConversationPage:
    """A conversation that was opened.

    word       the word the two have agreed on, or empty
    duress     the word for when somebody makes her give one, or empty
    was_duress whether it has been given since it was agreed; for the team alone
    is_opened  whether earlier content shows; always so to an adviser
    draft      an answer that has been before a colleague, or waits for one
    inquiries  made from it, when she had said yes
    reached    neutral texts that were sent, when she had asked for it
    place      the school or municipality she chose, as it was called that day; for the team alone
    """

    ref: str
    unit: str
    county: str
    language: str
    status: str
    opened_on: date
    messages: tuple[MessageLine, ...]
    is_whole: bool
    may_answer: Decision
    word: str = field(default="", repr=False)
    duress: str = field(default="", repr=False)
    was_duress: bool = False
    is_opened: bool = True
    draft: Draft | None = None
    inquiries: tuple[Asked, ...] = ()
    reached: tuple[Reached, ...] = ()
    place: str = ""

    @property
    def whom(self) -> str:
        return next((line.whom for line in self.messages if line.whom), "")


def conversation_by_ref(ref: str) -> Conversation:
    """The row, codes and days only, for the gate to decide on.

    :raises Conversation.DoesNotExist: no such conversation.
    """
    rows = list(Conversation.objects.raw("select * from contact_conversation_by_ref(%s)", [ref]))
    if not rows:
        raise Conversation.DoesNotExist
    return rows[0]


def has_grant(actor: Actor, conversation: Conversation) -> bool:
    """Whether she already holds a key grant, or must ask for one as a member of the team."""
    with scope(actor):
        return holds_grant(actor.id, conversation.file_id)


def conversation_page(
    reader: Actor | Visitor, conversation: Conversation, grant: ReadGrant
) -> ConversationPage:
    """Everything said in one conversation, in order."""
    with scope(reader):
        rows = list(Message.objects.filter(file_id=conversation.file_id).order_by("number"))
        ledger = manifest(conversation.ref)
    is_whole = len(rows) == len(ledger)
    if isinstance(reader, Visitor):  # what the team writes among its own is not for her
        rows = [row for row in rows if row.sender not in {Sender.DRAFT, Sender.NOTE}]
    grant.unlock([row.text for row in rows], ledger)
    lines = tuple(_message(row, grant) for row in rows if row.sender in SPOKEN)
    words = [_said(row, grant) for row in rows if row.sender == Sender.WORD]
    agreed: dict[str, Any] = next((one for one in reversed(words) if one["word"]), {"word": ""})
    since_agreed = takewhile(lambda one: not one["word"], reversed(words))
    return ConversationPage(
        ref=conversation.ref,
        unit=conversation.unit,
        county=conversation.county,
        language=conversation.language,
        status=conversation.status,
        opened_on=conversation.opened_on,
        messages=lines,
        is_whole=grant.history != History.INCOMPLETE
        and is_whole
        and all(line.text is not None for line in lines)
        and all(one["word"] is not None for one in words),
        may_answer=access.may_answer_conversation(reader, conversation)
        if isinstance(reader, Actor)
        else access.may_write_in_own(reader, conversation),
        word=agreed["word"],
        duress=agreed.get("duress", "") if settings.FRISTED_DURESS_WORD else "",
        was_duress=any(one.get("given_under_duress") for one in since_agreed),
        draft=_draft(rows, grant),
        inquiries=_inquiries(rows, grant),
        reached=_reached(rows, grant),
        place="" if isinstance(reader, Visitor) else _place(lines),
    )


def opened_file(
    actor: Actor, conversation: Conversation, grant: ReadGrant, ref: str
) -> OpenedFile | None:
    """The file that came with a message; None when none did.

    :raises TextBroken: it is not what was kept.
    """
    with scope(actor):
        row = Message.objects.filter(file_id=conversation.file_id, ref=ref).first()
        chunks = blobs.chunks_of(conversation.file_id, ref) if row else []
        ledger = manifest(conversation.ref)
    if row is None:
        return None
    grant.unlock([row.text], ledger)
    line = _message(row, grant).file
    if line is None:
        return None
    try:
        content = blobs.opened(
            chunks, key=line.key, file=conversation.ref, ref=ref, length=line.length
        )
    except blobs.SealBroken as broken:
        raise TextBroken from broken
    return OpenedFile(line, content)


def as_shown(page: ConversationPage, seen: Seen) -> ConversationPage:
    """The page for whoever came with the code: earlier content closed until the word is given."""
    lines = (
        replace(
            line,
            is_masked=is_masked(
                seen,
                word_agreed=bool(page.word),
                from_youth=line.from_youth,
                is_safe=line.is_safe,
            ),
        )
        for line in page.messages
        if is_shown(seen, number=line.number, from_youth=line.from_youth)
    )
    shown = tuple(lines)
    status = Status.ANSWERED if seen.is_duress and not shown else page.status
    return replace(page, messages=shown, is_opened=seen.is_opened, status=status)


def _place(lines: Sequence[MessageLine]) -> str:
    names = (place_name(line.place, line.written_on) for line in lines if line.place)
    return next(names, "")


def _draft(rows: Sequence[Message], grant: ReadGrant) -> Draft | None:
    """The newest that came after the last answer, and whether it was read."""
    found: Draft | None = None
    for row in rows:
        if row.sender == Sender.DESK:
            found = None
        if row.sender not in {Sender.DRAFT, Sender.NOTE}:
            continue
        said = _said(row, grant)
        if row.sender == Sender.DRAFT and said["text"] is not None:
            found = Draft(row.number, row.author, said["text"], said["safe"])
        elif found and said.get("seen") == found.number:
            found = replace(found, seen_by=row.author, note=said["text"])
    return found


def _inquiries(rows: Sequence[Message], grant: ReadGrant) -> tuple[Asked, ...]:
    return tuple(
        Asked(said["inquiry"], said["text"], row.written_on)
        for row, said in _notes(rows, grant)
        if "inquiry" in said
    )


def _reached(rows: Sequence[Message], grant: ReadGrant) -> tuple[Reached, ...]:
    return tuple(
        Reached(said["reached"], said["text"], row.written_on)
        for row, said in _notes(rows, grant)
        if "reached" in said
    )


def _notes(rows: Sequence[Message], grant: ReadGrant) -> Iterator[tuple[Message, dict[str, Any]]]:
    return ((row, _said(row, grant)) for row in rows if row.sender == Sender.NOTE)


def _said(row: Message, grant: ReadGrant) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(row.text.open(grant))
    except TextBroken:
        return {"text": None, "word": None, "at": None}
    return said


def _message(row: Message, grant: ReadGrant) -> MessageLine:
    said = _said(row, grant)
    return MessageLine(
        number=row.number,
        sender=row.sender,
        author=row.author,
        written_on=row.written_on,
        written_at=datetime.fromisoformat(said["at"]) if said["at"] else None,
        text=said["text"],
        whom=said.get("whom", ""),
        place=said.get("place", ""),
        is_safe=said.get("safe", False),
        file=_file(row, said["file"]) if said.get("file") else None,
    )


def _file(row: Message, about: Mapping[str, Any]) -> FileLine:
    return FileLine(
        ref=row.ref,
        number=row.number,
        kind=KINDS[about["media"]],
        length=about["length"],
        is_original=about["is_original"],
        scanned=about["scanned"],
        has_scanner=scanning.has_scanner(),
        key=base64.b64decode(about["key"]),
    )
