"""Who comes into the studio, and what of Wagtail is there for her."""

import re
from datetime import UTC, datetime
from itertools import islice

import pytest
import time_machine
from django.core.management import call_command
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from tests.accounts.conftest import trail
from tests.factories.pages import sign

from fristed.accounts.models import User
from fristed.editorial.middleware import OPEN
from fristed.editorial.models import Article, Editor
from fristed.editorial.queries import waiting_for
from fristed.gate import Visitor
from fristed.kernel.refs import new_ref
from fristed.portal.access import About
from fristed.portal.actions.answering import count_answer
from fristed.portal.choices import Answer
from fristed.portal.models import Page, Snapshot

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
MADE_UP = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "0" * 32}


def addresses(patterns, before="", space=""):
    """Every address of Wagtail's with something for each of its parts, and its name."""
    for pattern in patterns:
        route = str(pattern.pattern).lstrip("^").rstrip("$")
        route = re.sub(r"<(\w+:)?\w+>", lambda m: MADE_UP.get((m[1] or "str:")[:-1], "1"), route)
        route = re.sub(r"\(\?P<\w+>[^)]*\)", "1", route).replace("\\", "")
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", "/" + before + route
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, before + route, inner)


def at_last(browser, address):
    """The answer, after a slash was put behind the address."""
    answer = browser.get(address)
    return browser.get(answer.headers["Location"]) if answer.status_code == 301 else answer


def test_an_editor_sees_nora_s_pages_and_a_stranger_signs_in(
    texts, in_studio, studio_client, staff
):
    page = in_studio(staff.runa).get("/pages/")
    assert page.status_code == 200
    assert "10. Hva er kontroll?" in page.content.decode()
    assert studio_client.get("/").headers["Location"] == "/sign-in/?next=%2F"


def test_the_list_says_when_a_page_was_changed_and_what_waits_for_a_signature(
    texts, in_studio, staff
):
    page = Page.objects.get(code="phone")
    Snapshot.objects.filter(page=page).update(changed_on="2026-02-01")
    Snapshot.objects.filter(page=page, language="nn").update(changed_on="2026-03-02")
    Snapshot.objects.filter(page=page, state="draft").update(changed_on="2026-04-03")
    Page.objects.filter(pk=page.pk).update(checked_on="2026-05-04")
    for _search in range(2):
        count_answer(
            Visitor(), About(0), answer=Answer.NO_RESULT, language="nb", on=timezone.localdate()
        )
    drafts = Snapshot.objects.filter(state="draft").count()
    assert drafts > 100

    said = " ".join(in_studio(staff.runa).get("/pages/").content.decode().split())

    assert "Endret 2. mars 2026. Sjekket 4. mai 2026, neste gang" in said
    assert f"{drafts} oversettelser venter på signering. 2 søk uten treff siste fire uker." in said
    heavy = [int(lix) for lix in re.findall(r"<li>[^<]+ \(LIX (\d+)\)</li>", said)]
    assert len(heavy) == 10
    assert heavy == sorted(heavy, reverse=True)


def test_the_list_of_texts_says_when_each_was_written_in(texts, in_studio, staff):
    article = Article.objects.get(page__code="phone", language="nb")
    runa = in_studio(staff.runa)
    at = datetime(2025, 3, 2, 12, tzinfo=UTC)
    with time_machine.travel(at, tick=False):
        article.save_revision(user=User.objects.get(ref=staff.runa.ref))

    listed = runa.get("/articles/?ordering=_updated_at").content.decode()
    assert "Endret" in listed
    assert "2025" in listed

    Snapshot.objects.filter(page__code="friends", language="nb").update(changed_on="2024-05-06")
    assert "2024" in runa.get("/articles/?ordering=_updated_at").content.decode()


def test_the_expert_team_comes_in_too_and_nobody_else(in_studio, staff):
    came_in = {
        one.name: in_studio(one).get("/").status_code
        for one in (staff.maja, staff.amina, staff.ingrid, staff.petter)
    }

    assert came_in == {"Maja": 200, "Amina": 403, "Ingrid": 403, "Petter": 403}
    refused = [(who, why) for event, what, who, _, why in trail() if event == "refused"]
    assert refused == [
        (one.ref, "not_of_studio") for one in (staff.amina, staff.ingrid, staff.petter)
    ]


def test_wagtail_s_other_addresses_are_not_there_for_an_editor_either(in_studio, staff):
    """What it brings to make users, groups, pages and workflows is closed, and its own sign-in."""
    runa = in_studio(staff.runa)
    known = dict(addresses(get_resolver("wagtail.admin.urls").url_patterns))
    closed = {name: address for name, address in known.items() if name not in OPEN}
    for ours in ("wagtailadmin_home", "wagtailadmin_explore_root"):
        del closed[ours]  # our own pages have these addresses

    answers = {name: at_last(runa, address).status_code for name, address in closed.items()}

    assert len(answers) > 100
    assert {name: code for name, code in answers.items() if code != 404} == {}
    assert set(known) >= OPEN


def test_a_stranger_finds_none_of_them_and_no_way_in_by_password(studio_client):
    """C2: some of Wagtail's views are marked as open to everyone."""
    answers = {
        name: at_last(studio_client, address)
        for name, address in addresses(get_resolver("wagtail.admin.urls").url_patterns)
    }

    assert answers["wagtailadmin_login"].status_code == 404
    assert {
        name: one.status_code
        for name, one in answers.items()
        if one.status_code != 404 and not one.headers.get("Location", "").startswith("/sign-in/")
    } == {}


def test_an_editor_has_the_permissions_of_her_role_and_no_row_has_any():
    person = User.objects.create(ref=new_ref("per"), username="runa", name="Runa")

    editor = Editor.of(person, actor=None, permissions=frozenset({"a.b"}))

    assert (editor.pk, editor.has_perm("a.b"), editor.has_perm("a.c")) == (person.pk, True, False)
    assert editor.has_perms(["a.b"])
    assert not editor.has_perms(["a.b", "a.c"])
    assert (editor.is_superuser, list(editor.groups)) == (False, [])


def test_checked_is_one_click_and_nothing_else_changes(texts, in_studio, staff):
    page = Page.objects.get(code="phone")
    Page.objects.filter(pk=page.pk).update(checked_on="2026-01-01", next_check_on="2026-07-01")
    before = list(Snapshot.objects.filter(page=page).values())

    answers = [in_studio(one).post(f"/pages/{page.ref}/check/") for one in (staff.maja, staff.runa)]

    page.refresh_from_db()
    assert [one.status_code for one in answers] == [404, 302]  # an editor's
    assert (page.checked_on, page.checked_by) == (timezone.localdate(), staff.runa.ref)
    assert list(Snapshot.objects.filter(page=page).values()) == before


def test_whom_a_page_is_for_can_be_said_anew_but_not_that_the_young_read_what_is_heavy(
    texts, in_studio, staff
):
    page = Page.objects.get(code="phone")
    runa = in_studio(staff.runa)
    said = {"kind": "story", "audiences": ["friend", "young"], "consent": ""}

    assert in_studio(staff.maja).post(f"/pages/{page.ref}/change/", said).status_code == 404
    assert runa.post(f"/pages/{page.ref}/change/", said).status_code == 302
    page.refresh_from_db()
    assert (page.kind, page.audiences, page.is_composite) == ("story", ["friend", "young"], True)

    heavy = {"kind": "text", "text": "Samtykkekompetanse krever rettighetsinformasjon.", "then": ""}
    Snapshot.objects.filter(page=page, language="nn").update(blocks=[heavy | {"items": []}])
    assert runa.post(f"/pages/{page.ref}/change/", said).status_code == 200
    assert (
        runa.post(f"/pages/{page.ref}/change/", said | {"audiences": ["friend"]}).status_code == 302
    )


def test_an_editor_takes_a_page_away_from_nora(texts, in_studio, staff):
    page = Page.objects.get(code="phone")

    answers = [
        in_studio(one).post(f"/pages/{page.ref}/withdraw/").status_code
        for one in (staff.maja, staff.runa)
    ]

    page.refresh_from_db()
    assert (answers, page.withdrawn_on) == ([404, 302], timezone.localdate())


def test_an_editor_recalls_what_is_wrong_and_says_so_where_it_stood(texts, in_studio, staff):
    row = Snapshot.objects.get(page__code="phone", language="nb")
    note = {"nb": "Nummeret var feil.", "nn": "Nummeret var feil.", "en": "The number was wrong."}
    maja, runa = in_studio(staff.maja), in_studio(staff.runa)
    address = f"/versions/{row.ref}/recall/"

    assert address in runa.get(f"/pages/{row.page.ref}/change/").content.decode()
    assert [one.post(address, note).status_code for one in (maja, runa)] == [404, 302]

    row.refresh_from_db()
    assert (row.state, row.recalled_on, row.recall_note) == (
        "recalled",
        timezone.localdate(),
        note,
    )


def test_what_is_wrong_in_every_language_is_recalled_at_once(texts, in_studio, staff):
    page = Page.objects.get(code="phone")
    draft = Snapshot.objects.get(page=page, language="ar")
    sign(staff.sigve, draft, on=timezone.localdate())
    row = Snapshot.objects.get(page=page, language="nb")
    note = {"nb": "Nummeret var feil.", "nn": "Nummeret var feil.", "en": "The number was wrong."}
    runa = in_studio(staff.runa)

    asked = runa.get(f"/versions/{row.ref}/recall/").content.decode()
    assert re.search(r'<input[^>]*name="everywhere"[^>]*checked', asked)
    runa.post(f"/versions/{row.ref}/recall/", note | {"everywhere": "on"})

    rows = Snapshot.objects.filter(page=page).exclude(language__in=["so", "ur"])
    states = set(rows.values_list("language", "version", "state"))
    assert {(one, 1, "recalled") for one in ("nb", "nn", "en")} | {("ar", 2, "recalled")} <= states
    assert ("ar", 1, "draft") in states
    assert not [state for _, _, state in states if state == "shown"]


def test_what_comes_with_a_release_changes_nothing_that_was_said_here(texts, in_studio, staff):
    page = Page.objects.get(code="phone")
    said = {"kind": "story", "audiences": ["friend"], "consent": ""}
    in_studio(staff.runa).post(f"/pages/{page.ref}/change/", said)
    Snapshot.objects.filter(page=page).update(title="Skrevet her", written_by=staff.maja.ref)
    before = Snapshot.objects.filter(page=page).count()

    call_command("load_pages", verbosity=0)

    page.refresh_from_db()
    assert (page.kind, page.audiences, page.is_composite) == ("story", ["friend"], True)
    assert Snapshot.objects.filter(page=page).count() == before


def test_a_text_is_written_whatever_its_reference_holds(texts, in_studio, staff):
    """Wagtail reads some pairs of letters behind a `_` in an address as a sign."""
    ref = f"art_2F{'x' * 20}"
    Article.objects.filter(page__code="phone", language="nb").update(ref=ref)
    runa = in_studio(staff.runa)

    link = re.search(r'href="(/articles/edit/[^"]*x{20}/)"', runa.get("/pages/").content.decode())

    assert runa.get(link[1]).status_code == 200


def test_what_waits_costs_the_same_for_one_text_and_three(texts, staff, django_assert_num_queries):
    maja, runa = staff.maja, User.objects.get(ref=staff.runa.ref)
    articles = iter(Article.objects.filter(language="nb"))
    for begun in (1, 2):
        for article in islice(articles, begun):
            article.save_revision(user=runa)
            article.get_workflow().start(article, runa)
        with django_assert_num_queries(3):
            waiting = waiting_for(maja)
    assert [(line.sent_by, bool(line.may_take)) for line in waiting] == [("Runa", True)] * 3
