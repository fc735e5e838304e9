"""Closing a case, and opening it again as the same case."""

from datetime import date

from fristed.casework import access
from fristed.casework.actions.following_up import Written, _add
from fristed.casework.choices import ApprovalOf, CaseStatus, GoalReached, Part, Verdict
from fristed.casework.models import Approval, Case, Closing, FollowUp, Task, TripAddresses
from fristed.casework.queries import address_files, approved_on, rule_in_force
from fristed.casework.rules.approving import check_approved
from fristed.casework.rules.closing import check_closable, check_reopenable, expires_on
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.vault import queries as vault
from fristed.vault import sealing
from fristed.vault.choices import FileKind

ask_to_reopen_with_followup = asking(
    "case.reopen_with_followup", may=access.may_reopen_with_followup
)
ask_to_close_case = asking("case.close", may=access.may_close_case)


@action("case.close", may=access.may_close_case)
def close_case(
    actor: Actor,
    case: Case,
    *,
    reason: str,
    outcome: str,
    words: str,
    on: date,
    goal_reached: str = GoalReached.NOT_ASKED,
) -> date | None:
    """Close the case and start the retention clock; answers when the file may be destroyed.

    words     what was reached, in the young person's own words; may be empty
    returns   None while no retention rule for cases is signed off: then the file is kept

    :raises RuleBroken: see `rules.closing.check_closable`; or `needs_approval`, where the unit
        wants a leader's word.
    """
    row = Case.objects.select_for_update().get(pk=case.pk)
    newest = FollowUp.objects.filter(case_id=case.pk).order_by("-happened_on").first()
    check_closable(
        reason=reason,
        opened_on=row.opened_on,
        last_contact=newest.happened_on if newest else None,
        open_tasks=Task.objects.filter(case_id=case.pk, done_on=None).count(),
        on=on,
    )
    check_approved(
        is_required=rule_in_force(row.unit, ApprovalOf.CLOSING, on),
        approved_on=approved_on(row.pk, ApprovalOf.CLOSING),
        on=on,
    )
    Approval.objects.filter(
        case_id=row.pk, what=ApprovalOf.CLOSING, verdict=Verdict.APPROVED, used_on=None
    ).update(used_on=on)
    expires = expires_on(on, vault.retention_months(FileKind.CASE))
    closing = Closing(
        ref=new_ref("avs"),
        case=row,
        closed_on=on,
        reason=reason,
        outcome=outcome,
        goal_reached=goal_reached,
        expires_on=expires,
    )
    if words.strip():
        sealing.seal(vault.file_by_id(row.pk), closing, "words", words, part=Part.NOTES)
    closing.save(force_insert=True)
    row.status = CaseStatus.CLOSED
    row.closed_on = row.updated_on = on
    row.version += 1
    row.save(update_fields=["status", "closed_on", "updated_on", "version"])
    sealing.note_closed(row.ref, closed_on=on, expires_on=expires)
    _close_beside(row, on)
    return expires


@action("case.reopen", may=access.may_reopen_case)
def reopen_case(actor: Actor, case: Case, *, on: date) -> None:
    """Open it again. The same case, counted once; the retention clock stops.

    :raises RuleBroken: see `rules.closing.check_reopenable`.
    """
    _reopen(actor, case, on=on)


@action("case.reopen_with_followup", may=access.may_reopen_with_followup)
def reopen_with_followup(actor: Actor, case: Case, *, written: Written, on: date) -> None:
    """Something new happened in a closed case: it is open again, and says who opened it and when.

    :raises RuleBroken: see `rules.closing.check_reopenable` and `rules.writing`.
    """
    _reopen(actor, case, on=on)
    _add(actor, case, written, corrects=None)


def _reopen_if_closed(actor: Actor, case: Case, *, on: date) -> None:
    """For what is new in a case: it is open again, by whom and when."""
    if case.status == CaseStatus.CLOSED:
        _reopen(actor, case, on=on)


def _reopen(actor: Actor, case: Case, *, on: date) -> None:
    row = Case.objects.select_for_update().get(pk=case.pk)
    check_reopenable(expires=vault.file_by_id(case.pk).expires_on, on=on)
    Closing.objects.filter(case_id=case.pk, reopened_on=None).update(
        reopened_on=on, reopened_by=actor.id
    )
    row.status = CaseStatus.OPEN
    row.closed_on = None
    row.updated_on = on
    row.version += 1
    row.save(update_fields=["status", "closed_on", "updated_on", "version"])
    sealing.note_closed(row.ref, closed_on=None, expires_on=None)
    for ref in address_files([case.pk], away=True):
        sealing.note_closed(ref, closed_on=None, expires_on=None)


def _close_beside(case: Case, on: date) -> None:
    """Addresses of who is not back, and summaries no leader has answered: each kind by its rule."""
    beside = {
        FileKind.TRIP: TripAddresses.objects.filter(case_id=case.pk, file__closed_on=None),
        FileKind.APPROVAL: Approval.objects.filter(case_id=case.pk, file__closed_on=None),
    }
    for kind, rows in beside.items():
        expires = expires_on(on, vault.retention_months(kind))
        for ref in rows.values_list("ref", flat=True):
            sealing.note_closed(ref, closed_on=on, expires_on=expires)
