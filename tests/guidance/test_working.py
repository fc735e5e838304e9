"""The expert team's desk: taking up, drafting together, answering, passing on, making something."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.casework import TODAY
from tests.factories.guidance import ASKED, a_call
from tests.factories.staff import as_role
from tests.guidance.conftest import body, in_desk

from fristed.audit.models import Entry
from fristed.casework.models import Case, Consultation
from fristed.config.doors import BACKUP, WORKER
from fristed.gate import Denied, scope
from fristed.guidance import facts, queries
from fristed.guidance.actions import answering, reading
from fristed.guidance.models import AnswerDraft, Inquiry, Note, Passing, Steering
from fristed.kernel.periods import Period
from fristed.kernel.rules import RuleBroken
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

ANSWER = "Snakk med eleven alene først. Vi kan være med i samtalen."


def row(ref):
    with as_role(BACKUP):
        return Inquiry.objects.get(ref=ref)


def kept(model):
    with as_role(BACKUP):
        return list(model.objects.order_by("pk"))


@pytest.fixture
def inquiry(staff):
    return in_desk(lambda: a_call(staff.maja))


def draft_version(ref):
    with as_role(BACKUP):
        found = AnswerDraft.objects.filter(inquiry__ref=ref).first()
        return found.version if found else 0


def answer(page, ref, text=ANSWER, **more):
    values = {"text": text, "version": draft_version(ref)} | more
    return page.post(f"/inquiries/{ref}/answer/", values)


def test_a_call_is_written_down_and_answered_from_the_queue(staff, desk):
    """The story of one inquiry: a promise, a draft, an answer, a service steered to, the end."""
    page = desk(staff.maja)
    values = {name: getattr(ASKED, name) for name in ("kind", "urgency", "role", "service")}
    values |= {"audience": "youth", "county": "03", "text": ASKED.text, "minutes": "15"}

    sent = page.post("/inquiries/call/", values)
    ref = re.search(r"hen_[\w-]{22}", sent["Location"]).group()
    shown = body(page.get(f"/inquiries/{ref}/"))
    assert ASKED.text in shown
    assert "svar lovet" in shown

    answer(page, ref, send="1", steered_to=["adviser", "nora"])
    page.post(f"/inquiries/{ref}/close/")

    closed = row(ref)
    assert (closed.status, closed.due_at, closed.minutes) == ("closed", None, 15)
    assert closed.waited_minutes is not None
    assert {one.service for one in kept(Steering)} == {"adviser", "nora"}
    assert ANSWER in body(page.get(f"/inquiries/{ref}/"))


def test_an_envoy_writes_down_what_the_mission_and_the_immigration_authorities_ask(staff, desk):
    """Guidance to them is her work too: each is her mission's inquiry, and each is counted."""
    emre = staff.emre
    fetch_unit_keys(sorted(emre.units), TODAY)
    asked = {name: getattr(ASKED, name) for name in ("kind", "urgency", "audience")}
    asked |= {"role": "caseworker", "county": "", "text": ASKED.text, "minutes": "20"}
    page = desk(emre)

    for service in ("mission", "immigration"):
        answer = page.post("/inquiries/call/", asked | {"service": service})
        assert ASKED.text in body(page.get(answer["Location"]))

    assert {one.unit for one in kept(Inquiry)} == emre.units
    with as_role(WORKER.role):
        counted = list(facts.inquiry_facts(Period.of_year(TODAY.year)))
    assert [(one.codes["asker_service"], one.minutes) for one in counted] == [
        ("mission", 20),
        ("immigration", 20),
    ]


def test_nothing_of_what_is_written_stands_in_the_queue_or_in_the_rows(staff, desk):
    """C10, C24: the list says codes and moments; the columns hold no word of it."""
    ref = in_desk(lambda: a_call(staff.maja))

    page = body(desk(staff.maja).get("/inquiries/"))

    assert ref in page
    assert "ferien" not in page
    with as_role(BACKUP), connection.cursor() as cursor:
        cursor.execute("select guidance_inquiry::text from guidance_inquiry")
        rows = cursor.fetchall()
        cursor.execute("select guidance_message::text from guidance_message")
        rows += cursor.fetchall()
    assert len(rows) == 2
    assert "ferien" not in str(rows)


def test_the_queue_takes_as_many_statements_for_one_inquiry_as_for_three(staff, desk):
    page = desk(staff.maja)
    in_desk(lambda: a_call(staff.maja))
    page.get("/inquiries/")
    with CaptureQueriesContext(connection) as one:
        page.get("/inquiries/")
    in_desk(lambda: [a_call(staff.maja) for _each in range(2)])
    with CaptureQueriesContext(connection) as three:
        page.get("/inquiries/")

    assert len(one) == len(three)


def test_another_unit_sees_neither_the_inquiry_nor_that_it_is_there(staff, desk, inquiry):
    """C1, C16."""
    page = desk(staff.amina)

    assert page.get(f"/inquiries/{inquiry}/").status_code == 404
    assert inquiry not in body(page.get("/inquiries/"))
    assert in_desk(lambda: queries.inquiry_by_ref(staff.amina, inquiry)).pk is None


def test_passing_on_moves_the_key_and_the_promise_stands(staff, desk):
    ref = in_desk(lambda: a_call(staff.maja, kind="concern"))
    promised = row(ref).due_at
    shown = body(desk(staff.maja).get(f"/inquiries/{ref}/"))
    assert 'value="raad-ost"' in shown  # the advisers of the county are suggested

    desk(staff.maja).post(f"/inquiries/{ref}/pass-on/", {"unit": "raad-ost"})

    moved = row(ref)
    assert (moved.unit, moved.status, moved.taken_by_id) == ("raad-ost", "sent", None)
    assert moved.due_at == promised
    assert ASKED.text in body(desk(staff.amina).get(f"/inquiries/{ref}/"))
    assert desk(staff.maja).get(f"/inquiries/{ref}/").status_code == 404
    assert [(one.from_unit, one.to_unit, one.why) for one in kept(Passing)] == [
        ("fagteam", "raad-ost", "nearest")
    ]


def test_one_that_was_answered_and_is_sent_on_waits_there_with_time_to_answer(staff, desk):
    ref = in_desk(lambda: a_call(staff.maja))
    answer(desk(staff.maja), ref, send="1")
    assert row(ref).due_at is None

    desk(staff.maja).post(f"/inquiries/{ref}/pass-on/", {"unit": "raad-ost"})

    assert (row(ref).unit, row(ref).status) == ("raad-ost", "sent")
    assert row(ref).due_at > timezone.now()
    assert ref in body(desk(staff.amina).get("/inquiries/"))


def test_it_goes_nowhere_but_where_the_page_offers(staff, desk, inquiry):
    """C17."""
    desk(staff.maja).post(f"/inquiries/{inquiry}/pass-on/", {"unit": "raad-vest"})

    assert row(inquiry).unit == "fagteam"


def test_a_concern_is_answered_only_when_a_colleague_has_read_the_draft(staff, desk):
    ref = in_desk(lambda: a_call(staff.amina, kind="concern"))
    page = desk(staff.amina)

    refused = answer(page, ref, send="1")
    assert "En kollega må lese" in body(refused)
    assert row(ref).status == "taken_up"
    own = page.post(f"/inquiries/{ref}/second-eye/", {"version": 1})
    assert own.status_code == 404

    desk(staff.celine).get(f"/inquiries/{ref}/")
    desk(staff.celine).post(f"/inquiries/{ref}/second-eye/", {"version": 1})
    answer(page, ref, send="1")

    assert row(ref).status == "answered"


def test_changing_the_draft_after_the_second_eye_asks_for_it_again(staff, desk):
    ref = in_desk(lambda: a_call(staff.amina, kind="concern"))
    page = desk(staff.amina)
    answer(page, ref)
    desk(staff.celine).get(f"/inquiries/{ref}/")
    desk(staff.celine).post(f"/inquiries/{ref}/second-eye/", {"version": 1})

    answer(page, ref, text=ANSWER + " Ring oss.", send="1")

    assert row(ref).status == "taken_up"


def test_two_who_write_at_once_lose_nothing(staff, desk):
    """C20: the later save is refused with her text still on the page, and she is told."""
    ref = in_desk(lambda: a_call(staff.amina))
    desk(staff.celine).get(f"/inquiries/{ref}/")
    desk(staff.amina).post(f"/inquiries/{ref}/answer/", {"text": "Aminas utkast", "version": 0})

    late = desk(staff.celine).post(
        f"/inquiries/{ref}/answer/", {"text": "Celines utkast", "version": 0}
    )

    assert "En kollega har lagret utkastet" in body(late)
    assert "Celines utkast" in body(late)
    assert draft_version(ref) == 1


def test_a_colleague_who_has_it_open_is_told_of_at_once(staff, desk):
    ref = in_desk(lambda: a_call(staff.amina))
    desk(staff.celine).get(f"/inquiries/{ref}/")

    shown = body(desk(staff.amina).get(f"/inquiries/{ref}/others/?version=0"))

    assert "Celine åpnet denne" in shown
    page = body(desk(staff.amina).get(f"/inquiries/{ref}/"))
    assert 'hx-trigger="every 1s"' in page


def test_asking_who_else_is_there_writes_nothing_on_the_trail(staff, desk, inquiry):
    desk(staff.maja).get(f"/inquiries/{inquiry}/")
    before = Entry.objects.using("audit").count()

    desk(staff.maja).get(f"/inquiries/{inquiry}/others/?version=0")

    assert Entry.objects.using("audit").count() == before


def test_a_page_that_asks_by_itself_keeps_no_session_alive(staff, desk, inquiry):
    """C12: a desk left with an inquiry open is closed after a quarter of an hour all the same."""
    page, asks = desk(staff.maja), {"headers": {"HX-Request": "true"}}
    where, began = f"/inquiries/{inquiry}/others/?version=0", timezone.now()
    page.get(f"/inquiries/{inquiry}/")

    for minutes, told in ((6, 200), (12, 200), (16, 286)):  # 286: ask no more; the page stays
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            assert page.get(where, **asks).status_code == told

    with time_machine.travel(began + timedelta(minutes=16), tick=False):
        assert page.get("/inquiries/")["Location"].startswith("/sign-in/")


def test_a_call_and_a_note_by_a_double_click_are_one_each(staff, desk):
    """C20"""
    page = desk(staff.maja)
    values = {name: getattr(ASKED, name) for name in ("kind", "urgency", "role", "service")}
    values |= {"audience": "youth", "county": "03", "text": ASKED.text, "minutes": "15"}
    note = {"kind": "note", "text": "Ringte skolen.", "minutes": "20", "once": "of-the-note"}

    calls = [page.post("/inquiries/call/", values | {"once": "a-form"}) for _each in range(2)]
    page.get(calls[0]["Location"])
    for _each in range(2):
        assert page.post(f"{calls[0]['Location']}notes/add/", note).status_code == 302

    assert calls[0]["Location"] == calls[1]["Location"]
    assert [one.minutes for one in kept(Inquiry)] == [15 + 20]
    assert len(kept(Note)) == 1


def test_an_answer_that_says_who_somebody_is_must_be_meant(staff, desk, inquiry):
    page = desk(staff.maja)

    asked = answer(page, inquiry, text="Ring Leila Hassan på 412 34 567.", send="1")
    assert "kan si hvem noen er" in body(asked)
    assert row(inquiry).status == "taken_up"

    answer(page, inquiry, text="Ring Leila Hassan på 412 34 567.", send="1", is_sure="on")
    assert row(inquiry).status == "answered"


def test_one_taken_up_is_answered_by_nobody_else(staff, desk):
    """C1."""
    ref = in_desk(lambda: a_call(staff.amina))
    celine = staff.celine
    desk(celine).get(f"/inquiries/{ref}/")

    assert answer(desk(celine), ref, send="1").status_code == 404
    assert desk(celine).post(f"/inquiries/{ref}/close/").status_code == 404
    with pytest.raises(Denied):
        in_desk(
            lambda: answering.take_up_inquiry(
                celine, queries.inquiry_by_ref(celine, ref), at=timezone.now()
            )
        )


def test_one_let_go_is_taken_up_by_a_colleague_and_the_promise_stands(staff, desk):
    ref = in_desk(lambda: a_call(staff.amina))
    promised = row(ref).due_at
    desk(staff.amina).get(f"/inquiries/{ref}/")
    desk(staff.amina).post(f"/inquiries/{ref}/let-go/")
    desk(staff.celine).get(f"/inquiries/{ref}/")
    desk(staff.celine).post(f"/inquiries/{ref}/take-up/")

    assert (row(ref).taken_by_id, row(ref).due_at) == (staff.celine.id, promised)


def test_taking_up_an_answered_one_again_is_never_late_at_once(staff, desk, inquiry):
    page = desk(staff.maja)
    answer(page, inquiry, send="1")
    first = row(inquiry).waited_minutes
    actor = staff.maja

    a_year_on = timezone.now() + timedelta(days=365)
    in_desk(
        lambda: answering.take_up_inquiry(
            actor, queries.inquiry_by_ref(actor, inquiry), at=a_year_on
        )
    )

    assert row(inquiry).due_at > a_year_on
    assert row(inquiry).waited_minutes == first


def test_an_inquiry_becomes_a_case_and_the_chain_is_kept(staff, desk):
    ref = in_desk(lambda: a_call(staff.amina))
    page = desk(staff.amina)
    assert f"/inquiries/{ref}/start-case/" in body(page.get(f"/inquiries/{ref}/"))

    page.post(
        f"/inquiries/{ref}/start-case/",
        {"concern": "negative_social_control", "age_band": "16_17", "gender": "female"},
    )

    (case,) = kept(Case)
    made = row(ref)
    assert (made.became, made.became_ref, made.status) == ("case", case.ref, "closed")
    again = page.get(f"/inquiries/{ref}/")
    assert "start-case" not in body(again)


def test_an_inquiry_becomes_a_consultation_of_the_competence_team(staff, desk):
    ref = in_desk(lambda: a_call(staff.nils, service="police"))

    desk(staff.nils).post(
        f"/inquiries/{ref}/take-in/",
        {"caller": "police", "concern": "forced_marriage", "summary": "Kan hun hentes hjem?"},
    )

    (matter,) = kept(Consultation)
    assert (row(ref).became, row(ref).became_ref) == ("consultation", matter.ref)


def test_something_is_made_of_it_only_by_whoever_took_it_up(staff, desk):
    """C1: neither a colleague nor another unit, and no case is left behind."""
    ref = in_desk(lambda: a_call(staff.amina))
    values = {"concern": "negative_social_control", "age_band": "16_17", "gender": "female"}

    for other in (staff.celine, staff.birger):
        assert desk(other).post(f"/inquiries/{ref}/start-case/", values).status_code == 404

    assert kept(Case) == []
    assert row(ref).became == ""


def test_anonymise_and_keep_leaves_only_what_is_counted(staff, desk, inquiry):
    page = desk(staff.maja)
    assert page.post(f"/inquiries/{inquiry}/forget/").status_code == 404  # not before it is closed
    answer(page, inquiry, send="1")
    page.post(f"/inquiries/{inquiry}/close/")

    page.post(f"/inquiries/{inquiry}/forget/")

    assert "Tekstene er slettet" in body(page.get(f"/inquiries/{inquiry}/"))
    assert (row(inquiry).service, row(inquiry).minutes) == ("upper_secondary", 10)


def test_what_others_had_is_shown_of_enough_and_of_months_that_are_over(staff, desk):
    """C17: four inquiries, then six; this month, then when it is over."""
    next_month = (TODAY.replace(day=1) + timedelta(31)).replace(day=1)

    def shown(count, on):
        for _each in range(count):
            in_desk(lambda: a_call(staff.maja))
        where = {"service": ASKED.service, "county": "03"}
        return in_desk(
            lambda: (
                [one.total for one in queries.time_per_kind(staff.maja, on=on)],
                [one.total for one in queries.had_before(staff.maja, on=on, **where)],
            )
        )

    assert shown(4, next_month) == ([], [])
    assert shown(2, next_month) == ([5], [5])
    assert shown(0, TODAY) == ([], [])
    waits = body(desk(staff.maja).get("/inquiries/waits/"))
    assert "For få er besvart" in waits
    assert "Tid brukt" not in waits


def test_reading_is_on_the_trail_before_a_word_is_shown(staff, inquiry):
    actor = staff.maja

    in_desk(lambda: reading.read_inquiry(actor, queries.inquiry_by_ref(actor, inquiry)))

    last = Entry.objects.using("audit").filter(subject=inquiry).order_by("-id").first()
    assert (last.action, last.actor) == ("inquiry.read", actor.ref)


def test_a_draft_is_not_saved_empty(staff, inquiry):
    actor = staff.maja

    with pytest.raises(RuleBroken) as broken, scope(actor):
        in_desk(
            lambda: answering.save_draft(
                actor,
                queries.inquiry_by_ref(actor, inquiry),
                text=" ",
                version=0,
                at=timezone.now(),
            )
        )

    assert broken.value.code == "empty"
