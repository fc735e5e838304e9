"""The word for when somebody makes her give one: built, and off until specialists have decided."""

import pytest
from tests.contact.conftest import SECRET, words_in

from fristed.config.doors import BACKUP

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
ANSWER = "Rådgiveren mener du bør ringe politiet"


@pytest.fixture
def words(youth, team_with_keeper, work, agree, answer):
    words = " ".join(words_in(youth.send()))
    work()
    agree("bestemor", "bestefar")
    answer(ANSWER)
    return words


def opened_with(youth, words, word):
    youth.browser.cookies.clear()
    youth.come_back(words)
    youth.open_earlier(word)
    return youth.look().content.decode()


def main(page):
    return page.split("<main")[1].split("</main")[0]


def test_it_is_off_and_then_it_is_a_wrong_word_like_any_other(youth, words):
    page = opened_with(youth, words, "bestefar")

    assert "Se det som er skrevet før" in page
    assert SECRET not in page


def test_it_shows_an_empty_conversation_of_the_same_size(youth, words, settings):
    settings.FRISTED_DURESS_WORD = True
    hers = opened_with(youth, words, "bestemor")
    assert SECRET in hers
    assert ANSWER in hers

    theirs = opened_with(youth, words, "Bestefar")

    assert "Ingenting nytt siden sist." in main(theirs)
    assert "Mer om denne samtalen" in main(theirs)  # it looks opened
    assert SECRET not in theirs
    assert ANSWER not in theirs
    assert "nød" not in theirs.lower()
    assert len(theirs.encode()) == len(hers.encode())
    youth.browser.post("/a/les", {"text": "Jeg har bare spurt om lekser"})
    assert "Jeg har bare spurt om lekser" in main(youth.look().content.decode())


def test_the_team_is_warned_and_her_words_are_not_taken_from_her(
    youth, words, settings, kept, connect_as
):
    settings.FRISTED_DURESS_WORD = True
    opened_with(youth, words, "bestefar")

    refused = youth.browser.post("/a/ord", {"language": "nb"}).content.decode()

    assert "Prøv igjen senere" in refused
    assert kept().urgency == 2
    rows = connect_as(BACKUP).execute("select sender from contact_message order by number")
    assert [sender for (sender,) in rows.fetchall()] == ["youth", "word", "desk", "word"]
    assert SECRET in opened_with(youth, words, "bestemor")
    written = connect_as(BACKUP).execute("select count(*) from contact_message").fetchone()
    assert written == (5,)  # a line for either word: neither takes longer
