"""One plan around one pupil, told to a service by its own way; and a closing a leader approves."""

import re
import secrets

from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessible, shoot

MARK = secrets.token_hex(3)
WHAT = f"Fast samtale hver tirsdag. ({MARK})"
PHONE = {"width": 375, "height": 800}


def test_a_plan_its_service_and_a_meeting_that_ends_when_somebody_has_it(staff):
    amina = staff("amina", viewport=PHONE)
    _start_case(amina)
    amina.get_by_role("link", name="Samarbeid").click()
    check_accessible(amina)
    amina.get_by_role("link", name="Lag en samarbeidsplan").click()
    amina.get_by_label("Hva vil dere oppnå sammen?").fill("Trygg skolevei.")
    amina.get_by_label(re.compile("Uten samtykke: Opplysningsrett")).check()
    amina.get_by_label(re.compile("Hvorfor, når det er uten")).fill("Det er fare.")
    check_accessible(amina)
    amina.get_by_role("button", name="Lag planen").click()
    amina.get_by_role("link", name="Skriv hvem som gjør hva").click()
    amina.get_by_label("Hva skal gjøres?").fill(WHAT)
    amina.get_by_label("Hvem gjør det?").select_option(label="skolens elevtjeneste")
    amina.get_by_label("Innen").fill(_today(amina))
    check_accessible(amina)
    amina.get_by_role("button", name="Lagre").click()
    main = amina.locator("#main")
    expect(main).to_contain_text("De har ikke fått vite noe ennå.")
    check_accessible(amina)
    shoot(amina, "cooperation-phone")
    _hold_meeting(amina)
    amina.get_by_role("link", name="Gjør klart hva de får vite").click()
    expect(amina.get_by_label(re.compile("Hva får de vite"))).to_have_value(WHAT)
    amina.get_by_label(re.compile("Uten samtykke: Opplysningsrett")).check()
    amina.get_by_label("Hvem der?").fill("Rådgiveren")
    amina.get_by_label(re.compile("Hvorfor, når det er uten")).fill("De må vite sin del.")
    amina.get_by_role("button", name="Gjør klar").click()
    amina.get_by_role("link", name="Til hvem vet hva").click()
    expect(main).to_contain_text("Til skolens elevtjeneste")


def _hold_meeting(amina: Page) -> None:
    amina.get_by_role("link", name="Sett opp et møte").click()
    amina.get_by_label("Klokken").fill("00:00")
    amina.get_by_label("skolens elevtjeneste").check()
    amina.get_by_role("button", name="Lagre").click()
    amina.get_by_role("link", name="Før en beslutning").click()
    amina.get_by_label("Hva ble vedtatt?").fill("Ringe hjem gjør ingen.")
    amina.get_by_role("button", name="Lagre").click()
    amina.get_by_role("link", name="Avslutt møtet").click()
    amina.get_by_label("Minutter brukt").fill("30")
    amina.get_by_role("button", name="Lagre").click()
    expect(amina.locator("#main")).to_contain_text("mangler ansvarlig eller frist")
    amina.get_by_role("link", name="Avbryt").click()
    amina.get_by_role("link", name="Sett ansvarlig og frist").click()
    amina.get_by_label("Innen").fill(_today(amina))
    amina.get_by_role("button", name="Lagre").click()
    amina.get_by_role("link", name="Avslutt møtet").click()
    amina.get_by_label("Minutter brukt").fill("30")
    amina.get_by_role("button", name="Lagre").click()
    expect(amina.locator("#main")).to_contain_text("Møtet er avsluttet")


def test_a_leader_approves_a_closing_from_a_summary_by_keyboard_alone(staff):
    amina, ingrid = staff("amina"), staff("ingrid")
    _start_case(amina)
    amina.get_by_role("link", name="Avslutt saken").click()
    expect(amina.locator("#main")).to_contain_text("må en leder godkjenne det først")
    amina.get_by_role("link", name="Be om godkjenning").press("Enter")
    summary = amina.get_by_label("Sammendrag til lederen")
    summary.focus()
    amina.keyboard.type(f"Trygg nå. ({MARK})")
    amina.keyboard.press("Tab")
    amina.keyboard.press("Enter")
    expect(amina.locator("#main")).to_contain_text("Lederen er spurt.")
    check_accessible(amina)

    ingrid.goto(_home(ingrid) + "/")
    ingrid.get_by_role("link", name="Godkjenn, eller ikke").last.press("Enter")
    expect(ingrid.locator("#main")).to_contain_text(MARK)
    check_accessible(ingrid)
    ingrid.get_by_label("Godkjent", exact=True).press(" ")
    shoot(ingrid, "approval")
    ingrid.get_by_role("button", name="Svar", exact=True).press("Enter")
    expect(ingrid.locator("#main")).to_contain_text("Svaret er ført.")


def _start_case(page: Page) -> None:
    page.goto(_home(page) + "/cases/start/")
    page.get_by_label("Negativ sosial kontroll").first.check()
    page.get_by_role("button", name="Start saken").click()
    expect(page.locator("#main")).to_contain_text("Saken er startet.")


def _home(page: Page) -> str:
    return str(page.evaluate("location.origin"))


def _today(page: Page) -> str:
    return str(page.evaluate("new Date().toLocaleDateString('sv-SE')"))
