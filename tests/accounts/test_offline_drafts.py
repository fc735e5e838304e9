# ruff: noqa: F401, F811 - fixtures of the draft tests are used here too
"""Drafts that a browser sealed while the house could not be reached: handed in, hers alone."""

import json
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.utils import timezone
from tests.accounts.test_drafts import PLACE, SECRET, desk, kept, read, save, staff
from tests.desk.conftest import in_desk_role
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_real_case
from tests.factories.staff import Staff, as_role

from fristed.accounts.models import Draft
from fristed.accounts.models.drafts import KEPT_FOR, Writer
from fristed.accounts.queries import prepared
from fristed.config.doors import DESK
from fristed.gate import scope
from fristed.sealing import items
from fristed.vault.fields import SealedText
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

PAGE = "/cases/sak_AAAAAAAAAAAAAAAAAAAAAA/"
BROKEN, WAITS, TOO_OLD = "kan ikke åpnes", "ligger fortsatt forseglet", "over 30 dager"


def ask(desk, *places):
    return desk.get("/drafts/prepare/", data={"page": PAGE, "place": places or [PLACE]})


def sealed(ready, *, text=SECRET, at=None, said=None):
    """As sealing.js does (test_sealing_in_browser.py), with the bytes the page was given."""
    at = (at or timezone.now()).isoformat(timespec="minutes")
    said = said or json.dumps({"saved_at": at, "values": [["text", text]], "offline": True})
    head = b64decode(ready["head"])
    blob = items.seal_item(
        public_key=b64decode(ready["key"]),
        file=ready["file"],
        item=str(UUID(bytes=head[1:17])),
        slot=f"accounts.draft.text:{ready['file']}",
        part="draft",
        text=said,
    )
    return {"note": ready["note"], "blob": b64encode(blob).decode()}


def a_form(desk, place=PLACE):
    return ask(desk, place).json()["forms"][place]


def test_what_was_sealed_in_the_browser_becomes_her_draft_unopened(staff, desk):
    written = timezone.now() - timedelta(hours=3)
    sent = sealed(a_form(desk), at=written)

    answer = desk.post("/drafts/hand-in/", sent)

    assert (answer.status_code, answer.json()["page"]) == (200, PAGE)
    assert "uten forbindelse" in answer.json()["words"]
    (draft,) = kept(staff.amina)
    assert bytes(draft.text.blob) == b64decode(sent["blob"])
    page = read(staff.amina)
    assert (list(page.values), page.is_offline) == ([("text", SECRET)], True)
    assert page.saved_at == written.replace(second=0, microsecond=0)
    shown = desk.get(f"/drafts/?place={PLACE}").content.decode()
    assert "Skrevet uten forbindelse" in shown
    assert f'data-written-at="{timezone.localtime(written):%Y-%m-%dT%H:%M}"' in shown


def test_preparing_keeps_nothing_and_tells_the_machine_nothing(staff, desk):
    """C12: what a browser may keep names neither her nor the form."""
    answer = ask(desk, PLACE, "/other/")

    assert kept(staff.amina) == []
    assert sorted(answer.json()["forms"]) == sorted([PLACE, "/other/"])
    assert "csrfmiddlewaretoken" in answer.json()["left_out"]
    for ready in answer.json()["forms"].values():
        note = b64decode(ready["note"])
        assert len(note) > 400  # there is something to leak
        assert [
            word for word in (b"sak_", b"cases", staff.amina.ref.encode()) if word in note
        ] == []


@pytest.mark.parametrize("asked", [{}, {"page": "x"}, {"page": PAGE, "place": "//evil.example/<"}])
def test_a_page_or_place_that_is_no_address_is_refused(staff, desk, asked):
    assert desk.get("/drafts/prepare/", data=asked).status_code == 400


def test_a_draft_the_page_wrote_on_is_replaced_by_what_it_kept_on_writing(staff, desk):
    first = save(desk, text="Hun").json()
    sent = sealed(a_form(desk), text="Hun vil snakke")

    desk.post("/drafts/hand-in/", sent | {"draft": first["draft"], "version": first["version"]})

    assert len(kept(staff.amina)) == 1
    assert list(read(staff.amina).values) == [("text", "Hun vil snakke")]


def test_a_draft_saved_elsewhere_meanwhile_is_kept_beside_it(staff, desk):
    first = save(desk, text="Hun").json()
    at = timezone.now() - timedelta(hours=1)
    sent = sealed(a_form(desk), text="Fra toget", at=at)
    save(desk, draft=first["draft"], text="Fra kontoret")

    desk.post("/drafts/hand-in/", sent | {"draft": first["draft"], "version": first["version"]})

    page = read(staff.amina)
    assert list(page.values) == [("text", "Fra kontoret")]  # written last
    (other,) = page.others
    assert (list(other.values), other.is_offline) == ([("text", "Fra toget")], True)
    shown = desk.get(f"/drafts/?place={PLACE}").content.decode()
    assert "Det finnes en annen kladd av det samme" in shown
    assert "Fra toget" not in shown
    chosen = desk.get(f"/drafts/?place={PLACE}&draft={other.ref}").content.decode()
    assert "Fra toget" in chosen


def test_handing_in_twice_changes_nothing(staff, desk):
    sent = sealed(a_form(desk))
    desk.post("/drafts/hand-in/", sent)
    (draft,) = kept(staff.amina)
    save(desk, draft=draft.ref, text="Mer")

    again = desk.post("/drafts/hand-in/", sent)

    assert again.status_code == 200
    assert [list(read(staff.amina).values), len(kept(staff.amina))] == [[("text", "Mer")], 1]


def test_nobody_else_hands_it_in(staff, desk, desk_client):
    """C1, C17: with everything the machine holds, signed in there as herself."""
    sent = sealed(a_form(desk))
    other = a_browser(desk_client, staff.birger)

    answer = other.post("/drafts/hand-in/", sent)

    assert answer.status_code == 422
    assert BROKEN in answer.json()["words"]
    assert kept(staff.birger) == kept(staff.amina) == []


@pytest.mark.parametrize("what", ["note", "blob"])
@pytest.mark.parametrize("place", [3, 30, 60, -3])
def test_what_was_changed_on_the_machine_is_refused_in_words(staff, desk, what, place):
    sent = sealed(a_form(desk))
    changed = bytearray(b64decode(sent[what]))
    changed[place] ^= 1

    answer = desk.post("/drafts/hand-in/", sent | {what: b64encode(changed).decode()})

    assert answer.status_code == 422
    assert BROKEN in answer.json()["words"]
    assert kept(staff.amina) == []
    assert desk.post("/drafts/hand-in/", sent).status_code == 200  # it was the change


@pytest.mark.parametrize(
    "said",
    ["x", "[]", '{"saved_at": "x", "values": []}', '{"saved_at": "2026-01-01", "values": 1}'],
)
def test_what_no_form_writes_is_refused(staff, desk, said):
    assert desk.post("/drafts/hand-in/", sealed(a_form(desk), said=said)).status_code == 422
    assert kept(staff.amina) == []


@pytest.mark.parametrize(
    "sent", [{}, {"note": "x", "blob": "%"}, {"note": "a" * 5_000, "blob": "x"}]
)
def test_rubbish_is_refused_in_words(staff, desk, sent):
    answer = desk.post("/drafts/hand-in/", sent)

    assert answer.status_code in {400, 422}
    assert BROKEN in answer.json()["words"]


def test_while_the_keeper_is_away_the_browser_goes_on_keeping_it(
    staff, desk, keeper, keeper_process
):
    sent = sealed(a_form(desk))
    keeper.process.kill()
    keeper.process.wait()
    try:
        answer = desk.post("/drafts/hand-in/", sent)
    finally:
        keeper_process()

    assert answer.status_code == 503
    assert WAITS in answer.json()["words"]
    assert kept(staff.amina) == []
    assert desk.post("/drafts/hand-in/", sent).status_code == 200


@pytest.mark.parametrize(("days", "status"), [(0, 200), (1, 410)])
def test_what_is_older_than_drafts_become_is_not_taken(staff, desk, days, status):
    amina, on = staff.amina, timezone.localdate() - KEPT_FOR - timedelta(days=days)
    writer = Writer(amina.id, amina.ref, min(amina.units))
    ready = in_desk_role(lambda: prepared(writer, place=PLACE, page=PAGE, on=on))

    answer = desk.post("/drafts/hand-in/", sealed(ready))

    assert answer.status_code == status
    assert (TOO_OLD in answer.json()["words"]) == (status == 410)
    assert len(kept(amina)) == (status == 200)


def test_a_machine_whose_clock_is_ahead_says_no_time_to_come(staff, desk):
    desk.post("/drafts/hand-in/", sealed(a_form(desk), at=timezone.now() + timedelta(days=2)))

    assert read(staff.amina).saved_at <= timezone.now()


def test_a_form_that_was_sent_leaves_no_draft_behind(staff, desk):
    """The connection came back, and she sent the form before the browser had handed it in."""
    case = in_desk_role(lambda: a_real_case(staff.amina))
    place = f"/cases/{case.ref}/follow-ups/add/"
    sent = sealed(a_form(desk, place))
    entry = {
        "text": SECRET,
        "kind": "conversation",
        "happened_on": TODAY.isoformat(),
        "happened_clock": "00:00",
        "minutes": "45",
        "draft_here": digest(sent),
    }
    assert desk.post(place, entry).status_code == 302

    answer = desk.post("/drafts/hand-in/", sent)

    assert (answer.status_code, answer.json()["words"]) == (200, "")
    assert kept(staff.amina) == []


def test_a_page_that_saved_it_after_all_leaves_one_draft_and_what_came_later_another(staff, desk):
    """She left the page as the connection came back; then it was gone again."""
    ready = a_form(desk)
    first, later = sealed(ready), sealed(ready, text="Mer")
    save(desk, draft_here=digest(first))

    desk.post("/drafts/hand-in/", first)
    assert [draft.text.blob == b64decode(first["blob"]) for draft in kept(staff.amina)] == [False]

    desk.post("/drafts/hand-in/", later)
    assert len(kept(staff.amina)) == 2


def digest(sent):
    return sha256(b64decode(sent["blob"])).hexdigest()


def test_a_draft_changed_in_the_database_is_left_out_and_the_others_open(staff, desk):
    save(desk, text="Den ene")
    save(desk, text="Den andre")
    one, other = kept(staff.amina)
    blob = bytearray(other.text.blob)
    blob[-1] ^= 1
    with as_role(DESK.role), scope(staff.amina):
        assert Draft.objects.filter(pk=other.pk).update(text=SealedText(bytes(blob), "")) == 1

    page = read(staff.amina)

    assert (page.ref, list(page.values)) == (one.ref, [("text", "Den ene")])
