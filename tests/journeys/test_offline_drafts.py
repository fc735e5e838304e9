"""Her work machine while Fristed cannot be reached: sealed there, hers alone, handed in afterwards.

A browser with a folder of its own, opened and killed as a person's is.
"""

import os
import re
import secrets
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect
from playwright.sync_api import Error as PlaywrightError
from tests.house import House
from tests.journeys.conftest import CHROMIUM, QUIET, check_accessible, shoot

SAID = f"Hun sier at broren leser meldingene hennes. ({secrets.token_hex(3)})"
HERE, LATE = "ligger forseglet på denne maskinen", 30_000  # ms; a busy machine is no fault
EVERYTHING = """async () => {
  const found = [JSON.stringify({ ...localStorage })];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const table of base.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = base.transaction(table).objectStore(table).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      found.push(...rows.map((row) => JSON.stringify(row)));
    }
    base.close();
  }
  return found;
}"""

CHANGE_IT = """() => new Promise((done) => {
  const asked = indexedDB.open("fristed-drafts");
  asked.onsuccess = () => {
    const turn = asked.result.transaction("sealed", "readwrite");
    const all = turn.objectStore("sealed").getAll();
    all.onsuccess = () => {
      const [row] = all.result;
      const at = row.blob.length - 40;
      const other = row.blob[at] === "A" ? "B" : "A";
      row.blob = row.blob.slice(0, at) + other + row.blob.slice(at + 1);
      turn.objectStore("sealed").put(row);
    };
    turn.oncomplete = () => {
      asked.result.close();
      done();
    };
  };
})"""


class Machine:
    """One browser on one machine. Whoever sits there has her own cookies; the folder is for all."""

    def __init__(self, playwright: Playwright, folder: Path, house: House) -> None:
        self.playwright, self.folder, self.house = playwright, folder, house
        self.context: BrowserContext | None = None

    def open(self, cookies: list[Any] | None = None) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder,
            executable_path=CHROMIUM,
            args=QUIET,
            locale="nb-NO",
            viewport={"width": 1280, "height": 900},
        )
        if cookies:
            self.context.add_cookies(cookies)
        return self.context.new_page()

    def close(self) -> None:
        if self.context:
            with suppress(Exception):  # it may have been killed
                self.context.close()
        self.context = None

    def kill(self) -> None:
        """The plug is pulled: the browser itself, and with it every page."""
        mark = os.fsencode(f"--user-data-dir={self.folder}")
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (entry / "cmdline").read_bytes()
                if mark in words and b"--type=" not in words:
                    os.kill(int(entry.name), signal.SIGKILL)
        self.close()

    def files(self) -> Iterator[bytes]:
        for path in self.folder.rglob("*"):
            if path.is_file():
                yield path.read_bytes()


@pytest.fixture
def machine(playwright: Playwright, tmp_path: Path, house: House) -> Iterator[Machine]:
    one = Machine(playwright, tmp_path / "profile", house)
    yield one
    one.close()


def test_what_is_written_without_connection_is_hers_when_it_is_back(
    machine: Machine, house: House, staff: Callable[..., Page]
) -> None:
    cookies = staff("emre").context.cookies()
    page = machine.open(cookies)
    _call_it_hers(page, house)
    machine.close()  # another day; a browser writes such a choice to its disk when it has time

    page = machine.open(cookies)
    case = _open_a_case(page, house)

    page.context.set_offline(True)
    _write_without_connection(page, SAID)
    kept = page.evaluate(EVERYTHING)
    assert len(kept) == 2  # what she chose, and one sealed form
    assert len(kept[1]) > 1_000  # there is something to leak
    assert [word for word in ("broren", "sak_") if word in "".join(kept)] == []
    machine.kill()

    page = machine.open(staff("birger").context.cookies())
    _sees_nothing(page, house, case)
    machine.close()
    assert not any(SAID[:30].encode() in file for file in machine.files())

    page = machine.open(cookies)
    page.goto(f"{house.desk}/cases/")
    notice = page.get_by_role("status").filter(has_text="Det du skrev uten forbindelse")
    expect(notice).to_contain_text("er levert", timeout=LATE)
    check_accessible(page)
    notice.get_by_role("link", name="Gå til skjemaet").click()
    expect(page.get_by_text("Skrevet uten forbindelse kl.")).to_be_visible(timeout=LATE)
    expect(page.get_by_label("Hva skjedde?")).to_have_value(SAID)
    shoot(page, "desk-offline-draft")
    (chosen,) = page.evaluate(EVERYTHING)
    assert "fristed-work-machine-of" in chosen

    page.get_by_label("Minutter brukt").fill("30")
    page.get_by_role("button", name="Lagre oppføringen").click()
    entry = page.locator(".timeline > *").filter(has_text=SAID)
    expect(entry).to_contain_text("først skrevet", timeout=LATE)
    expect(page.get_by_text("Skrevet uten forbindelse kl.")).to_have_count(0)


def test_when_the_house_answers_again_the_machine_lets_go(
    house: House, staff: Callable[..., Page]
) -> None:
    page, form = _with_something_sealed(house, staff)

    page.context.set_offline(False)

    expect(page.get_by_text("Kladden ble lagret")).to_be_visible(timeout=LATE)
    expect(page.locator("[name=draft_here]")).to_have_count(0, timeout=LATE)
    assert len(page.evaluate(EVERYTHING)) == 1

    page.goto(house.desk + form)
    expect(page.get_by_text("Kladd fra kl.")).to_be_visible(timeout=LATE)
    expect(page.get_by_label("Hva skjedde?")).to_have_value(SAID)
    _throw_away(page)


def test_what_was_changed_on_the_machine_is_refused_in_words(
    house: House, staff: Callable[..., Page]
) -> None:
    page, form = _with_something_sealed(house, staff)
    page.evaluate(CHANGE_IT)

    page = _after_a_crash(page)
    page.goto(house.desk + form)

    notice = page.get_by_role("status").filter(has_text="kan ikke åpnes")
    expect(notice).to_be_visible(timeout=LATE)
    expect(page.get_by_text("Skrevet uten forbindelse kl.")).to_have_count(0)
    check_accessible(page)
    notice.get_by_role("button", name="Slett det fra maskinen").click()
    expect(notice).to_have_count(0)
    assert len(page.evaluate(EVERYTHING)) == 1


def test_what_was_saved_elsewhere_meanwhile_is_kept_and_she_chooses(
    house: House, staff: Callable[..., Page]
) -> None:
    page = _at_work_machine(staff)
    form = _open_a_form(page, house)
    page.context.set_offline(True)
    _write_without_connection(page, "Fra toget")
    office = staff("emre", form)
    office.get_by_label("Hva skjedde?").fill("Fra kontoret")
    expect(office.get_by_text("Kladden ble lagret")).to_be_visible(timeout=LATE)
    office.context.close()

    page = _after_a_crash(page)
    page.goto(house.desk + form)

    both, field = ["Fra kontoret", "Fra toget"], page.get_by_label("Hva skjedde?")
    other = page.get_by_role("button", name="Vis den i stedet")
    expect(other).to_be_visible(timeout=LATE)
    both.remove(field.input_value())
    other.click()
    expect(field).to_have_value(both[0], timeout=LATE)
    check_accessible(page)
    _throw_away(page)
    page.reload()
    expect(page.get_by_role("button", name="Forkast kladden")).to_be_visible(timeout=LATE)
    _throw_away(page)


def _at_work_machine(staff: Callable[..., Page]) -> Page:
    """What the button on her own page does, which asks for her code when the last is old."""
    page = staff("emre", "/cases/")
    page.evaluate(
        "localStorage.setItem('fristed-work-machine-of',"
        " document.querySelector('[data-drafts]').dataset.mark)"
    )
    return page


def _after_a_crash(page: Page) -> Page:
    """Another tab, connected again. The first had no farewell, which would have saved after all."""
    context = page.context
    with suppress(PlaywrightError):
        page.goto("chrome://crash")
    page.close()
    context.set_offline(False)
    return context.new_page()


def _throw_away(page: Page) -> None:
    button = page.get_by_role("button", name="Forkast kladden")
    with page.expect_response(re.compile("/throw-away/"), timeout=LATE):
        button.click()
    expect(button).to_have_count(0)


def _call_it_hers(page: Page, house: House) -> None:
    page.goto(f"{house.desk}/my-sign-in/")
    panel = page.get_by_role("region", name="Uten forbindelse")
    expect(panel).to_contain_text("Ikke i bruk på denne maskinen.", timeout=LATE)
    panel.get_by_role("button", name="Dette er jobbmaskinen min").click()
    expect(panel).to_contain_text("Dette er satt opp som jobbmaskinen din.")
    check_accessible(page)
    shoot(page, "desk-work-machine")


def _open_a_case(page: Page, house: House) -> str:
    page.goto(f"{house.desk}/cases/")
    case = page.locator("tbody th a").first.get_attribute("href") or ""
    _open_ready(page, house.desk + case)
    _unfold(page)
    return case


def _open_a_form(page: Page, house: House) -> str:
    """The same form on a page of its own."""
    case = page.locator("tbody th a").first.get_attribute("href") or ""
    _open_ready(page, f"{house.desk}{case}follow-ups/add/")
    return f"{case}follow-ups/add/"


def _open_ready(page: Page, address: str) -> None:
    """Once the script has what it seals with."""
    with page.expect_response(re.compile("/drafts/prepare/"), timeout=LATE) as prepared:
        page.goto(address)
    assert prepared.value.ok


def _unfold(page: Page) -> Locator:
    page.locator("#write").evaluate("one => (one.open = true)")  # a draft may open it meanwhile
    field = page.get_by_label("Hva skjedde?")
    expect(field).to_be_visible()
    return field


def _with_something_sealed(house: House, staff: Callable[..., Page]) -> tuple[Page, str]:
    """A page without connection, and the address of its form."""
    page = _at_work_machine(staff)
    form = _open_a_form(page, house)
    page.context.set_offline(True)
    _write_without_connection(page, SAID)
    return page, form


def _write_without_connection(page: Page, text: str) -> None:
    page.get_by_label("Hva skjedde?").fill(text)
    expect(page.get_by_text(HERE)).to_be_visible(timeout=LATE)


def _sees_nothing(page: Page, house: House, case: str) -> None:
    """Another person at the same machine, also on a page of hers that has such a form."""
    page.goto(f"{house.desk}/cases/")
    own = page.locator("tbody th a").first.get_attribute("href") or ""
    assert own != case
    page.goto(house.desk + own)
    expect(_unfold(page)).to_have_value("")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("uten forbindelse")).to_have_count(0)
    expect(page.locator("[name=keeps_drafts]")).to_have_count(1)  # signing out leaves it there
    assert len(page.evaluate(EVERYTHING)) == 2
