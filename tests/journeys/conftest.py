"""The whole house, started as a person starts it, and a real browser."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from fristed.accounts.rules.codes import STEP_SECONDS, code_for

ROOT = Path(__file__).parents[2]
STARTS_WITHIN_SECONDS = 180
SHOTS = ROOT / "var" / "screenshots"
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
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class House:
    """A running house: where its doors are, and how its sample people sign in."""

    var: Path
    port: int
    process: subprocess.Popen[bytes] = field(repr=False)
    exit_port: int = 0
    requests_at_exit: list[str] = field(default_factory=list)

    @property
    def nora(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def desk(self) -> str:
        return f"http://localhost:{self.port + 1}"

    def signin(self, persona: str) -> dict[str, str]:
        rows = json.loads((self.var / "sample-signins.json").read_text(encoding="utf-8"))
        return next(row for row in rows if row["persona"] == persona)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """`make run`'s own supervisor, in a folder and on ports of its own, with sample data."""
    var = tmp_path_factory.mktemp("house") / "var"
    port, exit_port = _free_ports(4), _free_ports(1)
    asked: list[str] = []
    weather = _slow_weather(exit_port, asked)
    log = (var.parent / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "fristed.config.supervisor", "--port", str(port)],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO")},
            "FRISTED_VAR": str(var),
            "PYTHONPATH": str(ROOT / "src"),
            "FRISTED_EXIT_TARGET": f"http://127.0.0.1:{exit_port}/weather",
        },
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_until_running(process, var.parent / "log")
        yield House(var, port, process, exit_port, asked)
    finally:
        process.terminate()
        process.wait(30)
        weather.close()


def _wait_until_running(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        said = log.read_text(errors="replace")
        if "Fristed is running" in said:
            return
        if process.poll() is not None:
            pytest.fail(f"the house did not start:\n{said[-4000:]}")
        time.sleep(0.3)
    pytest.fail(f"the house was not up in time:\n{log.read_text(errors='replace')[-4000:]}")


def _free_ports(count: int) -> int:
    """The first of so many ports in a row that nobody listens on."""
    for first in range(20_000 + os.getpid() % 8_000, 60_000, 7):
        taken = False
        for port in range(first, first + count):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    taken = True
        if not taken:
            return first
    raise RuntimeError("no free ports")


def _slow_weather(port: int, asked: list[str]) -> socket.socket:
    """The page the exit goes to: another host, and slow, so that what shows meanwhile is seen."""
    server = socket.create_server(("127.0.0.1", port))

    def serve() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            with client:
                head = client.recv(65_536).decode("latin-1")
                asked.append(head)
                time.sleep(0.4)
                body = b"<!doctype html><title>Weather</title><h1>Weather</h1>"
                client.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
                    + f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )

    Thread(target=serve, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without Playwright's pytest plug-in: one browser for all journeys."""
    with sync_playwright() as playwright:
        yield _launch(playwright)


def _launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


@pytest.fixture
def visitor(browser: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """A new person at nora, in a browser context of her own."""
    contexts: list[BrowserContext] = []

    def arrive(path: str = "/", *, scripts: bool = True, **options: object) -> Page:
        options.setdefault("viewport", {"width": 360, "height": 740})
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
        if persona not in saved_states:
            context = browser.new_context()
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
    known = house.signin(persona)
    page.goto(house.desk)
    page.get_by_label("Brukernavn").fill(known["username"])
    page.get_by_label("Passord", exact=True).fill(known["password"])
    step = int(time.time()) // STEP_SECONDS + 1  # the next one: no earlier sign-in has used it
    page.get_by_label("Engangskode").fill(code_for(known["totp_secret"], step))
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.wait_for_load_state()


def check_accessible(page: Page) -> None:
    """No fault of WCAG 2.2 A or AA on the page as it stands, and nothing wider than the window."""
    found = Axe().run(page, options=WCAG)
    faults = [
        (fault["id"], [node["target"] for node in fault["nodes"]])
        for fault in found.response["violations"]
    ]
    assert faults == [], page.url
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1] + 1, f"{page.url} is wider than the window"


def shoot(page: Page, name: str) -> None:
    """A picture of the page, kept for the README and for looking at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=False)
