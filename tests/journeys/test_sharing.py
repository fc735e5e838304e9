"""A case handed over from Oslo to Islamabad, and a consent that is taken back.

In the house's own sample data and on today's clock; summer time between the two towns is told in
`tests/casework/test_sharing.py`, where time is passed in.
"""

import re
import secrets
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.journeys.conftest import check_accessible, enter, follow, shoot

MARK = secrets.token_hex(3)
TAKEN_ALONG = f"Hun har fått vite at billetten er en vei. ({MARK})"
LEFT_BEHIND = f"Læreren spør etter henne hver dag. ({MARK})"


def test_hand_over_from_oslo_to_islamabad(staff):
    amina, farah = staff("amina"), staff("farah")
    address = _start_case(amina)
    _write(amina, TAKEN_ALONG)
    _write(amina, LEFT_BEHIND)
    follow(amina.get_by_role("link", name="Hvem vet hva"))
    check_accessible(amina)
    follow(amina.get_by_role("link", name="Overfør saken"))
    check_accessible(amina)
    amina.get_by_label("Hvem spør du?").select_option(label="Farah")
    amina.get_by_label("Hva skal de gjøre?").select_option(
        label="reise til eller opphold i utlandet"
    )
    amina.get_by_label(re.compile("Uten samtykke: Opplysningsrett")).check()
    amina.get_by_label(re.compile(re.escape(LEFT_BEHIND))).uncheck()
    amina.get_by_label(re.compile("Hva bør den som overtar")).fill("Hun er i Pakistan fra i dag.")
    shoot(amina, "hand-over")
    follow(amina.get_by_role("button", name="Spør"))
    waiting = amina.locator("#main")
    expect(waiting).to_contain_text("Farah er spurt")
    expect(waiting).to_contain_text(re.compile(r"16.00 Islamabad"))
    expect(waiting).to_contain_text(re.compile(r"\d\d.00 Oslo / 16.00 Islamabad"))

    farah.goto(address)
    expect(farah.locator("#main")).not_to_contain_text(MARK)
    _to_sharing(farah)
    expect(farah.get_by_role("heading", name="Du er spurt")).to_be_visible()
    expect(farah.locator("#main")).not_to_contain_text(MARK)
    check_accessible(farah)
    shoot(farah, "asked")
    enter(farah, "Ja, jeg overtar saken")

    expect(farah.locator("#main")).to_contain_text("Du har overtatt saken")
    expect(farah.locator("#main")).to_contain_text(TAKEN_ALONG)
    expect(farah.locator("#main")).not_to_contain_text(LEFT_BEHIND)
    amina.goto(address)
    expect(amina.locator("#main")).not_to_contain_text(MARK)
    _to_sharing(amina)
    expect(amina.get_by_role("heading", name="Kvitteringer")).to_be_visible()


def test_a_consent_is_taken_back_and_the_other_sees_nothing_at_her_next_request(staff):
    amina, birger = staff("amina"), staff("birger", viewport={"width": 375, "height": 800})
    address = _start_case(amina)
    _write(amina, TAKEN_ALONG)
    follow(amina.get_by_role("link", name="Hvem vet hva"))
    follow(amina.get_by_role("link", name="Før et samtykke"))
    check_accessible(amina)
    amina.get_by_label("oppfølgingen").check()
    amina.get_by_label("Med hvem?").fill("Birger i Bergen")
    amina.get_by_label("Hvor gammel er den unge i dag?").select_option(index=3)
    follow(amina.get_by_role("button", name="Lagre samtykket"))
    follow(amina.get_by_role("link", name="Del med noen"))
    check_accessible(amina)
    amina.get_by_label("Hvem spør du?").select_option(label="Birger")
    amina.get_by_label(re.compile("med Birger i Bergen")).check()
    amina.get_by_label("Til og med").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    follow(amina.get_by_role("button", name="Spør"))
    _to_sharing(birger)
    birger.get_by_role("button", name="Ja, jeg tar imot").first.click()
    expect(birger.locator("#main")).to_contain_text(TAKEN_ALONG)
    check_accessible(birger)
    shoot(birger, "shared-phone")

    amina.goto(f"{address}who-knows/")
    amina.get_by_role("button", name="Den unge trekker samtykket").first.click()

    expect(amina.locator("#main")).to_contain_text("Dette var alt delt, og kan ikke kalles tilbake")
    check_accessible(amina)
    shoot(amina, "who-knows")
    birger.reload()
    expect(birger.locator("body")).not_to_contain_text(MARK)


def _start_case(page: Page) -> str:
    page.goto(_home(page) + "/cases/start/")
    page.get_by_label("Negativ sosial kontroll").first.check()
    follow(page.get_by_role("button", name="Start saken"))
    expect(page.locator("#main")).to_contain_text("Saken er startet.")
    return page.url


def _write(page: Page, text: str) -> None:
    box = page.get_by_label("Hva skjedde?")
    if not box.is_visible():
        page.locator("#write > summary").click()
    box.fill(text)
    page.get_by_label("Minutter brukt").fill("20")
    follow(page.get_by_role("button", name="Lagre oppføringen"))
    expect(page.locator(".timeline")).to_contain_text(text)


def _to_sharing(page: Page) -> None:
    page.goto(_home(page) + "/shares/")


def _home(page: Page) -> str:
    return str(page.evaluate("location.origin"))
