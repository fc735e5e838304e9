"""A page in a language written from right to left, as a browser on a small phone lays it out."""

import os
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from tests import personas
from tests.ui.test_accessibility import RULES

from fristed.portal.actions import publishing
from fristed.portal.models import Snapshot
from fristed.portal.rules.languages import ALL

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
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


@pytest.fixture
def signed(nora_client, db):
    """What nora answers in each of the languages once a translator has signed."""
    call_command("load_organisation", verbosity=0)
    call_command("load_pages", verbosity=0)
    pages = {}
    for language in RIGHT_TO_LEFT:
        row = Snapshot.objects.get(page__code="violence", language=language)
        publishing.sign_translation(personas.sigve, row, on=date(2026, 11, 26))
        pages[language] = nora_client.get(f"/les/18/{language}").content.decode()
    return pages


def test_every_one_is_read_from_the_right_and_rung_from_the_left(signed, site, page, violations):
    """At 320 pixels, accessible, nothing too wide. SHOTS names a folder for pictures."""
    page.set_viewport_size({"width": 320, "height": 900})
    for language, html in signed.items():
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
