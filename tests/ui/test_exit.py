"""C12: the exit leaves nothing to see, with and without a script, also after Back."""

from time import monotonic

import pytest

SECRET = "Jeg er redd for å bli sendt bort"
TALK = """{% extends "ui/nora.html" %}{% block main %}
<h1 class="ds-heading">Samtalen</h1><p id="secret">{{ secret }}</p>
<form method="post" class="flow"><div class="ds-field question">
<label class="ds-label" for="text">Svar</label>
<textarea class="ds-input" id="text" rows="20"></textarea></div>
<div class="actions"><button class="ds-button">Send</button></div></form>
<p><a class="ds-link" href="/om">Om oss</a></p>{% endblock %}"""
NEUTRAL = """{% extends "ui/nora.html" %}{% block main %}
<h1 id="neutral">Å bestemme selv</h1>{% endblock %}"""


@pytest.fixture
def talk(draw, site):
    context = {"secret": SECRET}
    site.pages["/a/les"] = draw("nora", TALK, context, exit_target=site.target)
    site.pages["/om"] = draw("nora", NEUTRAL, exit_target=site.target)
    site.closed = site.pages["/om"]
    return site


@pytest.fixture
def open_talk(talk, page, violations):
    page.goto(f"{talk.here}/a/les")
    assert page.locator("#secret").inner_text() == SECRET  # there is something to hide
    page.locator("#text").fill("og noe jeg ikke har sendt")
    yield page
    assert violations == []


def until(page, url):
    page.wait_for_url(url, wait_until="load")


def ended(page, talk):
    """The house is told beside the way to the harmless page, sooner or later."""
    assert _asked_by(page, talk, "POST /ut")
    assert talk.is_open is False


def _asked_by(page, talk, what, *, times=1, seconds=60):
    deadline = monotonic() + seconds
    while talk.asked.count(what) < times and monotonic() < deadline:
        page.wait_for_timeout(50)
    return talk.asked.count(what) >= times


def test_the_exit_ends_the_visit_and_goes_to_the_harmless_page(open_talk, talk):
    open_talk.get_by_role("link", name="Forlat siden").click()

    until(open_talk, talk.target)
    ended(open_talk, talk)
    assert sorted(talk.asked) == ["GET /a/les", "GET /weather", "POST /ut"]


def test_while_the_harmless_page_is_slow_there_is_nothing_left_to_read(open_talk, talk):
    """Read the moment the exit's own handler is done, long before the next page answers."""
    talk.target_delay = 1
    left = []
    open_talk.expose_function("report", lambda text, fields: left.append((text.strip(), fields)))
    open_talk.evaluate(
        """() => new MutationObserver(() => window.report(
          document.documentElement.innerText, document.querySelectorAll("textarea").length
        )).observe(document.body, { childList: true })"""
    )

    open_talk.get_by_role("link", name="Forlat siden").click(no_wait_after=True)
    until(open_talk, talk.target)
    open_talk.wait_for_timeout(0)  # what it said has come

    assert left[0] == ("", 0)


def test_back_after_the_exit_shows_an_ordinary_page(open_talk, talk):
    open_talk.get_by_role("link", name="Forlat siden").click()
    until(open_talk, talk.target)
    ended(open_talk, talk)

    open_talk.go_back()

    assert SECRET not in open_talk.content()
    assert open_talk.evaluate("history.length") <= 2


def test_a_page_the_browser_kept_whole_in_memory_is_asked_for_anew(talk, page):
    """Browsers keep a left page for Back, over https also one sent with no-store."""
    talk.no_store = False
    if not any(_goes_back_to_what_was_kept(talk, page) for _try in range(3)):
        _is_told_that_it_was_kept(talk, page)  # a browser with much to do lets every left page go

    assert talk.asked in (["GET /a/les", "GET /om", "GET /a/les"], ["GET /a/les"] * 2)
    assert SECRET not in page.content()
    assert page.locator("#neutral").count() == 1


def _goes_back_to_what_was_kept(talk, page):
    """Leave the page, let the visit end, and go back; whether the browser had kept it whole."""
    talk.is_open = True
    talk.asked.clear()
    page.goto(f"{talk.here}/a/les")
    page.evaluate(
        "addEventListener('pageshow', ({ persisted }) => sessionStorage.setItem('kept', persisted))"
    )
    page.get_by_role("link", name="Om oss").click()
    until(page, f"{talk.here}/om")
    talk.is_open = False
    page.evaluate("setTimeout(() => history.back(), 0)")
    if not _asked_by(page, talk, "GET /a/les", times=2, seconds=10):
        return False  # it stands empty: the browser has not come to it yet
    page.wait_for_url(f"{talk.here}/a/les")
    page.wait_for_selector("#neutral")
    return page.evaluate("sessionStorage.getItem('kept')") == "true"


def _is_told_that_it_was_kept(talk, page):
    """What the browser tells a page that it had kept, told by the test."""
    talk.is_open = True
    page.goto(f"{talk.here}/a/les")
    talk.asked[:] = ["GET /a/les"]
    talk.is_open = False
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_selector("#neutral")


def test_exit_after_a_walk_through_pages_and_back_twice_shows_nothing(open_talk, talk):
    open_talk.get_by_role("link", name="Om oss").click()
    until(open_talk, f"{talk.here}/om")
    open_talk.get_by_role("link", name="Forlat siden").click()
    until(open_talk, talk.target)
    ended(open_talk, talk)

    open_talk.go_back()
    open_talk.wait_for_selector("#neutral")

    assert SECRET not in open_talk.content()


def test_shift_three_times_is_the_exit(open_talk, talk):
    for _ in range(3):
        open_talk.keyboard.press("Shift")

    until(open_talk, talk.target)
    ended(open_talk, talk)


def test_presses_are_counted_aloud_and_in_lights(open_talk):
    count = open_talk.locator("[data-exit-count]")
    lit = open_talk.locator(".exit-lights i[data-on]")

    open_talk.keyboard.press("Shift")
    assert (count.inner_text(), lit.count()) == ("Trykk skift to ganger til for å forlate siden", 1)
    open_talk.keyboard.press("Shift")
    assert (count.inner_text(), lit.count()) == ("Trykk skift én gang til for å forlate siden", 2)


def test_five_seconds_after_the_last_press_the_count_starts_again(talk, page):
    page.clock.install(time=0)
    page.goto(f"{talk.here}/a/les")
    page.clock.pause_at(3_600)  # [seconds]; from here time passes only when told to
    page.keyboard.press("Shift")
    page.clock.run_for(4900)
    page.keyboard.press("Shift")  # the five seconds start again here
    page.clock.run_for(4900)
    assert page.locator(".exit-lights i[data-on]").count() == 2

    page.clock.run_for(200)

    assert page.locator(".exit-lights").is_hidden()
    assert page.locator("[data-exit-count]").inner_text() == "Avbrutt. Du er fortsatt på siden."
    page.keyboard.press("Shift")
    assert page.url == f"{talk.here}/a/les"


def test_writing_capital_letters_is_not_the_exit(open_talk, talk):
    open_talk.locator("#text").focus()
    for letter in "ABCDE":
        open_talk.keyboard.press(f"Shift+{letter}")

    assert open_talk.url == f"{talk.here}/a/les"
    assert open_talk.locator(".exit-lights").is_hidden()


def test_a_letter_between_the_presses_starts_the_count_again(open_talk, talk):
    for key in ("Shift", "Shift", "a", "Shift"):
        open_talk.keyboard.press(key)

    assert open_talk.locator(".exit-lights i[data-on]").count() == 1
    assert talk.is_open is True


def test_the_exit_is_the_first_stop_of_the_tab_key(talk, page):
    page.goto(f"{talk.here}/a/les")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.hasAttribute('data-exit')")


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 250), (1280, 800)])
def test_the_exit_stays_in_sight_also_with_the_keyboard_open(talk, page, width, height):
    """A phone's keyboard leaves about 250 pixels of a small screen."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{talk.here}/a/les")
    page.locator("#text").focus()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)

    box = page.locator("[data-exit]").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert box["height"] >= 44
    hit = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).hasAttribute('data-exit')",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert hit


def test_what_has_focus_is_never_under_the_exit(talk, page):
    """WCAG 2.2, 2.4.11."""
    page.set_viewport_size({"width": 320, "height": 400})
    page.goto(f"{talk.here}/a/les")
    stops = page.locator("a, button, textarea").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
    for _ in range(stops - 2):  # upwards, where a sticky bar hides things
        page.keyboard.press("Shift+Tab")
        under = page.evaluate(
            """() => {
              const focus = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector(".exit-bar").getBoundingClientRect();
              const inBar = document.activeElement.matches("[data-exit]");
              return !inBar && focus.top < bar.bottom - 1;
            }"""
        )
        assert not under, page.evaluate("document.activeElement.outerHTML")


def test_the_way_to_the_content_lies_under_the_exit_and_not_over_it(talk, page):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{talk.here}/a/les")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    skip = page.locator(".ds-skip-link").bounding_box()
    bar = page.locator(".exit-bar").bounding_box()
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    assert skip["height"] >= 24
    assert skip["y"] >= bar["y"] + bar["height"] - 1


@pytest.fixture
def without_script(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_a_script_the_same_link_ends_the_visit(without_script, talk):
    page = without_script
    page.goto(f"{talk.here}/a/les")
    assert page.locator("#secret").inner_text() == SECRET

    page.get_by_role("link", name="Forlat siden").click()
    until(page, talk.target)
    page.go_back()
    page.wait_for_selector("#neutral")

    assert "GET /ut" in talk.asked
    assert talk.is_open is False
    assert SECRET not in page.content()
