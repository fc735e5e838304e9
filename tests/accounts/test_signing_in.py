"""In with both factors, or not at all; and what a stranger learns from trying: nothing."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.accounts.conftest import PASSWORD, a_person, trail
from tests.factories.browsers import statements

from fristed.accounts.models import Attempts, DeskSession
from fristed.vault import keeper as keeper_client

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
SIGN_IN = "/sign-in/"
WORK: list[str] = []


class CountedArgon2(Argon2PasswordHasher):
    """The real hasher, which also counts how often it was asked to do its work."""

    def encode(self, password: str, salt: str) -> str:
        WORK.append("hash")
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        WORK.append("hash")
        return super().verify(password, encoded)


def without_tokens(page: bytes) -> str:
    """The page, less the CSRF token and what was typed, which differ anyhow."""
    text = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", page.decode())
    return re.sub(r'name="username" value="[^"]*"', 'name="username"', text)


def test_sign_in_with_both_factors_lets_her_in_and_the_trail_says_so(desk, enrolled):
    amina = enrolled("amina")

    answer = desk.post(SIGN_IN, amina.typed(next="/skjermet/"))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/skjermet/")
    assert desk.get("/").content.decode() == "inne: Amina"
    assert trail() == [("begun", "accounts.sign_in", "", amina.person.ref, "")]


def test_user_name_is_taken_in_any_case_and_with_spaces_around(desk, enrolled):
    amina = enrolled("amina")

    assert desk.post(SIGN_IN, amina.typed(username=" Amina ")).status_code == 302


@pytest.mark.parametrize("missing", ["username", "password", "code"])
def test_sign_in_with_something_left_out_is_no_attempt(desk, enrolled, missing):
    amina = enrolled("amina")
    typed = amina.typed()
    typed[missing] = ""

    answer = desk.post(SIGN_IN, typed)

    assert answer.status_code == 200
    assert desk.get("/").status_code == 302
    assert (Attempts.objects.count(), trail()) == (0, [])


def test_whatever_is_wrong_the_page_says_the_same_after_the_same_work(desk, enrolled, settings):
    """C9: an unknown person, a wrong password, a wrong code and a closed account look alike."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedArgon2"]
    amina = enrolled("amina")
    enrolled("birger", is_active=False)
    right = {"username": "amina", "password": PASSWORD, "code": "000000"}
    tries = {
        "unknown_person": right | {"username": "nobody"},
        "wrong_password": right | {"password": "something else", "code": amina.code()},
        "wrong_code": right,
        "inactive": right | {"username": "birger"},
    }
    answers, work, statements = {}, {}, {}
    desk.get(SIGN_IN)
    for name, typed in tries.items():
        WORK.clear()
        with CaptureQueriesContext(connection) as made:
            answer = desk.post(SIGN_IN, typed)
        answers[name] = (answer.status_code, without_tokens(answer.content))
        work[name] = len(WORK)
        statements[name] = [re.sub(r"'[^']*'|\d+", "?", each["sql"])[:60] for each in made]

    assert len(set(answers.values())) == 1
    assert "stemmer ikke" in answers["wrong_code"][1]
    assert set(work.values()) == {1}
    assert len({str(each) for each in statements.values()}) == 1
    assert [entry[4] for entry in trail()] == list(tries)  # the trail knows which (C19)


def test_failed_attempts_are_in_the_trail_without_what_was_typed(desk, enrolled):
    """C19, C22: the password goes into the name's field sooner or later."""
    amina = enrolled("amina")

    desk.post(SIGN_IN, amina.typed(username="hemmelig-ord-i-feil-felt"))
    desk.post(SIGN_IN, amina.typed(password="hemmelig-ord-to"))

    assert trail() == [
        ("refused", "accounts.sign_in", "", "", "unknown_person"),
        ("refused", "accounts.sign_in", amina.person.ref, "", "wrong_password"),
    ]


def test_code_is_good_once(desk, enrolled):
    """C8: also in another browser, within its half minute."""
    amina = enrolled("amina")
    typed = amina.typed()
    desk.post(SIGN_IN, typed)
    desk.post("/sign-out/")

    answer = desk.post(SIGN_IN, typed)

    assert answer.status_code == 200
    assert trail()[-1] == ("refused", "accounts.sign_in", amina.person.ref, "", "used_code")


def test_password_alone_makes_nobody(desk, enrolled):
    amina = enrolled("amina")
    session = desk.session
    session["person"] = amina.person.ref
    session["proof"] = amina.person.get_session_auth_hash()
    session.save()
    desk.cookies["__Host-desk"] = session.session_key

    assert desk.get("/").status_code == 302


def test_guessing_closes_that_account_there_for_a_while_and_says_so(desk, enrolled):
    amina, birger = enrolled("amina"), enrolled("birger")
    for _ in range(5):
        desk.post(SIGN_IN, amina.typed(code="000000", password="wrong"))

    closed = desk.post(SIGN_IN, amina.typed())
    elsewhere = desk.post(SIGN_IN, amina.typed(), REMOTE_ADDR="198.51.100.7")

    assert closed.status_code == 429
    assert "Vent ti minutter" in closed.content.decode()
    assert trail()[5] == ("refused", "accounts.sign_in", "", "", "too_many")
    assert elsewhere.status_code == 302
    desk.post("/sign-out/")
    assert desk.post(SIGN_IN, birger.typed()).status_code == 302  # C21


def test_wrong_password_never_uses_up_her_tries_at_the_keeper(desk, enrolled):
    amina = enrolled("amina")
    for network in range(8):
        desk.post(
            SIGN_IN,
            amina.typed(code="000000", password="wrong"),
            REMOTE_ADDR=f"198.51.{network}.7",
        )

    assert desk.post(SIGN_IN, amina.typed()).status_code == 302


def test_session_from_before_sign_in_dies_and_its_key_with_it(desk, enrolled):
    """C28: what was fixed before sign-in opens nothing after it."""
    amina = enrolled("amina")
    before = desk.session
    before["planted"] = "yes"
    before.save()
    desk.cookies["__Host-desk"] = before.session_key

    desk.post(SIGN_IN, amina.typed())

    after = desk.cookies["__Host-desk"].value
    assert after != before.session_key
    assert desk.get("/").status_code == 200
    assert "planted" not in desk.session
    desk.cookies["__Host-desk"] = before.session_key
    assert desk.get("/").status_code == 302


def test_csrf_token_is_new_after_sign_in(desk, enrolled):
    amina = enrolled("amina")
    desk.get(SIGN_IN)
    before = desk.cookies["__Host-desk-csrf"].value

    desk.post(SIGN_IN, amina.typed())

    assert desk.cookies["__Host-desk-csrf"].value != before


def test_session_cookie_is_the_desks_own_and_ends_with_the_browser(desk, enrolled):
    desk.post(SIGN_IN, enrolled("amina").typed())

    cookie = desk.cookies["__Host-desk"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        True,
        "Strict",
        "/",
    )
    assert (cookie["max-age"], cookie["expires"], cookie["domain"]) == ("", "", "")


def test_account_closed_while_she_is_signed_in_ends_her_session_at_once(desk, enrolled):
    amina = enrolled("amina")
    desk.post(SIGN_IN, amina.typed())
    assert desk.get("/").status_code == 200

    amina.person.is_active = False
    amina.person.save(update_fields=["is_active"])

    assert desk.get("/").status_code == 302


def test_new_password_ends_sessions_from_before_it(desk, enrolled):
    amina = enrolled("amina")
    desk.post(SIGN_IN, amina.typed())

    amina.person.set_password("another one of the kind")
    amina.person.save(update_fields=["password"])

    assert desk.get("/").status_code == 302


def test_session_whose_keeper_word_names_another_is_nobodys(desk, enrolled):
    """C26: two people's sessions mixed up by us let neither in."""
    amina, birger = enrolled("amina"), enrolled("birger")
    desk.post(SIGN_IN, amina.typed())
    word = keeper_client.call("sign_in", person=birger.person.ref, code=birger.code(), door="desk")[
        "assertion"
    ]
    assert desk.get("/").status_code == 200

    session = desk.session
    session["assertion"] = word
    session.save()

    assert desk.get("/").status_code == 302


def test_session_with_a_word_for_another_door_is_nobodys(desk, enrolled):
    amina = enrolled("amina")
    desk.post(SIGN_IN, amina.typed())
    session = desk.session
    session["assertion"] = keeper_client.call(
        "sign_in", person=amina.person.ref, code=amina.code(), door="studio"
    )["assertion"]
    session.save()

    assert desk.get("/").status_code == 302


def test_keepers_word_is_nowhere_in_the_session_table(desk, enrolled):
    desk.post(SIGN_IN, enrolled("amina").typed())
    word = desk.session["assertion"]

    with connection.cursor() as cursor:
        cursor.execute("select string_agg(s::text, ' ') from accounts_desksession s")
        (everything,) = cursor.fetchone()
    kept = bytes.fromhex("".join(re.findall(r"\\x([0-9a-f]+)", everything))).decode("latin-1")

    assert DeskSession.objects.count() == 1
    for secret in (word, desk.cookies["__Host-desk"].value):
        assert secret not in everything
        assert secret not in kept


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/skjermet/?a=1", "/skjermet/?a=1"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("/\\example.org", "/"),
        ("javascript:alert(1)", "/"),
        ("skjermet", "/"),
    ],
)
def test_after_sign_in_one_goes_to_our_own_pages_only(desk, enrolled, asked, goes):
    answer = desk.post(SIGN_IN, enrolled("amina").typed(next=asked))

    assert answer.headers["Location"] == goes


def test_somebody_signed_in_is_sent_on_from_the_sign_in_page(desk, enrolled):
    desk.post(SIGN_IN, enrolled("amina").typed())

    assert desk.get(SIGN_IN).headers["Location"] == "/"


def test_sign_out_leaves_what_lies_sealed_on_a_work_machine(desk, enrolled):
    """Whoever signs out: it may be somebody else's (0475). No page says which machine it is."""
    desk.post(SIGN_IN, enrolled("amina").typed())

    answer = desk.post("/sign-out/", {"keeps_drafts": "1"})

    assert (answer.headers["Location"], "Clear-Site-Data" in answer.headers) == (SIGN_IN, False)


def test_sign_out_ends_the_session_and_the_keepers_word(desk, enrolled):
    amina = enrolled("amina")
    desk.post(SIGN_IN, amina.typed())
    word, key = desk.session["assertion"], desk.cookies["__Host-desk"].value

    answer = desk.post("/sign-out/")

    assert answer.headers["Location"] == SIGN_IN
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert DeskSession.objects.count() == 0
    desk.cookies["__Host-desk"] = key
    assert desk.get("/").status_code == 302
    with pytest.raises(keeper_client.KeeperRefused) as refused:
        keeper_client.call("step_up", assertion=word, code=amina.code())
    assert refused.value.code == "not_signed_in"
    assert trail()[-1][:3] == ("begun", "accounts.sign_out", amina.person.ref)


def test_closed_page_costs_four_statements_before_its_own(desk, enrolled):
    """Her session, her account, and `actor_for`'s two: who asks, and all that follows from it."""
    desk.post(SIGN_IN, enrolled("amina").typed())

    with CaptureQueriesContext(connection) as made:
        desk.get("/")

    about = ("accounts_desksession", "accounts_user", "set_config", "organisation_membership")
    of_hers = [[name for name in about if name in sql.lower()] for sql in statements(made)]
    assert [names for names in of_hers if names] == [[name] for name in about]


def test_health_asks_the_database_nothing(desk):
    with CaptureQueriesContext(connection) as made:
        assert desk.get("/helse/").content == b"ok"

    assert [each for each in made if "accounts" in each["sql"]] == []


@contextmanager
def keeper_away(keeper):
    keeper.process.kill()
    keeper.process.wait()
    yield


def test_keeper_away_nobody_gets_in_and_the_page_says_so(desk, enrolled, keeper, keeper_process):
    """C24: no second way in. Nothing is counted against her, and it works when it is back."""
    amina = enrolled("amina")
    with keeper_away(keeper):
        page = desk.get(SIGN_IN)
        right = desk.post(SIGN_IN, amina.typed())
        wrong = desk.post(SIGN_IN, amina.typed(password="wrong", code="000000"))

    assert "Ingen kan logge inn akkurat nå" in page.content.decode()
    assert [right.status_code, wrong.status_code] == [503, 503]
    assert without_tokens(right.content) == without_tokens(wrong.content)
    assert [each.count for each in Attempts.objects.all()] == [0, 0, 0]
    assert trail() == []
    keeper_process()
    assert desk.post(SIGN_IN, amina.typed()).status_code == 302


def test_session_goes_on_while_the_keeper_is_away(desk, enrolled, keeper, keeper_process):
    desk.post(SIGN_IN, enrolled("amina").typed())
    with keeper_away(keeper):
        inside = desk.get("/")
        out = desk.post("/sign-out/")

    assert (inside.status_code, out.status_code) == (200, 302)
    keeper_process()


def test_session_ended_without_use_sends_her_to_sign_in_and_back(desk, enrolled):
    desk.post(SIGN_IN, enrolled("amina").typed())

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answer = desk.get("/skjermet/?side=2")
        page = desk.get(answer.headers["Location"])

    assert answer.headers["Location"] == "/sign-in/?next=%2Fskjermet%2F%3Fside%3D2&ended=1"
    assert "Økten er avsluttet" in page.content.decode()
    assert 'value="/skjermet/?side=2"' in page.content.decode()


def test_part_of_a_page_asked_for_too_late_moves_the_whole_page(desk):
    answer = desk.get("/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/sign-in/")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/skjermet/",
        "/skjermet/?login_required=0",
        "/skjermet//",
        "//skjermet/",
        "/./skjermet/",
        "/helse/../skjermet/",
        "/%73kjermet/",
        "/skjermet",
        "/sign-out/",
        "/step-up/",
        "/my-sign-in/",
        "/my-sign-in/password/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "put", "head", "options", "delete"])
def test_no_way_of_asking_shows_a_closed_page_to_a_stranger(desk, method, path):
    """C1, C2."""
    answer = getattr(desk, method)(path)

    assert answer.status_code in {301, 302, 404, 405}
    assert b"skjermet" not in answer.content.lower() or answer.status_code == 404


def test_person_who_never_enrolled_cannot_sign_in(desk, keeper):
    a_person("celine")

    answer = desk.post(SIGN_IN, {"username": "celine", "password": PASSWORD, "code": "123456"})

    assert answer.status_code == 200
    assert desk.get("/").status_code == 302


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ["Brukernavn", "Engangskode", "Økten er avsluttet"]),
        ("nn", ["Brukarnamn", "Eingongskode", "Økta er avslutta"]),
        ("en", ["User name", "One-time code", "The session has ended"]),
    ],
)
def test_sign_in_page_speaks_three_languages(desk, keeper, language, words):
    page = desk.get(f"{SIGN_IN}?ended=1", headers={"Accept-Language": language}).content.decode()

    assert [word for word in words if word not in page] == []
