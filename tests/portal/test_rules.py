"""Blocks, and what a text must be to be published."""

import pytest

from fristed.portal.choices import BlockKind
from fristed.portal.rules.blocks import Block, changed_since, is_held_back, parse
from fristed.portal.rules.readability import faults, lix

BODY = """
## Overskrift

Et avsnitt.

- en
- to

!! Ring 112.

? Noen leser alt | Det er din telefon.
law: forced_marriage
law: entering_marriage
write:
"""


def test_a_text_becomes_the_blocks_it_says():
    assert parse(BODY) == (
        Block(BlockKind.HEADING, "Overskrift"),
        Block(BlockKind.TEXT, "Et avsnitt."),
        Block(BlockKind.LIST, items=("en", "to")),
        Block(BlockKind.SAFETY, "Ring 112."),
        Block(BlockKind.TICK, "Noen leser alt", "Det er din telefon."),
        Block(BlockKind.LAW, items=("forced_marriage", "entering_marriage")),
        Block(BlockKind.WRITE),
    )


def test_a_block_kept_and_read_is_the_same():
    assert [Block.of(block.as_kept()) for block in parse(BODY)] == list(parse(BODY))


def test_a_translation_is_held_back_when_its_safety_block_is_outdated():
    before = parse(BODY)
    made_from = [block.digest for block in before]
    prose, safety = parse(BODY.replace("avsnitt", "annet")), parse(BODY.replace("112", "113"))

    assert not is_held_back(made_from, before)
    assert (changed_since(made_from, prose), is_held_back(made_from, prose)) == ((1,), False)
    assert (changed_since(made_from, safety), is_held_back(made_from, safety)) == ((3,), True)
    assert is_held_back(made_from[:-1], before)  # a block was added since


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([], 0),
        (["En to tre. En to tre."], 3),  # three words a sentence, none long
        (["Universitetsbiblioteket ligger her."], 3 + 33),  # one of three words is long
    ],
)
def test_lix_is_words_a_sentence_plus_the_share_of_long_words(paragraphs, expected):
    assert lix(paragraphs) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ord og " * 18, "paragraph"),
        ("en " * 26, "sentence"),
        ("Vennligst ring oss.", "word"),
        ("Kommunestyrerepresentantene vedtok forskriftsendringer.", "lix"),
    ],
)
def test_what_is_hard_to_read_is_named(text, code):
    assert code in {fault.code for fault in faults([text.strip()], "nb", for_young=True)}


def test_lix_is_asked_of_the_young_ones_pages_only():
    text = "Kommunestyrerepresentantene vedtok forskriftsendringer."

    assert faults([text], "nb", for_young=False) == ()
