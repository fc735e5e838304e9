"""What readers may write of a page, and what is kept of it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.accounts.rules.attempts import Limit
from fristed.kernel import traces
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Known

MOST_LETTERS: Final = 300
MOST_WORDS: Final = 3  # of a search; more is a sentence, and a sentence is about somebody
MOST_A_WEEK: Final = 400  # in one letterbox; all of it is opened at once, and read by people
KEPT_FOR: Final = timedelta(days=90)
HANDLED_WITHIN: Final = timedelta(days=10)  # after the week
AIM: Final = 80  # per cent of the weeks that are due

FROM_ONE_NETWORK: Final = Limit("remark", 20, timedelta(minutes=10))
"""Texts and searches that found nothing. What is more is counted, and not kept."""

WORD: Final = re.compile(r"[^\W\d_]{2,}")


def sunday_of(week: date) -> date:
    return week + timedelta(days=6)


def due_on(week: date) -> date:
    """The last day on which what was written that week is gone through in time."""
    return sunday_of(week) + HANDLED_WITHIN


def share_in_time(weeks: Iterable[tuple[date, date | None]], on: date) -> int | None:
    """How many of a hundred weeks were gone through in time; None before any is due or done.

    weeks   each Monday, and the day that week was gone through
    """
    due = [(week, done) for week, done in weeks if done or on > due_on(week)]
    in_time = [week for week, done in due if done and done <= due_on(week)]
    return round(100 * len(in_time) / len(due)) if due else None


def check_handled(week: date, on: date) -> None:
    """:raises RuleBroken: `week_not_over`."""
    if on <= sunday_of(week):
        not_over = _("Uken er ikke over, og det kan komme mer. Si at den er gått gjennom etterpå.")
        raise RuleBroken("week_not_over", not_over)


def is_over(week: date, on: date) -> bool:
    """Whether what was written that week is kept no longer."""
    return on > sunday_of(week) + KEPT_FOR


def scrubbed(text: str, known: Known) -> str:
    """With a mark in the place of every name, place, school and number."""
    return traces.masked(text, known)


def looked_for(query: str, known: Known) -> str:
    """The plain words of a search, in small letters; nothing where they are a sentence."""
    left = traces.masked(query, known).split()
    words = [word.casefold() for word in left if WORD.fullmatch(word)]
    return "" if len(words) > MOST_WORDS else " ".join(words)
