"""One inquiry, and what must be known of it before it is read or answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fristed.gate import Actor, ReadGrant, scope
from fristed.guidance.models import Address, AnswerDraft, Inquiry, Looking, Original
from fristed.guidance.queries.naming import called, name_of
from fristed.guidance.queries.opening import opened
from fristed.vault import sealing
from fristed.vault.queries import holds_grant

AT_IT_FOR: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class AtIt:
    """A colleague who has it open, or had it open a moment ago."""

    name: str
    seen_at: datetime


def inquiry_by_ref(actor: Actor, ref: str) -> Inquiry:
    """The row, or one that is no unit's: the gate says no to it."""
    with scope(actor):
        found = Inquiry.objects.filter(ref=ref).first()
    return found or Inquiry(ref=ref)


def ref_of_form(actor: Actor, once: bytes) -> str:
    """Of what a form made when it was sent the first time."""
    with scope(actor):
        return Inquiry.objects.values_list("ref", flat=True).get(once=once)


def has_grant(actor: Actor, inquiry: Inquiry) -> bool:
    with scope(actor):
        return holds_grant(actor.id, inquiry.pk)


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
        rows = Looking.objects.filter(inquiry_id=inquiry.pk, seen_at__gt=at - AT_IT_FOR)
        named = list(
            rows.exclude(person_id=actor.id)
            .order_by("-seen_at")
            .values_list(name_of(Looking.objects.all(), "person"), "seen_at")
        )
    return tuple(AtIt(called(name), seen_at) for name, seen_at in named)


def original_texts(
    actor: Actor, inquiry: Inquiry, grant: ReadGrant
) -> tuple[tuple[int, str | None], ...]:
    """What was sent, before it was covered, where it is not deleted yet: number and text."""
    with scope(actor):
        rows = list(Original.objects.filter(inquiry_id=inquiry.pk).order_by("number"))
    grant.unlock([row.text for row in rows])
    return tuple((row.number, opened(row.text, grant)) for row in rows)
