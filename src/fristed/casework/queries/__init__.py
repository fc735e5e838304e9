"""Reading: rows become frozen page objects. Nothing here decides or changes anything."""

from fristed.casework.queries.cases import (
    CaseLine,
    ListedCase,
    OwnCases,
    case_by_ref,
    cases_readable_by,
    opened_that_day,
    own_cases,
    quiet_cases,
    readers_of,
)
from fristed.casework.queries.days import Day, DueTask, TaskToDo, day_of
from fristed.casework.queries.page import (
    CasePage,
    Emergency,
    Ending,
    Entry,
    Registered,
    TaskLine,
    case_page,
    registered,
)
from fristed.casework.queries.wording import Fact, facts_of

__all__ = [
    "CaseLine",
    "CasePage",
    "Day",
    "DueTask",
    "Emergency",
    "Ending",
    "Entry",
    "Fact",
    "ListedCase",
    "OwnCases",
    "Registered",
    "TaskLine",
    "TaskToDo",
    "case_by_ref",
    "case_page",
    "cases_readable_by",
    "day_of",
    "facts_of",
    "opened_that_day",
    "own_cases",
    "quiet_cases",
    "readers_of",
    "registered",
]
