"""What readers may write of a page, and what is kept of it."""

import re
from datetime import date, timedelta
from typing import Final

from fristed.accounts.rules.attempts import Limit
from fristed.kernel import traces
from fristed.kernel.traces import Known

MOST_LETTERS: Final = 300
MOST_WORDS: Final = 3  # of a search; more is a sentence, and a sentence is about somebody
MOST_A_WEEK: Final = 400  # in one letterbox; all of it is opened at once, and read by people
KEPT_FOR: Final = timedelta(days=90)

FROM_ONE_NETWORK: Final = Limit("remark", 20, timedelta(minutes=10))
"""Texts and searches that found nothing. What is more is counted, and not kept."""

WORD: Final = re.compile(r"[^\W\d_]{2,}")


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def sunday_of(week: date) -> date:
    return week + timedelta(days=6)


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
