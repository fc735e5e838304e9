"""Writing: a young person's first and later messages, and the team's answers."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.contact import access
from fristed.contact.choices import AMONG_US, TALK, Sender, Status, Urgency, Whom
from fristed.contact.models import Code, Conversation, Message
from fristed.contact.rules.showing import is_the_duress_word
from fristed.contact.rules.writing import check_message
from fristed.gate import Actor, Visitor, action
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.sealing.codes import Mark
from fristed.vault import blobs, queries, sealing
from fristed.vault.intake import Examined
from fristed.vault.models import File

NEXT: Final = """
update contact_conversation set
    messages_written = messages_written + 1,
    last_on = %(on)s,
    waiting_since = case when %(hers)s and status <> 'waiting' then %(on)s else waiting_since end,
    status = case when %(hers)s then 'waiting' else status end
where id = %(id)s returning messages_written
"""
"""One at a time for each conversation: the number is the order, not the hour. What she writes
waits for an answer. One statement: a hundred of these a second."""


@dataclass(frozen=True)
class Attached:
    """A file that the intake has let in.

    scanned   whether a scanner has cleared it
    """

    examined: Examined
    scanned: bool


@action("conversation.start", may=access.may_start_conversation)
def start_conversation(
    visitor: Visitor,
    new: sealing.NewFile,
    *,
    text: str,
    whom: str = Whom.MYSELF,
    place: str = "",
    attached: Attached | None = None,
    sealed_code: bytes,
    once: bytes,
    county: str,
    language: str,
    at: datetime,
) -> None:
    """Keep a first message, sealed, and its code for the keeper to bind. Needs no keeper.

    place  the municipality or school she chose; kept inside the sealed text alone
    once   digest of the form's own token: the same form is taken in once

    :raises RuleBroken: see `rules.writing.check_message`.
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
    said = {"text": text, "whom": whom, "place": place}
    _write(conversation, said, sender=Sender.YOUTH, author="", at=at, attached=attached)


@action("conversation.write", may=access.may_write_in_own)
def write_message(
    visitor: Visitor,
    conversation: Conversation,
    *,
    text: str,
    at: datetime,
    mark: Mark | None = None,
    attached: Attached | None = None,
) -> None:
    """Add to her own conversation. Needs no keeper.

    :raises RuleBroken: see `rules.writing.check_message`.
    """
    check_message(text, mark=mark, key=settings.SECRET_KEY)
    said = {"text": text}
    _write(conversation, said, sender=Sender.YOUTH, author="", at=at, attached=attached)


@action("conversation.answer", may=access.may_answer_conversation)
def answer_conversation(
    actor: Actor, conversation: Conversation, *, text: str, at: datetime, is_safe: bool = False
) -> None:
    """Answer her. She reads it when she comes back with her words.

    is_safe   may be shown before the agreed word is given: says nothing to whoever else reads it

    :raises RuleBroken: see `rules.writing.check_message`.
    """
    check_message(text)
    said = {"text": text, "safe": is_safe}
    _write(conversation, said, sender=Sender.DESK, author=actor.ref, at=at)
    _take(actor, conversation, draft_by=None)
    row = Conversation.objects.filter(id=conversation.id)
    row.filter(status=Status.WAITING).update(status=Status.ANSWERED, waiting_since=None)
    row.filter(answered_on=None).update(answered_on=timezone.localdate(at))


@action("conversation.ask_second_eye", may=access.may_ask_second_eye)
def ask_second_eye(
    actor: Actor, conversation: Conversation, *, text: str, is_safe: bool, at: datetime
) -> None:
    """Have a colleague read the answer before it is sent; the newest counts.

    :raises RuleBroken: see `rules.writing.check_message`.
    """
    check_message(text)
    said = {"text": text, "safe": is_safe}
    _write(conversation, said, sender=Sender.DRAFT, author=actor.ref, at=at, part=AMONG_US)
    _take(actor, conversation, draft_by=actor.id)


@action("conversation.second_eye", may=access.may_be_second_eye)
def be_second_eye(
    actor: Actor, conversation: Conversation, *, draft: int, note: str, at: datetime
) -> None:
    """She has read the answer; it is sent by who wrote it, as she sees fit.

    draft   the number of what she read
    """
    said = {"seen": draft, "text": note}
    _write(conversation, said, sender=Sender.NOTE, author=actor.ref, at=at, part=AMONG_US)
    Conversation.objects.filter(id=conversation.id).update(draft_by=None)


@action("conversation.note_inquiry", may=access.may_note_inquiry)
def note_inquiry(
    actor: Actor, conversation: Conversation, *, inquiry: str, agreed: str, at: datetime
) -> None:
    """Note that an inquiry was made from it, and to what she said yes. Only the team reads that.

    :raises RuleBroken: `empty`.
    """
    check_message(agreed)
    said = {"inquiry": inquiry, "text": agreed}
    _write(conversation, said, sender=Sender.NOTE, author=actor.ref, at=at, part=AMONG_US)


@action("conversation.note_reached", may=access.may_answer_conversation)
def note_reached(
    actor: Actor, conversation: Conversation, *, to: str, text: str, at: datetime
) -> None:
    """Note where a neutral text was sent, and which. Only the team reads that."""
    said = {"reached": to, "text": text}
    _write(conversation, said, sender=Sender.NOTE, author=actor.ref, at=at, part=AMONG_US)


@action("conversation.agree_word", may=access.may_agree_word)
def agree_word(
    actor: Actor, conversation: Conversation, *, word: str, duress: str = "", at: datetime
) -> None:
    """Keep the word the two have agreed on; the newest counts. Sealed with the conversation.

    duress   the word to give when somebody makes her give one; empty for none

    :raises RuleBroken: `empty`; `same_word`.
    """
    check_message(word)
    if is_the_duress_word(word, duress):
        raise RuleBroken("same_word", _("De to ordene må være ulike."))
    said = {"word": word, "duress": duress}
    _write(conversation, said, sender=Sender.WORD, author=actor.ref, at=at)


@action("conversation.note_word_given", may=access.may_write_in_own)
def note_word_given(
    visitor: Visitor, conversation: Conversation, *, is_duress: bool, at: datetime
) -> None:
    """Note which of the two words was given. The team is warned of the one; a line is written for
    either, so that neither takes longer."""
    said = {"word": "", "given_under_duress": is_duress}
    _write(conversation, said, sender=Sender.WORD, author="", at=at)
    row = Conversation.objects.filter(id=conversation.id)
    row.update(urgency=Urgency.NOW if is_duress else F("urgency"))


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
    said: Mapping[str, Any],
    *,
    sender: Sender,
    author: str,
    at: datetime,
    part: str = TALK,
    attached: Attached | None = None,
) -> None:
    ref, today = new_ref("mel"), timezone.localdate(at)
    kept = {**said, "at": at.isoformat(timespec="minutes")}
    if attached is not None:
        file = queries.file_by_id(conversation.file_id)
        kept["file"] = _keep_attached(file, ref, attached)
    with connection.cursor() as cursor:
        cursor.execute(NEXT, {"id": conversation.id, "on": today, "hers": sender == Sender.YOUTH})
        (number,) = cursor.fetchone()
    message = Message(
        ref=ref,
        file_id=conversation.file_id,
        conversation=conversation,
        number=number,
        sender=sender,
        author=author,
        written_on=today,
    )
    sealing.seal_into(conversation.file_id, message, "text", json.dumps(kept), part=part)
    message.save(force_insert=True)


def _take(actor: Actor, conversation: Conversation, *, draft_by: int | None) -> None:
    """Whoever answers has it from then on; who stands in for another answers in her place."""
    row = Conversation.objects.filter(id=conversation.id)
    row.update(draft_by_id=draft_by)
    row.filter(taken_by=None).update(taken_by_id=actor.id)


def _keep_attached(file: File, ref: str, attached: Attached) -> dict[str, Any]:
    """Seal its bytes under the message's reference; answers what the message says of it."""
    content = attached.examined.content
    return {
        "media": attached.examined.kind.media,
        "length": len(content),
        "is_original": attached.examined.is_original,
        "scanned": attached.scanned,
        "key": base64.b64encode(blobs.keep(file, ref, content)).decode(),
    }
