"""When a case needs somebody to look at it again. The limits are our own, not the scheme's."""

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


def due(due_on: date, *, on: date) -> str:
    """ "overdue", "today", "soon" (within two weeks) or "later"."""
    if due_on < on:
        return "overdue"
    if due_on == on:
        return "today"
    return "soon" if due_on <= on + timedelta(days=SOON_DAYS) else "later"
