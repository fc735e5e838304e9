"""Each kind of page of the desk, as its people come to it from their day by the links there: by
keyboard, in a window 320 pixels wide, and in the dark.

Tab goes by the order of the document wherever no page says otherwise. So the key itself is pressed
on the first page, and on the others each thing it would reach is given focus in turn.
"""

import re
from collections import deque
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.looks
NAMED = re.compile(r"/(?:[a-z]{3}_[\w-]{22}|\d+|[a-z]+-[a-z]+(?=/keep)|(?<=duties/)\w+)(?=/)")
NOT_PAGES = ("/fetch/", "/file/", "/minutes/", ".pdf", ".json", ".ics")
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
LINKS = "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))"

# What Tab should reach, in the order it stands: one of each group of radio buttons, nothing hidden.
# Two rows of a list stand for all of it.
REACHABLE = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const radios = new Map();
  const can = [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, iframe, [tabindex]"
  )].filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden"
    && e.checkVisibility({ visibilityProperty: true }));
  for (const e of can.filter((e) => e.type === "radio"))
    if (e.checked || !radios.has(e.name)) radios.set(e.name, e);
  window.reachable = can.filter((e) => (e.type !== "radio" || radios.get(e.name) === e)
    && !e.closest("tbody > tr:nth-child(n+3), li:nth-child(n+3), .choice:nth-child(n+3)"));
  window.says = (e) => (e.getAttribute("aria-label") || e.innerText || e.name || e.tagName)
    .replace(/\\s+/g, " ").trim().slice(0, 60);
  return window.reachable.map(window.says);
}"""
FAULTS = """async () => {
  const faults = [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 1) faults.push(`${wide} pixels too wide`);
  for (const e of window.reachable) {
    e.focus({ focusVisible: true });
    if (document.activeElement !== e) faults.push(`takes no focus: ${window.says(e)}`);
    if (e.tabIndex > 0) faults.push(`out of order: ${window.says(e)}`);
    const drawn = [e, e.closest(".ds-field") ?? e].map((one) => getComputedStyle(one).outlineStyle);
    if (drawn.every((style) => style === "none"))
      faults.push(`focus cannot be seen: ${window.says(e)}`);
    const shows = () => [...e.getClientRects()].some(({ x, y, width, height }) =>
      [0.02, 0.5, 0.98].some((part) => [0.1, 0.5].some((down) => {
        const hit = document.elementFromPoint(x + width * part, y + height * down);
        return hit && (e.contains(hit) || hit.contains(e));
      })));
    for (let late = 0; late < 60 && !shows(); late++)  // what came late has moved the page
      await new Promise(requestAnimationFrame);
    if (!shows()) faults.push(`behind something: ${window.says(e)}`);
  }
  return faults;
}"""
FOCUSED = "window.reachable.indexOf(document.activeElement)"


def test_the_menu_comes_and_goes_by_keyboard_where_there_is_little_room(staff):
    page = staff("amina", viewport={"width": 375, "height": 700})
    menu = page.get_by_role("button", name="Meny", exact=True)
    expect(page.get_by_role("link", name="Saker", exact=True)).to_be_hidden()
    assert (page.locator(".desk-header").bounding_box() or {})["height"] < 130

    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Lukk menyen")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Min dag", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("link", name="Min dag", exact=True)).to_be_hidden()

    page.set_viewport_size({"width": 1280, "height": 700})
    expect(page.get_by_role("link", name="Min dag", exact=True)).to_be_visible()
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("who", ["amina", "emre", "nils", "ingrid"])
def test_every_kind_of_page_somebody_comes_to_is_walked_by_keyboard(staff, walked, who):
    window = {"width": 320, "height": 640}
    page = staff(who, viewport=window, reduced_motion="reduce", color_scheme="dark")
    names = page.evaluate(REACHABLE)
    reached = []
    while len(reached) < len(names):
        page.keyboard.press("Tab")
        if (one := page.evaluate(FOCUSED)) >= 0:
            reached.append(one)
    assert reached == list(range(len(names)))

    faults = {kind: found for kind in _pages(page, walked) if (found := _faults(page))}

    assert faults == {}


@pytest.fixture(scope="module")
def walked() -> set[str]:
    """Kinds of page that somebody has been to: the next person only walks what is hers."""
    return set()


def _pages(page: Page, met: set[str]) -> Iterator[str]:
    """Goes to one page of each kind not met yet that can be reached by links; answers its kind."""
    origin, todo = page.url.rstrip("/"), deque(page.evaluate(LINKS))
    while todo:
        address = todo.popleft()
        kind = NAMED.sub("/*", address.split("?")[0].split("#")[0])
        if kind in met or kind.endswith(NOT_PAGES):
            continue
        met.add(kind)
        try:
            page.goto(origin + address)
        except PlaywrightError as fault:
            if "Download is starting" not in fault.message:
                raise
            continue
        todo += page.evaluate(LINKS)
        yield kind


def _faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    page.evaluate(REACHABLE)
    found = list(page.evaluate(FAULTS))
    if page.locator("main form[novalidate]").count():
        return found  # drawn by one template, which tests/ui looks at
    for fault in Axe().run(page, context="main", options=CONTRAST).response["violations"]:
        found += [f"contrast: {node['target']}" for node in fault["nodes"]]
    return found
