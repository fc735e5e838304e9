"""Experience and method: what is learned, without a word of who anybody is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.guidance.conftest import body

from fristed.guidance.models import Method, MethodUse, PatternNote
from fristed.guidance.rules.experience import check_without_persons
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

PATTERN = "Billetter bestilles ofte rett før ferien, og skolen får vite det sist."
NAMED = "Det var Leila Hassan som fortalte det."
WRITE = "/experience/notes/write/"


def a_method(**changed):
    due = timezone.localdate() + timedelta(days=100)
    return {
        "title": "Snakk alene først",
        "aim": "At den det gjelder kan snakke fritt",
        "how": "Finn et rom uten innsyn. Spør åpent.",
        "verdict": "helps",
        "evidence": "experience",
        "review_on": due.isoformat(),
    } | changed


def test_a_pattern_is_written_by_one_and_read_by_all_who_guide(desk, staff):
    desk(staff.amina).post(WRITE, {"text": PATTERN, "group": "Reiser"})

    for one in (staff.maja, staff.nils, staff.birger):
        page = body(desk(one).get("/experience/"))
        assert PATTERN in page
        assert "<h3>Reiser</h3>" in page


def test_a_name_is_shown_to_its_writer_and_kept_only_when_she_says_that_it_is_none(desk, staff):
    """C14: then a colleague reads it before others do, and never its writer."""
    maja = desk(staff.maja)
    asked = body(maja.post(WRITE, {"text": NAMED}))
    assert "<li>Leila Hassan</li>" in asked
    assert NAMED in asked
    assert not PatternNote.objects.exists()

    maja.post(WRITE, {"text": NAMED, "is_sure": "on"})
    note = PatternNote.objects.get()
    assert note.status == "waiting"
    assert maja.post(f"/experience/notes/{note.ref}/approve/").status_code == 404
    desk(staff.amina).post(f"/experience/notes/{note.ref}/approve/")

    note.refresh_from_db()
    assert (note.status, note.seen_by_id) == ("in_use", staff.amina.id)


@pytest.mark.parametrize(
    ("text", "is_sure", "code"),
    [
        ("Ring 41 23 45 67", True, "points_at_somebody"),
        ("Hun heter 01019012480", True, "points_at_somebody"),
        ("Skriv til leila@example.no", True, "points_at_somebody"),
        ("Det var på Fjellheim skole", False, "may_point"),
        ("Flere i Fjellby sier det", False, "may_point"),
        ("  ", False, "empty"),
    ],
)
def test_what_may_never_stand_in_a_pattern(text, is_sure, code):
    with pytest.raises(RuleBroken) as broken:
        check_without_persons([text], is_sure=is_sure)
    assert broken.value.code == code


def test_people_group_patterns_and_anybody_takes_one_away(desk, staff):
    maja, amina = desk(staff.maja), desk(staff.amina)
    maja.post(WRITE, {"text": PATTERN})
    note = PatternNote.objects.get()

    amina.post(f"/experience/notes/{note.ref}/group/", {"group": "Ferier"})
    assert "<h3>Ferier</h3>" in body(maja.get("/experience/"))
    refused = amina.post(
        f"/experience/notes/{note.ref}/group/", {"group": "Hos Leila"}, follow=True
    )
    assert "kan si hvem noen er" in body(refused)
    amina.post(f"/experience/notes/{note.ref}/end/")

    assert not PatternNote.objects.exists()


def test_a_method_is_used_commented_on_reviewed_and_says_what_did_not_work(desk, staff):
    """Also what was tried and did not work stands there."""
    maja, amina = desk(staff.maja), desk(staff.amina)
    maja.post("/experience/methods/write/", a_method(verdict="did_not_work"))
    method = Method.objects.get()
    here = f"/experience/methods/{method.ref}/"
    assert "prøvd, virket ikke" in body(amina.get("/experience/"))

    for who in (amina, amina, maja):
        who.post(f"{here}use/")
    amina.post(here, {"text": "Det ble verre av det."})
    refused = body(amina.post(here, {"text": NAMED}))
    assert "kan si hvem noen er" in refused
    Method.objects.update(review_on=timezone.localdate())
    assert "må ses gjennom" in body(amina.get("/experience/"))
    later = (timezone.localdate() + timedelta(days=200)).isoformat()
    amina.post(f"{here}review/", {"review_on": later})

    page = body(amina.get(here))
    assert MethodUse.objects.count() == 2  # once a day each
    assert "brukt 2 ganger" in page
    assert "Det ble verre av det." in page
    assert "må ses gjennom" not in body(amina.get("/experience/"))
    assert amina.post(f"{here}end/").status_code == 404
    maja.post(f"{here}end/")
    assert not Method.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"evidence": "research", "source": ""}, {"review_on": "2001-01-01"}, {"how": NAMED}],
)
def test_a_method_says_where_it_is_said_and_when_it_is_looked_at(desk, staff, changed):
    page = body(desk(staff.maja).post("/experience/methods/write/", a_method(**changed)))

    assert "Skriv en metode" in page
    assert not Method.objects.exists()


def test_the_page_asks_as_much_for_three_as_for_one(desk, staff):
    maja, counted = desk(staff.maja), []

    for _each in range(2):
        maja.post(WRITE, {"text": PATTERN})
        maja.post("/experience/methods/write/", a_method())
        with CaptureQueriesContext(connection) as seen:
            maja.get("/experience/")
        counted.append(len(seen))

    assert counted[0] == counted[1]
