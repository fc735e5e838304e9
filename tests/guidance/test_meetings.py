"""A network's meetings: called with an agenda, written down, and who does what by when."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.guidance import a_network_meeting, an_article
from tests.factories.staff import as_role
from tests.guidance.conftest import body, in_desk

from fristed.config.doors import BACKUP
from fristed.guidance.models import NetworkAction, NetworkItem, NetworkMeeting
from fristed.guidance.rules.meetings import (
    check_about_work,
    check_action,
    check_minutes_done,
    is_minutes_late,
)
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
CALLED = {
    "day": (TODAY + timedelta(7)).isoformat(),
    "clock": "10:00",
    "minutes": "90",
    "place": "online",
    "agenda": "Rutiner mellom skole og barnevern\n\nKurs til våren",
}


def kept(model):
    with as_role(BACKUP):
        return list(model.objects.order_by("pk"))


def test_a_network_meets_and_its_action_is_somebodys_by_a_day(staff, desk):
    page = desk(staff.yrsa)
    sent = page.post("/networks/region-ost/meetings/call/", CALLED)
    ref = re.search(r"nmt_[\w-]{22}", sent["Location"]).group()
    where = f"/network-meetings/{ref}/"

    early = body(page.get(page.post(where + "close/")["Location"]))
    assert "Et punkt mangler referat" in early
    due = (TODAY + timedelta(14)).isoformat()
    task = {"what": "Skrive utkast til rutine", "owner": staff.yrsa.id, "due_on": due}
    page.post(where + "points/1/", {"agreed": "RVTS skriver et utkast."} | task)
    page.post(where + "points/2/", {"agreed": "Utsatt til neste møte."})
    page.post(where + "close/")

    (meeting,), (action,) = kept(NetworkMeeting), kept(NetworkAction)
    assert (meeting.closed_at is not None, meeting.minutes) == (True, 90)
    assert (action.owner_id, action.done_on) == (staff.yrsa.id, None)
    network = body(desk(staff.maja).get("/networks/region-ost/"))  # the expert team sees it too
    assert "Skrive utkast til rutine" in network
    late = body(page.post(where + "points/1/", {"agreed": "Noe annet."}))
    assert "Referatet er ferdig og endres ikke" in late
    page.post(f"{where}actions/{action.ref}/finish/")
    assert kept(NetworkAction)[0].done_on == TODAY


def test_half_an_action_is_asked_about_and_nothing_typed_is_lost(staff, desk):
    ref = in_desk(lambda: a_network_meeting(staff.yrsa))

    asked = body(
        desk(staff.yrsa).post(
            f"/network-meetings/{ref}/points/1/", {"agreed": "Enige.", "what": "Ringe"}
        )
    )

    assert "hvem som gjør det, og en frist" in asked
    assert "Enige." in asked
    assert kept(NetworkAction) == []


def test_minutes_that_point_at_somebody_are_refused_and_kept_nowhere(staff, desk):
    """C10, C22: the texts are in the clear, so no person may stand in them."""
    ref = in_desk(lambda: a_network_meeting(staff.yrsa))

    refused = desk(staff.yrsa).post(
        f"/network-meetings/{ref}/points/1/", {"agreed": "Følg opp 01019012480 videre."}
    )

    assert "01019012480" in body(refused)  # nothing typed is lost
    assert "Skriv virksomheten i stedet" in body(refused)
    assert {one.agreed for one in kept(NetworkItem)} == {""}


def test_other_units_see_no_meeting_of_a_network(staff, desk):
    """C1: neither the page nor, behind it, the row."""
    ref = in_desk(lambda: a_network_meeting(staff.yrsa))

    page = desk(staff.amina)

    assert page.get(f"/network-meetings/{ref}/").status_code == 404
    assert page.post(f"/network-meetings/{ref}/close/").status_code == 404
    assert "Møtene vises for dem som er med" in body(page.get("/networks/region-ost/"))
    assert page.get("/networks/raad-ost/").status_code == 404  # no network


def test_a_meeting_that_has_not_begun_can_be_called_off(staff, desk):
    page = desk(staff.yrsa)
    begun, ref = (in_desk(lambda: a_network_meeting(staff.yrsa)) for _each in range(2))
    page.post(f"/network-meetings/{begun}/points/1/", {"agreed": "Enige."})

    for one in (begun, ref):
        page.post(f"/network-meetings/{one}/call-off/")

    assert [one.ref for one in kept(NetworkMeeting)] == [begun]


def test_the_network_page_takes_as_many_statements_for_one_meeting_as_for_three(staff, desk):
    page = desk(staff.yrsa)
    in_desk(lambda: a_network_meeting(staff.yrsa))
    page.get("/networks/region-ost/")
    with CaptureQueriesContext(connection) as one:
        page.get("/networks/region-ost/")
    in_desk(lambda: [a_network_meeting(staff.yrsa) for _each in range(2)])
    with CaptureQueriesContext(connection) as three:
        page.get("/networks/region-ost/")

    assert len(one) == len(three)


def test_a_network_adds_to_a_national_article_and_always_shows_the_articles_own_words(staff, desk):
    page = desk(staff.yrsa)
    first = in_desk(lambda: an_article(staff.maja, staff.yrsa, "Plikten er din egen."))
    address = f"/networks/region-ost/knowledge/{first}/"
    review = (TODAY + timedelta(90)).isoformat()
    page.post(address, {"text": "Her ringer vi barnevernvakten.", "review_on": review})

    in_desk(lambda: an_article(staff.maja, staff.yrsa, "Plikten er din egen, også uten samtykke."))

    shown = body(desk(staff.amina).get("/networks/region-ost/knowledge/"))
    assert "også uten samtykke" in shown
    assert "Her ringer vi barnevernvakten." in shown
    assert "artikkelen er endret" in shown
    assert desk(staff.amina).get(address).status_code == 404


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (lambda: check_about_work(" "), "empty"),
        (lambda: check_about_work("Ring 41234567 om eleven."), "points_at_somebody"),
        (lambda: check_about_work("Politiet og NAV møtes hver måned."), ""),
        (lambda: check_action(TODAY, 9, members=[1, 2], on=TODAY), "not_member"),
        (lambda: check_action(TODAY - timedelta(1), 1, members=[1], on=TODAY), "due_before"),
        (lambda: check_action(TODAY, 1, members=[1], on=TODAY), ""),
        (lambda: check_minutes_done(["Enige", ""]), "item_waiting"),
        (lambda: check_minutes_done(["Enige"]), ""),
    ],
)
def test_what_a_meeting_asks_for(check, code):
    if not code:
        check()
        return
    with pytest.raises(RuleBroken) as broken:
        check()
    assert broken.value.code == code


@pytest.mark.parametrize(
    ("days", "closed", "late"), [(5, False, False), (6, False, True), (6, True, False)]
)
def test_minutes_are_late_after_five_days(days, closed, late):
    starts = NOW - timedelta(days=days)

    assert is_minutes_late(starts, NOW if closed else None, at=NOW) is late
