"""Whom to ring: solid sources only, open or closed told right, and where the advisers are."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.organisation import a_deployment, a_person, a_school

from fristed.organisation.models import (
    CooperationAgreement,
    HelpService,
    LocalService,
    NeighbouringSchool,
    School,
)
from fristed.organisation.queries import placements_on
from fristed.portal.queries import helping

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 26)  # a Thursday
ADDRESSES = ["/hjelp", "/hjelp/sted", "/hjelp/ute", "/hjelp/steder"]


@pytest.fixture
def services(db):
    call_command("load_organisation", verbosity=0)


def html_of(client, address, data=None):
    response = client.get(address) if data is None else client.post(address, data)
    assert response.status_code == 200
    return unescape(response.content.decode())


def main_of(html):
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_112_and_116_111_stand_there_whatever_is_missing(nora_client, address, prefix):
    HelpService.objects.all().delete()

    html = html_of(nora_client, prefix + address)
    assert 'href="tel:112"' in html
    assert 'href="tel:116111"' in html


def test_the_first_two_stand_first_on_the_help_page(nora_client, services):
    numbers = re.findall(r'href="tel:([^"]+)"', main_of(html_of(nora_client, "/hjelp")))

    assert numbers[:2] == ["112", "116111"]
    assert len(set(numbers)) == len(numbers)  # none twice


def test_only_what_a_solid_source_says_is_shown(nora_client, services):
    html = html_of(nora_client, "/hjelp")

    assert "116 006" in html
    assert "800 333 21" not in html  # tagged K
    assert "fagteam@imdi.no" not in html  # tagged C
    assert "9–15.30" not in html  # the sources disagree


@pytest.mark.parametrize(
    ("at", "state", "words"),
    [
        (datetime(2026, 11, 26, 9, 0, tzinfo=UTC), "open", "Åpent nå, til kl. 15.00."),
        (
            datetime(2026, 11, 26, 14, 0, tzinfo=UTC),  # 15:00 in Norway: just closed
            "closed",
            "Stengt nå. Åpner fredag 27. november kl. 09.00.",
        ),
        (
            datetime(2026, 12, 24, 18, 0, tzinfo=UTC),  # two public holidays and a weekend follow
            "closed",
            "Stengt nå. Åpner mandag 28. desember kl. 09.00.",
        ),
    ],
)
def test_a_service_says_whether_it_answers_now_and_when_it_does_next(services, at, state, words):
    team = next(
        one for one in helping.services_now(at, at.date()) if one.number.code == "kompetanseteamet"
    )

    assert (team.state, team.words) == (state, words)


def test_a_number_nobody_has_rung_says_so_and_one_that_was_says_when(nora_client, services):
    HelpService.objects.filter(code="vo-linjen").update(last_verified=date(2026, 11, 3))

    html = html_of(nora_client, "/hjelp")
    assert "Vi ringte nummeret 3. november 2026." in html
    assert "Vi har ikke ringt og prøvd nummeret ennå." in html


def test_where_she_lives_is_never_in_an_address(nora_client, services):
    form = main_of(html_of(nora_client, "/hjelp/sted"))

    assert 'method="post" action="/hjelp/sted"' in form
    assert "Vi lagrer ikke" in form


def test_a_municipality_without_numbers_names_those_that_always_answer(nora_client, services):
    main = main_of(html_of(nora_client, "/hjelp/sted", {"place": "0301"}))

    assert "Vi har ikke nummeret til krisesenter, barnevernvakt her ennå." in main
    assert 'href="tel:116111"' in main


def test_a_local_number_is_shown_once_somebody_has_rung_it(nora_client, services):
    row = LocalService.objects.create(
        ref="lok_x", municipality="0301", kind="crisis_centre", name="Krisesenteret",
        number="22 00 00 00", owner="Kommunen", source="kommunens side",
    )  # fmt: skip
    assert "Krisesenteret" not in main_of(html_of(nora_client, "/hjelp/sted", {"place": "0301"}))

    row.last_verified = TODAY
    row.save()

    main = main_of(html_of(nora_client, "/hjelp/sted", {"place": "0301"}))
    assert 'href="tel:22000000"' in main
    assert "Vi har ikke nummeret til barnevernvakt her ennå." in main


def test_a_made_up_municipality_opens_nothing(nora_client, services):
    """C17."""
    main = main_of(html_of(nora_client, "/hjelp/sted", {"place": "9999"}))

    assert "Velg en kommune." in main


def test_abroad_each_embassy_shows_its_own_clock(services):
    at = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    shown = {one.city: one.clock for one in helping.abroad(at, TODAY)}

    assert shown == {"Amman": "12.00", "Ankara": "12.00", "Islamabad": "14.00", "Nairobi": "12.00"}


def test_the_page_shows_those_clocks_and_not_norways(nora_client, services):
    at = timezone.now()
    main = main_of(html_of(nora_client, "/hjelp/ute"))

    clocks = set(re.findall(r"Klokka er (\d\d)\.\d\d der nå", main))
    assert f"{timezone.localtime(at):%H}" not in clocks
    assert len(clocks) == 2


@pytest.fixture
def placed(services):
    """One filled post with a neighbour, and one that stands empty."""
    filled, near, empty = a_school("Fjell"), a_school("Nabo"), a_school("Tom")
    here = a_deployment(a_person(), filled, starts_on=date(2024, 8, 1))
    NeighbouringSchool.objects.create(deployment=here, school=near, starts_on=date(2024, 8, 1))
    a_deployment(a_person(), empty, starts_on=date(2023, 8, 1), ends_on=date(2026, 6, 30))


def test_vacancies_and_neighbour_schools_are_told(placed):
    page = helping.advisers(TODAY)

    (county,) = [one for one in page.counties if one.municipalities]
    ((_where, places),) = county.municipalities
    assert [(one.name, one.is_vacant, one.neighbours) for one in places] == [
        ("Fjell", False, ("Nabo",)),
        ("Tom", True, ()),
    ]
    assert (county.filled, county.vacant) == (1, 1)
    assert len(page.tiles) == 15
    assert sum(tile.count for tile in page.tiles) == 1


@pytest.mark.parametrize(("last", "is_told"), [(None, True), (date(2026, 6, 30), False)])
def test_a_post_whose_agreement_has_ended_is_not_vacant(placed, last, is_told):
    owner = School.objects.get(name="Tom").owner
    CooperationAgreement.objects.create(
        ref="avt_x", owner=owner, agency="imdi", starts_on=date(2020, 8, 1), ends_on=last
    )

    told = {one.name for one in placements_on(TODAY)}
    assert told == ({"Fjell", "Tom"} if is_told else {"Fjell"})


def test_the_overview_and_its_json_say_the_same_and_nobodys_name(nora_client, placed):
    html = html_of(nora_client, "/hjelp/steder")
    answer = nora_client.get("/hjelp/steder.json").json()

    places = [place for county in answer["fylker"] for place in county["steder"]]
    assert (answer["eksempeldata"], answer["merknad"][:13]) == (True, "Eksempeldata.")
    assert [(one["navn"], one["ledig"], one["naboskoler"]) for one in places] == [
        ("Fjell", False, ["Nabo"]),
        ("Tom", True, []),
    ]
    for one in places:
        assert one["navn"] in html


def test_the_overview_takes_the_same_statements_for_one_school_and_for_many(nora_client, placed):
    def statements():
        with CaptureQueriesContext(connection) as caught:
            html_of(nora_client, "/hjelp/steder")
        return len([one for one in caught if "role" not in one["sql"]])

    few = statements()
    for number in range(4):
        a_deployment(a_person(), a_school(f"Skole {number}"), starts_on=date(2024, 8, 1))
    assert statements() == few
