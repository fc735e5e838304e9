"""Nora's starting content: complete, short, plain, and nothing that no source says."""

import tomllib
from pathlib import Path

import pytest

from fristed.portal.choices import HOUSE, Audience, BlockKind, PageKind
from fristed.portal.rules import readability
from fristed.portal.rules.blocks import parse

CONTENT = Path(__file__).parents[2] / "src/fristed/portal/content"
FILES = sorted((CONTENT / "pages").glob("*.toml"))
TOPICS = {
    "what-is-control", "body", "friends", "marriage", "dress-and-religion", "studies-and-work",
    "travel", "left-abroad", "violence", "genital-mutilation", "lgbt", "phone",
}  # fmt: skip
IMPORTANT = {
    "what-is-control", "rights", "help-now", "travel", "left-abroad", "contact", "marriage",
    "genital-mutilation", "violence", "phone", "friend", "self-check",
}  # fmt: skip


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def code_of(path):
    return path.stem.split("-", 1)[1]


PAGES = {code_of(path): read(path) for path in FILES}
TEXTS = [(code, language) for code in PAGES for language in HOUSE]


def said(page, language):
    text = page[language]
    blocks = parse(text["body"])
    return [text["title"], text["lead"], *(one for block in blocks for one in block.paragraphs)]


def test_every_topic_and_everyone_who_may_come_has_a_page():
    kinds = {code: page["kind"] for code, page in PAGES.items()}

    assert {code for code, kind in kinds.items() if kind == PageKind.TOPIC} == TOPICS
    assert {page["audience"] for page in PAGES.values() if "audience" in page} == set(Audience)
    assert {code for code, page in PAGES.items() if page.get("important")} == IMPORTANT
    assert {"rights", "self-check", "if-i-call"} <= set(PAGES)
    assert sum(kind == PageKind.STORY for kind in kinds.values()) >= 3


def test_no_two_pages_share_an_address():
    numbers = [page["number"] for page in PAGES.values()]

    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("code", PAGES)
def test_a_page_says_the_same_in_its_three_languages(code):
    shapes = [
        [(block.kind, len(block.items)) for block in parse(PAGES[code][language]["body"])]
        for language in HOUSE
    ]

    assert shapes[0] == shapes[1] == shapes[2]
    pointed = [
        [block.items for block in parse(PAGES[code][language]["body"]) if block.kind in POINTING]
        for language in HOUSE
    ]
    assert pointed[0] == pointed[1] == pointed[2]


POINTING = {BlockKind.LAW, BlockKind.HELP, BlockKind.PAGE}


@pytest.mark.parametrize(("code", "language"), TEXTS)
def test_it_is_plain_enough(code, language):
    page = PAGES[code]
    for_young = page.get("audience") == "young" or "young" in page.get("audiences", [])

    assert readability.faults(said(page, language), language, for_young=for_young) == ()


@pytest.mark.parametrize("code", PAGES)
def test_what_it_claims_has_a_solid_source(code):
    page = PAGES[code]

    assert [fact for fact in page["facts"] if fact[1] != "S" or not fact[2]] == []
    if page["kind"] != PageKind.STORY:
        assert page["facts"]


@pytest.mark.parametrize("code", PAGES)
def test_it_leads_to_a_person(code):
    kinds = {block.kind for block in parse(PAGES[code]["nb"]["body"])}

    assert kinds & {BlockKind.WRITE, BlockKind.HELP, BlockKind.PAGE}


def test_what_it_points_at_is_there():
    pages = {
        item
        for page in PAGES.values()
        for block in parse(page["nb"]["body"])
        if block.kind == BlockKind.PAGE
        for item in block.items
    }

    assert pages <= set(PAGES)
