"""What a reader writes of a page: scrubbed, sealed, of a week and of nobody."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.contact.conftest import no_keeper, team  # noqa: F401 - fixtures
from tests.contact.test_writing_pages import whole_database

from fristed.accounts.models import Attempts
from fristed.kernel.periods import monday_of
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import MARK, Known
from fristed.portal.actions import remarking
from fristed.portal.choices import PageKind
from fristed.portal.models import Letterbox, Page, Remark
from fristed.portal.rules.remarks import (
    FROM_ONE_NETWORK,
    check_handled,
    looked_for,
    scrubbed,
    share_in_time,
)
from fristed.portal.tasks import forget_remarks_on
from fristed.vault.models import File

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
HOUSE = Known(schools=frozenset({"Lia skole"}), places=frozenset({"Nordby"}))
WRITTEN = "Jeg heter Fatima og bor i Nordby. Hva gjør jeg når de tar passet?"


@pytest.fixture
def pages(team, no_keeper):  # noqa: F811 - fixtures
    return a_page()


def a_page(number: int = 16) -> Page:
    day = timezone.localdate()
    return Page.objects.create(
        ref=new_ref("nor"),
        code=f"page-{number}",
        number=number,
        kind=PageKind.TOPIC,
        owner="fagteam",
        checked_on=day,
        next_check_on=day + timedelta(days=182),
    )


def write(client, text=WRITTEN, **typed):
    said = {"page": "16", "answer": "not_found", "text": text} | typed
    return client.post("/svar/mer", said, follow=True)


def kept(as_worker) -> list[tuple[str, str, bool]]:
    """Unit, answer, and whether it is about a page."""
    with as_worker():
        boxes = dict(Letterbox.objects.values_list("file_id", "unit"))
        rows = Remark.objects.order_by("id").values_list("file_id", "answer", "page_id")
        return [(boxes[file], answer, page is not None) for file, answer, page in rows]


def test_after_yes_or_no_a_reader_may_say_more_and_is_told_that_nobody_answers(nora_client, pages):
    html = nora_client.post("/svar", {"page": "16", "answer": "not_found"}).content.decode()
    main = html.split("<main")[1].split("</main>")[0]

    assert 'action="/svar/mer"' in main
    assert "Ikke skriv navn, skole, sted" in main
    assert "Ingen svarer på det du skriver her" in main
    for way in ('href="tel:112"', 'href="tel:116111"', 'href="/a/for"'):
        assert way in main


def test_what_she_writes_is_sealed_to_who_answers_for_the_page_with_the_keeper_away(
    nora_client, pages, as_nora, as_worker
):
    with as_nora():
        answers = [write(nora_client), write(nora_client)]

    assert ["Takk, vi leser det" in one.content.decode() for one in answers] == [True, True]
    assert [one.cookies.output() for one in answers] == ["", ""]
    assert kept(as_worker) == [("fagteam", "not_found", True)] * 2
    with as_worker():
        (box,) = Letterbox.objects.all()
    assert box.week == monday_of(timezone.localdate())


def test_nothing_of_it_can_be_read_in_the_database(nora_client, pages):
    """C22."""
    write(nora_client)

    everything = whole_database()
    assert [word for word in ("passet?", "Fatima", MARK) if word in everything] == []


def test_the_public_role_puts_in_and_takes_nothing_out(nora_client, pages, as_nora):
    write(nora_client)

    with as_nora():
        assert list(Remark.objects.values_list("id", flat=True)) == []


@pytest.mark.parametrize(
    "typed",
    [{"text": ""}, {"text": "x" * 301}, {"page": "999"}, {"page": ""}, {"answer": "no_result"}],
)
def test_what_was_not_offered_is_not_kept_and_nothing_typed_is_lost(
    nora_client, pages, as_worker, typed
):
    """C17."""
    html = write(nora_client, **typed).content.decode()

    assert "Takk, vi leser det" not in html
    assert typed.get("text", WRITTEN) in html
    assert kept(as_worker) == []


def test_a_flood_from_one_network_waits_and_a_full_week_is_only_counted(
    nora_client, pages, as_worker, monkeypatch
):
    """C21."""
    write(nora_client)
    Attempts.objects.update(count=FROM_ONE_NETWORK.most)
    assert "Vent litt" in write(nora_client).content.decode()
    assert len(kept(as_worker)) == 1

    monkeypatch.setattr(remarking, "MOST_A_WEEK", 1)
    nora_client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert "får ikke lest mer" in write(nora_client).content.decode()


def test_where_nobody_could_open_it_nothing_is_taken_in(nora_client, as_worker, no_keeper):  # noqa: F811
    call_command("load_codelists", verbosity=0)
    a_page()

    assert "Vi kan ikke ta imot tekst" in write(nora_client).content.decode()
    assert kept(as_worker) == []


@pytest.mark.parametrize(
    ("query", "is_kept"), [("hijabforbud", True), ("jeg vil ikke gifte meg xqzw", False)]
)
def test_a_search_that_found_nothing_keeps_words_and_no_sentence(
    nora_client, pages, as_worker, query, is_kept
):
    assert nora_client.post("/sok", {"query": f"xqzw {query}"}).status_code == 200

    assert kept(as_worker) == ([("fagteam", "no_result", False)] if is_kept else [])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Hijab", "hijab"),
        ("gifte seg hemmelig", "gifte seg hemmelig"),
        ("broren min slår meg", ""),  # four words are a sentence
        ("Fatima", ""),
        ("fatima gravid", "gravid"),
        ("Lia skole", ""),
        ("lærer i Nordby", "lærer"),
        ("41234567", ""),
        ("p4ss 17", ""),
        ("ola@example.org", ""),
    ],
)
def test_of_a_search_only_plain_words_are_left(query, words):
    assert looked_for(query, HOUSE) in (words, f"{words} i")


def test_what_was_scrubbed_shows_as_a_mark():
    assert scrubbed(WRITTEN, HOUSE) == (
        f"Jeg heter {MARK} og bor i {MARK}. Hva gjør jeg når de tar passet?"
    )


def test_after_90_days_it_is_gone_and_its_file_is_closed(nora_client, pages, as_worker):
    write(nora_client)
    with as_worker():
        (box,) = Letterbox.objects.all()
        last = box.week + timedelta(days=6 + 90)

        forget_remarks_on(last)
        assert Remark.objects.count() == 1
        forget_remarks_on(last + timedelta(days=1))

        assert (Remark.objects.count(), Letterbox.objects.count()) == (0, 0)
        assert File.objects.get(ref=box.ref).expires_on == last + timedelta(days=1)


MONDAY = date(2026, 5, 4)
DUE = date(2026, 5, 20)  # ten days after its Sunday


@pytest.mark.parametrize(
    ("done", "on", "share"),
    [
        ((), DUE, None),
        ((None,), DUE, None),
        ((None,), DUE + timedelta(1), 0),
        ((DUE,), DUE, 100),
        ((DUE + timedelta(1),), DUE + timedelta(1), 0),
        ((DUE, DUE, None), DUE + timedelta(1), 67),
    ],
)
def test_a_week_is_in_time_until_ten_days_after_it(done, on, share):
    assert share_in_time([(MONDAY, day) for day in done], on) == share


def test_a_week_that_is_not_over_cannot_be_gone_through():
    with pytest.raises(RuleBroken) as refused:
        check_handled(MONDAY, MONDAY + timedelta(6))

    assert refused.value.code == "week_not_over"
    check_handled(MONDAY, MONDAY + timedelta(7))
