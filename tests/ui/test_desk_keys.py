"""The desk by keyboard: the command palette, shortcuts, and the privacy blank."""

import sys
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from fristed.ui.house import Place

PAGE = """{% extends "ui/desk.html" %}{% load ui %}
{% block title %}Saken Bøk{% endblock %}
{% block main %}<h1 class="ds-heading">Bøk</h1>
<a class="ds-button" href="/ny/" data-command data-shortcut="n">Ny sak</a>
<label class="ds-label" for="note">Notat</label><textarea class="ds-input" id="note"></textarea>
<p id="secret">Det hun fortalte</p>
<script type="application/json" data-commands>
[{"label": "Åpne veilederen", "address": "/veileder/"}]
</script>
{% endblock %}"""
BOTH_DOORS = pytest.mark.parametrize("door", ["desk", "partner"])


def places_for_test(someone):
    return (Place("Min dag", "/min-dag/", "d"), Place("Saker", "/saker/", "s"))


@pytest.fixture(autouse=True)
def places(monkeypatch):
    monkeypatch.setitem(sys.modules, "a_desk", SimpleNamespace(places=places_for_test))


@pytest.fixture
def door():
    return "desk"


@pytest.fixture
def desk(door, draw, site, page, violations):
    html = draw(door, PAGE, person="Amina Berg", navigation="a_desk.places", path="/sak/")
    for address in ("/sak/", "/ny/", "/min-dag/", "/saker/", "/veileder/"):
        site.pages[address] = html
    page.clock.install(time=0)
    page.clock.pause_at(30)  # [seconds]; from here time passes only when told to
    page.goto(f"{site.here}/sak/")
    yield page
    assert violations == []


def at(page, address):
    page.wait_for_url(f"**{address}")


def rows(page):
    return page.locator("#palette-list li span").all_inner_texts()


def test_ctrl_k_opens_the_palette_with_all_that_can_be_reached(desk):
    desk.keyboard.press("Control+k")

    assert rows(desk) == [
        "Min dag",
        "Saker",
        "Ny sak",
        "Tastatursnarveier",
        "Skjul skjermen",
        "Åpne veilederen",
    ]
    assert desk.evaluate("document.activeElement.id") == "palette-query"


def test_every_button_of_the_page_is_in_the_palette_by_what_is_read_aloud(draw, site, page):
    site.pages["/sak/"] = draw(
        "desk",
        """{% extends "ui/desk.html" %}{% block main %}<h1>Bøk</h1>
        <form><button class="ds-button" type="button" aria-label="Gjort: ringe">Gjort</button>
        <button class="ds-button" type="button" aria-label="Gjort: skrive">Gjort</button>
        <button class="ds-button" type="button" disabled>Kan ikke</button></form>
        <details><summary>Mer</summary><a class="ds-button" href="/gjemt/">Gjemt</a></details>
        {% endblock %}""",
        person="Amina Berg",
    )
    page.goto(f"{site.here}/sak/")

    page.keyboard.press("Control+k")
    page.keyboard.type("gjort")

    assert rows(page) == ["Gjort: ringe", "Gjort: skrive"]
    page.locator("#palette-query").fill("kan ikke")
    assert rows(page) == []
    page.locator("#palette-query").fill("gjemt")
    assert rows(page) == []


@pytest.mark.parametrize(
    ("typed", "first"), [("sak", "Saker"), ("ny s", "Ny sak"), ("apne", "Åpne veilederen")]
)
def test_words_find_a_command_also_without_the_right_accents(desk, typed, first):
    desk.keyboard.press("Control+k")
    desk.keyboard.type(typed)

    assert rows(desk)[0] == first


def test_enter_goes_to_what_the_arrows_chose(desk):
    desk.keyboard.press("Control+k")
    desk.keyboard.press("ArrowDown")
    chosen = desk.locator('#palette-list [aria-selected="true"]')
    assert chosen.locator("span").inner_text() == "Saker"
    assert desk.locator("#palette-query").get_attribute(
        "aria-activedescendant"
    ) == chosen.get_attribute("id")

    desk.keyboard.press("Enter")

    at(desk, "/saker/")


def test_arrow_up_from_the_first_goes_to_the_last(desk):
    desk.keyboard.press("Control+k")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")

    at(desk, "/veileder/")


def test_a_word_nothing_fits_says_so_and_enter_does_nothing(desk):
    desk.keyboard.press("Control+k")
    desk.keyboard.type("zzz")

    assert desk.locator(".palette-none").is_visible()
    assert desk.locator("[data-palette-count]").inner_text() == "0 forslag"
    desk.keyboard.press("Enter")
    assert desk.locator("#palette").is_visible()


def test_escape_closes_the_palette_and_focus_returns(desk):
    desk.locator("#note").focus()
    desk.keyboard.press("Control+k")
    desk.keyboard.press("Escape")

    expect(desk.locator("#palette")).to_be_hidden()
    expect(desk.locator("#note")).to_be_focused()


def test_the_button_opens_the_palette_too(desk):
    desk.get_by_role("button", name="Gå til eller gjør").click()

    assert desk.locator("#palette").is_visible()


def test_a_letter_and_a_pair_of_letters_go_where_they_say(desk):
    desk.keyboard.press("n")
    at(desk, "/ny/")
    desk.keyboard.press("g")
    desk.keyboard.press("s")
    at(desk, "/saker/")


def test_no_letter_is_taken_inside_a_field(desk, site):
    desk.locator("#note").focus()
    desk.keyboard.type("n g s ?")

    assert desk.locator("#note").input_value() == "n g s ?"
    assert desk.url == f"{site.here}/sak/"
    assert desk.locator("#shortcuts").is_hidden()


def test_a_question_mark_lists_every_shortcut(desk):
    desk.keyboard.press("?")

    listed = desk.locator(".shortcut-list > div").all_inner_texts()
    assert [tuple(sorted(row.split("\n"))) for row in listed] == [
        ("Ctrl K", "Gå til eller gjør"),
        ("Esc Esc", "Skjul skjermen, og vis den igjen"),
        ("?", "Vis denne listen"),
        ("Min dag", "g d"),
        ("Saker", "g s"),
        ("Ny sak", "n"),
    ]


def test_single_letters_can_be_switched_off_and_stay_off(desk, site):
    """WCAG 2.1.4."""
    desk.keyboard.press("?")
    desk.get_by_label("Bruk snarveier med enkeltbokstaver").uncheck()
    desk.get_by_role("button", name="Lukk").click()

    desk.reload()
    desk.keyboard.press("n")
    desk.keyboard.press("?")

    assert desk.url == f"{site.here}/sak/"
    assert desk.locator("#shortcuts").is_hidden()
    desk.get_by_role("button", name="Tastatursnarveier").click()  # the way back
    assert desk.locator("#shortcuts").is_visible()


def blank(page):
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


@BOTH_DOORS
def test_escape_twice_hides_the_page_at_once_and_changes_the_title(desk):
    """At once: before the key press itself is over, so no clock is needed to say how fast."""
    desk.evaluate(
        """() => document.addEventListener("keydown", () => {
          const blank = document.getElementById("blank").open;
          const secret = document.getElementById("secret");
          window.seen = [blank, document.title, getComputedStyle(secret).visibility];
        })"""
    )
    blank(desk)

    assert desk.evaluate("window.seen") == [True, "Timeplan", "hidden"]
    assert desk.locator("#blank table").is_visible()
    assert desk.evaluate("document.elementFromPoint(640, 300).closest('#blank') !== null")


@pytest.fixture
def touch(desk):
    """As a finger's own screen sends it: `touch("touchStart", (x, y), ...)`, a place a finger."""
    hand = desk.context.new_cdp_session(desk)

    def send(kind, *places):
        where = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": where})

    return send


@BOTH_DOORS
def test_a_tap_with_two_fingers_hides_the_page(desk, touch):
    touch("touchStart", (100, 300), (180, 300))
    touch("touchEnd")

    expect(desk).to_have_title("Timeplan")


def test_one_finger_and_two_that_move_hide_nothing(desk, touch):
    touch("touchStart", (100, 300))
    touch("touchEnd")
    touch("touchStart", (100, 300), (180, 300))
    touch("touchMove", (60, 300), (240, 300))
    touch("touchEnd")

    expect(desk).to_have_title("Saken Bøk")


def test_one_escape_neither_hides_nor_shows(desk):
    desk.keyboard.press("Escape")
    desk.clock.run_for(1_100)
    desk.keyboard.press("Escape")
    expect(desk).to_have_title("Saken Bøk")
    desk.clock.run_for(1_100)

    blank(desk)
    desk.clock.run_for(1_100)
    desk.keyboard.press("Escape")
    desk.clock.run_for(1_100)
    desk.keyboard.press("Escape")

    expect(desk).to_have_title("Timeplan")
    expect(desk.locator("#secret")).to_be_hidden()


def test_escape_twice_again_brings_the_page_back_as_it_was(desk):
    desk.locator("#note").fill("halvferdig")
    blank(desk)
    expect(desk).to_have_title("Timeplan")

    blank(desk)

    expect(desk).to_have_title("Saken Bøk")
    expect(desk.locator("#secret")).to_be_visible()
    expect(desk.locator("#note")).to_have_value("halvferdig")
    expect(desk.locator("#note")).to_be_focused()


def test_the_button_brings_the_page_back(desk):
    blank(desk)

    desk.get_by_role("button", name="Tilbake").click()

    expect(desk).to_have_title("Saken Bøk")  # when the dialog has closed


def test_the_page_is_hidden_also_while_the_palette_is_open(desk):
    desk.keyboard.press("Control+k")
    blank(desk)

    expect(desk).to_have_title("Timeplan")
    assert desk.locator("#palette-query").is_hidden()


def test_the_palette_does_not_open_over_the_blank(desk):
    blank(desk)
    desk.keyboard.press("Control+k")

    assert desk.locator("#palette").is_hidden()


def idle_page(desk, site):
    desk.goto(f"{site.here}/sak/")
    desk.keyboard.press("Shift")  # a sign of use: the minute starts here


def test_a_minute_without_use_hides_the_page(desk, site):
    idle_page(desk, site)
    desk.clock.run_for(59_000)
    desk.keyboard.press("Shift")  # and again here
    desk.clock.run_for(59_000)
    expect(desk).to_have_title("Saken Bøk")

    desk.clock.run_for(1_500)

    expect(desk).to_have_title("Timeplan")


def test_hiding_after_a_minute_can_be_switched_off(desk, site):
    desk.keyboard.press("?")
    desk.get_by_label("Skjul skjermen når den ikke er brukt på ett minutt").uncheck()
    idle_page(desk, site)

    desk.clock.run_for(600_000)

    expect(desk).to_have_title("Saken Bøk")
