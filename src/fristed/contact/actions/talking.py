"""Writing: a young person's first and later messages, and the team's answers."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from fristed.contact import access
from fristed.contact.choices import TALK, Sender, Status, Whom
from fristed.contact.models import Code, Conversation, Message
from fristed.contact.rules.writing import check_message
from fristed.gate import Actor, Visitor, action
from fristed.kernel.refs import new_ref
from fristed.sealing.codes import Mark
from fristed.vault import queries, sealing


@action("conversation.start", may=access.may_start_conversation)
def start_conversation(
    visitor: Visitor,
    new: sealing.NewFile,
    *,
    text: str,
    whom: str = Whom.MYSELF,
    sealed_code: bytes,
    once: bytes,
    county: str,
    language: str,
    at: datetime,
) -> None:
    """Keep a first message, sealed, and its code for the keeper to bind. Needs no keeper.

    once   digest of the form's own token: the same form is taken in once

    :raises RuleBroken: see `rules.writing.check_message`; or `sent_before`.
    """
    check_message(text)
    today = timezone.localdate(at)
    file = sealing.keep(new)
    conversation = Conversation.objects.create(
        ref=new.ref,
        file=file,
        unit=new.unit,
        county=county,
        language=language,
        status=Status.WAITING,
        opened_on=today,
        waiting_since=today,
        once=once,
    )
    Code.objects.create(file=file, sealed_code=sealed_code, asked_on=today)
    _write(conversation, {"text": text, "whom": whom}, sender=Sender.YOUTH, author="", at=at)


@action("conversation.write", may=access.may_write_in_own)
def write_message(
    visitor: Visitor,
    conversation: Conversation,
    *,
    text: str,
    at: datetime,
    mark: Mark | None = None,
) -> None:
    """Add to her own conversation. Needs no keeper.

    :raises RuleBroken: see `rules.writing.check_message`.
    """
    check_message(text, mark=mark, key=settings.SECRET_KEY)
    _write(conversation, {"text": text}, sender=Sender.YOUTH, author="", at=at)
    today = timezone.localdate(at)
    Conversation.objects.filter(id=conversation.id).exclude(status=Status.WAITING).update(
        status=Status.WAITING, waiting_since=today
    )


@action("conversation.answer", may=access.may_answer_conversation)
def answer_conversation(
    actor: Actor, conversation: Conversation, *, text: str, at: datetime, is_safe: bool = False
) -> None:
    """Answer her. She reads it when she comes back with her words.

    is_safe   may be shown before the agreed word is given: says nothing to whoever else reads it

    :raises RuleBroken: see `rules.writing.check_message`.
    """
    check_message(text)
    said: dict[str, str | bool] = {"text": text, "safe": is_safe}
    _write(conversation, said, sender=Sender.DESK, author=actor.ref, at=at)
    Conversation.objects.filter(id=conversation.id, status=Status.WAITING).update(
        status=Status.ANSWERED, waiting_since=None
    )


@action("conversation.agree_word", may=access.may_agree_word)
def agree_word(actor: Actor, conversation: Conversation, *, word: str, at: datetime) -> None:
    """Keep the word the two have agreed on; the newest counts. Sealed with the conversation.

    :raises RuleBroken: `empty`.
    """
    check_message(word)
    _write(conversation, {"word": word}, sender=Sender.WORD, author=actor.ref, at=at)


@action("conversation.close_own", may=access.may_close_own)
def close_own_conversation(visitor: Visitor, conversation: Conversation) -> None:
    """Her words open nothing from now on. The team keeps what it must, as the rules say."""
    Conversation.objects.filter(id=conversation.id).update(status=Status.CLOSED, waiting_since=None)


@action("conversation.hand_over", may=access.may_hand_over)
def hand_over_conversation(actor: Actor, conversation: Conversation) -> None:
    """Note that a case was started from it. It stays open for her to write in."""
    Conversation.objects.filter(id=conversation.id).update(
        status=Status.HANDED_OVER, waiting_since=None
    )


def _write(
    conversation: Conversation,
    said: Mapping[str, str | bool],
    *,
    sender: Sender,
    author: str,
    at: datetime,
) -> None:
    with connection.cursor() as cursor:
        # One at a time for each conversation: the number is the order, not the hour.
        cursor.execute(
            "update contact_conversation set messages_written = messages_written + 1"
            " where id = %s returning messages_written",
            [conversation.id],
        )
        (number,) = cursor.fetchone()
    message = Message(
        ref=new_ref("mel"),
        file_id=conversation.file_id,
        conversation=conversation,
        number=number,
        sender=sender,
        author=author,
        written_on=timezone.localdate(at),
    )
    kept = json.dumps({**said, "at": at.isoformat(timespec="minutes")})
    file = queries.file_by_id(conversation.file_id)
    sealing.seal(file, message, "text", kept, part=TALK)
    message.save(force_insert=True)
