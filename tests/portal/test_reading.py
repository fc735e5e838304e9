"""Nora's pages as anyone reads them: neutral, complete, dated; and drafts that nobody sees."""

import gzip
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import personas
from tests.factories.pages import sign

from fristed.codelists.queries import Words
from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.portal.actions import publishing
from fristed.portal.choices import State
from fristed.portal.models import Page, Snapshot
from fristed.portal.rules.blocks import Block

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 26)
EDITOR = personas.sigve
NUMBERS = [1, 2, 3, 4, 5, *range(10, 23), 30, 40, 41, 42, 50, 60, 61, 70, 71, 72]


@pytest.fixture
def pages(db):
    call_command("load_organisation", verbosity=0)
    call_command("load_pages", verbosity=0)


@pytest.fixture
def translated(pages):
    """A translation of a page, ready to be signed. Answers its row."""

    def made(code="travel", language="ar", title="خائفة من السفر"):
        norwegian = Snapshot.objects.get(page__code=code, language="nb")
        Snapshot.objects.filter(page=norwegian.page, language=language).delete()
        return Snapshot.objects.create(
            ref=f"sid_{language}{code:0<20}",
            page=norwegian.page,
            language=language,
            version=1,
            title=title,
            lead="…",
            blocks=norwegian.blocks,
            house={"exit": "اخرج", "skip": "إلى المحتوى", "notice": "…", "now": "…"},
            made_from=[Block.of(kept).digest for kept in norwegian.blocks],
            changed_on=TODAY,
        )

    return made


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_every_page_opens_in_the_houses_three_languages(nora_client, pages, prefix):
    for number in NUMBERS:
        html = html_of(nora_client, f"{prefix}/les/{number}")
        assert html.count("<h1") == 1


def test_address_and_title_say_nothing(nora_client, pages):
    """C12: both stay in the history of a phone that others open."""
    html = html_of(nora_client, "/les")

    addresses = re.findall(r'href="(/les/[^"]+)"', html)
    assert len(addresses) == len(NUMBERS)
    for address in addresses:
        assert re.fullmatch(r"/les/\d+", address)
        page = html_of(nora_client, address)
        assert "<title>Nora</title>" in page
        assert "og:" not in page
        assert "description" not in page.split("</head>")[0]


def test_a_page_is_small_and_keeps_nothing(nora_client, pages):
    for number in NUMBERS:
        response = nora_client.get(f"/les/{number}")
        html = response.content.decode()
        files = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
        sizes = [len(gzip.compress(Path(finders.find(name)).read_bytes(), 9)) for name in files]
        assert len(gzip.compress(html.encode(), 9)) + sum(sizes) < 60_000
        assert response.cookies.output() == ""
        assert response.headers["Cache-Control"] == "no-store"


def test_the_list_and_a_page_take_the_same_statements_however_many_there_are(nora_client, pages):
    def statements(address):
        with CaptureQueriesContext(connection) as caught:
            html_of(nora_client, address)
        return len([one for one in caught if "role" not in one["sql"]])

    assert statements("/les") == 1
    assert statements("/les/13") == 1  # laws are in the process already
    assert statements("/les/18") == 2  # and the services to ring
    everything = statements("/")
    Page.objects.filter(number__gt=5).exclude(code="help-now").update(withdrawn_on=TODAY)
    assert statements("/") == everything


def test_three_taps_from_the_front_page_lead_to_a_person(nora_client, pages):
    front = html_of(nora_client, "/")
    assert 'href="/hjelp"' in front

    assert 'href="tel:116111"' in html_of(nora_client, "/hjelp").split("<footer")[0]


def test_a_story_says_that_it_is_put_together(nora_client, pages):
    for number in (40, 41, 42):
        assert "satt sammen av flere" in html_of(nora_client, f"/les/{number}")


def test_the_self_check_sends_and_stores_nothing(nora_client, pages):
    html = html_of(nora_client, "/les/50")
    main, form = html[html.index("<main") : html.index("</main>")].split("<form", 1)

    ticks = re.findall(r"<input[^>]+>", main)
    assert len(ticks) == 8  # all before the form that asks whether she found what she looked for
    assert 'type="checkbox"' not in form
    assert not [one for one in ticks if "name=" in one]
    assert "Uansett hva du krysset av" in main.split(ticks[-1])[1]


def test_the_law_stands_with_its_date_and_says_that_no_lawyer_has_signed(nora_client, pages):
    html = html_of(nora_client, "/les/13")

    assert "§ 253" in html
    assert "gjelder fra 1. april 2021" in html
    assert "Ikke kontrollert av jurist." in html


def test_law_without_a_solid_source_is_left_out(nora_client, pages):
    """`duty_to_report` has three references; one is only general knowledge."""
    html = html_of(nora_client, "/les/5")

    assert "§ 13-2" in html
    assert "§ 24-3" not in html


def test_hours_that_the_sources_disagree_on_are_left_out(nora_client, pages):
    html = html_of(nora_client, "/les/30")

    assert "815 55 201" in html
    assert "15.30" not in html
    assert "egne sider" in html


def test_a_draft_is_seen_by_nobody_at_nora_or_the_desk(nora_client, as_nora, as_desk, translated):
    row = translated()

    assert nora_client.get("/les/16/ar").status_code == 404
    assert "العربية" not in html_of(nora_client, "/les/16")
    for as_role in (as_nora, as_desk):
        with as_role():
            assert not Snapshot.objects.filter(pk=row.pk).exists()
            assert Snapshot.objects.filter(language="nb").exists()


def test_a_signed_translation_is_shown_from_right_to_left(nora_client, translated):
    row = translated()
    sign(EDITOR, row, on=TODAY)

    html = html_of(nora_client, "/les/16/ar")
    assert 'lang="ar" dir="rtl"' in html
    assert "اخرج" in html.split("<main")[0]
    assert "العربية" in html_of(nora_client, "/les/16")
    assert nora_client.get("/les/16/nn").status_code == 404  # that is /nn/les/16


def test_a_translation_is_held_back_once_its_safety_block_is_outdated(nora_client, translated):
    row = translated()
    sign(EDITOR, row, on=TODAY)
    norwegian = Snapshot.objects.get(page=row.page, language="nb")
    changed = [dict(block) for block in norwegian.blocks]
    changed[0]["text"] = "Ring 112 nå."
    assert changed[0]["kind"] == "safety"
    Snapshot.objects.create(
        ref="sid_newer00000000000000000",
        page=row.page,
        language="nb",
        version=norwegian.version + 1,
        title=norwegian.title,
        lead=norwegian.lead,
        blocks=changed,
        state=State.SHOWN,
        changed_on=TODAY,
    )

    assert "Ring 112 nå." in html_of(nora_client, "/les/16")
    assert nora_client.get("/les/16/ar").status_code == 404


@pytest.mark.parametrize("who", ["amina", "kari", "ingrid"])
def test_only_an_editor_signs_checks_or_recalls(translated, who):
    row, actor = translated(), personas.ALL[who]

    with pytest.raises(Denied):
        sign(actor, row, on=TODAY)
    with pytest.raises(Denied):
        publishing.check_page(actor, row.page, on=TODAY)
    with pytest.raises(Denied):
        publishing.recall_version(actor, row, note=Words.alike("feil"), on=TODAY)
    with pytest.raises(Denied):
        publishing.withdraw_page(actor, row.page, on=TODAY)


def test_an_outdated_translation_cannot_be_signed(translated):
    row = translated()
    row.made_from = ["00000000", *row.made_from[1:]]

    with pytest.raises(RuleBroken, match="endret"):
        sign(EDITOR, row, on=TODAY)


def test_nobody_signs_her_own_translation(translated):
    row = translated()
    row.written_by = EDITOR.ref

    with pytest.raises(Denied):
        sign(EDITOR, row, on=TODAY)


def test_checking_says_so_and_does_not_touch_when_it_was_changed(nora_client, pages):
    page = Page.objects.get(code="travel")
    before = html_of(nora_client, "/les/16")
    publishing.check_page(EDITOR, page, on=TODAY + timedelta(days=30))
    after = html_of(nora_client, "/les/16")

    assert "Sist endret 26. november 2026. Sist sjekket 26. november 2026." in before
    assert "Sist endret 26. november 2026. Sist sjekket 26. desember 2026." in after


def test_a_page_that_is_overdue_says_so(nora_client, pages):
    Page.objects.filter(number=16).update(
        checked_on=date(2020, 1, 1), next_check_on=date(2020, 7, 1)
    )

    assert "skulle vært sjekket på nytt" in html_of(nora_client, "/les/16")


def test_a_recalled_version_leaves_a_banner_and_nothing_of_what_was_wrong(nora_client, pages):
    row = Snapshot.objects.get(page__code="travel", language="nb")
    publishing.recall_version(
        EDITOR,
        row,
        note=Words("Nummeret var feil.", "Nummeret var feil.", "Wrong number."),
        on=TODAY,
    )

    html = html_of(nora_client, "/les/16")
    assert "Nummeret var feil." in html
    assert "Ta kopi av passet" not in html
    assert 'href="/les/16"' not in html_of(nora_client, "/les")


def test_a_withdrawn_story_is_gone_everywhere_at_the_next_request(nora_client, pages):
    assert 'href="/les/41"' in html_of(nora_client, "/les")
    publishing.withdraw_page(EDITOR, Page.objects.get(number=41), on=TODAY)

    assert 'href="/les/41"' not in html_of(nora_client, "/les")
    for prefix in ("", "/nn", "/en"):
        assert nora_client.get(f"{prefix}/les/41").status_code == 404


def test_loading_again_changes_nothing(pages):
    before = list(Snapshot.objects.order_by("id").values())
    checked = Page.objects.filter(number=16)
    checked.update(checked_by="per_someone")
    call_command("load_pages", verbosity=0)

    assert list(Snapshot.objects.order_by("id").values()) == before
    assert checked.get().checked_by == "per_someone"


def test_writers_texts_cannot_become_markup(nora_client, pages):
    """C5, C6."""
    row = Snapshot.objects.get(page__code="travel", language="nb")
    evil = '<script src="https://evil.example/x.js"></script>'
    row.blocks[0]["text"] = evil
    row.title = evil
    row.save()

    assert '<script src="https' not in nora_client.get("/les/16").content.decode()
