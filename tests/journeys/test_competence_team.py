"""The competence team takes a matter in, keeps apart what must be, meets and has minutes."""

import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from tests.journeys.conftest import check_accessible, enter, follow, shoot, tab_to

ASKED = "Kan en ungdom hentes hjem før hun fyller 18?"
OWN = "Vi har en fristsak som ikke angår de andre."


def go(page: Page, path: str) -> None:
    page.goto("/".join(page.url.split("/")[:3]) + path)


def take_in(nils: Page) -> None:
    """Triaged in at most six clicks, and nobody is searched for."""
    clicks = []

    def click(what: Locator) -> None:
        clicks.append(what)
        follow(what)

    def choose(what: Locator, value: str) -> None:
        clicks.append(what)
        what.select_option(value)

    click(nils.get_by_role("link", name="Ta imot en henvendelse"))
    check_accessible(nils)
    choose(nils.get_by_label("Hvem spør?"), "child_welfare")
    expect(nils.get_by_text(re.compile("Nils fra .* svarer"))).to_be_visible()  # before it is saved
    choose(nils.get_by_label("Hovedbekymring"), "forced_marriage")
    nils.get_by_label("Hva gjelder det?").fill(ASKED)
    click(nils.get_by_role("button", name="Ta imot"))
    expect(nils.get_by_text(ASKED)).to_be_visible()
    expect(nils.get_by_text(re.compile("familiedirektoratet svarer"))).to_be_visible()
    assert len(clicks) <= 6


def meet_without_a_mouse(nils: Page, title: str) -> None:
    """One matter is decided, the others are put off, and the meeting ends."""
    enter(nils, f"Før et vedtak om {title}")
    expect(nils.get_by_role("heading", name="Før et vedtak")).to_be_visible()
    tab_to(nils, "Hva ble vedtatt?")
    nils.keyboard.type("Kontakt utenriksstasjonen.")
    enter(nils, "Lagre")
    expect(nils.get_by_text("Vedtaket er ført.")).to_be_visible()
    others = nils.get_by_role("button", name=re.compile("^Utsett"))
    for left in reversed(range(others.count())):
        enter(nils, "Utsett")
        expect(others).to_have_count(left)
    enter(nils, "Avslutt møtet")
    expect(nils.get_by_text("Sett det før møtet avsluttes.")).to_be_visible()
    enter(nils, f"Sett ansvarlig og frist i {title}")
    expect(nils.get_by_role("heading", name="Sett ansvarlig og frist")).to_be_visible()
    tab_to(nils, "Hvem gjør det?")
    whom = nils.get_by_label("Hvem gjør det?")
    for _ in range(whom.locator("option").count()):  # letters count together only within a second
        if whom.evaluate("list => list.selectedOptions[0].text") == "Tone":
            break
        nils.keyboard.press("ArrowDown")
    expect(whom.locator("option:checked")).to_have_text("Tone")
    tab_to(nils, "Innen")
    due = timezone.localdate() + timedelta(days=5)
    nils.get_by_label("Innen").fill(due.isoformat())  # its keys are the browser's own
    enter(nils, "Lagre")
    expect(nils.get_by_role("button", name="Avslutt møtet")).to_be_visible()
    expect(nils.get_by_text("mangler ansvarlig eller frist")).to_have_count(0)
    enter(nils, "Avslutt møtet")


def test_a_matter_is_met_about_and_its_decision_is_somebodys(staff):
    nils, tone = staff("nils", "/consultations/"), staff("tone", "/consultations/")
    check_accessible(nils)
    shoot(nils, "consultations")

    take_in(nils)
    matter = nils.url
    title = nils.get_by_role("heading", level=1).inner_text()

    tone.goto(matter)
    follow(tone.get_by_role("link", name="Skriv et eget notat"))
    tone.get_by_label("Eget notat").fill(OWN)
    follow(tone.get_by_role("button", name="Lagre"))
    expect(tone.get_by_text(OWN)).to_be_visible()
    check_accessible(tone)
    nils.goto(matter)
    expect(nils.get_by_text(OWN)).to_have_count(0)

    go(nils, "/meetings/call/")
    follow(nils.get_by_role("button", name="Lag dagsorden"))
    check_accessible(nils)
    meet_without_a_mouse(nils, title)
    expect(nils.get_by_text("Referatet er klart.")).to_be_visible()
    meeting = nils.url
    shoot(nils, "meeting")

    with nils.expect_download() as taken:
        nils.get_by_role("link", name="Hent referatet").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF-")

    nils.set_viewport_size({"width": 360, "height": 740})
    for address in (meeting, matter):
        nils.goto(address)
        check_accessible(nils)
