"""Whether someone is who she says: the password here, the second factor at the keeper."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from fristed.accounts.choices import Refusal
from fristed.accounts.models import User
from fristed.accounts.queries.people import person_by_ref, person_by_username
from fristed.accounts.rules.assertions import read_assertion
from fristed.kernel.refs import new_ref
from fristed.vault import keeper


@dataclass(frozen=True)
class Proof:
    """She is who she says; the assertion is the keeper's word for it."""

    person: User
    assertion: str = field(repr=False)


@dataclass(frozen=True)
class NoProof:
    """She is not, or not yet. The reason and the person are for the trail alone."""

    reason: str
    who: str = ""


def prove(username: str, password: str, code: str) -> Proof | NoProof:
    """Ask for both factors, always both, and with the same work whatever is wrong (C9).

    A wrong password still asks the keeper, about nobody; so the time says nothing, a stranger
    cannot use up a person's tries at the keeper, and the keeper being away shows to all alike.

    :raises KeeperAway: nobody can sign in now.
    """
    person = person_by_username(username)
    known = _knows_password(person, password)
    try:
        answer = keeper.call(
            "sign_in",
            person=person.ref if known and person else new_ref("per"),
            code=code,
            door=settings.FRISTED_DOOR,
        )
    except keeper.KeeperRefused as refused:
        reason = refused.code if known else _why_not(person)
        return NoProof(reason, person.ref if person else "")
    if person is None or not known:  # the keeper knew nobody by that reference: cannot be
        return NoProof(_why_not(person))
    return Proof(person, answer["assertion"])


def prove_by_passkey(ceremony: str, response: dict[str, Any]) -> Proof | NoProof:
    """A passkey is both factors: the device, and the finger or PIN the keeper insists on.

    :raises KeeperAway: nobody can sign in now.
    """
    try:
        answer = keeper.call(
            "passkey.finish", ceremony=ceremony, response=response, door=settings.FRISTED_DOOR
        )
    except keeper.KeeperRefused as refused:
        return NoProof(refused.code)
    said = read_assertion(answer["assertion"])
    person = person_by_ref(said.person) if said else None
    if person is None:
        return NoProof(Refusal.UNKNOWN_PERSON)
    return Proof(person, answer["assertion"])


def _knows_password(person: User | None, password: str) -> bool:
    if person is None:
        make_password(password)  # the work a known person's would have cost
        return False
    return bool(person.check_password(password)) and person.is_active


def _why_not(person: User | None) -> Refusal:
    if person is None:
        return Refusal.UNKNOWN_PERSON
    return Refusal.WRONG_PASSWORD if person.is_active else Refusal.INACTIVE
