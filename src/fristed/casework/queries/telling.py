"""Whether the family may be told, and the colleague who is asked to agree to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F
from django.utils import timezone

from fristed.casework import access
from fristed.casework.models import Case, FamilyStop, Share, StopOverride
from fristed.casework.queries.cases import readers_of
from fristed.casework.queries.sharing import asked_people, sharing_notes_within
from fristed.casework.queries.whole import opened
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.organisation import queries as organisation
from fristed.organisation.queries import PersonOn

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class OverrideLine:
    """What somebody asks for agreement to.

    state   "asked", "approved", "declined" or "used"
    """

    case: str
    ref: str
    by: str
    asked_of: str
    asked_on: date
    why: str | None
    approved_by: str
    state: str
    is_own: bool
    may_answer: Decision

    @property
    def waits(self) -> bool:
        return self.state == "asked" and not self.is_own


@dataclass(frozen=True)
class Askable:
    """Whom one can ask to agree.

    reading   those who can read what was done already; by their unit's name
    others    those whom it must be shared with first
    """

    reading: tuple[PersonOn, ...]
    others: dict[str, tuple[PersonOn, ...]]


class _Asked(TypedDict):
    by_name: str
    asked_name: str | None
    approved_name: str | None


def family_is_stopped(actor: Actor, case: Case) -> bool:
    """Whether nothing may reach the family now: a stop stands, and nobody agreed past it."""
    with scope(actor):
        stopped = FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).exists()
        agreed = StopOverride.objects.filter(
            case_id=case.pk, approved_by__isnull=False, used_on=None
        ).exists()
    return stopped and not agreed


def askable(actor: Actor, case: Case, *, now: datetime) -> Askable:
    with scope(actor):
        shared = set(
            Share.objects.filter(case_id=case.pk, ended="").values_list("offered_to_id", flat=True)
        )
        reading = readers_of(case) - shared | sharing_notes_within(case, now=now)
    known = {one.id: one for one in organisation.people_on(timezone.localdate(now))}
    return Askable(
        reading=tuple(known[one] for one in sorted(reading - {actor.id}) if one in known),
        others={
            unit: found
            for unit, people in asked_people(actor, on=timezone.localdate(now)).items()
            if (found := tuple(one for one in people if one.id not in reading))
        },
    )


def overrides_within(case: Case) -> list[WithAnnotations[StopOverride, _Asked]]:
    rows = StopOverride.objects.filter(case_id=case.pk).annotate(
        by_name=F("by__name"), asked_name=F("asked_of__name"), approved_name=F("approved_by__name")
    )
    return list(rows.order_by("id"))


def override_lines(
    rows: Sequence[WithAnnotations[StopOverride, _Asked]],
    actor: Actor,
    case: Case,
    grant: ReadGrant,
) -> tuple[OverrideLine, ...]:
    return tuple(_line(row, actor, case, grant) for row in rows)


def override_line(actor: Actor, case: Case, grant: ReadGrant, override: str) -> OverrideLine | None:
    """One of them, opened for the second person."""
    with scope(actor):
        rows = [row for row in overrides_within(case) if row.ref == override]
    grant.unlock([row.why for row in rows])
    return next(iter(override_lines(rows, actor, case, grant)), None)


def _line(
    row: WithAnnotations[StopOverride, _Asked], actor: Actor, case: Case, grant: ReadGrant
) -> OverrideLine:
    return OverrideLine(
        case=case.ref,
        ref=row.ref,
        by=row.by_name,
        asked_of=row.asked_name or "",
        asked_on=row.asked_on,
        why=opened(row.why, grant),
        approved_by=row.approved_name or "",
        state=_state(row),
        is_own=row.by_id == actor.id,
        may_answer=access.may_approve_override(actor, case),
    )


def _state(row: StopOverride) -> str:
    if row.used_on:
        return "used"
    if row.declined_on:
        return "declined"
    return "approved" if row.approved_on else "asked"
