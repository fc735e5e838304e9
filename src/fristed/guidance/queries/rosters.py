"""Who is on duty, and who will be."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from fristed.gate import Actor, Decision
from fristed.guidance import access
from fristed.guidance.models import Duty
from fristed.guidance.queries.calendars import away_on
from fristed.guidance.rules.roster import Turn, whose_turn
from fristed.organisation.queries import members_of, unit_on


@dataclass(frozen=True)
class TurnLine:
    ref: str
    person: str
    substitute: str
    starts_on: date
    ends_on: date
    is_now: bool
    may_end: Decision


@dataclass(frozen=True)
class Roster:
    """answers   who has the duty today, or stands in; empty: nobody"""

    unit: str
    name: str
    turns: tuple[TurnLine, ...]
    members: tuple[tuple[int, str], ...]
    answers: str

    @property
    def now(self) -> TurnLine | None:
        return next((turn for turn in self.turns if turn.is_now), None)


def turn_by_ref(ref: str) -> Duty:
    """One that does not exist is no unit's, and the gate says no."""
    return Duty.objects.filter(ref=ref).first() or Duty(ref=ref)


def on_duty(unit: str, *, away: Collection[int], on: date) -> int | None:
    """Who has the duty of a unit that day, or the substitute."""
    rows = Duty.objects.filter(unit=unit, starts_on__lte=on, ends_on__gte=on)
    turns = rows.values_list("person_id", "substitute_id", "starts_on", "ends_on")
    return whose_turn([Turn(*row) for row in turns], away=away, on=on)


def rosters_of(actor: Actor, *, on: date) -> tuple[Roster, ...]:
    """Of each of her units, from today on."""
    return tuple(_roster(actor, unit, on) for unit in sorted(actor.units))


def _roster(actor: Actor, unit: str, on: date) -> Roster:
    rows = (
        Duty.objects.filter(unit=unit, ends_on__gte=on)
        .annotate(who=F("person__name"), stand_in=F("substitute__name"))
        .order_by("starts_on")
    )
    turns = tuple(
        TurnLine(
            ref=row.ref,
            person=row.who,
            substitute=row.stand_in or "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_now=row.starts_on <= on,
            may_end=access.may_end_turn(actor, row),
        )
        for row in rows
    )
    people = {one.id: one.name for one in members_of(unit, on)}
    answers = on_duty(unit, away=away_on(people, on), on=on)
    return Roster(
        unit, unit_on(unit, on).name, turns, tuple(people.items()), people.get(answers or 0, "")
    )
