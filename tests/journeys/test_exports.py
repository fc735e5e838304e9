"""Cases leave the house in an encrypted file, and a paper leaves it without other people."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
from playwright.sync_api import Page, expect
from tests.factories.exports import opened
from tests.journeys.conftest import check_accessible, follow, shoot


def taken(page: Page, name: str) -> bytes:
    with page.expect_download() as file:
        page.get_by_role("link", name=re.compile(name)).first.click()
    return Path(file.value.path()).read_bytes()


def words_shown(page: Page) -> str:
    expect(page.get_by_text("Eksporten er klar")).to_be_visible()
    return page.locator("code.reference").inner_text()


def test_an_export_opens_with_words_that_are_shown_once(staff):
    page = staff("amina", "/exports/")
    page.get_by_label(re.compile("liste over egne saker", re.IGNORECASE)).check()
    page.get_by_label("Hva er eksporten til?").select_option("archive")
    page.get_by_role("button", name="Bestill").click()
    words = words_shown(page)
    check_accessible(page)
    shoot(page, "export")

    content = taken(page, "Hent")
    page.goto(page.url)

    assert content.startswith(b"age-encryption.org/v1")
    assert b"sak_" not in content
    rows = opened(content, words).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Referanse;Arbeidsnavn;")
    assert len(rows) > 20
    expect(page.locator("body")).not_to_contain_text(words)
    expect(staff("birger", "/exports/").get_by_text("Klar til å hentes")).to_have_count(0)


def test_a_paper_without_other_people_is_looked_at_on_a_phone_and_kept_encrypted(staff):
    page = staff("amina", "/cases/", viewport={"width": 375, "height": 800})
    follow(page.get_by_role("main").locator('a[href^="/cases/sak_"]').first)
    case = page.url
    page.goto(f"{case}follow-ups/add/")
    page.get_by_label("Hva skjedde?").fill(
        "Gulrukh ringte. Tanten hennes, Zarmina, bor i Elvegata 3."
    )
    page.get_by_label("Minutter brukt").fill("5")
    follow(page.get_by_role("button", name="Lagre oppføringen"))
    expect(page.locator(".timeline")).to_contain_text("Gulrukh ringte.")

    page.goto(f"{case}print/")
    page.get_by_label("Hva er utskriften til?").select_option("to_person")
    page.get_by_label("Ta med alle oppføringene").check()
    follow(page.get_by_role("button", name="Skjul andre personer først"))
    expect(page.locator("mark", has_text="Zarmina").first).to_be_visible()
    check_accessible(page)
    shoot(page, "paper-without-others-phone")

    page.get_by_label(re.compile("^Elvegata 3")).check()
    page.get_by_role("button", name="Lag en kryptert fil").click()
    expect(page.get_by_text("Papiret er endret.")).to_be_visible()
    page.get_by_role("button", name="Lag en kryptert fil").click()
    words = words_shown(page)

    packed = ZipFile(BytesIO(opened(taken(page, "Hent"), words)))
    document = pypdfium2.PdfDocument(packed.read(packed.namelist()[0]))
    said = " ".join(one.get_textpage().get_text_range() for one in document)
    assert "bor i Elvegata 3" in said
    assert "Zarmina" not in said

    page.goto(f"{case}access-log/")
    expect(page.get_by_role("main")).to_contain_text("Skrev ut fra saken uten andre personer")
