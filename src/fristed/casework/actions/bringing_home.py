"""What is known of a stay abroad, and routines step by step, each with somebody who does it."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.choices import Part, Routine
from fristed.casework.models import Case, RoutineStep, StayAbroad
from fristed.casework.rules.staying import Stay, Step
from fristed.casework.rules.travel import DEBRIEF_WITHIN, SCHOOL_WITHIN
from fristed.codelists import queries as codelists
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ARRIVED, DEBRIEF = "safe_arrival", "debrief"
ask_to_keep_stay = asking("case.keep_stay", may=access.may_keep_stay)
STEPS = {Routine.ABSENCE: "absence_step", Routine.HOME: "stay_step"}


@action("case.keep_stay", may=access.may_keep_stay)
def keep_stay(
    actor: Actor, case: Case, *, stay: Stay, since: date, ended_on: date | None, on: date
) -> None:
    """Keep what is known of a stay that goes on, or note that it is over. A stay that goes on opens
    a closed case again.

    :raises RuleBroken: `expired`.
    """
    if ended_on is None:
        _reopen_if_closed(actor, case, on=on)
    row = StayAbroad.objects.filter(case_id=case.pk, ended_on=None).first() or StayAbroad(
        ref=new_ref("uph"), case_id=case.pk
    )
    row.since, row.ended_on = since, ended_on
    sealing.seal(file_by_id(case.pk), row, "body", stay.as_text(), part=Part.TRAVEL)
    row.save()


@action("case.start_routine", may=access.may_plan_travel)
def start_routine(actor: Actor, case: Case, *, routine: Routine, on: date) -> None:
    """Put up every step of a routine, with no owner yet. The absence routine is due in a week.

    :raises RuleBroken: `started_already`.
    """
    there = RoutineStep.objects.filter(case_id=case.pk, routine=routine, done_on=None)
    if there.exists():
        raise RuleBroken("started_already", _("Rutinen er alt i gang."))
    file = file_by_id(case.pk)
    rows = []
    for code in codelists.code_list(STEPS[routine], on).codes:
        row = RoutineStep(
            ref=new_ref("trn"),
            case_id=case.pk,
            routine=routine,
            code=code.value,
            started_on=on,
            due_on=on + SCHOOL_WITHIN if routine == Routine.ABSENCE else None,
        )
        sealing.seal(file, row, "body", Step().as_text(), part=Part.TRAVEL)
        rows.append(row)
    RoutineStep.objects.bulk_create(rows)


@action("case.keep_step", may=access.may_plan_travel)
def keep_step(
    actor: Actor, case: Case, *, ref: str, step: Step, due_on: date | None, done_on: date | None
) -> None:
    """Say who does a step and by when, or that it is done.

    :raises RuleBroken: `no_such_step` or `no_owner`.
    """
    row = RoutineStep.objects.filter(case_id=case.pk, ref=ref).first()
    if row is None:
        raise RuleBroken("no_such_step", _("Steget finnes ikke."))
    if not step.owner.strip():
        raise RuleBroken("no_owner", _("Skriv hvem som gjør det."))
    row.due_on, row.done_on = due_on, done_on
    if row.code == ARRIVED and done_on is not None:
        RoutineStep.objects.filter(case_id=case.pk, code=DEBRIEF, done_on=None).update(
            due_on=done_on + DEBRIEF_WITHIN
        )
    sealing.seal(file_by_id(case.pk), row, "body", step.as_text(), part=Part.TRAVEL)
    row.save(update_fields=["body", "due_on", "done_on"])
