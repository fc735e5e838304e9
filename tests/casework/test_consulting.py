"""The competence team: one shared file, an agency's own beside it, meetings that end in tasks."""

import re
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY
from tests.factories.consulting import a_matter, a_meeting
from tests.factories.staff import Staff, as_role

from fristed.casework.actions import consulting, meeting
from fristed.casework.actions.consulting import Key
from fristed.casework.models import (
    AgencyNote,
    Compartment,
    Consultation,
    HousingRequest,
    ReturnRefund,
    SharedEntry,
    TeamDecision,
)
from fristed.casework.queries import consulting as queries
from fristed.casework.queries import meeting as meetings
from fristed.config.doors import DESK
from fristed.gate import Denied, scope
from fristed.vault.keeper import KeeperRefused
from fristed.vault.models import File
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Vi har et vedtak om henne som teamet ikke kjenner."


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    units = people.nils.units | people.tone.units | people.amina.units
    fetch_unit_keys(sorted(units), TODAY)
    return people


@pytest.fixture
def desk(desk_client, staff):
    return lambda actor: a_browser(desk_client, actor)


@pytest.fixture
def matter(staff):
    with as_role(DESK.role):
        return a_matter(staff.nils)


def rows(actor, model):
    with as_role(DESK.role), scope(actor):
        return list(model.objects.order_by("pk"))


def in_desk(do):
    with as_role(DESK.role):
        return do()


def body(answer) -> str:
    return answer.content.decode()


def test_a_matter_is_taken_in_without_identity_and_goes_to_who_answers_such_a_caller(staff, desk):
    answer = desk(staff.nils).post(
        "/consultations/take-in/",
        {"caller": "police", "concern": "forced_marriage", "summary": "Kan hun hentes hjem?"},
    )

    (row,) = rows(staff.nils, Consultation)
    assert answer["Location"] == f"/consultations/{row.ref}/"
    assert (row.number, row.agency, row.received_on) == (1, "pod", TODAY)
    assert b"hentes" not in row.summary.blob
    assert [one.name for one in Consultation._meta.fields if "name" in one.name] == []


def test_every_member_reads_the_shared_file_and_nobody_else(staff, desk, matter):
    """C1, C25."""
    for member in (staff.nils, staff.tone):
        assert "Kan en jente hentes hjem?" in body(desk(member).get(f"/consultations/{matter}/"))
    for other in (staff.amina, staff.ingrid, staff.kari, staff.oda):
        assert desk(other).get(f"/consultations/{matter}/").status_code == 404
        assert rows(other, Consultation) == []


def test_the_keeper_gives_no_key_to_who_is_not_in_the_team(staff, matter):
    with as_role(DESK.role), pytest.raises(KeeperRefused) as refused:
        Key.ask(staff.amina, matter, at=NOW)

    assert refused.value.code == "not_in_team"


def test_what_is_shared_says_from_whom_and_on_what_ground(staff, desk, matter):
    """E1: source agency and ground beside every entry; the act is in the log."""
    desk(staff.tone).post(
        f"/consultations/{matter}/share/",
        {"text": "Hun har gyldig opphold.", "basis": "right_to_inform"},
    )

    shown = body(desk(staff.nils).get(f"/consultations/{matter}/"))
    (row,) = rows(staff.nils, SharedEntry)
    form = body(desk(staff.nils).get(f"/consultations/{matter}/share/"))
    assert '<p class="whose">Drøfting 1</p>' in form  # nobody writes in another matter
    assert (row.agency, row.basis) == ("udi", "right_to_inform")
    assert "Hun har gyldig opphold." in shown
    assert "Utlendingsdirektoratet" in shown
    assert "grunnlag: opplysningsrett" in shown
    assert ("begun", "consultation.add_entry", "") in trail(matter)


def test_an_agencys_own_note_does_not_exist_for_the_others(staff, desk, matter):
    """C10, C16: not the text, not that there is one, not a counter; in pages, rows or log."""
    before = body(desk(staff.nils).get(f"/consultations/{matter}/"))
    log_before = [line[1] for line in trail(matter)]
    desk(staff.tone).post(f"/consultations/{matter}/notes/add/", {"text": SECRET})

    where = f"/consultations/{matter}/"
    hers, theirs = (body(desk(who).get(where)) for who in (staff.tone, staff.nils))

    assert SECRET in hers
    assert SECRET not in theirs
    assert _without_tokens(theirs) == _without_tokens(before)
    assert rows(staff.nils, Compartment) == rows(staff.nils, AgencyNote) == []
    assert len(rows(staff.nils, File)) == 1
    assert not {line[1] for line in trail(matter)[len(log_before) :]} & {
        "compartment.open",
        "compartment.add_note",
    }


def test_the_keeper_gives_no_key_to_anothers_compartment(staff, desk, matter):
    desk(staff.tone).post(f"/consultations/{matter}/notes/add/", {"text": SECRET})
    (own,) = rows(staff.tone, Compartment)

    with as_role(DESK.role):
        with pytest.raises(KeeperRefused) as refused:
            Key.ask(staff.nils, own.ref, at=NOW)
        with pytest.raises(Denied):
            consulting.read_compartment(staff.nils, own)

    assert refused.value.code == "not_in_team"


def test_sharing_a_note_copies_it_once_with_its_ground(staff, desk, matter):
    page = desk(staff.tone)
    page.post(f"/consultations/{matter}/notes/add/", {"text": SECRET})
    (note,) = rows(staff.tone, AgencyNote)
    where = f"/consultations/{matter}/notes/{note.ref}/share/"

    first, again = (page.post(where, {"basis": "consent"}) for _ in range(2))

    assert first.status_code == 302
    assert "er delt" in body(again)
    assert len(rows(staff.nils, SharedEntry)) == 1
    assert SECRET in body(desk(staff.nils).get(f"/consultations/{matter}/"))


def test_a_meeting_ends_when_every_matter_is_treated_and_every_decision_owned(staff, desk, matter):
    """E2."""
    ref = in_desk(lambda: a_meeting(staff.nils))
    page = desk(staff.nils)

    assert "ikke behandlet" in body(page.post(f"/meetings/{ref}/close/", follow=True))
    page.post(f"/meetings/{ref}/{matter}/decide/", {"text": "Kontakt stasjonen.", "owner": ""})
    unowned = body(page.post(f"/meetings/{ref}/close/", follow=True))
    assert "mangler ansvarlig eller frist" in unowned
    (decision,) = rows(staff.nils, TeamDecision)
    page.post(
        f"/meetings/{ref}/decisions/{decision.ref}/assign/",
        {"owner": staff.tone.id, "due_on": (TODAY + timedelta(days=3)).isoformat()},
    )
    closed = body(page.post(f"/meetings/{ref}/close/", follow=True))

    assert "Referatet er klart." in closed
    (decision,) = rows(staff.nils, TeamDecision)
    assert (decision.owner_id, decision.due_on) == (staff.tone.id, TODAY + timedelta(days=3))


def test_minutes_are_paper_at_once_and_say_what_was_decided(staff, desk, matter):
    ref = in_desk(lambda: a_meeting(staff.nils))
    page = desk(staff.nils)
    page.post(
        f"/meetings/{ref}/{matter}/decide/",
        {"text": "Kontakt stasjonen.", "owner": staff.tone.id, "due_on": TODAY.isoformat()},
    )
    page.post(f"/meetings/{ref}/close/")

    minutes = desk(staff.tone).get(f"/meetings/{ref}/minutes/")

    assert minutes["Content-Disposition"] == 'attachment; filename="referat.pdf"'
    with pikepdf.open(BytesIO(minutes.content)) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert ("opened", "consultation.print", "meeting") in trail(matter)


def test_minutes_hold_the_decision_its_owner_and_its_day(staff, matter):
    def make():
        ref = a_meeting(staff.nils)
        row, found = (
            meetings.meeting_by_ref(staff.nils, ref),
            queries.consultation_by_ref(staff.nils, matter),
        )
        meeting.decide(
            staff.nils,
            row,
            consultation=found,
            text="Kontakt stasjonen.",
            owner=staff.tone.id,
            due_on=date(2026, 12, 1),
            on=TODAY,
        )
        grant = consulting.read_consultation(staff.nils, found)
        page = queries.consultation_page(staff.nils, found, grant, (), on=TODAY)
        return meetings.printed_minutes(
            meetings.meeting_page(staff.nils, row), {matter: page.decisions}, on=TODAY
        )

    values = in_desk(make)

    assert [item["decisions"] for item in values["items"]] == [
        ["Kontakt stasjonen. Ansvarlig: Tone. Frist: 1. desember 2026."]
    ]


def test_a_closed_meeting_takes_no_more_decisions(staff, desk, matter):
    """C18."""
    ref = in_desk(lambda: a_meeting(staff.nils))
    page = desk(staff.nils)
    page.post(f"/meetings/{ref}/{matter}/postpone/")
    page.post(f"/meetings/{ref}/close/")

    answer = page.post(f"/meetings/{ref}/{matter}/decide/", {"text": "For sent."})

    assert "Møtet ble avsluttet" in body(answer)
    assert rows(staff.nils, TeamDecision) == []


def test_an_agenda_takes_the_same_statements_for_one_matter_or_three(staff, matter):
    def statements():
        ref = a_meeting(staff.nils)
        row = meetings.meeting_by_ref(staff.nils, ref)
        with CaptureQueriesContext(connection) as seen:
            page = meetings.meeting_page(staff.nils, row)
        for line in page.agenda:
            found = queries.consultation_by_ref(staff.nils, line.matter.ref)
            meeting.postpone_matter(staff.nils, row, consultation=found)
        meeting.close_meeting(staff.nils, row, at=NOW)
        return len(page.agenda), len(seen)

    def both():
        one = statements()
        a_matter(staff.nils)
        a_matter(staff.nils)
        return one, statements()

    (few, first), (more, second) = in_desk(both)
    assert (few, more) == (1, 3)
    assert first == second


def test_housing_asks_who_it_is_for_and_never_where(staff, desk, matter):
    page = desk(staff.nils)
    where = f"/consultations/{matter}/housing/ask/"
    needs = {"needs": "En kvinne med et barn.", "over_18": "on", "wants_help": "on"}

    refused = body(page.post(where, needs))
    page.post(where, needs | {"needs_protection": "on"})
    (row,) = rows(staff.nils, HousingRequest)
    page.post(f"/consultations/{matter}/housing/{row.ref}/decide/", {"outcome": "granted"})

    assert "over 18 år som trenger beskyttelse" in refused
    assert "En kvinne med et barn." in refused
    assert [one.name for one in HousingRequest._meta.fields if "address" in one.name] == []
    (row,) = rows(staff.nils, HousingRequest)
    assert (row.decided_on, row.outcome) == (TODAY, "granted")
    assert "0 dager ventet" in body(page.get(f"/consultations/{matter}/"))


def test_a_refund_is_applied_for_by_a_mission_and_decided_once(staff, desk, matter):
    """C17: the amount is held against what was applied for, in the rule and in the database."""
    page = desk(staff.nils)
    page.post(
        f"/consultations/{matter}/refunds/apply/",
        {"mission": "Islamabad", "travellers": "Hun og en søster", "amount": "12000"},
    )
    (row,) = rows(staff.nils, ReturnRefund)
    where = f"/consultations/{matter}/refunds/{row.ref}/decide/"

    too_much = body(page.post(where, {"outcome": "granted", "granted": "12001"}))
    page.post(where, {"outcome": "granted", "granted": "9000"})
    again = body(page.post(where, {"outcome": "refused", "granted": "0"}))

    assert "høyst det det er søkt om" in too_much
    assert "er avgjort" in again
    (row,) = rows(staff.nils, ReturnRefund)
    assert (row.amount, row.granted, row.outcome) == (12000, 9000, "granted")
    assert b"Islamabad" not in row.about.blob


def test_a_matter_is_closed_when_nothing_decided_is_left(staff, desk, matter):
    ref = in_desk(lambda: a_meeting(staff.nils))
    page = desk(staff.nils)
    page.post(
        f"/meetings/{ref}/{matter}/decide/",
        {"text": "Ring.", "owner": staff.tone.id, "due_on": TODAY.isoformat()},
    )

    left = body(page.post(f"/consultations/{matter}/close/", follow=True))
    (decision,) = rows(staff.nils, TeamDecision)
    page.post(f"/meetings/{ref}/decisions/{decision.ref}/finish/")
    page.post(f"/consultations/{matter}/close/")

    assert "ikke gjort ferdig" in left
    assert [row.status for row in rows(staff.nils, Consultation)] == ["closed"]


def _without_tokens(page: str) -> str:
    moves = r'value="[A-Za-z0-9]{64}"|: "[A-Za-z0-9]{64}"|data-left-seconds="\d+"'
    return re.sub(moves, "", page)
