"""Coming back with four words, and how a visit ends."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.contact.conftest import SECRET, words_in

from fristed.accounts.models import Attempts
from fristed.audit.models import Entry
from fristed.contact.models import Session
from fristed.contact.rules.visiting import ABSOLUTE, CODES_FROM_ONE_NETWORK, IDLE
from fristed.sealing import codes
from fristed.vault.keeper import call

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
WRONG = "lampe bord vindu stein"
COOKIE = "__Host-nora"


@pytest.fixture
def written(youth, team_with_keeper, work):
    """She has written; the worker has been by. Answers her words."""
    words = " ".join(words_in(youth.send()))
    work()
    return words


def as_sent(response):
    """All a stranger sees of an answer, save the token itself and the second it was sent."""
    cookie = response.cookies[COOKIE]
    shape = dict(cookie.items()) | {"length": len(cookie.value)}
    headers = {name: value for name, value in response.headers.items() if name != "Expires"}
    return response.status_code, headers, response.content, shape


def test_her_words_open_what_she_wrote_and_she_can_write_more(youth, written):
    assert youth.come_back(written).headers["Location"] == "/a/les"
    assert SECRET in youth.read().content.decode()

    youth.browser.post("/a/les", {"text": "Jeg glemte å si at det haster"})

    page = youth.read().content.decode()
    assert page.index(SECRET) < page.index("det haster")
    assert "ufullstendig" not in page


@pytest.mark.parametrize("written_as", [str.upper, lambda words: words.replace(" ", "-")])
def test_capitals_and_hyphens_are_forgiven(youth, written, written_as):
    youth.come_back(written_as(written))

    assert SECRET in youth.read().content.decode()


def test_right_and_wrong_words_get_the_same_answer(youth, written):
    """C9: status, headers and body alike; what they open shows only on the next page."""
    right, wrong = youth.come_back(written), youth.come_back(WRONG)

    assert as_sent(right) == as_sent(wrong)
    assert right.cookies[COOKIE].value != wrong.cookies[COOKIE].value  # C28: new each time
    assert "Ordene passet ikke" in youth.read().content.decode()


def test_wrong_words_are_on_the_trail(youth, written):
    """C19."""
    youth.come_back(WRONG)
    youth.look()

    refused = Entry.objects.using("audit").filter(event="refused")
    assert [(one.action, one.detail) for one in refused] == [
        ("conversation.return", "unknown_code")
    ]


def test_the_words_are_never_shown_back(youth, team):
    response = youth.come_back("hemmelig " * 20)  # longer than any code

    page = response.content.decode()
    assert response.status_code == 200
    assert "ds-validation-message" in page
    assert "hemmelig" not in page


@pytest.mark.parametrize(
    "ended",
    [
        {"seen_at": IDLE + timedelta(seconds=1)},
        {"seen_at": timedelta(0), "started_at": ABSOLUTE + timedelta(seconds=1)},
    ],
    ids=["idle", "absolute"],
)
def test_a_visit_that_ended_shows_an_ordinary_page(youth, written, ended):
    """No sign-in form and no error: as if nobody had ever been there."""
    youth.come_back(written)
    assert SECRET in youth.read().content.decode()
    now = timezone.now()
    Session.objects.update(**{name: now - before for name, before in ended.items()})

    after = youth.read()

    youth.browser.cookies.clear()
    assert (after.status_code, after.content) == (200, youth.read().content)
    assert "Å bestemme selv" in after.content.decode()


def test_a_visit_is_noted_at_most_once_a_minute(youth, written):
    youth.come_back(written)
    before = timezone.now() - timedelta(minutes=5)
    Session.objects.update(seen_at=before)

    for _ in range(3):
        youth.read()

    (visit,) = Session.objects.all()
    assert timezone.now() - visit.seen_at < timedelta(minutes=1)
    notes = Entry.objects.using("audit").filter(action="visit.prolong", event="begun")
    assert notes.count() == 1


def test_reading_does_not_stretch_a_visit_beyond_half_an_hour(youth, written):
    youth.come_back(written)
    (visit,) = Session.objects.all()
    youth.read()

    assert Session.objects.get().started_at == visit.started_at


def test_too_many_words_from_one_network_wait_and_another_network_does_not(
    youth, written, settings
):
    """C21: never for the whole site."""
    youth.come_back(WRONG)
    Attempts.objects.update(count=CODES_FROM_ONE_NETWORK.most)

    stopped = youth.come_back(written)
    elsewhere = youth.browser.post("/a/inn", {"code": written}, REMOTE_ADDR="198.51.100.7")

    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"] == "600"
    assert "Prøv igjen om 10 minutter." in stopped.content.decode()
    assert COOKIE not in stopped.cookies
    assert elsewhere.status_code == 302


def test_words_that_are_used_survive_every_new_pepper(youth, written, keeper_home):
    """A code moves to the newest pepper when it is used; unused over two, it would be dead."""
    token = (keeper_home / "admin.token").read_text().strip()
    for _ in range(3):
        call("rotate_pepper", token=token)
        youth.come_back(written)

        assert SECRET in youth.read().content.decode()


def test_words_that_are_taken_are_let_go_and_the_trail_says_so(youth, written, monkeypatch, work):
    """Two conversations with one code: the second is bound to nothing."""
    monkeypatch.setattr(codes, "new_code", lambda _language: written)
    youth.send("Enda en som skriver")

    work()

    youth.come_back(written)
    assert SECRET in youth.read().content.decode()
    refused = Entry.objects.using("audit").filter(action="code.bind")
    assert [(entry.event, entry.detail) for entry in refused] == [("refused", "code_taken")]


def test_a_full_network_can_still_send_a_first_message(youth, written):
    youth.come_back(WRONG)
    Attempts.objects.update(count=CODES_FROM_ONE_NETWORK.most)

    assert len(words_in(youth.send())) == 4


def test_while_the_keeper_is_away_she_writes_on_and_loses_nothing(
    youth, written, settings, tmp_path
):
    """C24: sealed at once and read when it is back; what is stopped stands on the page still."""
    youth.come_back(written)
    youth.read()
    there, settings.FRISTED_KEEPER_SOCKET = settings.FRISTED_KEEPER_SOCKET, str(tmp_path / "away")

    stopped = youth.browser.post("/a/les", {"text": f"Ordene mine er {written}"})
    sent = youth.browser.post("/a/les", {"text": "Nå er jeg på skolen"})
    page = youth.browser.get(sent.headers["Location"])
    earlier = youth.open_earlier()

    assert (page.status_code, sent.status_code, earlier.status_code) == (200, 302, 302)
    for shown in (stopped.content.decode(), page.content.decode()):
        assert "Prøv igjen senere" in shown
        assert SECRET not in shown
        assert 'name="text"' in shown
    assert "Meldingen inneholder de fire ordene dine" in stopped.content.decode()
    assert written in stopped.content.decode()
    settings.FRISTED_KEEPER_SOCKET = there
    assert "Nå er jeg på skolen" in youth.look().content.decode()


def test_one_more_message_is_ten_statements_and_one_commit(youth, written):
    """A hundred of them a second; the trail's line is on a connection of its own."""
    youth.come_back(written)
    youth.read()

    with CaptureQueriesContext(connection) as asked:
        youth.browser.post("/a/les", {"text": "Jeg glemte noe"})

    verbs = [query["sql"].split()[0].lower() for query in asked.captured_queries]
    assert verbs[1:-1] == [  # without the client's own, which take nora's role and give it back
        "select",  # the visit
        "select",  # the conversation
        "begin",
        "select",  # whose row it is, for the walls
        "update",  # the conversation's next number
        "update",  # the file's next number, and its public key
        "insert",  # the ledger's line
        "insert",  # the message
        "insert",  # that it was done
        "commit",
    ]


def test_what_is_counted_says_neither_words_nor_network(youth, written):
    youth.browser.post("/a/inn", {"code": written}, REMOTE_ADDR="198.51.100.7")

    (bucket,) = Attempts.objects.values_list("bucket", flat=True)
    assert len(bucket) == 64
    assert set(bucket) <= set("0123456789abcdef")
