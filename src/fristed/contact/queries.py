"""Reading conversations: what waits, without a word of it; and one that was opened."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from fristed.contact import access
from fristed.contact.choices import Sender, Status
from fristed.contact.models import Code, Conversation, Message, Session
from fristed.contact.rules.visiting import (
    Visit,
    Word,
    file_of_assertion,
    has_ended,
    is_worth_noting,
)
from fristed.gate import Actor, Decision, ReadGrant, TextBroken, Visitor, scope
from fristed.sealing import session
from fristed.sealing.context import context
from fristed.vault import keeper
from fristed.vault.choices import History
from fristed.vault.queries import holds_grant, manifest

SESSION = context("contact session")


@dataclass(frozen=True)
class WaitingConversation:
    """A line of the inbox: nothing of what was written."""

    ref: str
    opened_on: date
    waiting_since: date | None
    messages: int
    county: str
    language: str
    status: str


@dataclass(frozen=True)
class MessageLine:
    """One message as read. `text` is None where the seal was broken."""

    number: int
    sender: str
    author: str
    written_on: date
    written_at: datetime | None
    text: str | None

    @property
    def from_youth(self) -> bool:
        return self.sender == Sender.YOUTH


@dataclass(frozen=True)
class ConversationPage:
    """A conversation that was opened."""

    ref: str
    unit: str
    county: str
    language: str
    status: str
    opened_on: date
    messages: tuple[MessageLine, ...]
    is_whole: bool
    may_answer: Decision


@dataclass(frozen=True)
class OpenVisit(Visit):
    """A visit that has not ended, and whose it is."""

    visitor: Visitor = field(default_factory=Visitor)
    is_worth_noting: bool = False


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


def waiting_within(actor: Actor) -> list[WaitingConversation]:
    """Those that wait for an answer from her teams. Inside the actor's scope."""
    if not actor.roles & access.ANSWERING:
        return []
    rows = Conversation.objects.filter(unit__in=sorted(actor.units), status=Status.WAITING)
    return [_line(row) for row in rows.order_by("waiting_since", "opened_on", "id")]


def waiting_for(actor: Actor) -> list[WaitingConversation]:
    """Those of them that wait for an answer."""
    return [line for line in conversations_readable_by(actor) if line.status == Status.WAITING]


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
    lines = tuple(_message(row, grant) for row in rows)
    return ConversationPage(
        ref=conversation.ref,
        unit=conversation.unit,
        county=conversation.county,
        language=conversation.language,
        status=conversation.status,
        opened_on=conversation.opened_on,
        messages=lines,
        is_whole=grant.history != History.INCOMPLETE
        and len(lines) == len(ledger)
        and all(line.text is not None for line in lines),
        may_answer=access.may_answer_conversation(reader, conversation)
        if isinstance(reader, Actor)
        else access.may_write_in_own(reader, conversation),
    )


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


def _message(row: Message, grant: ReadGrant) -> MessageLine:
    try:
        said = json.loads(row.text.open(grant))
    except TextBroken:
        said = {"text": None, "at": None}
    return MessageLine(
        number=row.number,
        sender=row.sender,
        author=row.author,
        written_on=row.written_on,
        written_at=datetime.fromisoformat(said["at"]) if said["at"] else None,
        text=said["text"],
    )
