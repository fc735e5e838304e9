"""Reading conversations: what waits, without a word of it; and one that was opened."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from fristed.contact import access
from fristed.contact.choices import Sender, Status
from fristed.contact.models import Code, Conversation, Message, Session
from fristed.contact.rules.showing import Seen, is_masked, is_shown
from fristed.contact.rules.visiting import (
    APPEND_FOR,
    Visit,
    Word,
    file_of_assertion,
    has_ended,
    is_worth_noting,
)
from fristed.gate import Actor, Decision, ReadGrant, TextBroken, Visitor, scope
from fristed.sealing import session
from fristed.sealing.codes import Mark
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken
from fristed.ui.awaiting import Awaited, Told, told
from fristed.vault import keeper
from fristed.vault.choices import History
from fristed.vault.queries import holds_grant, manifest

SESSION = context("contact session")
APPEND = context("contact append")
WAITS: Final = "conversation"


@dataclass(frozen=True)
class WaitingConversation:
    """A line of the inbox: nothing of what was written."""

    ref: str
    opened_on: date
    waiting_since: date | None
    messages: int
    status: str
    county: str = ""
    language: str = ""


@dataclass(frozen=True)
class MessageLine:
    """One message as read. `text` is None where the seal was broken.

    whom      for whom she writes, as she said when she began
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
    is_safe: bool = False
    is_masked: bool = False

    @property
    def from_youth(self) -> bool:
        return self.sender == Sender.YOUTH


@dataclass(frozen=True)
class ConversationPage:
    """A conversation that was opened.

    word       the word the two have agreed on, or empty
    is_opened  whether earlier content shows; always so to an adviser
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
    is_opened: bool = True

    @property
    def whom(self) -> str:
        return next((line.whom for line in self.messages if line.whom), "")


@dataclass(frozen=True)
class Append:
    """Leave to add to one conversation and nothing else."""

    visitor: Visitor
    mark: Mark


@dataclass(frozen=True)
class OpenVisit(Visit):
    """A visit that has not ended, and whose it is."""

    visitor: Visitor = field(default_factory=Visitor)
    is_worth_noting: bool = False
    mark: Mark = field(default=Mark(0, ""), repr=False)
    seen: Seen | None = None  # None until the conversation is looked at


CODE_WAIT_SECONDS = 20.0
"""Codes are tried two at a time, first come first served; so long may the queue be."""


def word_for_code(code: str) -> Word:
    """Ask the keeper what a code opens.

    :raises KeeperAway: "prøv igjen senere".
    """
    answer = keeper.call("code.return", code=code, timeout=CODE_WAIT_SECONDS)
    assertion = str(answer["assertion"])
    return Word(
        file=file_of_assertion(assertion),
        assertion=assertion,
        lookup=keeper.as_bytes(answer["lookup"]),
        youth_wrap=keeper.as_bytes(answer["youth_wrap"]),
    )


def other_word(visitor: Visitor, code: str) -> Word:
    """Have the keeper make other words ready for the conversation she has open.

    :raises KeeperAway: "prøv igjen senere".
    :raises KeeperRefused: `code_taken`: another conversation has these.
    """
    answer = keeper.call(
        "code.renew", assertion=visitor.assertion, code=code, timeout=CODE_WAIT_SECONDS
    )
    return Word(
        file=visitor.file_ref,
        assertion=visitor.assertion,
        lookup=keeper.as_bytes(answer["lookup"]),
        youth_wrap=keeper.as_bytes(answer["youth_wrap"]),
    )


def visitor_with(word: Word) -> Visitor:
    """Whom the keeper says she is. For a wrong code, someone whose file is not there."""
    return Visitor(file_ref=word.file, file_id=_file_id(word.file), assertion=word.assertion)


def conversations_readable_by(actor: Actor) -> list[WaitingConversation]:
    """The inbox of her teams, oldest waiting first."""
    if not actor.roles & access.ANSWERING:
        return []
    with scope(actor):
        rows = list(
            Conversation.objects.filter(unit__in=sorted(actor.units)).order_by(
                "waiting_since", "opened_on", "id"
            )
        )
    return [_line(row) for row in rows]


def waiting_rows(actor: Actor) -> list[Told]:
    """Those that wait for an answer from her teams; to be read together, inside her scope."""
    if not actor.roles & access.ANSWERING:
        return []
    rows = Conversation.objects.filter(unit__in=sorted(actor.units), status=Status.WAITING)
    told_by = told(WAITS, rows, about="opened_on", at="waiting_since", number="messages_written")
    return [told_by]


def waiting_of(rows: Sequence[Awaited]) -> tuple[WaitingConversation, ...]:
    """Oldest waiting first."""
    lines = [
        WaitingConversation(
            ref=row.ref,
            opened_on=date.fromisoformat(row.about),
            waiting_since=timezone.localdate(row.at) if row.at else None,
            messages=row.number,
            status=Status.WAITING,
        )
        for row in rows
        if row.kind == WAITS
    ]
    return tuple(sorted(lines, key=lambda line: (line.waiting_since or line.opened_on, line.ref)))


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
    grant.unlock([row.text for row in rows], ledger)
    lines = tuple(_message(row, grant) for row in rows if row.sender != Sender.WORD)
    words = [_said(row, grant)["word"] for row in rows if row.sender == Sender.WORD]
    return ConversationPage(
        ref=conversation.ref,
        unit=conversation.unit,
        county=conversation.county,
        language=conversation.language,
        status=conversation.status,
        opened_on=conversation.opened_on,
        messages=lines,
        is_whole=grant.history != History.INCOMPLETE
        and len(rows) == len(ledger)
        and all(line.text is not None for line in lines)
        and None not in words,
        may_answer=access.may_answer_conversation(reader, conversation)
        if isinstance(reader, Actor)
        else access.may_write_in_own(reader, conversation),
        word=next((word for word in reversed(words) if word), ""),
    )


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
    return replace(page, messages=tuple(lines), is_opened=seen.is_opened)


def append_token(visit: OpenVisit, now: datetime) -> str:
    """What a page's form carries, so that nothing written on it is lost when the visit has ended.

    Sealed with the door's own key: it opens nothing, and lets one add to one conversation.
    """
    mark = visit.mark
    kept = {
        "file": visit.visitor.file_ref,
        "mark": [mark.letters, mark.digest],
        "until": (now + APPEND_FOR).isoformat(),
    }
    sealed = session.seal_under(settings.SECRET_KEY, APPEND, json.dumps(kept).encode())
    return urlsafe_b64encode(sealed).decode()


def append_with(token: str, now: datetime) -> Append | None:
    """What a page's token lets one add to; None when it is not ours or its hour has gone."""
    try:
        sealed = urlsafe_b64decode(token.encode())
        kept = json.loads(session.open_under(settings.SECRET_KEY, APPEND, sealed))
    except (SealBroken, NotBase64, ValueError):
        return None
    if now > datetime.fromisoformat(kept["until"]):
        return None
    visitor = Visitor(file_ref=kept["file"], file_id=_file_id(kept["file"]))
    return Append(visitor, Mark(*kept["mark"]))


def open_visit(token: str, now: datetime) -> OpenVisit | None:
    """Who came back with a code, from her cookie; None when the visit has ended."""
    token_hash = session.token_hash(token)
    row = Session.objects.filter(token_hash=token_hash).first() if token else None
    if row is None or has_ended(started_at=row.started_at, seen_at=row.seen_at, now=now):
        return None
    kept = json.loads(session.open_under(token, SESSION, bytes(row.sealed)))
    return OpenVisit(
        token_hash=token_hash,
        visitor=visitor_with(Word(file=kept["file"], assertion=kept["assertion"])),
        is_worth_noting=is_worth_noting(seen_at=row.seen_at, now=now),
        mark=Mark(*kept["mark"]),
        seen=None
        if row.new_after is None
        else Seen(row.is_opened, row.new_after, row.own_after or 0),
    )


def codes_are_pending() -> bool:
    """Whether the keeper still has codes to bind: then a code may not answer yet."""
    with connection.cursor() as cursor:
        cursor.execute("select contact_codes_pending()")
        (pending,) = cursor.fetchone()
    return bool(pending)


def pending_codes(limit: int) -> list[Code]:
    """Codes the keeper has not bound. For the worker."""
    return list(Code.objects.filter(lookup=None).select_related("file").order_by("id")[:limit])


def _file_id(ref: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select contact_file_id(%s)", [ref])
        (file_id,) = cursor.fetchone()
    return file_id or 0


def _line(row: Conversation) -> WaitingConversation:
    return WaitingConversation(
        ref=row.ref,
        opened_on=row.opened_on,
        waiting_since=row.waiting_since,
        messages=row.messages_written,
        county=row.county,
        language=row.language,
        status=row.status,
    )


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
        is_safe=said.get("safe", False),
    )
