"""The second factor once more, before something shielded."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.accounts.conftest import trail

from fristed.accounts.models import DeskSession
from fristed.accounts.rules.assertions import read_assertion
from fristed.vault import keeper as keeper_client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
LATER = timedelta(minutes=11)


def later():
    """Eleven minutes on for the desk; the keeper, a process of its own, has its own clock."""
    return time_machine.travel(timezone.now() + LATER)


@pytest.fixture
def amina(desk, enrolled):
    amina = enrolled("amina")
    desk.post("/sign-in/", amina.typed())
    return amina


def test_shielded_page_opens_right_after_sign_in_and_asks_for_a_code_later(desk, amina):
    soon = desk.get("/skjermet/")
    with later():
        answer = desk.get("/skjermet/?side=2")

    assert soon.content == b"skjermet"
    assert answer.headers["Location"] == "/step-up/?next=%2Fskjermet%2F%3Fside%3D2"


def test_step_up_gives_a_fresh_word_in_a_session_with_a_new_key_and_the_old_end(desk, amina):
    before, key = read_assertion(desk.session["assertion"]), desk.cookies["__Host-desk"].value
    begun = DeskSession.objects.get().signed_in_at

    answer = desk.post("/step-up/", {"code": amina.code(), "next": "/skjermet/"})

    after = read_assertion(desk.session["assertion"])
    assert answer.headers["Location"] == "/skjermet/"
    assert after.strong_at > before.strong_at
    assert (after.person, after.expires_at) == (before.person, before.expires_at)
    assert desk.cookies["__Host-desk"].value != key
    assert DeskSession.objects.get().signed_in_at == begun
    assert trail()[-1][:4] == (
        "begun",
        "accounts.step_up",
        amina.person.ref,
        amina.person.ref,
    )


@pytest.mark.parametrize(
    ("code", "reason", "words"),
    [("000000", "wrong_code", "Koden stemmer ikke"), ("used", "used_code", "Koden er brukt")],
)
def test_step_up_with_a_bad_code_says_what_to_do_and_is_in_the_trail(
    desk, amina, code, reason, words
):
    before = desk.session["assertion"]
    amina.step -= code == "used"

    page = desk.post("/step-up/", {"code": amina.code() if code == "used" else code})

    assert words in page.content.decode()
    assert desk.session["assertion"] == before
    assert trail()[-1] == (
        "refused",
        "accounts.step_up",
        amina.person.ref,
        amina.person.ref,
        reason,
    )


def test_step_up_while_the_keeper_is_away_says_so_and_changes_nothing(
    desk, amina, keeper, keeper_process
):
    before = desk.session["assertion"]
    keeper.process.kill()
    keeper.process.wait()

    page = desk.post("/step-up/", {"code": amina.code()})

    assert "Ingen kan logge inn akkurat nå" in page.content.decode()
    assert desk.session["assertion"] == before
    keeper_process()


@pytest.mark.parametrize(
    ("method", "again"),
    [
        ("get", '<a class="ds-button" href="/gammel/?text=Hei">'),
        ("post", '<input type="hidden" name="text" value="Hei">'),
    ],
    ids=["get", "post"],
)
def test_keeper_that_wants_a_fresh_code_sends_her_to_the_page_that_asks(desk, amina, method, again):
    """In a tab of its own: what she sent stays in this one."""
    answer = getattr(desk, method)("/gammel/", {"text": "Hei"})

    assert answer.status_code == 403
    assert '<a class="ds-link" href="/step-up/" target="_blank"' in answer.content.decode()
    assert again in answer.content.decode()


def test_person_the_keeper_stopped_is_sent_to_sign_in(desk, amina, admin_token):
    keeper_client.call("admin.stop_person", token=admin_token, person=amina.person.ref)

    answer = desk.get("/sterk/")

    assert answer.headers["Location"] == "/sign-in/?next=%2Fsterk%2F&ended=1"
    assert DeskSession.objects.count() == 0
