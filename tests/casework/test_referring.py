# ruff: noqa: F401, F811 - fixtures of the sharing tests are used here too
"""What services outside are told, until they have said they have it; and whom not to tell."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.casework.test_pages import words
from tests.casework.test_sharing import agree, ask, at_desk, case, of, staff, the_share

from fristed.casework.models import Consent, Referral, StopOverride
from fristed.casework.rules.referring import Content, check_family_stop, reminder, to_the_hour
from fristed.casework.rules.reporting import Report
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


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_the_family_stop_is_hard_until_a_second_person_agrees_and_then_once(
    staff,
    at_desk,
    case,
):
    """C7: dangerous, so it takes another person; never oneself, and once."""
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    amina.post(f"/cases/{case.ref}/family-stop/", {"why": "Hun blir slått når de får vite noe."})
    told = REPORT | {"guardians_informed": "yes", "guardians_why_not": ""}

    refused = amina.post(f"/cases/{case.ref}/report/", told)

    assert "Familien skal ikke få vite dette" in words(refused)
    assert of(staff.amina, Referral) == []
    amina.post(f"/cases/{case.ref}/family-stop/override/", {"why": "Far er på hennes side."})
    (override,) = of(staff.amina, StopOverride)
    yes = f"/cases/{case.ref}/family-stop/override/{override.ref}/approve/"
    amina.post(yes)
    assert birger.post(yes).status_code == 404
    assert "Familien skal ikke få vite dette" in words(
        amina.post(f"/cases/{case.ref}/report/", told)
    )
    agree(amina, case)
    ask(amina, case, staff.birger)
    birger.post(f"/shares/{the_share(staff.birger).ref}/accept/")
    birger.post(yes)

    assert amina.post(f"/cases/{case.ref}/report/", told).status_code == 302
    assert "Familien skal ikke få vite dette" in words(
        amina.post(f"/cases/{case.ref}/report/", told)
    )


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
