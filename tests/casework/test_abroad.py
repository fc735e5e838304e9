"""What a mission writes of its countries, and whom it can ask: who reads, who writes, how long."""

import re
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.casework.test_people_pages import words
from tests.factories.around import a_real_trip
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case
from tests.factories.guidance import a_call
from tests.factories.staff import Staff, as_owner, as_role

from fristed.casework import facts, queries
from fristed.casework.actions import describing_countries, keeping_contacts
from fristed.casework.actions.describing_countries import Described
from fristed.casework.actions.keeping_contacts import RegisterKey
from fristed.casework.models import Contact, ContactRegister, CountryNote
from fristed.casework.rules.abroad import Contact as Told
from fristed.casework.rules.abroad import (
    brief_review_on,
    check_brief_length,
    check_contact,
    check_review,
)
from fristed.config.doors import DESK, WORKER
from fristed.gate import Denied, scope
from fristed.kernel.periods import Period, Quarter
from fristed.kernel.rules import RuleBroken
from fristed.organisation.models import Mission, MissionArea, Unit
from fristed.vault.keeper import KeeperRefused
from fristed.vault.models import File
from fristed.vault.tasks import fetch_unit_keys

MISSION = "ambassade-islamabad"
NOTE = Described("PK", "leaving", "Stasjonen har sjekket dette.", "Eksempeldata")
SECRET = "Advokat Eksempel, ring etter klokken 20."

database = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.mark.parametrize(
    ("days", "code"),
    [(0, "in_the_past"), (-1, "in_the_past"), (1, ""), (366, ""), (367, "review_too_late")],
)
def test_a_note_is_looked_at_again_within_a_year(days, code):
    if not code:
        check_review(TODAY + timedelta(days=days), on=TODAY)
        return
    with pytest.raises(RuleBroken) as broken:
        check_review(TODAY + timedelta(days=days), on=TODAY)
    assert broken.value.code == code


def test_a_brief_is_two_pages_and_looked_at_again_in_six_months():
    check_brief_length(2)
    with pytest.raises(RuleBroken, match="3 sider"):
        check_brief_length(3)
    assert brief_review_on(date(2026, 8, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("told", "code"),
    [(Told(name="Eksempelhuset"), "no_provenance"), (Told(known_from="En kollega"), "no_name")],
)
def test_a_contact_says_who_it_is_and_from_whom_the_mission_knows_of_them(told, code):
    with pytest.raises(RuleBroken) as broken:
        check_contact(told)
    assert broken.value.code == code


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    farah, yusuf, amina = people.farah, people.yusuf, people.amina
    people.emre, people.jonas, people.kari  # noqa: B018 - made
    fetch_unit_keys(sorted(farah.units | yusuf.units | amina.units), TODAY)
    with as_owner():
        row = Mission.objects.create(
            unit=Unit.objects.get(code=MISSION),
            city="Islamabad",
            country="PK",
            zone="Asia/Karachi",
            working_week="12345",
            source="Eksempeldata",
        )
        MissionArea.objects.create(mission=row, scope="operative", country="PK", position=0)
    return people


@pytest.fixture
def desk(desk_client, staff):
    return lambda actor: a_browser(desk_client, actor)


def a_note(actor, *, on=TODAY, review_on=None, instead=""):
    with as_role(DESK.role):
        describing_countries.write_country_note(
            actor,
            queries.mission_unit(MISSION),
            note=NOTE,
            review_on=review_on or on + timedelta(days=90),
            on=on,
            instead=instead,
        )
        with scope(actor):
            return CountryNote.objects.latest("id").ref


@database
def test_a_note_is_shown_on_a_case_in_the_country_and_to_nobody_without_cases(staff, desk):
    a_note(staff.farah)
    with as_role(DESK.role):
        case = a_real_case(staff.amina)
        a_real_trip(staff.amina, case)

    shown = words(desk(staff.amina).get(f"/cases/{case.ref}/travel/"))

    assert "Om landet, fra stasjonen i Islamabad" in shown
    assert "Stasjonen har sjekket dette." in shown
    assert "Kilde: Eksempeldata" in shown
    assert desk(staff.kari).get("/countries/").status_code == 404
    with as_role(DESK.role), scope(staff.kari):
        assert list(CountryNote.objects.all()) == []


@database
def test_only_the_envoy_of_the_mission_writes_and_the_database_agrees(staff, desk):
    """C1, C16: by the gate, by the address, and by the wall behind both."""
    note = a_note(staff.farah)
    for other in (staff.emre, staff.amina, staff.yusuf, staff.jonas):
        page = desk(other)
        assert page.get(f"/countries/{MISSION}/notes/write/").status_code == 404
        assert page.post(f"/countries/{MISSION}/notes/{note}/end/").status_code == 404
    with as_role(DESK.role):
        with pytest.raises(Denied, match="another_mission"):
            describing_countries.end_country_note(
                staff.jonas, queries.mission_unit(MISSION), note=note, on=TODAY
            )
        with scope(staff.emre):
            assert CountryNote.objects.filter(ref=note).update(ended_on=TODAY) == 0
        with pytest.raises(DatabaseError), scope(staff.emre):
            CountryNote.objects.create(
                ref="lnd_x",
                unit=MISSION,
                country="PK",
                topic="other",
                text="x",
                source="x",
                written_on=TODAY,
                review_on=TODAY + timedelta(days=1),
                by_id=staff.emre.id,
            )


@database
def test_an_overdue_note_is_on_the_envoys_day_until_she_has_looked_at_it(staff, desk):
    note = a_note(staff.farah, on=TODAY - timedelta(days=100), review_on=TODAY - timedelta(days=1))
    farah = desk(staff.farah)

    assert "1 landnotat skulle vært sett på igjen" in words(farah.get("/"))
    assert "landnotat" not in words(desk(staff.emre).get("/"))
    later = (TODAY + timedelta(days=90)).isoformat()
    farah.post(f"/countries/{MISSION}/notes/{note}/review/", {"review_on": later})

    assert "landnotat" not in words(farah.get("/"))


@database
def test_a_note_that_is_rewritten_takes_the_others_place(staff):
    first = a_note(staff.farah)

    second = a_note(staff.farah, instead=first)

    with as_role(DESK.role), scope(staff.amina):
        in_use = CountryNote.objects.filter(ended_on=None).values_list("ref", flat=True)
        assert list(in_use) == [second]
    with pytest.raises(RuleBroken, match="tatt bort"):
        a_note(staff.farah, instead=first)


@database
def test_a_brief_is_paper_for_everyone_and_counts_services_never_people(staff, desk):
    farah = desk(staff.farah)
    typed = {"country": "PK", "title": "Å komme hjem", "source": "Eksempeldata"}
    write = f"/countries/{MISSION}/briefs/write/"
    too_long = farah.post(write, typed | {"text": "En linje.\n\n" * 400})
    assert re.search(r"Den ble på \d+ sider", words(too_long))
    made = farah.post(write, typed | {"text": "Et avsnitt.\n\nOg ett til."})
    where = made["Location"]

    paper = desk(staff.amina).post(where, {"reader": "child_welfare"})
    farah.post(where, {"reader": "child_welfare"})
    desk(staff.amina).post(where, {"reader": "school"})

    with pikepdf.open(BytesIO(paper.content)) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert len(pdf.pages) <= 2
    assert "Farah" not in paper.content.decode("latin-1")
    shown = words(farah.get("/countries/"))
    assert "Gitt til: barnevernet 2, en skole 1" in shown
    with as_role(WORKER.role):
        told = list(facts.brief_facts(Period.of_year(TODAY.year)))
    assert [fact.codes["reader"] for fact in told] == ["child_welfare", "child_welfare", "school"]
    assert {field for fact in told for field in fact.codes} == {"service", "reader"}


@database
def test_a_question_to_the_mission_becomes_a_brief_and_the_chain_is_kept(staff, desk):
    staff.maja  # noqa: B018 - made: the national team answers where nobody nearer does
    with as_role(DESK.role):
        inquiry = a_call(staff.farah, unit=MISSION, text=f"Eksempeldata. {SECRET}")
    farah = desk(staff.farah)
    typed = {"country": "PK", "title": "Papirer hjem", "text": "Om landet.", "source": "Erfaring"}
    asked = words(farah.get(f"/inquiries/{inquiry}/"))
    assert "Skriv en landorientering av svaret" in asked
    form = farah.get(f"/inquiries/{inquiry}/write-brief/")
    assert SECRET not in form.content.decode()

    where = farah.post(f"/inquiries/{inquiry}/write-brief/", typed)["Location"]

    assert "skrevet etter et spørsmål fra en tjeneste" in words(desk(staff.amina).get(where))
    assert "Landorientering: Papirer hjem" in words(farah.get(f"/inquiries/{inquiry}/"))
    again = farah.post(f"/countries/{MISSION}/briefs/write/?instead={where.split('/')[-2]}", typed)
    assert "skrevet etter et spørsmål" in words(farah.get(again["Location"]))
    for other in (staff.amina, staff.emre):  # no envoy; the envoy of another mission
        assert desk(other).get(f"/inquiries/{inquiry}/write-brief/").status_code == 404
        assert desk(other).post(f"/inquiries/{inquiry}/write-brief/", typed).status_code == 404


CONTACT = {
    "kind": "person",
    "place": "here",
    "name": SECRET,
    "known_from": "En kollega, i fjor.",
    "trust": "Holdt avtaler to ganger.",
}


@database
def test_a_contact_is_sealed_and_may_know_of_no_case_unless_said(staff, desk):
    farah = desk(staff.farah)
    refused = farah.post("/contacts/add/", CONTACT | {"known_from": " "})
    assert (refused.status_code, SECRET in refused.content.decode()) == (200, True)
    assert farah.post("/contacts/add/", CONTACT).status_code == 302

    shown = words(farah.get("/contacts/"))
    assert SECRET in shown
    assert "skal ikke vite om en sak" in shown
    with as_role(DESK.role), scope(staff.farah):
        row = Contact.objects.get()
        assert row.may_know_of_case is False
        assert SECRET.encode() not in row.body.blob


@database
def test_the_register_is_its_missions_alone_and_local_staff_see_no_person(staff, desk):
    """C1, C10, C16: pages, rows and keys."""
    farah = desk(staff.farah)
    farah.post("/contacts/add/", CONTACT)
    hall = CONTACT | {"kind": "organisation", "name": "Eksempelhuset"}
    farah.post("/contacts/add/", hall)

    for other in (staff.emre, staff.jonas, staff.amina):
        answer = desk(other).get("/contacts/")
        assert answer.status_code == (200 if other is staff.emre else 404)
        assert SECRET not in answer.content.decode()
        with as_role(DESK.role), scope(other):
            assert not Contact.objects.exists()
            assert not ContactRegister.objects.exists()
    local = words(desk(staff.yusuf).get("/contacts/"))
    assert "Eksempelhuset" in local
    assert SECRET not in local
    assert desk(staff.yusuf).get("/contacts/add/").status_code == 404
    with as_role("fristed_backup"):
        ref = ContactRegister.objects.get().ref
    with as_role(DESK.role), pytest.raises(KeeperRefused, match="not_in_team"):
        RegisterKey.ask(staff.jonas, ref, at=timezone.now())


@database
def test_a_contact_that_is_ended_leaves_no_text(staff, desk):
    farah = desk(staff.farah)
    farah.post("/contacts/add/", CONTACT)
    with as_role(DESK.role), scope(staff.farah):
        ref = Contact.objects.get().ref
        before = bytes(Contact.objects.get().body.blob)

    farah.post(f"/contacts/{ref}/end/")

    assert "Ingen kontakter er ført" in words(farah.get("/contacts/"))
    with as_role(DESK.role), scope(staff.farah):
        row = Contact.objects.get()
        assert (row.ended_on, row.body.blob != before) == (TODAY, True)
        with pytest.raises(RuleBroken, match="tatt bort"):
            keeping_contacts.end_contact(
                staff.farah, ContactRegister.objects.get(), ref=ref, on=TODAY
            )


@database
def test_the_registers_key_goes_along_to_the_quarter_it_is_written_in(staff, desk):
    """So that an older quarter's key can be destroyed without it."""
    farah = desk(staff.farah)
    farah.post("/contacts/add/", CONTACT)
    with as_role(DESK.role):
        with scope(staff.farah):
            register = ContactRegister.objects.get()
        later = Quarter.of(TODAY).next().starts_on()
        wrapped = RegisterKey.prolong(staff.farah, register, on=later)
        keeping_contacts.prolong_register(staff.farah, register, wrapped=wrapped, on=later)

    with as_role(WORKER.role):
        assert File.objects.get(ref=register.ref).quarter == str(Quarter.of(later))
    assert SECRET in words(farah.get("/contacts/"))


@database
def test_the_list_takes_the_same_statements_for_one_and_three(staff, desk):
    page = desk(staff.farah)
    counts = []
    for more in (1, 2):
        for _each in range(more):
            a_note(staff.farah)
        with CaptureQueriesContext(connection) as taken:
            assert page.get("/countries/").status_code == 200
        counts.append(len(taken))

    assert counts[0] == counts[1]


@database
def test_local_staff_see_no_case_unless_they_are_named_on_it(staff, desk):
    """C1: what is shared with them by name, the parts that were named, and nothing else."""
    with as_role(DESK.role):
        case = a_real_case(staff.amina, name="Fiolinsaken")
    yusuf = desk(staff.yusuf)

    for address in ("/cases/", "/shares/", "/countries/"):
        assert "Fiolinsaken" not in yusuf.get(address).content.decode()
    assert yusuf.get(f"/cases/{case.ref}/").status_code == 404
    assert yusuf.get("/exports/").status_code == 404
