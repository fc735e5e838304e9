"""Giving tasks and finishing them."""

from datetime import date

from django.utils.translation import gettext as _

from fristed.casework import access, queries
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.choices import Part
from fristed.casework.models import Case, Task
from fristed.casework.rules.tasking import check_days
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_assign_task = asking("case.assign_task", may=access.may_assign_task)


@action("case.assign_task", may=access.may_assign_task)
def assign_task(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    reason: str,
    owner: int,
    due_on: date,
    on: date,
    remind_on: date | None = None,
) -> str:
    """Give somebody with access to the case something to do by a day; answers its reference. A
    closed case is open again by it.

    owner   her account

    :raises RuleBroken: `owner_without_access`, `expired`; or see `rules.tasking.check_days`.
    """
    _reopen_if_closed(actor, case, on=on)
    check_days(due_on=due_on, remind_on=remind_on, on=on)
    if owner not in queries.readers_of(case):
        raise RuleBroken("owner_without_access", _("Velg noen som har tilgang til saken."))
    row = Task(
        ref=new_ref("opg"),
        case_id=case.pk,
        kind=kind,
        owner_id=owner,
        assigned_on=on,
        assigned_by_id=actor.id,
        remind_on=remind_on,
        due_on=due_on,
    )
    sealing.seal(file_by_id(case.pk), row, "reason", reason, part=Part.TASKS)
    row.save(force_insert=True)
    return row.ref


@action("case.finish_task", may=access.may_finish_task)
def finish_task(actor: Actor, case: Case, *, task: str, on: date) -> None:
    """Note that it is done.

    :raises RuleBroken: `no_such_task`.
    """
    if not Task.objects.filter(case_id=case.pk, ref=task, done_on=None).update(done_on=on):
        raise RuleBroken("no_such_task", _("Oppgaven finnes ikke, eller er gjort ferdig."))
