"""Members of a regional network at the partner door: what their network has, and nothing else."""

import re

import pytest
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY
from tests.factories.guidance import (
    ASKED,
    a_call,
    a_professional,
    a_regional_member,
    answer_inquiry,
    ask_as,
)
from tests.factories.staff import as_role
from tests.guidance.conftest import body, in_desk
from tests.guidance.test_meetings import CALLED
from tests.guidance.test_regions import keep, row

from fristed.config.doors import BACKUP, PARTNER
from fristed.gate import scope
from fristed.guidance.models import Inquiry, Note, Passing
from fristed.organisation.queries import professional_for
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.fixture
def member(staff, keeper_home):
    """Of the network in the east, on trial; she has no place at the desk."""
    fetch_unit_keys(sorted(staff.yrsa.units), TODAY)
    keep(staff.yrsa)
    return a_regional_member(keeper_home, "idunn", "region-ost")


@pytest.fixture
def teacher(member, keeper_home):
    return a_professional(keeper_home, "ulrik")


def test_a_member_takes_one_up_and_answers_it(member, teacher, partner_client):
    ref = ask_as(teacher, ASKED)
    page, where = a_browser(partner_client, member), f"/region/inquiries/{ref}/"
    assert "Nettverkets henvendelser" in body(page.get("/"))
    assert ref in body(page.get("/region/inquiries/"))

    assert page.post(where + "take-up/").status_code == 302  # she is led to open it first
    assert row(ref).status == "sent"
    assert ASKED.text in body(page.get(where))
    page.post(where + "take-up/")
    page.post(where + "notes/add/", {"kind": "phone", "text": "Ringte skolen.", "minutes": "15"})
    page.post(where + "answer/", {"text": "Vi kommer torsdag.", "version": "0", "send": "1"})

    assert (row(ref).status, row(ref).minutes) == ("answered", 15)
    asker = a_browser(partner_client, teacher)
    own = body(asker.get(f"/inquiries/{ref}/text/"))
    assert "Vi kommer torsdag." in own
    assert "Ringte skolen." not in own
    assert asker.get(where).status_code == 404  # C1: she asked, and is no member
    assert asker.get("/region/inquiries/").status_code == 404


def test_one_a_member_hands_back_is_the_expert_teams(staff, member, teacher, partner_client):
    ref = ask_as(teacher, ASKED)
    page, where = a_browser(partner_client, member), f"/region/inquiries/{ref}/"
    assert 'value="fagteam"' in body(page.get(where))

    page.post(where + "pass-on/", {"unit": "fagteam"})

    assert row(ref).unit == "fagteam"
    assert page.get(where).status_code == 404
    with as_role(BACKUP):
        whys = list(Passing.objects.order_by("pk").values_list("why", flat=True))
    assert whys == ["region_first", "handed_back"]
    answer_inquiry(staff.maja, ref, "Nå svarer vi.")
    assert row(ref).status == "answered"


def test_a_member_meets_and_keeps_her_calendar(staff, member, teacher, partner_client):
    page = a_browser(partner_client, member)
    sent = page.post("/region/networks/region-ost/meetings/call/", CALLED)
    meeting = sent["Location"]
    task = {"what": "Skrive utkast", "owner": staff.yrsa.id, "due_on": CALLED["day"]}
    page.post(meeting + "points/1/", {"agreed": "RVTS skriver et utkast."} | task)
    page.post("/region/calendar/away/", {"starts_on": CALLED["day"], "ends_on": CALLED["day"]})
    made = body(page.post("/region/calendar/feed/make/"))

    assert "Yrsa" in body(page.get(meeting))
    assert "Skrive utkast" in body(page.get("/region/networks/region-ost/"))
    calendar = " ".join(body(page.get("/region/calendar/")).split())
    assert "Idunn: borte" in calendar
    assert "møte i region-ost" in calendar
    assert "Noen skal være to steder" in calendar
    feed = re.search(r"/region/calendar/[\w-]{43}\.ics", made).group()
    fed = body(partner_client.get(feed))
    assert ("Borte" in fed, "Idunn" in fed, "region-ost" in fed) == (True, False, False)
    asker = a_browser(partner_client, teacher)
    for closed in ("/region/calendar/", "/region/networks/region-ost/", meeting):
        assert asker.get(closed).status_code == 404  # C1, C16


def test_the_database_shows_a_member_her_networks_rows_and_an_asker_no_note(staff, member, teacher):
    """C1, C16: behind the pages, by the door's own role."""
    ref = ask_as(teacher, ASKED)
    in_desk(lambda: a_call(staff.maja))  # fagteamet's own

    for actor in (member, teacher):
        with as_role(PARTNER.role), scope(actor):
            assert [one.ref for one in Inquiry.objects.all()] == [ref]
    with as_role(PARTNER.role), scope(teacher):
        assert list(Note.objects.all()) == []


def test_who_is_no_member_today_has_no_place_at_the_partner_door(member, teacher):
    with as_role(PARTNER.role):
        found = [
            professional_for(_Person(one), door="partner", assertion="x", at=None)
            for one in (member, teacher)
        ]

    assert [(sorted(one.roles), sorted(one.units)) for one in found] == [
        (["regional_network"], ["region-ost"]),
        ([], []),
    ]


class _Person:
    def __init__(self, actor):
        self.pk, self.ref, self.name = actor.id, actor.ref, actor.name
