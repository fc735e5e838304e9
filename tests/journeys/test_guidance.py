"""A concern becomes an adviser's case; a region answers one inquiry and gives one back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.house import House
from tests.journeys.conftest import check_accessible, shoot

CONCERN = "En elev gruer seg til sommeren. Familien snakker om en lang reise."
NAMED = "Leila Hassan gruer seg til sommeren."


@pytest.fixture
def teacher(browser: Browser, house: House) -> Iterator[Page]:
    """Ulrik at the partner door, signed in with one click; on a phone."""
    context = browser.new_context(locale="nb-NO", viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(house.partner)
    page.get_by_role("button", name=re.compile("^Ulrik")).click()
    yield page
    context.close()


def ask(page: Page, house: House, path: str, text: str, *, county: str) -> str:
    """The reference of what was sent."""
    page.goto(house.partner + path)
    page.get_by_label("Hvem gjelder det?").select_option("youth")
    page.get_by_label("Hva vil du ha hjelp til?").fill(text)
    page.get_by_label("Hvor arbeider du?").select_option("upper_secondary")
    page.get_by_label("Hva arbeider du som?").select_option("teacher")
    page.get_by_label("Fylke").select_option(county)
    page.get_by_role("button", name="Send", exact=True).click()
    return page.url.rstrip("/").split("/")[-1]


def test_a_teachers_concern_becomes_an_advisers_case(teacher, staff, house):
    check_accessible(teacher)
    teacher.goto(house.partner + "/now/")
    check_accessible(teacher)
    ask(teacher, house, "/concern/", NAMED, county="03")
    expect(teacher.get_by_role("alert")).to_contain_text("Leila")
    check_accessible(teacher)
    teacher.get_by_label("Hva vil du ha hjelp til?").fill(CONCERN)
    teacher.get_by_role("button", name="Send", exact=True).click()
    expect(teacher.locator('[aria-current="step"]')).to_contain_text("Sendt")
    check_accessible(teacher)
    shoot(teacher, "receipt")
    ref = teacher.url.rstrip("/").split("/")[-1]

    maja = staff("maja", "/inquiries/")
    check_accessible(maja)
    shoot(maja, "inquiries")
    maja.goto(f"{house.desk}/inquiries/{ref}/")
    expect(maja.get_by_text(CONCERN)).to_be_visible()
    check_accessible(maja)
    maja.get_by_role("radio", name=re.compile("Rådgivere øst")).check()
    maja.get_by_role("button", name="Send videre").click()

    amina = staff("amina", f"/inquiries/{ref}/")
    amina.keyboard.press("t")  # takes it up
    expect(amina.get_by_text("Du har tatt den opp.")).to_be_visible()
    amina.get_by_role("link", name="Start en sak").click()
    amina.get_by_label("Negativ sosial kontroll").first.check()
    amina.get_by_role("button", name="Start saken").click()
    expect(amina.get_by_text("Saken er startet.")).to_be_visible()

    teacher.reload()
    expect(teacher.locator('[aria-current="step"]')).to_contain_text("Avsluttet")
    teacher.get_by_role("link", name="Les det du skrev").click()
    expect(teacher.get_by_text(CONCERN)).to_be_visible()


def test_a_region_answers_one_inquiry_and_gives_one_back(teacher, staff, house):
    first = ask(teacher, house, "/guidance/", "Hvordan snakker vi med foreldrene?", county="31")
    second = ask(teacher, house, "/guidance/", "Kan noen bli med oss i retten?", county="31")

    yrsa = staff("yrsa", f"/inquiries/{first}/")
    yrsa.get_by_role("button", name="Ta den opp").click()
    yrsa.get_by_role("textbox", name=re.compile("^Svar")).fill(
        "Snakk med eleven først. ::snakk-alene"
    )
    yrsa.get_by_role("button", name="Send svaret").click()
    expect(yrsa.get_by_text("på et trygt sted")).to_be_visible()
    yrsa.goto(f"{house.desk}/inquiries/{second}/")
    yrsa.get_by_role("radio", name="Fagteamet").check()
    yrsa.get_by_role("button", name="Send videre").click()

    maja = staff("maja", f"/inquiries/{second}/")
    expect(maja.get_by_text("regionen ga den tilbake")).to_be_visible()
    maja.goto(house.desk + "/networks/")
    expect(maja.get_by_text(re.compile("fikk nettverkene"))).to_be_visible()
    check_accessible(maja)
    teacher.goto(f"{house.partner}/inquiries/{first}/text/")
    expect(teacher.get_by_text("på et trygt sted")).to_be_visible()
