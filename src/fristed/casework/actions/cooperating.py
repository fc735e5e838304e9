"""One plan for all who help one pupil: its parts are tasks, and its meetings end in them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.casework import access
from fristed.casework.actions import following_up, tasking, telling
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.actions.sharing import Agreed, Law
from fristed.casework.choices import Part, TaskKind
from fristed.casework.models import (
    Case,
    CooperationMeeting,
    CooperationPart,
    CooperationPlan,
    Task,
)
from fristed.casework.rules.consulting import Decided, check_closable_meeting
from fristed.casework.rules.cooperating import (
    Does,
    Gathering,
    Purpose,
    check_in_force,
    check_part,
    check_purpose,
)
from fristed.casework.rules.sharing import check_reason
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

read_cooperation = opening("case.read_cooperation", may=access.may_see_cooperation)
ask_to_start_cooperation = asking("case.start_cooperation", may=access.may_start_cooperation)
ask_to_cooperate = asking("case.cooperate", may=access.may_cooperate)


@dataclass(frozen=True)
class Who:
    """Who does it, by when.

    owner   the account that does it, or follows up that a service does
    """

    owner: int | None = None
    due_on: date | None = None


@action("case.start_cooperation", may=access.may_start_cooperation)
def start_cooperation(
    actor: Actor, case: Case, *, purpose: Purpose, ground: Agreed | Law, on: date
) -> None:
    """Make the case's one plan, on what the young person agreed to or on a legal basis. A closed
    case is open again by it.

    :raises RuleBroken: see `rules.cooperating.check_purpose`; `no_reason`, `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    plans = CooperationPlan.objects.filter(case_id=case.pk, ended_on=None)
    check_purpose(purpose, has_open_plan=plans.exists())
    row = CooperationPlan(ref=new_ref("smp"), case_id=case.pk, started_on=on, by_id=actor.id)
    if isinstance(ground, Agreed):
        row.consent_id = ground.consent
    else:
        check_reason(purpose.why)
        row.legal_basis = ground.topic
        purpose = replace(purpose, law=dict(ground.words))
    sealing.seal(file_by_id(case.pk), row, "body", purpose.as_text(), part=Part.COOPERATION)
    row.save(force_insert=True)


@action("case.end_cooperation", may=access.may_cooperate)
def end_cooperation(actor: Actor, case: Case, *, on: date) -> None:
    """The plan is over. What was done stays; what is left are tasks as others."""
    CooperationPlan.objects.filter(case_id=case.pk, ended_on=None).update(ended_on=on)


@action("case.add_part", may=access.may_cooperate)
def add_part(
    actor: Actor,
    case: Case,
    *,
    does: Does,
    service: str,
    who: Who,
    on: date,
    meeting: str = "",
) -> None:
    """Put down what somebody does. In a meeting, who and by when may come a little later.

    service   empty when it is somebody of the house

    :raises RuleBroken: see `rules.cooperating`; `meeting_closed`; or as a task is refused.
    """
    plan = _plan(case)
    check_part(does)
    row = CooperationPart(
        ref=new_ref("sdl"),
        case_id=case.pk,
        plan=plan,
        meeting=_open_meeting(case, meeting) if meeting else None,
        service=service,
        added_on=on,
        by_id=actor.id,
    )
    if who.owner is not None and who.due_on is not None:
        row.task = _task(row, actor, case, does=does, who=who, on=on)
    sealing.seal(file_by_id(case.pk), row, "body", does.as_text(), part=Part.COOPERATION)
    row.save(force_insert=True)


@action("case.assign_part", may=access.may_cooperate)
def assign_part(actor: Actor, case: Case, *, part: str, does: Does, who: Who, on: date) -> None:
    """Say who does it, by when: from now it is a task.

    does   as it was opened

    :raises RuleBroken: `no_such_part`; or as a task is refused.
    """
    _plan(case)
    row = (
        CooperationPart.objects.select_for_update()
        .filter(case_id=case.pk, ref=part, task=None)
        .first()
    )
    if row is None:
        raise RuleBroken("no_such_part", _("Det finnes ikke, eller er alt gitt til noen."))
    row.task = _task(row, actor, case, does=does, who=who, on=on)
    row.save(update_fields=["task"])


@action("case.call_cooperation", may=access.may_cooperate)
def call_cooperation(
    actor: Actor,
    case: Case,
    *,
    gathering: Gathering,
    held_on: date,
    with_family: bool,
    on: date,
) -> None:
    """Call those who help together.

    with_family   somebody of the family is to be there

    :raises RuleBroken: see `rules.cooperating.check_in_force`; or `family_stop`.
    """
    plan = _plan(case)
    if with_family:
        telling.tell_family(actor, case, on=on)
    row = CooperationMeeting(
        ref=new_ref("smt"), case_id=case.pk, plan=plan, held_on=held_on, by_id=actor.id
    )
    sealing.seal(file_by_id(case.pk), row, "body", gathering.as_text(), part=Part.COOPERATION)
    row.save(force_insert=True)


@action("case.close_cooperation_meeting", may=access.may_cooperate)
def close_cooperation_meeting(
    actor: Actor,
    case: Case,
    *,
    meeting: str,
    minutes: int,
    happened_at: datetime,
    late_because: str,
    at: datetime,
) -> None:
    """End the meeting when each decision is somebody's by a day, and put its time into the
    timeline. The same rule as the competence team's.

    :raises RuleBroken: `decision_without_owner`, `meeting_closed`; or as an entry is refused.
    """
    row = _open_meeting(case, meeting)
    parts = CooperationPart.objects.filter(meeting=row)
    check_closable_meeting(
        {},
        [
            Decided(owner, due_on)
            for owner, due_on in parts.values_list("task__owner", "task__due_on")
        ],
    )
    row.closed_on = timezone.localdate(at)
    row.save(update_fields=["closed_on"])
    total = parts.count()
    text = ngettext(
        "Samarbeidsmøte. %(total)s beslutning, se samarbeidsplanen.",
        "Samarbeidsmøte. %(total)s beslutninger, se samarbeidsplanen.",
        total,
    )
    written = following_up.Written(
        "services", happened_at, at, minutes, text % {"total": total}, late_because
    )
    following_up.add_followup(actor, case, written=written)


def _plan(case: Case) -> CooperationPlan:
    """The plan, for one person at a time, and only while what it rests on holds."""
    row = (
        CooperationPlan.objects.select_for_update(of=("self",))
        .select_related("consent")
        .filter(case_id=case.pk)
        .order_by("-id")
        .first()
    )
    if row is None:
        raise RuleBroken("no_plan", _("Saken har ingen samarbeidsplan."))
    withdrawn_on = row.consent.withdrawn_on if row.consent else None
    check_in_force(ended_on=row.ended_on, withdrawn_on=withdrawn_on)
    return row


def _open_meeting(case: Case, meeting: str) -> CooperationMeeting:
    row = (
        CooperationMeeting.objects.select_for_update()
        .filter(case_id=case.pk, ref=meeting, closed_on=None)
        .first()
    )
    if row is None:
        raise RuleBroken("meeting_closed", _("Møtet finnes ikke, eller er avsluttet."))
    return row


def _task(
    row: CooperationPart, actor: Actor, case: Case, *, does: Does, who: Who, on: date
) -> Task:
    named = {"what": does.what, "service": row.get_service_display()}
    reason = _("Følg opp at %(service)s gjør dette: %(what)s") % named
    ref = tasking.assign_task(
        actor,
        case,
        kind=TaskKind.FIND_OUT if row.service else TaskKind.OTHER,
        reason=reason if row.service else does.what,
        owner=who.owner or 0,
        due_on=who.due_on or on,
        on=on,
    )
    return Task.objects.get(ref=ref)
