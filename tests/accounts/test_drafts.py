"""Drafts: kept while she types, hers alone, gone when the form is sent."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.desk.conftest import in_desk_role
from tests.factories.browsers import a_browser
from tests.factories.casework import NOW, TODAY, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.accounts import queries
from fristed.accounts.models import Draft
from fristed.accounts.models.drafts import KEPT_FOR, Writer
from fristed.accounts.tasks import forget_old_drafts
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.vault.keeper import KeeperRefused
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Hun gjemmer seg hos tanten sin i Elvegata."
LONG = SECRET + " æøå" * 5_000
PLACE = "/cases/sak_AAAAAAAAAAAAAAAAAAAAAA/follow-ups/add/"


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted(people.amina.units | people.birger.units), TODAY)
    return people


@pytest.fixture
def desk(desk_client, staff):
    return a_browser(desk_client, staff.amina)


def save(desk, *, place=PLACE, draft="", text=SECRET, **more):
    headers = {"X-Draft-Of": place, "X-Draft": draft}
    return desk.post("/drafts/save/", {"text": text, **more}, headers=headers)


def kept(actor):
    with as_role(DESK.role), scope(actor):
        return list(Draft.objects.order_by("id"))


def read(actor, place=PLACE):
    with as_role(DESK.role):
        return queries.draft_at(actor, place, now=timezone.now())


def test_what_is_typed_comes_back_when_the_form_is_opened_again(staff, desk):
    saved = save(desk, text=LONG, kind="conversation", csrfmiddlewaretoken="x", code="123456")

    shown = desk.get(f"/drafts/?place={PLACE}").content.decode()
    draft = read(staff.amina)

    assert saved.json()["words"].startswith("Kladden ble lagret kl. ")
    assert "Kladd fra kl. " in shown
    assert "Forkast kladden" in shown
    assert SECRET in json.loads(shown.split('json">')[1].split("</script>")[0])[0][1]
    assert list(draft.values) == [("text", LONG), ("kind", "conversation")]


def test_saving_again_writes_on_the_same_draft_and_keeps_one_text(staff, desk):
    first = save(desk, text="Hun").json()["draft"]
    again = save(desk, draft=first, text="Hun vil snakke").json()["draft"]

    assert (again, len(kept(staff.amina))) == (first, 1)
    assert list(read(staff.amina).values) == [("text", "Hun vil snakke")]


def test_two_windows_with_one_form_do_not_overwrite_each_other(staff, desk):
    first, second = (save(desk, text=text).json()["draft"] for text in ("Den ene", "Den andre"))

    save(desk, draft=first, text="Den ene, mer")
    desk.post(f"/drafts/{second}/throw-away/")

    assert list(read(staff.amina).values) == [("text", "Den ene, mer")]


def test_a_draft_is_nobody_elses(staff, desk, desk_client):
    """C1, C17: not to read, not to write on, not to throw away, whatever is sent."""
    ref = save(desk).json()["draft"]
    other = a_browser(desk_client, staff.birger)

    assert other.get(f"/drafts/?place={PLACE}").status_code == 204
    assert save(other, draft=ref).json()["draft"] != ref
    other.post(f"/drafts/{ref}/throw-away/")

    assert [draft.ref for draft in kept(staff.amina)] == [ref]
    assert list(read(staff.amina).values) == [("text", SECRET)]


def test_the_keeper_opens_a_draft_for_who_began_it_alone(staff, desk):
    """Even with another's row in hand."""
    save(desk)
    (draft,) = kept(staff.amina)

    with pytest.raises(KeeperRefused) as refused:
        queries.drafts.drafts.open_own(staff.birger.assertion, [draft], "text")

    assert refused.value.code == "not_creator"


def test_nothing_typed_can_be_read_in_the_database(staff, desk):
    save(desk)

    with connection.cursor() as cursor:
        cursor.execute("alter table accounts_draft no force row level security")
        cursor.execute("select row_to_json(d)::text, d.text from accounts_draft d")
        ((row, text),) = cursor.fetchall()
        cursor.execute("alter table accounts_draft force row level security")

    assert len(bytes(text)) > 1024  # there is something to leak
    assert "tanten" not in row + bytes(text).decode("latin-1")


def test_a_draft_is_saved_while_the_keeper_is_away_and_read_when_it_is_back(
    staff, desk, keeper, keeper_process
):
    keeper.process.kill()
    keeper.process.wait()
    try:
        saved = save(desk)
        shown = desk.get(f"/drafts/?place={PLACE}")
    finally:
        keeper_process()

    assert saved.status_code == 200
    assert "kan ikke åpnes akkurat nå" in shown.content.decode()
    assert SECRET not in shown.content.decode()
    assert list(read(staff.amina).values) == [("text", SECRET)]


@pytest.mark.parametrize(("minutes", "left"), [("45", 0), ("nonsense", 1)])
def test_a_draft_ends_when_its_form_is_taken_and_not_before(staff, desk, minutes, left):
    case = in_desk_role(lambda: a_real_case(staff.amina))
    place = f"/cases/{case.ref}/follow-ups/add/"
    ref = save(desk, place=place).json()["draft"]

    desk.post(
        place,
        {
            "text": SECRET,
            "kind": "conversation",
            "happened_on": TODAY.isoformat(),
            "happened_clock": "00:00",
            "minutes": minutes,
            "draft": ref,
        },
    )

    assert len(kept(staff.amina)) == left


def test_a_session_that_has_ended_saves_nothing_and_throws_nothing_away(staff, desk, desk_client):
    """C18."""
    save(desk)

    assert save(desk_client, text="En annen").status_code == 302
    assert list(read(staff.amina).values) == [("text", SECRET)]


@pytest.mark.parametrize("place", ["", "cases/", "https://x.no/", "/a?b=<script>", "/" + "a" * 200])
def test_a_place_that_is_no_address_is_refused(staff, desk, place):
    assert save(desk, place=place).status_code == 400
    assert kept(staff.amina) == []


def test_old_drafts_are_let_go_by_the_worker(staff, desk):
    amina = staff.amina
    writer = Writer(amina.id, amina.ref, min(amina.units))
    with as_role(DESK.role), scope(amina):
        for days in (0, 1):
            at = NOW - KEPT_FOR - timedelta(days=days)
            Draft.objects.keep(writer, place=f"/for/{days}/", values=[], ref="", at=at)

    with as_role(WORKER.role):
        forget_old_drafts(0)

    assert [draft.place for draft in kept(amina)] == ["/for/0/"]


def test_saving_takes_few_statements_and_leaves_no_line_on_the_trail(staff, desk):
    ref = save(desk).json()["draft"]

    with CaptureQueriesContext(connection) as captured:
        save(desk, draft=ref)

    asked = [
        one["sql"] for one in captured if one["sql"].startswith(("SELECT", "UPDATE", "INSERT"))
    ]
    assert len(asked) <= 8, asked
    assert [one for one in asked if "audit" in one or "vault_item" in one] == []
