"""The queue of a person's own units: codes and moments, without a word of what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.guidance import access
from fristed.guidance.choices import BY_MAIL, NOT_SORTED, Channel, Kind, Status, Urgency
from fristed.guidance.models import Inquiry
from fristed.ui.awaiting import Awaited, Told, told

PAGE: Final = 50
WAITS: Final = "inquiry"


class Which(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class QueueLine:
    """One inquiry in a list. Nothing of what was written.

    is_late    what was promised was not kept
    taken_by   name of whoever has taken it up
    channel    how it came, where that must be known: by mail, from a list, from a machine
    """

    ref: str
    kind: str
    channel: str
    is_sorted: bool
    is_acute: bool
    service: str
    role: str
    audience: str
    county: str
    is_main: bool
    status: str
    status_label: str
    language: str
    asked_at: datetime
    due_at: datetime | None
    is_late: bool
    taken_by: str
    became: str

    @property
    def who(self) -> str:
        return f"{self.role}, {self.service}" if self.is_sorted else _("ikke sagt ennå")


@dataclass(frozen=True)
class Queue:
    """after   where the next page begins; empty where there is none"""

    which: Which
    lines: tuple[QueueLine, ...]
    after: str


def queue(actor: Actor, which: Which, *, at: datetime, after: str = "") -> Queue:
    """A page of what her units have: what waits by what was promised, the rest newest first."""
    if not access.may_guide(actor, actor):
        return Queue(which, (), "")
    with scope(actor):
        rows = list(_rows(actor, which, after)[: PAGE + 1])
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    lines = tuple(
        line_of(row, row.taker or "", at=at)  # type: ignore[attr-defined]  # annotated
        for row in rows[:PAGE]
    )
    return Queue(which, lines, _mark(more, which) if more else "")


@dataclass(frozen=True)
class InquiriesWaiting:
    """What waits for her units, or for her; late: past what was promised."""

    total: int
    late: int


def waiting_rows(actor: Actor) -> list[Told]:
    """What no colleague has taken up; to be read together, inside her scope."""
    if not access.may_guide(actor, actor):
        return []
    hers = Q(taken_by=None) | Q(taken_by_id=actor.id)
    rows = Inquiry.objects.filter(hers, unit__in=sorted(actor.units), due_at__isnull=False)
    return [told(WAITS, rows, at="due_at")]


def waiting_of(rows: Sequence[Awaited], *, at: datetime) -> InquiriesWaiting:
    due = [row.at for row in rows if row.kind == WAITS and row.at]
    return InquiriesWaiting(len(due), sum(when < at for when in due))


def line_of(row: Inquiry, taken_by: str, *, at: datetime) -> QueueLine:
    day = timezone.localdate(row.asked_at)
    return QueueLine(
        ref=row.ref,
        kind=str(Kind(row.kind).label),
        channel=str(Channel(row.channel).label) if row.channel in BY_MAIL else "",
        is_sorted=row.service != NOT_SORTED,
        is_acute=row.urgency == Urgency.ACUTE,
        service=_said("asker_service", row.service, day),
        role=_said("asker_role", row.role, day),
        audience=_said("about_group", row.audience, day),
        county=_said("county", row.county, day),
        is_main=row.is_main or row.service == NOT_SORTED,
        status=row.status,
        status_label=str(Status(row.status).label),
        language=row.language,
        asked_at=row.asked_at,
        due_at=row.due_at,
        is_late=row.due_at is not None and row.due_at < at,
        taken_by=taken_by,
        became=row.became,
    )


def _said(name: str, value: str, day: date) -> str:
    """Nothing where it came by mail and nobody has said it yet."""
    return codelists.label(name, value, on=day) if value else ""


def _rows(actor: Actor, which: Which, after: str) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.filter(unit__in=sorted(actor.units)).annotate(taker=F("taken_by__name"))
    moment, _sign, key = after.partition("_")
    if which == Which.WAITING:
        rows = rows.filter(due_at__isnull=False).order_by("due_at", "pk")
        if key:
            rows = rows.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=key))
        return rows
    status = Status.ANSWERED if which == Which.ANSWERED else Status.CLOSED
    rows = rows.filter(status=status).order_by("-asked_at", "-pk")
    if key:
        rows = rows.filter(Q(asked_at__lt=moment) | Q(asked_at=moment, pk__lt=key))
    return rows


def _mark(row: Inquiry, which: Which) -> str:
    moment = row.due_at if which == Which.WAITING else row.asked_at
    return f"{moment.isoformat() if moment else ''}_{row.pk}"
