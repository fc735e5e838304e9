"""Putting a case on paper: what was chosen, with a purpose, in the log; and nobody else."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from tests.casework.conftest import trail
from tests.factories.around import a_person_with_phone
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY, a_followup, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework import queries
from fristed.casework.actions import keeping_people, reading
from fristed.casework.rules.people import Person
from fristed.config.doors import DESK
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WANTED = {"why": "meeting", "entries": ["1", "2"]}


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def case(staff):
    with as_role(DESK.role):
        case = a_real_case(staff.amina)
        a_followup(staff.amina, case, text="Første samtale.")
        a_followup(staff.amina, case, text="#panic(1) *Andre* samtale.")
    return case


@pytest.fixture
def hers(desk_client, staff):
    return a_browser(desk_client, staff.amina)


def printed(staff, case, **chosen):
    with as_role(DESK.role):
        grant = reading.read_case(staff.amina, case)
        page = queries.case_page(staff.amina, case, grant, on=TODAY)
    return queries.printed_case(page, **chosen)


def test_print_case_gives_a_pdf_and_stands_in_the_log_with_its_purpose(staff, hers, case):
    """C4: an entry that reads like the paper's own language is words on it; run, it would stop."""
    answer = hers.post(f"/cases/{case.ref}/print/", WANTED)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="utskrift.pdf"'
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert trail(case.ref)[-1] == ("opened", "case.print", "meeting")
    with as_role(DESK.role):
        log = queries.access_log_page(staff.amina, case, now=NOW)
    assert (log.lines[0].what, log.lines[0].kind) == ("Skrev ut fra saken: møte om saken", "read")


def test_only_chosen_entries_are_printed_oldest_first(staff, case):
    one = printed(staff, case, numbers=[2, 99], with_registration=False)
    both = printed(staff, case, numbers=[2, 1], with_registration=True)

    assert [entry["text"] for entry in one["entries"]] == ["#panic(1) *Andre* samtale."]
    assert one["facts"] == []
    assert one["chosen"] == "1 av 2 oppføringer er valgt ut."
    assert [entry["title"][0] for entry in both["entries"]] == ["1", "2"]
    assert ("Hovedbekymring", "Negativ sosial kontroll") in both["facts"]


def test_print_case_asks_why_and_what(hers, case):
    answer = hers.post(f"/cases/{case.ref}/print/", {"why": ""})

    shown = answer.content.decode()
    assert answer["Content-Type"].startswith("text/html")
    assert "Velg noe å skrive ut." in shown
    assert "case.print" not in {action for _event, action, _detail in trail(case.ref)}


def test_an_entry_of_another_case_is_no_choice(hers, case):
    """C17: the numbers are checked against the case itself, not believed."""
    answer = hers.post(f"/cases/{case.ref}/print/", {"why": "meeting", "entries": ["1", "99"]})

    assert answer["Content-Type"].startswith("text/html")


def test_print_case_is_refused_to_others_and_recorded(desk_client, staff, case):
    """C1."""
    answer = a_browser(desk_client, staff.birger).post(f"/cases/{case.ref}/print/", WANTED)

    assert answer.status_code == 404
    assert trail(case.ref)[-1] == ("refused", "case.print", "not_responsible")


@pytest.fixture
def crowded(staff):
    """A case with people in it, and texts in which they are named."""
    with as_role(DESK.role):
        case = a_real_case(staff.amina)
        a_person_with_phone(staff.amina, case)  # Leila herself
        brother = Person(name="Gulrukh Eksempel", relation="brother", role="controls")
        keeping_people.add_person(staff.amina, case, person=brother)
        a_followup(
            staff.amina, case, text="Leila er redd for gulrukh. Tanten Zarmina bor i Elvegata 3."
        )
    return case


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def look_at(hers, case, **also):
    where = f"/cases/{case.ref}/print/without-others/"
    answer = hers.post(where, {"why": "to_person", "all_entries": "on"} | also)
    seen = re.search(rb'name="seen" value="([0-9a-f]+)"', answer.content)
    return answer, seen.group(1).decode() if seen else ""


def test_a_paper_without_others_is_seen_before_it_is_printed(staff, hers, crowded):
    shown, seen = look_at(hers, crowded)

    assert shown["Content-Type"].startswith("text/html")
    assert ">gulrukh<" in shown.content.decode()
    assert "case.print_without_others" not in {done for _event, done, _ in trail(crowded.ref)}

    printed, _ = look_at(hers, crowded, seen=seen)

    said = words_of(printed.content)
    assert "Leila er redd for [navn]. Tanten [navn] bor i [adresse]." in said
    assert "Opplysninger om andre er skjult." in said
    assert trail(crowded.ref)[-1] == ("opened", "case.print_without_others", "to_person")
    with as_role(DESK.role):
        line = queries.access_log_page(staff.amina, crowded, now=NOW).lines[0]
    assert line.what == "Skrev ut fra saken uten andre personer: utlevert til den saken gjelder"


def test_one_click_in_the_case_leads_to_the_paper_without_others(hers, crowded):
    case = hers.get(f"/cases/{crowded.ref}/").content.decode()
    link = f"/cases/{crowded.ref}/print/without-others/?why=to_person&all=1"
    assert f'href="{link.replace("&", "&amp;")}"' in case

    shown = hers.get(link).content

    assert b">gulrukh<" in shown
    seen = re.search(rb'name="seen" value="([0-9a-f]+)"', shown)[1].decode()
    carried = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', shown.decode()))
    printed = hers.post(link, carried | {"seen": seen})
    assert "Leila er redd for [navn]." in words_of(printed.content)
    assert "case.print_without_others" in {done for _event, done, _ in trail(crowded.ref)}


def test_what_she_changes_is_shown_again_before_it_is_printed(hers, crowded):
    _, seen = look_at(hers, crowded)
    change = {"stands": ["Elvegata 3"], "more": "Tanten"}

    again, anew = look_at(hers, crowded, seen=seen, **change)
    printed, _ = look_at(hers, crowded, seen=anew, **change)

    assert "Papiret er endret. Se over det på nytt." in again.content.decode()
    assert "[navn] [navn] bor i Elvegata 3." in words_of(printed.content)


def test_a_paper_without_others_can_leave_as_an_encrypted_file(hers, crowded):
    _, seen = look_at(hers, crowded)

    answer, _ = look_at(hers, crowded, seen=seen, as_file="")

    assert "Eksporten er klar" in answer.content.decode()
    assert [done for _event, done, _detail in trail(crowded.ref)][-2:] == [
        "case.print_without_others",
        "case.export",
    ]


def test_print_without_others_is_refused_to_others_and_recorded(desk_client, staff, case):
    """C1."""
    answer, _ = look_at(a_browser(desk_client, staff.birger), case)

    assert answer.status_code == 404
    assert trail(case.ref)[-1] == ("refused", "case.print", "not_responsible")
