"""The sound keys must merge what an ear merges, and keep apart what it does not."""

import pytest
from tests.sealing import sounds


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hjul", "jul"),  # silent h
        ("hver", "vær"),
        ("gjær", "jær"),  # silent g
        ("god", "go"),  # silent d
        ("land", "lann"),
        ("bord", "bor"),
        ("rolig", "roli"),
        ("sølv", "søl"),  # silent v
        ("tørr", "tør"),  # doubled
        ("takk", "tak"),
        ("skjære", "kjære"),  # one sound to the young
        ("skip", "kjip"),
        ("sjø", "skjø"),
        ("stjerne", "kjerne"),
        ("tjern", "kjern"),
        ("topp", "tåpp"),  # o, å
        ("sukker", "sokker"),  # u, o
        ("verk", "værk"),  # e, æ
        ("tynn", "tinn"),  # y, i
        ("regn", "rein"),
        ("hagel", "hagl"),
        ("lagt", "lakt"),
        ("foto", "photo"),
        ("sirkus", "cirkus"),
        ("taksi", "taxi"),
    ],
)
def test_norwegian_words_that_sound_alike_share_a_key(first, second):
    assert sounds.norwegian(first) == sounds.norwegian(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("katt", "kart"),
        ("hus", "mus"),
        ("sol", "søl"),
        ("fisk", "fiske"),
        ("bil", "bål"),
        ("sko", "so"),
        ("hjort", "kort"),
        ("dal", "tal"),
    ],
)
def test_norwegian_words_that_sound_different_do_not(first, second):
    assert sounds.norwegian(first) != sounds.norwegian(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("knight", "night"),  # kn
        ("write", "right"),  # wr, gh
        ("whale", "wail"),  # wh, two ways of a long vowel
        ("lamb", "lam"),
        ("sea", "see"),
        ("meat", "meet"),
        ("peace", "piece"),
        ("blue", "blew"),
        ("hair", "hare"),
        ("deer", "dear"),
        ("stork", "stalk"),
        ("court", "caught"),
        ("metal", "mettle"),  # mumbled ends
        ("manner", "manor"),
        ("lesson", "lessen"),
        ("flour", "flower"),
        ("cell", "sell"),
        ("cent", "scent"),
        ("prize", "prise"),
        ("phase", "fase"),  # ph
        ("rock", "rok"),  # ck
        ("quart", "kwart"),
        ("tap", "tapp"),
        ("loan", "lone"),
        ("week", "weak"),
        ("reign", "rain"),
        ("waist", "waste"),
        ("rhyme", "ryme"),
    ],
)
def test_english_words_that_sound_alike_share_a_key(first, second):
    assert sounds.english(first) == sounds.english(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hat", "hate"),
        ("cot", "coat"),
        ("rabbit", "robot"),
        ("moon", "mood"),
        ("rope", "robe"),
        ("ship", "chip"),
        ("bread", "broad"),
        ("lake", "like"),
        ("garden", "golden"),
    ],
)
def test_english_words_that_sound_different_do_not(first, second):
    assert sounds.english(first) != sounds.english(second)
