"""The partner door and what nobody should send it: a clear outcome, nothing lost, nothing twice."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.factories.browsers import a_browser
from tests.factories.guidance import a_professional
from tests.guidance.conftest import body
from tests.guidance.test_asking import FILLED, rows, send

from fristed.adapters.providers import Provider
from fristed.guidance.models import Inquiry, Message
from fristed.guidance.rules.writing import MOST_LETTERS

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

DEEP = "[" * 10_000 + "]" * 10_000
ADDRESSES = ("/concern/", "/guidance/", "/course/", "/question/", "/drafts/save/", "/csp-report")


@pytest.fixture
def door(partner_client, staff, keeper_home):
    return a_browser(partner_client, a_professional(keeper_home, "ulrik"))


@pytest.mark.parametrize("kind", ["application/json", "application/csp-report", "text/plain"])
def test_ten_thousand_levels_of_json_are_answered_and_make_nothing(door, kind):
    """C11"""
    answers = [
        door.client.generic("POST", address, DEEP, content_type=kind) for address in ADDRESSES
    ]

    assert {one.status_code for one in answers} <= {200, 204, 400, 403}
    assert rows(Inquiry) == []


def test_ten_thousand_levels_in_a_field_are_too_long_and_stand_there_still(door):
    page = door.post("/concern/", FILLED | {"text": DEEP, "once": DEEP, "audience": DEEP})

    assert page.status_code == 200
    assert DEEP in body(page)
    assert rows(Inquiry) == []


@pytest.mark.parametrize("size", [MOST_LETTERS + 1, 100_000])
def test_a_text_that_is_too_long_is_told_so_and_not_lost(door, size):
    long = "å" * size

    page = body(door.post("/concern/", FILLED | {"text": long}))

    assert str(MOST_LETTERS) in page
    assert long in page
    assert rows(Inquiry) == []


def test_more_than_a_request_may_hold_is_refused_in_plain_words(door):
    answer = door.post("/concern/", FILLED | {"text": "x" * 600_000})

    assert answer.status_code in {400, 413}
    assert "<h1" in body(answer)
    assert rows(Inquiry) == []


def test_a_short_question_and_a_long_one_look_the_same_in_the_database(door):
    """C27."""
    for number, text in enumerate(("Hva nå?", "Hva gjør jeg nå? " * 40)):
        door.post("/concern/", FILLED | {"text": text, "once": str(number)})

    sizes = [len(bytes(row.text.blob)) for row in rows(Message)]
    assert len(sizes) == 2
    assert len(set(sizes)) == 1


def test_writing_more_by_a_double_click_is_one_message(door):
    """C20"""
    ref = send(door)
    more = {"text": "Takk. Hva nå?", "once": "a-form"}

    answers = [door.post(f"/inquiries/{ref}/text/", more) for _each in range(2)]
    door.post(f"/inquiries/{ref}/text/", more | {"once": "another"})

    assert [one.status_code for one in answers] == [302, 302]
    assert len(rows(Message)) == 3
    assert [one.texts_written for one in rows(Inquiry)] == [3]


def test_a_form_left_open_over_night_is_not_lost(door, settings):
    """C18: her session is over; what she sent stands in the page where she signs in."""
    settings.FRISTED_PROVIDERS = (Provider("feide", "Feide", "https://id.example", "x", key=""),)
    door.get("/concern/")
    with time_machine.travel(timezone.now() + timedelta(hours=15), tick=True):
        answer = door.post("/concern/", FILLED | {"once": "over-night"})

        assert answer.status_code == 401
        assert 'name="kept"' in body(answer)
        assert rows(Inquiry) == []


def test_a_question_without_signing_in_is_taken_in_the_next_morning(partner_client, staff):
    partner_client.get("/question/")
    with time_machine.travel(timezone.now() + timedelta(hours=15), tick=True):
        values = FILLED | {"reply_to": "jobbtelefon", "once": "over-night"}
        first = partner_client.post("/question/", values)
        second = partner_client.post("/question/", values)

    assert "Noen tar kontakt" in body(first)
    assert "sendt fra før" in body(second)
    assert len(rows(Inquiry)) == 1
