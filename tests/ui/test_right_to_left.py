"""A page in a language written from right to left, as a browser on a small phone lays it out."""

import json
import os
import tomllib
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.ui.test_accessibility import RULES

from fristed.codelists.rules.words import Words
from fristed.organisation.queries import HelpNumber
from fristed.portal.queries.pages import Article, Shown
from fristed.portal.rules.blocks import parse, unbroken
from fristed.portal.rules.languages import ALL, BY_CODE

FRISTED = Path(__file__).parents[2] / "src/fristed"
SERVICES = {
    row["code"]: row
    for row in json.loads((FRISTED / "organisation/data/help_services.json").read_text())
}
TODAY = date(2026, 11, 26)
RIGHT_TO_LEFT = [one.code for one in ALL if one.is_right_to_left]
LAID_OUT = """() => {
  const article = document.querySelector("article"), heading = article.querySelector("h1");
  const range = document.createRange();
  range.selectNodeContents(heading);
  const words = range.getBoundingClientRect(), box = article.getBoundingClientRect();
  const number = article.querySelector(".help-number");
  return {
    direction: getComputedStyle(article).direction,
    fromRight: Math.round(box.right - words.right),
    fromLeft: Math.round(words.left - box.left),
    number: number && getComputedStyle(number.closest("[dir]")).direction,
    width: document.documentElement.scrollWidth - window.innerWidth,
  };
}"""


def service(code):
    row = SERVICES[code]
    return HelpNumber(
        code=code,
        name=Words.of(row["name"]),
        about=Words.or_none(row["about"]),
        number=row["number"],
        email=row["email"],
        chat=row["chat"],
        hours=Words.or_none(row["hours"]),
        is_acute=row["is_acute"],
        is_anonymous=row["is_anonymous"],
        owner=row["owner"],
        last_verified=None,
    )


def article(language):
    """The draft as it is read once a translator has signed it."""
    draft = tomllib.loads((FRISTED / f"portal/content/languages/{language}.toml").read_text())
    said = draft["violence"]
    return Article(
        number=18,
        version=1,
        kind="topic",
        title=said["title"],
        lead=said["lead"],
        language=BY_CODE[language],
        languages=ALL,
        blocks=tuple(
            Shown(
                kind=block.kind,
                number=number,
                text=unbroken(block.text),
                items=tuple(unbroken(item) for item in block.items),
                services=tuple(map(service, block.items)) if block.kind == "help" else (),
            )
            for number, block in enumerate(parse(said["body"]))
        ),
        changed_on=TODAY,
        checked_on=TODAY,
        next_check_on=TODAY,
        is_overdue=False,
        is_composite=False,
        house=draft["house"],
    )


@pytest.fixture
def drawn(draw, settings):
    settings.ROOT_URLCONF = "fristed.config.urls.nora"
    template = "portal/page/foreign.html"
    return {
        code: draw("nora", template, {"page": article(code)}, language="en")
        for code in RIGHT_TO_LEFT
    }


def test_every_one_is_read_from_the_right_and_rung_from_the_left(drawn, site, page, violations):
    """At 320 pixels, accessible, nothing too wide. SHOTS names a folder for pictures."""
    page.set_viewport_size({"width": 320, "height": 900})
    for language, html in drawn.items():
        site.pages[f"/{language}"] = html
        page.goto(f"{site.here}/{language}")

        laid_out = page.evaluate(LAID_OUT)
        assert (laid_out["direction"], laid_out["number"]) == ("rtl", "ltr"), language
        assert laid_out["fromRight"] < 4 <= laid_out["fromLeft"], language
        assert laid_out["width"] <= 1, language
        exit_ = page.locator("[data-exit]")
        assert (exit_.get_attribute("lang"), exit_.get_attribute("dir")) == (language, "rtl")
        faults = Axe().run(page, options=RULES).response["violations"]
        assert [fault["id"] for fault in faults] == [], language
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"nora-{language}.png", full_page=True)
    assert violations == []
