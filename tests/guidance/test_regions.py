"""Regional networks: status is data, the region answers first, and what it lets lie goes back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY
from tests.factories.guidance import (
    ASKED,
    a_call,
    a_professional,
    answer_inquiry,
    ask_as,
    take_key,
)
from tests.factories.staff import as_role
from tests.guidance.conftest import body, in_desk

from fristed.config.doors import BACKUP, WORKER
from fristed.gate import Denied
from fristed.guidance import queries, tasks
from fristed.guidance.actions import answering, passing, regions
from fristed.guidance.choices import NetworkStatus, Why
from fristed.guidance.models import Inquiry, Network, Passing
from fristed.guidance.rules.promising import Promise, goes_back_at
from fristed.guidance.rules.regions import Shares, region_for, shares_of
from fristed.organisation.queries import norwegian_calendar, unit_on
from fristed.vault import granting
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

KEPT = {
    "counties": ["03"],
    "run_by": "rvts",
    "mandate": "Svarer først.",
    "mandate_until": None,
    "bodies": ["rvts", "nav"],
    "source": "Eksempeldata",
}


@pytest.fixture
def region(staff):
    """A network in the east, on trial; its members' keys are there."""
    fetch_unit_keys(sorted(staff.yrsa.units), TODAY)
    keep(staff.yrsa)
    return "region-ost"


def keep(actor, status=NetworkStatus.TRIAL, on=TODAY, **changed):
    network = unit_on("region-ost", on)
    in_desk(lambda: regions.keep_network(actor, network, status=status, on=on, **KEPT | changed))


def row(ref):
    with as_role(BACKUP):
        return Inquiry.objects.get(ref=ref)


@pytest.mark.parametrize(
    ("status", "region"),
    [("proposed", ""), ("trial", "region-ost"), ("running", "region-ost"), ("ended", "")],
)
def test_only_a_network_that_is_there_answers(status, region):
    assert region_for("03", [("region-ost", status, ["03", "31"])]) == region
    assert region_for("46", [("region-ost", status, ["03", "31"])]) == ""


def test_shares_are_counted_from_why_inquiries_went_on():
    reasons = [Why.REGION_FIRST] * 4 + [Why.HANDED_BACK, Why.NOT_ANSWERED, Why.NEAREST]

    assert shares_of(reasons) == Shares(sent=4, handed_back=2)
    assert (shares_of(reasons).kept, shares_of(reasons).kept_percent) == (2, 50)


def test_an_inquiry_goes_to_the_region_first_and_the_region_answers_it(
    staff, region, keeper_home, partner_client
):
    teacher = a_professional(keeper_home, "ulrik")
    ref = ask_as(teacher, ASKED)
    assert row(ref).unit == "region-ost"

    answer_inquiry(staff.yrsa, ref, "Vi møter dere på torsdag.")

    page = a_browser(partner_client, teacher).get(f"/inquiries/{ref}/text/")
    assert "Vi møter dere på torsdag." in body(page)
    assert in_desk(lambda: queries.regions(staff.maja, on=TODAY)).shares == Shares(1, 0)


def test_one_the_region_lets_lie_is_the_expert_teams_after_a_working_day(
    staff, region, keeper_home
):
    """The key was sealed to both from the start: nobody of the region has to do anything."""
    ref = ask_as(a_professional(keeper_home, "ulrik"), ASKED)
    promised = row(ref).due_at

    with as_role(WORKER.role):
        tasks.hand_back_at(promised - timedelta(minutes=1))
    assert row(ref).unit == "region-ost"
    with as_role(WORKER.role):
        tasks.hand_back_at(promised)
        tasks.hand_back_at(promised)  # a second run changes nothing

    assert (row(ref).unit, row(ref).due_at) == ("fagteam", promised)
    answer_inquiry(staff.maja, ref, "Nå svarer vi.")
    with as_role(BACKUP):
        reasons = [one.why for one in Passing.objects.order_by("pk")]
    assert reasons == [Why.REGION_FIRST, Why.NOT_ANSWERED]
    assert in_desk(lambda: queries.regions(staff.maja, on=TODAY)).shares == Shares(1, 1)


def test_one_sent_on_to_a_region_later_has_its_working_day_there_and_goes_back_once(staff, region):
    """Its promise was over before the region got it; the region's day counts from then."""
    ref = in_desk(lambda: a_call(staff.maja))
    in_desk(lambda: answering.let_go_of_inquiry(staff.maja, inquiry_of(staff.maja, ref)))
    given = timezone.now() + timedelta(days=14)
    address = granting.pass_on(staff.maja.assertion, ref, "region-ost")
    in_desk(
        lambda: passing.pass_on_inquiry(
            staff.maja, inquiry_of(staff.maja, ref), to=address, why=Why.REGION_FIRST, at=given
        )
    )
    until = goes_back_at(Promise.ORDINARY, given, norwegian_calendar())

    with as_role(WORKER.role):
        tasks.hand_back_at(until - timedelta(minutes=1))
    assert row(ref).unit == "region-ost"
    with as_role(WORKER.role):
        for minutes in (0, 5, 10):
            tasks.hand_back_at(until + timedelta(minutes=minutes))

    assert row(ref).unit == "fagteam"
    with as_role(BACKUP):
        reasons = [one.why for one in Passing.objects.order_by("pk")]
    assert reasons == [Why.REGION_FIRST, Why.NOT_ANSWERED]
    answer_inquiry(staff.maja, ref, "Nå svarer vi.")  # the key was its own all the time


def inquiry_of(actor, ref):
    return queries.inquiry_by_ref(actor, ref)


def test_one_the_region_hands_back_itself_is_counted_as_handed_back(staff, region, keeper_home):
    ref = ask_as(a_professional(keeper_home, "ulrik"), ASKED)
    actor, now = staff.yrsa, timezone.now()
    take_key(actor, ref, at=now)
    address = granting.pass_on(actor.assertion, ref, "fagteam")
    inquiry = in_desk(lambda: queries.inquiry_by_ref(actor, ref))

    in_desk(
        lambda: passing.pass_on_inquiry(actor, inquiry, to=address, why=Why.HANDED_BACK, at=now)
    )

    assert row(ref).unit == "fagteam"
    assert in_desk(lambda: queries.regions(staff.maja, on=TODAY)).shares == Shares(1, 1)


def test_what_was_so_before_is_kept_with_its_days(staff, region):
    tomorrow = TODAY + timedelta(1)
    keep(staff.maja, status=NetworkStatus.RUNNING, on=tomorrow, bodies=["rvts", "police"])

    with as_role(BACKUP):
        periods = list(Network.objects.order_by("starts_on").values_list("status", "ends_on"))
    assert periods == [("trial", TODAY), ("running", None)]
    page = in_desk(lambda: queries.regions(staff.maja, on=tomorrow)).networks[0]
    assert page.bodies == ("Regionalt ressurssenter (RVTS)", "Politiet")
    assert "NAV" in page.missing


def test_a_unit_that_is_no_network_is_kept_by_nobody(staff, region):
    """C1."""
    with pytest.raises(Denied):
        in_desk(
            lambda: regions.keep_network(
                staff.maja,
                unit_on("raad-ost", TODAY),
                status=NetworkStatus.RUNNING,
                on=TODAY,
                **KEPT,
            )
        )
    with pytest.raises(Denied):
        keep(staff.amina)
