"""A document comes into a case, is looked at, taken home and removed; a refusal says why."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessible, follow, shoot

REFUSED = "Filtypen tas ikke imot"


def a_picture() -> bytes:
    out = BytesIO()
    about = Image.Exif()
    about[0x010F] = "Kamera i Elvegata"
    Image.new("RGB", (300, 200), "darkgreen").save(out, "JPEG", exif=about)
    return out.getvalue()


def a_paper() -> bytes:
    """An upright page, and one that lies."""
    out = BytesIO()
    upright, lying = (Image.new("RGB", size, "white") for size in ((300, 400), (400, 300)))
    upright.save(out, "PDF", save_all=True, append_images=[lying])
    return out.getvalue()


def open_own_case(page: Page) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/cases/")
    follow(page.get_by_role("main").locator('a[href^="/cases/sak_"]').first)


def test_a_document_from_upload_to_removal(staff):
    page = staff("amina")
    open_own_case(page)
    follow(page.get_by_role("link", name="Legg til et dokument"))
    check_accessible(page)

    page.locator("input[type=file]").set_input_files(
        {"name": "brev.html", "mimeType": "text/html", "buffer": b"<html>Hei</html>"}
    )
    page.get_by_label("Tittel").fill("Bilde fra telefonen")
    follow(page.get_by_role("button", name="Lagre dokumentet"))
    expect(page.get_by_text(re.compile(REFUSED)).first).to_be_visible()
    expect(page.get_by_label("Tittel")).to_have_value("Bilde fra telefonen")

    page.locator("input[type=file]").set_input_files(
        {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": a_picture()}
    )
    follow(page.get_by_role("button", name="Lagre dokumentet"))
    expect(page.get_by_text("Dokumentet er lagret.")).to_be_visible()
    check_accessible(page)

    page.get_by_role("link", name="Bilde fra telefonen").first.click()
    picture = page.get_by_role("img", name=re.compile("Forhåndsvisning"))
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 300)
    expect(page.get_by_text("Ikke skannet for skadevare")).to_be_visible()
    check_accessible(page)
    shoot(page, "document")

    with page.expect_download() as taken:
        page.get_by_role("link", name="Last ned").click()
    content = Path(taken.value.path()).read_bytes()
    assert re.fullmatch(r"dokument-\d+\.jpg", taken.value.suggested_filename)
    assert b"Elvegata" not in content

    page.set_viewport_size({"width": 360, "height": 740})
    check_accessible(page)
    follow(page.get_by_role("link", name=re.compile("Fjern dokumentet")))
    check_accessible(page)
    follow(page.get_by_role("button", name="Fjern for godt"))
    expect(page.get_by_text("Dokumentet er fjernet for godt.")).to_be_visible()
    expect(page.get_by_role("link", name="Bilde fra telefonen")).to_have_count(0)


def test_a_case_is_put_on_paper(staff):
    page = staff("amina")
    open_own_case(page)
    follow(page.get_by_role("link", name="Skriv ut", exact=True))
    check_accessible(page)
    page.get_by_label("Hva er utskriften til?").select_option("meeting")
    page.get_by_label("Ta med alle oppføringene").check()

    with page.expect_download() as taken:
        page.get_by_role("button", name="Lag PDF").click()

    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF-")


def test_a_pdf_is_looked_at_page_by_page_without_being_taken_home(staff):
    page = staff("amina")
    open_own_case(page)
    page.get_by_role("link", name="Legg til et dokument").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "reise.pdf", "mimeType": "application/pdf", "buffer": a_paper()}
    )
    page.get_by_label("Tittel").fill("Reiseplan i to sider")
    follow(page.get_by_role("button", name="Lagre dokumentet"))
    follow(page.get_by_role("link", name="Reiseplan i to sider").first)

    follow(page.get_by_role("link", name="Neste side"))

    expect(page.get_by_text("Side 2 av 2")).to_be_visible()
    picture = page.get_by_role("img", name=re.compile("Forhåndsvisning"))
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth > one.naturalHeight)")
    check_accessible(page)
    shoot(page, "document-pdf")
