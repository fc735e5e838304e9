"""How long a visit lasts (safety: 10 minutes without a request, 30 in all)."""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Word:
    """The keeper's answer to a code. Of the same shape for a wrong one, so this side cannot tell.

    file        the file it opens, if there is one
    assertion   what the keeper wants to see again
    """

    file: str
    assertion: str = field(repr=False)
    ref: str = ""


@dataclass(frozen=True)
class Visit:
    """A visit, by the digest of its cookie."""

    token_hash: bytes
    ref: str = ""


IDLE = timedelta(minutes=10)
ABSOLUTE = timedelta(minutes=30)


def has_ended(*, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    return now - seen_at > IDLE or now - started_at > ABSOLUTE


def file_of_assertion(assertion: str) -> str:
    """Which file a youth assertion names. Read, not verified: only the keeper verifies it."""
    payload = assertion.split(".")[1]
    return str(json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["file"])
