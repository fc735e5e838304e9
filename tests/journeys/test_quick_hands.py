"""Quicker than the page: nothing is written over, kept twice or called unsent."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route, expect
from tests.journeys.conftest import follow

SAID = "Hun ringte fra skolen, og vi snakket til klokka ringte."


@pytest.fixture
def case(staff) -> str:
    page = staff("amina", "/cases/start/")
    page.get_by_label("Negativ sosial kontroll").first.check()
    follow(page.get_by_role("button", name="Start saken"))
    expect(page.get_by_text("Saken er startet.")).to_be_visible()
    return "/" + page.url.split("/", 3)[3]


def test_what_is_sent_while_its_draft_is_on_its_way_does_not_come_back(staff, case):
    page = staff("amina", case)
    late = _held(page, re.compile("/drafts/save/$"))
    with page.expect_request("**/drafts/save/"):
        page.get_by_label("Hva skjedde?").fill(SAID)
        page.get_by_label("Minutter brukt").fill("15")

    page.get_by_role("button", name="Lagre oppføringen").click()
    with suppress(PlaywrightError):  # of a page that did not wait
        late[0].fulfill(response=late[0].fetch())  # the house has it only now

    expect(page.locator(".timeline")).to_contain_text(SAID)
    expect(page.locator(".timeline > li")).to_have_count(1)
    assert _draft(page) == 204


def test_what_is_typed_before_the_page_is_ready_stays_and_is_kept(staff, case):
    first = staff("amina", case)
    first.get_by_label("Hva skjedde?").fill("Hun ringte.")
    expect(first.get_by_text("Kladden ble lagret")).to_be_visible()
    first.context.close()

    page = staff("amina")
    late = _held(page, re.compile(r"/drafts\.[^/]*js$"))
    page.goto("/".join(page.url.split("/")[:3]) + case, wait_until="commit")
    page.get_by_label("Hva skjedde?").fill(SAID)
    with page.expect_request("**/drafts/save/") as kept:
        late[0].continue_()

    assert SAID in kept.value.post_data_json["text"]
    expect(page.get_by_text("Kladd fra kl.")).to_be_visible()
    expect(page.get_by_label("Hva skjedde?")).to_have_value(SAID)


def _held(page: Page, asked: re.Pattern[str]) -> list[Route]:
    """What the page asks for there comes when the test lets it."""
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route(asked, hold)
    return late


def _draft(page: Page) -> int:
    """What the house answers when the form asks for its draft: 204 is none."""
    with page.expect_response("**/drafts/?place=*") as answer:
        page.reload()
    return answer.value.status
