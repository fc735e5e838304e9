"""What may be counted of inquiries: codes, days and minutes."""

from collections.abc import Iterator
from typing import Final

from django.db.models import F
from django.utils import timezone

from fristed.guidance.choices import NOT_SORTED
from fristed.guidance.models import Aftermath, Inquiry, Passing, Steering
from fristed.guidance.rules.promising import is_kept, promise_of
from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period

RULE: Final = "inquiry-1"
"""How inquiries are counted; a change of rule gets a new name, and the series a visible break.

inquiry-1: an inquiry counts once, on the day it was asked, also when it is opened again or goes on
to another unit, and also when a case or a consultation is made of it (each of these is counted by
its own rule, and the two are never added). A mail counts once somebody has said who asks; what a
machine sent does not count, unless it was taken up and sorted like any other. Minutes are what all
who worked with it wrote down. It is workload: it says nothing of how many young people there are.
"""
AT_ONCE: Final = 2000  # rows


def inquiry_facts(period: Period) -> Iterator[Fact]:
    """One fact for each inquiry of the period. For the worker, who sees every row."""
    rows = (
        Inquiry.objects.filter(asked_at__date__range=(period.starts_on, period.ends_on))
        .exclude(service=NOT_SORTED)
        .order_by("pk")
        .values_list(
            "asked_at", "service", "role", "kind", "urgency", "audience", "county", "is_main",
            "became", "minutes",
        )
    )  # fmt: skip
    for at, service, role, kind, urgency, about, county, is_main, became, minutes in rows.iterator(
        chunk_size=AT_ONCE
    ):
        codes = {
            "asker_service": service,
            "asker_role": role,
            "kind": kind,
            "urgency": urgency,
            "about_group": about,
            "county": county,
            "audience": "main" if is_main else "outside",
            "became": became or "nothing",
        }
        yield Fact("inquiry", timezone.localdate(at), codes, minutes)


def answer_facts(period: Period) -> Iterator[Fact]:
    """One fact for each inquiry that got its first answer in the period, with the working minutes
    it waited: which promise it had, and whether that was kept."""
    rows = (
        Inquiry.objects.filter(answered_at__date__range=(period.starts_on, period.ends_on))
        .order_by("pk")
        .values_list("answered_at", "kind", "urgency", "waited_minutes")
    )
    for at, kind, urgency, waited in rows.iterator(chunk_size=AT_ONCE):
        promise, minutes = promise_of(kind, urgency), waited or 0
        codes = {"promise": promise.value, "kept": "yes" if is_kept(promise, minutes) else "no"}
        yield Fact("answer", timezone.localdate(at), codes, minutes)


def steering_facts(period: Period) -> Iterator[Fact]:
    """One fact for each service an asker was told of: by her own service, and by year."""
    rows = (
        Steering.objects.filter(told_on__range=(period.starts_on, period.ends_on))
        .annotate(asker=F("inquiry__service"))
        .order_by("pk")
        .values_list("told_on", "asker", "service")
    )
    for day, asker, told in rows.iterator(chunk_size=AT_ONCE):
        yield Fact("steering", day, {"asker_service": asker, "steered_to": told})


def aftermath_facts(period: Period) -> Iterator[Fact]:
    """One fact for each asker who told what came of an answer."""
    rows = (
        Aftermath.objects.filter(told_on__range=(period.starts_on, period.ends_on))
        .annotate(asker=F("inquiry__service"))
        .order_by("pk")
        .values_list("told_on", "asker", "acted", "service", "is_unsure")
    )
    for day, asker, acted, service, is_unsure in rows.iterator(chunk_size=AT_ONCE):
        codes = {
            "asker_service": asker,
            "acted": acted,
            "steered_to": service or "none",
            "is_unsure": "yes" if is_unsure else "no",
        }
        yield Fact("aftermath", day, codes)


def passing_facts(period: Period) -> Iterator[Fact]:
    """One fact for each time an inquiry went on: what regions were sent and what they gave back."""
    rows = (
        Passing.objects.filter(passed_at__date__range=(period.starts_on, period.ends_on))
        .order_by("pk")
        .values_list("passed_at", "why", "to_unit")
    )
    for at, why, unit in rows.iterator(chunk_size=AT_ONCE):
        yield Fact("passing", timezone.localdate(at), {"why": why, "unit": unit})
