"""A young person abroad does not call as agreed, and the house knows what comes next."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import check_accessible, follow, shoot


def test_a_missed_check_in_opens_the_ladder_and_the_addresses(staff):
    page = staff("amina", "/journeys/")
    expect(page.get_by_role("heading", name="Har alle kommet tilbake?")).to_be_visible()
    check_accessible(page)
    shoot(page, "desk-journeys")
    away = page.get_by_role("listitem").filter(has=page.get_by_text("borte", exact=True))
    follow(away.get_by_role("link"))

    doubt = page.get_by_text("gikk det bra?")
    expect(doubt).to_be_visible()
    expect(page.get_by_text("Forseglet. Åpnes bare når en avtalt kontakt uteblir.")).to_be_visible()
    follow(page.get_by_role("button", name="Kontakten uteble"))

    expect(page.get_by_text("Etter 24 timer").first).to_be_visible()
    clocks = page.get_by_text(re.compile(r"\d\d\.\d\d Oslo / \d\d\.\d\d Islamabad"))
    expect(clocks.first).to_be_visible()
    check_accessible(page)
    shoot(page, "desk-missed-check-in")
    page.get_by_role("link", name="Åpne adressene").click()
    page.get_by_label("en avtalt kontakt uteble").check()
    follow(page.get_by_role("button", name="Åpne", exact=True))
    expect(page.get_by_text("Hos en onkel i Lahore")).to_be_visible()
    check_accessible(page)

    follow(page.get_by_role("link", name="Tilbake", exact=True))
    page.get_by_role("link", name="Før en beslutning").click()
    page.get_by_label("Hvem bestemte?").fill("Enhetslederen")
    page.get_by_label("Hva ble bestemt?").fill("Vi ringer stasjonen.")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Enhetslederen: Vi ringer stasjonen.")).to_be_visible()


@pytest.mark.looks
def test_people_danger_and_travel_of_a_case_fit_a_phone(staff):
    page = staff("amina", "/journeys/", viewport={"width": 375, "height": 740})
    going = page.get_by_role("listitem").filter(has_text="skal reise")
    follow(going.get_by_role("link").first)
    check_accessible(page)
    for part in ("Fare og trygghet", "Personer"):
        follow(page.get_by_role("link", name=part, exact=True))
        check_accessible(page)
