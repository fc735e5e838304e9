"""Who belongs where that day, which unit answers, and which numbers may be shown."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege
from tests.factories.organisation import (
    a_deployment,
    a_membership,
    a_person,
    a_school,
    a_stand_in,
    a_unit,
)

from fristed.gate import Actor
from fristed.kernel.refs import new_ref
from fristed.kernel.roles import Role
from fristed.organisation import queries
from fristed.organisation.choices import MissionScope, UnitKind
from fristed.organisation.models import HelpService, Mission, NeighbouringSchool, UnitCounty
from fristed.vault.models import File, Grant

TODAY = date(2026, 11, 25)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def actor_for(person, at=NOW):
    return queries.actor_for(person, door="desk", assertion="v1.x.y", at=at)


@contextmanager
def seeing_all_rows(*tables):
    """The owner puts rows behind the wall, as a data migration does."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"alter table {table} no force row level security")
        yield
        cursor.execute("set constraints all immediate")
        for table in tables:
            cursor.execute(f"alter table {table} force row level security")


def an_emergency(person, **changed):
    with seeing_all_rows("vault_file", "vault_grant"):
        return _an_emergency(person, changed)


def _an_emergency(person, changed):
    file = File.objects.create(
        ref=new_ref("sak"),
        kind="case",
        unit="raad-vest",
        quarter="2026Q4",
        creator="per_x",
        public_key=b"p",
        wrapped=b"w",
    )
    return Grant.objects.create(
        **{
            "ref": new_ref("nok"),
            "file": file,
            "holder": person.ref,
            "holder_account": person.pk,
            "parts": ["talk"],
            "starts_at": timezone.now() - timedelta(minutes=10),
            "ends_at": timezone.now() + timedelta(minutes=50),
            "ground": "break_glass",
            "given_by": person.ref,
            "mac": b"m",
        }
        | changed
    )


def test_actor_carries_what_she_is_today():
    amina, celine = a_person("Amina"), a_person("Celine")
    east, office = a_unit("raad-ost"), a_unit("direktorat", UnitKind.DIRECTORATE)
    a_membership(celine, east)
    a_membership(celine, office, Role.ANALYST)
    a_stand_in(celine, amina, YESTERDAY, TOMORROW)

    assert actor_for(celine) == Actor(
        id=celine.pk,
        ref=celine.ref,
        name="Celine",
        door="desk",
        roles=frozenset({Role.ADVISER, Role.ANALYST}),
        units=frozenset({"raad-ost", "direktorat"}),
        covers=frozenset({amina.pk}),
        assertion="v1.x.y",
    )


def test_actor_who_leads_a_unit_does_not_belong_to_it():
    ingrid = a_person("Ingrid")
    a_membership(ingrid, a_unit("direktorat", UnitKind.DIRECTORATE), Role.LEADER)
    a_membership(ingrid, a_unit("raad-ost"), Role.LEADER, leads=True)

    actor = actor_for(ingrid)

    assert (actor.roles, actor.units, actor.leads) == (
        {Role.LEADER},
        {"direktorat"},
        {"raad-ost"},
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "belongs"),
    [
        (TODAY, TODAY, True),
        (YESTERDAY, None, True),
        (YESTERDAY, YESTERDAY, False),
        (TOMORROW, None, False),
    ],
)
def test_actor_belongs_only_in_the_days_of_the_membership(starts_on, ends_on, belongs):
    amina = a_person()
    a_membership(amina, a_unit(), starts_on=starts_on, ends_on=ends_on)

    assert bool(actor_for(amina).roles) is belongs


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "covers"),
    [(YESTERDAY, TODAY, True), (YESTERDAY, YESTERDAY, False), (TOMORROW, TOMORROW, False)],
)
def test_actor_stands_in_until_the_last_day_and_no_longer(starts_on, ends_on, covers):
    amina, celine = a_person("Amina"), a_person("Celine")
    a_stand_in(celine, amina, starts_on, ends_on)

    assert bool(actor_for(celine).covers) is covers
    assert actor_for(amina).covers == frozenset()


def test_a_day_ends_at_midnight_in_oslo():
    amina = a_person()
    a_membership(amina, a_unit(), ends_on=TODAY)

    assert actor_for(amina, at=datetime(2026, 11, 25, 22, 59, tzinfo=UTC)).roles
    assert not actor_for(amina, at=datetime(2026, 11, 25, 23, 0, tzinfo=UTC)).roles


@pytest.mark.parametrize(
    ("changed", "may_read"),
    [
        ({}, True),
        ({"ends_at": -1}, False),
        ({"starts_at": 1}, False),
        ({"revoked_at": -1}, False),
        ({"ground": "share"}, False),
    ],
)
def test_actor_reads_what_she_opened_in_an_emergency_within_the_hour(changed, may_read, as_desk):
    """The wall in the database has its own clock, so here the hour is a real one."""
    now = timezone.now()
    moments = {
        key: now + timedelta(minutes=value) if isinstance(value, int) else value
        for key, value in changed.items()
    }
    amina = a_person()
    grant = an_emergency(amina, **moments)

    with as_desk():
        actor = actor_for(amina, at=now)

    assert actor.glass == ({grant.file.ref} if may_read else frozenset())


def test_another_persons_emergency_is_not_hers(as_desk):
    amina, birger = a_person("Amina"), a_person("Birger")
    grant = an_emergency(birger)

    with as_desk():
        assert actor_for(amina, at=timezone.now()).glass == frozenset()
        assert actor_for(birger, at=timezone.now()).glass == {grant.file.ref}


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.django_db(transaction=True)
def test_actor_costs_two_statements(many, as_desk):
    amina = a_person()
    now = timezone.now()
    today = timezone.localdate(now)
    for number in range(many):
        a_membership(amina, a_unit(f"raad-{number}"))
        a_stand_in(amina, a_person("Birger"), today, today)
        with transaction.atomic():
            an_emergency(amina)

    with as_desk(), CaptureQueriesContext(connection) as asked:
        actor = actor_for(amina, at=now)

    statements = [query["sql"] for query in asked if query["sql"] not in {"BEGIN", "COMMIT"}]
    assert len(statements) == 2
    assert (len(actor.units), len(actor.covers), len(actor.glass)) == (many, many, many)


def test_a_county_is_answered_by_its_unit_and_by_the_national_team_without_one():
    a_unit("raad-ost", counties=("03", "31"))
    a_unit("fagteam", UnitKind.EXPERT_TEAM)

    assert queries.unit_for_county("31", TODAY) == "raad-ost"
    assert queries.unit_for_county("46", TODAY) == "fagteam"
    assert queries.unit_for_county("", TODAY) == "fagteam"


def test_a_county_goes_to_the_unit_of_the_day():
    east, west = a_unit("raad-ost"), a_unit("raad-vest")
    UnitCounty.objects.create(unit=east, county="42", starts_on=date(2025, 1, 1), ends_on=YESTERDAY)
    UnitCounty.objects.create(unit=west, county="42", starts_on=TODAY)

    assert queries.unit_for_county("42", YESTERDAY) == "raad-ost"
    assert queries.unit_for_county("42", TODAY) == "raad-vest"


def test_nobody_answers_where_there_is_no_unit():
    with pytest.raises(queries.NoUnit):
        queries.unit_for_county("03", TODAY)


def test_nora_finds_the_unit_of_a_county(as_nora):
    a_unit("raad-ost", counties=("03",))

    with as_nora():
        assert queries.unit_for_county("03", TODAY) == "raad-ost"


def test_leaders_and_members_are_apart():
    east = a_unit()
    amina, ingrid = a_person("Amina"), a_person("Ingrid")
    a_membership(amina, east)
    a_membership(ingrid, east, Role.LEADER, leads=True)

    assert [person.name for person in queries.members_of("raad-ost", TODAY)] == ["Amina"]
    assert [person.name for person in queries.leaders_of("raad-ost", TODAY)] == ["Ingrid"]


def test_the_register_for_the_keeper_holds_past_and_coming_members_too():
    east = a_unit()
    amina, ingrid = a_person("Amina", ref="per_a"), a_person("Ingrid", ref="per_i")
    a_membership(amina, east, starts_on=date(2021, 8, 1), ends_on=date(2022, 7, 31))
    a_membership(amina, east, starts_on=TOMORROW)
    a_membership(ingrid, east, Role.LEADER, leads=True, starts_on=date(2024, 1, 1))

    assert queries.register_of("raad-ost") == (
        queries.Registered("per_a", date(2021, 8, 1), date(2022, 7, 31), leads=False),
        queries.Registered("per_a", TOMORROW, None, leads=False),
        queries.Registered("per_i", date(2024, 1, 1), None, leads=True),
    )


def test_colleagues_are_those_of_her_units_without_herself():
    east, west = a_unit("raad-ost"), a_unit("raad-vest")
    amina, birger, celine = a_person("Amina"), a_person("Birger"), a_person("Celine")
    a_membership(amina, east)
    a_membership(celine, east)
    a_membership(birger, west)

    assert [person.name for person in queries.colleagues_of(actor_for(amina), TODAY)] == ["Celine"]


def test_an_adviser_serves_her_school_and_those_nearby():
    amina = a_person()
    deployment = a_deployment(amina, a_school("Fjellheim"))
    NeighbouringSchool.objects.create(
        deployment=deployment, school=a_school("Åsen"), starts_on=TODAY
    )
    NeighbouringSchool.objects.create(
        deployment=deployment, school=a_school("Nes"), starts_on=date(2024, 1, 1), ends_on=YESTERDAY
    )

    served = [(school.name, school.is_neighbour) for school in queries.schools_of(amina.pk, TODAY)]
    assert served == [("Fjellheim", False), ("Åsen", True)]


def test_placements_sort_as_people_do_say_nothing_of_who_and_which_stand_empty(as_nora):
    for name in ("Ås", "Ærfugl", "Čáhppe", "Zion"):
        a_deployment(a_person(), a_school(name))
    a_deployment(a_person(), a_school("Øde"), ends_on=YESTERDAY)

    with as_nora():
        places = queries.placements_on(TODAY)

    assert [place.name for place in places] == ["Čáhppe", "Zion", "Ærfugl", "Øde", "Ås"]
    assert [place.name for place in places if place.is_vacant] == ["Øde"]
    assert not hasattr(places[0], "person")


@pytest.mark.parametrize("many", [1, 3])
def test_placements_cost_four_statements(many, django_assert_num_queries):
    for _ in range(many):
        a_deployment(a_person(), a_school())

    with django_assert_num_queries(4):
        assert len(queries.placements_on(TODAY)) == many


def test_named_places_tell_rare_countries_from_those_many_come_from():
    call_command("load_codelists", verbosity=0)
    call_command("load_organisation", verbosity=0)
    a_school("Fjellheim")

    known = queries.named_places(TODAY)

    assert known.schools == {"Fjellheim"}
    assert {"Drammen", "Guovdageaidnu", "Kautokeino"} <= known.places
    assert {"Bhutan", "Kirgisistan", "Kyrgyzstan"} <= known.countries
    assert {"Norge", "Noreg", "Norway", "Pakistan", "Syria"} <= known.kept
    assert not known.countries & known.kept


@pytest.mark.parametrize(
    "asked",
    [
        "select person_id from organisation_deployment",
        "select share from organisation_deployment",
        "select * from organisation_membership",
        "select * from organisation_standin",
        "select * from organisation_cooperationagreement",
    ],
)
def test_noras_role_never_reads_who_sits_where(connect_as, asked):
    with connect_as("fristed_nora") as connection:
        connection.execute("select school_id, starts_on from organisation_deployment")
        with pytest.raises(InsufficientPrivilege):
            connection.execute(asked)


def test_the_four_missions_are_loaded_with_what_they_cover():
    call_command("load_organisation", verbosity=0)
    call_command("load_organisation", verbosity=0)  # a second start changes nothing

    missions = {mission.city: mission for mission in queries.missions_on(TODAY)}
    assert sorted(missions) == ["Amman", "Ankara", "Islamabad", "Nairobi"]
    operative = {
        city: [area.country for area in mission.areas if area.scope == MissionScope.OPERATIVE]
        for city, mission in missions.items()
    }
    assert operative == {
        "Ankara": ["TR"],
        "Amman": ["JO", "IQ"],
        "Islamabad": ["PK", "AF"],
        "Nairobi": ["KE", "SO"],
    }
    assert [mission.working_week for mission in missions.values()] == [""] * 4
    assert {unit.code for unit in queries.units_on(TODAY)} == {
        "ambassade-amman",
        "ambassade-ankara",
        "ambassade-islamabad",
        "ambassade-nairobi",
        "fagteam",
        "kompetanseteam",
    }


def test_only_numbers_with_a_solid_source_are_shown():
    call_command("load_organisation", verbosity=0)

    shown = {service.code: service for service in queries.help_numbers(TODAY)}
    assert {"kors-pa-halsen", "fagteamet"} == (
        set(HelpService.objects.values_list("code", flat=True)) - set(shown)
    )
    assert shown["alarmtelefonen"].tel == "116111"
    assert shown["rode-kors"].hours is None  # the sources disagree
    assert str(shown["vo-linjen"].hours) == "Hele døgnet"
    assert {service.last_verified for service in shown.values()} == {None}
    assert [service.code for service in queries.help_numbers(TODAY)][:3] == [
        "politi-112",
        "ambulanse-113",
        "alarmtelefonen",
    ]


def test_a_number_somebody_verified_stays_verified_when_the_file_is_loaded_again():
    call_command("load_organisation", verbosity=0)
    HelpService.objects.filter(code="alarmtelefonen").update(last_verified=TODAY)

    call_command("load_organisation", verbosity=0)

    (alarm,) = queries.help_numbers(TODAY, codes=["alarmtelefonen"])
    assert alarm.last_verified == TODAY


def test_nora_shows_the_numbers(as_nora):
    call_command("load_organisation", verbosity=0)

    with as_nora():
        assert len(queries.help_numbers(TODAY)) == 12


def test_a_missions_calendar_has_its_own_zone_week_and_days_off():
    call_command("load_organisation")
    Mission.objects.filter(unit__code="ambassade-amman").update(working_week="71234")

    amman = queries.calendar_of("ambassade-amman", TODAY)
    oslo = queries.calendar_of("raad-ost", TODAY)

    sunday, christmas = date(2026, 11, 29), date(2026, 12, 25)
    assert (amman.town.name, oslo.town.name) == ("Amman", "Oslo")
    assert (amman.is_working_day(sunday), oslo.is_working_day(sunday)) == (True, False)
    assert (amman.is_working_day(date(2026, 11, 27)), oslo.is_working_day(christmas)) == (
        False,
        False,
    )


def test_a_country_is_answered_by_the_mission_that_works_there_itself():
    call_command("load_organisation")

    assert {
        code: mission.city if (mission := queries.mission_for(code, TODAY)) else None
        for code in ("PK", "AF", "SO", "IQ", "RU", "SE", "")
    } == {
        "PK": "Islamabad",
        "AF": "Islamabad",
        "SO": "Nairobi",
        "IQ": "Amman",
        "RU": "Ankara",
        "SE": None,
        "": None,
    }
