"""How long people wait, and what services have had before: figures, never an inquiry."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.db.models import Count, Sum

from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.guidance.choices import Kind
from fristed.guidance.models import Inquiry
from fristed.guidance.rules.promising import Promise, Waited, measured, promise_of

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
    """The last twelve months in which something was answered, newest first."""
    first = on.replace(day=1)
    months = []
    for _each in range(MONTHS):
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        months.append(Month(first, waited_in(actor, first, last)))
        first = (first - timedelta(1)).replace(day=1)
    return tuple(month for month in months if month.waited)


def waited_in(actor: Actor, first: date, last: date) -> tuple[Waited, ...]:
    """For each promise, the whole country's inquiries that were answered on those days."""
    with scope(actor), connection.cursor() as cursor:
        cursor.execute("select * from guidance_waits(%s, %s)", [first, last + timedelta(1)])
        rows = cursor.fetchall()
    by_promise: dict[Promise, list[int]] = {promise: [] for promise in Promise}
    for kind, urgency, minutes in rows:
        by_promise[promise_of(kind, urgency)].append(minutes)
    found = (measured(promise, minutes) for promise, minutes in by_promise.items())
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
    """The last twelve months of what her units have, the most time first."""
    with scope(actor):
        rows = list(
            Inquiry.objects.filter(
                unit__in=sorted(actor.units), asked_at__date__gt=on - timedelta(365)
            )
            .values("kind")
            .annotate(total=Count("pk"), spent=Sum("minutes"))
            .order_by("-spent", "-total", "kind")
            .values_list("kind", "total", "spent")
        )
    return tuple(Work(str(Kind(kind).label), total, spent) for kind, total, spent in rows)


def had_before(actor: Actor, *, service: str, county: str, on: date) -> tuple[Had, ...]:
    """What that sort of service in that county came with the last year, and was told of."""
    with scope(actor), connection.cursor() as cursor:
        cursor.execute(
            "select * from guidance_had(%s, %s, %s)", [service, county, on - timedelta(365)]
        )
        rows = cursor.fetchall()
    words = {"kind": lambda code: str(Kind(code).label), "steered": _steered}
    return tuple(Had(words[sort](code), total) for sort, code, total in rows)


def _steered(code: str) -> str:
    return codelists.label("steered_to", code)
