"""When a case needs somebody to look at it again. The limits are our own, not the scheme's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

NEXT_STEP_WITHIN_DAYS: Final = 14
QUIET_AFTER_DAYS: Final = 90
SOON_DAYS: Final = 14


@dataclass(frozen=True)
class Steps:
    """How far a case has come. `last_on`: the day something happened in it last, if ever."""

    opened_on: date
    last_on: date | None
    has_task: bool

    def days_untouched(self, on: date) -> int:
        return (on - (self.last_on or self.opened_on)).days


def lacks_next_step(steps: Steps, *, on: date) -> bool:
    """An open case without a task, in which nothing has happened for two weeks."""
    return not steps.has_task and steps.days_untouched(on) >= NEXT_STEP_WITHIN_DAYS


def may_be_over(steps: Steps, *, on: date) -> bool:
    """Quiet for so long that closing is worth a thought. A proposal, never done by itself."""
    return not steps.has_task and steps.days_untouched(on) >= QUIET_AFTER_DAYS


@dataclass(frozen=True)
class Ahead:
    """The days that lie ahead of whoever has something to do.

    holiday_on       first day of the next school holiday; None where none is entered
    is_working_day   what is due on a day off is due on the last working day before it
    """

    on: date
    holiday_on: date | None = None
    is_working_day: Callable[[date], bool] = lambda _day: True

    def worked_on_or_before(self, day: date) -> date:
        while day > self.on and not self.is_working_day(day):
            day -= timedelta(days=1)
        return day


def due(due_on: date, ahead: Ahead, *, remind_on: date | None = None) -> str:
    """ "overdue", "today", "reminder", "before_holiday", "soon" (within two weeks) or "later"."""
    if due_on < ahead.on:
        return "overdue"
    if ahead.worked_on_or_before(due_on) == ahead.on:
        return "today"
    if remind_on is not None and remind_on <= ahead.on:
        return "reminder"
    if ahead.holiday_on is not None and due_on < ahead.holiday_on:
        return "before_holiday"
    return "soon" if due_on <= ahead.on + timedelta(days=SOON_DAYS) else "later"
