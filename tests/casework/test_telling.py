# ruff: noqa: F401, F811 - fixtures of the sharing tests are used here too
"""Whom not to tell: asked by everything that reaches the family, and passed only by two people."""

import pytest
from tests.casework.conftest import trail
from tests.casework.test_pages import words
from tests.casework.test_referring import REPORT
from tests.casework.test_sharing import agree, at_desk, case, of, staff, the_share
from tests.factories.around import SAFE, a_neutral_text, a_person_with_phone
from tests.factories.casework import NOW, TODAY
from tests.factories.staff import as_role

from fristed.casework.actions import contacting, telling
from fristed.casework.choices import FAMILY
from fristed.casework.models import FollowUp, Referral, StopOverride
from fristed.casework.rules.people import Person
from fristed.codelists import queries as codelists
from fristed.config.doors import DESK
from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

FATHER = Person(name="Far", relation="father", role="controls", language="nb")
HERSELF = Person(name="Leila", relation="self", language="nb")
NEVER = "skal ikke få vite"


def stop(actor, case):
    with as_role(DESK.role):
        telling.stop_family(actor, case, why="Hun blir slått.", on=TODAY)


def contact(actor, case, person):
    text = a_neutral_text(approver=actor)
    with as_role(DESK.role):
        contacting.contact_person(
            actor, case, person=person, channel=SAFE, ended_on=None, text=text.ref, at=NOW
        )


def test_every_relation_a_stop_is_about_is_in_the_list_and_nobody_else():
    relations = {code.value for code in codelists.code_list("person_relation", TODAY).codes}

    assert relations - FAMILY == {
        "self",
        "partner",
        "pupil",
        "friend",
        "community",
        "faith_leader",
        "professional",
        "other",
    }
    assert relations >= FAMILY


def test_the_send_button_asks_and_nothing_is_noted_when_the_answer_is_no(staff, case):
    """C7."""
    before = len(of(staff.amina, FollowUp))
    stop(staff.amina, case)

    with pytest.raises(RuleBroken, match=NEVER):
        contact(staff.amina, case, FATHER)
    contact(staff.amina, case, HERSELF)

    assert len(of(staff.amina, FollowUp)) == before + 1
    assert ("begun", "case.tell_family", "") in trail(case.ref)


def test_the_page_says_so_before_anything_is_typed(staff, at_desk, case):
    stop(staff.amina, case)
    with as_role(DESK.role):
        _person, channel = a_person_with_phone(staff.amina, case, person=FATHER)

    shown = words(at_desk(staff.amina).get(f"/cases/{case.ref}/channels/{channel}/contact/"))

    assert "Ikke fortell familien" in shown
    assert "Jeg har sendt den" not in shown


def test_a_letter_to_the_family_is_not_printed(staff, at_desk, case):
    stop(staff.amina, case)
    page, typed = at_desk(staff.amina), {"why": "to_family", "all_entries": "on"}

    refused = page.post(f"/cases/{case.ref}/print/", typed)
    other = page.post(f"/cases/{case.ref}/print/", typed | {"why": "meeting"})

    assert NEVER in words(refused)
    assert other["Content-Type"] == "application/pdf"


def test_what_was_prepared_before_the_stop_is_neither_fetched_nor_sent_after_it(
    staff, at_desk, case
):
    page = at_desk(staff.amina)
    told = REPORT | {"guardians_informed": "yes", "guardians_why_not": ""}
    where = page.post(f"/cases/{case.ref}/report/", told)["Location"]
    assert page.get(f"{where}report.json").status_code == 200
    stop(staff.amina, case)

    assert page.get(f"{where}report.json").status_code == 404
    assert page.get(f"{where}report.pdf").status_code == 404
    assert "Sperren ble satt etter" in words(page.get(where))
    page.post(f"{where}sent/", {"how": "portal"})

    (row,) = of(staff.amina, Referral)
    assert row.sent_on is None


def test_a_referral_says_whether_the_family_will_know(staff, at_desk, case):
    stop(staff.amina, case)
    typed = {
        "service": "health",
        "to_whom": "Helsestasjonen",
        "basis": "right_to_inform",
        "what": "Trenger en samtale.",
        "why": "Det haster.",
    }
    page = at_desk(staff.amina)

    refused = page.post(f"/cases/{case.ref}/refer/", typed | {"family_told": "yes"})

    assert NEVER in words(refused)
    assert page.post(f"/cases/{case.ref}/refer/", typed | {"family_told": "no"}).status_code == 302


def test_a_colleague_is_asked_by_a_share_reads_why_and_her_yes_is_used_once(staff, at_desk, case):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    stop(staff.amina, case)
    agree(amina, case)
    where = f"/cases/{case.ref}/family-stop/override/"
    typed = {"why": "Far er på hennes side.", "colleague": staff.birger.ref}
    assert "Velg hva delingen bygger på." in words(amina.post(where, typed))
    assert of(staff.amina, StopOverride) == []

    amina.post(where, typed | {"basis": "right_to_inform"})

    (override,) = of(staff.amina, StopOverride)
    yes, read = f"{where}{override.ref}/approve/", f"{where}{override.ref}/"
    assert birger.get(read).status_code == birger.post(yes).status_code == 404
    amina.post(yes)
    with pytest.raises(RuleBroken, match=NEVER):
        contact(staff.amina, case, FATHER)
    birger.post(f"/shares/{the_share(staff.birger).ref}/accept/")
    assert "Svar: kan familien få vite noe?" in words(birger.get("/"))
    assert "Far er på hennes side." in words(birger.get(read))
    birger.post(yes)
    assert "Svar: kan familien få vite noe?" not in words(birger.get("/"))

    contact(staff.amina, case, FATHER)
    with pytest.raises(RuleBroken, match=NEVER):
        contact(staff.amina, case, FATHER)

    assert b"hennes side" not in override.why.blob
    assert ("opened", "case.read_override", "") in trail(case.ref)


def test_a_no_stands_and_is_shown(staff, at_desk, case):
    amina, celine = at_desk(staff.amina), at_desk(staff.celine)
    stop(staff.amina, case)
    days = {"starts_on": TODAY.isoformat(), "ends_on": TODAY.isoformat()}
    amina.post("/stand-ins/", days | {"colleague": staff.celine.ref})
    where = f"/cases/{case.ref}/family-stop/override/"
    amina.post(where, {"why": "Mor har ringt.", "colleague": staff.celine.ref})
    (override,) = of(staff.amina, StopOverride)

    celine.post(f"{where}{override.ref}/decline/")
    celine.post(f"{where}{override.ref}/approve/")

    assert "Kollegaen er ikke enig. Sperren står." in words(
        amina.get(f"/cases/{case.ref}/who-knows/")
    )
    with pytest.raises(RuleBroken, match=NEVER):
        contact(staff.amina, case, FATHER)


def test_whoever_may_not_change_the_case_tells_nobody(staff, case):
    """C1."""
    with as_role(DESK.role), pytest.raises(Denied):
        telling.tell_family(staff.birger, case, on=TODAY)
