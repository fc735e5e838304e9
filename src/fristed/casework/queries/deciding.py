"""What has been decided, by which side, and what waits for the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from fristed.casework import access
from fristed.casework.choices import Area, Verdict
from fristed.casework.models import Case, Decision
from fristed.casework.queries.sharing import sharing_notes_within
from fristed.casework.queries.whole import opened
from fristed.casework.rules.deciding import area_of
from fristed.gate import Actor, ReadGrant, scope
from fristed.gate import Decision as MayDecide
from fristed.kernel.roles import CASEWORKERS
from fristed.organisation.queries import people_with


@dataclass(frozen=True)
class DecisionLine:
    """state   "decided", "proposed", "approved" or "declined" """

    ref: str
    area: str
    by: str
    made_on: date
    text: str | None
    state: str
    answered_by: str
    answered_on: date | None
    may_answer: bool


@dataclass(frozen=True)
class DecisionsPage:
    """leads   of each side, its area in words and who leads there; nobody yet: empty"""

    ref: str
    leads: tuple[tuple[str, str], ...]
    own_area: str
    lines: tuple[DecisionLine, ...]
    may_decide: MayDecide
    is_shared: bool


def decisions_page(actor: Actor, case: Case, grant: ReadGrant, *, now: datetime) -> DecisionsPage:
    """Newest first. The other side's lead is whoever there the case is shared with now."""
    with scope(actor):
        rows = list(
            Decision.objects.filter(case_id=case.pk)
            .annotate(by_name=F("by__name"), answered_name=F("answered_by__name"))
            .order_by("-id")
        )
        sharing = sharing_notes_within(case, now=now)
    grant.unlock([row.text for row in rows])
    own = area_of(actor.roles)
    return DecisionsPage(
        ref=case.ref,
        leads=_leads(case, sharing, timezone.localdate(now)),
        own_area=own.value,
        lines=tuple(
            DecisionLine(
                ref=row.ref,
                area=str(Area(row.area).label),
                by=row.by_name,
                made_on=row.made_on,
                text=opened(row.text, grant),
                state=_state(row),
                answered_by=row.answered_name or "",
                answered_on=row.answered_on,
                may_answer=_state(row) == "proposed" and row.area == own and row.by_id != actor.id,
            )
            for row in rows
        ),
        may_decide=access.may_decide(actor, case),
        is_shared=not access.may_update_case(actor, case),
    )


def _leads(case: Case, sharing: frozenset[int], on: date) -> tuple[tuple[str, str], ...]:
    people = {one.id: one for one in people_with(CASEWORKERS, on)}
    named: dict[Area, list[str]] = {area: [] for area in Area}
    for account in (case.adviser_id, *sorted(sharing)):
        if account in people:
            one = people[account]
            area = area_of({one.role})
            if account == case.adviser_id or area != area_of({people[case.adviser_id].role}):
                named[area].append(one.name)
    return tuple((str(area.label), ", ".join(names)) for area, names in named.items())


def _state(row: Decision) -> str:
    if not row.is_proposal:
        return "decided"
    return {"": "proposed", Verdict.APPROVED: "approved", Verdict.DECLINED: "declined"}[row.verdict]
