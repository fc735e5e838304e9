"""What regions let lie goes back."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.guidance.choices import Status, Why
from fristed.guidance.models import Address, Inquiry, Passing
from fristed.guidance.rules.promising import goes_back_at, promise_of
from fristed.kernel.refs import new_ref
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import norwegian_calendar, units_on

UNTOUCHED = (Status.SENT, Status.READ)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="guidance.hand_back", pass_context=False)
def hand_back(timestamp: int) -> None:
    """What a region was sent first and nobody there has taken up within a working day."""
    hand_back_at(timezone.now())


def hand_back_at(at: datetime) -> None:
    """Give it to the unit that had it before, or has had it too from the start. What was promised
    stands."""
    units = units_on(timezone.localdate(at))
    regions = [unit.code for unit in units if unit.kind == UnitKind.REGIONAL_NETWORK]
    given = Passing.objects.filter(inquiry_id=OuterRef("pk"), to_unit=OuterRef("unit"))
    lying = (
        Inquiry.objects.filter(unit__in=regions, status__in=UNTOUCHED)
        .annotate(given_at=Subquery(given.order_by("-pk").values("passed_at")[:1]))
        .exclude(given_at=None)
    )
    calendar = norwegian_calendar()
    for ref, kind, urgency, answered_at, due_at, given_at in list(
        lying.values_list("ref", "kind", "urgency", "answered_at", "due_at", "given_at")
    ):
        until = goes_back_at(promise_of(kind, urgency), given_at, calendar)
        # what the region has answered goes back by what was promised when more was asked
        if (due_at if answered_at and due_at else until) <= at:
            with transaction.atomic():
                _hand_back(ref, at)


def _hand_back(ref: str, at: datetime) -> None:
    row = Inquiry.objects.select_for_update().get(ref=ref)
    behind = _behind(row)
    if row.status not in UNTOUCHED or not behind:
        return  # somebody took it up meanwhile
    Passing.objects.create(
        ref=new_ref("gan"),
        inquiry=row,
        from_unit=row.unit,
        to_unit=behind,
        why=Why.NOT_ANSWERED,
        passed_at=at,
    )
    row.unit, row.status = behind, Status.SENT
    row.save(update_fields=["unit", "status"])


def _behind(row: Inquiry) -> str:
    """Who holds a key to it: the unit that sent it on to the region, else one it was sealed to."""
    given = Passing.objects.filter(inquiry=row, to_unit=row.unit).order_by("-pk").first()
    if given and given.from_unit:
        return given.from_unit
    others = Address.objects.filter(file_id=row.pk).exclude(unit=row.unit).order_by("pk")
    return others.values_list("unit", flat=True).first() or ""
