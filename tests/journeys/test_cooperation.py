"""One plan around one pupil, told to a service by its own way; and a closing a leader approves."""

import re
import secrets

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessible, follow, shoot

MARK = secrets.token_hex(3)
WHAT = f"Fast samtale hver tirsdag. ({MARK})"
PHONE = {"width": 375, "height": 800}


def test_a_plan_its_service_and_a_meeting_that_ends_when_somebody_has_it(staff):
    amina = staff("amina", viewport=PHONE)
    _start_case(amina)
    follow(amina.get_by_role("link", name="Samarbeid"))
    check_accessible(amina)
    follow(amina.get_by_role("link", name="Lag en samarbeidsplan"))
    amina.get_by_label("Hva vil dere oppnå sammen?").fill("Trygg skolevei.")
    amina.get_by_label(re.compile("Uten samtykke: Opplysningsrett")).check()
    amina.get_by_label(re.compile("Hvorfor, når det er uten")).fill("Det er fare.")
    check_accessible(amina)
    follow(amina.get_by_role("button", name="Lag planen"))
    follow(amina.get_by_role("link", name="Skriv hvem som gjør hva"))
    amina.get_by_label("Hva skal gjøres?").fill(WHAT)
    amina.get_by_label("Hvem gjør det?").select_option(label="skolens elevtjeneste")
    amina.get_by_label("Innen").fill(timezone.localdate().isoformat())
    check_accessible(amina)
    follow(amina.get_by_role("button", name="Lagre"))
    main = amina.locator("#main")
    expect(main).to_contain_text("De har ikke fått vite noe ennå.")
    check_accessible(amina)
    shoot(amina, "cooperation-phone")
    _hold_meeting(amina)
    follow(amina.get_by_role("link", name="Gjør klart hva de får vite"))
    expect(amina.get_by_label(re.compile("Hva får de vite"))).to_have_value(WHAT)
    amina.get_by_label(re.compile("Uten samtykke: Opplysningsrett")).check()
    amina.get_by_label("Hvem der?").fill("Rådgiveren")
    amina.get_by_label(re.compile("Hvorfor, når det er uten")).fill("De må vite sin del.")
    follow(amina.get_by_role("button", name="Gjør klar"))
    follow(amina.get_by_role("link", name="Til hvem vet hva"))
    expect(main).to_contain_text("Til skolens elevtjeneste")


def _hold_meeting(amina: Page) -> None:
    follow(amina.get_by_role("link", name="Sett opp et møte"))
    amina.get_by_label("Klokken").fill("00:00")
    amina.get_by_label("skolens elevtjeneste").check()
    follow(amina.get_by_role("button", name="Lagre"))
    follow(amina.get_by_role("link", name="Før en beslutning"))
    amina.get_by_label("Hva ble vedtatt?").fill("Ringe hjem gjør ingen.")
    follow(amina.get_by_role("button", name="Lagre"))
    follow(amina.get_by_role("link", name="Avslutt møtet"))
    amina.get_by_label("Minutter brukt").fill("30")
    follow(amina.get_by_role("button", name="Lagre"))
    expect(amina.locator("#main")).to_contain_text("mangler ansvarlig eller frist")
    follow(amina.get_by_role("link", name="Avbryt"))
    follow(amina.get_by_role("link", name="Sett ansvarlig og frist"))
    amina.get_by_label("Innen").fill(timezone.localdate().isoformat())
    follow(amina.get_by_role("button", name="Lagre"))
    follow(amina.get_by_role("link", name="Avslutt møtet"))
    amina.get_by_label("Minutter brukt").fill("30")
    follow(amina.get_by_role("button", name="Lagre"))
    expect(amina.locator("#main")).to_contain_text("Møtet er avsluttet")


def test_a_leader_approves_a_closing_from_a_summary_by_keyboard_alone(staff):
    amina, ingrid = staff("amina"), staff("ingrid")
    _start_case(amina)
    follow(amina.get_by_role("link", name="Avslutt saken"))
    expect(amina.locator("#main")).to_contain_text("må en leder godkjenne det først")
    follow(amina.get_by_role("link", name="Be om godkjenning"), key="Enter")
    summary = amina.get_by_label("Sammendrag til lederen")
    summary.focus()
    amina.keyboard.type(f"Trygg nå. ({MARK})")
    amina.keyboard.press("Tab")
    amina.keyboard.press("Enter")
    expect(amina.locator("#main")).to_contain_text("Lederen er spurt.")
    check_accessible(amina)

    ingrid.goto(_home(ingrid) + "/")
    follow(ingrid.get_by_role("link", name="Godkjenn, eller ikke").last, key="Enter")
    expect(ingrid.locator("#main")).to_contain_text(MARK)
    check_accessible(ingrid)
    ingrid.get_by_label("Godkjent", exact=True).press(" ")
    shoot(ingrid, "approval")
    follow(ingrid.get_by_role("button", name="Svar", exact=True), key="Enter")
    expect(ingrid.locator("#main")).to_contain_text("Svaret er ført.")


def _start_case(page: Page) -> None:
    page.goto(_home(page) + "/cases/start/")
    page.get_by_label("Negativ sosial kontroll").first.check()
    follow(page.get_by_role("button", name="Start saken"))
    expect(page.locator("#main")).to_contain_text("Saken er startet.")


def _home(page: Page) -> str:
    return str(page.evaluate("location.origin"))
