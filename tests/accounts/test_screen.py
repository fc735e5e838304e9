"""A covered screen: the house shows nothing but a timetable until her digits are typed."""

import pytest
from playwright.sync_api import expect
from tests.accounts.conftest import trail
from tests.accounts.test_in_browser import (  # noqa: F401 - fixtures
    base_url,
    beside_playwright,
    browser_context_args,
    browser_type_launch_args,
    complaints,
    keeper,
    keeper_home,
    server,
    sign_in,
)

from fristed.accounts.models import DeskSession, User
from fristed.accounts.rules.screen import check_screen_code
from fristed.kernel.rules import RuleBroken

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"], transaction=True),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Playwright's own sockets
]
CODE = "4071"


@pytest.fixture
def amina(desk, enrolled):
    desk.defaults["HTTP_HOST"] = "localhost"
    amina = enrolled("amina")
    desk.post("/sign-in/", amina.typed())
    return amina


def covered(desk, amina):
    assert desk.post("/screen/code/", {"screen_code": CODE}).status_code == 200
    assert desk.post("/screen/cover/").status_code == 204


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("123", "not_digits"),
        ("123456789", "not_digits"),
        ("12a4", "not_digits"),
        ("\u0664\u0660\u0667\u0661", "not_digits"),
        ("7777", "too_easy"),
        ("3456", "too_easy"),
        ("9876", "too_easy"),
    ],
)
def test_check_screen_code_refuses_what_is_tried_first(code, reason):
    with pytest.raises(RuleBroken) as broken:
        check_screen_code(code)

    assert broken.value.code == reason
    assert check_screen_code(CODE) is None


def test_what_is_kept_of_the_code_is_a_hash(desk, amina):
    desk.post("/screen/code/", {"screen_code": CODE})

    kept = User.objects.get(pk=amina.person.pk).screen_code
    assert kept.startswith("argon2")
    assert CODE not in kept


def test_while_her_screen_is_covered_every_page_is_a_timetable(desk, amina):
    assert b"inne: Amina" in desk.get("/").content
    covered(desk, amina)

    front, again = desk.get("/"), desk.get("/my-sign-in/")
    part = desk.get("/", headers={"HX-Request": "true"})

    for page in (front, again):
        assert page.status_code == 423
        assert "<title>Timeplan</title>" in page.content.decode()
        assert "Amina" not in page.content.decode()
    assert (part.status_code, part.content) == (423, b"")


def test_a_draft_is_kept_and_the_session_lives_while_her_screen_is_covered(desk, amina):
    covered(desk, amina)

    assert desk.get("/sign-in/stay/").status_code == 204
    draft = desk.post("/drafts/save/", {"text": "Hei"}, headers={"X-Draft-Of": "/notat/"})
    assert draft.status_code != 423  # she has no unit here; with one it is kept


def test_her_digits_bring_the_page_back_and_others_do_not(desk, amina):
    covered(desk, amina)

    wrong = desk.post("/screen/uncover/", {"screen_code": "4072"})
    page = desk.post("/screen/uncover/", {"screen_code": "0000", "next": "/notat/"})
    assert (wrong.status_code, page.status_code) == (422, 423)
    assert "Det stemmer ikke." in page.content.decode()
    assert desk.get("/").status_code == 423
    assert trail()[-1][1:] == (
        "accounts.uncover_screen",
        amina.person.ref,
        amina.person.ref,
        "wrong_code",
    )

    right = desk.post("/screen/uncover/", {"screen_code": CODE, "next": "/notat/"})
    assert right.headers["Location"] == "/notat/"
    assert b"inne: Amina" in desk.get("/").content


def test_uncover_screen_never_leads_out_of_the_house(desk, amina):
    covered(desk, amina)

    answer = desk.post("/screen/uncover/", {"screen_code": CODE, "next": "https://example.org/"})

    assert answer.headers["Location"] == "/"


def test_five_wrong_codes_end_the_session(desk, amina):
    covered(desk, amina)

    statuses = [
        desk.post("/screen/uncover/", {"screen_code": "0001"}).status_code for _ in range(5)
    ]

    assert statuses == [422, 422, 422, 422, 302]
    assert DeskSession.objects.count() == 0


def test_a_wrong_code_is_wrong_also_before_the_house_has_heard_of_the_covering(desk, amina):
    desk.post("/screen/code/", {"screen_code": CODE})

    assert desk.post("/screen/uncover/", {"screen_code": "0001"}).status_code == 422
    assert desk.get("/").status_code == 423


def test_covering_again_gives_no_new_tries(desk, amina):
    covered(desk, amina)
    for _ in range(4):
        desk.post("/screen/uncover/", {"screen_code": "0001"})
    desk.post("/screen/cover/")

    assert desk.post("/screen/uncover/", {"screen_code": "0001"}).status_code == 302


def test_without_a_code_covering_is_the_browsers_alone(desk, amina):
    desk.post("/screen/cover/")

    assert b"inne: Amina" in desk.get("/").content


def test_the_code_cannot_be_taken_away_from_behind_the_timetable(desk, amina):
    covered(desk, amina)

    desk.post("/screen/code/", {"drop": "1"})

    assert User.objects.get(pk=amina.person.pk).screen_code


def test_keep_screen_choice_goes_with_her_to_another_machine(desk, amina):
    assert 'data-kept="on"' in desk.get("/notat/").content.decode()

    desk.post("/screen/shortcuts/keep/", {"on": "off"})
    desk.post("/screen/idle/keep/", {"on": "off"})

    page = desk.get("/notat/").content.decode()
    assert page.count('data-kept="off"') == 2
    assert 'data-kept="on"' not in page
    assert desk.post("/screen/anything/keep/", {"on": "off"}).status_code == 404


def test_a_covered_page_comes_back_by_its_code_also_after_it_is_loaded_anew(
    page,
    server,  # noqa: F811 - the fixture
    enrolled,
    complaints,  # noqa: F811 - the fixture
):
    amina = enrolled("amina")
    sign_in(page, server, amina)
    page.goto(f"{server}/my-sign-in/")
    page.get_by_role("link", name="Lag en skjermkode").click()
    page.get_by_role("textbox", name="Skjermkode").fill(CODE)
    page.get_by_role("button", name="Lagre skjermkoden").click()
    expect(page.get_by_text("Skjermkoden er lagret.")).to_be_visible()
    page.clock.install(time=0)
    page.clock.pause_at(30)  # [seconds]; time stands still: twice within a second, however slow
    page.goto(f"{server}/notat/")
    page.get_by_label("Notat").fill("halvferdig")

    for _ in range(2):
        page.keyboard.press("Escape")
    with page.expect_response("**/screen/uncover/") as answer:
        page.keyboard.type("1111")
        page.keyboard.press("Enter")
    assert answer.value.status == 422
    expect(page.get_by_text("Det stemmer ikke.")).to_be_visible()
    expect(page).to_have_title("Timeplan")
    expect(page.get_by_label("Kode")).to_be_focused()
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Notat")).to_be_visible()
    expect(page.get_by_label("Notat")).to_have_value("halvferdig")

    with page.expect_response("**/screen/cover/"):
        for _ in range(2):
            page.keyboard.press("Escape")
    page.reload()
    assert page.title() == "Timeplan"
    assert page.get_by_role("heading", name="Notat").count() == 0
    page.get_by_label("Kode").fill(CODE)
    page.get_by_role("button", name="Tilbake").click()
    expect(page.get_by_role("heading", name="Notat")).to_be_visible()
    expected = ("422", "423", "/drafts/")  # wrong, covered, and no unit to keep a draft at
    assert [line for line in complaints if not any(one in line for one in expected)] == []
