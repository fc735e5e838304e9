"""An editor writes, the expert team checks, another editor signs, and nora shows it."""

import re
from collections.abc import Callable, Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from tests.house import House, superuser_of
from tests.journeys.conftest import check_accessible, follow, one_click, shoot

WRITTEN = "Du kan også ringe fra en venns telefon."


@pytest.fixture
def studio(browser: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """`studio("Runa")`: signed in at the studio with one click. Nothing may be stopped there: the
    policy is as strict on Wagtail's pages as on ours."""
    contexts: list[BrowserContext] = []
    stopped: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            stopped.append(said.text)

    def arrive(name: str, *, width: int = 1280) -> Page:
        context = browser.new_context(locale="nb-NO", viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.goto(house.studio)
        one_click(page, name)
        expect(page.get_by_role("heading", name="Venter")).to_be_visible()
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert stopped == []


@pytest.fixture
def unread(house: House) -> Iterator[int]:
    """A page no other journey reads; nora shows of it afterwards what came with the house."""
    number = 21
    yield number
    with psycopg.connect(superuser_of(house)) as connection:
        connection.execute(
            "delete from portal_snapshot s using portal_page p"
            " where p.id = s.page_id and p.number = %s and s.version > 1",
            [number],
        )


def test_a_text_goes_from_an_editor_to_nora(studio, visitor, house, unread):
    runa = studio("Runa")
    runa.goto(f"{house.studio}/pages/")
    expect(runa.get_by_role("heading", name="Noras sider")).to_be_visible()
    check_accessible(runa)
    shoot(runa, "studio-pages")
    listed = runa.locator("li", has_text=re.compile(rf"^\s*{unread}\. "))
    follow(listed.get_by_role("link", name="Bokmål"))
    runa.locator('textarea[name="lead"]').fill(WRITTEN)
    shoot(runa, "studio-edit")
    runa.get_by_role("button", name=re.compile("Flere|More")).click()
    runa.get_by_role("button", name=re.compile("kontroll", re.IGNORECASE)).click()
    runa.wait_for_url("**/articles/")

    maja = studio("Maja", width=375)
    shoot(maja, "studio-waiting-phone")
    read(maja)
    check_accessible(maja)
    shoot(maja, "studio-check-phone")
    approve(maja)
    sigve = studio("Sigve")
    for _step in ("language", "sign-off"):
        read(sigve)
        approve(sigve)

    nora = visitor(f"/les/{unread}")
    expect(nora.get_by_text(WRITTEN)).to_be_visible()


def read(page: Page) -> None:
    follow(page.get_by_role("link", name=re.compile("^Les og svar")))
    expect(page.get_by_text(WRITTEN)).to_be_visible()


def approve(page: Page) -> None:
    page.get_by_role("radio", name="Godkjenn").check()
    follow(page.get_by_role("button", name="Svar"))
    expect(page.get_by_text("Godkjent.")).to_be_visible()
