"""What somebody who came with a code is shown: she may be her, or whoever found her words."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.contact.conftest import SECRET, words_in

from fristed.audit.models import Entry
from fristed.config.doors import BACKUP
from fristed.contact.models import Session
from fristed.contact.rules.showing import Seen, is_masked, is_shown, is_the_word
from fristed.contact.rules.visiting import ABSOLUTE
from fristed.sealing.codes import words as code_words

CLOSED, OPENED = Seen(False, 4, 5), Seen(True, 4, 5)


@pytest.mark.parametrize(
    ("seen", "number", "from_youth", "shown"),
    [
        (CLOSED, 4, False, False),  # an answer she has seen
        (CLOSED, 5, False, True),  # a new one
        (CLOSED, 5, True, False),  # hers from before
        (CLOSED, 6, True, True),  # hers of this visit
        (OPENED, 1, False, True),
        (OPENED, 1, True, True),
    ],
)
def test_before_the_word_only_what_is_new_shows(seen, number, from_youth, shown):
    assert is_shown(seen, number=number, from_youth=from_youth) is shown


@pytest.mark.parametrize(
    ("seen", "agreed", "from_youth", "safe", "masked"),
    [
        (CLOSED, True, False, False, True),
        (CLOSED, True, False, True, False),  # the adviser called it safe
        (CLOSED, False, False, False, False),
        (CLOSED, True, True, False, False),
        (OPENED, True, False, False, False),
    ],
)
def test_with_a_word_agreed_only_a_safe_answer_shows_before_it(
    seen, agreed, from_youth, safe, masked
):
    assert is_masked(seen, word_agreed=agreed, from_youth=from_youth, is_safe=safe) is masked


@pytest.mark.parametrize(
    ("typed", "agreed", "right"),
    [
        ("", "", True),
        ("hva som helst", "", True),  # none was agreed: the page is the same
        ("Bestemor ", "bestemor", True),
        ("", "bestemor", False),
        ("bestefar", "bestemor", False),
        ("جدتي", "جدتي", True),
        ("", "جدتي", False),  # a word in another script is no empty word
        ("خالتي", "جدتي", False),
        ("1234", "1235", False),
    ],
)
def test_the_word_is_compared_in_any_script(typed, agreed, right):
    assert is_the_word(typed, agreed) is right


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
class TestComingBack:
    @pytest.fixture
    def words(self, youth, team_with_keeper, work):
        words = " ".join(words_in(youth.send()))
        work()
        return words

    def come_anew(self, youth, words):
        youth.browser.cookies.clear()
        youth.come_back(words)
        return youth.look().content.decode()

    def test_what_was_written_before_is_closed_until_she_asks(self, youth, words):
        assert SECRET not in self.come_anew(youth, words)

        youth.open_earlier()

        assert SECRET in youth.look().content.decode()
        assert SECRET not in self.come_anew(youth, words)  # closed again the next time

    def test_what_she_writes_in_this_visit_stays_in_sight(self, youth, words):
        self.come_anew(youth, words)
        youth.browser.post("/a/les", {"text": "Det ble verre"})

        page = youth.look().content.decode()
        assert "Det ble verre" in page
        assert SECRET not in page

    def test_a_new_answer_shows_once_and_is_then_earlier_content(self, youth, words, answer):
        answer("Takk for at du skriver")

        assert "Takk for at du skriver" in self.come_anew(youth, words)
        assert "Takk for at du skriver" in youth.look().content.decode()  # all this visit
        assert "Takk for at du skriver" not in self.come_anew(youth, words)

    def test_with_a_word_agreed_an_answer_is_hidden_behind_a_line_that_could_be_one(
        self, youth, words, answer, agree
    ):
        agree("bestemor")
        answer("Rådgiveren mener du bør ringe politiet")
        answer("Hei, alt vel?", is_safe=True)

        before = self.come_anew(youth, words)
        assert "politiet" not in before.split("<footer")[0].split("<main")[1]
        assert "Hei! Hvordan går det?" in before
        assert "Hei, alt vel?" in before
        assert "bestemor" not in before

    def test_the_word_opens_and_a_wrong_one_leaves_the_page_as_it_was(
        self, youth, words, agree, answer
    ):
        agree("bestemor")
        answer("Rådgiveren mener noe")
        before = self.come_anew(youth, words)

        wrong = youth.open_earlier("bestefar")

        assert wrong.status_code == 302
        assert bare(youth.look().content.decode()) == bare(before)
        refused = Entry.objects.using("audit").filter(action="visit.open_earlier", event="refused")
        assert [one.detail for one in refused] == ["wrong_word"]  # C19
        youth.open_earlier("Bestemor")
        assert SECRET in youth.look().content.decode()
        assert "Rådgiveren mener noe" in youth.look().content.decode()

    def test_the_page_is_the_same_whether_a_word_was_agreed_or_not(self, youth, words, agree):
        without = self.come_anew(youth, words)
        agree("bestemor")

        assert bare(self.come_anew(youth, words)) == bare(without)

    def test_trying_words_is_slowed_by_network(self, youth, words, agree):
        agree("bestemor")
        self.come_anew(youth, words)
        for number in range(10):
            youth.open_earlier(f"ord {number}")

        assert youth.open_earlier("bestemor").status_code == 429
        assert SECRET not in youth.look().content.decode()

    def test_the_agreed_word_is_unreadable_at_rest(self, words, agree, connect_as):
        agree("bestemor")

        rows = connect_as(BACKUP).execute("select sender, text from contact_message").fetchall()
        assert sorted(sender for sender, _text in rows) == ["word", "youth"]
        assert not [text for _sender, text in rows if b"bestemor" in bytes(text)]

    def test_what_is_sent_after_the_visit_ended_is_kept(self, youth, words):
        page = self.come_anew(youth, words)
        later = re.search(r'name="later" value="([^"]+)"', page).group(1)
        Session.objects.update(started_at=timezone.now() - ABSOLUTE - timedelta(minutes=1))

        answer = youth.browser.post("/a/les", {"text": "Jeg rakk ikke", "later": later})

        assert "er sendt" in answer.content.decode()
        assert SECRET not in answer.content.decode()
        youth.browser.cookies.clear()
        youth.come_back(words)
        assert "Jeg rakk ikke" in youth.read().content.decode()

    def test_what_lets_her_add_opens_nothing_and_lasts_an_hour(
        self, youth, words, monkeypatch, kept
    ):
        page = self.come_anew(youth, words)
        later = re.search(r'name="later" value="([^"]+)"', page).group(1)
        youth.browser.cookies.clear()

        assert "Å bestemme selv" in youth.browser.get(f"/a/les?later={later}").content.decode()
        forged = youth.browser.post("/a/les", {"text": "x", "later": later[:-6] + "AAAAAA"})
        assert "Å bestemme selv" in forged.content.decode()
        hour_later = timezone.now() + timedelta(minutes=61)
        monkeypatch.setattr("fristed.contact.views.returning.timezone.now", lambda: hour_later)
        late = youth.browser.post("/a/les", {"text": "for sent", "later": later})
        assert "Å bestemme selv" in late.content.decode()
        assert kept().messages_written == 1

    @pytest.mark.parametrize("ended", [False, True])
    def test_a_message_that_holds_her_words_is_kept_nowhere(self, youth, words, ended, kept):
        page = self.come_anew(youth, words)
        later = re.search(r'name="later" value="([^"]+)"', page).group(1)
        if ended:
            Session.objects.all().delete()
        text = f"husk ordene: {words.upper().replace(' ', '-')}!"

        answer = youth.browser.post("/a/les", {"text": text, "later": later})

        assert "inneholder de fire ordene" in answer.content.decode()
        assert kept().messages_written == 1

    def test_closed_for_good_her_words_open_nothing(self, youth, words, kept):
        """C18: not even with a visit or a page that was open before."""
        page = self.come_anew(youth, words)
        later = re.search(r'name="later" value="([^"]+)"', page).group(1)
        cookie = youth.browser.cookies["__Host-nora"].value

        response = youth.browser.post("/a/bort")

        assert response.headers["Location"] == "/"
        assert kept().status == "closed"
        youth.browser.cookies["__Host-nora"] = cookie
        assert "Å bestemme selv" in youth.look().content.decode()
        youth.browser.post("/a/les", {"text": "etterpå", "later": later})
        assert kept().messages_written == 1
        youth.browser.cookies.clear()
        youth.come_back(words)
        assert "Ordene passet ikke" in youth.look().content.decode()

    def test_it_is_not_closed_by_a_link(self, youth, words, kept):
        self.come_anew(youth, words)

        assert youth.browser.get("/a/bort").status_code == 405
        assert kept().status == "waiting"

    def test_other_words_are_given_where_earlier_content_is_open(self, youth, words, agree):
        agree("bestemor")
        self.come_anew(youth, words)
        youth.browser.post("/a/ord", {"language": "en"})  # whoever found the four words
        assert SECRET not in self.come_anew(youth, words)

        youth.open_earlier("bestemor")
        given = youth.browser.post("/a/ord", {"language": "en"})

        assert youth.look().content.decode().count(SECRET) == 0  # the visit has ended
        other = " ".join(words_in(given))
        assert all(word in code_words("en") for word in other.split())
        assert "Samtalen" not in self.come_anew(youth, words)
        assert "Samtalen" in self.come_anew(youth, other)


def bare(html):
    """The page without the token that is new each time."""
    return re.sub(r'name="later" value="[^"]+"', "", html)
