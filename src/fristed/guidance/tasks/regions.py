"""What regions let lie goes back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fristed.guidance.choices import Status, Why
from fristed.guidance.models import Address, Inquiry, Passing
from fristed.kernel.refs import new_ref
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import units_on

UNTOUCHED = (Status.SENT, Status.READ)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="guidance.hand_back", pass_context=False)
def hand_back(timestamp: int) -> None:
    """What a region was sent first and nobody there has taken up within a working day."""
    hand_back_at(timezone.now())


def hand_back_at(at: datetime) -> None:
    """Give it to the unit that has had it too from the start. What was promised stands."""
    units = units_on(timezone.localdate(at))
    regions = [unit.code for unit in units if unit.kind == UnitKind.REGIONAL_NETWORK]
    lain = Inquiry.objects.filter(unit__in=regions, status__in=UNTOUCHED, due_at__lte=at)
    for ref in list(lain.values_list("ref", flat=True)):
        with transaction.atomic():
            _hand_back(ref, at)


def _hand_back(ref: str, at: datetime) -> None:
    row = Inquiry.objects.select_for_update().get(ref=ref)
    behind = Address.objects.filter(file_id=row.pk).order_by("pk").first()
    if row.status not in UNTOUCHED or behind is None:
        return  # somebody took it up meanwhile, or it was made for this unit alone
    Passing.objects.create(
        ref=new_ref("gan"),
        inquiry=row,
        from_unit=row.unit,
        to_unit=behind.unit,
        why=Why.NOT_ANSWERED,
        passed_at=at,
    )
    row.unit, row.status = behind.unit, Status.SENT
    row.save(update_fields=["unit", "status"])
