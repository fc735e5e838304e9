"""Holding a case back from destruction, and letting go of it."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, LegalHold
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_hold_case = asking("case.hold", may=access.may_hold_case)
ask_to_lift_hold = asking("case.lift_hold", may=access.may_lift_hold)


@action("case.hold", may=access.may_hold_case)
def hold_case(actor: Actor, case: Case, *, why: str, on: date) -> None:
    """From now nothing of the case is destroyed, nor its journeys' addresses and the summaries a
    leader was given.

    :raises RuleBroken: `held_before`.
    """
    if LegalHold.objects.filter(case_id=case.pk, lifted_on=None).exists():
        raise RuleBroken("held_before", _("Saken holdes alt tilbake."))
    row = LegalHold(ref=new_ref("tbh"), case_id=case.pk, set_on=on, by_id=actor.id)
    sealing.seal(file_by_id(case.pk), row, "why", why, part=Part.ACCESS)
    row.save(force_insert=True)
    LegalHold.objects.follow(case.pk)


@action("case.lift_hold", may=access.may_lift_hold)
def lift_hold(actor: Actor, case: Case, *, why: str, on: date) -> None:
    """The case's own day counts again.

    :raises RuleBroken: `not_held`.
    """
    row = LegalHold.objects.select_for_update().filter(case_id=case.pk, lifted_on=None).first()
    if row is None:
        raise RuleBroken("not_held", _("Saken holdes ikke tilbake."))
    row.lifted_on, row.lifted_by_id = on, actor.id
    sealing.seal(file_by_id(case.pk), row, "why_lifted", why, part=Part.ACCESS)
    row.save(update_fields=["lifted_on", "lifted_by", "why_lifted"])
    LegalHold.objects.follow(case.pk)
