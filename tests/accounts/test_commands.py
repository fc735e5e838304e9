"""Accounts are made, reset and closed at the server, by people who say who they are."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from tests.accounts.conftest import PASSWORD, Enrolled, trail
from tests.factories.organisation import a_membership, a_unit

from fristed.accounts.models import User
from fristed.kernel.roles import Role
from fristed.organisation.choices import UnitKind
from fristed.vault import keeper as keeper_client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.fixture
def run(keeper, keeper_home):
    """`run("create_person", ...)`: what the command writes."""

    def run_it(*command: str) -> str:
        out = io.StringIO()
        call_command(*command, token=keeper_home / "admin.token", stdout=out)
        return out.getvalue()

    return run_it


@pytest.fixture
def petter(enrolled):
    """An administrator."""
    petter = enrolled("petter")
    unit = a_unit("direktorat", kind=UnitKind.DIRECTORATE)
    a_membership(petter.person, unit, Role.ADMINISTRATOR)
    return petter


@pytest.fixture
def typing(monkeypatch):
    """What somebody types at the terminal."""

    def types(enrolled, **changed: str) -> None:
        typed = enrolled.typed(**changed)
        monkeypatch.setattr("builtins.input", lambda _: typed["username"])
        secret = iter([typed["password"], typed["code"]])
        monkeypatch.setattr("getpass.getpass", lambda _: next(secret))

    return types


def test_create_person_prints_an_invitation_that_enrols_and_keeps_it_nowhere(run):
    written = run("create_person", "Celine", "Celine Eksempel")

    person = User.objects.get()
    invitation = written.rsplit(": ", 1)[1].strip()
    assert (person.username, person.name) == ("celine", "Celine Eksempel")
    assert not person.has_usable_password()
    assert keeper_client.call("totp.begin", invite=invitation)["person"] == person.ref
    assert "/enrol/" in written
    assert trail() == [("begun", "accounts.create_person", "", person.ref, "")]


def test_create_person_twice_is_refused(run):
    run("create_person", "celine", "Celine")

    with pytest.raises(CommandError, match="i bruk"):
        run("create_person", "Celine", "En annen")
    assert User.objects.count() == 1


def test_reset_second_factor_ends_all_she_could_sign_in_with(desk, run, enrolled, petter, typing):
    amina = enrolled("amina")
    desk.post("/sign-in/", amina.typed())
    word = desk.session["assertion"]
    typing(petter)
    written = run("reset_second_factor", "amina")

    assert "Invitasjon" in written
    assert desk.get("/").status_code == 302
    for asked in (
        lambda: keeper_client.call("step_up", assertion=word, code=amina.code()),
        lambda: keeper_client.call("sign_in", person=amina.person.ref, code="000000", door="desk"),
    ):
        with pytest.raises(keeper_client.KeeperRefused):
            asked()
    assert desk.post("/sign-in/", amina.typed()).status_code == 200
    assert ("begun", "accounts.reset_second_factor", petter.person.ref, amina.person.ref, "") in (
        trail()
    )


@pytest.mark.parametrize("command", ["reset_second_factor", "close_account"])
def test_adviser_may_not_touch_anothers_account(run, enrolled, typing, command):
    amina, birger = enrolled("amina"), enrolled("birger")
    typing(amina)

    with pytest.raises(CommandError, match="bare en administrator"):
        run(command, "birger")

    assert is_as_before(birger)
    assert trail() == [
        (
            "refused",
            f"accounts.{command}",
            amina.person.ref,
            birger.person.ref,
            "not_administrator",
        )
    ]


@pytest.mark.parametrize("command", ["reset_second_factor", "close_account"])
def test_administrator_may_not_touch_her_own(run, petter, typing, command):
    """C7: it takes two people."""
    typing(petter)

    with pytest.raises(CommandError, match="en annen må gjøre det"):
        run(command, "petter")

    assert is_as_before(petter)
    assert trail()[-1][4] == "yourself"


def is_as_before(one: Enrolled) -> bool:
    one.person.refresh_from_db()
    return one.person.is_active and one.person.has_usable_password()


@pytest.mark.parametrize("changed", [{"password": "wrong"}, {"code": "000000"}])
def test_administrator_needs_both_factors(run, enrolled, petter, typing, changed):
    amina = enrolled("amina")
    typing(petter, **changed)

    with pytest.raises(CommandError, match="stemmer ikke"):
        run("close_account", "amina")

    amina.person.refresh_from_db()
    assert amina.person.is_active
    assert [entry[:3] for entry in trail()] == [
        ("refused", "accounts.close_account", petter.person.ref)
    ]


def test_close_account_ends_sign_in_for_good(desk, run, enrolled, petter, typing):
    amina = enrolled("amina")
    desk.post("/sign-in/", amina.typed())
    typing(petter)
    run("close_account", "amina")

    assert desk.get("/").status_code == 302
    assert desk.post("/sign-in/", amina.typed(password=PASSWORD)).status_code == 200


def test_without_the_keepers_token_nothing_is_done(run, keeper_home):
    with pytest.raises(CommandError, match="administratorfil"):
        call_command("create_person", "celine", "Celine", token=keeper_home / "missing")

    assert User.objects.count() == 0
