"""Beginning, strengthening and ending a session."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fristed.accounts import access, queries
from fristed.accounts.models import Attempts, User
from fristed.accounts.sessions import SessionStore
from fristed.gate import Actor, Visitor, action


@action("accounts.sign_in", may=access.may_sign_in)
def sign_in(
    visitor: Visitor,
    person: User,
    *,
    session: SessionStore,
    assertion: str,
    kept: Mapping[str, Any],
    address: str,
    at: datetime,
) -> None:
    """Let her in, in a session that shares nothing with the one before (C28).

    kept   what the session knows of how she came: see `queries.providing.Arrival`
    """
    Attempts.objects.forgive(person.username, address, at)
    session.begin_again()
    session.update(
        {
            **kept,
            "person": person.ref,
            "proof": queries.proof_of(person),
            "assertion": assertion,
        }
    )


@action("accounts.step_up", may=access.may_step_up)
def step_up(actor: Actor, person: User, *, session: SessionStore, assertion: str) -> None:
    """Keep the keeper's fresh word. The session gets a new key; its eight hours go on."""
    session["assertion"] = assertion
    session.cycle_key()


@action("accounts.sign_out", may=access.may_sign_out)
def sign_out(actor: Actor, person: User, *, session: SessionStore) -> None:
    session.flush()
