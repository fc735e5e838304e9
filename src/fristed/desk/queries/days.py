"""My day: what waits for one person, out of several rooms, in as few statements as can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from fristed.casework import access as casework_access
from fristed.casework import queries as casework
from fristed.contact import queries as contact
from fristed.gate import Actor, Decision, scope
from fristed.guidance import queries as guidance
from fristed.notices import queries as notices
from fristed.ui.awaiting import Reminder, read_together, reminding, told
from fristed.vault.fields import SealedText

MOST_WAITING: Final = 500
SEEN: Final = "desk.seen_release"


@dataclass(frozen=True)
class MyDay:
    """overdue, today, reminders, before_holiday, soon   tasks by what is closest
    holiday   the next school holiday where she works; None: nobody has entered any
    matches   cases with a person somebody else works with too
    quiet     cases without a next step
    contacts  on journeys, missed or not spoken of
    other     offers, receipts, decisions and notes that wait
    over      cases quiet for so long that closing is proposed
    asked     what waits for her beside tasks: an answer, an approval, a talk
    waiting   conversations with her team, without a word of what they say
    inquiries professionals' questions to her units that nobody else has taken up
    reminded  what rooms the desk does not see remind her of
    has_news  whether there is a release she has not been told of
    """

    on: date
    overdue: tuple[casework.TaskToDo, ...]
    today: tuple[casework.TaskToDo, ...]
    reminders: tuple[casework.TaskToDo, ...]
    before_holiday: tuple[casework.TaskToDo, ...]
    holiday: casework.Holiday | None
    public_holiday: str
    soon: tuple[casework.TaskToDo, ...]
    quiet: tuple[casework.CaseLine, ...]
    over: tuple[casework.CaseLine, ...]
    matches: tuple[casework.CaseLine, ...]
    contacts: tuple[casework.JourneyContact, ...]
    other: casework.Waiting
    asked: tuple[casework.WaitsLine, ...]
    waiting: tuple[contact.WaitingConversation, ...]
    inquiries: guidance.InquiriesWaiting
    reminded: tuple[Reminder, ...]
    has_news: bool
    may_start_case: Decision

    @property
    def is_free(self) -> bool:
        cases = self.quiet or self.over or self.matches or self.contacts
        return not (self.has_tasks or cases or self.waiting or self.has_other)

    @property
    def has_other(self) -> bool:
        """Whether something waits in other ways than as a task of hers."""
        return bool(self.asked or self.other or self.inquiries.total or self.reminded)

    @property
    def has_tasks(self) -> bool:
        now = self.overdue or self.today or self.reminders
        return bool(now or self.before_holiday or self.soon)


@dataclass(frozen=True)
class MyDayParts:
    """The same before the cases' working names are opened."""

    on: date
    day: casework.Day
    other: casework.Waiting
    asked: tuple[casework.Waits, ...]
    waiting: tuple[contact.WaitingConversation, ...]
    inquiries: guidance.InquiriesWaiting
    reminded: tuple[Reminder, ...]
    has_news: bool
    may_start_case: Decision

    @property
    def sealed_names(self) -> Mapping[str, SealedText]:
        return {**casework.names_in(self.asked), **self.day.sealed_names}

    def with_names(self, names: Mapping[str, str]) -> MyDay:
        tasks = self.day.tasks_with(names)
        due = {
            urgency: tuple(one for one in tasks if one.task.urgency == urgency)
            for urgency in ("overdue", "today", "reminder", "before_holiday", "soon")
        }
        return MyDay(
            on=self.on,
            overdue=due["overdue"],
            today=due["today"],
            reminders=due["reminder"],
            before_holiday=due["before_holiday"],
            holiday=self.day.holiday,
            public_holiday=self.day.public_holiday,
            soon=due["soon"],
            quiet=self.day.quiet_with(names),
            over=self.day.over_with(names),
            matches=self.day.matches_with(names),
            contacts=self.day.contacts_with(names),
            other=self.other,
            asked=casework.with_names(self.asked, names),
            waiting=self.waiting,
            inquiries=self.inquiries,
            reminded=self.reminded,
            has_news=self.has_news,
            may_start_case=self.may_start_case,
        )


def my_day(actor: Actor, *, now: datetime) -> MyDayParts:
    """Two statements in one scope, however much waits and however many cases the house has."""
    on = timezone.localdate(now)
    above = reminding(actor, on=on)
    with scope(actor):
        day = casework.day_within(actor, on=on)
        rows = read_together(
            [
                *casework.waiting_rows(actor, now=now),
                *casework.awaited_rows(actor, on=on),
                *contact.waiting_rows(actor),
                *guidance.waiting_rows(actor),
                *(rows for one in above for rows in one.rows),
                told(SEEN, notices.seen_newest_release(actor), ref="version"),
            ],
            most=MOST_WAITING,
        )
    return MyDayParts(
        on=on,
        day=day,
        other=casework.waiting_of(rows, now=now),
        asked=casework.awaited_of(rows, on=on),
        waiting=contact.waiting_of(rows),
        inquiries=guidance.waiting_of(rows, at=now),
        reminded=tuple(line for one in above for line in one.lines(rows)),
        has_news=all(row.kind != SEEN for row in rows),
        may_start_case=casework_access.may_have_cases(actor, actor),
    )
