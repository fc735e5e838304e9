"""Saying that a page does not work, and reading what is new."""

import pytest

from fristed.notices.models import Problem

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def test_a_problem_carries_the_pages_pattern_and_nothing_it_was_not_asked_for(staff, at_desk):
    """C17: the page is looked up by its name; what else stands in the address is not believed."""
    amina, petter = at_desk(staff.amina), at_desk(staff.petter)
    at = "/problems/report/?at="
    words = {"words": "siden for Amina Hassan henger"}

    assert "/cases/*/close/" in amina.get(f"{at}casework:close_case").content.decode()
    for name in ("casework:sak_hemmelig", "sak_AAAA", "::", ""):
        assert "ikke kjent" in amina.get(at + name).content.decode()
    asked = amina.post(f"{at}casework:close_case", words).content.decode()
    assert "<li>Amina Hassan</li>" in asked
    assert words["words"] in asked
    assert not Problem.objects.exists()
    assert amina.post(f"{at}casework:close_case", {**words, "is_sure": "on"}).status_code == 302

    listed = petter.get("/problems/").content.decode()
    assert "/cases/*/close/" in listed
    assert "mangfoldsrådgiver" in listed
    assert staff.amina.ref not in listed
    petter.post(f"/problems/{Problem.objects.get().ref}/close/")
    assert words["words"] not in petter.get("/problems/").content.decode()


def test_my_day_says_once_that_there_is_something_new(staff, at_desk):
    amina = at_desk(staff.amina)
    assert "Fristed er oppdatert." in amina.get("/").content.decode()
    assert "Hva er nytt" in amina.get("/news/").content.decode()

    amina.post("/news/seen/")

    assert "Fristed er oppdatert." not in amina.get("/").content.decode()
