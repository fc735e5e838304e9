"""The keeper's word that someone signed in, read but not verified: only the keeper can do that.

Reading it here lets a door notice a session that has ended or been mixed up before it asks
for anything; what opens is decided by the keeper, on the whole assertion.
"""

import json
from base64 import urlsafe_b64decode
from binascii import Error
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

STRONG_FOR: Final = timedelta(minutes=10)  # as the keeper counts it


@dataclass(frozen=True)
class Assertion:
    """What an assertion says. `method` is how: a code, a recovery code, a passkey, a provider."""

    person: str
    door: str
    method: str
    at: datetime
    strong_at: datetime
    expires_at: datetime

    def is_for(self, person: str, *, door: str, at: datetime) -> bool:
        return self.person == person and self.door == door and at < self.expires_at

    def is_strong(self, at: datetime) -> bool:
        """Whether the second factor was shown so lately that shielded files may open."""
        return at < self.strong_at + STRONG_FOR

    @property
    def has_second_factor(self) -> bool:
        """Whether one was shown at all in this session: some come in from elsewhere without."""
        return self.strong_at >= self.at


def read_assertion(text: str) -> Assertion | None:
    """Read an assertion; anything that is not one is None."""
    version, _, rest = text.partition(".")
    payload, mark, _ = rest.partition(".")
    if version != "v1" or not mark:
        return None
    try:
        said: Any = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return Assertion(
            person=str(said["person"]),
            door=str(said["door"]),
            method=str(said["method"]),
            at=datetime.fromisoformat(said["at"]),
            strong_at=datetime.fromisoformat(said["strong_at"]),
            expires_at=datetime.fromisoformat(said["expires"]),
        )
    except (Error, ValueError, KeyError, TypeError):
        return None
