"""Who asked to see a case, by when it must be answered, and what was given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from fristed.casework.choices import Harm, HarmQuestion, InsightOutcome
from fristed.casework.models import Case, InsightRequest
from fristed.casework.queries.whole import opened
from fristed.casework.rules.insight import Request
from fristed.gate import Actor, ReadGrant, scope


@dataclass(frozen=True)
class InsightLine:
    """
    request   None where the seal was broken
    harms     of the harm test, what was not "no": question and answer
    """

    ref: str
    asked_on: date
    due_on: date
    by: str
    request: Request | None
    outcome: InsightOutcome | None
    answered_on: date | None
    answered_by: str
    harms: tuple[tuple[str, str], ...]
    why: str | None
    is_late: bool

    @property
    def is_waiting(self) -> bool:
        return self.outcome is None


def insight_lines(
    actor: Actor, case: Case, grant: ReadGrant, *, on: date
) -> tuple[InsightLine, ...]:
    """What waits first, then the newest."""
    with scope(actor):
        rows = list(
            InsightRequest.objects.filter(case_id=case.pk)
            .annotate(name=F("by__name"), answered_name=F("answered_by__name"))
            .order_by("-id")
        )
    grant.unlock([text for row in rows for text in (row.body, row.answer) if text is not None])
    lines = [_line(row, grant, on) for row in rows]
    return tuple(sorted(lines, key=lambda line: not line.is_waiting))


def _line(row: Any, grant: ReadGrant, on: date) -> InsightLine:
    body, answer = opened(row.body, grant), opened(row.answer, grant)
    said: dict[str, Any] = json.loads(answer) if answer else {"harms": {}, "why": answer}
    return InsightLine(
        ref=row.ref,
        asked_on=row.asked_on,
        due_on=row.due_on,
        by=row.name,
        request=Request.from_text(body) if body else None,
        outcome=InsightOutcome(row.outcome) if row.outcome else None,
        answered_on=row.answered_on,
        answered_by=row.answered_name or "",
        harms=tuple(
            (str(HarmQuestion(question).label), str(Harm(found).label))
            for question, found in said["harms"].items()
            if found != Harm.NO
        ),
        why=said["why"],
        is_late=not row.outcome and row.due_on < on,
    )
