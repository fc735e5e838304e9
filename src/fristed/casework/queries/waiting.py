"""What waits for somebody in other ways than as a task, counted; no word of any case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework.choices import OutsideService
from fristed.casework.models import CountryNote, Referral, ReferralCheck, Share, TeamDecision
from fristed.casework.queries.cases import cases_readable_by
from fristed.casework.rules.referring import reminder
from fristed.gate import Actor
from fristed.kernel.periods import monday_of
from fristed.ui.awaiting import Awaited, Told, told


@dataclass(frozen=True)
class DueDecision:
    """A decision of the competence team's that is hers to carry out."""

    consultation: str
    title: str
    due_on: date


@dataclass(frozen=True)
class Waiting:
    """offers      asked to read or to take over, and not answered
    late_offers   of these, past the day an answer was awaited
    reports       to child welfare, a day or more without a receipt
    very_late     of these, three days or more
    unchecked     sent and not acknowledged, and not gone through this week
    notes         of her mission's host country, due to be looked at again
    """

    offers: int
    late_offers: int
    reports: int
    very_late: int
    unchecked: int
    notes: int
    decisions: tuple[DueDecision, ...]

    def __bool__(self) -> bool:
        return bool(self.offers or self.reports or self.unchecked or self.notes or self.decisions)


def waiting_rows(actor: Actor, *, now: datetime) -> list[Told]:
    """To be read together, inside her scope."""
    today = timezone.localdate(now)
    offers = Share.objects.filter(offered_to_id=actor.id, answer="", ended="")
    sent = Referral.objects.filter(
        case__in=cases_readable_by(actor), sent_on__isnull=False, acknowledged_on=None
    )
    gone_through = ReferralCheck.objects.filter(week_of=monday_of(today)).values("referral_id")
    reports = sent.filter(service=OutsideService.CHILD_WELFARE)
    decisions = TeamDecision.objects.filter(owner_id=actor.id, done_on=None)
    notes = CountryNote.objects.filter(unit__in=actor.units, ended_on=None, review_on__lte=today)
    number = "consultation__number"
    return [
        told("offer", offers, at="answer_by"),
        told("report", reports, at="sent_at"),
        told("unchecked", sent.exclude(pk__in=gone_through), at="sent_at"),
        told("decision", decisions, ref="consultation__ref", at="due_on", number=number),
        told("note", notes, at="review_on"),
    ]


def waiting_of(rows: Sequence[Awaited], *, now: datetime) -> Waiting:
    def at(kind: str) -> list[datetime]:
        return [row.at for row in rows if row.kind == kind and row.at]

    late = [reminder(sent_at=sent, acknowledged_on=None, now=now) for sent in at("report")]
    due = [
        DueDecision(
            consultation=row.ref,
            title=_("Drøfting %(number)s") % {"number": row.number},
            due_on=timezone.localdate(row.at),
        )
        for row in rows
        if row.kind == "decision" and row.at
    ]
    return Waiting(
        offers=len(at("offer")),
        late_offers=sum(when < now for when in at("offer")),
        reports=sum(bool(how) for how in late),
        very_late=late.count("three_days"),
        unchecked=len(at("unchecked")),
        notes=len(at("note")),
        decisions=tuple(sorted(due, key=lambda one: one.due_on)),
    )
