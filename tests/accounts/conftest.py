"""A desk to sign in at, with people who have enrolled at a real keeper."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from fristed.accounts.models import User
from fristed.accounts.rules.codes import STEP_SECONDS, code_for
from fristed.audit.models import Entry
from fristed.kernel.refs import new_ref
from fristed.vault import keeper as keeper_client

PASSWORD = "fem grønne hester til fots"
ARGON2 = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@dataclass
class Enrolled:
    """Somebody who can sign in, and the app on her phone.

    A code is good once and no earlier one after it. The first is of the step before this, the
    third of the step to come; a fourth would have to wait.
    """

    person: User
    secret: str
    step: int

    def code(self) -> str:
        self.step += 1
        return code_for(self.secret, self.step)

    def typed(self, **changed: str) -> dict[str, str]:
        both = {"username": self.person.username, "password": PASSWORD}
        return both | {"code": changed.get("code") or self.code()} | changed


def a_person(username: str, *, password: str = PASSWORD, **other: object) -> User:
    person = User(ref=new_ref("per"), username=username, name=username.capitalize(), **other)
    person.set_password(password)
    person.save()
    return person


@pytest.fixture
def admin_token(keeper: object, keeper_home: Path) -> str:
    return (keeper_home / "admin.token").read_text().strip()


@pytest.fixture
def enrolled(admin_token: str) -> Callable[..., Enrolled]:
    """`enrolled("amina")`: an account whose second factor the keeper knows."""

    def enrol(username: str, **other: object) -> Enrolled:
        person = a_person(username, **other)
        invite = keeper_client.call("admin.invite", token=admin_token, person=person.ref)["invite"]
        secret = keeper_client.call("totp.begin", invite=invite)["secret"]
        one = Enrolled(person, secret, int(timezone.now().timestamp()) // STEP_SECONDS - 2)
        keeper_client.call("totp.confirm", invite=invite, code=one.code())
        return one

    return enrol


@pytest.fixture
def desk(desk_client: Client, settings) -> Client:
    """A browser at the desk, with one closed page beside the sign-in pages."""
    settings.ROOT_URLCONF = "tests.accounts.addresses"
    settings.FRISTED_SAMPLE = False
    settings.FRISTED_FOOTER = ""  # none of its pages are there
    settings.PASSWORD_HASHERS = ARGON2
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return desk_client


def trail() -> list[tuple[str, str, str, str, str]]:
    rows = Entry.objects.using("audit").order_by("chain", "number")
    return list(rows.values_list("event", "action", "actor", "subject", "detail"))
