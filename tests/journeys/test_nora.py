"""A frightened seventeen-year-old's ways through nora, most of them with scripts turned off."""

import re
import time
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Route, expect
from tests.house import House, superuser_of
from tests.journeys.conftest import check_accessible, come_in, follow, shoot

from fristed.portal.rules.languages import ALL

PAGES = [
    "/",
    "/les",
    "/les/1",  # for someone
    "/les/16",  # a topic with a law
    "/les/30",  # what happens if I call
    "/les/40",  # a story
    "/les/50",  # the self-check
    "/les/60",  # help now
    "/les/70",  # a guide
    "/hjelp",
    "/hjelp/sted",
    "/hjelp/ute",
    "/hjelp/steder",
    "/statistikk/ingen-teller",
    "/a/for",
    "/a/ny",
    "/a/inn",
]


@pytest.mark.looks
@pytest.mark.parametrize("address", PAGES)
def test_every_kind_of_page_is_accessible_and_fits_320_pixels(visitor, address):
    page = visitor(address, viewport={"width": 320, "height": 640})

    check_accessible(page)
    exit_ = page.get_by_role("link", name="Forlat siden").bounding_box()
    assert exit_ is not None
    assert exit_["y"] < 10


@pytest.fixture
def signed(house: House) -> Iterator[int]:
    """A page in every language as after its sign-off; afterwards its translations are drafts."""
    number = 16
    of_page = "from portal_page p where p.id = s.page_id and p.number = %s and s.language = any(%s)"
    foreign = [one.code for one in ALL[3:]]
    with psycopg.connect(superuser_of(house)) as connection:
        connection.execute(
            "update portal_snapshot s set state = 'shown', signed_by = 'per_of_the_journey',"
            f" signed_on = current_date {of_page} and s.state = 'draft'",
            [number, foreign],
        )
    yield number
    with psycopg.connect(superuser_of(house)) as connection:
        connection.execute(
            "update portal_snapshot s set state = 'draft', signed_by = '', signed_on = null"
            f" {of_page} and s.signed_by = 'per_of_the_journey'",
            [number, foreign],
        )


@pytest.mark.parametrize("language", [one.code for one in ALL if one.is_right_to_left])
def test_what_is_read_from_the_right_begins_there_and_fits_320_pixels(visitor, signed, language):
    page = visitor(f"/en/les/{signed}/{language}", viewport={"width": 320, "height": 640})
    check_accessible(page)
    page.locator("article h1").evaluate("h => h.scrollIntoView()")
    shoot(page, f"nora-{language}-phone")

    begins = page.locator("article p.lead").evaluate(
        "p => { const r = document.createRange(); r.selectNodeContents(p);"
        " return [p.getBoundingClientRect().right - r.getClientRects()[0].right,"
        " getComputedStyle(p).direction]; }"
    )
    assert begins[1] == "rtl"
    assert begins[0] < 2  # the first line, at the right edge
    assert "116\u00a0111" in page.locator("article").inner_text()  # its groups in order
    exit_ = page.locator("a.exit").bounding_box()
    assert exit_ is not None
    assert exit_["y"] < 10


def test_the_exit_is_in_sight_while_she_writes_with_the_keyboard_open(visitor):
    page = visitor(
        "/a/ny", viewport={"width": 320, "height": 260}
    )  # what a phone's keyboard leaves
    field = page.get_by_label("Skriv det du vil si")
    field.click()
    field.press_sequentially("Hei")

    expect(page.locator("a.exit")).to_be_in_viewport(ratio=1)
    page.mouse.wheel(0, 10_000)
    expect(page.locator("a.exit")).to_be_in_viewport(ratio=1)


def test_three_taps_lead_to_a_person(visitor):
    page = visitor("/", scripts=False)
    follow(page.get_by_role("link", name="Hjelp nå"))

    first, second = page.get_by_role("main").locator("a[href^='tel:']").all()[:2]
    assert (first.get_attribute("href"), second.get_attribute("href")) == ("tel:112", "tel:116111")
    expect(page.get_by_role("main").get_by_text("Åpent nå").first).to_be_visible()


def test_the_self_check_answers_without_a_script_and_asks_nobody(visitor):
    page = visitor("/les/50", scripts=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.get_by_text("Det er lettere å hjelpe deg i Norge.")
    expect(answer).to_be_hidden()

    page.get_by_label("Jeg er redd for en reise").check()

    expect(answer).to_be_visible()
    expect(page.get_by_role("heading", name="Uansett hva du krysset av")).to_be_visible()
    # the browser asks for the icon when it has time, and at no other moment than any page's
    assert [url for url in asked if "/icon." not in url] == []
    shoot(page, "nora-self-check")
    page.reload()
    expect(page.get_by_label("Jeg er redd for en reise")).not_to_be_checked()


def test_a_reader_says_what_was_missing_and_is_told_that_nobody_answers(visitor):
    page = visitor("/les/16", viewport={"width": 320, "height": 640})
    page.get_by_text("Fant du det du lette etter?").first.click()
    page.get_by_label("Nei", exact=True).check()
    page.get_by_role("button", name="Svar", exact=True).click()
    expect(page.get_by_role("heading", name="Ingen svarer på det du skriver her")).to_be_visible()
    check_accessible(page)

    page.get_by_label("Vil du si litt mer?").fill("Hva gjør jeg når de har tatt passet?")
    page.get_by_role("button", name="Send", exact=True).click()

    expect(page.get_by_role("heading", name="Takk, vi leser det")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("passet")
    check_accessible(page)


def test_where_she_lives_and_what_she_looks_for_stand_in_no_address(visitor):
    page = visitor("/hjelp/sted", scripts=False)
    page.get_by_label("Hvilken kommune?").select_option("0301")
    page.get_by_role("button", name="Vis hjelp").click()
    expect(page.get_by_role("heading", name="Oslo").first).to_be_visible()
    expect(page).to_have_url(re.compile("/hjelp/sted$"))

    page.goto(page.url.split("/hjelp")[0] + "/les")
    page.get_by_label("Søk").fill("gifte meg")
    page.get_by_role("button", name="Søk").click()
    expect(page).to_have_url(re.compile("/sok$"))
    page.get_by_role("main").get_by_role("link", name="Kjærlighet og ekteskap").click()
    expect(page).to_have_url(re.compile(r"/les/\d+$"))
    expect(page).to_have_title("Nora")


def test_a_teacher_finds_must_i_report_in_two_clicks(visitor):
    page = visitor("/")
    page.get_by_role("link", name="Jeg arbeider med unge").click()

    expect(page.get_by_role("heading", name="Må jeg melde?")).to_be_visible()


def test_a_page_reads_and_works_with_neither_style_nor_script(visitor):
    """What a browser of ten years ago gets."""
    page = visitor("/", scripts=False)
    page.route("**/*.css", _refuse)
    page.goto(page.url)

    follow(page.get_by_role("link", name="Redd for en reise"))
    expect(page.get_by_text("ring 112", exact=False).first).to_be_visible()
    follow(page.get_by_role("main").get_by_role("link", name="Skriv til oss").first)
    page.get_by_role("link", name="Skriv en melding").click()
    expect(page.get_by_label("Skriv det du vil si")).to_be_visible()


def test_on_a_telephone_network_of_2g_she_has_a_number_to_ring_in_seconds(visitor):
    """A browser's own throttling. The bytes are counted as they came, and the time they take on
    such a network: what this machine takes besides says nothing about it."""
    page = visitor("/les/1", scripts=False)
    network = page.context.new_cdp_session(page)
    carried: list[float] = []
    network.on("Network.loadingFinished", lambda sent: carried.append(sent["encodedDataLength"]))
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.send("Network.emulateNetworkConditions", SLOW)

    page.goto(page.url.removesuffix("les/1"))
    assert 1_000 < sum(carried) < 60_000
    follow(page.get_by_role("link", name="Hjelp nå"))

    expect(page.get_by_role("main").locator("a[href='tel:116111']")).to_be_visible()
    one_by_one = len(carried) * SLOW["latency"] / 1_000
    assert one_by_one + sum(carried) / SLOW["downloadThroughput"] < 15  # seconds


SLOW = {
    "offline": False,
    "latency": 300,  # milliseconds
    "downloadThroughput": 250_000 / 8,  # bytes per second
    "uploadThroughput": 50_000 / 8,
}


def _refuse(route: Route) -> None:
    route.abort()


def test_a_friend_writes_returns_and_closes_for_good_without_a_script(visitor):
    page = visitor("/a/ny", scripts=False)
    page.get_by_label("En venn eller noen jeg kjenner").check()
    page.get_by_label("Skriv det du vil si").fill("Vennen min skal reise i morgen")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Ikke send ordene til vennen din.")).to_be_visible()
    expect(page.locator(".code-words li")).to_have_count(4)
    words = " ".join(page.locator(".code-words li").all_inner_texts())

    come_in(page, words)
    expect(page.locator("body")).not_to_contain_text("skal reise i morgen")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text("Vennen min skal reise i morgen")).to_be_visible()
    page.get_by_text("Mer om denne samtalen").click()
    follow(page.get_by_role("button", name="Lukk samtalen for godt"))
    expect(page).to_have_url(re.compile("/$"))

    come_in(page, words, closed=True)
    expect(page.get_by_role("heading", name="Ordene passet ikke")).to_be_visible()


def test_the_whole_of_nora_can_be_read_by_keyboard(visitor):
    page = visitor("/les/16")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Forlat siden")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til innholdet")).to_be_focused()


INLINE = """() => {
    const script = document.createElement("script");
    script.textContent = "1";
    document.body.append(script);
}"""


def test_what_a_browser_stops_reaches_the_log_as_codes(visitor, house):
    page = visitor("/les")
    page.evaluate(INLINE)

    log, deadline = house.var / "log" / "nora.log", time.monotonic() + 90
    while "action=script-src-elem:inline entry=portal:show_pages" not in log.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.2)
