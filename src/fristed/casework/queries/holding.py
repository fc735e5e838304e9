"""Whether a case is held back from destruction, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from fristed.casework import access
from fristed.casework.models import Case, LegalHold
from fristed.casework.queries.whole import opened
from fristed.gate import Actor, Decision, ReadGrant, scope


@dataclass(frozen=True)
class HoldLine:
    """One time it was held back. A reason is None where the seal was broken."""

    set_on: date
    by: str
    why: str | None
    lifted_on: date | None
    lifted_by: str
    why_lifted: str | None


@dataclass(frozen=True)
class HoldPage:
    """now   the hold that lasts, if there is one"""

    ref: str
    now: HoldLine | None
    before: tuple[HoldLine, ...]
    may_lift: Decision


def hold_page(actor: Actor, case: Case, grant: ReadGrant) -> HoldPage:
    with scope(actor):
        rows = list(
            LegalHold.objects.filter(case_id=case.pk)
            .annotate(name=F("by__name"), lifted_name=F("lifted_by__name"))
            .order_by("-id")
        )
    grant.unlock([text for row in rows for text in (row.why, row.why_lifted) if text is not None])
    lines = tuple(
        HoldLine(
            set_on=row.set_on,
            by=row.name,
            why=opened(row.why, grant),
            lifted_on=row.lifted_on,
            lifted_by=row.lifted_name or "",
            why_lifted=opened(row.why_lifted, grant),
        )
        for row in rows
    )
    return HoldPage(
        ref=case.ref,
        now=next((line for line in lines if line.lifted_on is None), None),
        before=tuple(line for line in lines if line.lifted_on),
        may_lift=access.may_lift_hold(actor, case),
    )
