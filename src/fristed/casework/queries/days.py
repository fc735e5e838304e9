"""Parts of "my day": what is to be done, and which cases nobody has looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from fristed.casework.choices import TaskKind
from fristed.casework.queries.cases import (
    CaseLine,
    ListedCase,
    listed,
    open_cases_with_tasks,
)
from fristed.casework.rules import following
from fristed.gate import Actor
from fristed.vault.fields import SealedText

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from fristed.casework.models import Case
    from fristed.casework.queries.cases import WithTask

MOST_TASKS = 100
MOST_QUIET = 20


@dataclass(frozen=True)
class DueTask:
    """Something she is to do, and in which case. The reason stays in the case.

    urgency       "overdue", "today" or "soon"
    responsible   whose task it is, when she stands in for somebody
    """

    case: str
    what: str
    due_on: date
    urgency: str
    responsible: str
    sealed_name: SealedText = field(repr=False)


@dataclass(frozen=True)
class TaskToDo:
    """The same with the case's working name opened."""

    name: str
    task: DueTask


@dataclass(frozen=True)
class Day:
    """What a day holds, names still sealed."""

    tasks: tuple[DueTask, ...]
    quiet: tuple[ListedCase, ...]

    @property
    def sealed_names(self) -> Mapping[str, SealedText]:
        return {task.case: task.sealed_name for task in self.tasks} | {
            case.ref: case.sealed_name for case in self.quiet
        }

    def tasks_with(self, names: Mapping[str, str]) -> tuple[TaskToDo, ...]:
        return tuple(TaskToDo(names.get(task.case, ""), task) for task in self.tasks)

    def quiet_with(self, names: Mapping[str, str]) -> tuple[CaseLine, ...]:
        return tuple(CaseLine(names.get(case.ref, ""), case) for case in self.quiet)


def day_within(actor: Actor, *, on: date) -> Day:
    """Her tasks until two weeks from now, and her cases without a next step. One statement.

    Inside the actor's scope.
    """
    tasks: list[DueTask] = []
    quiet: dict[str, ListedCase] = {}
    for row in open_cases_with_tasks(actor):
        if row.task_due_on is None:
            case = listed(row, actor, on)
            if case.lacks_next_step and row.adviser_id == actor.id:
                quiet[case.ref] = case
        elif _is_hers_soon(row, actor, on):
            tasks.append(_due(row, actor, on))
    untouched = sorted(quiet.values(), key=lambda case: case.last_step_on or case.opened_on)
    return Day(
        tasks=tuple(sorted(tasks, key=lambda task: task.due_on)[:MOST_TASKS]),
        quiet=tuple(untouched[:MOST_QUIET]),
    )


def _is_hers_soon(row: WithAnnotations[Case, WithTask], actor: Actor, on: date) -> bool:
    hers = row.task_owner == actor.id or row.task_owner in actor.covers
    return hers and following.due(row.task_due_on or on, on=on) != "later"


def _due(row: WithAnnotations[Case, WithTask], actor: Actor, on: date) -> DueTask:
    due_on = row.task_due_on or on
    return DueTask(
        case=row.ref,
        what=str(TaskKind(row.task_kind).label),
        due_on=due_on,
        urgency=following.due(due_on, on=on),
        responsible="" if row.task_owner == actor.id else row.task_owner_name,
        sealed_name=row.name,
    )
