"""The desk by its keys, in the house as it runs; and a sign-in without a password."""

import re
import stat
from base64 import b32decode

from playwright.sync_api import expect
from tests.factories.authenticators import an_authenticator
from tests.journeys.conftest import check_accessible, follow, sign_in


def test_what_a_script_signs_in_with_is_in_one_file_of_its_owners(house):
    """The list that `make run` tells of."""
    where = house.var / "sample-signins.json"
    keys = {"persona", "role", "door", "url", "username", "password", "totp_secret", "about"}

    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    assert {frozenset(row) for row in house.signins()} == {frozenset(keys)}
    doors = {(row["door"], row["url"].rstrip("/")) for row in house.signins()}
    assert doors == {
        ("desk", house.desk),
        ("partner", house.partner),
        ("studio", house.studio),
    }
    secrets = [b32decode(row["totp_secret"]) for row in house.signins()]
    assert min(map(len, secrets)) >= 20


def test_the_palette_goes_where_two_words_say(staff):
    page = staff("amina")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Hva vil du gjøre?")).to_be_focused()
    check_accessible(page)

    page.keyboard.type("samtal")
    page.keyboard.press("Enter")

    page.wait_for_url("**/conversations/")


def test_a_question_mark_lists_what_the_keys_do(staff):
    page = staff("amina")
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Tastatursnarveier")
    for words in ("Gå til eller gjør", "Skjul skjermen", "Saker"):
        expect(listed).to_contain_text(words)
    check_accessible(page)

    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()


def test_esc_twice_puts_a_timetable_over_the_page_and_takes_it_away_again(staff, house):
    page = staff("amina")
    page.clock.install(time=0)
    page.clock.pause_at(30)  # [seconds]; time stands still: twice within a second, however slow
    page.goto(f"{house.desk}/cases/")
    heading, title = page.get_by_role("heading", level=1), page.title()
    for _ in range(2):
        page.keyboard.press("Escape")

    expect(page.get_by_role("dialog", name="Timeplan")).to_be_visible()
    expect(heading).not_to_be_in_viewport()
    expect(page).to_have_title("Timeplan")

    for _ in range(2):
        page.keyboard.press("Escape")
    expect(heading).to_be_visible()
    expect(page).to_have_title(title)


def test_a_passkey_signs_her_in_without_a_word_typed(browser, house):
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    an_authenticator(page)
    sign_in(page, house, "ghada")
    page.goto(f"{house.desk}/my-sign-in/")
    page.get_by_role("button", name="Lag en passnøkkel").click()
    expect(page.get_by_text("Passnøkkelen er laget")).to_be_visible()
    follow(page.get_by_role("button", name="Logg ut"))

    page.goto(f"{house.desk}/cases/")
    page.get_by_role("button", name="Bruk passnøkkel").click()

    expect(page).to_have_url(re.compile(r"/cases/$"))
    expect(page.get_by_text("Ghada")).to_be_visible()
    context.close()
