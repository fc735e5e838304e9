"""Axe and the narrow screen over every component, at both doors, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from fristed.ui import components

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(params=["desk", "nora"])
def shown(request, draw, site, page, violations):
    form = components.Example({"name": ""})
    context = {
        "page": components.components_page(),
        "form": form,
        "layout": f"ui/{request.param}.html",
    }
    site.pages["/ui/"] = draw(
        request.param, "ui/components.html", context, person="Amina", sample=True
    )
    yield page, f"{site.here}/ui/"
    assert violations == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light")])
def test_axe_finds_nothing(shown, scheme, width):
    page, address = shown
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    found = Axe().run(page, options=RULES).response

    assert len(found["passes"]) > 30  # it did look
    assert [
        (one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]
    ] == []


@pytest.mark.parametrize("dialog", ["palette", "shortcuts", "blank"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_desks_dialogs(draw, site, page, dialog, scheme):
    site.pages["/"] = draw("desk", "ui/desk.html", person="Amina")
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.here}/")
    names = {"palette": "Gå til", "shortcuts": "Tastatursnarveier", "blank": "Skjul skjermen"}
    page.get_by_role("button", name=names[dialog]).click()
    assert page.locator(f"#{dialog}").is_visible()
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")

    found = Axe().run(page, context=f"#{dialog}", options=RULES).response

    assert len(found["passes"]) > 5
    assert [
        (one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]
    ] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_page_is_wider_than_its_screen(shown, width):
    """WCAG 1.4.10: at 320 pixels nothing scrolls both ways, save a wide table in its own box."""
    page, address = shown
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_cut_off_when_text_is_spaced_out(shown):
    """WCAG 1.4.12."""
    page, address = shown
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
            + "word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
          document.adoptedStyleSheets.push(sheet);
        }"""
    )

    cut = page.evaluate(
        """() => [...document.querySelectorAll("a, button, p, h1, h2, h3, li, label, td, th")]
          .filter((one) => one.offsetParent && !one.matches(".ds-skip-link")
            && getComputedStyle(one).overflow !== "visible"
            && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
          .map((one) => one.outerHTML)"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_everything_to_press_is_large_enough(shown):
    """WCAG 2.2, 2.5.8: 24 pixels, save links inside a text."""
    page, address = shown
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)

    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, select, summary")]
          .filter((one) => one.offsetParent && !one.closest("p, dialog, .ds-error-summary, th, td"))
          .filter((one) => !one.matches(".ds-skip-link"))
          .filter((one) => {
            const { width, height } = one.getBoundingClientRect();
            return width < 24 || height < 24;
          })
          .map((one) => one.outerHTML)"""
    )
    assert small == []
