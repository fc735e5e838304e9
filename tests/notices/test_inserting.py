"""Ready-made texts in an answer: called for by name, and never after their day of review."""

from datetime import date

import pytest

from fristed.kernel.rules import RuleBroken
from fristed.notices.rules.inserting import Insertable, Inserted, check_reply, insert

TODAY = date(2026, 11, 26)
THERE = {
    ("::", "snakk-alene"): Insertable("svt_a", "Snakk med eleven alene.", date(2027, 1, 1)),
    ("??", "meldeplikt"): Insertable("svt_b", "Plikten er din egen.", TODAY),
    ("??", "gammel"): Insertable("svt_c", "Utgått.", date(2026, 11, 25)),
}


@pytest.mark.parametrize(
    ("typed", "inserted"),
    [
        ("Hei. ::snakk-alene", Inserted("Hei. Snakk med eleven alene.", ("svt_a",))),
        ("::Snakk-alene ??meldeplikt", Inserted(
            "Snakk med eleven alene. Plikten er din egen.", ("svt_a", "svt_b"))),
        ("Kl. 10::30? Virkelig??", Inserted("Kl. 10::30? Virkelig??", ())),
    ],
)  # fmt: skip
def test_what_is_called_for_is_put_in(typed, inserted):
    assert insert(typed, THERE, on=TODAY) == inserted


@pytest.mark.parametrize(
    ("typed", "code"), [("??gammel", "expired_text"), ("::finnes-ikke", "unknown_text")]
)
def test_what_has_expired_or_is_not_there_is_refused(typed, code):
    with pytest.raises(RuleBroken) as broken:
        insert(f"Hei. ::snakk-alene {typed}", THERE, on=TODAY)

    assert broken.value.code == code


@pytest.mark.parametrize(
    ("keyword", "words", "law", "code"),
    [
        ("meldeplikt", ["a", "a", " "], "2021", "language_missing"),
        ("to ord", ["a", "a", "a"], "2021", "not_a_keyword"),
        ("meldeplikt", ["a", "a", "a"], " ", "no_law_version"),
    ],
)
def test_an_article_is_whole_and_says_which_law_it_stands_on(keyword, words, law, code):
    with pytest.raises(RuleBroken) as broken:
        check_reply(keyword, words, law_version=law, is_article=True)

    assert broken.value.code == code
