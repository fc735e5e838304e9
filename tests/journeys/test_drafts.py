"""A killed browser loses only what was typed since the last save, seconds before."""

import secrets

from playwright.sync_api import expect
from tests.journeys.conftest import check_accessible, shoot

MARK = secrets.token_hex(3)
SAID = f"Hun fortalte om reisen i sommer, og hvem som har passet. ({MARK})"


def test_a_killed_browser_loses_nothing_that_was_saved_by_itself(staff):
    address = _a_case(staff("amina", "/cases/"))
    page = staff("amina", address)
    with page.expect_response(lambda answer: MARK in (answer.request.post_data or "")):
        _write(page, SAID)  # sent within four seconds, by the script's own clock
    page.context.close()  # no farewell: as good as pulling the plug

    again = staff("amina", address)
    expect(again.get_by_text("Kladd fra kl.")).to_be_visible()
    expect(again.get_by_label("Hva skjedde?")).to_have_value(SAID)
    check_accessible(again)
    shoot(again, "desk-draft")

    again.get_by_label("Minutter brukt").fill("30")
    again.get_by_role("button", name="Lagre oppføringen").click()
    expect(again.locator(".timeline")).to_contain_text(SAID)
    expect(again.get_by_text("Kladd fra kl.")).to_have_count(0)


def test_a_session_that_ends_takes_nothing_with_it_and_a_draft_can_be_thrown_away(staff):
    address = _a_case(staff("amina", "/cases/"))
    page = staff("amina", address)
    _write(page, SAID)
    expect(page.get_by_text("Kladden ble lagret")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_label("Hva skjedde?").press_sequentially(" Mer.")
    expect(page.get_by_text("Kladden er ikke lagret nå")).to_be_visible(timeout=10_000)
    page.context.close()

    again = staff("amina", address)
    expect(again.get_by_label("Hva skjedde?")).to_have_value(SAID)
    again.get_by_role("button", name="Forkast kladden").focus()
    again.keyboard.press("Enter")
    expect(again.get_by_text("Kladd fra kl.")).to_have_count(0)
    expect(again.get_by_label("Hva skjedde?")).to_have_value("")
    again.reload()
    expect(again.get_by_text("Kladd fra kl.")).to_have_count(0)


def _a_case(page):
    return page.locator("tbody th a").last.get_attribute("href")


def _write(page, text):
    page.wait_for_load_state("networkidle")  # a draft that is found unfolds the form by itself
    box = page.get_by_label("Hva skjedde?")
    if not box.is_visible():
        page.locator("#write > summary").click()
    box.click()  # what is typed before it is unfolded goes to the page's shortcuts
    box.press_sequentially(text)
    expect(box).to_have_value(text)
