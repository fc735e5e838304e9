"""What waits for one person beside her tasks, each leading to a page.

A part of the case that wants its rows on "my day" adds a `Kind` to `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from fristed.casework.choices import Verdict
from fristed.casework.models import Approval, Case, InsightRequest, StopOverride
from fristed.casework.queries.cases import cases_changeable_by
from fristed.casework.queries.measuring import due_later
from fristed.gate import Actor
from fristed.ui.awaiting import Awaited, Told, told
from fristed.vault.fields import SealedText, slot_of

MOST: Final = 50
NEW_FOR: Final = timedelta(days=7)


@dataclass(frozen=True)
class Kind:
    """One sort of thing that can wait.

    rows      hers, that day; inside her scope
    day       lookup of the day in the clear that it is shown with
    address   name of the page it leads to, and the references it takes
    name      lookup of the case's working name; empty where she does not see the case
    """

    what: Promise
    rows: Callable[[Actor, date], QuerySet[Any]]
    day: str
    address: str
    case: str = "case__ref"
    name: str = "case__name"
    takes: tuple[str, ...] = ("case", "row")


@dataclass(frozen=True)
class Waits:
    """A line of "my day". The case's working name is still sealed; None where she has none."""

    what: str
    case: str
    address: str
    day: date | None
    sealed_name: SealedText | None = field(repr=False)


@dataclass(frozen=True)
class WaitsLine:
    """The same with its name opened."""

    name: str
    waits: Waits


def _overrides(actor: Actor, _on: date) -> QuerySet[Any]:
    return StopOverride.objects.filter(asked_of_id=actor.id, approved_by=None, declined_on=None)


def _insights(actor: Actor, _on: date) -> QuerySet[Any]:
    return InsightRequest.objects.filter(outcome="", case__in=cases_changeable_by(actor))


def _approvals(actor: Actor, _on: date) -> QuerySet[Any]:
    asked = Approval.objects.filter(leader_id=actor.id, verdict="").exclude(offer="")
    return asked.exclude(case_ref__in=actor.excluded)


def _answered(verdict: Verdict) -> Callable[[Actor, date], QuerySet[Any]]:
    def rows(actor: Actor, on: date) -> QuerySet[Any]:
        return Approval.objects.filter(
            by_id=actor.id, verdict=verdict, used_on=None, answered_on__gte=on - NEW_FOR
        )

    return rows


KINDS: Final[Mapping[str, Kind]] = {
    "override": Kind(
        gettext_lazy("Svar: kan familien få vite noe?"),
        _overrides,
        day="asked_on",
        address="casework:show_override",
    ),
    "insight": Kind(
        gettext_lazy("Svar på innsynskravet innen fristen"),
        _insights,
        day="due_on",
        address="casework:answer_insight",
    ),
    "later": Kind(
        gettext_lazy("Spør hvordan det går, slik dere avtalte"),
        due_later,
        day="",
        address="casework:scale_goals",
        takes=("case",),
    ),
    "approval": Kind(
        gettext_lazy("Godkjenn, eller ikke"),
        _approvals,
        day="asked_on",
        address="casework:show_approval",
        case="case_ref",
        name="",
        takes=("row",),
    ),
    "approved": Kind(
        gettext_lazy("Lederen har godkjent"),
        _answered(Verdict.APPROVED),
        day="answered_on",
        address="casework:show_approval",
        takes=("row",),
    ),
    "declined": Kind(
        gettext_lazy("Lederen har ikke godkjent"),
        _answered(Verdict.DECLINED),
        day="answered_on",
        address="casework:show_approval",
        takes=("row",),
    ),
}


def awaited_rows(actor: Actor, *, on: date) -> list[Told]:
    """To be read together, inside her scope."""
    return [
        told(code, kind.rows(actor, on), about=kind.case, at=kind.day, name=kind.name)
        for code, kind in KINDS.items()
    ]


def awaited_of(rows: Sequence[Awaited], *, on: date) -> tuple[Waits, ...]:
    """Oldest first."""
    lines = [_line(row) for row in rows if row.kind in KINDS]
    return tuple(sorted(lines, key=lambda line: line.day or on)[:MOST])


def names_in(waits: Sequence[Waits]) -> Mapping[str, SealedText]:
    return {one.case: one.sealed_name for one in waits if one.sealed_name is not None}


def with_names(waits: Sequence[Waits], names: Mapping[str, str]) -> tuple[WaitsLine, ...]:
    return tuple(WaitsLine(names.get(one.case, ""), one) for one in waits)


def _line(row: Awaited) -> Waits:
    kind = KINDS[row.kind]
    slot = slot_of(Case(ref=row.about), "name")
    refs = {"case": row.about, "row": row.ref}
    return Waits(
        what=str(kind.what),
        case=row.about,
        address=reverse(kind.address, args=[refs[one] for one in kind.takes]),
        day=timezone.localdate(row.at) if row.at else None,
        sealed_name=None if row.name is None else SealedText(row.name, slot),
    )
