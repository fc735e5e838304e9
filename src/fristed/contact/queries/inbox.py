"""What waits for a team, without a word of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils import timezone

from fristed.contact import access
from fristed.contact.choices import Status, Urgency
from fristed.contact.models import Conversation, Passing
from fristed.gate import Actor, Decision, scope
from fristed.ui.awaiting import Awaited, Told, told

WAITS: Final = "conversation"


@dataclass(frozen=True)
class WaitingConversation:
    """A line of the inbox: nothing of what was written.

    urgency    a code; empty where it does not hurry
    holder     who has taken it, in her own name
    has_draft  an answer waits to be read by a colleague
    """

    ref: str
    opened_on: date
    waiting_since: date | None
    messages: int
    status: str
    county: str = ""
    language: str = ""
    urgency: str = ""
    urgency_label: str = ""
    holder: str = ""
    is_hers: bool = False
    has_draft: bool = False
    may_read: Decision | None = None


@dataclass(frozen=True)
class OfferedConversation:
    """A conversation that another team offers hers, or hers another; in days, without a word."""

    ref: str
    conversation: str
    opened_on: date
    waiting_since: date | None
    from_unit: str
    to_unit: str
    offered_on: date


def conversations_of(actor: Actor) -> list[WaitingConversation]:
    """The inbox of her teams: what waits first, by how much it hurries and then by age."""
    if not actor.roles & access.ANSWERING:
        return []
    waits = ExpressionWrapper(Q(status=Status.WAITING), BooleanField())
    with scope(actor):
        rows = list(
            Conversation.objects.filter(unit__in=sorted(actor.units))
            .exclude(status=Status.ENDED)
            .annotate(holder=F("taken_by__name"))
            .order_by(waits.desc(), "-urgency", "waiting_since", "opened_on", "id")
        )
    return [_line(actor, row) for row in rows]


def offered_to(actor: Actor) -> list[OfferedConversation]:
    """What other teams offer hers."""
    if not actor.roles & access.ANSWERING:
        return []
    with scope(actor):
        rows = list(_open_offers().filter(to_unit__in=sorted(actor.units)))
    return [_offered(row) for row in rows]


def offer_of(actor: Actor, conversation: Conversation) -> OfferedConversation | None:
    """To whom it is offered now."""
    with scope(actor):
        row = _open_offers().filter(conversation=conversation).first()
    return None if row is None else _offered(row)


def passing_by_ref(actor: Actor, ref: str) -> Passing:
    """With its conversation; one she may not see is nobody's, and the gate says no."""
    with scope(actor):
        row = Passing.objects.filter(ref=ref).select_related("conversation").first()
    return row or Passing(ref=ref)


def holder_of(actor: Actor, conversation: Conversation) -> str:
    """Who has taken it, in her own name; empty while nobody has."""
    with scope(actor):
        names = Conversation.objects.filter(id=conversation.id).values_list("taken_by__name")
        return next((name for (name,) in names if name), "")


def waiting_rows(actor: Actor) -> list[Told]:
    """Those that wait for an answer from her teams, and that no colleague has taken; to be read
    together, inside her scope."""
    if not actor.roles & access.ANSWERING:
        return []
    hers = Q(taken_by=None) | Q(taken_by__in=[actor.id, *sorted(actor.covers)])
    rows = Conversation.objects.filter(hers, unit__in=sorted(actor.units), status=Status.WAITING)
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


def _open_offers() -> QuerySet[Passing]:
    rows = Passing.objects.filter(accepted_on=None, withdrawn_on=None)
    return rows.select_related("conversation").order_by("offered_on", "id")


def _offered(row: Passing) -> OfferedConversation:
    return OfferedConversation(
        ref=row.ref,
        conversation=row.conversation.ref,
        opened_on=row.conversation.opened_on,
        waiting_since=row.conversation.waiting_since,
        from_unit=row.from_unit,
        to_unit=row.to_unit,
        offered_on=row.offered_on,
    )


def _line(actor: Actor, row: Conversation) -> WaitingConversation:
    urgency = Urgency(row.urgency)
    return WaitingConversation(
        ref=row.ref,
        opened_on=row.opened_on,
        waiting_since=row.waiting_since,
        messages=row.messages_written,
        county=row.county,
        language=row.language,
        status=row.status,
        urgency=urgency.name.lower() if urgency else "",
        urgency_label=str(urgency.label),
        holder=row.holder or "",  # type: ignore[attr-defined]  # annotated
        is_hers=row.taken_by_id == actor.id,
        has_draft=row.draft_by_id is not None,
        may_read=access.may_read_conversation(actor, row),
    )
