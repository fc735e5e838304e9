"""Sessions, a table for each door: one that hijacks nothing when it is stolen."""

from collections.abc import Mapping
from typing import ClassVar, Final

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class DoorSession(AbstractBaseSession):
    """One browser's session at a door. See `fristed.accounts.sessions`.

    session_key    the SHA-256 of the cookie's value, never the value
    session_data   sealed under a key that only the cookie's value gives
    expire_date    when it ends unless it is used before then
    elsewhere      the SHA-256 of what her identity provider calls its session, or nothing
    whose          the SHA-256 of what her identity provider calls her, or nothing
    """

    session_key = models.CharField(max_length=64, primary_key=True)
    session_data = models.BinaryField()  # type: ignore[assignment]  # why: sealed bytes, not text
    signed_in_at = models.DateTimeField()  # or begun, before sign-in
    last_seen_at = models.DateTimeField()  # written at most once a minute
    elsewhere = models.CharField(max_length=64, blank=True, db_index=True)
    whose = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_key_is_a_hash",
                condition=models.Q(session_key__regex=r"^[0-9a-f]{64}$"),
            )
        ]


class DeskSession(DoorSession):
    pass


class PartnerSession(DoorSession):
    pass


class StudioSession(DoorSession):
    pass


SESSIONS: Final[Mapping[str, type[DoorSession]]] = {
    "desk": DeskSession,
    "partner": PartnerSession,
    "studio": StudioSession,
}
