"""How long people wait, and what services have had before: figures, never an inquiry.

Whoever works with inquiries sees them, so all of them are as `kernel.glances` shows figures.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Count, Sum

from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.guidance.choices import Kind
from fristed.guidance.models import Inquiry
from fristed.guidance.rules.promising import Promise, Waited, measured, promise_of
from fristed.kernel.glances import count_shown, hours_shown, year_until
from fristed.kernel.periods import Period

MONTHS: Final = 12


@dataclass(frozen=True)
class Had:
    """What a sort of service in a county has had in a year.

    what    what they came with, or whom they were told of
    total   how many
    """

    what: str
    total: int


@dataclass(frozen=True)
class Month:
    """How long people waited for what was answered in a month."""

    first: date
    waited: tuple[Waited, ...]


def months_of_waits(actor: Actor, *, on: date) -> tuple[Month, ...]:
    """The last twelve whole months in which enough was answered, newest first."""
    first = (on.replace(day=1) - timedelta(1)).replace(day=1)
    months = []
    for _each in range(MONTHS):
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        months.append(Month(first, waited_in(actor, first, last)))
        first = (first - timedelta(1)).replace(day=1)
    return tuple(month for month in months if month.waited)


def answered_by(actor: Actor, period: Period) -> int:
    """Inquiries she has that were answered in the period: her own, exact, for her alone."""
    days = (period.starts_on, period.ends_on)
    with scope(actor):
        return Inquiry.objects.filter(taken_by_id=actor.id, answered_at__date__range=days).count()


def waited_in(actor: Actor, first: date, last: date) -> tuple[Waited, ...]:
    """For each promise, the whole country's inquiries that were answered on those days."""
    with scope(actor), connection.cursor() as cursor:
        cursor.execute("select * from guidance_waits(%s, %s)", [first, last + timedelta(1)])
        rows = cursor.fetchall()
    by_promise: dict[Promise, list[int]] = {promise: [] for promise in Promise}
    for kind, urgency, minutes in rows:
        by_promise[promise_of(kind, urgency)].append(minutes)
    base = settings.FRISTED_BASE
    found = (measured(promise, minutes, base=base) for promise, minutes in by_promise.items())
    return tuple(one for one in found if one)


@dataclass(frozen=True)
class Work:
    """What took her units' time: workload, never how many people there are.

    minutes   that those who worked with them wrote down [minutes]
    """

    kind: str
    total: int
    minutes: int


def time_per_kind(actor: Actor, *, on: date) -> tuple[Work, ...]:
    """The last twelve whole months of what her units have, the most time first."""
    first, before = year_until(on)
    with scope(actor):
        rows = list(
            Inquiry.objects.filter(
                unit__in=sorted(actor.units), asked_at__date__gte=first, asked_at__date__lt=before
            )
            .values("kind")
            .annotate(total=Count("pk"), spent=Sum("minutes"))
            .order_by("-spent", "-total", "kind")
            .values_list("kind", "total", "spent")
        )
    return tuple(
        Work(str(Kind(kind).label), shown, hours_shown(spent))
        for kind, total, spent in rows
        if (shown := count_shown(total, base=settings.FRISTED_BASE))
    )


def had_before(actor: Actor, *, service: str, county: str, on: date) -> tuple[Had, ...]:
    """What that sort of service in that county came with in the last twelve whole months, and was
    told of."""
    first, before = year_until(on)
    with scope(actor), connection.cursor() as cursor:
        cursor.execute(
            "select a.sort, a.code, a.total - coalesce(b.total, 0) from guidance_had(%s, %s, %s) a"
            " left join guidance_had(%s, %s, %s) b using (sort, code) order by 1, 3 desc, 2",
            [service, county, first, service, county, before],
        )
        rows = cursor.fetchall()
    words = {"kind": lambda code: str(Kind(code).label), "steered": _steered}
    return tuple(
        Had(words[sort](code), shown)
        for sort, code, total in rows
        if (shown := count_shown(total, base=settings.FRISTED_BASE))
    )


def _steered(code: str) -> str:
    return codelists.label("steered_to", code)
