"""Whom not to tell, and the one way past it: two people agree, and it is used once."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Part
from fristed.casework.models import Case, FamilyStop, StopOverride
from fristed.casework.rules.referring import check_family_stop
from fristed.casework.rules.sharing import check_reason
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_stop_family = asking("case.stop_family", may=access.may_stop_family)
read_override = opening("case.read_override", may=access.may_approve_override)


@action("case.stop_family", may=access.may_stop_family)
def stop_family(actor: Actor, case: Case, *, why: str, on: date) -> None:
    """From now nothing goes to the family in this case.

    :raises RuleBroken: `stopped_before`.
    """
    if FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).exists():
        raise RuleBroken("stopped_before", _("Sperren er alt satt."))
    row = FamilyStop(ref=new_ref("fam"), case_id=case.pk, set_on=on, by_id=actor.id)
    sealing.seal(file_by_id(case.pk), row, "why", why, part=Part.SHARING)
    row.save(force_insert=True)


@action("case.lift_family_stop", may=access.may_lift_family_stop)
def lift_family_stop(actor: Actor, case: Case, *, on: date) -> None:
    """The family may be told again."""
    FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).update(lifted_on=on)


@action("case.ask_to_override", may=access.may_stop_family)
def ask_to_override(actor: Actor, case: Case, *, why: str, colleague: int, on: date) -> None:
    """Ask a colleague to agree that the family is told once all the same.

    colleague   her account; she must be able to read what was done in the case, or be offered it

    :raises RuleBroken: `no_reason`, `own_override`.
    """
    check_reason(why)
    if colleague == actor.id:
        raise RuleBroken("own_override", _("En annen enn den som spurte, må si ja."))
    row = StopOverride(
        ref=new_ref("ovr"),
        case_id=case.pk,
        asked_on=on,
        by_id=actor.id,
        asked_of_id=colleague,
    )
    sealing.seal(file_by_id(case.pk), row, "why", why, part=Part.NOTES)
    row.save(force_insert=True)


@action("case.approve_override", may=access.may_approve_override)
def approve_override(actor: Actor, case: Case, *, override: str, on: date) -> None:
    """Agree to it, as the second person.

    :raises RuleBroken: `own_override`: not one's own, and only once.
    """
    if not _unanswered(actor, case, override).update(approved_by=actor.id, approved_on=on):
        raise RuleBroken("own_override", _("En annen enn den som spurte, må si ja."))


@action("case.decline_override", may=access.may_approve_override)
def decline_override(actor: Actor, case: Case, *, override: str, on: date) -> None:
    """Do not agree. Who asked sees it, and the stop stands.

    :raises RuleBroken: `own_override`.
    """
    if not _unanswered(actor, case, override).update(declined_on=on):
        raise RuleBroken("own_override", _("En annen enn den som spurte, må svare."))


@action("case.tell_family", may=access.may_stop_family)
def tell_family(actor: Actor, case: Case, *, on: date) -> int | None:
    """Asked before anything that reaches the family: a call, a message, a letter, a meeting, a
    report. In a flagged case it uses up what two people agreed to; answers which that was.

    :raises RuleBroken: `family_stop`.
    """
    is_stopped = FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).exists()
    agreed = (
        StopOverride.objects.select_for_update()
        .filter(case_id=case.pk, approved_by__isnull=False, used_on=None)
        .first()
    )
    check_family_stop(is_stopped=is_stopped, has_override=agreed is not None)
    if not is_stopped or agreed is None:
        return None
    agreed.used_on = on
    agreed.save(update_fields=["used_on"])
    return agreed.pk


def _unanswered(actor: Actor, case: Case, override: str) -> QuerySet[StopOverride]:
    asked = StopOverride.objects.filter(
        case_id=case.pk, ref=override, approved_by=None, declined_on=None
    )
    return asked.exclude(by_id=actor.id)
