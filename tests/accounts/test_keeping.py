"""A form sent after the session ran out: nothing typed is lost, and nothing of it is kept."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.db.models import F

from fristed.accounts.models import DeskSession
from fristed.accounts.sessions import IDLE, KEPT_ENDED, SessionStore

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
SECRET = "Hun ringte fra flyplassen og sa at de reiser i kveld."
LATER = timedelta(minutes=16)


def signed_in(desk, one) -> None:
    desk.post("/sign-in/", one.typed())
    assert "inne: " in desk.get("/").content.decode()


def time_goes(after: timedelta) -> None:
    """For the session alone: the keeper keeps the real time, and so do its codes."""
    times = ("signed_in_at", "last_seen_at", "expire_date")
    DeskSession.objects.update(**{name: F(name) - after for name in times})


def sent_too_late(desk, path: str = "/skjermet/?side=2", *, after: timedelta = LATER):
    time_goes(after)
    return desk.post(path, {"text": SECRET, "kind": ["a", "b"], "code": "123456"})


def kept_in(response) -> str:
    return re.search(r'name="kept" value="([^"]+)"', response.content.decode()).group(1)


def hidden_in(response) -> list[tuple[str, str]]:
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return [(name, unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


def test_what_was_sent_too_late_stands_in_the_page_after_signing_in(desk, enrolled):
    amina = enrolled("amina")
    signed_in(desk, amina)

    late = sent_too_late(desk)
    again = desk.post("/sign-in/", amina.typed(kept=kept_in(late)))

    assert late.status_code == 401
    assert "Logg inn igjen på denne siden" in late.content.decode()
    page = again.content.decode()
    assert 'action="/skjermet/?side=2"' in page
    assert hidden_in(again) == [("text", SECRET), ("kind", "a"), ("kind", "b")]
    assert f"readonly>{SECRET}</textarea>" in page


def test_it_is_readable_nowhere_until_then(desk, enrolled):
    """Not in the page, a cookie, an address or the database."""
    signed_in(desk, enrolled("amina"))

    late = sent_too_late(desk)

    with connection.cursor() as cursor:
        cursor.execute("select session_data from accounts_desksession")
        rows = b"".join(bytes(data) for (data,) in cursor.fetchall())
    everything = late.content + str(late.headers).encode() + late.cookies.output().encode() + rows
    assert len(kept_in(late)) > len(SECRET)  # it is there
    for word in ("flyplassen", SECRET, "123456"):
        assert word.encode() not in everything


def test_a_wrong_code_in_between_loses_nothing(desk, enrolled):
    amina = enrolled("amina")
    signed_in(desk, amina)
    late = sent_too_late(desk)

    wrong = desk.post("/sign-in/", amina.typed(code="000000", kept=kept_in(late)))
    again = desk.post("/sign-in/", amina.typed(kept=kept_in(wrong)))

    assert ("text", SECRET) in hidden_in(again)


def test_somebody_else_who_signs_in_on_that_page_gets_none_of_it(desk, enrolled):
    """C26: what Amina typed opens for nobody but Amina."""
    signed_in(desk, enrolled("amina"))
    late = sent_too_late(desk)

    other = desk.post("/sign-in/", enrolled("birger").typed(kept=kept_in(late)))

    assert (other.status_code, other.headers["Location"]) == (302, "/")
    assert "inne: Birger" in desk.get("/").content.decode()


@pytest.mark.parametrize(("username", "is_shown"), [("amina", True), ("birger", False)])
def test_whoever_signed_in_in_another_tab_gets_only_her_own(desk, enrolled, username, is_shown):
    people = {name: enrolled(name) for name in ("amina", "birger")}
    signed_in(desk, people["amina"])
    late = sent_too_late(desk)
    signed_in(desk, people[username])

    answer = desk.post("/sign-in/", people["amina"].typed(code="000000", kept=kept_in(late)))

    assert (("text", SECRET) in hidden_in(answer)) is is_shown
    assert answer.status_code == (200 if is_shown else 302)


@pytest.mark.parametrize("kept", ["", "x", "æ", "AAAA", "A" * 4000])
def test_what_no_page_of_ours_held_is_nothing(desk, enrolled, kept):
    """C17."""
    answer = desk.post("/sign-in/", enrolled("amina").typed(kept=kept))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(("after", "is_kept"), [(IDLE, True), (KEPT_ENDED + IDLE, False)])
def test_whose_it_was_is_known_over_a_weekend(desk, enrolled, after, is_kept):
    signed_in(desk, enrolled("amina"))
    time_goes(after + timedelta(seconds=1))
    SessionStore.clear_expired()

    late = sent_too_late(desk, after=timedelta(0))

    assert (late.status_code == 401) is is_kept


def test_a_stranger_is_asked_to_sign_in_and_nothing_more(desk):
    answer = desk.post("/skjermet/", {"text": SECRET})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/")


def test_a_page_that_leaves_by_itself_takes_what_is_typed_along(desk, enrolled):
    """What stay.js sends when a quarter of an hour has gone."""
    amina = enrolled("amina")
    signed_in(desk, amina)
    typed = {"text": SECRET, "kept_to": "/skjermet/"}

    time_goes(LATER)
    left = desk.post("/sign-in/keep/", typed)
    again = desk.post("/sign-in/", amina.typed(kept=kept_in(left)))

    assert SECRET not in left.content.decode()
    assert 'action="/skjermet/"' in again.content.decode()
    assert hidden_in(again) == [("text", SECRET)]
    still_in = desk.post("/sign-in/keep/", typed)  # at work in another tab
    assert hidden_in(still_in) == [("text", SECRET)]


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:x", ""]
)
def test_what_is_typed_goes_to_no_other_house(desk, enrolled, address):
    signed_in(desk, enrolled("amina"))

    answer = desk.post("/sign-in/keep/", {"text": SECRET, "kept_to": address})

    assert SECRET not in answer.content.decode()
    assert answer.headers["Location"] == "/sign-in/"
