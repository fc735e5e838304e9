"""C12: a browser that opens the tabs of last time shows nothing, and its profile holds nothing."""

from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from tests.journeys.conftest import CHROMIUM, QUIET, wait_until

pytestmark = pytest.mark.looks
SAID = "Jeg er redd for ferien"


def test_after_the_exit_a_restored_tab_shows_nothing_and_the_profile_holds_nothing(
    playwright: Playwright, house, weather, tmp_path
):
    profile = _profile(playwright, tmp_path)
    kept_open, left = profile.pages[0], profile.new_page()
    kept_open.goto(f"{house.nora}/les")
    left.goto(f"{house.nora}/a/ny")
    left.get_by_label("Skriv det du vil si").fill(SAID)
    left.get_by_role("button", name="Send").click()
    expect(left.locator(".code-words li")).to_have_count(4)  # there is something to leak
    words = left.locator(".code-words li").all_inner_texts()
    wait_until(left, lambda: _is_written(tmp_path, left.url))  # for the day it is killed
    left.get_by_role("link", name="Forlat siden").click()
    left.wait_for_url(weather.address)
    profile.close()

    profile = _profile(playwright, tmp_path, "--restore-last-session")
    both = sorted([f"{house.nora}/les", weather.address])
    wait_until(profile.pages[0], lambda: [page.url for page in _restored(profile)] == both)
    (left,) = (page for page in profile.pages if page.url == weather.address)
    left.go_back()
    expect(left.locator(".code-words")).to_have_count(0)
    expect(left.locator("body")).not_to_contain_text(SAID)
    assert SAID not in left.locator("textarea").evaluate_all("all => all.map(one => one.value)")
    profile.close()

    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    shown = f"{house.nora}/les".encode()
    assert any(shown in one for one in files)  # it does keep what it was shown
    said = (SAID, quote_plus(SAID))
    joined = [*said, *(glue.join(words) for glue in (" ", "-", '</li><li translate="no">'))]
    told = [text.encode(code) for text in joined for code in ("utf-8", "utf-16-le")]
    assert [text for text in told for one in files if text in one] == []


def _is_written(profile: Path, address: str) -> bool:
    return any(address.encode() in one.read_bytes() for one in profile.rglob("Sessions/Session_*"))


def _restored(profile: BrowserContext) -> list[Page]:
    pages = (page for page in profile.pages if page.url not in {"about:blank", ""})
    return sorted(pages, key=lambda page: page.url)


def _profile(playwright: Playwright, folder: Path, *more: str) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        folder, executable_path=CHROMIUM, args=[*QUIET, *more], locale="nb-NO"
    )
