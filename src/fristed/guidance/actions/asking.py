"""Asking: a professional's inquiry, with her name or without, and what she writes later."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django.utils import timezone

from fristed.codelists import queries as codelists
from fristed.gate import Actor, Visitor, action, asking, opening
from fristed.guidance import access
from fristed.guidance.actions.reading import Key
from fristed.guidance.choices import OF_ASKER, Channel, Kind, Sender, Status, Why
from fristed.guidance.models import Address, Inquiry, Message, Passing
from fristed.guidance.rules.moving import WAITING, reopened
from fristed.guidance.rules.promising import due_at, promise_of
from fristed.guidance.rules.routing import is_main
from fristed.guidance.rules.schools import check_school
from fristed.guidance.rules.writing import check_text
from fristed.kernel.refs import new_ref
from fristed.organisation.queries import norwegian_calendar
from fristed.vault import granting, sealing
from fristed.vault.choices import FileKind, Ground


@dataclass(frozen=True)
class Asked:
    """What somebody filled in. The text is as she sent it; what says who somebody is, is covered
    before it is kept.

    reply_to   where she may be reached at work, when she has not signed in
    school     only of what is about nobody
    """

    kind: str
    urgency: str
    role: str
    service: str
    audience: str
    county: str
    language: str
    text: str = field(repr=False)
    reply_to: str = field(default="", repr=False)
    school: str = ""


@dataclass(frozen=True)
class OwnKey:
    """A key to one's own inquiry: what was asked and answered, and nothing the teams note."""

    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, file: str, *, at: datetime) -> Self:
        """:raises KeeperRefused: `not_creator`."""
        wanted = granting.Wanted(
            file=file,
            holder=actor.ref,
            holder_account=actor.id,
            ground=Ground.CREATOR,
            starts_at=at,
            parts=OF_ASKER,
        )
        (given,) = granting.ask(actor.assertion, [wanted])
        return cls(given)

    @classmethod
    def accept(cls, actor: Actor, offered: granting.Given) -> Self:
        """To what came by mail, once somebody has believed that it is hers.

        :raises KeeperRefused: `withdrawn`, `not_held`.
        """
        return cls(granting.accept(actor.assertion, offered))


ask_to_see_own_inquiries = asking("inquiry.see_own", may=access.may_see_own_inquiries)
ask_to_read_own_inquiry = asking("inquiry.read_own", may=access.may_read_own_inquiry)
read_own_inquiry = opening("inquiry.read_own", may=access.may_read_own_inquiry)


@action("inquiry.send", may=access.may_send_inquiry)
def send_inquiry(
    actor: Actor,
    new: sealing.NewFile,
    *,
    asked: Asked,
    also: sealing.Address | None,
    once: bytes,
    at: datetime,
) -> None:
    """Keep an inquiry. Needs no keeper.

    also   one more unit that has it from the start
    once   digest of the form's own token: the same form is taken in once

    :raises RuleBroken: see `rules.writing.check_text`, `rules.schools.check_school`.
    """
    _keep(new, asked, also, asker=actor.ref, once=once, at=at)


@action("inquiry.send_without_name", may=access.may_send_without_name)
def send_without_name(
    visitor: Visitor,
    new: sealing.NewFile,
    *,
    asked: Asked,
    also: sealing.Address | None,
    once: bytes,
    at: datetime,
) -> None:
    """The same from somebody who has not signed in.

    :raises RuleBroken: see `rules.writing.check_text`, `rules.schools.check_school`.
    """
    _keep(new, asked, also, asker="", once=once, at=at)


@dataclass(frozen=True)
class Call:
    """A new inquiry of somebody who rang: the file of the unit that was rung, and the keeper's
    grant to whoever took the call; asked for before any transaction."""

    file: sealing.NewFile
    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, *, unit: str, at: datetime) -> Self:
        """:raises KeeperAway: nothing was made."""
        day = timezone.localdate(at)
        file = sealing.new_file(FileKind.INQUIRY, unit=unit, creator="", on=day)
        return cls(file, Key.ask(actor, file, through=None, at=at).given)


@action("inquiry.log_call", may=access.may_log_call)
def log_call(
    actor: Actor,
    new: sealing.NewFile,
    *,
    given: granting.Given,
    asked: Asked,
    minutes: int,
    at: datetime,
    once: bytes | None = None,
) -> str:
    """Write down what somebody rang about; she who took the call has it. Answers its reference.

    once   digest of the form's own token: the same form is taken in once

    :raises RuleBroken: see `rules.writing.check_text`.
    """
    granting.keep(new.id, given)
    once = once or hashlib.sha256(new.ref.encode()).digest()
    row = _keep(new, asked, None, asker="", once=once, channel=Channel.PHONE, at=at)
    Inquiry.objects.filter(pk=row.pk).update(
        status=Status.TAKEN_UP, taken_by_id=actor.id, minutes=minutes
    )
    return new.ref


@action("inquiry.hold_own_key", may=access.may_read_own_inquiry)
def hold_own_key(actor: Actor, inquiry: Inquiry, *, key: OwnKey) -> None:
    """Keep the grant the keeper gave whoever wrote it."""
    granting.keep(inquiry.pk, key.given)


@action("inquiry.see_answers", may=access.may_read_own_inquiry)
def see_answers(actor: Actor, inquiry: Inquiry) -> None:
    """Note that she has seen what was answered until now."""
    Inquiry.objects.filter(pk=inquiry.pk).update(answers_seen=inquiry.texts_written)


@action("inquiry.write_more", may=access.may_write_more)
def write_more(actor: Actor, inquiry: Inquiry, *, text: str, once: bytes, at: datetime) -> None:
    """Add to one's own inquiry. One that was answered is opened again, with time to answer it.

    once   digest of the form's own token: the same form is taken in once

    :raises RuleBroken: see `rules.writing.check_text`.
    """
    check_text(text)
    row = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    Message.objects.write(row, text, Sender.ASKER, author=actor.ref, at=at, once=once)
    if row.status in WAITING:
        return
    row.status = reopened(row.status, is_taken=row.taken_by_id is not None)
    row.closed_on = None
    row.due_at = due_at(promise_of(row.kind, row.urgency), at, norwegian_calendar())
    row.save(update_fields=["status", "closed_on", "due_at"])


def _keep(
    new: sealing.NewFile,
    asked: Asked,
    also: sealing.Address | None,
    *,
    asker: str,
    once: bytes,
    at: datetime,
    channel: str = Channel.FORM,
) -> Inquiry:
    check_text(asked.text)
    check_school(asked.school, asked.audience)
    today = timezone.localdate(at)
    file = sealing.keep(new)
    audience = {code.value for code in codelists.code_list("guidance_audience", today).codes}
    row = Inquiry(
        file=file,
        ref=new.ref,
        unit=new.unit,
        asker=asker,
        channel=channel,
        kind=asked.kind,
        urgency=asked.urgency,
        role=asked.role,
        service=asked.service,
        audience=asked.audience,
        is_main=is_main(asked.service, audience),
        county=asked.county,
        school=asked.school,
        language=asked.language,
        status=Status.SENT,
        asked_at=at,
        due_at=due_at(promise_of(asked.kind, asked.urgency), at, norwegian_calendar()),
        once=once,
    )
    Message.objects.begin(row, asked.text, reply_to=asked.reply_to, author=asker, at=at)
    if also is not None:
        Address.objects.create(
            file=file, unit=also.unit, quarter=also.quarter, wrapped=also.wrapped
        )
        Passing.objects.create(
            ref=new_ref("gan"),
            inquiry=row,
            to_unit=new.unit,
            why=Why.COURSE if asked.kind == Kind.COURSE else Why.REGION_FIRST,
            passed_at=at,
        )
    return row
