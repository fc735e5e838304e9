"""Reading the trail, as lines that a page can put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.db.models import Count, Q
from django.db.models.functions import ExtractHour

from fristed.audit.choices import Event
from fristed.audit.models import Entry, Outcome

CUT_OFF_AFTER = timedelta(minutes=1)
"""Begun and not ended after this long reads "avbrutt"."""


COUNTED = "case.count_overlap"
"""A yearly count that two people started stands under the name of the second, who read no file."""


@dataclass(frozen=True)
class TrailLine:
    """One thing that was done, opened or refused.

    ended     "done", "failed", "cut_off", or "" while it may still be going on
    """

    at: datetime
    event: str
    action: str
    actor: str
    subject: str
    detail: str
    ended: str


def lines_about(*subjects: str, now: datetime, limit: int = 500) -> list[TrailLine]:
    """What happened to these files, newest first."""
    entries = Entry.objects.filter(subject__in=subjects).order_by("-at", "-id")[:limit]
    return _lines(entries, now)


@dataclass(frozen=True)
class Counted:
    """What one person did since a moment, as numbers."""

    actor: str
    opened: int
    refused: int
    emergencies: int
    at_night: int


def counted_since(moment: datetime, *, night: tuple[int, int], zone: tzinfo) -> list[Counted]:
    """Each person's different files opened, refusals, emergencies and openings by night.

    night   from which hour until which  [hours]
    """
    begins, ends = night
    opened = Q(event=Event.OPENED, subject__startswith="sak_")
    by_night = opened & (Q(hour__gte=begins) | Q(hour__lt=ends))
    rows = (
        Entry.objects.filter(at__gte=moment)
        .exclude(actor="")
        .exclude(action=COUNTED)
        .annotate(hour=ExtractHour("at", tzinfo=zone))
        .values("actor")
        .annotate(
            opened=Count("subject", filter=opened, distinct=True),
            refused=Count("id", filter=Q(event=Event.REFUSED)),
            emergencies=Count("id", filter=Q(event=Event.BEGUN, action="case.break_glass")),
            at_night=Count("id", filter=by_night),
        )
        .order_by("actor")
    )
    return [Counted(**row) for row in rows]


def _lines(entries: Iterable[Entry], now: datetime) -> list[TrailLine]:
    entries = list(entries)
    begun = [entry.ref for entry in entries if entry.event == Event.BEGUN]
    done = set(Outcome.objects.filter(entry__in=begun).values_list("entry", flat=True))
    failed = dict(
        Entry.objects.filter(about__in=begun, event=Event.FAILED).values_list("about", "detail")
    )
    return [
        TrailLine(
            at=entry.at,
            event=entry.event,
            action=entry.action,
            actor=entry.actor,
            subject=entry.subject,
            detail=entry.detail or failed.get(entry.ref, ""),
            ended=_ended(entry, done, failed, now),
        )
        for entry in entries
    ]


def _ended(entry: Entry, done: set[str], failed: dict[str, str], now: datetime) -> str:
    if entry.event != Event.BEGUN or entry.ref in done:
        return "done"
    if entry.ref in failed:
        return "failed"
    return "cut_off" if now - entry.at > CUT_OFF_AFTER else ""
