"""A concern becomes an adviser's case; a region answers one inquiry and gives one back."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.house import House
from tests.journeys.conftest import check_accessible, shoot

CONCERN = "En elev gruer seg til sommeren. Familien snakker om en lang reise."
NAMED = "Leila Hassan gruer seg til sommeren."


@pytest.fixture
def at_partner(browser: Browser, house: House) -> Iterator[Callable[[str], Page]]:
    """`at_partner("Ulrik")`: signed in at the partner door with one click; on a phone."""
    contexts: list[BrowserContext] = []

    def arrive(name: str) -> Page:
        context = browser.new_context(locale="nb-NO", viewport={"width": 375, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.goto(house.partner)
        page.get_by_role("button", name=re.compile(f"^{name}")).click()
        page.wait_for_url(f"{house.partner}/")
        return page

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def teacher(at_partner: Callable[[str], Page]) -> Page:
    return at_partner("Ulrik")


def ask(page: Page, house: House, path: str, text: str, *, county: str) -> str:
    """The reference of what was sent."""
    page.goto(house.partner + path)
    page.get_by_label("Hvem gjelder det?").select_option("youth")
    page.get_by_label("Hva vil du ha hjelp til?").fill(text)
    page.get_by_label("Hvor arbeider du?").select_option("upper_secondary")
    page.get_by_label("Hva arbeider du som?").select_option("teacher")
    page.get_by_label("Fylke").select_option(county)
    page.get_by_role("button", name="Send", exact=True).click()
    return page.url.rstrip("/").split("/")[-1]


def wait_until(so: Callable[[], object]) -> None:
    """The worker looks into the mailbox every ten seconds."""
    deadline = time.monotonic() + 60
    while not so():
        assert time.monotonic() < deadline, "nobody has taken it"
        time.sleep(0.2)


def test_a_teachers_concern_becomes_an_advisers_case(teacher, staff, house):
    check_accessible(teacher)
    teacher.goto(house.partner + "/now/")
    check_accessible(teacher)
    ask(teacher, house, "/concern/", NAMED, county="03")
    expect(teacher.get_by_role("alert")).to_contain_text("Leila")
    check_accessible(teacher)
    teacher.get_by_label("Hva vil du ha hjelp til?").fill(CONCERN)
    teacher.get_by_role("button", name="Send", exact=True).click()
    expect(teacher.locator('[aria-current="step"]')).to_contain_text("Sendt")
    check_accessible(teacher)
    shoot(teacher, "receipt")
    ref = teacher.url.rstrip("/").split("/")[-1]

    maja = staff("maja", "/inquiries/")
    check_accessible(maja)
    shoot(maja, "inquiries")
    maja.goto(f"{house.desk}/inquiries/{ref}/")
    expect(maja.get_by_text(CONCERN)).to_be_visible()
    check_accessible(maja)
    maja.get_by_role("radio", name=re.compile("Rådgivere øst")).check()
    maja.get_by_role("button", name="Send videre").click()

    amina = staff("amina", f"/inquiries/{ref}/")
    amina.keyboard.press("t")  # takes it up
    expect(amina.get_by_text("Du har tatt den opp.")).to_be_visible()
    amina.get_by_role("link", name="Start en sak").click()
    amina.get_by_label("Negativ sosial kontroll").first.check()
    amina.get_by_role("button", name="Start saken").click()
    expect(amina.get_by_text("Saken er startet.")).to_be_visible()

    teacher.reload()
    expect(teacher.locator('[aria-current="step"]')).to_contain_text("Avsluttet")
    teacher.get_by_role("link", name="Les det du skrev").click()
    expect(teacher.get_by_text(CONCERN)).to_be_visible()


def test_a_region_answers_one_inquiry_and_gives_one_back(teacher, at_partner, staff, house):
    """One member works at the desk, the other has no place there and works at the partner door."""
    first = ask(teacher, house, "/guidance/", "Hvordan snakker vi med foreldrene?", county="31")
    second = ask(teacher, house, "/guidance/", "Kan noen bli med oss i retten?", county="31")

    yrsa = staff("yrsa", f"/inquiries/{first}/")
    yrsa.get_by_role("button", name="Ta den opp").click()
    yrsa.get_by_role("textbox", name=re.compile("^Svar")).fill(
        "Snakk med eleven først. ::snakk-alene"
    )
    yrsa.get_by_role("button", name="Send svaret").click()
    expect(yrsa.get_by_text("på et trygt sted")).to_be_visible()
    idunn = at_partner("Idunn")
    idunn.goto(house.partner + "/region/inquiries/")
    check_accessible(idunn)
    shoot(idunn, "region-at-partner")
    idunn.locator(f'a[href*="{second}"]').click()
    expect(idunn.get_by_text("Kan noen bli med oss i retten?")).to_be_visible()
    check_accessible(idunn)
    idunn.get_by_role("radio", name="Fagteamet").check()
    idunn.get_by_role("button", name="Send videre").click()
    expect(idunn.get_by_text("Sendt til Fagteamet.")).to_be_visible()

    maja = staff("maja", f"/inquiries/{second}/")
    expect(maja.get_by_text("regionen ga den tilbake")).to_be_visible()
    maja.goto(house.desk + "/networks/")
    expect(maja.get_by_text(re.compile("fikk nettverkene"))).to_be_visible()
    check_accessible(maja)
    teacher.goto(f"{house.partner}/inquiries/{first}/text/")
    expect(teacher.get_by_text("på et trygt sted")).to_be_visible()


def test_a_network_meets_and_its_members_calendars_fill(staff, house):
    yrsa = staff("yrsa", "/networks/region-ost/")
    check_accessible(yrsa)
    shoot(yrsa, "network")
    yrsa.get_by_role("link", name="Kall inn til møte").click()
    yrsa.locator("#id_day").fill((timezone.localdate() + timedelta(3)).isoformat())
    yrsa.get_by_label("Dagsorden").fill("Rutiner mellom skole og barnevern")
    yrsa.get_by_role("button", name="Lagre").click()
    expect(yrsa.get_by_text("Møtet er kalt inn.")).to_be_visible()
    check_accessible(yrsa)
    yrsa.get_by_role("link", name=re.compile("^Skriv referat")).click()
    yrsa.get_by_label("Hva ble dere enige om?").fill("NAV og skolen møtes hver måned.")
    yrsa.get_by_role("button", name="Lagre").click()
    yrsa.get_by_role("button", name="Referatet er ferdig").click()
    expect(yrsa.get_by_text("Referatet er ferdig.")).to_be_visible()
    shoot(yrsa, "network-meeting")

    tone = staff("tone", "/calendar/")
    expect(tone.get_by_text("Noen skal være to steder")).to_be_visible()
    check_accessible(tone)
    shoot(tone, "calendar")
    tone.get_by_role("button", name="Lag en hemmelig adresse").click()
    address = tone.locator("code.secret").inner_text()
    fed = tone.request.get(address)
    assert "Tone" not in fed.text()
    assert "SUMMARY:Vakt" in fed.text()


def test_a_mail_with_a_name_in_it_is_covered_and_answered_on_a_secure_page(
    mail, teacher, staff, house
):
    box, post = mail
    box.put(
        b"From: Ulrik <ulrik@skole.example>\r\nSubject: Reise\r\nMessage-ID: <reise@example>\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\nLeila Hassan skal bort i ferien."
    )
    wait_until(lambda: post.taken and not box.names())

    maja = staff("maja", "/inquiries/")
    maja.get_by_role("row", name=re.compile("e-post.*ikke sagt ennå")).last.get_by_role(
        "link"
    ).click()
    expect(maja.get_by_text("skal bort i ferien")).to_be_visible()
    expect(maja.get_by_role("main")).not_to_contain_text("Leila")
    check_accessible(maja)
    shoot(maja, "mail")
    maja.keyboard.press("t")  # takes it up
    expect(maja.get_by_text("Du har tatt den opp.")).to_be_visible()
    maja.get_by_label("Hvor arbeider den som spør?").select_option("upper_secondary")
    maja.get_by_label("Hva arbeider den som spør som?").select_option("teacher")
    maja.get_by_label("Hvem gjelder det?").select_option("youth")
    maja.get_by_role("combobox", name=re.compile("^Fylke")).select_option("03")
    maja.get_by_role("button", name="Lagre", exact=True).click()
    expect(maja.get_by_text("E-posten er sortert.")).to_be_visible()

    told = post.taken[-1].mail.get_payload(decode=True).decode()
    assert "Leila" not in told
    teacher.goto(re.search(r"http://localhost:\d+/mail/\S+", told)[0])
    check_accessible(teacher)
    teacher.get_by_role("button", name="E-posten er min").click()
    expect(teacher.get_by_text("Når den som svarer har bekreftet det")).to_be_visible()

    maja.reload()
    maja.get_by_role("button", name=re.compile("^Det stemmer")).click()
    expect(maja.get_by_text("kan lese svaret")).to_be_visible()
    maja.get_by_role("textbox", name=re.compile("^Svar")).fill("Ring oss før ferien.")
    maja.get_by_role("button", name="Send svaret").click()
    expect(maja.get_by_text("Besvart")).to_be_visible()
    teacher.goto(house.partner)
    teacher.get_by_role("link", name=re.compile("^Et spørsmål")).first.click()
    teacher.get_by_role("link", name="Les svaret").click()
    expect(teacher.get_by_text("Ring oss før ferien.")).to_be_visible()
    expect(teacher.get_by_role("main")).not_to_contain_text("Leila")
