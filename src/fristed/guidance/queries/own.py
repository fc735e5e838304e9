"""A professional's own inquiries, as she finds them again."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Exists, OuterRef

from fristed.codelists import queries as codelists
from fristed.gate import Actor, ReadGrant, scope
from fristed.guidance.choices import Kind, Sender, Status
from fristed.guidance.models import Aftermath, Inquiry, Message
from fristed.guidance.queries.opening import opened
from fristed.guidance.rules.following import is_due
from fristed.vault.queries import manifest


@dataclass(frozen=True)
class OwnInquiry:
    """Where one stands. Never a word of it, and never who works with it.

    is_new   something was answered since she last looked
    """

    ref: str
    kind: str
    status: str
    status_label: str
    asked_at: datetime
    due_at: datetime | None
    is_new: bool
    asks_what_came: bool = False


@dataclass(frozen=True)
class OwnMessage:
    from_me: bool
    written_at: datetime
    is_masked: bool
    text: str | None = field(repr=False)


@dataclass(frozen=True)
class OwnPage:
    inquiry: OwnInquiry
    messages: tuple[OwnMessage, ...]
    county: str


def own_inquiries(actor: Actor, *, at: datetime) -> tuple[OwnInquiry, ...]:
    """Hers, newest first; two weeks after an answer she is asked whether it helped."""
    if not actor.ref:
        return ()
    with scope(actor):
        rows = list(
            Inquiry.objects.filter(asker=actor.ref)
            .annotate(has_told=Exists(Aftermath.objects.filter(inquiry_id=OuterRef("pk"))))
            .order_by("-asked_at", "-pk")
        )
    return tuple(
        replace(
            _own(row),
            asks_what_came=is_due(
                row.answered_at,
                has_told=row.has_told,
                at=at,
            ),
        )
        for row in rows
    )


def own_inquiry(actor: Actor, ref: str) -> Inquiry:
    """Her row, or one that is nobody's: the gate says no to it."""
    with scope(actor):
        found = Inquiry.objects.filter(ref=ref, asker=actor.ref).first()
    return found or Inquiry(ref=ref)


def own_line(inquiry: Inquiry) -> OwnInquiry:
    """Where one of hers stands."""
    return _own(inquiry)


def said_last(actor: Actor) -> dict[str, str]:
    """What she said of herself last time, so that she need not say it again."""
    with scope(actor):
        row = Inquiry.objects.filter(asker=actor.ref).order_by("-asked_at", "-pk").first()
    return {"service": row.service, "role": row.role, "county": row.county} if row else {}


def own_page(actor: Actor, inquiry: Inquiry, grant: ReadGrant) -> OwnPage:
    """What she wrote and what was answered."""
    with scope(actor):
        rows = list(Message.objects.filter(inquiry_id=inquiry.pk).order_by("number"))
        ledger = manifest(inquiry.ref)
    grant.unlock([row.text for row in rows], ledger)
    return OwnPage(
        inquiry=_own(inquiry),
        messages=tuple(_message(row, grant) for row in rows),
        county=codelists.label("county", inquiry.county) if inquiry.county else "",
    )


def _own(row: Inquiry) -> OwnInquiry:
    return OwnInquiry(
        ref=row.ref,
        kind=str(Kind(row.kind).label),
        status=row.status,
        status_label=str(Status(row.status).label),
        asked_at=row.asked_at,
        due_at=row.due_at,
        is_new=row.status == Status.ANSWERED and row.answers_seen < row.texts_written,
    )


def _message(row: Message, grant: ReadGrant) -> OwnMessage:
    text = opened(row.text, grant)
    return OwnMessage(row.sender == Sender.ASKER, row.written_at, row.is_masked, text)
