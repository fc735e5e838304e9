"""Professionals of other services have a door of their own."""

import json

import pytest
from tests.accounts.conftest import ARGON2, PASSWORD, trail

from fristed.accounts.models import DeskSession, PartnerSession

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
CLICK = "/sign-in/sample/"


@pytest.fixture
def partner(partner_client, settings, tmp_path, enrolled):
    """The partner door with two sample people: a teacher, and an adviser by mistake."""
    settings.PASSWORD_HASHERS = ARGON2
    rows = []
    for name, door in (("ulrik", "partner"), ("amina", "desk")):
        one = enrolled(name, door=door)
        rows.append(
            {
                "persona": name,
                "role": "",
                "door": "partner",
                "username": name,
                "password": PASSWORD,
                "totp_secret": one.secret,
                "about": "Eksempeldata.",
            }
        )
    path = tmp_path / "sample-signins.json"
    path.write_text(json.dumps(rows))
    settings.FRISTED_SAMPLE, settings.FRISTED_SAMPLE_SIGNINS = True, str(path)
    return partner_client


def test_a_professional_signs_in_at_the_partner_door_and_out(partner):
    answer = partner.post(CLICK, {"persona": "ulrik"})

    assert answer.headers["Location"] == "/"
    assert "Ulrik" in partner.get("/").content.decode()
    assert (PartnerSession.objects.count(), DeskSession.objects.count()) == (1, 0)

    partner.post("/sign-out/")

    assert partner.get("/").headers["Location"].startswith("/sign-in/")
    assert PartnerSession.objects.count() == 0


def test_an_account_of_the_desk_does_not_open_the_partner_door(partner):
    """C28."""
    answer = partner.post(CLICK, {"persona": "amina"})

    assert answer.status_code == 200
    assert partner.get("/").headers["Location"].startswith("/sign-in/")
    assert PartnerSession.objects.filter(session_key__gt="").count() == 0
    assert {reason for event, *_, reason in trail() if event == "refused"} == {"unknown_person"}


def test_the_partner_door_takes_no_password(partner):
    answer = partner.post("/sign-in/", {"username": "ulrik", "password": PASSWORD, "code": "1"})

    assert 'name="password"' not in answer.content.decode()
    assert trail() == []


def test_a_professionals_covered_screen_comes_back_by_her_digits(partner):
    partner.post(CLICK, {"persona": "ulrik"})
    assert 'href="/screen/code/"' in partner.get("/").content.decode()
    kept = partner.post("/screen/code/", {"screen_code": "4071"})
    assert "Skjermkoden er lagret." in kept.content.decode()
    assert 'data-cover="/screen/cover/"' in partner.get("/").content.decode()

    assert partner.post("/screen/cover/").status_code == 204

    page = partner.get("/")
    assert page.status_code == 423
    assert "<title>Timeplan</title>" in page.content.decode()
    assert "Ulrik" not in page.content.decode()
    assert partner.post("/screen/uncover/", {"screen_code": "4072"}).status_code == 422
    assert partner.post("/screen/uncover/", {"screen_code": "4071"}).status_code == 204
    assert "Ulrik" in partner.get("/").content.decode()
