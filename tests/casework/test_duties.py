"""Assessing a duty in a case: what is kept, what is sealed, who is refused, what the pages say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY, a_case, a_real_case, close
from tests.factories.staff import Staff, as_role

from fristed.casework import queries
from fristed.casework.actions import assessing_duties, reading
from fristed.casework.actions.assessing_duties import Facts, Step
from fristed.casework.choices import DutyStepKind
from fristed.casework.models import DutyAssessment, DutyStep
from fristed.codelists import queries as codelists
from fristed.config.doors import DESK
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Hun sa at moren har pakket kofferten hennes."
TICKED = {
    "q-age": "15",
    "q-matter": ["maltreatment"],
    "q-proof": "suspected",
    "q-time": "coming",
    "q-place": "leaving",
}
SIGNED = {
    "sign": "1",
    "insight_on": (TODAY - timedelta(days=1)).isoformat(),
    "insight_clock": "08:30",
    "words": SECRET,
    "parts": ["what", "danger"],
    "kind": "will_act",
    "step_words": "",
    "confirmed": "on",
}


def facts(**changed):
    given = Facts({"age": ("15",)}, insight_at=NOW - timedelta(hours=30), words=SECRET)
    return replace(given, **changed)


def assess(actor, case, *, kind=DutyStepKind.WILL_ACT, words="", topic="duty_to_report"):
    return assessing_duties.assess_duty(
        actor,
        case,
        duty=codelists.duty_on(topic, TODAY),
        facts=facts(),
        step=Step(kind, words),
        at=NOW,
    )


def step(actor, case, assessment, kind, words=""):
    assessing_duties.take_duty_step(
        actor, case, assessment=assessment, step=Step(kind, words), at=NOW
    )


def test_assess_duty_keeps_codes_and_days_and_seals_the_rest(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)

    ref = assess(amina, case)

    with scope(amina):
        row, taken = DutyAssessment.objects.get(ref=ref), DutyStep.objects.get()
    assert row.edition == codelists.duty_on("duty_to_report", TODAY).edition
    assert (row.assessed_on, row.by_id) == (TODAY, amina.id)
    assert (taken.kind, taken.assessment_id) == ("will_act", row.pk)
    for text in (row.reasoning, taken.words):
        assert str(text) == "•••"
        assert SECRET.encode() not in text.blob
    assert (
        trail(case.ref)[-2:] == [("begun", "case.assess_duty", ""), ("done", "", "")]
        or trail(case.ref)[-1][1] == "case.assess_duty"
    )


@pytest.mark.parametrize("key", ["birger", "celine", "ingrid", "kari", "oda", "petter"])
def test_assess_duty_is_refused_to_everyone_else_and_recorded(at_the_desk, key):
    """C1, C19: the action asks, whatever page led there, and the refusal is on the trail."""
    case = a_case(at_the_desk.amina)

    with pytest.raises(Denied):
        assess(getattr(at_the_desk, key), case)

    assert trail(case.ref)[-1] == ("refused", "case.assess_duty", "not_responsible")
    with scope(at_the_desk.amina):
        assert not DutyAssessment.objects.exists()


def test_a_duty_is_personal_so_who_opened_it_in_an_emergency_may_assess_too(at_the_desk):
    amina = at_the_desk.amina
    case, closed = a_case(amina), close(amina, a_case(amina))
    birger = replace(at_the_desk.birger, glass=frozenset({case.ref, closed.ref}))

    assessing_duties.ask_to_assess_duty(birger, case)
    with pytest.raises(Denied):  # opening it again is for whoever may change it
        assessing_duties.ask_to_assess_duty(birger, closed)


def test_take_duty_step_in_order_and_never_on_anothers_assessment(at_the_desk):
    """C17, C25: the reference in the address is looked for in this case and nowhere else."""
    amina = at_the_desk.amina
    case, other = a_case(amina), a_case(amina)
    ref = assess(amina, case)

    with pytest.raises(RuleBroken, match="før du fører mottaket"):
        step(amina, case, ref, DutyStepKind.ACKNOWLEDGED)
    with pytest.raises(RuleBroken, match="finnes ikke"):
        step(amina, other, ref, DutyStepKind.FINDING_OUT)
    step(amina, case, ref, DutyStepKind.REPORTED, "Barneverntjenesten")
    step(amina, case, ref, DutyStepKind.ACKNOWLEDGED)
    with pytest.raises(RuleBroken, match="ny vurdering"):
        step(amina, case, ref, DutyStepKind.FINDING_OUT)

    with scope(amina):
        assert list(DutyStep.objects.order_by("id").values_list("kind", flat=True)) == [
            "will_act",
            "reported",
            "acknowledged",
        ]


def test_clocks_and_changed_laws_are_listed_for_those_who_may_read(at_the_desk):
    amina, birger = at_the_desk.amina, at_the_desk.birger
    case, done = a_case(amina), a_case(amina)
    assess(amina, case)
    assess(amina, done, kind=DutyStepKind.NOT_REPORTED, words="Hun er 19 år.")

    own = queries.own_duties(amina, on=TODAY)
    assert [(clock.case, clock.what) for clock in own.waiting] == [
        (case.ref, "skal melde eller avverge")
    ]
    assert own.changed == ()
    assert queries.own_duties(birger, on=TODAY).waiting == ()


def test_a_change_of_law_lists_the_open_cases_it_touches(at_the_desk, monkeypatch):
    amina = at_the_desk.amina
    touched, closed = a_case(amina), a_case(amina)
    for case in (touched, closed):
        assess(amina, case)
    assess(amina, touched, topic="duty_to_avert")
    close(amina, closed)
    old = codelists._laws()
    amended = [
        replace(law, section=law.section + " ny") if law.topic == "duty_to_report" else law
        for law in old
    ]
    monkeypatch.setattr(codelists, "_laws", lambda: amended)

    changed = queries.own_duties(amina, on=TODAY).changed

    assert [(clock.case, clock.title) for clock in changed] == [
        (touched.ref, "Opplysningsplikt til barnevernet")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_clocks_asks_as_much_for_three_as_for_one(at_the_desk, rows):
    amina = at_the_desk.amina
    for _ in range(rows):
        assess(amina, a_case(amina))
    queries.own_duties(amina, on=TODAY)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        own = queries.own_duties(amina, on=TODAY)

    assert len(own.waiting) == rows
    assert len([one for one in asked if "dutyassessment" in one["sql"]]) == 1


@pytest.fixture
def at_work(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted({*people.amina.units, *people.birger.units}), TODAY)
    return people


@pytest.fixture
def case(at_work):
    with as_role(DESK.role):
        return a_real_case(at_work.amina)


def test_the_page_reasons_in_the_open_and_signs_into_the_case(at_work, desk_client, case):
    call_command("load_organisation", verbosity=0)
    page = a_browser(desk_client, at_work.amina)
    address = f"/cases/{case.ref}/duties/duty_to_report/assess/"

    asked = page.get(address).content.decode()
    assert "grunn til å tro" in asked
    assert asked.count("Ikke kontrollert av jurist.") >= 2
    shown = page.post(address, TICKED).content.decode()
    assert "Derfor sier siden ingen konklusjon." in shown
    assert "15 år" in shown
    assert "fyller kriteriet" not in shown  # nothing that amounts to a conclusion
    for number in ("112", "116 111"):
        assert number in shown
    with as_role(DESK.role), scope(at_work.amina):
        assert not DutyAssessment.objects.exists()

    sent = page.post(address, TICKED | SIGNED)
    assert (sent.status_code, sent["Location"]) == (302, f"/cases/{case.ref}/duties/")
    kept = page.get(f"/cases/{case.ref}/duties/").content.decode()
    for text in (SECRET, "Signert av Amina", "Ikke kontrollert av jurist.", "Klokka går", "15 år"):
        assert text in kept
    assert "Historikken er ufullstendig" not in kept
    assert "Historikken er ufullstendig" not in page.get(f"/cases/{case.ref}/").content.decode()


def test_an_unsigned_or_contradicting_form_keeps_what_was_typed(at_work, desk_client, case):
    page = a_browser(desk_client, at_work.amina)
    address = f"/cases/{case.ref}/duties/duty_to_report/assess/"

    unsigned = page.post(address, TICKED | SIGNED | {"confirmed": ""}).content.decode()
    assert SECRET in unsigned
    why = page.post(address, TICKED | SIGNED | {"kind": "not_reported"}).content.decode()
    assert "Skriv hvorfor du ikke gir det videre." in why
    both = page.post(address, TICKED | {"q-matter": ["neglect", "none"]}).content.decode()
    assert "Velg det som stemmer." in both
    assert 'value="suspected" ' in both
    later = page.post(address, TICKED | SIGNED | {"insight_on": "2099-01-01"}).content.decode()
    assert "i framtiden" in later


def test_the_guide_without_a_case_keeps_nothing(at_work, desk_client, case):
    page = a_browser(desk_client, at_work.amina)

    shown = page.post("/duties/duty_to_avert/", {"q-offence": ["forced_marriage"]})

    assert shown.status_code == 200
    assert "Signer i saken" not in shown.content.decode()
    with as_role(DESK.role), scope(at_work.amina):
        assert not DutyAssessment.objects.exists()
    assert page.get("/duties/no_such_duty/").status_code == 404


def test_a_text_that_was_removed_is_told(at_work, desk_client, case):
    page = a_browser(desk_client, at_work.amina)
    with as_role(DESK.role):
        assess(at_work.amina, case)
    assert "ufullstendig" not in page.get(f"/cases/{case.ref}/duties/").content.decode()

    with connection.cursor() as cursor:
        cursor.execute("alter table casework_dutystep no force row level security")
        cursor.execute("delete from casework_dutystep")
        cursor.execute("alter table casework_dutystep force row level security")

    assert "ufullstendig" in page.get(f"/cases/{case.ref}/duties/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_much_for_three_as_for_one(at_work, case, rows):
    with as_role(DESK.role):
        for _ in range(rows):
            assess(at_work.amina, case)
        grant = reading.read_case(at_work.amina, case)
        with CaptureQueriesContext(connection) as asked:
            page = queries.duties_page(at_work.amina, case, grant, now=NOW)

    assert len(page.assessments) == rows
    assert {line.hours for line in page.assessments} == {30}
    assert len(asked) <= 9
