"""Parts of "my day": what is to be done, and which cases nobody has looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from fristed.casework.choices import CheckInOutcome, TaskKind
from fristed.casework.queries.cases import (
    CaseLine,
    ListedCase,
    listed,
    open_cases_with_tasks,
)
from fristed.casework.rules import following
from fristed.casework.rules.travel import rung_by_day
from fristed.gate import Actor
from fristed.kernel.roles import Role
from fristed.organisation import queries as organisation
from fristed.vault.fields import SealedText

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from fristed.casework.models import Case
    from fristed.casework.queries.cases import WithTask

MOST_TASKS = 100
MOST_QUIET = 20
NEW_FOR = timedelta(days=7)


@dataclass(frozen=True)
class DueTask:
    """Something she is to do, and in which case. The reason stays in the case.

    urgency       see `rules.following.due`; never "later"
    responsible   whose task it is, when she stands in for somebody
    new_from      who gave it to her in the last week, when it was somebody else
    """

    case: str
    what: str
    due_on: date
    urgency: str
    responsible: str
    new_from: str
    sealed_name: SealedText = field(repr=False)


@dataclass(frozen=True)
class TaskToDo:
    """The same with the case's working name opened."""

    name: str
    task: DueTask


@dataclass(frozen=True)
class Holiday:
    """The next school holiday where she works: "høstferien", and its first day."""

    name: str
    starts_on: date


@dataclass(frozen=True)
class ContactInDoubt:
    """A contact on a journey that was missed, or whose day has come and nobody has spoken of it.

    step         the rung of the ladder it has come to, in words; empty where it is not said to be
                 missed
    is_decided   somebody has decided on that rung
    """

    case: str
    due_on: date
    step: str
    is_decided: bool
    sealed_name: SealedText = field(repr=False)


@dataclass(frozen=True)
class JourneyContact:
    """The same with the case's working name opened."""

    name: str
    contact: ContactInDoubt


@dataclass(frozen=True)
class Day:
    """What a day holds, names still sealed.

    contacts         on journeys, that were missed or nobody has spoken of; oldest first
    over             quiet for so long that closing is worth a thought
    matches          cases with a person somebody else works with too, and nothing decided yet
    holiday          None where nobody has entered the county's
    public_holiday   what today is called, when it is one
    """

    tasks: tuple[DueTask, ...]
    contacts: tuple[ContactInDoubt, ...]
    quiet: tuple[ListedCase, ...]
    over: tuple[ListedCase, ...]
    matches: tuple[ListedCase, ...]
    holiday: Holiday | None
    public_holiday: str

    @property
    def sealed_names(self) -> Mapping[str, SealedText]:
        return (
            {task.case: task.sealed_name for task in self.tasks}
            | {one.case: one.sealed_name for one in self.contacts}
            | {case.ref: case.sealed_name for case in (*self.quiet, *self.over, *self.matches)}
        )

    def contacts_with(self, names: Mapping[str, str]) -> tuple[JourneyContact, ...]:
        return tuple(JourneyContact(names.get(one.case, ""), one) for one in self.contacts)

    def tasks_with(self, names: Mapping[str, str]) -> tuple[TaskToDo, ...]:
        return tuple(TaskToDo(names.get(task.case, ""), task) for task in self.tasks)

    def quiet_with(self, names: Mapping[str, str]) -> tuple[CaseLine, ...]:
        return tuple(CaseLine(names.get(case.ref, ""), case) for case in self.quiet)

    def over_with(self, names: Mapping[str, str]) -> tuple[CaseLine, ...]:
        return tuple(CaseLine(names.get(case.ref, ""), case) for case in self.over)

    def matches_with(self, names: Mapping[str, str]) -> tuple[CaseLine, ...]:
        return tuple(CaseLine(names.get(case.ref, ""), case) for case in self.matches)


def day_within(actor: Actor, *, on: date) -> Day:
    """Her tasks until the next school holiday, and at least two weeks; contacts missed on journeys;
    her cases without a next step. One statement.

    Inside the actor's scope.
    """
    rows = open_cases_with_tasks(actor, on)
    holiday = _holiday(rows, actor)
    ahead = _ahead(actor, on, holiday)
    tasks: list[DueTask] = []
    quiet: dict[str, ListedCase] = {}
    for row in rows:
        if row.task_due_on is None:
            case = listed(row, actor, on)
            if case.lacks_next_step and row.adviser_id == actor.id:
                quiet[case.ref] = case
        elif row.task_owner == actor.id or row.task_owner in actor.covers:
            tasks.append(_due(row, actor, ahead))
    untouched = sorted(quiet.values(), key=lambda case: case.last_step_on or case.opened_on)
    matched = {
        row.ref: listed(row, actor, on)
        for row in rows
        if row.has_match and row.adviser_id == actor.id
    }
    contacts = {row.ref: _contacts(row, on) for row in rows}
    near = (task for task in tasks if task.urgency != "later")
    return Day(
        tasks=tuple(sorted(near, key=lambda task: task.due_on)[:MOST_TASKS]),
        contacts=tuple(
            sorted((one for of in contacts.values() for one in of), key=lambda one: one.due_on)
        ),
        quiet=tuple(case for case in untouched if not case.may_be_over)[:MOST_QUIET],
        over=tuple(case for case in untouched if case.may_be_over)[:MOST_QUIET],
        matches=tuple(matched.values()),
        holiday=holiday,
        public_holiday=organisation.public_holiday(on),
    )


def _contacts(row: WithAnnotations[Case, WithTask], on: date) -> list[ContactInDoubt]:
    found = []
    for one in row.contacts:
        due_on = date.fromisoformat(one["due_on"])
        rung = rung_by_day(due_on, on=on)
        is_missed = one["outcome"] == CheckInOutcome.MISSED
        found.append(
            ContactInDoubt(
                case=row.ref,
                due_on=due_on,
                step=str(rung.label) if is_missed else "",
                is_decided=rung in one["decided"],
                sealed_name=row.name,
            )
        )
    return found


def _holiday(rows: Sequence[WithAnnotations[Case, WithTask]], actor: Actor) -> Holiday | None:
    own = (row.holiday for row in rows if row.adviser_id == actor.id and row.holiday)
    found = next(own, None)
    return Holiday(found["name"], date.fromisoformat(found["starts_on"])) if found else None


def _ahead(actor: Actor, on: date, holiday: Holiday | None) -> following.Ahead:
    """An envoy's week is her mission's: her deadlines are left as they are."""
    starts_on = holiday.starts_on if holiday else None
    if Role.ENVOY in actor.roles:
        return following.Ahead(on, starts_on)
    return following.Ahead(on, starts_on, organisation.norwegian_calendar().is_working_day)


def _due(row: WithAnnotations[Case, WithTask], actor: Actor, ahead: following.Ahead) -> DueTask:
    due_on = row.task_due_on or ahead.on
    is_new = row.task_assigned_on and ahead.on - row.task_assigned_on <= NEW_FOR
    from_another = is_new and row.task_assigned_by not in (None, actor.id, row.task_owner)
    return DueTask(
        case=row.ref,
        what=str(TaskKind(row.task_kind).label),
        due_on=due_on,
        urgency=following.due(due_on, ahead, remind_on=row.task_remind_on),
        responsible="" if row.task_owner == actor.id else row.task_owner_name,
        new_from=(row.task_assigned_by_name or "") if from_another else "",
        sealed_name=row.name,
    )
