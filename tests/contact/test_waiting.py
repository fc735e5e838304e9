"""Busy, closed, and how long one waits: pages that say so, never an error."""

import json
import socket
import struct
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.contact.conftest import SECRET, words_in
from tests.factories.staff import as_role

from fristed.config.doors import BACKUP, NORA
from fristed.contact.models import Session
from fristed.contact.queries import first_answers
from fristed.contact.rules.promising import Waited
from fristed.contact.rules.visiting import QUEUED_FOR

THURSDAY, SATURDAY = datetime(2026, 11, 26, 9, tzinfo=UTC), datetime(2026, 11, 28, 9, tzinfo=UTC)
COOKIE = "__Host-nora"


@pytest.fixture
def busy_keeper(tmp_path):
    """What a keeper answers while too many codes wait for their turn. Its socket's path."""
    where = str(tmp_path / "busy.sock")
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(where)
    server.listen()
    body = json.dumps({"ok": False, "error": "busy", "message": ""}).encode()

    def serve():
        while True:
            try:
                asker, _ = server.accept()
            except OSError:
                return
            with asker:
                while asker.recv(65_536):
                    asker.sendall(struct.pack(">I", len(body)) + body)

    threading.Thread(target=serve, daemon=True).start()
    yield where
    server.close()


@pytest.fixture
def written(youth, team_with_keeper, work):
    """She has written; the worker has been by. Answers her words."""
    words = " ".join(words_in(youth.send()))
    work()
    return words


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_busy_is_a_page_that_waits_and_then_opens_without_the_words_typed_anew(
    youth, written, settings, busy_keeper, connect_as
):
    """C12: meanwhile her words stand in no cookie, address or page, and sealed in the database."""
    words = written
    keeper, settings.FRISTED_KEEPER_SOCKET = settings.FRISTED_KEEPER_SOCKET, busy_keeper

    sent = youth.come_back(words)
    waits = youth.browser.get(sent.headers["Location"])

    assert sent.headers["Location"] == "/a/vent"
    assert (waits.status_code, waits.headers["Cache-Control"]) == (200, "no-store")
    assert '<meta http-equiv="refresh" content="5">' in waits.content.decode()
    kept = connect_as(BACKUP).execute("select sealed from contact_session").fetchall()
    carried = [sent.cookies.output(), str(sent.headers), waits.content.decode(), str(kept)]
    assert [text for text in carried if words in text or words.split()[0] + " " in text] == []
    settings.FRISTED_KEEPER_SOCKET = keeper
    assert youth.browser.get("/a/vent").headers["Location"] == "/a/les"
    assert SECRET in youth.read().content.decode()
    assert Session.objects.count() == 1  # what waited is gone


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_words_wait_for_minutes_and_open_no_visit_by_themselves(
    youth, team_with_keeper, settings, busy_keeper
):
    settings.FRISTED_KEEPER_SOCKET = busy_keeper
    youth.come_back("lampe bord vindu stein")

    assert "Å bestemme selv" in youth.look().content.decode()
    Session.objects.update(started_at=THURSDAY - QUEUED_FOR - timedelta(seconds=1))
    assert youth.browser.get("/a/vent").headers["Location"] == "/a/inn"


@pytest.mark.usefixtures("team", "no_keeper")
@pytest.mark.django_db(databases=["default", "audit"])
@pytest.mark.parametrize(
    ("now", "said", "by"),
    [
        (THURSDAY, "Vi har åpent nå.", "27. november 2026"),
        (SATURDAY, "Det er stengt nå. Vi leser igjen 30. november 2026 kl. 08.00.", "30. november"),
    ],
    ids=["open", "closed"],
)
def test_what_she_sends_says_whether_anybody_reads_it_now(youth, now, said, by):
    with time_machine.travel(now, tick=False):
        before = youth.browser.get("/a/for").content.decode()
        after = youth.send().content.decode()

    for page in (before, after):
        assert said in page
        assert f"Første svar kommer senest {by}" in page


@pytest.mark.django_db(databases=["default", "audit"])
def test_how_long_others_waited_is_told_once_there_are_enough_of_them(
    youth, team, no_keeper, monkeypatch
):
    youth.send()
    assert "halvparten" not in youth.browser.get("/a/for").content.decode()

    monkeypatch.setattr("fristed.contact.rules.promising.LEAST_TO_TELL", 1)

    for address in ("/a/for", "/statistikk"):
        page = youth.browser.get(address).content.decode()
        assert "halvparten det første svaret samme dag, og ni av ti samme dag" in page
    with as_role(NORA.role):
        assert first_answers(timezone.localdate()) == Waited(1, 0, 0)


def test_days_are_said_in_words():
    waited = Waited(40, median=1, p90=3)

    assert (waited.half, waited.nine_of_ten) == ("innen 1 dag", "innen 3 dager")
    assert not Waited(19, 0, 0).may_be_told
