"""The first story, from a young person's first words to one count in a published table.

One story in six chapters, told in order: each builds on what the one before it left behind.
"""

import json
import re
import secrets
from contextlib import suppress
from datetime import timedelta
from urllib.request import urlopen

import pytest
from django.utils import timezone
from jsonstat_validator import validate_jsonstat
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect
from tests.journeys.conftest import check_accessible, come_in, follow, shoot

MARK = secrets.token_hex(3)  # tells this story from an earlier one in the same house
SAID = f"Jeg får ikke være med venninnene mine. Broren min leser alt på telefonen. ({MARK})"
ANSWERED = f"Så bra at du skriver. Kan noen andre se telefonen du skriver fra? ({MARK})"
CONCERN = "Negativ sosial kontroll"


class Told:
    """What the chapters hand on."""

    words = ""
    conversation = ""
    case = ""
    draft = ""


told = Told()


def test_1_a_young_person_writes_without_an_account_and_without_a_script(visitor):
    page = visitor("/", scripts=False)
    expect(page.get_by_text("Dette er en demonstrasjon").first).to_be_visible()
    check_accessible_without_script(page)
    shoot(page, "nora-start")

    page.get_by_role("link", name=re.compile("Skriv", re.IGNORECASE)).first.click()
    expect(page.get_by_role("heading", name="Før du skriver")).to_be_visible()
    page.get_by_role("link", name="Skriv en melding").click()
    page.get_by_label("Skriv det du vil si").fill(SAID)
    page.get_by_label("Hvem vil du skrive til?").select_option("0301")
    page.get_by_role("button", name="Send").click()

    expect(page.locator(".code-words li")).to_have_count(4)
    words = page.locator(".code-words li").all_inner_texts()
    told.words = " ".join(words)
    assert not any(word in page.url for word in words)
    assert told.words not in str(page.context.cookies())

    page.get_by_role("link", name="Forlat siden").click()
    page.wait_for_url("**/weather")
    with suppress(PlaywrightError):  # the browser will not show an answer it may not keep
        page.go_back()
    expect(page.locator("body")).not_to_contain_text(words[0])


def test_1_she_comes_back_with_her_words(visitor):
    page = visitor("/a/inn")
    come_in(page, told.words.upper().replace(" ", "-"))
    expect(page.locator("body")).not_to_contain_text(SAID)  # whoever has the words sees what is new
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text(SAID)).to_be_visible()
    check_accessible(page, but=("meta-refresh",))  # decision 0095: a visit ends by itself


@pytest.mark.parametrize("language", ["nn", "en"])
def test_1_nora_speaks_her_language(visitor, language):
    page = visitor(f"/{language}/")
    assert page.locator("html").get_attribute("lang") == language
    check_accessible(page)


def test_2_an_adviser_reads_it_answers_and_starts_a_case(staff):
    page = staff("amina")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    shoot(page, "desk-my-day")
    check_accessible(page)

    page.goto(page.url.rstrip("/") + "/conversations/")
    expect(page.locator("body")).not_to_contain_text(SAID)
    for link in page.get_by_role("main").get_by_role("link").all():
        address = link.get_attribute("href") or ""
        if "/conversations/sam_" in address:
            candidate = staff("amina", address)
            if candidate.get_by_text(SAID).count():
                page = candidate
                told.conversation = address
                break
    expect(page.get_by_text(SAID)).to_be_visible()
    expect(page.get_by_text("Den unge valgte Oslo som det nærmeste.")).to_be_visible()
    check_accessible(page)

    page.locator("textarea").first.fill(ANSWERED)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text(ANSWERED)).to_be_visible()
    shoot(page, "desk-conversation")


def test_2_she_reads_the_answer(visitor):
    page = visitor("/a/inn", scripts=False)
    come_in(page, told.words)

    expect(page.get_by_text(ANSWERED)).to_be_visible()
    follow(page.get_by_role("button", name=re.compile("Lukk samtalen")))
    page.goto(page.url.split("/a/")[0].rstrip("/") + "/a/les")
    expect(page.locator("body")).not_to_contain_text(ANSWERED)


def test_3_the_case_is_started_by_keyboard_alone_in_at_most_twelve_fields(staff):
    page = staff("amina", told.conversation)
    page.get_by_role("link", name="Start en sak fra samtalen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/start-case/**")
    check_accessible(page)
    asked = page.evaluate(
        """() => new Set([...document.querySelector('main form').elements]
            .filter(e => e.name && e.type !== 'hidden' && e.tagName !== 'BUTTON')
            .map(e => e.name)).size"""
    )
    assert asked <= 12

    pressed = 0

    def press(key: str, until: Locator | None = None) -> None:
        nonlocal pressed
        while pressed < 46:
            page.keyboard.press(key)
            pressed += 1
            if until is None or until.evaluate("e => e === document.activeElement"):
                return

    press("Tab")  # to the first thing of the page: past what every page begins with
    press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press("Tab", until=page.get_by_label(re.compile(CONCERN)).first)
    press("Space")
    press("Tab", until=page.locator("select[name=age_band]"))
    page.keyboard.type("16")
    press("Tab", until=page.get_by_role("button", name="Start saken"))
    press("Enter")
    assert pressed <= 45
    page.wait_for_url(re.compile(r"/cases/sak_"))
    told.case = page.url.partition("#")[0]  # the way past what every page begins with stays in it
    expect(page.get_by_text(CONCERN).first).to_be_visible()
    check_accessible(page)


def test_3_what_was_done_is_written_down_and_a_task_is_given(staff):
    page = staff("amina", _path(told.case))
    page.get_by_label("Hva skjedde?").fill("Samtale på kontoret.")
    page.get_by_label("Minutter brukt").fill("30")
    page.get_by_role("button", name="Lagre oppføringen").click()
    expect(page.locator(".timeline")).to_contain_text("Samtale på kontoret.")

    page.goto(told.case.rstrip("/") + "/tasks/assign/")
    page.get_by_label("Hva skal gjøres, og hvorfor?").fill("Ringe på avtalt tid.")
    page.get_by_label("Frist").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url(told.case)
    expect(page.get_by_role("main")).to_contain_text("Ringe på avtalt tid.")
    shoot(page, "desk-case")
    check_accessible(page)


def test_4_another_adviser_gets_the_same_page_as_for_a_case_that_is_not_there(staff):
    page = staff("birger")
    real = page.request.get(told.case)
    missing = page.request.get(re.sub(r"sak_.{22}", "sak_" + "x" * 22, told.case))

    assert (real.status, missing.status) == (404, 404)
    assert _plain(real.text()) == _plain(missing.text())


@pytest.mark.parametrize("persona", ["amina", "ingrid"])
def test_4_the_responsible_adviser_and_her_leader_see_who_tried(staff, persona):
    page = staff(persona, _path(told.case).rstrip("/") + "/access-log/")

    expect(page.get_by_role("main")).to_contain_text("Birger")
    expect(page.locator("body")).not_to_contain_text("Samtale på kontoret.")
    check_accessible(page)


def test_5_an_analyst_drafts_the_year_and_may_not_release_it(staff):
    page = staff("kari", "/tables/new/")
    page.get_by_label("spesialutsendingene", exact=False).check()
    page.get_by_label(re.compile("^År")).select_option("2023")
    page.get_by_role("button", name="Lag utkastet").click()
    page.wait_for_url(re.compile(r"/tables/utk_"))
    told.draft = page.url
    expect(page.get_by_text("Hva angrepet fant")).to_be_visible(timeout=90_000)
    check_accessible(page)
    cells = page.get_by_role("main").locator("td").all_inner_texts()
    shown = [int(re.sub(r"\D", "", text)) for text in cells if re.search(r"\d", text)]
    assert shown
    assert not [value for value in shown if 0 < value < 5]
    expect(page.get_by_role("link", name="Frigi tabellen")).to_be_disabled()
    refused = page.request.post(told.draft + "release/", headers={"Origin": _origin(page)})
    assert refused.status in {403, 404}


def test_5_a_second_analyst_releases_it(staff):
    page = staff("lars", _path(told.draft))
    page.get_by_role("link", name="Frigi tabellen").click()
    page.get_by_role("button", name="Frigi tabellen").click()
    expect(page.get_by_text("Tabellen er frigitt", exact=False).first).to_be_visible()


def test_6_nora_shows_it_with_its_chart_its_note_and_its_files(visitor):
    page = visitor("/statistikk", scripts=False, viewport={"width": 1100, "height": 1500})
    shoot(page, "nora-statistics")
    expect(page.get_by_role("link", name=re.compile("rådgivere: nye saker i 2023"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Spesialutsending.*nye saker i 2023")).click()
    expect(page.locator("svg").first).to_be_visible()
    body = page.get_by_role("main")
    expect(body).to_contain_text("sier ingenting om hvor vanlig")
    expect(body).to_contain_text("Eksempeldata")
    expect(body).to_contain_text("245")
    shoot(page, "nora-table")

    links = {
        link.inner_text(): link.get_attribute("href") for link in page.get_by_role("link").all()
    }
    files = {name: address for name, address in links.items() if "CSV" in name or "JSON" in name}
    assert len(files) >= 2
    origin = _origin(page)
    for name, address in files.items():
        with urlopen(origin + str(address)) as answer:
            text = answer.read().decode("utf-8-sig")
        assert "Eksempeldata" in text or "Sample data" in text
        if "JSON" in name:
            kept = json.loads(text)
            assert validate_jsonstat(kept)
            assert not [value for value in kept["value"] if value and 0 < value < 5]


def test_6_the_published_history_stands_side_by_side_and_is_never_summed(visitor):
    page = visitor("/statistikk")
    main = page.get_by_role("main")

    for figure in ("983", "950", "899", "1 137"):
        expect(main).to_contain_text(figure)
    for change in ("−33", "−3,4", "−14", "68", "28"):
        expect(main).to_contain_text(change)
    check_accessible(page)


def check_accessible_without_script(page: Page) -> None:
    """Where scripts are off axe cannot run; what it would find first is looked at by hand."""
    assert page.locator("html").get_attribute("lang") == "nb"
    assert page.locator("h1").count() == 1
    assert page.locator("script[src^='http']").count() == 0


def _path(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def _origin(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def _plain(html: str) -> str:
    """Without the one-time tokens that differ from answer to answer."""
    return re.sub(r'(csrf\w*|nonce)[^>]*value="[^"]*"|sak_[\w-]{22}', "", html)
