"""Search: two things known, five hits shown, nothing she may not open, a line on the trail."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.conftest import trail
from tests.casework.test_reading import statements
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case, close
from tests.factories.staff import Staff, as_role

from fristed.casework import queries
from fristed.casework.actions import reading
from fristed.casework.queries import Sought
from fristed.casework.rules.searching import check_enough
from fristed.config.doors import DESK
from fristed.kernel.rules import RuleBroken
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

OPEN = Sought(concern="negative_social_control", status="open")


def names(actor, sought):
    found = queries.search(actor, sought, on=TODAY)
    return [
        line.name for line in found.hits(reading.read_own_names(actor, found.sealed_names)).lines
    ]


@pytest.mark.parametrize("given", [(), ("name",), ("name", "name")])
def test_one_thing_known_is_too_little(given):
    with pytest.raises(RuleBroken) as broken:
        check_enough(given)

    assert broken.value.code == "too_few_attributes"


@pytest.mark.parametrize(
    ("sought", "attributes"),
    [
        (Sought(), ()),
        (Sought(name="  "), ()),
        (Sought(started_from=TODAY, started_to=TODAY), ("started",)),
        (Sought(name="a", status="open"), ("name", "status")),
    ],
)
def test_what_is_given_is_counted_once_each(sought, attributes):
    assert sought.attributes == attributes


def test_a_search_finds_by_name_and_code_and_day(signed_in):
    amina = signed_in.amina
    for name, concern in (("Fiolin", "forced_marriage"), ("Cello", "negative_social_control")):
        a_real_case(amina, name=name, concern=concern)
    old = a_real_case(amina, name="Fiolin to", on=TODAY - timedelta(days=40))
    close(amina, old)

    assert names(amina, Sought(name="fiol", status="open")) == ["Fiolin"]
    assert names(amina, Sought(name="FIOL", started_to=TODAY - timedelta(days=1))) == ["Fiolin to"]
    assert names(amina, OPEN) == ["Cello"]
    assert names(amina, Sought(name="bratsj", status="open")) == []


def test_five_hits_are_shown_and_more_are_only_told_of(signed_in):
    amina = signed_in.amina
    for number in range(6):
        a_real_case(amina, name=f"Sak {number}")

    found = queries.search(amina, OPEN, on=TODAY)
    hits = found.hits(reading.read_own_names(amina, found.sealed_names))

    assert (len(hits.lines), hits.has_more) == (5, True)


def test_nothing_outside_what_she_may_open_is_found(signed_in):
    """C1, C10: not by name, not by code, not by counting."""
    a_real_case(signed_in.birger, name="Birgers sak")
    wide = replace(OPEN, started_from=date(2000, 1, 1))

    assert names(signed_in.birger, wide) == ["Birgers sak"]
    assert names(signed_in.amina, wide) == []
    assert names(signed_in.amina, Sought(name="Birgers", status="open")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_takes_one_statement_however_many_it_finds(signed_in, rows):
    for number in range(rows):
        a_real_case(signed_in.amina, name=f"Sak {number}")

    with CaptureQueriesContext(connection) as captured:
        found = queries.search(signed_in.amina, OPEN, on=TODAY)

    assert len(found.cases) == rows
    assert len(statements(captured)) == 2, statements(captured)  # its scope, and itself


@pytest.fixture
def pages(keeper, keeper_home, db, desk_client, staff_at_work):
    return {
        "amina": a_browser(desk_client, staff_at_work.amina),
        "birger": a_browser(desk_client, staff_at_work.birger),
    }


@pytest.fixture
def staff_at_work(keeper, keeper_home, db):
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


def test_the_page_shows_hits_to_who_may_open_them_and_the_same_words_to_others(
    staff_at_work, pages
):
    with as_role(DESK.role):
        a_real_case(staff_at_work.amina, name="Fiolinsaken")
    typed = {"name": "Fiolin", "status": "open"}

    hers, others = (pages[key].post("/cases/search/", typed) for key in ("amina", "birger"))

    assert "Fiolinsaken" in hers.content.decode()
    assert "Fiolinsaken" not in others.content.decode().replace('value="Fiolin"', "")
    assert "spør kollegene dine" in others.content.decode()
    for person, hits in ((staff_at_work.amina, 1), (staff_at_work.birger, 0)):
        lines = [line for line in trail(person.ref) if line[1] == "case.search"]
        assert lines == [("opened", "case.search", "name status")], hits  # and never for what


def test_too_little_says_what_to_do_and_searches_nothing(staff_at_work, pages):
    answer = pages["amina"].post("/cases/search/", {"name": "Fiolin"})

    assert "Fyll ut minst to felt." in answer.content.decode()
    assert trail(staff_at_work.amina.ref) == []
