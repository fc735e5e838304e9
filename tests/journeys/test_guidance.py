"""A concern becomes an adviser's case; a region answers one inquiry and gives one back."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.house import House, superuser_of
from tests.journeys.conftest import check_accessible, follow, one_click, shoot, wait_until

from fristed.config.doors import DESK
from fristed.sealing.session import token_hash

CONCERN = "En elev gruer seg til sommeren. Familien snakker om en lang reise."
NAMED = "Leila Hassan gruer seg til sommeren."


@pytest.fixture
def at_partner(
    browser: Browser, house: House, saved_states: dict[str, object]
) -> Iterator[Callable[[str], Page]]:
    """`at_partner("Ulrik")`: signed in at the partner door with one click, once, as a code is good
    once; on a phone."""
    contexts: list[BrowserContext] = []

    def arrive(name: str) -> Page:
        phone = {"locale": "nb-NO", "viewport": {"width": 375, "height": 800}}
        context = browser.new_context(storage_state=saved_states.get(name), **phone)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(house.partner)
        if "/sign-in/" in page.url:
            one_click(page, name)
            saved_states[name] = context.storage_state()
        return page

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def teacher(at_partner: Callable[[str], Page]) -> Page:
    return at_partner("Ulrik")


def ask(
    page: Page,
    house: House,
    path: str,
    text: str,
    *,
    county: str,
    service: str = "upper_secondary",
    role: str = "teacher",
) -> str:
    """The reference of what was sent."""
    page.goto(house.partner + path)
    page.get_by_label("Hvem gjelder det?").select_option("youth")
    page.get_by_label("Hva vil du ha hjelp til?").fill(text)
    page.get_by_label("Hvor arbeider du?").select_option(service)
    page.get_by_label("Hva arbeider du som?").select_option(role)
    page.get_by_label("Fylke").select_option(county)
    follow(page.get_by_role("button", name="Send", exact=True))
    return page.url.rstrip("/").split("/")[-1]


PRESSES = """
addEventListener("pointerdown", (event) => event.isTrusted && pressed(1), true);
addEventListener("change", (event) => event.target.tagName === "SELECT" && pressed(2), true);
"""


def presses_on(page: Page) -> list[int]:
    """What a hand does on the page from now on: each click, and two for a choice in a list."""
    counted: list[int] = []
    page.expose_binding("pressed", lambda _source, times: counted.append(times))
    page.add_init_script(PRESSES)
    page.reload()
    return counted


def choose(page: Page, label: str, value: str) -> None:
    listed = page.get_by_label(label)
    listed.focus()
    listed.select_option(value)


def test_triage_takes_at_most_six_clicks_and_nobody_is_searched_for(teacher, staff, house):
    """From the queue to whoever answers, at the expert team's and at the competence team's."""
    text = "Kan en far nekte henne pass?"
    ref = ask(teacher, house, "/guidance/", text, county="03", service="police", role="officer")

    def is_without_search(page: Page) -> bool:
        asked = page.locator("main [type=search], main [role=searchbox], main [name*=name]")
        return asked.count() == 0

    maja = staff("maja", "/inquiries/")
    presses = presses_on(maja)
    began = time.monotonic()
    assert is_without_search(maja)
    follow(maja.locator(f'a[href*="{ref}"]'))
    assert is_without_search(maja)
    maja.get_by_role("radio", name="Kompetanseteamet", exact=True).click()
    maja.get_by_role("button", name="Send videre").click()
    expect(maja.get_by_text("Sendt til Kompetanseteamet.")).to_be_visible()
    assert sum(presses) == 3
    assert time.monotonic() - began < 120  # two minutes; most of it is reading

    nils = staff("nils", "/inquiries/")
    presses = presses_on(nils)
    nils.locator(f'a[href*="{ref}"]').click()
    expect(nils.get_by_text(text)).to_be_visible()
    follow(nils.get_by_role("button", name="Ta den opp"))
    follow(nils.get_by_role("link", name="Ta imot til drøfting"))
    expect(nils.get_by_label("Hvem spør?")).to_have_value("police")  # as was said at the door
    expect(nils.get_by_text("Politidirektoratet svarer")).to_be_visible()
    assert is_without_search(nils)
    choose(nils, "Hovedbekymring", "forced_marriage")
    nils.keyboard.press("Tab")
    nils.keyboard.type("Pass og reise.")
    nils.get_by_role("button", name="Ta imot").click()
    expect(nils.get_by_text("Drøftingen er tatt imot.")).to_be_visible()
    assert sum(presses) == 6


def one_of_the_advisers(teacher: Page, staff: Callable[..., Page], house: House) -> str:
    """What the advisers of a county have: sent on to them, and its reference."""
    ref = ask(teacher, house, "/guidance/", "Hva sier vi til foreldrene?", county="03")
    maja = staff("maja", f"/inquiries/{ref}/")
    maja.get_by_role("radio", name=re.compile("Rådgivere øst")).check()
    maja.get_by_role("button", name="Send videre").click()
    expect(maja.get_by_text("Sendt til Rådgivere øst")).to_be_visible()
    return ref


def test_a_colleague_who_opens_the_same_is_seen_within_two_seconds(teacher, staff, house):
    ref = one_of_the_advisers(teacher, staff, house)
    amina, celine = staff("amina", f"/inquiries/{ref}/"), staff("celine")
    expect(amina.locator(".at-it")).to_have_count(0)
    asks = amina.locator("[hx-trigger]")
    expect(asks).to_have_attribute("hx-trigger", "every 1s")
    asks.evaluate(
        """(asks) => { window.told = []; asks.addEventListener(
          "htmx:afterSettle", () => window.told.push(asks.textContent.includes("Celine")))}"""
    )

    celine.goto(f"{house.desk}/inquiries/{ref}/", wait_until="commit")

    before = amina.evaluate("window.told.length")
    expect(amina.locator(".at-it")).to_contain_text("Celine")
    amina.wait_for_function("window.told.includes(true)")
    assert amina.evaluate("window.told.indexOf(true)") <= before + 1  # one was under way


def test_an_open_inquiry_ends_with_the_session_and_takes_along_what_was_typed(
    teacher, staff, house
):
    """The page asks every second who else is there, and that keeps nothing alive."""
    ref = one_of_the_advisers(teacher, staff, house)
    celine = staff("celine", f"/inquiries/{ref}/")
    celine.get_by_role("textbox", name=re.compile("^Svar")).fill("Ring oss før ferien.")
    (token,) = [one["value"] for one in celine.context.cookies() if one["name"] == DESK.cookie]
    with psycopg.connect(superuser_of(house), autocommit=True) as connection:
        connection.execute(
            "update accounts_desksession set expire_date = now() where session_key = %s",
            [token_hash(token).hex()],
        )

    expect(celine.get_by_text("Det du skrev, er ikke lagret, men det er med her.")).to_be_visible()


def test_who_to_call_and_what_to_do_are_on_one_screen(browser, house):
    """Chosen by country, age and danger; on a phone too, before anything is scrolled. The banner
    of sample data, which no real house has, is taken off."""

    def ends_at(page: Page, part: str) -> float:
        box, banner = (
            page.locator(part).bounding_box(),
            page.locator(".sample-banner").bounding_box(),
        )
        assert box is not None
        assert banner is not None
        return box["y"] + box["height"] - banner["height"]

    screens = {
        (360, 740): "main .to-call",
        (390, 844): "main ol >> nth=1",
        (1280, 800): "main form",
    }
    for (width, height), last in screens.items():
        page = browser.new_page(locale="nb-NO", viewport={"width": width, "height": height})
        for where in ("norway", "IQ", "abroad"):
            for age in ("under_18", "over_18"):
                for danger in ("now", "soon"):
                    asked = f"?where={where}&age={age}&danger={danger}"
                    page.goto(f"{house.partner}/now/{asked}")
                    assert ends_at(page, last) <= height, (width, asked)
        check_accessible(page)
        shoot(page, f"now-{width}")
        page.close()


def test_a_teacher_who_is_interrupted_and_changes_language_loses_nothing(teacher, house):
    """Autosave, pause and resume, another language; and a school is asked for about nobody only."""
    asked = "Hva vil du ha hjelp til?"
    teacher.goto(house.partner + "/guidance/")
    teacher.get_by_label(asked).fill("Hvordan")
    expect(teacher.get_by_text("Kladden ble lagret")).to_be_visible()
    teacher.goto(house.partner + "/now/")
    teacher.goto(house.partner + "/guidance/")
    expect(teacher.get_by_label(asked)).to_have_value("Hvordan")

    school = teacher.locator("#id_school")
    expect(school).to_be_hidden()
    teacher.get_by_label("Hvem gjelder det?").select_option("nobody")
    expect(school).to_be_visible()
    teacher.get_by_label(asked).fill(NAMED)  # newer than the draft, and it stays
    follow(teacher.get_by_role("button", name="English"))
    expect(teacher.locator("#id_text")).to_have_value(NAMED)
    expect(teacher.locator("#id_audience")).to_have_value("nobody")
    teacher.locator("#id_service").select_option("upper_secondary")
    teacher.locator("#id_role").select_option("teacher")
    teacher.locator("#id_county").select_option("03")
    expect(teacher.locator(".draft-said")).not_to_be_empty()  # a draft of this too
    for _asked_and_meant in range(2):
        follow(teacher.get_by_role("button", name="Send", exact=True))
    expect(teacher.locator('[aria-current="step"]')).to_be_visible()
    with teacher.expect_response("**/drafts/?place=*") as answer:
        teacher.goto(house.partner + "/guidance/")
    assert answer.value.status == 204  # no draft
    expect(teacher.locator("#id_text")).to_have_value("")


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
    follow(maja.get_by_role("button", name="Send videre"))

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
    follow(yrsa.get_by_role("button", name="Ta den opp"))
    yrsa.get_by_role("textbox", name=re.compile("^Svar")).fill(
        "Snakk med eleven først. ::snakk-alene"
    )
    yrsa.get_by_role("button", name="Send svaret").click()
    expect(yrsa.get_by_text("på et trygt sted")).to_be_visible()
    idunn = at_partner("Idunn")
    idunn.goto(house.partner + "/region/inquiries/")
    check_accessible(idunn)
    shoot(idunn, "region-at-partner")
    follow(idunn.locator(f'a[href*="{second}"]'))
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
    follow(yrsa.get_by_role("link", name=re.compile("^Skriv referat")))
    yrsa.get_by_label("Hva ble dere enige om?").fill("NAV og skolen møtes hver måned.")
    follow(yrsa.get_by_role("button", name="Lagre"))
    follow(yrsa.get_by_role("button", name="Referatet er ferdig"))
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
    wait_until(teacher, lambda: post.taken and not box.names())  # looked into every ten seconds

    maja = staff("maja", "/inquiries/")
    row = maja.get_by_role("row", name=re.compile("e-post.*ikke sagt ennå")).last
    follow(row.get_by_role("link"))
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
