"""The exit in Firefox: nothing of what she wrote shows on Back, with scripts or without."""

import time
from collections.abc import Callable

import pytest
from tests.journeys.firefox import Firefox, NotNow

pytestmark = pytest.mark.looks
SAID = "Jeg er redd for ferien"


def until(happens: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not _now(happens):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _now(happens: Callable[[], bool]) -> bool:
    try:
        return happens()
    except NotNow:  # the page it was asked of has just gone
        return False


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_back_after_the_exit_shows_neither_message_nor_words(house, weather, tmp_path, scripts):
    with Firefox(tmp_path, scripts=scripts) as browser:
        browser.go(f"{house.nora}/a/ny")
        browser.fill("textarea", SAID)
        browser.press("Send")
        until(lambda: len(browser.texts(".code-words li")) == 4)
        words = browser.texts(".code-words li")
        assert browser.shows(words[0])  # there is something to leak

        browser.press("Forlat siden")
        until(lambda: browser.address == weather.address)
        browser.back()
        until(lambda: browser.address.startswith(house.nora))
        until(lambda: bool(browser.texts("h1")))  # what the browser kept would have one too

        assert browser.texts(".code-words li") == []
        shown = {one for one in (*words, SAID) if browser.shows(one)}
        browser.go(browser.address)  # a word of hers may stand there for anyone: "fil", "bestemme"
        assert browser.texts(".code-words li") == []
        assert shown <= {one for one in words if browser.shows(one)}
