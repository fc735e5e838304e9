"""Taking an account into use, and keeping it up."""

import re
from base64 import b64decode

import pytest
from django.utils import timezone
from tests.accounts.conftest import PASSWORD, Enrolled, a_person, trail

from fristed.accounts.models import User
from fristed.accounts.rules.codes import STEP_SECONDS
from fristed.vault import keeper as keeper_client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
NEW_PASSWORD = "sju gule kameler i regn"


def invited(person: User, admin_token: str) -> str:
    answer = keeper_client.call("admin.invite", token=admin_token, person=person.ref)
    return str(answer["invite"])


def key_on(page: str) -> str:
    (key,) = re.findall(r'secret-text">([A-Z2-7 ]+)<', page)
    return key.replace(" ", "")


def app_of(person: User, page: bytes) -> Enrolled:
    """Put the key that the page shows into an app."""
    return Enrolled(
        person, key_on(page.decode()), int(timezone.now().timestamp()) // STEP_SECONDS - 2
    )


@pytest.fixture
def celine(desk, keeper) -> User:
    person = a_person("celine")
    person.set_unusable_password()
    person.save()
    return person


def test_enrolling_takes_an_invitation_a_password_and_a_code_and_then_she_can_sign_in(
    desk, celine, admin_token
):
    answer = desk.post("/enrol/", {"invitation": invited(celine, admin_token)})
    page = desk.get(answer.headers["Location"])
    app = app_of(celine, page.content)
    done = desk.post(
        "/enrol/app/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD, "code": app.code()}
    )

    assert "Velkommen, Celine" in page.content.decode()
    assert done.headers["Location"] == "/sign-in/?enrolled=1"
    assert "tatt i bruk" in desk.get(done.headers["Location"]).content.decode()
    assert desk.get("/").status_code == 302  # enrolling is not signing in
    assert desk.post("/sign-in/", app.typed(password=NEW_PASSWORD)).status_code == 302
    assert desk.get("/").status_code == 200
    assert [entry[:4] for entry in trail()] == [
        ("begun", "accounts.enrol", "", celine.ref),
        ("begun", "accounts.sign_in", "", celine.ref),
    ]


def test_key_is_shown_as_a_picture_that_no_address_of_ours_serves(desk, celine, admin_token):
    desk.post("/enrol/", {"invitation": invited(celine, admin_token)})

    page, again = (desk.get("/enrol/app/").content.decode() for _ in range(2))

    (picture,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    drawn = b64decode(picture).decode()
    assert drawn.startswith("<?xml")
    assert "<script" not in drawn
    assert "style=" not in drawn
    assert "otpauth://totp/Fristed%3Aceline?" in page
    assert key_on(page) == key_on(again)  # asking again does not spoil what is in her app


def test_invitation_that_is_wrong_or_used_says_so_and_is_in_the_trail(desk, celine, admin_token):
    invitation = invited(celine, admin_token)
    desk.post("/enrol/", {"invitation": invitation})
    app = app_of(celine, desk.get("/enrol/app/").content)
    typed = {"password": NEW_PASSWORD, "again": NEW_PASSWORD, "code": app.code()}
    desk.post("/enrol/app/", typed)

    used = desk.post("/enrol/", {"invitation": invitation}).content.decode()
    wrong = desk.post("/enrol/", {"invitation": "hemmelig-gjetning"}).content.decode()

    assert "Be om en ny" in used
    assert "Be om en ny" in wrong
    assert "hemmelig-gjetning" not in wrong
    assert trail()[-2:] == [("refused", "accounts.enrol", "", "", "wrong_invite")] * 2


def test_wrong_code_keeps_the_invitation_and_the_key(desk, celine, admin_token):
    desk.post("/enrol/", {"invitation": invited(celine, admin_token)})
    app = app_of(celine, desk.get("/enrol/app/").content)
    typed = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}

    wrong = desk.post("/enrol/app/", typed | {"code": "000000"})
    right = desk.post("/enrol/app/", typed | {"code": app.code()})

    assert "Koden stemmer ikke" in wrong.content.decode()
    assert right.status_code == 302
    assert trail()[0] == ("refused", "accounts.enrol", celine.ref, "", "wrong_code")


def test_enrolling_without_an_invitation_goes_back_to_the_start(desk, keeper):
    assert desk.get("/enrol/app/").headers["Location"] == "/enrol/"
    assert desk.post("/enrol/app/", {"password": "x"}).headers["Location"] == "/enrol/"


def test_closed_account_cannot_be_enrolled(desk, celine, admin_token):
    celine.is_active = False
    celine.save()
    desk.post("/enrol/", {"invitation": invited(celine, admin_token)})

    assert desk.get("/enrol/app/").headers["Location"] == "/enrol/"


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kort", "minst 12 tegn"),
        ("1qaz2wsx3edc", "blant dem som prøves først"),
        ("celine-eksempel", "ligner for mye på"),
        ("918273645564", "ikke være bare tall"),
    ],
)
def test_password_that_is_easy_to_guess_is_refused_in_plain_words(
    desk, celine, admin_token, password, words
):
    celine.name = "Celine Eksempel"
    celine.save()
    desk.post("/enrol/", {"invitation": invited(celine, admin_token)})

    page = desk.post(
        "/enrol/app/", {"password": password, "again": password, "code": "123456"}
    ).content.decode()

    assert words in page
    assert password not in page
    celine.refresh_from_db()
    assert not celine.has_usable_password()


def test_passwords_that_differ_are_refused(desk, celine, admin_token):
    desk.post("/enrol/", {"invitation": invited(celine, admin_token)})

    page = desk.post("/enrol/app/", {"password": NEW_PASSWORD, "again": PASSWORD, "code": "123456"})

    assert "De to passordene er ikke like" in page.content.decode()


def test_passwords_are_kept_as_argon2id(desk, enrolled):
    enrolled("amina")

    assert User.objects.get().password.startswith("argon2$argon2id$")


def test_recovery_code_signs_in_once_in_place_of_the_app(desk, enrolled):
    amina = enrolled("amina")
    desk.post("/sign-in/", amina.typed())
    page = desk.post("/my-sign-in/recovery-codes/").content.decode()
    codes = re.findall(r"<li>([a-z0-9]{5}-[a-z0-9]{5})</li>", page)
    desk.post("/sign-out/")

    first = desk.post("/sign-in/", amina.typed(code=codes[0].upper()))
    desk.post("/sign-out/")
    again = desk.post("/sign-in/", amina.typed(code=codes[0]))

    assert len(set(codes)) == 10
    assert first.status_code == 302
    assert again.status_code == 200
    assert codes[0] not in again.content.decode()


def test_changing_her_password_keeps_this_session_and_ends_the_others(desk, enrolled):
    amina = enrolled("amina")
    desk.post("/sign-in/", amina.typed())
    other = desk.cookies["__Host-desk"].value
    desk.post("/sign-out/")
    desk.post("/sign-in/", amina.typed())
    mine = desk.cookies["__Host-desk"].value
    assert mine != other

    answer = desk.post("/my-sign-in/password/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD})

    assert "Passordet er byttet" in desk.get(answer.headers["Location"]).content.decode()
    assert desk.cookies["__Host-desk"].value != mine
    desk.cookies["__Host-desk"] = mine
    assert desk.get("/").status_code == 302


def test_own_sign_in_page_shows_nothing_about_anyone_else(desk, enrolled):
    enrolled("birger")
    desk.post("/sign-in/", enrolled("amina").typed())

    page = desk.get("/my-sign-in/").content.decode()

    assert "Passnøkkel" in page
    assert "irger" not in page
