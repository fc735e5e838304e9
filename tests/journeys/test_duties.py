"""A duty assessed and a report acknowledged; and an emergency opening and its review."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessible, follow, shoot

MARK = secrets.token_hex(3)  # tells this run from an earlier one in the same house
REASONS = f"Hun fortalte det selv, og læreren så merkene. ({MARK})"
WHY = f"Hun ringte fra flyplassen, og Amina svarer ikke. ({MARK})"
FOUND = f"Det hastet, og ingen med tilgang kunne nås. ({MARK})"
PHONE = {"viewport": {"width": 360, "height": 740}}


class Told:
    """What the chapters hand on."""

    case = ""


told = Told()


def test_1_an_adviser_assesses_a_duty_by_keyboard_on_a_phone(staff):
    told.case = _a_new_case(staff("amina", "/cases/start/"))
    page = staff("amina", told.case + "duties/", **PHONE)
    check_accessible(page)
    _press(page, "link", "Opplysningsplikt til barnevernet")
    expect(page).to_have_url(re.compile("/assess/"))
    check_accessible(page)
    for answer in ("15 år", "Mishandling", "Jeg har konkrete tegn", "Det skjer nå", "I Norge"):
        page.get_by_label(answer).first.focus()
        page.keyboard.press("Space")
    _press(page, "button", "Vis hva som følger")

    main = page.get_by_role("main")
    expect(main).to_contain_text("Ikke kontrollert av jurist.")
    expect(main).to_contain_text("Derfor sier siden ingen konklusjon.")
    for number in ("112", "116 111"):
        expect(main).to_contain_text(number)
    check_accessible(page)
    shoot(page, "desk-duty")


def test_1_she_signs_it_reports_and_writes_the_receipt(staff):
    page = staff("amina", told.case + "duties/duty_to_report/assess/")
    page.get_by_label("15 år").check()
    follow(page.get_by_role("button", name="Vis hva som følger"))
    page.get_by_label("Begrunnelse med egne ord").fill(REASONS)
    page.get_by_label("skal melde eller avverge").check()
    page.get_by_label(re.compile("Jeg står for denne")).check()
    follow(page.get_by_role("button", name="Signer og lagre"))
    page.wait_for_url(re.compile(r"/duties/$"))
    main = page.get_by_role("main")
    expect(main).to_contain_text(REASONS)
    expect(main).to_contain_text("Klokka går")
    expect(main).to_contain_text("Ikke kontrollert av jurist.")

    for step, words in (("har meldt", "Barneverntjenesten"), ("mottaket er bekreftet", "")):
        follow(page.get_by_role("link", name="Før hva som er gjort"))
        page.get_by_label(step).check()
        page.get_by_label(re.compile("Til hvem")).fill(words)
        follow(page.get_by_role("button", name="Før i saken"))
        page.wait_for_url(re.compile(r"/duties/$"))
    expect(main).to_contain_text("mottaket er bekreftet")
    expect(main).not_to_contain_text("Klokka går")
    check_accessible(page)


def test_2_a_colleague_opens_it_in_an_emergency(staff):
    page = staff("birger", "/emergency/")
    check_accessible(page)
    page.get_by_label("Sakens referanse").fill(_ref(told.case))
    page.get_by_label(re.compile("tatt ut av landet")).check()
    page.get_by_label("Hva er i ferd med å skje?").fill(WHY)
    follow(page.get_by_role("button", name="Åpne saken i en time"))
    page.wait_for_url(re.compile(r"/cases/sak_"))
    expect(page.get_by_role("main")).to_contain_text("Tilgangen varer en time")


def test_2_he_cannot_review_it_himself_and_her_leader_does(staff):
    page = staff("ingrid", "/alarms/", **PHONE)
    check_accessible(page)
    row = page.get_by_role("row").filter(has=page.locator(f'[href*="{_ref(told.case)}"]'))
    link = row.get_by_role("link", name="Gjennomgå")
    address = link.get_attribute("href")
    assert staff("birger").request.get(_origin(page) + address).status == 404

    follow(link)
    expect(page.get_by_role("main")).to_contain_text("Birger")  # whose opening it is
    check_accessible(page)
    page.get_by_label("godkjent", exact=True).check()
    page.get_by_label("Hva bygger du det på?").fill(FOUND)
    follow(page.get_by_role("button", name="Før gjennomgangen"))
    page.wait_for_url(re.compile(r"/alarms/$"))
    expect(page.get_by_role("main")).not_to_contain_text(FOUND)


def test_2_the_adviser_reads_who_why_and_what_was_found(staff):
    main = staff("amina", told.case).get_by_role("main")

    for text in ("Birger nødåpnet saken", WHY, FOUND):
        expect(main).to_contain_text(text)


@pytest.mark.looks
@pytest.mark.parametrize("path", ["duties/", "exclusions/", "shield/"])
def test_3_the_pages_of_access_fit_a_phone(staff, path):
    check_accessible(staff("amina", told.case + path, viewport={"width": 320, "height": 640}))


def _a_new_case(page: Page) -> str:
    page.get_by_label(re.compile("Negativ sosial kontroll")).first.check()
    follow(page.get_by_role("button", name="Start saken"))
    page.wait_for_url(re.compile(r"/cases/sak_"))
    return "/" + page.url.split("/", 3)[3]


def _press(page: Page, role: str, name: str) -> None:
    what = page.get_by_role(role, name=name).first  # type: ignore[arg-type]  # a role's word
    follow(what, key="Enter")


def _ref(path: str) -> str:
    return path.split("/")[2]


def _origin(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])
