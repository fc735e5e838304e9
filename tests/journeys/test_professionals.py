"""A teacher signs in by Feide without JavaScript, and out again; a pupil is refused."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.conftest import check_accessible, shoot

SCHOOL = {
    "type": "fc:org",
    "displayName": "Fjellheim (Eksempeldata)",
    "norEduOrgNIN": "NO999999999",
}


@pytest.fixture
def professional(browser: Browser, house) -> Iterator[Callable[..., Page]]:
    """Somebody at the partner door, in a browser of her own."""
    contexts: list[BrowserContext] = []

    def arrive(**options: object) -> Page:
        context = browser.new_context(locale="nb-NO", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(house.partner)
        return page

    yield arrive
    for context in contexts:
        context.close()


def sign_in(page: Page, feide, sub: str, **said: object) -> None:
    feide.knows(sub, **said)
    page.get_by_role("link", name="Logg inn med Feide").click()
    page.locator("input[name=sub]").fill(sub)
    page.locator("input[name=sub]").press("Enter")


def works_as(affiliation: str) -> list[dict[str, object]]:
    return [SCHOOL | {"membership": {"affiliation": [affiliation]}}]


def test_a_teacher_signs_in_by_feide_and_out_of_both_without_javascript(professional, feide, house):
    page = professional(java_script_enabled=False)

    sign_in(page, feide, "t-1", name="Ulla Lærer", groups=works_as("employee"))

    page.wait_for_url(f"{house.partner}/")
    expect(page.get_by_role("banner")).to_contain_text("Ulla Lærer")
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_role("main")).to_contain_text("Du er logget ut her")
    page.get_by_role("button", name="Logg ut av Feide").click()
    page.wait_for_url(f"{feide.address}/**")
    page.goto(house.partner)
    page.wait_for_url(f"{house.partner}/sign-in/**")


def test_a_pupil_is_told_that_the_door_is_for_staff_and_where_to_go(professional, feide):
    page = professional(viewport={"width": 360, "height": 740})
    check_accessible(page)
    shoot(page, "partner-sign-in")

    sign_in(page, feide, "p-1", name="Elev", groups=works_as("student"))

    expect(page.get_by_role("main")).to_contain_text("Denne inngangen er for ansatte")
    check_accessible(page)
