# ruff: noqa: F401, F811 - fixtures of the sharing tests are used here too
"""One plan around one pupil: parts that are tasks, meetings that end, services told their part."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.test_pages import words
from tests.casework.test_sharing import agree, ask, at_desk, case, of, staff, the_share
from tests.factories.around import a_person_with_phone
from tests.factories.casework import NOW, TODAY, a_real_case, close
from tests.factories.staff import as_role

from fristed.casework import facts
from fristed.casework.actions import cooperating, telling
from fristed.casework.actions.cooperating import Who
from fristed.casework.actions.sharing import Law
from fristed.casework.models import (
    Case,
    Consent,
    CooperationMeeting,
    CooperationPart,
    CooperationPlan,
    FollowUp,
    Referral,
    Task,
)
from fristed.casework.queries import cooperating as queries
from fristed.casework.rules.cooperating import Does, Purpose
from fristed.casework.rules.people import Person
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.kernel.periods import Period

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

GOAL = "Hun vil gå på skolen uten å bli fulgt."
WHAT = "Fast plass å være i langfri."
SOON = (TODAY + timedelta(days=5)).isoformat()


def start(page, case, **changed):
    typed = {"goal": GOAL, "basis": "right_to_inform", "why": "Hun er i fare."}
    return page.post(f"/cases/{case.ref}/cooperation/start/", typed | changed)


def add(page, case, actor, **changed):
    typed = {
        "text": WHAT,
        "service": "pupil_services",
        "at_service": "Rådgiveren",
        "owner": actor.id,
        "due_on": SOON,
    }
    return page.post(f"/cases/{case.ref}/cooperation/parts/add/", typed | changed)


def test_who_does_what_is_a_task_of_somebody_by_a_day(staff, at_desk, case):
    amina, before = at_desk(staff.amina), len(of(staff.amina, Task))
    assert "Skriv hvorfor" in words(start(amina, case, why=""))
    start(amina, case)

    add(amina, case, staff.amina)

    shown = words(amina.get(f"/cases/{case.ref}/cooperation/"))
    for said in (GOAL, WHAT, "Skolens elevtjeneste, Rådgiveren", "De har ikke fått vite noe ennå."):
        assert said in shown
    (part,) = of(staff.amina, CooperationPart)
    tasks = of(staff.amina, Task)
    assert len(tasks) == before + 1
    assert (tasks[-1].pk, tasks[-1].due_on.isoformat()) == (part.task_id, SOON)
    assert b"langfri" not in part.body.blob + tasks[-1].reason.blob
    assert at_desk(staff.birger).get(f"/cases/{case.ref}/cooperation/").status_code == 404
    for model in (CooperationPlan, CooperationPart, CooperationMeeting):
        assert of(staff.birger, model) == []


def test_a_case_has_one_plan_at_a_time(staff, at_desk, case):
    """C20."""
    amina = at_desk(staff.amina)
    start(amina, case)

    assert "Avslutt den først" in words(start(amina, case))
    amina.post(f"/cases/{case.ref}/cooperation/end/")
    assert start(amina, case).status_code == 302
    assert "Planen fra" in words(amina.get(f"/cases/{case.ref}/cooperation/"))


def test_a_case_that_is_opened_again_by_a_plan_is_counted_once(staff, at_desk, count_year):
    with as_role(DESK.role):
        closed = close(staff.amina, a_real_case(staff.amina))
    before = count_year()
    assert [one.kind for one in before] == ["case"]

    start(at_desk(staff.amina), closed)

    (again,) = of(staff.amina, Case)
    assert (again.status, again.ref) == ("open", closed.ref)
    assert count_year() == before
    with as_role(WORKER.role):
        year = Period.of_year(TODAY.year)
        found = [*facts.active_facts(year), *facts.cooperation_facts(year)]
    assert [one.kind for one in found] == ["active_case", "cooperation"]


def test_a_service_without_a_door_is_told_its_part_by_its_own_way(staff, at_desk, case):
    """Recorded as a referral, and so on "who knows what", with its ground."""
    amina = at_desk(staff.amina)
    start(amina, case)
    add(amina, case, staff.amina)
    (part,) = of(staff.amina, CooperationPart)
    where = f"/cases/{case.ref}/refer/?del={part.ref}"
    asked = amina.get(where).content.decode()
    assert WHAT in asked

    typed = {
        "service": "pupil_services",
        "to_whom": "Rådgiveren",
        "basis": "right_to_inform",
        "what": WHAT,
        "why": "De må vite det for å hjelpe.",
    }
    made = amina.post(where, typed)["Location"]
    amina.post(f"{made}sent/", {"how": "meeting"})

    (row,) = of(staff.amina, Referral)
    assert row.part_id == part.pk
    assert "Fortalt, grunnlag: Opplysningsrett" in words(
        amina.get(f"/cases/{case.ref}/cooperation/")
    ).replace("opplysningsrett", "Opplysningsrett")
    assert "Til skolens elevtjeneste" in words(amina.get(f"/cases/{case.ref}/who-knows/"))


def test_a_meeting_ends_when_each_decision_has_an_owner_and_a_day(staff, at_desk, case):
    """E2, by the competence team's own rule."""
    amina = at_desk(staff.amina)
    start(amina, case)
    base = f"/cases/{case.ref}/cooperation/meetings/"
    typed = {"held_on": TODAY.isoformat(), "clock": "00:00", "services": ["pupil_services", "nav"]}
    amina.post(f"{base}call/", typed | {"others": "Helsesykepleieren"})
    (meeting,) = of(staff.amina, CooperationMeeting)
    amina.post(f"{base}{meeting.ref}/decide/", {"text": WHAT, "service": "nav", "owner": ""})
    entries = len(of(staff.amina, FollowUp))

    refused = words(amina.post(f"{base}{meeting.ref}/close/", {"minutes": "45"}))
    (part,) = of(staff.amina, CooperationPart)
    amina.post(
        f"/cases/{case.ref}/cooperation/parts/{part.ref}/assign/",
        {"owner": staff.amina.id, "due_on": SOON},
    )
    closed = amina.post(f"{base}{meeting.ref}/close/", {"minutes": "45"})

    assert "mangler ansvarlig eller frist" in refused
    assert closed.status_code == 302
    assert [one.minutes for one in of(staff.amina, FollowUp)][entries:] == [45]
    (part,) = of(staff.amina, CooperationPart)
    assert part.task_id is not None
    late = words(amina.post(f"{base}{meeting.ref}/decide/", {"text": WHAT, "service": ""}))
    assert "er avsluttet" in late  # C18
    assert "Helsesykepleieren" in words(amina.get(f"/cases/{case.ref}/cooperation/"))


def test_the_family_is_not_called_to_a_meeting_in_a_flagged_case(staff, at_desk, case):
    amina = at_desk(staff.amina)
    start(amina, case)
    with as_role(DESK.role):
        mother, _channel = a_person_with_phone(
            staff.amina, case, person=Person(name="Mor", relation="mother")
        )
        telling.stop_family(staff.amina, case, why="Fare.", on=TODAY)
    where = f"/cases/{case.ref}/cooperation/meetings/call/"
    typed = {"held_on": TODAY.isoformat(), "clock": "12:00", "services": ["health"]}

    assert "skal ikke få vite" in words(amina.post(where, typed | {"people": [mother]}))
    assert amina.post(where, typed).status_code == 302
    assert len(of(staff.amina, CooperationMeeting)) == 1


def test_a_plan_stops_when_the_consent_it_rests_on_is_withdrawn(staff, at_desk, case):
    amina = at_desk(staff.amina)
    agree(amina, case)
    (consent,) = of(staff.amina, Consent)
    start(amina, case, basis=consent.ref, why="")
    add(amina, case, staff.amina)
    (part,) = of(staff.amina, CooperationPart)

    amina.post(f"/cases/{case.ref}/consents/{consent.ref}/withdraw/")

    assert "Samtykket er trukket" in words(amina.get(f"/cases/{case.ref}/cooperation/"))
    assert "Samtykket er trukket" in words(add(amina, case, staff.amina))
    told = {
        "service": "pupil_services",
        "to_whom": "Rådgiveren",
        "basis": "right_to_inform",
        "what": WHAT,
        "why": "Nødvendig.",
    }
    answer = amina.post(f"/cases/{case.ref}/refer/?del={part.ref}", told)
    assert "Samtykket er trukket" in words(answer)
    assert of(staff.amina, Referral) == []


def test_a_colleague_sees_the_plan_when_it_is_shared_with_her_and_changes_nothing(
    staff, at_desk, case
):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    start(amina, case)
    add(amina, case, staff.amina)
    agree(amina, case, parts=["notes", "cooperation"])
    ask(amina, case, staff.birger, parts=["name", "cooperation"])
    birger.post(f"/shares/{the_share(staff.birger).ref}/accept/")

    shown = words(birger.get(f"/cases/{case.ref}/cooperation/"))

    assert WHAT in shown
    assert "Historikken er ufullstendig" not in shown
    assert "Avslutt planen" not in shown
    assert birger.post(f"/cases/{case.ref}/cooperation/end/").status_code == 404
    assert "Birger: " in words(amina.get(f"/cases/{case.ref}/cooperation/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_statements_and_its_facts_hold_no_words(staff, case, rows):
    law = Law("right_to_inform", {"topic": "x"})
    with as_role(DESK.role):
        cooperating.start_cooperation(
            staff.amina, case, purpose=Purpose(GOAL, "Fare."), ground=law, on=TODAY
        )
        for number in range(rows):
            cooperating.add_part(
                staff.amina,
                case,
                does=Does(f"{WHAT} {number}"),
                service="health",
                who=Who(staff.amina.id, TODAY),
                on=TODAY,
            )
        grant = cooperating.read_cooperation(staff.amina, case)
        with CaptureQueriesContext(connection) as seen:
            page = queries.cooperation_page(staff.amina, case, grant, now=NOW)
    with as_role(WORKER.role):
        (fact,) = facts.cooperation_facts(Period.of_year(TODAY.year))

    assert len(page.plan.parts) == rows
    assert len(seen) <= 22  # with the scope's own
    assert (fact.kind, fact.codes) == (
        "cooperation",
        {"service": "adviser", "county": "03", "partner": "health"},
    )
