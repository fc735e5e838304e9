"""Her goals, how far they are, and whether it is time to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fristed.casework import access
from fristed.casework.choices import ScalePoint
from fristed.casework.models import Case, Goal, LaterConsent, Scaling
from fristed.casework.queries.people import ChannelLine, PeoplePage, people_page
from fristed.casework.queries.whole import is_whole, opened
from fristed.casework.rules.effect import Aim, Later, Said, due_point, set_before
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.vault.queries import manifest


@dataclass(frozen=True)
class ScalingLine:
    """`words` is None where the text is not what was sealed."""

    point: str
    scaled_on: date
    value: int
    words: str | None


@dataclass(frozen=True)
class GoalLine:
    """due   the point it is time to ask about; None: not now"""

    ref: str
    words: str | None
    set_on: date
    ended_on: date | None
    scalings: tuple[ScalingLine, ...]
    due: ScalePoint | None


@dataclass(frozen=True)
class LaterLine:
    """What she answered to being asked later.

    way   the channel she chose, as it is now; None: only when they meet
    """

    asked_on: date
    agrees: bool
    withdrawn_on: date | None
    words: str | None
    way: ChannelLine | None

    @property
    def is_in_force(self) -> bool:
        return self.agrees and self.withdrawn_on is None


@dataclass(frozen=True)
class EffectPage:
    ref: str
    name: str
    goals: tuple[GoalLine, ...]
    former: tuple[GoalLine, ...]
    later: LaterLine | None
    people: PeoplePage
    is_whole: bool
    may_set: Decision
    may_change: Decision
    may_scale: Decision

    @property
    def due(self) -> tuple[GoalLine, ...]:
        """Goals it is time to ask about, if she may be asked at all."""
        if self.later is None or not self.later.is_in_force:
            return ()
        return tuple(one for one in self.goals if one.due)


def effect_page(actor: Actor, case: Case, grant: ReadGrant, *, now: datetime) -> EffectPage:
    on = timezone.localdate(now)
    people = people_page(actor, case, grant, at=now)
    with scope(actor):
        goals = list(Goal.objects.filter(case_id=case.pk).order_by("id"))
        scalings = list(Scaling.objects.filter(case_id=case.pk).order_by("scaled_on", "id"))
        later = list(LaterConsent.objects.filter(case_id=case.pk).order_by("-id"))
        ledger = manifest(case.ref)
    texts = [one.body for one in (*goals, *scalings, *later)]
    grant.unlock(texts, ledger)
    lines = [_goal(one, scalings, grant, on) for one in goals]
    slots = (line.slot for line in ledger)
    return EffectPage(
        ref=case.ref,
        name=people.name,
        goals=tuple(one for one in lines if one.ended_on is None),
        former=tuple(one for one in lines if one.ended_on is not None),
        later=_later(later[0], people, grant) if later else None,
        people=people,
        is_whole=people.is_whole and is_whole(grant, slots, texts, Goal, Scaling, LaterConsent),
        may_set=access.may_set_goals(actor, case),
        may_change=access.may_change_goals(actor, case),
        may_scale=access.may_scale_goals(actor, case),
    )


def due_later(actor: Actor, on: date) -> QuerySet[LaterConsent]:
    """One row for each case whose young person may be asked, and it is time. Inside the scope."""
    goals = Goal.objects.filter(case_id=OuterRef("case_id"), ended_on=None)
    three, twelve = (set_before(point, on) for point in (ScalePoint.MONTHS_3, ScalePoint.MONTHS_12))
    due = goals.filter(
        Q(set_on__lte=three, set_on__gt=twelve) & ~_scaled(ScalePoint.MONTHS_3)
        | Q(set_on__lte=twelve) & ~_scaled(ScalePoint.MONTHS_12)
    )
    hers = Q(case__adviser_id=actor.id) | Q(case__adviser_id__in=actor.covers)
    return LaterConsent.objects.filter(hers, Exists(due), agrees=True, withdrawn_on=None)


def _scaled(point: ScalePoint) -> Exists:
    return Exists(Scaling.objects.filter(goal_id=OuterRef("pk"), point=point))


def _goal(row: Goal, scalings: Sequence[Scaling], grant: ReadGrant, on: date) -> GoalLine:
    mine = [one for one in scalings if one.goal_id == row.pk]
    said = opened(row.body, grant)
    return GoalLine(
        ref=row.ref,
        words=Aim.from_text(said).words if said else None,
        set_on=row.set_on,
        ended_on=row.ended_on,
        scalings=tuple(_scaling(one, grant) for one in mine),
        due=due_point(row.set_on, {one.point for one in mine}, on),
    )


def _scaling(row: Scaling, grant: ReadGrant) -> ScalingLine:
    said = opened(row.body, grant)
    words = Said.from_text(said).words if said else None
    return ScalingLine(str(ScalePoint(row.point).label), row.scaled_on, row.value, words)


def _later(row: LaterConsent, people: PeoplePage, grant: ReadGrant) -> LaterLine:
    text = opened(row.body, grant)
    said = Later.from_text(text) if text else None
    found = people.channel(said.channel) if said and said.channel else None
    return LaterLine(
        asked_on=row.asked_on,
        agrees=row.agrees,
        withdrawn_on=row.withdrawn_on,
        words=said.words if said else None,
        way=found[1] if found else None,
    )
