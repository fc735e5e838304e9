"""Keeping a team's duty roster."""

from django.db import connection

from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.models import Duty
from fristed.guidance.rules.roster import Turn, check_turn
from fristed.kernel.refs import new_ref
from fristed.organisation.queries import UnitOn, members_of

ask_to_keep_roster = asking("roster.keep", may=access.may_keep_roster)


@action("roster.keep", may=access.may_keep_roster)
def keep_turn(actor: Actor, unit: UnitOn, *, turn: Turn) -> None:
    """Put somebody on duty, with a substitute.

    :raises RuleBroken: see `rules.roster.check_turn`.
    """
    with connection.cursor() as cursor:  # two who plan at once: one after the other
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"roster {unit.code}"])
    there = Duty.objects.filter(unit=unit.code).values_list(
        "person_id", "substitute_id", "starts_on", "ends_on"
    )
    first, last = (
        {one.id for one in members_of(unit.code, day)} for day in (turn.starts_on, turn.ends_on)
    )
    check_turn(turn, members=first & last, others=[Turn(*row) for row in there])
    Duty.objects.create(
        ref=new_ref("vkt"),
        unit=unit.code,
        person_id=turn.person,
        substitute_id=turn.substitute,
        starts_on=turn.starts_on,
        ends_on=turn.ends_on,
    )


@action("roster.end", may=access.may_end_turn)
def end_turn(actor: Actor, duty: Duty) -> None:
    """Take a turn off the roster."""
    Duty.objects.filter(pk=duty.pk).delete()
