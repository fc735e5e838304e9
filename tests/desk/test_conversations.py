"""Conversations at the desk: no word in a list, opened and recorded, answered, made a case."""

import re
from io import BytesIO

import pytest
from PIL import Image
from tests.casework.conftest import trail
from tests.factories.conversations import a_conversation, a_reply
from tests.factories.organisation import a_school
from tests.factories.staff import as_role
from tests.vault.test_intake import a_picture

from fristed.casework.models import Case
from fristed.config.doors import DESK
from fristed.contact.models import Conversation
from fristed.gate import scope

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Jeg er redd for ferien"
ANSWER = "Godt at du skriver. Kan vi snakke på torsdag?"


def words(response) -> str:
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_inbox_shows_that_somebody_waits_and_not_what_she_says(staff, at_desk):
    a_conversation("raad-ost", text=SECRET)

    shown = at_desk(staff.amina).get("/conversations/").content.decode()

    assert "Samtale fra" in shown
    assert SECRET not in shown
    assert "Ingen samtaler" in words(at_desk(staff.birger).get("/conversations/"))


def test_reading_is_recorded_before_a_word_is_readable(staff, at_desk):
    ref = a_conversation("raad-ost", text=SECRET)

    shown = words(at_desk(staff.amina).get(f"/conversations/{ref}/"))

    assert SECRET in shown
    events = [(event, action) for event, action, _ in trail(ref)]
    assert ("opened", "conversation.read") in events
    assert ("begun", "conversation.take_up") in events


def test_another_team_gets_the_page_of_a_conversation_that_does_not_exist(staff, at_desk):
    ref = a_conversation("raad-ost", text=SECRET)
    page = at_desk(staff.birger)

    theirs = page.get(f"/conversations/{ref}/")
    missing = page.get("/conversations/sam_AAAAAAAAAAAAAAAAAAAAAA/")

    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert theirs.content == missing.content
    assert trail(ref)[-1] == ("refused", "conversation.read", "another_team")
    assert page.post(f"/conversations/{ref}/answer/", {"text": ANSWER}).status_code == 404


def test_a_file_is_looked_at_and_taken_home_in_a_sandbox_by_the_team_alone(staff, at_desk):
    """C10, C11: its name and type are ours; another team gets what nobody gets."""
    ref = a_conversation("raad-ost")
    where = f"/conversations/{ref}/files/{a_reply(ref, file=a_picture())}/"
    page = at_desk(staff.amina)

    assert where in page.get(f"/conversations/{ref}/").content.decode()
    assert f"{where}preview/" in page.get(where).content.decode()
    preview, taken = page.get(f"{where}preview/"), page.get(f"{where}download/")

    assert preview["Content-Type"] == taken["Content-Type"] == "image/jpeg"
    assert taken["Content-Disposition"] == 'attachment; filename="fil-2.jpg"'
    assert taken["Content-Security-Policy"].startswith("sandbox;")
    assert dict(Image.open(BytesIO(taken.content)).getexif()) == {}
    assert trail(ref)[-1] == ("opened", "conversation.read_file", "")
    assert at_desk(staff.birger).get(f"{where}download/").status_code == 404
    assert page.get(f"/conversations/{ref}/files/mel_{'A' * 22}/").status_code == 404


def test_an_answer_is_sent_and_the_conversation_waits_no_more(staff, at_desk):
    ref = a_conversation("raad-ost", text=SECRET)
    page = at_desk(staff.amina)

    assert page.post(f"/conversations/{ref}/answer/", {"text": ANSWER}).status_code == 302

    shown = words(page.get(f"/conversations/{ref}/"))
    assert ANSWER in shown
    assert "Besvart." in shown
    assert "Samtale fra" not in words(page.get("/"))


def test_an_empty_answer_is_not_sent(staff, at_desk):
    ref = a_conversation("raad-ost")

    answer = at_desk(staff.amina).post(f"/conversations/{ref}/answer/", {"text": "  "})

    assert answer.status_code == 200
    with as_role(DESK.role), scope(staff.amina):
        assert Conversation.objects.get().messages_written == 1


def test_an_answer_while_the_keeper_is_away_is_not_lost(staff, at_desk, keeper, keeper_process):
    ref = a_conversation("raad-ost")
    page, other = at_desk(staff.amina), at_desk(staff.celine)
    page.get(f"/conversations/{ref}/")  # she has taken it up
    keeper.process.kill()
    keeper.process.wait()
    try:
        first_time = other.post(f"/conversations/{ref}/answer/", {"text": ANSWER})
        sent = page.post(f"/conversations/{ref}/answer/", {"text": ANSWER})
    finally:
        keeper_process()

    assert sent.status_code == 302  # sealed with a public key
    assert first_time.status_code == 503  # she has no key yet; her words stand on the page
    assert ANSWER in first_time.content.decode()


def test_a_conversation_becomes_a_case_and_both_say_so(staff, at_desk):
    ref = a_conversation("raad-ost", text=SECRET)
    page = at_desk(staff.amina)

    shown = page.get(f"/conversations/{ref}/start-case/")
    assert 'value="self" selected' in shown.content.decode()
    started = page.post(f"/conversations/{ref}/start-case/", {"concern": "involuntary_stay"})

    read = page.get(started["Location"])
    assert f"/conversations/{ref}/" in read.content.decode()
    assert "Er blitt en sak" in words(page.get(f"/conversations/{ref}/"))
    assert "Samtale fra" not in words(page.get("/"))


def test_a_case_from_anothers_conversation_leaves_nothing(staff, at_desk):
    """C20: the case and the note on the conversation are kept both, or neither."""
    ref = a_conversation("raad-ost")

    answer = at_desk(staff.birger).post(
        f"/conversations/{ref}/start-case/", {"concern": "involuntary_stay"}
    )

    assert answer.status_code == 404
    with as_role(DESK.role), scope(staff.birger):
        assert not Case.objects.exists()
    with as_role(DESK.role), scope(staff.amina):
        assert Conversation.objects.get().status == "waiting"


@pytest.mark.parametrize(("chosen", "name"), [("3201", "Bærum"), ("school", "Solvik")])
def test_who_opens_it_reads_which_school_or_municipality_she_chose(staff, at_desk, chosen, name):
    place = a_school("Solvik").ref if chosen == "school" else chosen
    ref = a_conversation("raad-ost", text=SECRET, place=place)
    desk = at_desk(staff.amina)

    listed, opened = words(desk.get("/conversations/")), words(desk.get(f"/conversations/{ref}/"))

    assert f"Den unge valgte {name} som det nærmeste." in opened
    assert name not in listed
