"""Asking the competence team from a case: it sees who asked, the case sees what state it is in."""

import pytest
from tests.casework.conftest import trail
from tests.casework.test_people_pages import words
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework.models import Consultation, ConsultationOrigin, ReturnRefund
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.vault.choices import FileKind
from fristed.vault.models import File, RetentionRule
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Hvilke papirer trengs for å komme hjem?"
ASKED = {"concern": "involuntary_stay", "law": "immigration.udi", "summary": SECRET}
APPLIED = {"travellers": "Hun og en søster", "why": "Ingen egne midler.", "amount": "14200"}


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    made = (people.amina, people.farah, people.nils, people.tone, people.birger)
    fetch_unit_keys(sorted({unit for one in made for unit in one.units}), TODAY)
    return people


@pytest.fixture
def desk(desk_client, staff):
    return lambda actor: a_browser(desk_client, actor)


def ask(desk, actor, **changed):
    """A case of hers that the team was asked from, and the matter's reference."""
    with as_role(DESK.role):
        case = a_real_case(actor, name="Fiolinsaken")
    answer = desk(actor).post(f"/cases/{case.ref}/ask-team/", ASKED | changed)
    assert answer["Location"] == f"/cases/{case.ref}/who-knows/"
    with as_role("fristed_backup"):
        return case, ConsultationOrigin.objects.get(case_id=case.pk).consultation.ref


def test_the_team_reads_the_question_and_who_asked_and_no_case(staff, desk, chain_all):
    """C10, C16."""
    case, matter = ask(desk, staff.amina)
    chain_all()

    shown = words(desk(staff.nils).get(f"/consultations/{matter}/"))

    assert SECRET in shown
    assert "Kommer fra en sak hos Amina" in shown
    assert "Utlendingsdirektoratet svarer" in shown
    assert "ufullstendig" not in shown
    assert case.ref not in shown
    assert "Fiolinsaken" not in shown
    assert desk(staff.nils).get(f"/cases/{case.ref}/").status_code == 404
    assert ("begun", "case.ask_team", "") in trail(case.ref)


def test_the_case_sees_the_state_and_nothing_the_team_writes(staff, desk):
    case, matter = ask(desk, staff.amina)
    desk(staff.nils).post(
        f"/consultations/{matter}/share/", {"text": "Vi er uenige.", "basis": "anonymous"}
    )

    shown = words(desk(staff.amina).get(f"/cases/{case.ref}/who-knows/"))

    assert "Drøfting 1" in shown
    assert "Spurt av Amina" in shown
    assert "Vi er uenige." not in shown
    assert desk(staff.amina).get(f"/consultations/{matter}/").status_code == 404
    for other in (staff.birger, staff.farah):
        with as_role(DESK.role), scope(other):
            assert not Consultation.objects.exists()
            assert not ConsultationOrigin.objects.exists()


@pytest.mark.parametrize(
    ("who", "law", "agency"),
    [("amina", "", "imdi"), ("farah", "", "imdi"), ("amina", "penal.pod", "pod")],
)
def test_the_callers_role_and_the_law_decide_who_answers(staff, desk, who, law, agency):
    ask(desk, getattr(staff, who), law=law)

    with as_role("fristed_backup"):
        row = Consultation.objects.values("caller", "law", "agency").get()
    caller = "mission" if who == "farah" else "adviser"
    assert row == {"caller": caller, "law": law, "agency": agency}


def test_another_member_answers_and_with_her_the_agency_she_represents(staff, desk):
    _case, matter = ask(desk, staff.amina, law="")
    where = f"/consultations/{matter}/reassign/"

    refused = desk(staff.nils).post(where, {"member": f"pod.{staff.tone.id}"})
    answer = desk(staff.nils).post(where, {"member": f"udi.{staff.tone.id}"})

    assert (refused.status_code, answer.status_code) == (200, 302)
    shown = words(desk(staff.tone).get(f"/consultations/{matter}/"))
    assert "Utlendingsdirektoratet svarer (Tone)" in shown
    log = words(desk(staff.tone).get(f"/consultations/{matter}/access-log/"))
    assert "Nils Lot et annet medlem svare" in log
    assert "Amina" not in log  # she asked from her case, and has been in nothing here
    assert desk(staff.amina).get(f"/consultations/{matter}/access-log/").status_code == 404


def test_an_envoy_applies_herself_and_sees_what_was_decided(staff, desk, chain_all):
    """C17: only an envoy, only to a matter of her own case; what she writes is the team's."""
    case, matter = ask(desk, staff.farah)
    where = f"/cases/{case.ref}/consultations/{matter}/refund/"
    farah, nils = desk(staff.farah), desk(staff.nils)

    assert farah.post(where, APPLIED | {"amount": "0"}).status_code == 200
    assert farah.post(where, APPLIED).status_code == 302
    chain_all()
    page = words(nils.get(f"/consultations/{matter}/"))
    assert "Hun og en søster Ingen egne midler. søknad fra Farah" in page
    assert "ufullstendig" not in page
    with as_role("fristed_backup"):
        row = ReturnRefund.objects.get()
    assert b"midler" not in row.about.blob
    decide = f"/consultations/{matter}/refunds/{row.ref}/decide/"
    nils.post(decide, {"outcome": "granted", "granted": "12000"})

    shown = words(farah.get(f"/cases/{case.ref}/who-knows/"))
    assert re_number("Søkt om 14 200 kr til hjemreise") in re_number(shown)
    assert re_number("innvilget, 12 000 kr") in re_number(shown)


def re_number(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_no_adviser_applies_and_no_envoy_to_anothers_matter(staff, desk):
    hers, matter = ask(desk, staff.farah)
    his, _other = ask(desk, staff.amina)

    adviser = desk(staff.amina).post(f"/cases/{his.ref}/consultations/{matter}/refund/", APPLIED)
    with as_role(DESK.role):
        second = a_real_case(staff.farah)
    envoy = desk(staff.farah).post(f"/cases/{second.ref}/consultations/{matter}/refund/", APPLIED)

    assert adviser.status_code == 404
    assert "Drøftingen finnes ikke" in words(envoy)
    with as_role("fristed_backup"):
        assert not ReturnRefund.objects.exists()
    assert hers.ref != second.ref


def test_a_closed_matters_files_have_their_own_retention_each(staff, desk):
    """Also an agency's own, which whoever closes it cannot see."""
    with as_role("none"):
        for kind, months in ((FileKind.CONSULTATION, 12), (FileKind.COMPARTMENT, 6)):
            RetentionRule.objects.create(
                kind=kind, months=months, signed_off_by="arkivleder", signed_off_on=TODAY
            )
    _case, matter = ask(desk, staff.amina)
    desk(staff.tone).post(f"/consultations/{matter}/notes/add/", {"text": "Bare vårt."})

    desk(staff.nils).get(f"/consultations/{matter}/")
    desk(staff.nils).post(f"/consultations/{matter}/close/")

    with as_role(WORKER.role):
        kept = dict(File.objects.exclude(kind="case").values_list("kind", "expires_on"))
    months = {
        kind: (day.year - TODAY.year) * 12 + day.month - TODAY.month for kind, day in kept.items()
    }
    assert months == {"consultation": 12, "compartment": 6}
