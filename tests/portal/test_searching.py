"""Searching with typing errors, and counting answers without keeping anyone."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.management import call_command

from fristed.gate import Visitor
from fristed.portal.access import About
from fristed.portal.actions.answering import count_answer
from fristed.portal.choices import Answer
from fristed.portal.models import Tally
from fristed.portal.queries import language_share
from fristed.portal.rules.search import alike, asked_words

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TITLES = re.compile(r'<ul class="ways">.*?</ul>', re.DOTALL)


@pytest.fixture
def pages(db):
    call_command("load_organisation", verbosity=0)
    call_command("load_pages", verbosity=0)


def first_of(client, query, prefix=""):
    response = client.post(f"{prefix}/sok", {"query": query})
    assert response.status_code == 200
    found = re.findall(r'href="[^"]*/les/(\d+)"', unescape(response.content.decode()))
    return int(found[0]) if found else None


@pytest.mark.parametrize(
    ("prefix", "query", "number"),
    [
        ("", "må jeg melde?", 5),
        ("", "ma jeg mlde", 5),
        ("/nn", "må eg melde", 5),
        ("/en", "must I report", 5),
        ("", "kjønslemlestelse", 19),
        ("", "gifte meg", 13),
        ("", "etterlat i utlandet", 17),
        ("/en", "left abraod", 17),
        ("", "telfon", 21),
        ("", "skeiv", 20),
        ("/nn", "rettane mine", 22),
    ],
)
def test_a_question_finds_its_page_also_when_misspelled(nora_client, pages, prefix, query, number):
    assert first_of(nora_client, query, prefix) == number


def test_what_is_searched_for_is_in_no_address(nora_client, pages):
    html = nora_client.get("/les").content.decode()
    assert 'method="post" action="/sok"' in html
    assert nora_client.get("/sok").status_code == 405

    assert first_of(nora_client, "xqzw kjempehemmelig") is None

    (row,) = Tally.objects.all()
    assert (row.answer, row.page, row.count) == (Answer.NO_RESULT, None, 1)


@pytest.mark.parametrize(
    ("asked", "there", "is_alike"),
    [
        ("reise", "reise", True),
        ("reise", "reiser", True),
        ("ekteskap", "tvangsekteskap", True),
        ("telfon", "telefon", True),
        ("vold", "gull", False),
        ("du", "dusj", False),
    ],
)
def test_two_words_are_alike_when_one_is_the_other_misspelled(asked, there, is_alike):
    assert (alike(asked, there) > 0) is is_alike


def test_words_that_say_little_do_not_count_unless_there_are_no_others():
    assert asked_words("Hva er kontroll?") == ["kontroll"]
    assert asked_words("hva er det") == ["hva", "er", "det"]


def test_an_answer_is_added_to_a_number_and_nobody_is_kept(nora_client, pages):
    for _ in range(2):
        response = nora_client.post("/svar", {"page": "16", "answer": "found"})
        assert "talt med" in response.content.decode()
        assert response.cookies.output() == ""

    (row,) = Tally.objects.all()
    assert (row.page.code, row.answer, row.count, row.week.weekday()) == ("travel", "found", 2, 0)


@pytest.mark.parametrize("typed", [{}, {"page": "16"}, {"page": "16", "answer": "<script>"}])
def test_what_was_not_offered_is_not_counted(nora_client, pages, typed):
    """C17."""
    response = nora_client.post("/svar", typed)

    assert "Vi fikk ikke med svaret" in response.content.decode()
    assert Tally.objects.count() == 0


def test_answers_of_two_weeks_are_two_numbers(pages):
    for day in (date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30)):
        count_answer(Visitor(), About(16), answer=Answer.NOT_FOUND, language="nb", on=day)

    assert list(Tally.objects.order_by("week").values_list("count", flat=True)) == [2, 1]


def test_the_share_of_nynorsk_is_within_what_the_law_asks(pages):
    share = language_share(2026)

    assert share.bokmal > 1000
    assert 25 <= share.percent_nynorsk <= 75
    assert language_share(2001).percent_nynorsk == 0
