"""Browsers at the desk whose session somebody signed in to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from fristed.accounts.models import User
from fristed.accounts.queries import proof_of
from fristed.accounts.sessions import SessionStore
from fristed.gate import Actor

FRAMES = ("begin", "commit", "savepoint", "release", "rollback", "set role", "reset role")
ROLES = ("select current_setting('role')",)


def statements(captured: Iterable[dict[str, str]]) -> list[str]:
    """What was asked of the database, without transactions and the tests' own change of role."""
    asked = (one["sql"] for one in captured)
    return [sql for sql in asked if not sql.lower().startswith(FRAMES + ROLES)]


@dataclass
class Browser:
    """One person's browser: `get` and `post` as the person does."""

    client: Any

    def get(self, address: str, **given: Any) -> Any:
        return self.client.get(address, **given)

    def post(self, address: str, values: dict[str, Any] | None = None, **given: Any) -> Any:
        return self.client.post(address, values or {}, **given)


def a_browser(client: Any, actor: Actor) -> Browser:
    """A browser of its own, with a session that holds the keeper's word about the actor."""
    person = User.objects.get(pk=actor.id)
    session = SessionStore()
    session["person"], session["proof"] = person.ref, proof_of(person)
    session["assertion"] = actor.assertion
    session.save()
    own = type(client)(client.door_role)
    own.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return Browser(own)
