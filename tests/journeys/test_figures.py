"""An analyst sees true counts beside the protected ones; anyone chooses how a table is shown."""

import re
import time

from playwright.sync_api import expect
from tests.journeys.conftest import check_accessible, follow, shoot


def test_true_counts_are_shown_to_the_analyst_who_asks_for_them(staff):
    page = staff("kari", "/tables/new/")
    page.get_by_label("timer arbeid med saker").check()
    page.get_by_label("spesialutsendingene", exact=False).check()
    page.get_by_label(re.compile("^År")).select_option("2023")
    page.get_by_role("button", name="Lag utkastet").click()
    expect(page.get_by_text("Hva angrepet fant")).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="Se de sanne tallene ved siden av").click()
    page.get_by_role("button", name="Tell og vis").click()
    show = page.get_by_role("button", name="Vis tallene")
    expect(show).to_be_visible()
    deadline = time.monotonic() + 180
    while page.get_by_role("table").count() == 0 and time.monotonic() < deadline:
        page.wait_for_timeout(500)
        follow(show)

    expect(page.get_by_role("table")).to_contain_text(re.compile(r"\(\d+\)"))
    check_accessible(page)
    shoot(page, "desk-true-counts")
    follow(page.get_by_role("link", name="Ferdig"))
    follow(page.get_by_role("link", name="Slett utkastet"))
    page.get_by_role("button", name="Slett utkastet").click()
    expect(page.get_by_text("Utkastet er slettet.")).to_be_visible()


def test_a_released_table_is_read_as_words_bars_small_figures_and_a_map(visitor):
    page = visitor("/statistikk", viewport={"width": 320, "height": 700})
    follow(page.get_by_role("link", name=re.compile("rådgivere: nye saker i 2023")))
    expect(page.get_by_role("main")).to_contain_text("0 betyr her fra 0 til 4")
    for way in ("Kart", "En liten figur for hver", "Stolper"):
        follow(page.get_by_role("link", name=way, exact=True))
        expect(page.get_by_role("img").first).to_be_visible()
        check_accessible(page)
    page.get_by_role("link", name="fra 2024").click()
    expect(page.get_by_role("main")).to_contain_text("Kan ikke føres over")
    shoot(page, "nora-table-figures")


def test_an_overlap_count_is_planned_and_never_started_by_one(staff):
    """The sample's own is under way; another is planned, asked for, and waits for a second."""
    page = staff("kari", "/tables/overlaps/")
    page.get_by_role("link", name="Planlegg en telling").click()
    page.get_by_label("Året som telles").select_option("2024")
    page.get_by_label("Formål").fill("Prøve av telling")
    page.get_by_label("Rettslig grunnlag").fill("Ikke vurdert av jurist. Bare en prøve.")
    page.get_by_label("Tjenester utenfor").fill("Tjeneste A\nTjeneste B\nTjeneste C")
    page.get_by_label("Hvem teller?").fill("Et statistikkbyrå")
    page.get_by_role("button", name="Lagre planen").click()
    expect(page.get_by_text("En annen må bekrefte.")).to_be_visible()
    check_accessible(page)
    shoot(page, "desk-overlap")
    page.get_by_role("link", name="Fakta til vurdering av personvern").click()
    expect(page.get_by_role("heading", name="Hva som kan gå galt")).to_be_visible()
    check_accessible(page)
    follow(page.get_by_role("link", name="Tilbake til tellingen"))
    follow(page.get_by_role("link", name="Stans tellingen"))
    page.get_by_role("button", name="Stans tellingen").click()
    expect(page.get_by_text("Tellingen er stanset.")).to_be_visible()
