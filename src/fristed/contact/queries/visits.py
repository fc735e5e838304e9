"""Coming back with a code: what it opens, and what a page lets one add."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import connection

from fristed.contact.models import Code, Conversation, Session
from fristed.contact.rules.showing import Seen
from fristed.contact.rules.visiting import (
    APPEND_FOR,
    QUEUED_FOR,
    NewWords,
    Visit,
    Word,
    file_of_assertion,
    has_ended,
    is_worth_noting,
)
from fristed.gate import Visitor
from fristed.sealing import session
from fristed.sealing.codes import Mark
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken
from fristed.vault import keeper

SESSION = context("contact session")
APPEND = context("contact append")
QUEUE = context("contact queue")
SHOWN = context("contact new words")


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

    def to(self, conversation: Conversation) -> Self:
        """Let the database show it to her: its row is at hand now."""
        return replace(self, visitor=replace(self.visitor, file_id=conversation.file_id))


CODE_WAIT_SECONDS = 20.0
"""Codes are tried two at a time, first come first served; so long may the queue be."""


def word_for_code(code: str) -> Word:
    """Ask the keeper what a code opens.

    :raises KeeperAway: "prøv igjen senere".
    :raises KeeperRefused: `busy`: too many wait for their turn.
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


def queued_code(token: str, now: datetime) -> str | None:
    """Her words that wait for their turn, from her cookie; None when none do, or for too long."""
    code: str | None = _waiting(session.token_hash(token), token, QUEUE, now)
    return code


def visit_for_new_words(token: str) -> Visit:
    """Under what her new words wait: beside a visit that the same cookie may name."""
    return Visit(session.token_hash(f"{token} new words"))


def new_words(token: str, now: datetime) -> NewWords | None:
    """The words she was given and has not seen, from her cookie; None when there are none."""
    kept = _waiting(visit_for_new_words(token).token_hash, token, SHOWN, now)
    return NewWords(**kept) if kept else None


def _waiting(token_hash: bytes, token: str, bound: bytes, now: datetime) -> Any:
    row = Session.objects.filter(token_hash=token_hash, is_queued=True).first() if token else None
    if row is None or now - row.started_at > QUEUED_FOR:
        return None
    return json.loads(session.open_under(token, bound, bytes(row.sealed)))


def open_visit(token: str, now: datetime) -> OpenVisit | None:
    """Who came back with a code, from her cookie; None when the visit has ended."""
    token_hash = session.token_hash(token)
    row = Session.objects.filter(token_hash=token_hash, is_queued=False).first() if token else None
    if row is None or has_ended(started_at=row.started_at, seen_at=row.seen_at, now=now):
        return None
    kept = json.loads(session.open_under(token, SESSION, bytes(row.sealed)))
    return OpenVisit(
        token_hash=token_hash,
        visitor=Visitor(file_ref=kept["file"], assertion=kept["assertion"]),
        is_worth_noting=is_worth_noting(seen_at=row.seen_at, now=now),
        mark=Mark(*kept["mark"]),
        seen=None
        if row.new_after is None
        else Seen(row.is_opened, row.new_after, row.own_after or 0, row.is_duress),
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
