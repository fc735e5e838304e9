"""Who someone is."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare

from fristed.accounts.models import User
from fristed.accounts.rules.assertions import Assertion, read_assertion

Session = SessionBase | Mapping[str, Any]


def person_by_username(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def person_by_ref(ref: str) -> User | None:
    return User.objects.filter(ref=ref).first()


def names_of(refs: Collection[str]) -> dict[str, str]:
    """What people are called, by reference. One that is nobody's is left out."""
    return dict(User.objects.filter(ref__in=refs).values_list("ref", "name"))


def names_by_id(accounts: Collection[int]) -> dict[int, str]:
    """What people are called, by account."""
    return dict(User.objects.filter(pk__in=accounts).values_list("pk", "name"))


def people_by_id(accounts: Collection[int]) -> dict[int, tuple[str, str]]:
    """Reference and name, by account."""
    rows = User.objects.filter(pk__in=accounts).values_list("pk", "ref", "name")
    return {key: (ref, name) for key, ref, name in rows}


def person_of(session: Session, *, at: datetime) -> User | None:
    """The person signed in with this session, if all that it holds still agrees.

    Her account is in use, her password is the one she signed in with, and the keeper's
    assertion names her, this door and a time that has not passed: no mix-up of people.
    """
    ref, assertion = session.get("person"), assertion_of(session)
    if not ref or assertion is None:
        return None
    if not assertion.is_for(ref, door=settings.FRISTED_DOOR, at=at):
        return None
    person = User.objects.filter(ref=ref, is_active=True).first()
    if person is None or not constant_time_compare(session.get("proof", ""), proof_of(person)):
        return None
    return person


def proof_of(person: User) -> str:
    """Changes with her password, so that every session from before it ends."""
    return str(person.get_session_auth_hash())


def assertion_of(session: Session) -> Assertion | None:
    return read_assertion(session.get("assertion", ""))
