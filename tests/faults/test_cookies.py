"""A browser sends a cookie to every port of its host: no door reads another's."""

import re

import pytest
from tests.faults.people import Browser, Youth

CHANGES = re.compile(r'value="[^"]{20,}"|content="[^"]{20,}"|hx-headers=\'[^\']*\'')
NORAS = ["/", "/om", "/a/for", "/a/ny", "/a/inn", "/a/les"]
DESKS = ["/", "/cases/", "/conversations/", "/sign-in/", "/policies/"]


@pytest.fixture(scope="module")
def every_cookie(house, bound):
    """All there are: of a visit, of a session, and the form's at the desk."""
    young = Youth(house.port)
    code, _ = young.write_first("Hei")
    bound()
    young.come_back(code)
    amina = house.signed_in("amina")
    amina.get("/")
    assert set(young.cookies) == {"__Host-nora"}
    assert set(amina.cookies) == {"__Host-desk", "__Host-desk-csrf"}
    assert young.read() == ["Hei"]
    assert amina.get("/cases/").status == 200
    return {"nora": young.cookies, "desk": amina.cookies}


def seen(port: int, path: str, cookies: dict[str, str]) -> tuple[object, ...]:
    browser = Browser(port)
    browser.cookies = dict(cookies)
    answer = browser.get(path)
    named = sorted({line.partition("=")[0] for line in answer.cookies})
    return answer.status, answer.location, CHANGES.sub("", answer.text), named


@pytest.mark.parametrize("path", NORAS)
def test_nora_reads_no_cookie_of_the_desk_c2(house, every_cookie, path):
    with_them = seen(house.port, path, every_cookie["desk"])

    assert with_them == seen(house.port, path, {})
    assert not [name for name in with_them[3] if "desk" in name]


@pytest.mark.parametrize("path", DESKS)
def test_the_desk_reads_no_cookie_of_nora_c2(house, every_cookie, path):
    with_them = seen(house.port + 1, path, every_cookie["nora"])

    assert with_them == seen(house.port + 1, path, {})
    assert not [name for name in with_them[3] if "nora" in name]


@pytest.mark.parametrize("path", NORAS)
def test_a_session_of_the_desk_under_noras_name_opens_nothing_c28(house, every_cookie, path):
    stolen = {"__Host-nora": every_cookie["desk"]["__Host-desk"]}

    status, location, text, _ = seen(house.port, path, stolen)

    assert (status, location, text) == seen(house.port, path, {})[:3]


@pytest.mark.parametrize("path", ["/", "/cases/", "/conversations/"])
def test_a_visit_under_the_desks_name_opens_nothing_c28(house, every_cookie, path):
    answer = Browser(house.port + 1)
    answer.cookies = {"__Host-desk": every_cookie["nora"]["__Host-nora"]}

    shown = answer.get(path)

    assert shown.status == 302
    assert shown.location.startswith("/sign-in/")


def test_all_cookies_at_once_each_door_reads_its_own_c26(house, every_cookie):
    both = every_cookie["nora"] | every_cookie["desk"]
    at_nora, at_desk = Youth(house.port), Browser(house.port + 1)
    at_nora.cookies, at_desk.cookies = dict(both), dict(both)

    assert at_nora.read() == ["Hei"]
    assert "Amina" in at_desk.get("/cases/").text


def test_no_door_sets_or_ends_a_cookie_of_another_c2(house, every_cookie):
    at_nora = Youth(house.port)
    at_nora.cookies = every_cookie["nora"] | every_cookie["desk"]

    left = at_nora.get("/ut")

    assert left.status == 303
    assert {line.partition("=")[0] for line in left.cookies} == {"__Host-nora"}
    assert Browser(house.port + 1).ask("GET", "/cases/", None, {
        "Cookie": "; ".join(f"{k}={v}" for k, v in every_cookie["desk"].items())
    }).status == 200  # fmt: skip
