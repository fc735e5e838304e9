"""An adviser's day by keyboard alone: a first case in few presses, and finding it again."""

import re
import secrets

from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessible, follow, shoot

MOST_FIELDS = 12
MOST_PRESSES = 45
NAME = f"Fiolin {secrets.token_hex(2)}"


class Keyboard:
    """Counts what a person presses; nothing is pressed that is not counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1

    def tab_to(self, name: str) -> None:
        for _ in range(MOST_PRESSES):
            if self.page.evaluate("(e => e.name || e.type || '')(document.activeElement)") == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} cannot be reached")


def test_a_first_case_takes_at_most_twelve_fields_and_forty_five_presses(staff):
    page = staff("amina", "/")
    keys = Keyboard(page)
    keys.press("n")  # the shortcut that my day shows
    page.wait_for_url("**/cases/start/")
    fields = page.evaluate(
        """() => new Set([...document.querySelector('main form').elements]
            .filter(e => e.name && e.type !== 'hidden' && e.tagName !== 'BUTTON')
            .map(e => e.name)).size"""
    )
    check_accessible(page)

    keys.press("Tab")
    keys.press("Enter")  # past the menu, by the link that is first on every page
    expect(page.locator("#main")).to_be_focused()
    keys.tab_to("concern")
    keys.press("Space")
    keys.tab_to("age_band")
    keys.press("ArrowDown")
    keys.tab_to("gender")
    keys.press("ArrowDown")
    keys.tab_to("submit")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/cases/sak_"))

    assert fields <= MOST_FIELDS
    assert keys.presses <= MOST_PRESSES


def test_she_finds_her_case_by_two_things_and_another_finds_nothing(staff):
    page = staff("amina", "/cases/")
    case = page.locator("tbody th a").first.get_attribute("href")
    page.goto(page.url.split("/cases/")[0] + case + "rename/")
    page.get_by_label("Arbeidsnavn").fill(NAME)
    follow(page.get_by_role("main").get_by_role("button").first)

    for persona, hits in (("amina", 1), ("birger", 0)):
        page = staff(persona, "/cases/search/")
        page.get_by_label("Arbeidsnavn").fill(NAME)
        follow(page.get_by_label("Arbeidsnavn"), key="Enter")
        expect(page.get_by_text("Fyll ut minst to felt.", exact=True).first).to_be_visible()
        page.get_by_label("Åpen eller avsluttet").select_option("open")
        follow(page.get_by_role("main").get_by_role("button", name="Søk"), key="Enter")
        expect(page.get_by_role("heading", name=f"{hits} treff")).to_be_visible()
        expect(page.get_by_role("link", name=NAME)).to_have_count(hits)
        assert NAME not in page.url
        check_accessible(page)
    shoot(page, "desk-search")
