import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.sealing import codes, hpke
from fristed.sealing.hpke import SealBroken


@pytest.mark.parametrize(
    "typed",
    [
        "blå sjø kråke fjære",
        "BLÅ SJØ KRÅKE FJÆRE",
        "  blå-sjø  kråke,fjære. ",
        "blaa sjoe kraake fjaere",
        "Blåsjøkråkefjære",
        "bla\u030a sjø kra\u030ake fjære",
        "blä sjö kräke fjære".replace("ä", "å"),
        "blå\u00a0sjø\u2013kråke\nfjære",
    ],
)
def test_normal_form_forgives_how_it_was_typed(typed):
    assert codes.normal_form(typed) == "blaasjoekraakefjaere"


def test_normal_form_forgives_swedish_letters():
    assert codes.normal_form("sjö fjäre") == codes.normal_form("sjø fjære")


@given(st.text(max_size=80))
def test_normal_form_is_its_own_normal_form(typed):
    letters = codes.normal_form(typed)

    assert codes.normal_form(letters) == letters
    assert letters == "" or (letters.isascii() and letters.isalpha() and letters.islower())


@given(st.text(max_size=40))
def test_normal_form_never_cares_about_case_and_spaces(typed):
    assert codes.normal_form(f"  {typed} - ") == codes.normal_form(typed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("koden min er Blå Sjø-kråke fjære, ikke glem", True),
        ("blaasjoekraakefjaere", True),
        ("blå sjø kråke", False),
        ("", False),
    ],
)
def test_a_code_is_found_in_a_text_by_its_mark_however_it_is_spelled(text, found):
    mark = codes.mark_of("blå sjø kråke fjære", "secret")

    assert codes.contains_marked(text, mark, "secret") is found
    assert codes.contains_marked(text, mark, "another") is False


def test_the_mark_of_nothing_is_not_everywhere():
    mark = codes.mark_of(" - ", "secret")

    assert codes.contains_marked("hva som helst", mark, "secret") is False


class InTurn:
    """Draws the first word, then the second, and so on."""

    def __init__(self):
        self.drawn = 0

    def choice(self, seq):
        self.drawn += 1
        return seq[self.drawn - 1]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_new_code_draws_four_words_from_the_list_of_the_language(language):
    assert codes.new_code(language, rng=InTurn()) == " ".join(codes.words(language)[:4])


def test_new_code_refuses_a_language_without_a_list():
    with pytest.raises(KeyError):
        codes.new_code("se")


def test_new_codes_are_not_guessable():
    """C25: 4,096 words or more, four of them, drawn by the system's own generator."""
    drawn = {codes.new_code("nb") for _ in range(300)}

    assert len(drawn) == 300


@pytest.mark.parametrize("language", ["nb", "en"])
def test_lists_have_at_least_4096_words_that_stay_apart_in_normal_form(language):
    words = codes.words(language)
    forms = {codes.normal_form(word) for word in words}

    assert len(words) >= 4096
    assert len(forms) == len(words)
    assert max(len(form) for form in forms) * codes.WORDS_IN_CODE <= codes.MAX_LETTERS


def sealed(keeper, *, file="sam_1", private=b"p" * 32, code="blå sjø kråke fjære"):
    return codes.seal_code(keeper_public=keeper.public, file=file, private_key=private, code=code)


def test_sealed_code_shows_the_keeper_its_letters_and_who_bound_it():
    keeper = hpke.new_pair()

    letters, tag = codes.open_code(
        keeper_private=keeper.private, file="sam_1", sealed=sealed(keeper)
    )

    assert letters == "blaasjoekraakefjaere"
    assert tag == codes.code_tag(b"p" * 32, letters)
    assert tag != codes.code_tag(b"q" * 32, letters)


def test_sealed_code_for_another_file_opens_nothing():
    keeper = hpke.new_pair()

    with pytest.raises(SealBroken):
        codes.open_code(keeper_private=keeper.private, file="sam_2", sealed=sealed(keeper))


def test_sealed_codes_have_one_length():
    """C27: not even the number of letters shows."""
    keeper = hpke.new_pair()

    assert len(sealed(keeper, code="a b c d")) == len(sealed(keeper, code="blåbærlyng " * 4))


def test_sealed_code_too_long_is_refused():
    with pytest.raises(ValueError, match="too long"):
        sealed(hpke.new_pair(), code="a" * 189)
