"""An adviser has left and nobody handed her cases over: her leader names who, and she takes it."""

import re
import time
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from tests.house import House
from tests.journeys.conftest import check_accessible, follow

from fristed.accounts.rules.codes import STEP_SECONDS, code_for


def test_a_case_left_behind_is_taken_over_by_two(staff, house):
    david = staff("david", "/cases/")
    follow(david.get_by_role("main").get_by_role("link", name=re.compile("^Sak")).first)
    case = david.url
    ingrid, celine = staff("ingrid", "/teams/"), staff("celine")
    _appoint(ingrid, "celine", house)
    _end(ingrid, "David", house)

    ingrid.goto(f"{case}access-log/")
    follow(ingrid.get_by_role("link", name="Har den ansvarlige sluttet?"))
    check_accessible(ingrid)
    ingrid.get_by_label("Hvem skal ta over saken?").select_option(label="Celine")
    _press(ingrid, "Pek ut", house, "ingrid")
    expect(ingrid.get_by_role("main")).to_contain_text("Celine kan nå ta over saken")

    celine.goto(f"{house.desk}/take-over/")
    check_accessible(celine)
    celine.get_by_label("Sakens referanse").fill(case.rstrip("/").rsplit("/", 1)[1])
    _press(celine, "Ta over saken", house, "celine")
    expect(celine.get_by_role("main")).to_contain_text("Saken er din. Se over oppgavene.")
    assert celine.url == case
    david.goto(case)
    expect(david.get_by_role("main")).not_to_contain_text("Oppfølging")

    ingrid.goto(f"{house.desk}/teams/")
    _end(ingrid, "Celine", house)


def _appoint(page: Page, username: str, house: House) -> None:
    _follow(page, page.get_by_role("link", name=re.compile("Oppnevn i Rådgivere midt")), house)
    page.get_by_label("Brukernavn").fill(username)
    page.get_by_label("Første dag").fill(timezone.localdate().isoformat())
    follow(page.get_by_role("button", name="Oppnevn", exact=True))


def _end(page: Page, name: str, house: House) -> None:
    """Her last day in the unit was yesterday."""
    page.goto(f"{house.desk}/teams/")
    unit = page.get_by_role("region", name=re.compile("Rådgivere midt"))
    _follow(page, unit.get_by_role("link", name=f"Avslutt for {name}"), house)
    yesterday = timezone.localdate() - timedelta(days=1)
    page.get_by_label("Siste dag").fill(yesterday.isoformat())
    follow(page.get_by_role("button", name="Avslutt oppnevningen"))


def _follow(page: Page, link: Locator, house: House) -> None:
    """A leader to a page of confirmations: asked once more who she is when the last is old."""
    follow(link)
    if "/step-up/" in page.url:
        _type_code(page, house, "ingrid")


def _press(page: Page, button: str, house: House, persona: str) -> None:
    """Press it; confirm who one is when the last confirmation is more than ten minutes old."""
    follow(page.get_by_role("button", name=button, exact=True))
    if page.get_by_text("Bekreft hvem du er på nytt").count():
        _confirm(page.context.new_page(), house, persona)
        follow(page.get_by_role("button", name=button, exact=True))


def _confirm(page: Page, house: House, persona: str) -> None:
    page.goto(f"{house.desk}/step-up/")
    _type_code(page, house, persona)
    page.close()


def _type_code(page: Page, house: House, persona: str) -> None:
    known = next(row for row in house.signins() if row["persona"] == persona)
    code = code_for(known["totp_secret"], int(time.time()) // STEP_SECONDS)
    page.get_by_label("Engangskode").fill(code)
    follow(page.get_by_role("button", name="Bekreft", exact=True))
    expect(page).not_to_have_url(re.compile("/step-up/"))
