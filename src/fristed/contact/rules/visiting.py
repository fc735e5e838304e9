"""How long a visit lasts (safety: 10 minutes without a request, 30 in all)."""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fristed.accounts.rules.attempts import Limit


@dataclass(frozen=True)
class Word:
    """The keeper's answer to a code. Of the same shape for a wrong one, so this side cannot tell.

    file        the file it opens, if there is one
    assertion   what the keeper wants to see again
    lookup      what the code's row should hold from now on, under the newest pepper
    youth_wrap  the same
    """

    file: str
    assertion: str = field(repr=False)
    lookup: bytes = field(default=b"", repr=False)
    youth_wrap: bytes = field(default=b"", repr=False)
    ref: str = ""


@dataclass(frozen=True)
class NewWords:
    """The words a first message was given, until the page that shows them.

    whom   for whom she wrote
    unit   who answers her
    """

    code: str = field(repr=False)
    whom: str
    unit: str


@dataclass(frozen=True)
class Visit:
    """A visit, by the digest of its cookie."""

    token_hash: bytes
    ref: str = ""


IDLE = timedelta(minutes=10)
ABSOLUTE = timedelta(minutes=30)
NOTED_EVERY = timedelta(minutes=1)  # no finer: each note is a line on the trail

CODES_FROM_ONE_NETWORK = Limit("word code", 60, timedelta(minutes=10))
"""Tries, right and wrong alike. Never site-wide: a stranger must not close the way back (C21)."""


AGREED_WORDS_FROM_ONE_NETWORK = Limit("agreed word", 10, timedelta(minutes=30))
"""Whoever holds the code and not the word stays outside; another network is not slowed by it."""

FILES_FROM_ONE_NETWORK = Limit("file", 20, timedelta(minutes=10))
"""Files cost room and work where texts do not. A text is never stopped by this."""

APPEND_FOR = timedelta(minutes=60)
"""How long a page may still hand in what was written on it, after the visit itself has ended."""


QUEUED_FOR = timedelta(minutes=5)
"""How long her words may wait, sealed, for their turn or for the page that shows them."""
TRY_AGAIN_SECONDS = 5


def has_ended(*, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    return now - seen_at > IDLE or now - started_at > ABSOLUTE


def is_worth_noting(*, seen_at: datetime, now: datetime) -> bool:
    """Whether so long has gone since the visit was last seen that it should move on."""
    return now - seen_at >= NOTED_EVERY


def file_of_assertion(assertion: str) -> str:
    """Which file a youth assertion names. Read, not verified: only the keeper verifies it."""
    payload = assertion.split(".")[1]
    return str(json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["file"])
