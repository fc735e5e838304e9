"""Sample people sign in with one click, on a development installation and nowhere else."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from tests.accounts.conftest import PASSWORD, trail

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
CLICK = "/sign-in/sample/"


@pytest.fixture
def samples(desk, settings, tmp_path: Path, enrolled):
    amina = enrolled("amina")
    row = {
        "persona": "Amina",
        "role": "adviser",
        "door": "desk",
        "url": "http://localhost:8001/",
        "username": "amina",
        "password": PASSWORD,
        "totp_secret": amina.secret,
        "about": "Rådgiver i Oslo. Eksempeldata.",
    }
    other = row | {"persona": "Redaktøren", "door": "studio"}
    path = tmp_path / "sample-signins.json"
    path.write_text(json.dumps([row, other]))
    settings.FRISTED_SAMPLE = True
    settings.FRISTED_SAMPLE_SIGNINS = str(path)
    return amina


def test_sign_in_page_lists_this_doors_people_and_no_secret_of_theirs(desk, samples):
    page = desk.get("/sign-in/").content.decode()

    assert "Rådgiver i Oslo. Eksempeldata." in page
    assert "Redaktøren" not in page
    assert samples.secret not in page
    assert PASSWORD not in page


def test_one_click_signs_in_with_both_factors(desk, samples):
    answer = desk.post(CLICK, {"persona": "Amina", "next": "/skjermet/"})

    assert answer.headers["Location"] == "/skjermet/"
    assert desk.get("/").content.decode() == "inne: Amina"
    assert trail() == [("begun", "accounts.sign_in", "", samples.person.ref, "")]


def test_second_click_in_the_same_half_minute_takes_the_next_code(desk, samples):
    answers = []
    for _ in range(3):
        answers.append(desk.post(CLICK, {"persona": "Amina"}))
        desk.cookies.clear()

    assert [answer.status_code for answer in answers[:2]] == [302, 302]
    assert "Vent litt og prøv igjen" in answers[2].content.decode() or (
        answers[2].status_code == 302  # half a minute went by meanwhile
    )


def test_person_who_is_no_sample_cannot_be_clicked(desk, samples, enrolled):
    enrolled("birger")

    assert desk.post(CLICK, {"persona": "Birger"}).status_code == 404
    assert desk.post(CLICK, {"persona": "Redaktøren"}).status_code == 404
    assert desk.post(CLICK).status_code == 404


def test_without_sample_data_nobody_can_be_clicked_and_nothing_is_listed(desk, samples, settings):
    settings.FRISTED_SAMPLE = False

    assert "Amina" not in desk.get("/sign-in/").content.decode()
    assert desk.post(CLICK, {"persona": "Amina"}).status_code == 404


def test_deploy_check_refuses_sample_sign_in(settings):
    settings.FRISTED_SAMPLE = True

    with pytest.raises(SystemCheckError, match=r"accounts\.E001"):
        call_command("check", "--deploy")


def test_deploy_check_says_nothing_about_it_when_it_is_off(settings, capsys):
    settings.FRISTED_SAMPLE = False

    call_command("check", "--deploy", fail_level="CRITICAL")

    assert "accounts.E001" not in "".join(capsys.readouterr())
