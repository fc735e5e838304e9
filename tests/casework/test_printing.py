"""Putting a case on paper: what was chosen, with a purpose, in the log; and nobody else."""

from io import BytesIO

import pikepdf
import pytest
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY, a_followup, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.casework import queries
from fristed.casework.actions import reading
from fristed.config.doors import DESK
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WANTED = {"why": "meeting", "entries": ["2"]}


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
        a_followup(staff.amina, case, text="#read *Andre* samtale.")
    return case


@pytest.fixture
def hers(desk_client, staff):
    return a_browser(desk_client, staff.amina)


def printed(staff, case, **chosen):
    with as_role(DESK.role):
        grant = reading.read_case(staff.amina, case)
        page = queries.case_page(staff.amina, case, grant, on=TODAY)
    return queries.printed_case(page, **chosen)


def test_print_case_gives_a_pdf_and_stands_in_the_log_with_its_purpose(hers, case):
    answer = hers.post(f"/cases/{case.ref}/print/", WANTED)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="utskrift.pdf"'
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert trail(case.ref)[-1] == ("opened", "case.print", "meeting")
    log = queries.access_log_page(case, now=NOW)
    assert (log.lines[0].what, log.lines[0].kind) == ("Skrev ut fra saken: møte om saken", "read")


def test_only_chosen_entries_are_printed_oldest_first(staff, case):
    one = printed(staff, case, numbers=[2, 99], with_registration=False)
    both = printed(staff, case, numbers=[2, 1], with_registration=True)

    assert [entry["text"] for entry in one["entries"]] == ["#read *Andre* samtale."]
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
