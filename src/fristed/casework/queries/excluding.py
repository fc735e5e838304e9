"""To whom a case is closed by name, and to whom it may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from fristed.casework.models import Case, Exclusion
from fristed.casework.queries.whole import opened
from fristed.gate import Actor, ReadGrant, scope
from fristed.organisation import queries as organisation
from fristed.organisation.queries import PersonOn


@dataclass(frozen=True)
class ExclusionLine:
    """Somebody the case is closed to. `reason` is None where the seal was broken."""

    person: int
    person_ref: str
    name: str
    excluded_on: date
    ended_on: date | None
    reason: str | None


@dataclass(frozen=True)
class ExclusionsPage:
    ref: str
    lines: tuple[ExclusionLine, ...]
    people: tuple[PersonOn, ...]


def exclusions_page(actor: Actor, case: Case, grant: ReadGrant, *, on: date) -> ExclusionsPage:
    """Everyone it is or was closed to, newest first, and everybody else who works here."""
    with scope(actor):
        rows = list(
            Exclusion.objects.filter(case_id=case.pk)
            .annotate(name=F("person__name"), person_ref=F("person__ref"))
            .order_by("-id")
        )
    grant.unlock([row.reason for row in rows])
    lines = tuple(
        ExclusionLine(
            row.person_id,
            row.person_ref,
            row.name,
            row.excluded_on,
            row.ended_on,
            opened(row.reason, grant),
        )
        for row in rows
    )
    closed = {line.person for line in lines if line.ended_on is None}
    others = tuple(
        one
        for one in organisation.people_on(on)
        if one.id not in closed and one.id != case.adviser_id
    )
    return ExclusionsPage(case.ref, lines, others)
