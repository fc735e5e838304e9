"""The partner door: asking, the receipt, finding it again, and asking without a name."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from tests.factories.browsers import a_browser
from tests.factories.guidance import a_professional, answer_inquiry
from tests.factories.staff import as_role
from tests.guidance.conftest import body

from fristed.audit.models import Entry
from fristed.codelists import queries as codelists
from fristed.config.doors import BACKUP, DESK, PARTNER, WORKER
from fristed.guidance import queries, tasks
from fristed.guidance.actions.reading import Key
from fristed.guidance.models import Inquiry, Message, Original
from fristed.guidance.rules.routing import is_main
from fristed.kernel.periods import Period
from fristed.organisation.models import HelpService
from fristed.vault.keeper import KeeperRefused

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

TEXT = "En elev er redd for ferien. Hva gjør jeg?"
NAMED = "Leila Hassan, 01019012480, er redd for ferien."
FILLED = {
    "urgency": "ordinary",
    "audience": "youth",
    "text": TEXT,
    "service": "upper_secondary",
    "role": "teacher",
    "county": "03",
    "once": "a-form-of-its-own",
}


@pytest.fixture
def teacher(staff, keeper_home):
    return a_professional(keeper_home, "ulrik")


@pytest.fixture
def door(partner_client, teacher):
    """Her browser at the partner door."""
    return a_browser(partner_client, teacher)


def rows(model):
    with as_role(BACKUP):
        return list(model.objects.order_by("pk"))


def without_tokens(answer, ref):
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", body(answer).replace(ref, ""))


def send(page, address="/concern/", **changed):
    """Its reference."""
    answer = page.post(address, FILLED | changed)
    return re.search(r"hen_[\w-]{22}", answer["Location"]).group()


def test_a_concern_has_six_questions_and_none_about_who_it_is(door):
    page = body(door.get("/concern/"))

    asked = re.findall(r'class="[^"]*question', page)
    assert len(asked) == 6
    assert "112" in page
    assert not re.search(r"Skriv navnet|Elevens navn|Velg elev", page)


def test_a_concern_is_sent_and_its_receipt_says_where_it_is_and_never_what_it_says(door):
    ref = send(door)

    receipt = body(door.get(f"/inquiries/{ref}/"))
    assert 'aria-current="step"' in receipt
    assert "Sendt" in receipt
    assert "redd" not in receipt
    (row,) = rows(Inquiry)
    assert (row.unit, row.status, row.kind, row.is_main) == ("fagteam", "sent", "concern", True)


def test_the_one_who_asked_always_finds_it_again_with_the_answer(staff, door):
    """The story: she asks for guidance, the team answers, she reads and writes more."""
    ref = send(door, "/guidance/")
    assert TEXT in body(door.get(f"/inquiries/{ref}/text/"))

    answer_inquiry(staff.maja, ref, "Snakk med eleven alene først.")
    year = Period.of_year(timezone.localdate().year)
    with as_role(DESK.role):
        assert [queries.answered_by(one, year) for one in (staff.maja, staff.amina)] == [1, 0]

    assert "nytt svar" in body(door.get("/"))
    assert "Snakk med eleven alene først." in body(door.get(f"/inquiries/{ref}/text/"))
    assert "nytt svar" not in body(door.get("/"))
    door.post(f"/inquiries/{ref}/text/", {"text": "Takk. Hva om hun sier nei?"})
    assert "Hva om hun sier nei?" in body(door.get(f"/inquiries/{ref}/text/"))
    (row,) = rows(Inquiry)
    assert row.status == "taken_up"
    assert row.due_at > timezone.now()


@pytest.mark.parametrize(
    ("service", "day", "is_in"),
    [
        ("nav", date(2021, 3, 1), True),
        ("nav", date(2024, 3, 1), False),
        ("refugee_service", date(2024, 3, 1), True),
        ("police", date(2021, 3, 1), False),
    ],
)
def test_the_main_audience_is_the_days_own(service, day, is_in):
    audience = {code.value for code in codelists.code_list("guidance_audience", day).codes}

    assert is_main(service, audience) is is_in


def test_who_is_outside_the_main_audience_is_helped_and_marked(staff, door):
    ref = send(door, "/guidance/", service="nav", role="caseworker")

    (row,) = rows(Inquiry)
    assert (row.is_main, row.unit, row.due_at > timezone.now()) == (False, "fagteam", True)
    with as_role(DESK.role):
        (line,) = queries.queue(staff.maja, queries.Which.WAITING, at=timezone.now()).lines
    assert (line.ref, line.is_main) == (ref, False)
    answer_inquiry(staff.maja, ref, "Snakk med henne alene først.")
    assert "Snakk med henne alene først." in body(door.get(f"/inquiries/{ref}/text/"))


def test_nobody_else_finds_it(staff, door, partner_client, keeper_home):
    """C1, C9, C16, C25: not a colleague at the same door, not by its address; and what is another's
    answers as what is not there."""
    ref, missing = send(door), "hen_" + "A" * 22
    other = a_browser(partner_client, a_professional(keeper_home, "vera"))

    for address in ("/inquiries/{}/", "/inquiries/{}/text/", "/inquiries/{}/what-came/"):
        hers, none = (other.get(address.format(one)) for one in (ref, missing))
        assert (hers.status_code, none.status_code) == (404, 404)
        assert without_tokens(hers, ref) == without_tokens(none, missing)
        assert other.post(address.format(ref), {"text": "x"}).status_code in {404, 405}
    assert ref not in body(other.get("/"))


def test_she_is_asked_about_a_name_and_what_slips_through_is_covered(staff, door):
    """C22: the list and the row show no name; the original is sealed and apart."""
    asked = body(door.post("/concern/", FILLED | {"text": NAMED}))
    assert "Dette kan si hvem noen er" in asked
    assert rows(Inquiry) == []
    assert NAMED in asked  # nothing typed is lost

    ref = send(door, text=NAMED, checked="True")

    shown = body(door.get(f"/inquiries/{ref}/text/"))
    assert "Leila" not in shown
    assert "noe er dekket til" in shown
    assert [row.is_masked for row in rows(Message)] == [True]
    with as_role(BACKUP), connection.cursor() as cursor:
        cursor.execute(
            "select m::text from guidance_message m union all"
            " select o::text from guidance_original o"
        )
        assert "Leila" not in str(cursor.fetchall())


def test_an_original_is_gone_after_thirty_days(staff, door):
    send(door, text=NAMED, checked="True")
    assert len(rows(Original)) == 1

    for days, left in ((29, 1), (31, 0)):
        with as_role(WORKER.role):
            tasks.forget_at(timezone.now() + timedelta(days=days))
        assert len(rows(Original)) == left


def test_the_same_form_sent_twice_is_one_inquiry(door):
    """C20."""
    send(door)
    again = door.post("/concern/", FILLED)

    assert "sendt fra før" in body(again)
    assert len(rows(Inquiry)) == 1


def test_a_course_goes_to_the_advisers_of_the_county_and_the_expert_team_has_it_too(staff, door):
    ref = send(door, "/course/", once="another")

    assert [row.unit for row in rows(Inquiry)] == ["raad-ost"]
    answer_inquiry(staff.amina, ref, "Vi kommer gjerne.")
    assert "Vi kommer gjerne." in body(door.get(f"/inquiries/{ref}/text/"))


def test_another_language_keeps_all_that_was_typed(door):
    page = door.post("/concern/", FILLED | {"text": "Halvveis skrevet", "language": "en"})

    assert "Halvveis skrevet" in body(page)
    assert 'lang="en"' in body(page)
    assert rows(Inquiry) == []


def test_where_she_works_is_filled_in_the_next_time(door):
    send(door)

    page = body(door.get("/guidance/"))

    assert re.search(r'<option value="upper_secondary"[^>]*selected', page)
    assert re.search(r'<option value="teacher"[^>]*selected', page)


def test_what_is_sent_is_sent_while_the_keeper_is_away(staff, door, keeper):
    """C24: writing needs no keeper, and nothing falls back to plain."""
    keeper.process.terminate()
    keeper.process.wait()

    send(door)

    assert len(rows(Inquiry)) == 1


def test_a_form_that_nobody_made_is_answered_in_plain_words(door):
    """C17: unknown codes, and keys nobody asked for."""
    answer = door.post(
        "/concern/", FILLED | {"service": "made_up", "unit": "raad-vest", "x": "{" * 9}
    )

    assert answer.status_code == 200
    assert rows(Inquiry) == []


def test_a_question_without_signing_in_is_sealed_with_where_to_reach_her(partner_client, staff):
    values = FILLED | {"reply_to": "fjellheim@eksempel.no"}

    answer = partner_client.post("/question/", values)

    assert "Noen tar kontakt" in body(answer)
    (row,) = rows(Inquiry)
    assert (row.asker, row.unit, row.kind) == ("", "fagteam", "question")
    with as_role(BACKUP), connection.cursor() as cursor:
        cursor.execute("select i::text from guidance_inquiry i")
        assert "fjellheim" not in str(cursor.fetchall())
    with as_role(PARTNER.role):
        assert list(Inquiry.objects.all()) == []  # nobody at the door sees it afterwards


def test_one_network_asks_so_often_and_no_other_is_slowed(partner_client, staff):
    """C21."""
    for number in range(21):
        values = FILLED | {"reply_to": "jobb", "once": f"form {number}"}
        answer = partner_client.post("/question/", values, REMOTE_ADDR="192.0.2.7")
    other = partner_client.post(
        "/question/", FILLED | {"reply_to": "jobb", "once": "other"}, REMOTE_ADDR="198.51.100.7"
    )

    assert answer.status_code == 429
    assert other.status_code == 200
    assert len(rows(Inquiry)) == 21


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"where": "norway", "age": "under_18", "danger": "now"}, ["112", "116111"]),
        ({"where": "abroad", "age": "under_18", "danger": "now"}, ["112", "23950000"]),
        ({"where": "norway", "age": "over_18", "danger": "soon"}, ["02800", "116006"]),
        ({}, ["112", "116111"]),
    ],
)
def test_whom_to_call_stands_first_for_everyone(partner_client, asked, first):
    for position, (code, number) in enumerate(
        {"politi-112": "112", "politi-02800": "02800", "alarmtelefonen": "116 111",
         "vo-linjen": "116 006", "ud-operative": "23 95 00 00"}.items()
    ):  # fmt: skip
        HelpService.objects.create(
            code=code,
            name={"nb": code, "nn": code, "en": code},
            number=number,
            owner="Eksempel",
            tag="S",
            source="-",
            position=position,
        )

    page = body(partner_client.get("/now/", asked))

    assert re.findall(r'href="tel:(\d+)"', page.split("to-call")[1])[:2] == first


def test_abroad_the_page_says_where_an_envoy_works_with_that_country(partner_client):
    call_command("load_organisation", verbosity=0)

    def page(where):
        asked = {"where": where, "age": "under_18", "danger": "now"}
        return body(partner_client.get("/now/", asked)).split("to-call")[1]

    for where in ("IQ", "abroad"):
        assert re.findall(r'href="tel:(\d+)"', page(where))[:2] == ["112", "23950000"]
    assert "Ambassaden i Amman" in page("IQ")
    assert "Ambassaden" not in page("abroad")
    assert [where for where in ("norway", "IQ") if "Bli hos" in page(where)] == ["norway"]
    assert "23950000" not in page("norway")
    assert re.findall(r'href="tel:(\d+)"', page("made up"))[:1] == ["112"]  # C17


def test_no_page_of_hers_is_kept_or_titled_by_what_it_says(staff, door):
    """C12, C13: on a machine that a whole staff room uses, and in nobody else's frame."""
    ref = send(door)

    for address in ("/", "/concern/", f"/inquiries/{ref}/", f"/inquiries/{ref}/text/"):
        answer = door.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        title = body(answer).split("<title>")[1].split("</title>")[0]
        assert not re.search("elev|bekym|redd|kontroll", title, re.IGNORECASE), title


def test_sending_stands_on_the_trail_without_a_word_of_it(door, teacher):
    ref = send(door)

    entries = Entry.objects.using("audit").filter(subject=ref)
    assert {(one.action, one.actor) for one in entries} >= {("inquiry.send", teacher.ref)}
    assert "redd" not in str([vars(one) for one in entries])


def test_the_keeper_gives_the_one_who_asked_nothing_the_team_notes(staff, door, teacher):
    ref = send(door)

    with pytest.raises(KeeperRefused) as refused:
        Key.ask(teacher, ref, through=None, at=timezone.now())

    assert refused.value.code == "not_in_team"
