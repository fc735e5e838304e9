"""An envoy keeps what her mission knows of its countries, and whom it can ask there."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import check_accessible, follow

NARROW = {"width": 320, "height": 640}


def test_an_envoy_looks_at_an_old_note_and_writes_whom_she_can_ask(staff):
    page = staff("farah")
    follow(page.get_by_role("link", name=re.compile("landnotat")))
    check_accessible(page)
    old = page.get_by_role("listitem").filter(has_text="skulle vært sett på igjen").first
    follow(old.get_by_role("button", name=re.compile("Stemmer fortsatt")), key="Enter")
    expect(page.get_by_role("main")).not_to_contain_text("skulle vært sett på igjen")

    follow(page.get_by_role("link", name="Kontakter", exact=True))
    check_accessible(page)
    follow(page.get_by_role("link", name="Ny kontakt"), key="Enter")
    check_accessible(page)
    page.get_by_label("Navn").fill("Eksempelforeningen")
    page.get_by_label("Hvem kjenner stasjonen dem fra?").fill("En kollega.")
    page.get_by_label("Hvem kjenner stasjonen dem fra?").press("Tab")
    follow(page.get_by_role("button", name="Lagre"), key="Enter")
    kept = page.get_by_role("listitem").filter(has_text="Eksempelforeningen")
    expect(kept).to_contain_text("skal ikke vite om en sak")


@pytest.mark.looks
@pytest.mark.parametrize(
    ("persona", "path"),
    [
        ("farah", "/countries/"),
        ("farah", "/countries/ambassade-islamabad/notes/write/"),
        ("yusuf", "/contacts/"),
        ("nils", "/"),
        ("amina", "/reports/"),
    ],
)
def test_the_pages_abroad_fit_a_narrow_phone(staff, persona, path):
    check_accessible(staff(persona, path, viewport=NARROW))
