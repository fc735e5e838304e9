"""Each kind of page of the desk, as its people come to it from their first page by the links there:
by keyboard alone, in a window 320 pixels wide, in light and in dark.
"""

import re
from collections import deque
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page, expect
from playwright.sync_api import Error as PlaywrightError

REFERENCE = re.compile(r"/[a-z]{3}_[\w-]{22}(?=/)")
NOT_PAGES = ("/fetch/", "/file/", "/minutes/", ".pdf", ".json", ".ics")
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
LINKS = "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))"

# What Tab should reach, in the order it stands: one of each group of radio buttons, nothing hidden.
REACHABLE = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const radios = new Map();
  const can = [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, iframe, [tabindex]"
  )].filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden"
    && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[popover]:not(:popover-open)"));
  for (const e of can.filter((e) => e.type === "radio"))
    if (e.checked || !radios.has(e.name)) radios.set(e.name, e);
  const wanted = can.filter((e) => e.type !== "radio" || radios.get(e.name) === e);
  const says = (e) => (e.getAttribute("aria-label") || e.innerText || e.name || e.tagName)
    .replace(/\\s+/g, " ").trim().slice(0, 60);
  const before = new Map(wanted.map((e) => [e, getComputedStyle(e).boxShadow]));
  const walk = window.walk = { met: [], unseen: [], hidden: [] };
  document.addEventListener("focusin", ({ target: e }) => {
    if (!before.has(e)) return;
    walk.met.push(wanted.indexOf(e));
    const style = getComputedStyle(e);
    if (style.outlineStyle === "none" && style.boxShadow === before.get(e)) walk.unseen.push(says(e));
  });
  document.addEventListener("focusout", ({ target: e }) => {
    if (!before.has(e)) return;
    const shows = [...e.getClientRects()].some((box) => [[0.5, 0.5], [0.02, 0.5], [0.98, 0.5]].some(([x, y]) => {
      const hit = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
      return hit && (e.contains(hit) || hit.contains(e));
    }));
    if (!shows) walk.hidden.push(says(e));
  });
  document.activeElement.blur();
  window.getSelection().removeAllRanges();
  window.scrollTo(0, 0);
  const parts = wanted.filter((e) => e.tagName === "INPUT" && /date|time|month/.test(e.type)).length;
  return { names: wanted.map(says), presses: wanted.length + 4 * parts + 2,
    positive: wanted.filter((e) => e.tabIndex > 0).map(says),
    wide: document.documentElement.scrollWidth - window.innerWidth };
}"""


@pytest.fixture(scope="module")
def met() -> set[str]:
    """Kinds of page that somebody has walked."""
    return {"/"}


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


@pytest.mark.parametrize("persona", ["amina", "farah", "nils", "ingrid"])
def test_every_page_is_walked_by_keyboard(staff, persona, met):
    window = {"width": 320, "height": 640}
    page = staff(persona, viewport=window, reduced_motion="reduce", color_scheme="light")
    keys = page.context.new_cdp_session(page)

    faults = {kind: found for kind in _pages(page, met) if (found := _walked(page, keys))}

    assert faults == {}


def _pages(page: Page, met: set[str]) -> Iterator[str]:
    """Goes to one page of each kind that can be reached by links; answers its kind."""
    origin, todo = page.url.rstrip("/"), deque(["/"])
    first = True
    while todo:
        address = todo.popleft()
        kind = REFERENCE.sub("/*", address.split("?")[0].split("#")[0])
        if (kind in met and not first) or kind.endswith(NOT_PAGES):
            continue
        first = False
        met.add(kind)
        try:
            page.goto(origin + address)
        except PlaywrightError:  # it was a file
            continue
        todo += page.evaluate(LINKS)
        yield kind


def _walked(page: Page, keys: CDPSession) -> list[str]:
    """What is wrong with the page as it stands."""
    plan = page.evaluate(REACHABLE)
    for _ in range(plan["presses"]):
        for half in ("rawKeyDown", "keyUp"):
            keys.send(
                "Input.dispatchKeyEvent", {"type": half, "key": "Tab", "windowsVirtualKeyCode": 9}
            )
    walk = page.evaluate("window.walk")
    names, reached = plan["names"], list(dict.fromkeys(walk["met"]))
    found = [f"not reached: {names[i]}" for i in range(len(names)) if i not in reached]
    found += [f"out of order: {names[two]}" for one, two in zip(reached, reached[1:]) if two < one]
    found += [f"focus cannot be seen: {name}" for name in walk["unseen"]]
    found += [f"hidden behind something: {name}" for name in dict.fromkeys(walk["hidden"])]
    found += [f"positive tabindex: {name}" for name in plan["positive"]]
    if plan["wide"] > 1:
        found.append(f"{plan['wide']} pixels too wide")
    light = Axe().run(page, options=CONTRAST).response
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("options => axe.run(document, options)", CONTRAST)
    page.emulate_media(color_scheme="light")
    for scheme, answer in (("light", light), ("dark", dark)):
        for fault in answer["violations"]:
            found += [f"contrast, {scheme}: {node['target']}" for node in fault["nodes"]]
    return found
