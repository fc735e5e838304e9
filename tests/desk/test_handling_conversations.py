"""A conversation at work: taken, read by a second eye, answered with a text, offered to others."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.adapters.test_sending import a_supplier
from tests.casework.conftest import trail
from tests.desk.test_conversations import ANSWER, SECRET, words
from tests.factories.conversations import a_conversation
from tests.factories.staff import as_role

from fristed.config.doors import BACKUP, DESK
from fristed.contact.models import Conversation
from fristed.gate import scope
from fristed.guidance.models import Inquiry
from fristed.notices.models import NeutralText, ReplyText

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.fixture
def ref(staff) -> str:
    return a_conversation("raad-ost", text=SECRET)


def row(actor):
    with as_role(DESK.role), scope(actor):
        return Conversation.objects.get()


def a_text(staff, keyword, words, *, review_on):
    ReplyText.objects.create(
        ref=f"svt_{keyword:0<22}",
        kind="article",
        keyword=keyword,
        words={"nb": words, "nn": words, "en": words},
        law_version="Eksempellov, utgave 2",
        review_on=review_on,
        written_by_id=staff.amina.id,
        written_on=date(2026, 1, 2),
        approved_by_id=staff.birger.id,
        status="in_use",
    )


def test_the_inbox_shows_what_hurries_first_and_then_what_is_oldest(staff, at_desk):
    old, new, urgent = (a_conversation("raad-ost") for _ in range(3))
    with as_role(DESK.role), scope(staff.amina):
        for ref, days in ((old, 3), (new, 0), (urgent, 0)):
            since = timezone.localdate() - timedelta(days)
            Conversation.objects.filter(ref=ref).update(waiting_since=since)
    page = at_desk(staff.amina)

    page.post(f"/conversations/{urgent}/urgency/", {"urgency": "2"})

    shown = page.get("/conversations/").content.decode()
    found = re.findall(r'href="/conversations/(sam_[^/]+)/"', shown)
    assert found == [urgent, old, new]
    assert "haster nå" in words(page.get("/conversations/"))


def test_the_inbox_asks_as_much_of_the_database_for_one_as_for_three(staff, at_desk):
    page, counts = at_desk(staff.amina), []
    for more in (1, 2):
        for _ in range(more):
            a_conversation("raad-ost")
        with CaptureQueriesContext(connection) as asked:
            page.get("/conversations/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_takes_it_has_it_alone_until_a_colleague_takes_over(staff, at_desk, ref):
    amina, celine = at_desk(staff.amina), at_desk(staff.celine)

    amina.post(f"/conversations/{ref}/take/")

    assert SECRET in words(amina.get(f"/conversations/{ref}/"))
    assert celine.get(f"/conversations/{ref}/").status_code == 404
    assert f"{staff.amina.name} har den" in words(celine.get("/conversations/"))
    assert "Samtale fra" not in words(celine.get("/"))
    celine.post(f"/conversations/{ref}/take/")
    assert SECRET in words(celine.get(f"/conversations/{ref}/"))
    assert amina.get(f"/conversations/{ref}/").status_code == 404
    assert ("begun", "conversation.take", "") in trail(ref)


def test_an_answer_waits_for_a_colleague_and_she_sends_it_herself(staff, at_desk, ref):
    amina, celine = at_desk(staff.amina), at_desk(staff.celine)
    asked = {"text": ANSWER, "second_eye": "1"}

    amina.post(f"/conversations/{ref}/answer/", asked)

    assert row(staff.amina).status == "waiting"
    assert "et svar venter på en kollega" in words(celine.get("/conversations/"))
    seen = celine.get(f"/conversations/{ref}/").content.decode()
    number = re.search(r'name="draft" value="(\d+)"', seen).group(1)
    assert ANSWER in seen
    assert amina.post(f"/conversations/{ref}/read/", {"draft": number}).status_code == 404
    celine.post(f"/conversations/{ref}/read/", {"draft": number, "note": "Fint. Send det."})
    mine = amina.get(f"/conversations/{ref}/").content.decode()
    assert "Fint. Send det." in mine
    assert f">\n{ANSWER}</textarea>" in mine
    amina.post(f"/conversations/{ref}/answer/", {"text": ANSWER})
    assert row(staff.amina).status == "answered"
    assert row(staff.amina).answered_on == timezone.localdate()
    assert "Fint. Send det." not in amina.get(f"/conversations/{ref}/").content.decode()


def test_a_ready_made_text_is_put_in_until_its_last_day(staff, at_desk, ref):
    today = timezone.localdate()
    a_text(staff, "rett", "Du bestemmer selv hvem du gifter deg med.", review_on=today)
    a_text(staff, "gammel", "Dette gjaldt før.", review_on=today - timedelta(1))
    page = at_desk(staff.amina)
    shown = words(page.get(f"/conversations/{ref}/"))
    assert "??rett · Eksempellov, utgave 2" in shown
    assert "??gammel · Eksempellov, utgave 2 · må ses gjennom, og kan ikke settes inn" in shown

    old = page.post(f"/conversations/{ref}/answer/", {"text": "Hei. ??gammel"})
    assert "må ses gjennom først" in old.content.decode()
    assert "Hei. ??gammel" in old.content.decode()  # nothing typed is lost
    assert row(staff.amina).status == "waiting"
    page.post(f"/conversations/{ref}/answer/", {"text": "Hei. ??rett"})

    assert "Hei. Du bestemmer selv hvem" in words(page.get(f"/conversations/{ref}/"))
    assert sorted(ReplyText.objects.values_list("keyword", "used")) == [("gammel", 0), ("rett", 1)]


def test_a_ready_made_text_gets_today_s_number_and_law_when_it_is_sent(staff, at_desk, ref):
    call_command("load_organisation", verbosity=0)
    asks = "Ring {tlf:vo-linjen}. Se {lov:duty_to_avert}."
    a_text(staff, "ring", asks, review_on=timezone.localdate())
    page = at_desk(staff.amina)

    page.post(f"/conversations/{ref}/answer/", {"text": "Hei. ??ring"})

    assert "Hei. Ring 116 006. Se straffeloven § 196." in words(page.get(f"/conversations/{ref}/"))


def test_a_proposed_text_may_not_ask_for_what_is_not_there_nor_keep_a_number_of_its_own(
    staff, at_desk
):
    call_command("load_organisation", verbosity=0)
    page = at_desk(staff.amina)
    good = "Ring {tlf:vo-linjen} eller 116 111. Se {lov:duty_to_avert}."
    asked = {
        "kind": "module",
        "keyword": "ring",
        "nb": "Ring {tlf:feil}. Se {lov:feil}.",
        "nn": "Ring 116006.",
        "en": good,
        "review_on": timezone.localdate() + timedelta(90),
    }

    refused = words(page.post("/reply-texts/propose/", asked))

    assert "Det er ingenting som heter {tlf:feil}." in refused
    assert "Det er ingenting som heter {lov:feil}." in refused
    assert "Skriv {tlf:vo-linjen} der det står 116 006." in refused
    assert "{lov:duty_to_avert}" in words(page.get("/reply-texts/propose/"))
    assert ReplyText.objects.count() == 0
    assert page.post("/reply-texts/propose/", asked | {"nb": good, "nn": good}).status_code == 302


def test_another_team_reads_once_it_has_accepted_and_then_alone(staff, at_desk, ref):
    """C16: an offer can be withdrawn, and is not readable until it is taken."""
    amina, maja = at_desk(staff.amina), at_desk(staff.maja)
    where = f"/conversations/{ref}/"
    assert SECRET in words(amina.get(where))

    amina.post(f"{where}pass-on/", {"unit": "fagteam"})
    assert "Tilbudt til" in words(amina.get(where))
    assert maja.get(where).status_code == 404
    amina.post(_button(amina, where, "withdraw"))
    assert "Tilbudt dere" not in words(maja.get("/conversations/"))

    amina.post(f"{where}pass-on/", {"unit": "fagteam"})
    offered = maja.get("/conversations/").content.decode()
    assert SECRET not in offered
    accept = re.search(r'action="(/conversations/offers/[^"]+/accept/)"', offered).group(1)
    assert at_desk(staff.birger).post(accept).status_code == 404
    maja.post(accept)

    assert SECRET in words(maja.get(where))
    assert amina.get(where).status_code == 404
    assert ref not in amina.get("/conversations/").content.decode()
    assert maja.post(accept).status_code == 404


def _button(page, where, verb):
    shown = page.get(where).content.decode()
    return re.search(rf'action="(/conversations/offers/[^"]+/{verb}/)"', shown).group(1)


def test_an_inquiry_is_made_with_consent_and_names_no_conversation(staff, at_desk, ref):
    page, where = at_desk(staff.amina), f"/conversations/{ref}/ask/"
    given = {
        "text": "Hva kan en gjøre når passet er tatt?",
        "kind": "question",
        "urgency": "ordinary",
        "audience": "youth",
        "county": "03",
        "agreed": "At jeg spør uten å si hvem hun er",
    }

    refused = page.post(where, given)
    assert "Spør den unge først." in refused.content.decode()
    assert "Hva kan en gjøre når passet er tatt?" in refused.content.decode()
    made = page.post(where, given | {"has_agreed": "on"})

    inquiry = page.get(made["Location"])
    assert "Hva kan en gjøre når passet er tatt?" in words(inquiry)
    assert ref not in inquiry.content.decode()
    assert "At jeg spør uten å si hvem hun er" in words(page.get(f"/conversations/{ref}/"))
    with as_role(DESK.role), scope(staff.amina):
        assert Inquiry.objects.count() == 1


def test_pages_she_can_be_pointed_at_are_in_her_language_and_signed(staff, at_desk, ref):
    call_command("load_pages", verbosity=0)
    page = at_desk(staff.amina)

    hers = page.get(f"/conversations/{ref}/").content.decode()
    drafts = page.get(f"/conversations/{ref}/?sprak=ar").content.decode()

    assert re.search(r'href="http://localhost:\d+/les/16"', hers)
    assert "Ingen sider er signert på dette språket." in drafts
    assert 'dir="rtl"' in drafts


def test_a_neutral_text_is_sent_only_when_she_has_asked_and_its_number_is_sealed(
    staff, at_desk, ref, settings, connect_as
):
    """C14: one text of the list, no link, and where it went stands nowhere in the clear."""
    NeutralText.objects.create(
        ref=f"ntx_{'A' * 22}",
        use="message",
        words=dict.fromkeys(("nb", "nn", "en"), "Hei, ring når det passer for deg."),
        status="in_use",
        written_on=date(2026, 1, 2),
        written_by_id=staff.amina.id,
        approved_by_id=staff.birger.id,
        approved_on=date(2026, 1, 2),
    )
    page, where = at_desk(staff.amina), f"/conversations/{ref}/reach/"
    assert where not in page.get(f"/conversations/{ref}/").content.decode()  # nobody sends here
    with a_supplier() as (server, _gateway):
        address = f"http://127.0.0.1:{server.server_port}/"
        settings.FRISTED_SMS = json.dumps(
            {"address": address, "body": {"a": "{to}", "b": "{text}"}}
        )
        text = re.search(
            r'name="text" value="(ntx_[^"]+)"', page.get(where).content.decode()
        ).group(1)
        given = {"channel": "sms", "to": "912 34 567", "text": text}
        refused = page.post(where, given)
        other = page.post(where, given | {"has_asked": "on", "text": "Kom til http://a.no"})
        sent = page.post(where, given | {"has_asked": "on"})

    assert "Send bare når den unge selv har bedt om det." in refused.content.decode()
    assert (other.status_code, sent.status_code) == (200, 302)
    ((_path, _who, body),) = server.asked
    assert body["a"] == "+4791234567"
    assert f"«{body['b']}» til +4791234567" in words(page.get(f"/conversations/{ref}/"))
    kept = connect_as(BACKUP).execute("select o::text from notices_outgoing o").fetchall()
    assert "91234567" not in str(kept)
    assert "sent" in str(kept)
