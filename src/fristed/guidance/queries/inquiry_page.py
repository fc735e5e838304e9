"""One inquiry as those who work with it see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.guidance import access
from fristed.guidance.choices import NoteKind, Sender, Why
from fristed.guidance.models import (
    AnswerDraft,
    Inquiry,
    Message,
    Note,
    Original,
    Passing,
    Steering,
)
from fristed.guidance.queries.inquiries import AtIt, others_at
from fristed.guidance.queries.mail import of_mail
from fristed.guidance.queries.naming import called, name_of
from fristed.guidance.queries.opening import opened
from fristed.guidance.queries.queue import QueueLine, line_of
from fristed.guidance.queries.reaching import reach_for
from fristed.guidance.rules.routing import suggestions
from fristed.guidance.rules.writing import needs_second_eye
from fristed.organisation.queries import unit_names
from fristed.ui.house import Place
from fristed.vault.choices import History
from fristed.vault.queries import manifest


@dataclass(frozen=True)
class MessageLine:
    """text: None where the seal was broken."""

    from_asker: bool
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

    may_see: Decision
    version: int = 0
    written_by: str = ""
    saved_at: datetime | None = None
    seen_by: str = ""
    text: str | None = field(default="", repr=False)


@dataclass(frozen=True)
class PassedOn:
    to_unit: str
    why: str
    passed_at: datetime
    by: str


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


def inquiry_page(actor: Actor, inquiry: Inquiry, grant: ReadGrant, *, at: datetime) -> InquiryPage:
    """Everything about one inquiry, in as many statements for one note as for a hundred."""
    with scope(actor):
        row = Inquiry.objects.annotate(taker=F("taken_by__name")).get(pk=inquiry.pk)
        messages = list(Message.objects.filter(inquiry=row).order_by("number"))
        notes = list(
            Note.objects.filter(inquiry=row)
            .annotate(writer=name_of(Note.objects.all(), "by"))
            .order_by("pk")
        )
        drafted = (
            AnswerDraft.objects.filter(inquiry=row)
            .annotate(
                writer=name_of(AnswerDraft.objects.all(), "written_by"), reader=F("seen_by__name")
            )
            .first()
        )
        passings = list(
            Passing.objects.filter(inquiry=row).annotate(who=F("by__name")).order_by("pk")
        )
        steered = list(Steering.objects.filter(inquiry=row).order_by("pk"))
        has_originals = Original.objects.filter(inquiry=row).exists()
        troubles, attachments = of_mail(row)
        at_it = others_at(actor, row, at=at)
        ledger = manifest(row.ref)
    texts = [one.text for one in messages] + [one.text for one in notes]
    grant.unlock([*texts, drafted.text if drafted else None, row.reply_to], ledger)
    day = timezone.localdate(at)
    units = unit_names(timezone.localdate(at))
    lines = tuple(_message(one, grant) for one in messages)
    written = tuple(_note(one, grant) for one in notes)
    return InquiryPage(
        line=line_of(row, row.taker or "", at=at),
        unit=units.get(row.unit, row.unit),
        reply_to=opened(row.reply_to, grant) if row.reply_to else "",
        messages=lines,
        notes=written,
        draft=_draft(actor, row, drafted, grant),
        passings=tuple(_passed(one, units) for one in passings),
        next_units=next_units(row, at=at),
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


def ways_on(actor: Actor, inquiry: Inquiry) -> Sequence[Place]:
    """What may be made of it; the door's own function, named in FRISTED_WAYS_ON."""
    named = str(getattr(settings, "FRISTED_WAYS_ON", ""))
    if not named or not access.may_make_something_of(actor, inquiry):
        return ()
    found: Sequence[Place] = import_string(named)(actor, inquiry.ref)
    return found


def next_units(inquiry: Inquiry, *, at: datetime) -> tuple[NextUnit, ...]:
    """Where it might belong, the nearest first."""
    units = unit_names(timezone.localdate(at))
    found = suggestions(
        inquiry.kind,
        inquiry.service,
        inquiry.role,
        reach_for(inquiry.county, timezone.localdate(at)),
        unit=inquiry.unit,
    )
    return tuple(NextUnit(one.unit, units.get(one.unit, one.unit), one.why) for one in found)


def _message(row: Message, grant: ReadGrant) -> MessageLine:
    return MessageLine(
        from_asker=row.sender == Sender.ASKER,
        written_at=row.written_at,
        is_masked=row.is_masked,
        text=opened(row.text, grant),
    )


def _note(row: Note, grant: ReadGrant) -> NoteLine:
    return NoteLine(
        kind=str(NoteKind(row.kind).label),
        by=called(row.writer),  # type: ignore[attr-defined]  # annotated
        written_at=row.written_at,
        minutes=row.minutes,
        text=opened(row.text, grant),
    )


def _draft(actor: Actor, inquiry: Inquiry, row: AnswerDraft | None, grant: ReadGrant) -> DraftPage:
    asked_of = row or AnswerDraft(version=0)
    asked_of.inquiry = inquiry
    may_see = access.may_be_second_eye(actor, asked_of)
    if row is None:
        return DraftPage(may_see)
    return DraftPage(
        may_see,
        version=row.version,
        written_by=called(row.writer),  # type: ignore[attr-defined]  # annotated
        saved_at=row.saved_at,
        seen_by=row.reader or "",  # type: ignore[attr-defined]  # annotated
        text=opened(row.text, grant),
    )


def _passed(row: Passing, units: Mapping[str, str]) -> PassedOn:
    return PassedOn(
        to_unit=units.get(row.to_unit, row.to_unit),
        why=str(Why(row.why).label),
        passed_at=row.passed_at,
        by=row.who or "",  # type: ignore[attr-defined]  # annotated
    )
