"""How long a visit lasts (safety: 10 minutes without a request, 30 in all)."""

import json
from base64 import urlsafe_b64decode
from datetime import datetime, timedelta

IDLE = timedelta(minutes=10)
ABSOLUTE = timedelta(minutes=30)


def has_ended(*, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    return now - seen_at > IDLE or now - started_at > ABSOLUTE


def file_of_assertion(assertion: str) -> str:
    """Which file a youth assertion names. Read, not verified: only the keeper verifies it."""
    payload = assertion.split(".")[1]
    return str(json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["file"])
