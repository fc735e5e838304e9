"""What passkeys' addresses do without a browser: refuse, count, and say so."""

import json

import pytest
from tests.accounts.conftest import trail

from fristed.accounts.models import Attempts

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
BEGIN, FINISH = "/sign-in/passkey/begin/", "/sign-in/passkey/"


def test_beginning_names_nobody(desk, enrolled):
    """C9: the challenge is the same shape whether anyone has a passkey or not."""
    enrolled("amina")

    asked = desk.post(BEGIN).json()["publicKey"]

    assert sorted(asked) == ["challenge", "rpId", "userVerification"]
    assert asked["userVerification"] == "required"


@pytest.mark.parametrize(
    "response", ["", "{", "[]", '"x"', "{}", '{"id": "AAAA", "rawId": "AAAA"}']
)
def test_answer_that_is_none_is_refused_and_in_the_trail(desk, keeper, response):
    """C17: whatever a client sends is a refusal, never a fault."""
    desk.post(BEGIN)

    page = desk.post(FINISH, {"response": response})

    assert page.status_code == 200
    assert "Passnøkkelen ble ikke godtatt" in page.content.decode()
    assert desk.get("/").status_code == 302
    assert [entry[:4] for entry in trail()] == [("refused", "accounts.sign_in", "", "")]


def test_answer_nobody_asked_for_is_refused(desk, keeper):
    page = desk.post(FINISH, {"response": json.dumps({"id": "AAAA", "rawId": "AAAA"})})

    assert "Passnøkkelen ble ikke godtatt" in page.content.decode()


def test_beginnings_without_an_end_are_stopped_for_that_network_alone(desk, keeper):
    """C21."""
    answers = [desk.post(BEGIN).status_code for _ in range(61)]
    refused = desk.post(BEGIN)

    assert answers == [200] * 60 + [429]
    assert "Vent ti minutter" in refused.json()["words"]
    assert desk.post(BEGIN, REMOTE_ADDR="198.51.100.7").status_code == 200
    assert trail()[-1] == ("refused", "accounts.sign_in", "", "", "too_many")
    assert Attempts.objects.count() == 2


def test_keeper_away_is_told_to_the_script_too(desk, keeper, keeper_process):
    keeper.process.kill()
    keeper.process.wait()

    answer = desk.post(BEGIN)

    assert answer.status_code == 503
    assert "Ingen kan logge inn" in answer.json()["words"]
    keeper_process()


def test_passkey_is_not_begun_for_somebody_else(desk, enrolled):
    assert desk.post("/my-sign-in/passkey/begin/").status_code == 302
    desk.post("/sign-in/", enrolled("amina").typed())

    asked = desk.post("/my-sign-in/passkey/begin/").json()["publicKey"]

    assert asked["user"]["name"] == "amina"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
