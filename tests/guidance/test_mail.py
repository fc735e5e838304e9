"""Mail in: sealed and committed, then out of the mailbox; once, whatever breaks in between."""

import html
import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone
from tests.adapters.fake_mailbox import FakeMailbox
from tests.contact.test_writing_pages import whole_database
from tests.factories.browsers import a_browser
from tests.factories.guidance import a_professional, a_regional_member, answer_inquiry, take_key
from tests.factories.staff import as_role, past_the_wall
from tests.guidance.conftest import body
from tests.guidance.test_letters import a_mail, boxes, parts
from tests.mailservers import PASSWORD, a_mailbox, a_server

from fristed.audit.models import Entry
from fristed.config.doors import BACKUP, DESK, WORKER
from fristed.guidance import queries, tasks
from fristed.guidance.actions import answering, mailing, passing
from fristed.guidance.actions.mailing import Believed
from fristed.guidance.choices import NoteKind, Why
from fristed.guidance.facts import inquiry_facts
from fristed.guidance.models import (
    Attachment,
    Claim,
    Inquiry,
    Mail,
    MailServer,
    Message,
    Original,
)
from fristed.kernel.periods import Period
from fristed.vault import granting
from fristed.vault.models import BlobChunk
from fristed.vault.tasks import chain_items, fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

NAME = "Leila Hassan"
SECRET = f"{NAME}, 01019012480, skal kanskje reise bort"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)


@pytest.fixture
def house(staff, desk_client, settings):
    """A house with a mailbox and no server to send by; the desk's own settings came before."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    settings.FRISTED_MAIL_IN = settings.FRISTED_MAIL_OUT = ""
    settings.FRISTED_MAIL_FROM = "post@fristed.example"
    return settings


@pytest.fixture(scope="module")
def box():
    with a_mailbox() as running:
        yield running


@pytest.fixture
def post(box, house):
    """A real mail server to send by, and the mailbox of a real one to fetch from."""
    with a_server(box.home) as server:
        house.FRISTED_MAIL_IN, house.FRISTED_MAIL_OUT = box.address, server.address
        house.FRISTED_MAIL_IN_PASSWORD, house.FRISTED_MAIL_OUT_PASSWORD = PASSWORD, ""
        house.FRISTED_MAIL_TRUST = box.trust
        yield server


@contextmanager
def as_worker():
    """With the worker's rights and no others, also where more connections are opened."""
    options = connections.settings["default"].setdefault("OPTIONS", {})
    with as_role(WORKER.role), pytest.MonkeyPatch.context() as patch:
        patch.setitem(options, "options", f"-c role={WORKER.role}")
        yield


def take_in(fake, *, at=None):
    with as_worker():
        tasks.take_in_at(fake, at or timezone.now())


def fetch():
    with as_worker():
        tasks.fetch_mail.func(timestamp=0)


def rows(model):
    with as_role(BACKUP):
        return list(model.objects.order_by("pk"))


def test_a_mail_with_a_name_in_it_becomes_one_inquiry_and_its_words_are_nowhere_in_clear(
    post, box, desk, staff, caplog
):
    """C14, C22: the whole way, with real servers."""
    box.put(a_mail(SECRET, files=[PDF]))

    fetch()

    (row,) = rows(Inquiry)
    assert (row.channel, row.status, row.unit, row.asker) == ("mail", "sent", "fagteam", "")
    assert box.names() == []
    kept = whole_database()
    assert row.ref in kept
    logged = "".join(one.getMessage() for one in caplog.records if one.name != "mail.log")
    for word in ("Leila", "Hassan", "01019012480", "larer@skole", "reise bort"):
        assert word not in kept
        assert word not in logged
    (told,) = post.taken
    said = told.mail.get_payload(decode=True).decode()
    assert (told.to, told.sender) == ("larer@skole.example", "<>")
    assert re.search(r"/mail/[\w-]{43}/", said)
    assert not re.search("Leila|reise|spørsmål", said)
    assert told.mail["Auto-Submitted"] == "auto-replied"
    page = body(desk(staff.maja).get(f"/inquiries/{row.ref}/"))
    assert "skal kanskje reise bort" in page
    assert "Leila" not in page
    assert "Ingen har kontrollert det" in page


def test_a_template_and_a_files_own_name_are_words_and_nothing_else(post, box, desk, staff):
    """C3, C4: in the inquiry and in the receipt."""
    typed = "{{ 7|add:7 }}{% debug %} ${7*7} %(link)s"
    mail = a_mail(typed, files=[PDF]).replace(b"fil.pdf", b"../../../etc/cron.d/fil.pdf")
    box.put(mail)

    fetch()

    (row,) = rows(Inquiry)
    maja = desk(staff.maja)
    assert typed in html.unescape(body(maja.get(f"/inquiries/{row.ref}/")))
    maja.post(f"/inquiries/{row.ref}/take-up/")
    taken = maja.post(f"/inquiries/{row.ref}/attachments/1/")
    assert 'filename="vedlegg-1.pdf"' in taken["Content-Disposition"]
    (told,) = post.taken
    said = told.mail.as_string()
    assert [word for word in ("{{", "{%", "${", "%(", "cron.d") if word in said] == []


def test_a_crash_between_committing_and_taking_out_gives_one_inquiry(house):
    """C20"""
    fake = FakeMailbox(a_mail())
    fake.is_gone = True
    with pytest.raises(tasks.mail.MailboxAway):
        take_in(fake)
    assert len(fake.mails) == len(rows(Inquiry)) == 1

    fake.is_gone = False
    take_in(fake)

    assert (len(fake.mails), len(rows(Inquiry)), len(rows(Message))) == (0, 1, 1)


def test_the_same_mail_delivered_twice_is_one(house):
    mail = a_mail()

    take_in(FakeMailbox(mail, b"Received: another way\r\n" + mail))

    assert len(rows(Inquiry)) == 1


def test_what_a_machine_sent_is_kept_set_aside_and_promised_nobody(house, desk, staff):
    take_in(FakeMailbox(a_mail("Jeg er på ferie", Auto_Submitted="auto-replied")))

    (row,) = rows(Inquiry)
    assert (row.status, row.due_at, row.channel) == ("closed", None, "automatic")
    maja = desk(staff.maja)
    assert row.ref not in body(maja.get("/inquiries/"))
    closed = body(maja.get("/inquiries/closed/"))
    assert row.ref in closed
    assert "automatisk e-post" in closed
    maja.get(f"/inquiries/{row.ref}/")
    maja.post(f"/inquiries/{row.ref}/take-up/")
    assert [(one.status, one.closed_on) for one in rows(Inquiry)] == [("taken_up", None)]


def test_our_own_mail_that_comes_back_makes_no_inquiry_and_no_answer(house, post, box):
    mail = a_mail()
    mail = mail.replace(b"Subject:", f"X-Fristed-Mark: {tasks.mail.mark()}\nSubject:".encode(), 1)
    box.put(mail)

    fetch()

    assert rows(Inquiry) == []
    assert [(one.receipt, one.inquiry_id) for one in rows(Mail)] == [("not_sent", None)]
    assert (box.names(), post.taken) == ([], [])


def test_nobody_can_have_us_fill_anothers_mailbox(house, post, box):
    """C21: at most five receipts a day to one address, and every mail is taken in."""
    box.put(*[a_mail(Message_ID=f"<{n}@example>") for n in range(7)])

    fetch()

    assert len(post.taken) == 5
    assert sorted(one.receipt for one in rows(Mail)) == ["not_sent"] * 2 + ["sent"] * 5


def test_a_sender_is_never_who_somebody_is(house, desk, staff, settings):
    """C17: also a mail that says it is from one of us is nobody's."""
    take_in(FakeMailbox(a_mail(From=f"{staff.maja.name} <maja@fristed.example>")))

    (row,) = rows(Inquiry)
    assert (row.asker, row.taken_by_id, row.service) == ("", None, "")


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (boxes(10_000), "malformed"),
        (parts(1000), "too_many_parts"),
        (b"\xff\x00", "no_sender"),
        (a_mail(files=[b"MZ\x00\x01\x02"]), "files_refused"),
        (a_mail(files=[b"PK\x03\x04 ikke et arkiv"]), "files_refused"),
    ],
)
def test_what_is_wrong_with_a_mail_is_said_where_it_is_read(house, desk, staff, raw, trouble):
    """C11"""
    take_in(FakeMailbox(raw, a_mail()))

    assert len(rows(Inquiry)) == 2  # the mail after it is taken in too
    (mail,) = [one for one in rows(Mail) if one.troubles]
    assert trouble in mail.troubles
    (row,) = [one for one in rows(Inquiry) if one.pk == mail.inquiry_id]
    page = body(desk(staff.maja).get(f"/inquiries/{row.ref}/"))
    assert str(queries.mail.SAID[trouble]) in page.replace("&#x27;", "'")


def test_a_mail_over_the_limit_is_not_fetched_whole_and_its_words_are_kept(house):
    fake = FakeMailbox(a_mail("Kort spørsmål", files=[b"%PDF-1.4" + b"x" * 400_000]))
    fake.sizes[1] = 40 * 1024 * 1024

    take_in(fake)

    assert rows(Mail)[0].troubles == ["files_refused", "too_large"]
    assert (len(rows(Message)), rows(Attachment)) == (1, [])


def test_files_are_opened_by_whoever_took_it_up_and_gone_after_thirty_days(house, desk, staff):
    """C10, C15: under our name, and in a sandbox whatever is in them."""
    take_in(FakeMailbox(a_mail(files=[PDF])))
    chain_items(0)
    (row,) = rows(Inquiry)
    maja = desk(staff.maja)
    maja.get(f"/inquiries/{row.ref}/")
    address = f"/inquiries/{row.ref}/attachments/1/"
    assert maja.post(address).status_code == 404  # not taken up
    maja.post(f"/inquiries/{row.ref}/take-up/")

    answer = maja.post(address)

    assert answer.content.startswith(b"%PDF")
    assert "vedlegg-1.pdf" in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert "inquiry.read_original" in [one.action for one in Entry.objects.all()]
    assert maja.post(f"/inquiries/{row.ref}/attachments/2/").status_code == 404
    with as_role(WORKER.role):
        tasks.forget_at(timezone.now() + timedelta(days=29))
    assert len(rows(Attachment)) == 1
    with past_the_wall("guidance_attachment"):
        Attachment.objects.update(delete_on=timezone.localdate())
    with as_role(WORKER.role):
        tasks.forget_at(timezone.now())
    assert rows(Attachment) == rows(BlobChunk) == []


def test_a_mail_is_sorted_before_it_is_answered_and_counts_from_then_on(house, desk, staff):
    take_in(FakeMailbox(a_mail()))
    (row,) = rows(Inquiry)
    maja = desk(staff.maja)
    page = body(maja.get(f"/inquiries/{row.ref}/"))
    assert "ikke sagt ennå" in page
    maja.post(f"/inquiries/{row.ref}/take-up/")
    refused = maja.post(f"/inquiries/{row.ref}/answer/", {"text": "Ja", "version": 0, "send": 1})
    assert "Skriv inn hvem som spør" in body(refused)
    year = Period.of_year(timezone.localdate().year)
    assert list(inquiry_facts(year)) == []

    said = {"kind": "concern", "urgency": "acute", "service": "upper_secondary", "role": "teacher"}
    maja.post(f"/inquiries/{row.ref}/sort/", said | {"audience": "youth", "county": "03"})

    (sorted_row,) = rows(Inquiry)
    assert (sorted_row.kind, sorted_row.is_main) == ("concern", True)
    assert sorted_row.due_at < row.due_at
    with as_role(WORKER.role):
        assert [one.codes["asker_service"] for one in inquiry_facts(year)] == ["upper_secondary"]


def test_saying_who_asks_in_what_was_opened_again_makes_nothing_late(house, staff):
    """What a machine seemed to have sent, and what was asked once more, long after it came."""
    take_in(FakeMailbox(a_mail(Auto_Submitted="auto-replied"), a_mail(Message_ID="<to@example>")))
    maja, a_year_on = staff.maja, timezone.now() + timedelta(days=365)
    said = {"service": "nav", "role": "caseworker", "audience": "adult", "county": "03"}
    said |= {"school": "", "at": a_year_on}

    def sort(ref, kind, urgency):
        inquiry = queries.inquiry_by_ref(maja, ref)
        mailing.sort_inquiry(maja, inquiry, kind=kind, urgency=urgency, **said)

    for one in rows(Inquiry):
        take_key(maja, one.ref)
        with as_role(DESK.role):
            if one.channel == "mail":
                answering.take_up_inquiry(
                    maja, queries.inquiry_by_ref(maja, one.ref), at=timezone.now()
                )
                sort(one.ref, "question", "ordinary")
                answer_inquiry(maja, one.ref, "Ring oss.")
            answering.take_up_inquiry(maja, queries.inquiry_by_ref(maja, one.ref), at=a_year_on)
            sort(one.ref, "concern", "acute")

    assert [one.due_at > a_year_on for one in rows(Inquiry)] == [True, True]


def test_while_the_mailbox_is_away_it_is_said_and_mail_waits(house, post, box, desk, staff):
    house.FRISTED_MAIL_IN = "imaps://post@localhost:1/"
    fetch()

    assert "E-post kan ikke hentes nå" in body(desk(staff.maja).get("/inquiries/"))
    assert "E-post kan ikke hentes nå" in body(desk(staff.maja).get("/inquiries/mail/"))
    house.FRISTED_MAIL_IN = box.address
    box.put(a_mail())
    fetch()
    assert len(rows(Inquiry)) == 1
    assert "kan ikke hentes" not in body(desk(staff.maja).get("/inquiries/"))


def test_while_nothing_can_be_sent_the_inquiry_is_there_and_its_receipt_is_tried_again(
    house, post, box, desk, staff
):
    post.says = "451 not now"
    box.put(a_mail())
    fetch()
    fetch()

    assert (len(rows(Inquiry)), len(box.names())) == (1, 1)
    assert "1 e-post er tatt inn og venter" in body(desk(staff.maja).get("/inquiries/"))

    post.says = ""
    fetch()

    assert (len(rows(Inquiry)), box.names(), len(post.taken)) == (1, [], 1)
    assert [one.failing_since for one in rows(MailServer)] == [None, None]


def test_a_receipt_nobody_takes_is_given_up_and_the_mail_leaves_the_box(house, post, box):
    post.says = "550 nobody here"
    box.put(a_mail())
    fetch()
    assert [one.receipt for one in rows(Mail)] == ["given_up"]
    assert box.names() == []


def test_a_receipt_that_cannot_be_sent_for_a_day_is_given_up(house, post):
    house.FRISTED_MAIL_OUT = "smtps://localhost:1"
    fake = FakeMailbox(a_mail())
    now = timezone.now()
    take_in(fake, at=now)
    assert len(fake.mails) == 1

    take_in(fake, at=now + timedelta(days=1))

    assert (fake.mails, [one.receipt for one in rows(Mail)]) == ({}, ["given_up"])


def test_what_was_covered_in_a_mail_is_sealed_apart_for_thirty_days(house):
    take_in(FakeMailbox(a_mail(SECRET)))

    (row,) = rows(Original)
    assert row.delete_on == timezone.localdate() + timedelta(days=30)
    assert rows(Message)[0].is_masked


def link_in(taken):
    return re.search(r"(/mail/[\w-]+/)", taken.mail.get_payload(decode=True).decode())[1]


@pytest.fixture
def receipt_link(post, box):
    """Where the receipt of a mail leads."""
    box.put(a_mail(SECRET))
    fetch()
    return link_in(post.taken[0])


def test_whoever_signs_in_and_is_believed_reads_the_answer_on_a_secure_page(
    receipt_link, staff, partner_client, keeper_home
):
    """The story: her mail, the receipt's link, a member who believes her, the answer."""
    (row,) = rows(Inquiry)
    door = a_browser(partner_client, a_professional(keeper_home, "ulrik"))
    assert "E-posten er min" in body(door.get(receipt_link))
    door.post(receipt_link)
    assert door.get(f"/inquiries/{row.ref}/text/").status_code == 404  # nobody has believed her

    maja, now = staff.maja, timezone.now()
    take_key(maja, row.ref)
    with as_role(DESK.role):
        inquiry = queries.inquiry_by_ref(maja, row.ref)
        answering.take_up_inquiry(maja, inquiry, at=now)
        inquiry = queries.inquiry_by_ref(maja, row.ref)
        claim = queries.claim_on(maja, inquiry)
        believed = Believed.ask(maja, inquiry, claim.person, at=now)
        mailing.believe_asker(maja, inquiry, believed=believed, at=now)
        answering.add_note(
            maja, inquiry, kind=NoteKind.NOTE, text="Bare for oss", minutes=1, at=now
        )
        said = {"kind": "question", "urgency": "ordinary", "service": "nav", "role": "teacher"}
        mailing.sort_inquiry(
            maja, inquiry, **said, audience="adult", county="03", school="", at=now
        )
    answer_inquiry(maja, row.ref, "Ring oss")

    page = body(door.get(f"/inquiries/{row.ref}/text/"))
    assert "Ring oss" in page
    assert "Bare for oss" not in page
    assert "Leila" not in page
    door.post(f"/inquiries/{row.ref}/text/", {"text": "Takk"})
    assert [one.sender for one in rows(Message)] == ["asker", "team", "asker"]


def test_a_link_that_is_nobodys_or_anothers_claims_nothing(
    receipt_link, partner_client, keeper_home
):
    """C25"""
    first = a_browser(partner_client, a_professional(keeper_home, "ulrik"))
    assert "Takk" in body(first.post(receipt_link, follow=True))

    assert "virker ikke" in body(first.post("/mail/gjettet/", follow=True))
    second = a_browser(partner_client, a_professional(keeper_home, "vera"))

    assert "virker ikke" in body(second.post(receipt_link, follow=True))
    assert len(rows(Claim)) == 1


def test_a_member_of_a_regional_network_reads_a_mail_that_was_passed_on_to_it(
    house, staff, keeper_home, partner_client
):
    fetch_unit_keys(sorted(staff.yrsa.units), timezone.localdate())
    member = a_regional_member(keeper_home, "idunn", "region-ost")
    take_in(FakeMailbox(a_mail(SECRET, files=[PDF])))
    (row,) = rows(Inquiry)
    take_key(staff.maja, row.ref)
    with as_role(DESK.role):
        to = granting.pass_on(staff.maja.assertion, row.ref, "region-ost")
        inquiry = queries.inquiry_by_ref(staff.maja, row.ref)
        passing.pass_on_inquiry(staff.maja, inquiry, to=to, why=Why.NEAREST, at=timezone.now())
    page, where = a_browser(partner_client, member), f"/region/inquiries/{row.ref}/"

    shown = body(page.get(where))
    page.post(where + "take-up/")
    opened = page.post(where + "attachments/1/")

    assert "skal kanskje reise bort" in shown
    assert "larer@skole" in shown
    assert NAME not in shown
    assert opened.content.startswith(b"%PDF")
