"""The drafts in nine languages: complete, the same shape, no number lost; and nobody has signed."""

import re
import tomllib
from pathlib import Path

import pytest
from tests.portal.test_content import IMPORTANT, PAGES, POINTING

from fristed.portal.rules import readability
from fristed.portal.rules.blocks import is_held_back, parse
from fristed.portal.rules.languages import ALL
from fristed.portal.rules.readability import MOST_WORDS_IN_A_PARAGRAPH, count

FOLDER = Path(__file__).parents[2] / "src/fristed/portal/content/languages"
FOREIGN = {"ar", "so", "ur", "fa", "ps", "ckb", "kmr", "tr", "ti"}
DRAFTS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")
}
NUMBER = re.compile(r"\{tlf:[a-z0-9-]+\}|\+?\d[\d ]*\d")  # put in when read, or written


def blocks_of(language, code):
    return parse(DRAFTS[language][code]["body"])


def test_the_nine_languages_have_the_twelve_pages():
    assert set(DRAFTS) == FOREIGN
    for draft in DRAFTS.values():
        assert set(draft) - {"house"} == IMPORTANT
    assert {one.code for one in ALL if one.is_right_to_left} == {"ar", "ur", "fa", "ps", "ckb"}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_each_says_at_the_top_that_it_needs_a_sign_off(language):
    first = (FOLDER / f"{language}.toml").read_text().splitlines()[0]

    assert "needs a translator's sign-off" in first


@pytest.mark.parametrize("language", sorted(FOREIGN))
@pytest.mark.parametrize("code", sorted(IMPORTANT))
def test_a_draft_has_every_block_of_the_norwegian_page(language, code):
    norwegian = parse(PAGES[code]["nb"]["body"])
    foreign = blocks_of(language, code)

    assert [(one.kind, len(one.items)) for one in foreign] == [
        (one.kind, len(one.items)) for one in norwegian
    ]
    for ours, theirs in zip(norwegian, foreign, strict=True):
        if ours.kind in POINTING:
            assert theirs.items == ours.items
    assert not is_held_back(DRAFTS[language][code]["made_from"], norwegian)


@pytest.mark.parametrize("language", sorted(FOREIGN))
@pytest.mark.parametrize("code", sorted(IMPORTANT))
def test_no_number_was_lost_or_added_on_the_way(language, code):
    """A wrong digit here sends somebody to nobody."""

    def numbers(blocks):
        return [
            sorted(re.sub(r"[+ ]", "", one) for one in NUMBER.findall(" ".join(block.paragraphs)))
            for block in blocks
        ]

    assert numbers(blocks_of(language, code)) == numbers(parse(PAGES[code]["nb"]["body"]))


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_what_is_not_hidden_takes_at_most_35_words(language):
    house = DRAFTS[language]["house"]

    assert set(house) == {"exit", "skip", "notice", "now"}
    assert count(house["notice"]) <= MOST_WORDS_IN_A_PARAGRAPH
    assert "112" in house["now"]
    assert "116 111" in house["now"]


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_its_paragraphs_are_short_too(language):
    long = [
        text
        for code in IMPORTANT
        for block in blocks_of(language, code)
        for text in block.paragraphs
        if count(text) > MOST_WORDS_IN_A_PARAGRAPH
    ]

    assert long == []


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_the_studio_lets_it_be_sent_to_be_signed(language):
    """Sentences end with other marks in Urdu, Arabic and Tigrinya."""
    said = [
        text
        for code in sorted(IMPORTANT)
        for block in blocks_of(language, code)
        for text in block.paragraphs
    ]

    assert len(readability.sentences(" ".join(said))) > len(said)
    assert readability.faults(said, language, for_young=True) == ()
