"""Arranging that a colleague stands in, and ending it before its time."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from fristed.gate import Actor, action
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation import access
from fristed.organisation.models import StandIn
from fristed.organisation.rules.standing_in import check_stand_in


@action("stand_in.start", may=access.may_start_stand_in)
def start_stand_in(
    actor: Actor, colleague: access.Colleague, *, starts_on: date, ends_on: date, on: date
) -> str:
    """Let the colleague stand in for the actor; ends by itself. Answers the row's reference.

    :raises RuleBroken: see `rules.standing_in.check_stand_in`; or `already_stands_in`.
    """
    check_stand_in(starts_on=starts_on, ends_on=ends_on, on=on)
    overlapping = StandIn.objects.filter(
        person_id=colleague.id,
        stands_in_for_id=actor.id,
        starts_on__lte=ends_on,
        ends_on__gte=starts_on,
    )
    if overlapping.exists():
        raise RuleBroken("already_stands_in", _("Kollegaen er alt vikar for deg i den tiden."))
    return StandIn.objects.create(
        ref=new_ref("vik"),
        person_id=colleague.id,
        stands_in_for_id=actor.id,
        starts_on=starts_on,
        ends_on=ends_on,
        arranged_by_id=actor.id,
    ).ref


@action("stand_in.end", may=access.may_end_stand_in)
def end_stand_in(actor: Actor, colleague: access.Colleague, *, on: date) -> None:
    """End it today: from now on she sees nothing. One that has not begun is taken away."""
    hers = StandIn.objects.filter(person_id=colleague.id, stands_in_for_id=actor.id)
    hers.filter(starts_on__gte=on).delete()
    hers.filter(ends_on__gte=on).update(ends_on=on - timedelta(days=1))
