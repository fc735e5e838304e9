"""One inquiry as those who work with it see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.guidance import access
from fristed.guidance.choices import NoteKind, Sender, Why
from fristed.guidance.models import (
    Address,
    AnswerDraft,
    Inquiry,
    Looking,
    Message,
    Note,
    Original,
    Passing,
    Steering,
)
from fristed.guidance.queries.mail import of_mail
from fristed.guidance.queries.opening import opened
from fristed.guidance.queries.queue import QueueLine, line_of
from fristed.guidance.queries.reaching import reach_for
from fristed.guidance.rules.routing import Suggestion, suggestions
from fristed.guidance.rules.writing import needs_second_eye
from fristed.organisation.queries import unit_on
from fristed.ui.house import Place
from fristed.vault import sealing
from fristed.vault.choices import History
from fristed.vault.queries import holds_grant, manifest

AT_IT_FOR: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class MessageLine:
    """text: None where the seal was broken."""

    number: int
    from_asker: bool
    author: str
    written_at: datetime
    is_masked: bool
    text: str | None = field(repr=False)


@dataclass(frozen=True)
class NoteLine:
    kind: str
    by: str
    written_at: datetime
    minutes: int
    text: str | None = field(repr=False)


@dataclass(frozen=True)
class DraftPage:
    """The team's answer in the making. `version` 0: there is none yet."""

    ref: str
    version: int
    written_by: str
    saved_at: datetime | None
    seen_by: str
    may_see: Decision
    text: str | None = field(repr=False)


@dataclass(frozen=True)
class PassedOn:
    from_unit: str
    to_unit: str
    why: str
    passed_at: datetime
    by: str


@dataclass(frozen=True)
class AtIt:
    """A colleague who has it open, or had it open a moment ago."""

    name: str
    seen_at: datetime


@dataclass(frozen=True)
class NextUnit:
    code: str
    name: str
    why: Why


@dataclass(frozen=True)
class InquiryPage:
    """
    is_whole      nothing was removed, moved or changed outside the house
    troubles      what of a mail could not be taken in, as people say it
    attachments   numbers of the files that came with it
    """

    line: QueueLine
    unit: str
    reply_to: str | None = field(repr=False)
    messages: tuple[MessageLine, ...]
    notes: tuple[NoteLine, ...]
    draft: DraftPage
    passings: tuple[PassedOn, ...]
    next_units: tuple[NextUnit, ...]
    steered_to: tuple[str, ...]
    minutes: int
    at_it: tuple[AtIt, ...]
    needs_second_eye: bool
    is_whole: bool
    has_originals: bool
    may_take_up: Decision
    may_answer: Decision
    may_pass_on: Decision
    ways: Sequence[Place]
    may_forget: Decision
    may_sort: Decision
    troubles: tuple[str, ...]
    attachments: tuple[int, ...]

    @property
    def ref(self) -> str:
        return self.line.ref


def inquiry_by_ref(actor: Actor, ref: str) -> Inquiry:
    """The row, or one that is no unit's: the gate says no to it."""
    with scope(actor):
        found = Inquiry.objects.filter(ref=ref).first()
    return found or Inquiry(ref=ref)


def has_grant(actor: Actor, inquiry: Inquiry) -> bool:
    with scope(actor):
        return holds_grant(actor.id, inquiry.pk)


def ways_on(actor: Actor, inquiry: Inquiry) -> Sequence[Place]:
    """What may be made of it; the door's own function, named in FRISTED_WAYS_ON."""
    named = str(getattr(settings, "FRISTED_WAYS_ON", ""))
    if not named or not access.may_make_something_of(actor, inquiry):
        return ()
    found: Sequence[Place] = import_string(named)(actor, inquiry.ref)
    return found


def address_for(actor: Actor, inquiry: Inquiry) -> sealing.Address | None:
    """Through what her unit has it; None where its file was made for that unit."""
    with scope(actor):
        row = Address.objects.filter(file_id=inquiry.pk, unit=inquiry.unit).first()
    return sealing.Address(row.unit, row.quarter, bytes(row.wrapped)) if row else None


def draft_of(actor: Actor, inquiry: Inquiry) -> AnswerDraft:
    """The team's draft; one that was never written has version 0."""
    with scope(actor):
        found = AnswerDraft.objects.filter(inquiry_id=inquiry.pk).first()
    draft = found or AnswerDraft(version=0)
    draft.inquiry = inquiry
    return draft


def others_at(actor: Actor, inquiry: Inquiry, *, at: datetime) -> tuple[AtIt, ...]:
    """Colleagues who opened it within a quarter of an hour."""
    with scope(actor):
        return _others(actor, inquiry, at)


def original_texts(
    actor: Actor, inquiry: Inquiry, grant: ReadGrant
) -> tuple[tuple[int, str | None], ...]:
    """What was sent, before it was covered, where it is not deleted yet: number and text."""
    with scope(actor):
        rows = list(Original.objects.filter(inquiry_id=inquiry.pk).order_by("number"))
    grant.unlock([row.text for row in rows])
    return tuple((row.number, opened(row.text, grant)) for row in rows)


def inquiry_page(actor: Actor, inquiry: Inquiry, grant: ReadGrant, *, at: datetime) -> InquiryPage:
    """Everything about one inquiry, in as many statements for one note as for a hundred."""
    with scope(actor):
        row = Inquiry.objects.annotate(taker=F("taken_by__name")).get(pk=inquiry.pk)
        messages = list(Message.objects.filter(inquiry=row).order_by("number"))
        notes = list(
            Note.objects.filter(inquiry=row)
            .annotate(writer=_name_of(Note.objects.all(), "by"))
            .order_by("pk")
        )
        drafted = (
            AnswerDraft.objects.filter(inquiry=row)
            .annotate(
                writer=_name_of(AnswerDraft.objects.all(), "written_by"), reader=F("seen_by__name")
            )
            .first()
        )
        passings = list(
            Passing.objects.filter(inquiry=row).annotate(who=F("by__name")).order_by("pk")
        )
        steered = list(Steering.objects.filter(inquiry=row).order_by("pk"))
        has_originals = Original.objects.filter(inquiry=row).exists()
        troubles, attachments = of_mail(row)
        at_it = _others(actor, row, at)
        ledger = manifest(row.ref)
    texts = [one.text for one in messages] + [one.text for one in notes]
    grant.unlock([*texts, drafted.text if drafted else None, row.reply_to], ledger)
    day = at.date()
    lines = tuple(_message(one, grant) for one in messages)
    written = tuple(_note(one, grant) for one in notes)
    return InquiryPage(
        line=line_of(row, row.taker or "", at=at),
        unit=_unit_name(row.unit, at),
        reply_to=opened(row.reply_to, grant) if row.reply_to else "",
        messages=lines,
        notes=written,
        draft=_draft(actor, row, drafted, grant),
        passings=tuple(_passed(one, at) for one in passings),
        next_units=_next_units(row, at),
        steered_to=tuple(
            codelists.label("steered_to", one.service, on=one.told_on) for one in steered
        ),
        minutes=row.minutes,
        at_it=at_it,
        needs_second_eye=needs_second_eye(
            row.kind,
            row.urgency,
            row.service,
            [code.value for code in codelists.code_list("second_eye", day).codes],
        ),
        is_whole=grant.history != History.INCOMPLETE
        and len(lines) in {row.texts_written, 0}
        and None not in {one.text for one in lines} | {one.text for one in written},
        has_originals=has_originals,
        may_take_up=access.may_take_up_inquiry(actor, row),
        may_answer=access.may_answer_inquiry(actor, row),
        may_pass_on=access.may_pass_on(actor, row),
        ways=ways_on(actor, row),
        may_forget=access.may_forget_texts(actor, row),
        may_sort=access.may_sort_inquiry(actor, row),
        troubles=troubles,
        attachments=attachments,
    )


def _others(actor: Actor, inquiry: Inquiry, at: datetime) -> tuple[AtIt, ...]:
    rows = Looking.objects.filter(inquiry_id=inquiry.pk, seen_at__gt=at - AT_IT_FOR).exclude(
        person_id=actor.id
    )
    named = rows.order_by("-seen_at").values_list(
        _name_of(Looking.objects.all(), "person"), "seen_at"
    )
    return tuple(AtIt(name or _("en kollega"), seen_at) for name, seen_at in named)


def _name_of(rows: QuerySet[Any], person: str) -> Subquery:
    """The name of somebody a row points at; none where this door may not know it. A join would
    leave the row itself out."""
    return Subquery(rows.filter(pk=OuterRef("pk")).values(f"{person}__name")[:1])


def _message(row: Message, grant: ReadGrant) -> MessageLine:
    return MessageLine(
        number=row.number,
        from_asker=row.sender == Sender.ASKER,
        author=row.author,
        written_at=row.written_at,
        is_masked=row.is_masked,
        text=opened(row.text, grant),
    )


def _note(row: Note, grant: ReadGrant) -> NoteLine:
    return NoteLine(
        kind=str(NoteKind(row.kind).label),
        by=row.writer or _("en kollega"),  # type: ignore[attr-defined]  # annotated
        written_at=row.written_at,
        minutes=row.minutes,
        text=opened(row.text, grant),
    )


def _draft(actor: Actor, inquiry: Inquiry, row: AnswerDraft | None, grant: ReadGrant) -> DraftPage:
    asked_of = row or AnswerDraft(version=0)
    asked_of.inquiry = inquiry
    may_see = access.may_be_second_eye(actor, asked_of)
    if row is None:
        return DraftPage("", 0, "", None, "", may_see, "")
    return DraftPage(
        ref=row.ref,
        version=row.version,
        written_by=row.writer or _("en kollega"),  # type: ignore[attr-defined]  # annotated
        saved_at=row.saved_at,
        seen_by=row.reader or "",  # type: ignore[attr-defined]  # annotated
        may_see=may_see,
        text=opened(row.text, grant),
    )


def _passed(row: Passing, at: datetime) -> PassedOn:
    return PassedOn(
        from_unit=_unit_name(row.from_unit, at) if row.from_unit else "",
        to_unit=_unit_name(row.to_unit, at),
        why=str(Why(row.why).label),
        passed_at=row.passed_at,
        by=row.who or "",  # type: ignore[attr-defined]  # annotated
    )


def _next_units(row: Inquiry, at: datetime) -> tuple[NextUnit, ...]:
    found: Sequence[Suggestion] = suggestions(
        row.kind, row.service, reach_for(row.county, at.date()), unit=row.unit
    )
    return tuple(NextUnit(one.unit, _unit_name(one.unit, at), one.why) for one in found)


def _unit_name(code: str, at: datetime) -> str:
    return unit_on(code, at.date()).name
