"""Parts of "my day": what is to be done, and which cases nobody has looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F

from fristed.casework.choices import TaskKind
from fristed.casework.models import Task
from fristed.casework.queries.cases import CaseLine, ListedCase, quiet_cases
from fristed.casework.rules import following
from fristed.gate import Actor, scope
from fristed.vault.fields import SealedText

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

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


def day_of(actor: Actor, *, on: date) -> Day:
    """Her tasks until two weeks from now, and her cases without a next step."""
    with scope(actor):
        tasks = list(
            Task.objects.filter(
                owner_id__in=[actor.id, *actor.covers],
                done_on=None,
                due_on__lte=on + timedelta(days=following.SOON_DAYS),
            )
            .select_related("case")
            .defer("reason", "case__profile", "case__profile_count")
            .annotate(owner_name=F("owner__name"))
            .order_by("due_on", "id")[:MOST_TASKS]
        )
        quiet = quiet_cases(actor, on=on, most=MOST_QUIET)
    return Day(tasks=tuple(_due(task, actor, on) for task in tasks), quiet=quiet)


class _Owned(TypedDict):
    owner_name: str


def _due(task: WithAnnotations[Task, _Owned], actor: Actor, on: date) -> DueTask:
    return DueTask(
        case=task.case.ref,
        what=str(TaskKind(task.kind).label),
        due_on=task.due_on,
        urgency=following.due(task.due_on, on=on),
        responsible="" if task.owner_id == actor.id else task.owner_name,
        sealed_name=task.case.name,
    )
