"""The whole house, started as a person starts it, and a real browser."""

import os
import re
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from typing import Self

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect
from tests import mailservers, provider
from tests.house import House
from tests.provider import Provider

from fristed.accounts.rules.codes import STEP_SECONDS, code_for

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "var" / "screenshots"
SEEN_BEFORE = "FRISTED_TEST_DATABASE_URL" in os.environ  # the same pages, on another server
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MOST_TABS = 150
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


STANDING: list[Callable[[], object]] = []  # how what the journeys share is ended


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """The house goes with the last journey: left standing, it slows every test that comes after."""
    if nextitem and Path(__file__).parent not in nextitem.path.parents:
        while STANDING:
            STANDING.pop()()


@pytest.fixture(scope="session")
def weather() -> Iterator["Weather"]:
    with Weather() as page:
        yield page


@pytest.fixture(scope="session")
def feide() -> Iterator[Provider]:
    """An identity provider where the partner door sends people."""
    with provider.running(int(os.environ.get("FEIDE_PORT", "0"))) as running:
        yield running


@pytest.fixture(scope="session")
def mail() -> Iterator[tuple[mailservers.Box, mailservers.Server]]:
    """The mailbox the house takes mail from, and the server it sends by."""
    with mailservers.a_mailbox() as box, mailservers.a_server(box.home) as server:
        yield box, server


@pytest.fixture(scope="session")
def house(
    weather: "Weather",
    feide: Provider,
    mail: tuple[mailservers.Box, mailservers.Server],
) -> Iterator[House]:
    """`make run`'s own supervisor, in a folder and on ports of its own, with sample data.

    While writing journeys, JOURNEYS_AT="VAR PORT" names a house that is already up.
    """
    if running := os.environ.get("JOURNEYS_AT"):
        folder, port = running.rsplit(" ", 1)
        made = House(Path(folder).parent, port=int(port))
        provider.introduce(feide, made.var)
        yield made
        return
    extra = {"FRISTED_EXIT_TARGET": weather.address}
    extra |= provider.settings_for(feide) | mailservers.settings_for(*mail)
    with tempfile.TemporaryDirectory(prefix="fristed-journeys-") as name:
        made = House(Path(name), extra=extra)
        made.move_in()
        provider.introduce(feide, made.var)
        mailservers.introduce(made.var)
        made.start()
        STANDING.append(made.end)
        yield made
        made.end()
        made.drop()


@pytest.fixture(autouse=True, scope="module")
def _another_hour(house: House) -> None:
    """Each story is of an hour of its own: together they would reach the cap on files opened."""
    register = sqlite3.connect(house.var / "keeper" / "keeper.db", timeout=30)
    with closing(register), register:
        register.execute("delete from opened")


class Weather:
    """The page the exit goes to: another host, and slow, so that what shows meanwhile is seen."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", int(os.environ.get("WEATHER_PORT", "0"))))
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.getsockname()[1]}/weather"

    def __enter__(self) -> Self:
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.server.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        """A browser may open a connection and ask nothing there: no other waits for it."""
        with client, suppress(OSError):
            if not (asked := client.recv(65_536)):
                return
            self.asked.append(asked.decode("latin-1"))
            time.sleep(0.4)
            body = b"<!doctype html><title>Weather</title><h1>Weather</h1>"
            client.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
                + f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium: one browser for all journeys."""
    launched = _launch(playwright)
    STANDING.append(launched.close)
    yield launched
    launched.close()


def _launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


@pytest.fixture
def visitor(browser: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """A new person at nora, in a browser context of her own."""
    contexts: list[BrowserContext] = []

    def arrive(path: str = "/", *, scripts: bool = True, **options: object) -> Page:
        options.setdefault("viewport", {"width": 360, "height": 740})
        options.setdefault("locale", "nb-NO")
        context = browser.new_context(java_script_enabled=scripts, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(house.nora + path)
        return page

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def saved_states() -> dict[str, object]:
    return {}


@pytest.fixture
def staff(
    browser: Browser, house: House, saved_states: dict[str, object]
) -> Iterator[Callable[..., Page]]:
    """A persona at the desk: signed in by hand once, with password and second factor."""
    contexts: list[BrowserContext] = []

    def arrive(persona: str, path: str = "/", **options: object) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        options.setdefault("locale", "nb-NO")
        page = at_desk(persona, path, options)
        if "/sign-in/" in page.url:  # a quarter of an hour went by
            del saved_states[persona]
            page = at_desk(persona, path, options)
        return page

    def at_desk(persona: str, path: str, options: dict[str, object]) -> Page:
        if persona not in saved_states:
            context = browser.new_context(locale="nb-NO")
            sign_in(context.new_page(), house, persona)
            saved_states[persona] = context.storage_state()
            context.close()
        context = browser.new_context(storage_state=saved_states[persona], **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(house.desk + path)
        return page

    yield arrive
    for context in contexts:
        context.close()


def sign_in(page: Page, house: House, persona: str) -> None:
    """As a person does: name, password, and the six digits of her authenticator."""
    known = next(row for row in house.signins() if row["persona"] == persona)
    page.goto(house.desk)
    page.get_by_label("Brukernavn").fill(known["username"])
    page.get_by_label("Passord", exact=True).fill(known["password"])
    step = int(time.time()) // STEP_SECONDS + 1  # the next one: no earlier sign-in has used it
    page.get_by_label("Engangskode").fill(code_for(known["totp_secret"], step))
    follow(page.get_by_role("button", name="Logg inn", exact=True))
    expect(page).not_to_have_url(re.compile("/sign-in/"))


def follow(what: Locator, *, key: str = "") -> None:
    """Press what leads on, with the mouse or by a key, and wait until the next page stands.

    A press alone may return while the old page is still shown. What is looked at then is the old
    page, and whoever goes elsewhere takes back what was sent.
    """
    with what.page.expect_navigation():
        if key:
            what.press(key)
        else:
            what.click()


def wait_until(page: Page, so: Callable[[], object], *, seconds: int = 90) -> None:
    """For what no page shows. The browser is listened to meanwhile."""
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline
        page.wait_for_timeout(100)


def one_click(page: Page, name: str) -> None:
    """Sign in as one of the sample; once more in the next half minute when her codes of this one
    are used up: a code is good once, whichever door it is shown at."""
    for _ in range(3):
        follow(page.get_by_role("button", name=re.compile(f"^{name}")))
        if "/sign-in/" not in page.url:
            return
        time.sleep(STEP_SECONDS)
    raise AssertionError(f"{name} does not come in")


def come_in(page: Page, words: str, *, closed: bool = False) -> None:
    """With her four words; again while the keeper is still binding a code given a moment ago.

    closed   nobody comes in with them any more
    """
    deadline = time.monotonic() + 90
    while True:
        page.goto("/".join(page.url.split("/")[:3]) + "/a/inn")
        page.get_by_label("De fire ordene dine").fill(words)
        follow(page.get_by_role("button", name="Fortsett"))
        expect(page).to_have_url(re.compile("/a/les$"))
        waits = page.get_by_text("Ordene passet ikke").count() and not closed
        if not waits or time.monotonic() > deadline:
            return
        time.sleep(1)


def check_accessible(page: Page, *, but: tuple[str, ...] = ()) -> None:
    """No fault of WCAG 2.2 A or AA on the page as it stands, and nothing wider than the window.

    but   rules that a decision in docs/decisions sets aside for this page
    """
    if SEEN_BEFORE:
        return
    found = Axe().run(page, options=WCAG)
    faults = [
        (fault["id"], [node["target"] for node in fault["nodes"]])
        for fault in found.response["violations"]
        if fault["id"] not in but
    ]
    assert faults == [], page.url
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1] + 1, f"{page.url} is wider than the window"


FOCUSED = """() => {
  const e = document.activeElement;
  const says = e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText;
  return [says ?? "", e.matches(":focus-visible")];
}"""


def tab_to(page: Page, name: str) -> None:
    """Go on with Tab until what is called so has the focus, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        says, is_seen = page.evaluate(FOCUSED)
        if says.startswith(name):
            assert is_seen, name
            return
    pytest.fail(f"{name} is not reached by Tab at {page.url}")


def enter(page: Page, name: str) -> None:
    """`follow`, without a mouse."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def shoot(page: Page, name: str) -> None:
    """A picture of the page, kept for the README and for looking at."""
    if SEEN_BEFORE:
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=False)
