"""The first message: without an account, without a script, without the keeper."""

import json
import logging

import pytest
from django.db import connection
from tests.contact.conftest import SECRET, words_in
from tests.factories.staff import as_role

from fristed.config.doors import BACKUP, WORKER
from fristed.contact.models import Code, Conversation

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def kept() -> list[tuple[str, str, str]]:
    with as_role(WORKER.role):
        return [(row.unit, row.status, row.language) for row in Conversation.objects.all()]


@pytest.mark.parametrize(("language", "code"), [("", "nb"), ("/nn", "nn"), ("/en", "en")])
def test_first_message_is_kept_with_the_keeper_away(youth, team, no_keeper, language, code):
    response = youth.send(language=language)

    assert response.status_code == 200
    assert len(words_in(response)) == 4
    assert kept() == [(team, "waiting", code)]


def test_coming_back_while_the_keeper_is_away_says_what_can_be_done_now(youth, team, no_keeper):
    words = words_in(youth.send())

    response = youth.come_back(" ".join(words))

    main = response.content.decode().split("<main")[1].split("</main>")[0]
    assert response.status_code == 200
    assert "Prøv igjen senere" in main
    for way in ('href="tel:112"', 'href="tel:116111"', 'href="/a/ny"', 'name="code"'):
        assert way in main
    assert " ".join(words) not in response.content.decode()


def test_the_four_words_stand_on_one_page_and_nowhere_else(youth, team, no_keeper, caplog):
    """C12, C22: not in a cookie, header, address, log, or anywhere in the database."""
    caplog.set_level(logging.DEBUG)
    response = youth.send()
    words = words_in(response)
    page = response.content.decode()
    assert all(page.count(word) >= 1 for word in words)  # there is something to find

    carried = json.dumps([[*response.headers.items()], response.cookies.output()])
    joined = [" ".join(words), "-".join(words), "".join(words)]
    others = [youth.browser.get(address).content.decode() for address in ("/", "/a/ny", "/a/inn")]
    for text in [carried, caplog.text, whole_database(), *others]:
        assert [each for each in joined if each in text] == []
        assert sum(word in text.lower() for word in words) < 3  # one may be an ordinary word


def test_the_words_come_on_a_page_of_their_own_and_once(youth, team, no_keeper):
    """C12: a browser keeps the form it sent, on disk too, as long as the answer stands."""
    typed = {"text": SECRET, "to": "", "once": youth.form()}
    sent = youth.browser.post("/a/ny", typed)

    assert (sent.status_code, sent.headers["Location"]) == (302, "/a/dine")
    shown = youth.browser.get("/a/dine")
    assert len(words_in(shown)) == 4
    assert '<meta http-equiv="refresh" content="600; url=/a/dine">' in shown.content.decode()
    assert words_in(youth.browser.get("/a/dine")) == []


def test_after_the_exit_nobody_sees_the_words_she_did_not_wait_for(youth, team, no_keeper):
    youth.browser.post("/a/ny", {"text": SECRET, "to": "", "once": youth.form()})
    hers = youth.browser.cookies.copy()
    youth.browser.get("/ut")
    youth.browser.cookies = hers

    assert words_in(youth.browser.get("/a/dine")) == []


def test_words_that_never_reached_her_give_way_to_the_next(youth, team, no_keeper):
    """C20: the answer was lost on the way, and she wrote anew."""
    first = {"text": SECRET, "to": "", "once": youth.form()}
    assert youth.browser.post("/a/ny", first).status_code == 302

    assert len(words_in(youth.send())) == 4
    assert words_in(youth.browser.get("/a/dine")) == []
    assert len(kept()) == 2


def test_a_browser_without_cookies_gets_its_words_at_once(youth, team, no_keeper):
    once = youth.form()
    youth.browser.cookies.clear()

    assert len(words_in(youth.browser.post("/a/ny", {"text": SECRET, "once": once}))) == 4


def test_what_she_wrote_stands_nowhere_in_the_database(youth, team, no_keeper):
    youth.send()
    dump = whole_database()

    assert team in dump  # the row is there
    assert SECRET not in dump
    assert SECRET.encode().hex() not in dump


def test_the_same_form_twice_is_one_conversation_and_shows_no_new_words(youth, team, no_keeper):
    """C20: the button pressed twice, or the page loaded again."""
    once = youth.form()
    first = youth.send(once=once)
    second = youth.send(once=once)

    assert len(words_in(first)) == 4
    assert words_in(second) == []
    assert "allerede sendt" in second.content.decode()
    assert len(kept()) == 1


def test_an_empty_message_is_asked_for_again_and_nothing_is_kept(youth, team, no_keeper):
    response = youth.send(text="   ")

    assert "Skriv noe først." in response.content.decode()
    assert kept() == []


def test_a_form_with_unknown_fields_and_a_county_that_is_none_keeps_nothing(youth, team, no_keeper):
    """C17: what the browser sends is not trusted."""
    typed = {"text": SECRET, "to": "99", "once": "x", "unit": "raad-vest", "status": "answered"}

    response = youth.browser.post("/a/ny", typed)

    assert response.status_code == 200
    assert words_in(response) == []
    assert kept() == []


def test_a_form_from_another_site_is_refused(youth, team, no_keeper):
    typed = {"text": SECRET, "to": "", "once": "x"}

    response = youth.browser.post("/a/ny", typed, headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403
    assert kept() == []


def test_the_code_is_sealed_to_the_keeper_until_it_is_bound(youth, team, no_keeper):
    youth.send()

    with as_role(WORKER.role):
        (code,) = Code.objects.all()
    assert code.lookup is None
    assert len(bytes(code.sealed_code)) > 80


def whole_database() -> str:
    """Every row of every table, as text; bytes as hex. Read with the rights of a backup."""
    found = []
    with as_role(BACKUP), connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace ="
            " 'public'::regnamespace and relname not like 'codelists%%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"select t::text from {name} t")
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)
