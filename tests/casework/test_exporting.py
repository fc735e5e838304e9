"""Exports: encrypted, named in the trail, for the one who ordered them, for a day."""

import csv
import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pikepdf
import pyrage
import pytest
from PIL import Image
from tests.casework.conftest import trail
from tests.factories.around import a_real_trip
from tests.factories.browsers import a_browser
from tests.factories.casework import (
    NOW,
    TODAY,
    a_followup,
    a_picture_of,
    a_real_case,
    a_task,
    an_export_of,
    close,
)
from tests.factories.staff import Staff, as_role

from fristed.casework import queries, tasks
from fristed.casework.actions import exporting
from fristed.casework.choices import ExportKind
from fristed.casework.forms import exporting as exporting_forms
from fristed.casework.models import Export
from fristed.codelists import queries as codelists
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.kernel.rules import RuleBroken
from fristed.ui.house import HOUSE
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

RUNS = "=HYPERLINK(1)"


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def cases(staff):
    with as_role(DESK.role):
        hers = [a_real_case(staff.amina, name=name) for name in (RUNS, "Sak to")]
        a_followup(staff.amina, hers[0], text="Hemmelig samtale.")
        close(staff.amina, hers[1])
        a_real_case(staff.birger)
    return hers


@pytest.fixture
def hers(desk_client, staff):
    return a_browser(desk_client, staff.amina)


def ordered(hers, **given):
    """The words and the address that the answer to an order shows."""
    shown = hers.post("/exports/", {"why": "archive", **given}).content.decode()
    words = re.search(r'<code class="reference">([a-z0-9-]+)</code>', shown)
    address = re.search(r'href="(/exports/[^"]+/fetch/)"', shown)
    assert words, shown
    assert address, shown
    return words[1], address[1]


def test_a_list_of_own_cases_is_encrypted_and_its_cells_are_harmless(staff, cases, hers):
    words, address = ordered(hers, kind="list")

    fetched = hers.get(address)

    assert fetched["Content-Disposition"] == 'attachment; filename="eksport.age"'
    assert fetched.content.startswith(b"age-encryption.org/v1")
    text = pyrage.passphrase.decrypt(fetched.content, words).decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert {row["Referanse"] for row in rows} == {case.ref for case in cases}
    assert {row["Arbeidsnavn"] for row in rows} == {f"'{RUNS}", "Sak to"}
    assert {row["Merknad"] for row in rows} == {HOUSE.sample_words}
    assert HOUSE.sample_words.startswith("Eksempeldata.")


def test_every_case_of_an_export_is_in_the_trail_with_its_purpose(staff, cases, hers):
    ordered(hers, kind="list")

    for case in cases:
        assert trail(case.ref)[-1] == ("opened", "case.export", "archive")


def test_papers_of_chosen_cases_are_one_file(staff, cases, hers):
    words, address = ordered(hers, kind="papers", cases=[cases[0].ref])

    packed = pyrage.passphrase.decrypt(hers.get(address).content, words)

    with zipfile.ZipFile(BytesIO(packed)) as inside:
        assert inside.namelist() == ["sak-1.pdf"]
        with pikepdf.open(BytesIO(inside.read("sak-1.pdf"))) as pdf:
            assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert "case.export" not in {action for _event, action, _detail in trail(cases[1].ref)}


def test_a_case_as_data_holds_every_text_every_document_and_the_code_lists(staff, cases, hers):
    """Another system can go on from it: nothing the case opens is left behind."""
    case = cases[0]
    with as_role(DESK.role):
        a_picture_of(staff.amina, case)
        trip = a_real_trip(staff.amina, case)
        a_task(staff.amina, case)
    words, address = ordered(hers, kind="data", cases=[case.ref], why="system")

    packed = pyrage.passphrase.decrypt(hers.get(address).content, words)

    with zipfile.ZipFile(BytesIO(packed)) as inside:
        told = json.loads(inside.read(f"{case.ref}/case.json"))
        lists = {name for name in inside.namelist() if name.startswith("code-lists/")}
        concerns = json.loads(inside.read("code-lists/concern.json"))
        tables = told["tables"]
        (document,) = tables["document"]
        picture = inside.read(f"{case.ref}/{document['file']}")
    assert (told["schema"], told["ref"]) == ("fristed-case-1", case.ref)
    assert tables["case"][0]["name"] == RUNS
    assert tables["case"][0]["profile"]["municipality"] == "0301"
    assert tables["case"][0]["adviser"]["ref"] == staff.amina.ref
    assert tables["followup"][0]["note"]["text"] == "Hemmelig samtale."
    assert tables["task"][0]["reason"] == "Ring skolen om torsdag."
    assert [row["ref"] for row in tables["trip"]] == [trip]
    assert Image.open(BytesIO(picture)).size == (8, 8)
    assert "key" not in document["about"]
    assert lists == {f"code-lists/{name}.json" for name in codelists.list_names()}
    assert told["tables"]["case"][0]["concern"] in {
        code["value"] for version in concerns["versions"] for code in version["codes"]
    }
    assert trail(case.ref)[-1] == ("opened", "case.export", "system")


def test_what_a_case_does_not_open_is_not_in_its_data(staff, cases, hers):
    """Addresses abroad have keys of their own, and are opened only when a contact is missed."""
    case = cases[0]
    with as_role(DESK.role):
        a_real_trip(staff.amina, case)
    words, address = ordered(hers, kind="data", cases=[case.ref])

    packed = pyrage.passphrase.decrypt(hers.get(address).content, words)

    with zipfile.ZipFile(BytesIO(packed)) as inside:
        tables = json.loads(inside.read(f"{case.ref}/case.json"))["tables"]
    assert not {"tripaddresses", "access", "identifier", "approval"} & tables.keys()
    assert "trip" in tables


@pytest.mark.parametrize("kind", ["papers", "data"])
def test_an_order_of_too_many_cases_says_how_many(staff, cases, hers, monkeypatch, kind):
    monkeypatch.setitem(exporting_forms.MOST, ExportKind(kind), 1)

    shown = hers.post(
        "/exports/", {"kind": kind, "why": "archive", "cases": [case.ref for case in cases]}
    ).content.decode()

    assert "Velg mellom én og 1 saker." in shown


def test_an_order_says_what_is_missing_and_keeps_nothing(staff, cases, hers):
    shown = hers.post("/exports/", {"kind": "papers", "why": "archive"}).content.decode()

    assert "Velg mellom én og 20 saker." in shown
    with as_role(DESK.role), scope(staff.amina):
        assert Export.objects.count() == 0


def test_a_case_that_is_not_hers_cannot_be_chosen(staff, cases, desk_client):
    """C17: the list of choices decides, not what was sent."""
    theirs = a_browser(desk_client, staff.birger)

    shown = theirs.post(
        "/exports/", {"kind": "papers", "why": "archive", "cases": [cases[0].ref]}
    ).content.decode()

    assert "<code" not in shown
    assert "case.export" not in {action for _event, action, _detail in trail(cases[0].ref)}


def test_only_who_ordered_it_fetches_it(staff, desk_client):
    """C1, C10, C25: not a colleague, not her leader."""
    with as_role(DESK.role):
        ref = an_export_of(staff.amina)

    for other in (staff.birger, staff.celine, staff.ingrid):
        assert a_browser(desk_client, other).get(f"/exports/{ref}/fetch/").status_code == 404
    assert trail(ref)[-1] == ("refused", "export.fetch", "not_yours")
    with as_role(DESK.role), scope(staff.birger):
        assert Export.objects.count() == 0


def test_an_export_is_gone_after_a_day(staff, hers):
    with as_role(DESK.role):
        ref = an_export_of(staff.amina)
    later = NOW + timedelta(hours=24, seconds=1)

    with as_role(WORKER.role):
        tasks.drop_exports(timestamp=int(NOW.timestamp()))
    with as_role(DESK.role), scope(staff.amina):
        assert Export.objects.count() == 1
    with as_role(WORKER.role):
        tasks.drop_exports(timestamp=int(later.timestamp()))
    with as_role(DESK.role), scope(staff.amina):
        assert Export.objects.count() == 0
    assert hers.get(f"/exports/{ref}/fetch/").status_code == 404


def test_an_export_is_not_handed_out_after_its_day_even_before_it_is_removed(staff):
    with as_role(DESK.role):
        ref = an_export_of(staff.amina)
        export = queries.export_by_ref(staff.amina, ref)
        with pytest.raises(RuleBroken) as refused:
            exporting.fetch_export(staff.amina, export, at=NOW + exporting.LASTS)

    assert refused.value.code == "export_expired"
