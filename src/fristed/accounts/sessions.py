"""The session engine of doors behind sign-in: `SESSION_ENGINE = "fristed.accounts.sessions"`.

Each door has a table of its own (`FRISTED_DOOR` says which).

The cookie holds 256 random bits. The table holds their SHA-256, and the session's contents
sealed under a key made from them, so whoever reads the table can neither take over a session
nor read the keeper's assertion in it. A session ends after 15 minutes without use and after
8 hours whatever happens; both are counted here, never by the browser.
"""

import json
from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from fristed.accounts.models import SESSIONS, DoorSession
from fristed.sealing import session as sealing
from fristed.sealing.hpke import SealBroken

KEPT_ENDED: Final = timedelta(days=3)  # over a weekend: a form sent then knows whose it is
IDLE: Final = timedelta(minutes=15)
ABSOLUTE: Final = timedelta(hours=8)
NOTED_EVERY: Final = timedelta(minutes=1)
CONTEXT: Final = b"fristed session"


class SessionStore(DatabaseStore):
    """One browser's session. See the module's words; `begin_again` is called at sign-in.

    ended_person   whose session it was, when it has run out
    is_used        a person asks; what a page asks by itself keeps no session alive
    """

    is_used: bool = True
    begun_at: datetime | None = None
    ended_person: str = ""

    @classmethod
    def get_model_class(cls) -> type[DoorSession]:
        return SESSIONS[settings.FRISTED_DOOR]

    def load(self) -> dict[str, Any]:
        """Read the session if it has not ended, and note that it is in use."""
        now = timezone.now()
        row = self.get_model_class().objects.filter(session_key=_hash(self.session_key)).first()
        contents = self._open(row) if row else None
        if row is None or contents is None or row.expire_date <= now:
            self.ended_person = str((contents or {}).get("person", ""))
            self._session_key = None
            return {}
        self.begun_at = row.signed_in_at
        if self.is_used and now - row.last_seen_at >= NOTED_EVERY:
            self._note_seen(row, now)
        return contents

    def is_empty(self) -> bool:
        """A session that ran out keeps its cookie: another tab may still have a form to send."""
        return bool(super().is_empty()) and not self.ended_person

    def exists(self, session_key: str) -> bool:
        return bool(self.get_model_class().objects.filter(session_key=_hash(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> DoorSession:
        now = timezone.now()
        self.begun_at = self.begun_at or now
        token = self._session_key = self.session_key or self._get_new_session_key()
        return self.get_model_class()(
            session_key=_hash(token),
            session_data=sealing.seal_under(token, CONTEXT, json.dumps(data).encode()),
            signed_in_at=self.begun_at,
            last_seen_at=now,
            expire_date=_ends_at(self.begun_at, now),
            elsewhere=_hash(data["sid"]) if data.get("sid") else "",
            whose=_hash(data["sub"]) if data.get("sub") else "",
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            self.get_model_class().objects.filter(session_key=_hash(key)).delete()

    @classmethod
    def end_elsewhere(cls, sid: str) -> None:
        """She has left her identity provider: what began with that session there ends here."""
        cls.get_model_class().objects.filter(elsewhere=_hash(sid)).delete()

    @classmethod
    def end_every(cls, sub: str) -> None:
        """The same where the provider names her and no session: all of hers end here."""
        cls.get_model_class().objects.filter(whose=_hash(sub)).delete()

    def begin_again(self) -> None:
        """Forget all, and start the eight hours under a new key: nothing from before lives on."""
        self.flush()
        self.begun_at = None

    def model_key(self) -> str:
        """What the table calls this session."""
        return _hash(self.session_key)

    @property
    def seconds_left(self) -> int:
        """Until the eight hours are over; a page tells her in time."""
        begun_at = self.begun_at or timezone.now()
        return max(0, int((begun_at + ABSOLUTE - timezone.now()).total_seconds()))

    @property
    def idle_minutes(self) -> int:
        return IDLE // timedelta(minutes=1)

    @classmethod
    def clear_expired(cls) -> None:
        """At every door: the worker asks."""
        for sessions in SESSIONS.values():
            sessions.objects.filter(expire_date__lte=timezone.now() - KEPT_ENDED).delete()

    def _get_new_session_key(self) -> str:
        return sealing.token()  # 256 random bits: nobody else has them

    def _open(self, row: DoorSession) -> dict[str, Any] | None:
        token = str(self.session_key)
        try:
            opened = sealing.open_under(token, CONTEXT, bytes(row.session_data))
        except SealBroken:
            return None
        contents = json.loads(opened)
        return contents if isinstance(contents, dict) else None

    def _note_seen(self, row: DoorSession, now: datetime) -> None:
        self.get_model_class().objects.filter(
            session_key=row.session_key, expire_date__gt=now
        ).update(last_seen_at=now, expire_date=_ends_at(row.signed_in_at, now))


def person_in(session: object) -> str:
    """Whose session it is, or was until it ran out."""
    store = cast("SessionStore", session)
    return str(store.get("person") or store.ended_person)


def _hash(token: str | None) -> str:
    return sealing.token_hash(token or "").hex()


def _ends_at(begun_at: datetime, seen_at: datetime) -> datetime:
    return min(seen_at + IDLE, begun_at + ABSOLUTE)
