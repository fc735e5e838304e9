# ruff: noqa: F401, F811 - fixtures of the sharing tests are used here too
"""What services outside are told, until they have said they have it; and whom not to tell."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.casework.test_duties import assess
from tests.casework.test_pages import words
from tests.casework.test_sharing import agree, at_desk, case, of, staff
from tests.factories.casework import TODAY, a_real_case, close
from tests.factories.staff import as_role

from fristed.casework.forms.referring import ReportCase
from fristed.casework.models import Case, Closing, Consent, DutyStep, Referral
from fristed.casework.rules.referring import Content, check_family_stop, reminder, to_the_hour
from fristed.casework.rules.reporting import Report
from fristed.config.doors import DESK
from fristed.kernel.rules import RuleBroken

SENT = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
WORRY = "Hun sier at hun skal giftes bort i Karachi i desember."
REPORT = {
    "basis": "duty_to_report",
    "guardians_informed": "no",
    "guardians_why_not": "De planlegger reisen, og hun er redd dem.",
    "guardians": "Mor Eksempel\nFar Eksempel",
    "child": "Barn Eksempel",
    "fnr": "",
    "address": "",
    "child_informed": "yes",
    "child_why_not": "",
    "municipality": "0301",
    "district_number": "03",
    "district_name": "Sagene",
    "message": WORRY,
    "history": "",
    "other_views": "",
    "interpreter": "",
    "phone": "900 00 000",
    "email": "amina@example.org",
    "why": "Plikten gjelder uansett.",
}


@pytest.mark.parametrize(
    ("hours", "acknowledged", "said"),
    [
        (0, None, ""),
        (23, None, ""),
        (24, None, "day"),
        (71, None, "day"),
        (72, None, "three_days"),
        (500, None, "three_days"),
        (500, date(2026, 11, 25), ""),
    ],
)
def test_somebody_asks_after_24_and_72_hours_until_there_is_a_receipt(hours, acknowledged, said):
    now = to_the_hour(SENT) + timedelta(hours=hours)

    got = reminder(sent_at=to_the_hour(SENT), acknowledged_on=acknowledged, now=now)

    assert got == said


def a_report(**changed):
    told = {"personnavn": "Mor", "orientert": False, "orienterGrunn": ""}
    whole = {
        "kommunenummer": "0301",
        "kommunenavn": "Oslo",
        "bydelsnummer": "03",
        "bydelsnavn": "Sagene",
        "offentligMelder": {
            "personnavn": "Amina",
            "rolle": "rådgiver",
            "telefonnummer": "900 00 000",
            "epost": "amina@example.org",
            "virksomhet": "Rådgivere øst",
        },
        "offentligBarn": [{"personnavn": "Barn", "orientert": True}],
        "foresatte": [told | {"orientertGrunn": "Fare"}],
        "melding": {"melding": WORRY},
        "behovForTolk": False,
        "sendingstidspunkt": "2026-11-24T09:40:00Z",
        "leveringskanal": "portal",
    }
    whole["foresatte"] = [{"personnavn": "Mor", "orientert": False, "orientertGrunn": "Fare"}]
    return whole | changed


@pytest.mark.parametrize(
    "changed",
    [
        {"bydelsnummer": "3"},
        {"bydelsnavn": ""},
        {"kommunenummer": "301"},
        {"offentligBarn": []},
        {"offentligBarn": [{"personnavn": "Barn", "orientert": False}]},
        {"foresatte": [{"personnavn": "Mor", "orientert": False, "orientertGrunn": " "}]},
        {"melding": {"melding": ""}},
        {"ukjent": "felt"},
        {"offentligBarn": [{"personnavn": "Barn", "orientert": True, "fnr": "123"}]},
    ],
)
def test_a_report_that_the_portal_would_refuse_is_refused_here(changed):
    """C17: what is required, and that "not informed" says why."""
    Report.model_validate(a_report())

    with pytest.raises(ValueError, match=r"validation error"):
        Report.model_validate(a_report(**changed))


def test_a_report_comes_back_as_it_was_sealed():
    report = Report.model_validate(a_report())
    content = Content("Oslo", WORRY, why="Plikt", law={"caution": "ikke"}, report=report)

    assert Content.from_text(content.as_text()) == content
    assert set(report.as_sent()) == set(a_report())


def test_the_family_is_told_only_when_two_agree():
    check_family_stop(is_stopped=False, has_override=False)
    check_family_stop(is_stopped=True, has_override=True)
    with pytest.raises(RuleBroken, match="skal ikke få vite"):
        check_family_stop(is_stopped=True, has_override=False)


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_a_report_is_prepared_sent_by_a_person_acknowledged_and_answered(staff, at_desk, case):
    amina = at_desk(staff.amina)
    assert "Skriv hvorfor ikke." in words(
        amina.post(f"/cases/{case.ref}/report/", REPORT | {"guardians_why_not": ""})
    )

    made = amina.post(f"/cases/{case.ref}/report/", REPORT)

    where = made["Location"]
    shown = words(amina.get(where))
    assert "nei, fordi De planlegger reisen, og hun er redd dem." in shown
    assert "ikke sendt" in shown
    assert "Ikke kontrollert av jurist" in shown or "jurist" in shown.lower()
    sent = json.loads(amina.get(f"{where}report.json").content)
    assert (sent["bydelsnummer"], sent["bydelsnavn"]) == ("03", "Sagene")
    assert [one["orientert"] for one in sent["foresatte"]] == [False, False]
    assert sent["melding"]["melding"].startswith("Eksempeldata. Dette er en demonstrasjon.")
    assert amina.get(f"{where}report.pdf").content.startswith(b"%PDF-")
    amina.post(f"{where}sent/", {"how": "portal"})
    assert "venter på kvittering" in words(amina.get("/reports/"))
    amina.post(f"{where}acknowledged/")
    amina.post(f"{where}answer/", {"text": "De åpner undersøkelse."})
    assert "De åpner undersøkelse." in words(amina.get(where))
    assert "Alt som er sendt, er mottatt" in words(amina.get("/reports/"))
    assert "Svar fra barnevernet" in words(amina.get(f"/cases/{case.ref}/"))
    (row,) = of(staff.amina, Referral)
    assert (row.sent_at.minute, row.sent_at.second) == (0, 0)
    assert b"Karachi" not in row.content.blob
    assert at_desk(staff.birger).get(where).status_code == 404
    assert at_desk(staff.birger).get(f"{where}report.json").status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("", "", ""),  # the numbers are of nobody: they are given out in 2033
        ("010133 50090", "01013350090", ""),
        ("410133-50084", "41013350084", ""),  # a D-number
        ("01013350007", "01013350007", ""),  # by the rules of 2032
        ("01013350091", "", "Det er ikke et gyldig nummer. Se over sifrene."),
        ("32013350000", "", "Det er ikke et gyldig nummer. Se over sifrene."),
        ("1234", "", "Skriv elleve sifre."),
    ],
)
@pytest.mark.django_db
def test_a_number_of_a_child_is_right_by_both_control_digits_or_is_asked_again(typed, kept, said):
    """C17: what was typed stands in the form, and nothing else of it is lost."""
    form = ReportCase(
        REPORT | {"fnr": typed}, bases=[(REPORT["basis"], "Opplysningsplikt")], on=TODAY
    )

    assert "".join(form.errors.get("fnr", [])) == said
    assert form.cleaned_data.get("fnr", "") == kept
    assert form["fnr"].value() == typed
    assert form["message"].value() == WORRY


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_a_report_that_tells_the_family_is_refused_in_a_flagged_case(staff, at_desk, case):
    amina = at_desk(staff.amina)
    amina.post(f"/cases/{case.ref}/family-stop/", {"why": "Hun blir slått når de får vite noe."})
    told = REPORT | {"guardians_informed": "yes", "guardians_why_not": ""}

    refused = amina.post(f"/cases/{case.ref}/report/", told)

    assert "Familien skal ikke få vite dette" in words(refused)
    assert of(staff.amina, Referral) == []


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_a_referral_on_consent_needs_one_and_lists_under_it(staff, at_desk, case):
    amina = at_desk(staff.amina)
    agree(amina, case, to_whom="krisesenteret")
    (consent,) = of(staff.amina, Consent)
    typed = {
        "service": "crisis_centre",
        "to_whom": "Krisesenteret",
        "basis": consent.ref,
        "what": "Trenger et sted å sove fra fredag.",
    }

    made = amina.post(f"/cases/{case.ref}/refer/", typed)
    without = amina.post(f"/cases/{case.ref}/refer/", typed | {"basis": "right_to_inform"})

    assert made.status_code == 302
    assert "Skriv hvorfor det deles uten samtykke." in words(without)
    assert re.search("Til krisesenteret", words(amina.get(f"/cases/{case.ref}/who-knows/")))


@pytest.mark.parametrize("where", ["referral", "duty"])
@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_a_report_that_fulfils_a_duty_shares_its_clock_and_its_receipt(staff, at_desk, case, where):
    amina = at_desk(staff.amina)
    with as_role(DESK.role):
        assessment = assess(staff.amina, case)
    duties = f"/cases/{case.ref}/duties/"
    made = amina.post(f"/cases/{case.ref}/report/?plikt={assessment}", REPORT)["Location"]
    step = f"{duties}{assessment}/step/"

    assert "Klokka går" in words(amina.get(made))
    assert "Til barnevernet ikke sendt" in words(amina.get(duties))
    by_hand = amina.post(step, {"kind": "reported", "step_words": "Barnevernet"})
    assert "Før på den at den er sendt." in words(by_hand)
    amina.post(f"{made}sent/", {"how": "portal"})
    assert steps(staff.amina) == ["will_act", "reported"]
    if where == "referral":
        amina.post(f"{made}acknowledged/")
    else:
        amina.post(step, {"kind": "acknowledged", "step_words": ""})

    assert steps(staff.amina) == ["will_act", "reported", "acknowledged"]
    (row,) = of(staff.amina, Referral)
    assert row.acknowledged_on == TODAY
    assert "Klokka går" not in words(amina.get(made)) + words(amina.get(duties))


def steps(actor):
    return [one.kind for one in of(actor, DutyStep)]


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_a_referral_in_a_closed_case_opens_it_again_as_the_same_case(staff, at_desk, case):
    amina = at_desk(staff.amina)
    with as_role(DESK.role):
        closed = close(staff.amina, a_real_case(staff.amina, name="Gammel sak"))
    typed = {
        "service": "health",
        "to_whom": "Helsestasjonen",
        "basis": "right_to_inform",
        "what": "Trenger en samtale.",
        "why": "Det haster.",
    }
    assert "Den åpnes igjen" in words(amina.get(f"/cases/{closed.ref}/refer/"))

    amina.post(f"/cases/{closed.ref}/refer/", typed)

    (ended,) = of(staff.amina, Closing, case_id=closed.pk)
    assert (ended.reopened_on, ended.reopened_by_id) == (TODAY, staff.amina.id)
    (again,) = of(staff.amina, Case, ref=closed.ref)
    assert again.status == "open"
    assert f"av {staff.amina.name}." in words(amina.get(f"/cases/{closed.ref}/"))
