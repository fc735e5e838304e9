"""Setting goals with her, and asking later how far they are; only as she has agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.choices import Part, ScalePoint
from fristed.casework.models import Case, Goal, LaterConsent, Scaling
from fristed.casework.rules.contacting import Channel, check_safe_now
from fristed.casework.rules.effect import (
    Aim,
    Later,
    Said,
    check_aim,
    check_due,
    check_may_ask,
    check_value,
    due_point,
)
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_set_goals = asking("case.set_goal", may=access.may_set_goals)
ask_to_agree_later = asking("case.agree_later", may=access.may_change_goals)
ask_to_scale = asking("case.scale_goals", may=access.may_scale_goals)


NOTHING: Final = Said()


@dataclass(frozen=True)
class Scaled:
    """goal   its reference"""

    goal: str
    point: ScalePoint
    value: int
    said: Said = NOTHING


@dataclass(frozen=True)
class Way:
    """The way she chose to be asked, as it was opened; None where they met."""

    channel: Channel
    ended_on: date | None


@action("case.set_goal", may=access.may_set_goals)
def set_goal(actor: Actor, case: Case, *, aim: Aim, value: int, on: date) -> str:
    """Keep a goal of hers and how far it is today; answers its reference. A closed case is open
    again by it.

    :raises RuleBroken: see `rules.effect.check_aim`; `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    check_aim(aim, value)
    row = Goal(ref=new_ref("mal"), case_id=case.pk, set_on=on, by_id=actor.id)
    sealing.seal(file_by_id(case.pk), row, "body", aim.as_text(), part=Part.GOALS)
    row.save(force_insert=True)
    _scale(actor, case, row, Scaled(row.ref, ScalePoint.START, value), on)
    return row.ref


@action("case.end_goal", may=access.may_change_goals)
def end_goal(actor: Actor, case: Case, *, goal: str, on: date) -> None:
    """It is no longer hers; nobody asks about it again."""
    Goal.objects.filter(case_id=case.pk, ref=goal, ended_on=None).update(ended_on=on)


@action("case.agree_later", may=access.may_change_goals)
def agree_later(actor: Actor, case: Case, *, agrees: bool, later: Later, on: date) -> None:
    """Write down whether she may be asked later, and by which safe way. The newest answer holds."""
    _in_force(case).update(withdrawn_on=on)
    row = LaterConsent(
        ref=new_ref("sen"), case_id=case.pk, asked_on=on, by_id=actor.id, agrees=agrees
    )
    sealing.seal(file_by_id(case.pk), row, "body", later.as_text(), part=Part.GOALS)
    row.save(force_insert=True)


@action("case.withdraw_later", may=access.may_scale_goals)
def withdraw_later(actor: Actor, case: Case, *, on: date) -> None:
    """She does not want to be asked. Waits for nothing, closed or not."""
    _in_force(case).update(withdrawn_on=on)


@action("case.scale_goals", may=access.may_scale_goals)
def scale_goals(
    actor: Actor, case: Case, *, scaled: Sequence[Scaled], way: Way | None, at: datetime
) -> None:
    """Write down how far her goals are, as she said now. A closed case stays closed.

    :raises RuleBroken: `no_consent`, `no_such_goal`, `not_due`, `scale_wrong`; by a channel see
        `rules.contacting.check_safe_now`.
    """
    on = timezone.localdate(at)
    check_may_ask(agrees=_in_force(case).exists())
    if way is not None:
        check_safe_now(way.channel, ended_on=way.ended_on, at=at)
    goals = Goal.objects.select_for_update().filter(case_id=case.pk, ended_on=None)
    rows = {row.ref: row for row in goals}
    for one in scaled:
        row = rows.get(one.goal)
        if row is None:
            raise RuleBroken("no_such_goal", _("Målet finnes ikke."))
        points = set(row.scalings.values_list("point", flat=True))
        check_due(one.point, due_point(row.set_on, points, on))
        check_value(one.value)
        _scale(actor, case, row, one, on)


def _scale(actor: Actor, case: Case, goal: Goal, one: Scaled, on: date) -> None:
    row = Scaling(
        ref=new_ref("ska"),
        case_id=case.pk,
        goal=goal,
        point=one.point,
        scaled_on=on,
        value=one.value,
        by_id=actor.id,
    )
    sealing.seal(file_by_id(case.pk), row, "body", one.said.as_text(), part=Part.GOALS)
    row.save(force_insert=True)


def _in_force(case: Case) -> QuerySet[LaterConsent]:
    return LaterConsent.objects.filter(case_id=case.pk, agrees=True, withdrawn_on=None)
