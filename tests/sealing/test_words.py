"""The two lists of words that codes are made of: what a young person can keep in her head."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import resources

import pytest
from tests.sealing import sounds, twins, unfit, written_forms

from fristed.sealing import codes

LANGUAGES = ("nb", "en")
FEWEST_WORDS = 4096  # 2 ** 12: four words are 48 bits, and guessing is online only
LETTERS = {"nb": re.compile("[a-zæøå]+"), "en": re.compile("[a-z]+")}
SOUND: dict[str, Callable[[str], str]] = {"nb": sounds.norwegian, "en": sounds.english}
TWINS = {"nb": twins.NORWEGIAN, "en": twins.ENGLISH}
UNFIT = {"nb": unfit.norwegian, "en": unfit.english}
DIFFERS = {
    "nb": written_forms.differs_in_norwegian,
    "en": written_forms.differs_in_english,
}
GROWN = {"nb": ("e",), "en": ("s", "es", "d", "ed", "ing", "ly", "y", "e", "r", "er")}

each_language = pytest.mark.parametrize("language", LANGUAGES)


def stems(word: str, language: str) -> Iterator[str]:
    """What the word may have grown from: hopp of hoppe; bake of baking, run of runner."""
    for ending in GROWN[language]:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        yield stem
        if ending in {"ing", "ed", "y", "er"}:
            yield f"{stem}e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def sharing(keys: dict[str, str]) -> list[list[str]]:
    """Words with one key, where there is more than one."""
    groups = defaultdict(list)
    for word, key in keys.items():
        groups[key].append(word)
    return [group for group in groups.values() if len(group) > 1]


@each_language
def test_words_are_at_least_4096(language):
    assert len(set(codes.words(language))) >= FEWEST_WORDS


@each_language
def test_words_stand_one_a_line_in_order_and_once(language):
    file = resources.files("fristed.sealing") / "words" / f"{language}.txt"
    text = file.read_text(encoding="utf-8")

    assert text == "".join(f"{word}\n" for word in sorted(set(text.split())))
    assert tuple(text.split()) == codes.words(language)


@each_language
def test_words_are_3_to_10_lower_case_letters(language):
    wrong = [
        word
        for word in codes.words(language)
        if not LETTERS[language].fullmatch(word) or not 3 <= len(word) <= 10
    ]

    assert wrong == []


@each_language
def test_words_have_no_letter_three_times_in_a_row(language):
    """A compound of fjell and luft is fjelluft: a rule one should not need for a code."""
    assert [word for word in codes.words(language) if re.search(r"(.)\1\1", word)] == []


@each_language
def test_words_differ_in_the_form_a_code_is_compared_in(language):
    assert sharing({word: codes.normal_form(word) for word in codes.words(language)}) == []


@each_language
def test_words_do_not_sound_like_each_other(language):
    assert sharing({word: SOUND[language](word) for word in codes.words(language)}) == []


@each_language
def test_words_have_no_twin_outside_the_list_either(language):
    assert sorted(TWINS[language] & set(codes.words(language))) == []


@each_language
def test_words_are_not_forms_of_each_other(language):
    """Fisk and fiske, run and runner: which of the two was it?"""
    known = set(codes.words(language))
    pairs = [(stem, word) for word in known for stem in stems(word, language) if stem in known]

    assert [(stem, word) for stem, word in pairs if stem != word] == []


@each_language
def test_words_hurt_and_betray_nobody(language):
    assert [word for word in codes.words(language) if UNFIT[language](word)] == []


@each_language
def test_words_are_spelled_alike_in_both_written_forms(language):
    assert [word for word in codes.words(language) if DIFFERS[language](word)] == []


@each_language
def test_words_run_together_seldom_read_as_another_word(language):
    """Spaces are forgiven, so snø ball reads as snøball: too seldom to make guessing easier."""
    known = {codes.normal_form(word) for word in codes.words(language)}
    joined = Counter(
        word
        for word in known
        for cut in range(3, len(word) - 2)
        if word[:cut] in known and word[cut:] in known
    )

    assert joined.total() / len(known) ** 2 < 1 / 10_000


# The screens themselves: each must catch what it is there for, or the tests above say nothing.


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("nb", "mor"),
        ("nb", "bestemor"),
        ("nb", "hånd"),
        ("nb", "kirke"),
        ("nb", "kirkegård"),
        ("nb", "bryllup"),
        ("nb", "brudekjole"),
        ("nb", "redd"),
        ("nb", "krig"),
        ("nb", "brødkniv"),
        ("nb", "politibil"),
        ("nb", "øl"),
        ("nb", "ære"),
        ("nb", "rektor"),
        ("nb", "hemmelig"),
        ("nb", "flukt"),
        ("nb", "idiot"),
        ("nb", "oslo"),
        ("nb", "ingrid"),
        ("nb", "lego"),
        ("en", "mother"),
        ("en", "stepfather"),
        ("en", "skin"),
        ("en", "church"),
        ("en", "wedding"),
        ("en", "bridesmaid"),
        ("en", "afraid"),
        ("en", "gun"),
        ("en", "police"),
        ("en", "beer"),
        ("en", "honor"),
        ("en", "secret"),
        ("en", "escape"),
        ("en", "idiot"),
        ("en", "london"),
        ("en", "daisy"),
        ("en", "lego"),
    ],
)
def test_unfit_words_are_caught(language, word):
    assert UNFIT[language](word)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("nb", "fjellvann"),
        ("nb", "melk"),
        ("nb", "hvit"),
        ("nb", "friskhet"),
        ("nb", "rolig"),
        ("nb", "morsom"),
        ("nb", "trådløs"),
        ("nb", "øvelse"),
        ("nb", "tegning"),
        ("nb", "baker"),
        ("nb", "hammer"),
        ("nb", "bygge"),
        ("nb", "tenke"),
        ("nb", "fra"),
        ("nb", "noe"),
        ("nb", "spørre"),
        ("nb", "sommerdag"),
        ("nb", "skolesekk"),
        ("nb", "pizza"),
        ("en", "color"),
        ("en", "colour"),
        ("en", "center"),
        ("en", "grey"),
        ("en", "organize"),
        ("en", "traveller"),
        ("en", "dialogue"),
    ],
)
def test_words_written_in_two_ways_are_caught(language, word):
    assert DIFFERS[language](word)
