"""Old addresses lead on and leave no trace; what leads nowhere is found, and who mends it."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from tests import personas

from fristed.adapters.sites import Answer
from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.organisation.models import HelpService
from fristed.portal.actions import moving
from fristed.portal.models import BrokenLink, OldAddress, Page, Snapshot
from fristed.portal.queries import links
from fristed.portal.rules.old_addresses import as_path
from fristed.portal.tasks import check_links_on

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)


@pytest.fixture
def pages(db):
    call_command("load_organisation", verbosity=0)
    call_command("load_pages", verbosity=0)


def keep(path, *, page=0, goal="", language="nb"):
    moving.keep_old_address(
        personas.sigve,
        links.new_old_address(),
        path=path,
        page=page,
        goal=goal,
        language=language,
    )


def test_an_old_address_leads_on_and_the_browser_is_not_told_to_remember(nora_client, pages):
    """C12: a move "for good" would stand in the browser's own list."""
    for asked in ("/nora/hvem-gjor-hva", "/nora/hvem-gjor-hva/", "/Nora/?x=1"):
        answer = nora_client.get(asked)

        assert answer.status_code == 302
        assert answer.headers["Location"] == ("/hjelp" if "gjor" in asked else "/")
        assert answer.headers["Cache-Control"] == "no-store"
        assert nora_client.post(asked).status_code == 404


def test_an_editor_lets_one_lead_to_a_page_in_its_language_until_it_is_removed(
    nora_client, pages, as_desk
):
    with as_desk():
        keep("https://gammel.example/Tema/Reise/", page=16, language="nn")
    assert nora_client.get("/tema/reise").headers["Location"] == "/nn/les/16"

    Page.objects.filter(number=16).update(withdrawn_on=TODAY)
    assert nora_client.get("/tema/reise").headers["Location"] == "/nn/les"

    with as_desk():
        row = OldAddress.objects.get(path="/tema/reise")
        moving.remove_old_address(personas.sigve, row)
    assert nora_client.get("/tema/reise").status_code == 404


def test_one_address_leads_to_one_place(pages, as_desk):
    with as_desk(), pytest.raises(RuleBroken, match="alt"):
        keep("/NORA/", page=16)


@pytest.mark.parametrize("typed", ["", "/", "https://gammel.example", "/a\x07b", "/" + "a" * 201])
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(RuleBroken, match="gammel adresse"):
        as_path(typed)


def test_it_never_leads_out_of_the_house(nora_client, pages, as_desk):
    """C2."""
    with as_desk():
        keep("//evil.example/x", goal="start")

    assert nora_client.get("/x").headers["Location"] == "/"


def test_only_editors_move_addresses(pages):
    """C1."""
    for actor in (personas.amina, personas.maja, personas.petter):
        with pytest.raises(Denied):
            moving.keep_old_address(
                actor, OldAddress(ref=""), path="/x", page=0, goal="start", language="nb"
            )


def broken():
    rows = BrokenLink.objects.order_by("where", "target")
    return [(row.where, row.target, row.fault, row.since) for row in rows]


def test_every_way_between_the_pages_leads_somewhere(pages, as_worker):
    with as_worker():
        check_links_on(TODAY, lambda _: Answer.THERE)

    assert broken() == []


def test_what_leads_nowhere_is_told_with_its_day_until_it_leads_there_again(pages, as_worker):
    Page.objects.filter(number=17).update(withdrawn_on=TODAY)
    HelpService.objects.filter(code="vo-linjen").update(tag="C")
    with as_worker():
        check_links_on(TODAY, None)
        check_links_on(TODAY + DAY, None)

    found = {(target, fault, since) for _where, target, fault, since in broken()}
    assert found == {("left-abroad", "missing", TODAY), ("vo-linjen", "missing", TODAY)}

    Page.objects.update(withdrawn_on=None)
    HelpService.objects.filter(code="vo-linjen").update(tag="S")
    with as_worker():
        check_links_on(TODAY + 2 * DAY, None)
    assert broken() == []


def test_other_houses_sites_are_asked_only_where_one_may_call_out(pages, as_worker, settings):
    settings.FRISTED_EXIT_TARGET = "https://weather.example/"
    asked = []

    def ask(address):
        asked.append(address)
        return Answer.AWAY if "volinjen" in address else Answer.THERE

    with as_worker():
        check_links_on(TODAY, ask)
        check_links_on(TODAY + DAY, None)  # nobody may call out: what was found stands

    assert "https://weather.example/" in asked
    assert broken() == [("vo-linjen", "volinjen.no", "away", TODAY)]


def test_a_page_says_its_owner_so_that_somebody_mends_it(pages, as_worker):
    row = Snapshot.objects.get(page__number=70, language="nb")
    row.blocks = [
        *row.blocks,
        {"kind": "page", "text": "", "then": "", "items": ["no-such"]},
        {"kind": "text", "text": "Se {lov:no_such} og {lov:passport}.", "then": "", "items": []},
    ]
    row.save()
    with as_worker():
        check_links_on(TODAY, None)

    lines = links.links_page().broken
    assert {(one.owner, one.target) for one in lines} == {
        ("fagteam", "no-such"),
        ("fagteam", "no_such"),
    }
    assert all(one.where.startswith("70. ") for one in lines)
