"""The entrance in a real browser: passkeys, no script where none is needed, the strict policy."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page, expect
from tests.accounts.conftest import PASSWORD, trail
from tests.factories.authenticators import an_authenticator

from fristed.accounts.models import DeskSession, User

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"], transaction=True),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Playwright's own sockets
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@pytest.fixture(scope="session", autouse=True)
def beside_playwright() -> None:
    """Playwright keeps an event loop running in this thread; Django's queries are not in it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def base_url() -> str:
    """The plugin's own is made in a way that this pytest warns of; pages are asked for in full."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    return {"locale": "nb-NO"}


@pytest.fixture
def server(desk) -> Iterator[str]:
    """The desk on a port, as a browser meets it."""
    thread = LiveServerThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture
def keeper_home(tmp_path: Path) -> Path:
    return tmp_path / "keeper"


@pytest.fixture
def keeper(server: str, settings, keeper_home: Path, tmp_path: Path) -> Iterator[None]:
    """A keeper that takes passkeys from this server's address; other tests' keeper does not."""
    keeper_home.mkdir(mode=0o700)
    where = tmp_path / "k.sock"
    settings.FRISTED_KEEPER_SOCKET = str(where)
    command = [sys.executable, "-m", "fristed.keeper", "serve", "--home", str(keeper_home)]
    command += ["--socket", str(where), "--database", "host=/nowhere"]
    command += ["--custody", f"file:{tmp_path / 'custody'}"]
    command += ["--rp-id", "localhost", "--origin", server]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not _listens(where):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail("the keeper does not start")
        time.sleep(0.05)
    yield
    process.send_signal(signal.SIGTERM)
    process.wait()


def _listens(where: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(where)) == 0


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console says: a breach of the policy would be there."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        address = message.location["url"]
        if message.type == "error" and not address.endswith("/favicon.ico"):  # of the bare page
            said.append(f"{message.text} {address}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def sign_in(page: Page, server: str, one) -> None:
    page.goto(f"{server}/")
    typed = one.typed()
    page.get_by_label("Brukernavn").fill(typed["username"])
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_label("Engangskode").fill(typed["code"])
    page.keyboard.press("Enter")
    expect(page.get_by_text("inne: Amina")).to_be_visible()


def test_passkey_made_on_this_machine_signs_in_alone(page: Page, server, enrolled, complaints):
    amina = enrolled("amina")
    an_authenticator(page)
    sign_in(page, server, amina)
    page.goto(f"{server}/my-sign-in/")
    page.get_by_role("button", name="Lag en passnøkkel").click()
    expect(page.get_by_text("Passnøkkelen er laget")).to_be_visible()
    page.get_by_role("button", name="Logg ut").click()
    expect(page).to_have_url(f"{server}/sign-in/")

    page.goto(f"{server}/skjermet/")
    page.get_by_role("button", name="Bruk passnøkkel").click()

    expect(page.get_by_text("skjermet")).to_be_visible()
    assert page.url == f"{server}/skjermet/"
    assert [entry[:3] for entry in trail()][-1] == ("begun", "accounts.sign_in", "")
    assert complaints == []


def test_passkey_confirms_that_it_is_her(page: Page, server, enrolled):
    amina = enrolled("amina")
    an_authenticator(page)
    sign_in(page, server, amina)
    page.goto(f"{server}/my-sign-in/")
    page.get_by_role("button", name="Lag en passnøkkel").click()
    expect(page.get_by_text("Passnøkkelen er laget")).to_be_visible()

    page.goto(f"{server}/step-up/?next=/skjermet/")
    page.get_by_role("button", name="Bekreft med passnøkkel").click()

    expect(page.get_by_text("skjermet")).to_be_visible()
    assert trail()[-1][:3] == ("begun", "accounts.step_up", amina.person.ref)


def test_passkey_of_nobody_known_says_what_to_do_instead(page: Page, server, keeper, complaints):
    an_authenticator(page)
    page.goto(f"{server}/sign-in/")

    page.get_by_role("button", name="Bruk passnøkkel").click()

    expect(page.get_by_text("Det ble avbrutt, eller så fantes det ingen")).to_be_visible()
    expect(page.get_by_role("button", name="Bruk passnøkkel")).to_be_enabled()


def test_sign_in_works_by_keyboard_alone_and_breaks_no_policy(page, server, enrolled, complaints):
    amina = enrolled("amina")
    typed = amina.typed()
    page.goto(f"{server}/sign-in/")
    page.get_by_label("Brukernavn").focus()
    page.keyboard.type(typed["username"])
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(typed["code"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("inne: Amina")).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_pages_at_the_entrance_pass_axe_and_never_scroll_sideways(page, server, enrolled, size):
    amina = enrolled("amina")
    page.set_viewport_size(size)
    found = [(path, _faults(page, server + path)) for path in ("/sign-in/", "/enrol/")]
    sign_in(page, server, amina)
    inside = ("/step-up/", "/my-sign-in/", "/my-sign-in/password/")
    found += [(path, _faults(page, server + path)) for path in inside]

    assert [each for each in found if each[1]] == []


def test_session_about_to_end_is_told_of_and_using_the_page_keeps_it(page, server, enrolled):
    """WCAG 2.2.1: she is told in time, and one key press is enough to stay."""
    amina = enrolled("amina")
    User.objects.filter(pk=amina.person.pk).update(hides_when_idle=False)  # no privacy blank
    page.clock.install()
    sign_in(page, server, amina)
    page.goto(f"{server}/my-sign-in/")
    page.clock.fast_forward("13:05")
    dialog = page.get_by_role("dialog", name="Du blir snart logget ut")
    expect(dialog).to_be_visible()

    with page.expect_response("**/sign-in/stay/") as told:
        dialog.get_by_role("button", name="Fortsett").click()
        page.clock.run_for(6_000)

    assert told.value.status == 204
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("12:30")
    expect(dialog).to_be_hidden()


def test_page_left_alone_shows_nothing_when_the_session_is_over(page, server, enrolled):
    page.clock.install()
    sign_in(page, server, enrolled("amina"))
    page.goto(f"{server}/my-sign-in/")

    page.clock.fast_forward("15:05")

    expect(page).to_have_url(re.compile(r"/sign-in/\?ended=1&next=%2Fmy-sign-in%2F|/my-sign-in/"))
    expect(page.get_by_role("dialog", name="Du blir snart logget ut")).to_be_hidden()


def test_page_left_by_itself_takes_what_is_typed_to_the_sign_in_page(page, server, enrolled):
    """Sealed there until she is back; then it stands as she typed it, and goes where it should."""
    amina, text = enrolled("amina"), "Hun ringte fra flyplassen og ba om hjelp med en gang"
    page.clock.install()
    sign_in(page, server, amina)
    page.goto(f"{server}/notat/")
    page.get_by_label("Notat").fill(text)
    DeskSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    page.clock.fast_forward("15:05")

    expect(page.get_by_text("Det du skrev, er ikke lagret, men det er med her.")).to_be_visible()
    assert text not in page.content()
    typed = amina.typed()
    page.get_by_label("Brukernavn").fill(typed["username"])
    page.get_by_label("Passord", exact=True).fill(typed["password"])
    page.get_by_label("Engangskode").fill(typed["code"])
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_label("Det du skrev")).to_have_value(text)
    assert Axe().run(page).response["violations"] == []
    with page.expect_request("**/notat/") as sent:
        page.get_by_role("button", name="Send igjen").click()
    assert text in parse_qs(sent.value.post_data)["text"]


def _faults(page: Page, address: str) -> list[str]:
    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    report = Axe().run(page)
    return [each["id"] for each in report.response["violations"]] + (["sideways"] if wide else [])
