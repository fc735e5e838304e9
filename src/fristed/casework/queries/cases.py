"""Finding cases: one by its reference, and a person's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from fristed.casework.choices import CaseStatus, CheckInOutcome
from fristed.casework.models import (
    Access,
    Case,
    CheckIn,
    FollowUp,
    FurtherConcern,
    LadderStep,
    Match,
    Task,
)
from fristed.casework.queries.whole import opened
from fristed.casework.rules import following
from fristed.codelists import queries as codelists
from fristed.gate import Actor, ReadGrant, scope
from fristed.organisation import queries as organisation
from fristed.vault.fields import SealedText

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

ON_A_PAGE = 50
MOST = 1000  # of one person's open cases; beyond it the list says so


@dataclass(frozen=True)
class ListedCase:
    """A line of a list: codes and days, and the working name still sealed.

    responsible   the responsible adviser's name, when it is somebody else
    """

    ref: str
    concern: str
    opened_on: date
    closed_on: date | None
    next_on: date | None
    last_step_on: date | None
    lacks_next_step: bool
    may_be_over: bool
    responsible: str
    sealed_name: SealedText = field(repr=False)


@dataclass(frozen=True)
class CaseLine:
    """A line of a list with its name opened."""

    name: str
    case: ListedCase


@dataclass(frozen=True)
class OwnCases:
    """One page of the cases a person may read.

    total    how many there are [cases]
    number   of this page, from 1
    answered_for   of these, how many she is responsible for herself [cases]
    heard    of those, in how many the young person's own experience of coercion is written
             down, or why she was not asked [cases]; shown to her, and to nobody who leads her
    """

    cases: tuple[ListedCase, ...]
    total: int
    number: int
    is_open: bool
    answered_for: int = 0
    heard: int = 0

    @property
    def sealed_names(self) -> Mapping[str, SealedText]:
        return {case.ref: case.sealed_name for case in self.cases}

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ON_A_PAGE))

    def lines(self, names: Mapping[str, str]) -> tuple[CaseLine, ...]:
        return tuple(CaseLine(names.get(case.ref, ""), case) for case in self.cases)


def case_by_ref(ref: str) -> Case:
    """The case's codes, for the gate to decide on; the rest is read in a scope.

    One that does not exist is a case nobody is responsible for: the gate says no to it, and
    records it, just as it does for somebody else's.
    """
    found = list(Case.objects.raw("select * from casework_case_by_ref(%s)", [ref]))
    return found[0] if found else Case(ref=ref)


def sealed_name(actor: Actor, case: Case) -> dict[str, SealedText]:
    """Its reference -> its working name, still sealed. Empty where the case is not shown to her."""
    with scope(actor):
        return {row.ref: row.name for row in Case.objects.filter(pk=case.pk).only("ref", "name")}


def name_of(actor: Actor, case: Case, grant: ReadGrant) -> str:
    """The working name, within an opening of the case. Empty where it is not hers to read."""
    return opened(sealed_name(actor, case).get(case.ref), grant) or ""


def cases_readable_by(actor: Actor) -> QuerySet[Case]:
    """Exactly the cases `access.may_read_case` says yes to. Inside the actor's scope."""
    readable = Case.objects.filter(
        Q(adviser_id=actor.id)
        | Q(adviser_id__in=actor.covers)
        | Q(ref__in=actor.glass | {file for file, _part in actor.shares})
    )
    return readable.exclude(ref__in=actor.excluded) if actor.excluded else readable


def cases_changeable_by(actor: Actor) -> QuerySet[Case]:
    """Exactly the cases `access.may_update_case` says yes to. Inside the actor's scope."""
    answers = Q(adviser_id=actor.id) | Q(adviser_id__in=actor.covers)
    return cases_readable_by(actor).filter(answers)


def own_cases(actor: Actor, *, is_open: bool, number: int, on: date) -> OwnCases:
    """A page of her cases: first what is due first, then what nobody has looked at longest."""
    with scope(actor):
        readable = cases_readable_by(actor).filter(
            status=CaseStatus.OPEN if is_open else CaseStatus.CLOSED
        )
        order = list(
            _with_steps(readable).values_list(
                "pk", "next_on", "last_on", "closed_on", "adviser_id", "heard_on"
            )[:MOST]
        )
        order.sort(key=_urgency if is_open else _newest_closed)
        first = (number - 1) * ON_A_PAGE
        wanted = [row[0] for row in order[first : first + ON_A_PAGE]]
        rows = {row.pk: row for row in for_list(Case.objects.filter(pk__in=wanted))}
    cases = tuple(listed(rows[key], actor, on) for key in wanted if key in rows)
    heard = [bool(heard_on) for *_row, adviser, heard_on in order if adviser == actor.id]
    return OwnCases(
        cases,
        total=len(order),
        number=number,
        is_open=is_open,
        answered_for=len(heard),
        heard=sum(heard),
    )


def open_cases_with_tasks(actor: Actor, on: date) -> list[WithAnnotations[Case, WithTask]]:
    """Her open cases, once for each task that is not done; once without one where there is none.

    Inside the actor's scope.
    """
    todo = FilteredRelation("tasks", condition=Q(tasks__done_on=None))
    cases = cases_readable_by(actor).filter(status=CaseStatus.OPEN)
    rows = (
        for_list(cases)
        .annotate(todo=todo)
        .annotate(
            task_kind=F("todo__kind"),
            task_due_on=F("todo__due_on"),
            task_owner=F("todo__owner_id"),
            task_owner_name=F("todo__owner__name"),
            task_remind_on=F("todo__remind_on"),
            task_assigned_on=F("todo__assigned_on"),
            task_assigned_by=F("todo__assigned_by_id"),
            task_assigned_by_name=F("todo__assigned_by__name"),
            contacts=contacts_in_doubt("pk", on),
            has_match=Exists(Match.objects.filter(case_id=OuterRef("pk"), decided_on=None)),
            holiday=organisation.next_school_holiday(OuterRef("county"), on),
        )
    )
    return list(rows[:MOST])


def opened_that_day(actor: Actor, on: date) -> int:
    """How many cases she started that day, to name the next one apart from them."""
    with scope(actor):
        return Case.objects.filter(adviser_id=actor.id, opened_on=on).count()


def readers_of(case: Case) -> frozenset[int]:
    """Accounts with access to the case now, for whom a task may be meant. Inside the scope."""
    return Access.objects.readers(case.pk)


def further_concerns_of(outer: str) -> ArraySubquery:
    """The further concerns of the row at hand, in one statement with it."""
    return ArraySubquery(
        FurtherConcern.objects.filter(case_id=OuterRef(outer))
        .order_by("id")
        .values_list("concern", flat=True)
    )


def contacts_in_doubt(outer: str, on: date) -> ArraySubquery:
    """Contacts on a journey that were missed, or whose day has come and nobody has said how it
    went, in one statement with the row at hand."""
    decided = LadderStep.objects.filter(check_in=OuterRef("pk")).order_by("id")
    missed = Q(outcome=CheckInOutcome.MISSED) | Q(outcome="", due_on__lte=on)
    rows = CheckIn.objects.filter(missed, case_id=OuterRef(outer), trip__came_back_on=None)
    return ArraySubquery(
        rows.order_by("due_on", "id").values(
            contact=JSONObject(
                due_on="due_on",
                outcome="outcome",
                decided=ArraySubquery(decided.values_list("rung", flat=True)),
            )
        )
    )


def concern_label(value: str, on: date) -> str:
    return codelists.label("concern", value, on=on)


class _Steps(TypedDict):
    next_on: date | None
    last_on: date | None


class ForList(_Steps):
    responsible: str


class WithTask(ForList):
    task_kind: str
    task_due_on: date | None
    task_owner: int | None
    task_owner_name: str
    task_remind_on: date | None
    task_assigned_on: date | None
    task_assigned_by: int | None
    task_assigned_by_name: str | None
    contacts: list[Any]
    has_match: bool
    holiday: Mapping[str, str] | None


def for_list(cases: QuerySet[Case]) -> QuerySet[WithAnnotations[Case, ForList]]:
    """Without the texts a list does not show."""
    shown = _with_steps(cases).defer("profile", "profile_count")
    return shown.annotate(responsible=F("adviser__name"))


def _with_steps(cases: QuerySet[Case]) -> QuerySet[WithAnnotations[Case, _Steps]]:
    """With the day something is due next, and the day something happened last."""
    tasks = Task.objects.filter(case_id=OuterRef("pk"), done_on=None).order_by()
    steps = FollowUp.objects.filter(case_id=OuterRef("pk")).order_by()
    return cases.annotate(
        next_on=Subquery(tasks.values("case_id").annotate(day=Min("due_on")).values("day")),
        last_on=Subquery(steps.values("case_id").annotate(day=Max("happened_on")).values("day")),
    )


def _urgency(row: tuple[Any, ...]) -> tuple[date, date, int]:
    key, next_on, last_on, *_ = row
    return (next_on or date.max, last_on or date.min, key)


def _newest_closed(row: tuple[Any, ...]) -> tuple[int, int]:
    key, _, _, closed_on, *_ = row
    return (-(closed_on or date.min).toordinal(), key)


def listed(row: WithAnnotations[Case, ForList], actor: Actor, on: date) -> ListedCase:
    steps = following.Steps(row.opened_on, row.last_on, has_task=row.next_on is not None)
    is_open = row.status == CaseStatus.OPEN
    return ListedCase(
        ref=row.ref,
        concern=concern_label(row.concern, row.opened_on),
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        next_on=row.next_on,
        last_step_on=row.last_on,
        lacks_next_step=is_open and following.lacks_next_step(steps, on=on),
        may_be_over=is_open and following.may_be_over(steps, on=on),
        responsible="" if row.adviser_id == actor.id else row.responsible,
        sealed_name=row.name,
    )
