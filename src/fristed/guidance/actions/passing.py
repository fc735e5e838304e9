"""Sending an inquiry on to the unit it belongs with."""

from datetime import datetime

from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.choices import Status, Why
from fristed.guidance.models import Address, Inquiry, Looking, Passing
from fristed.guidance.rules.promising import due_at, promise_of
from fristed.kernel.refs import new_ref
from fristed.organisation.queries import norwegian_calendar
from fristed.vault import sealing

ask_to_pass_on = asking("inquiry.pass_on", may=access.may_pass_on)


@action("inquiry.pass_on", may=access.may_pass_on)
def pass_on_inquiry(
    actor: Actor, inquiry: Inquiry, *, to: sealing.Address, why: Why, at: datetime
) -> None:
    """Another unit has it from now on. What was promised stands; nobody has taken it up. One that
    was answered is asked anew, with time to answer it.

    to   the unit, with the key the keeper sealed to it
    """
    Address.objects.get_or_create(
        file_id=inquiry.pk,
        unit=to.unit,
        defaults={"quarter": to.quarter, "wrapped": to.wrapped},
    )
    row = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    Passing.objects.create(
        ref=new_ref("gan"),
        inquiry=row,
        from_unit=row.unit,
        to_unit=to.unit,
        why=why,
        passed_at=at,
        by_id=actor.id,
    )
    Looking.objects.filter(inquiry=row).delete()
    row.unit, row.taken_by, row.status, row.closed_on = to.unit, None, Status.SENT, None
    row.due_at = row.due_at or due_at(promise_of(row.kind, row.urgency), at, norwegian_calendar())
    row.save(update_fields=["unit", "taken_by", "status", "closed_on", "due_at"])
