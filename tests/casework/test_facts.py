"""What is counted of cases and of the competence team, and whose work it was."""

import pytest
from django.utils import timezone
from tests.factories.casework import NOW, TODAY, a_followup, a_real_case, close, written
from tests.factories.consulting import a_matter
from tests.factories.staff import Staff, as_role

from fristed.casework import facts, queries
from fristed.casework.actions import closing, consulting
from fristed.casework.models import ReturnRefund
from fristed.casework.queries import consulting as matters
from fristed.casework.rules.profiles import Profile
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.kernel.periods import Period
from fristed.organisation.queries import people_with
from fristed.sample import sharing
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

YEAR = Period.of_year(TODAY.year)


def work():
    with as_role(WORKER.role):
        return [(f.day, f.codes["county"], f.minutes) for f in facts.work_facts(YEAR)]


def test_a_case_handed_over_closed_and_reopened_is_counted_once_as_it_was_begun(
    signed_in, count_year
):
    amina, birger = signed_in.amina, signed_in.birger
    case = a_real_case(amina, profile=Profile(municipality="4601"), county="03")
    a_followup(amina, case, minutes=30)
    counted, worked = count_year(), work()
    asked = {one.id: one for one in people_with(birger.roles, TODAY)}

    sharing.hand_over(amina, case, asked[birger.id], "Norge", NOW)
    sharing.take_over(birger, NOW)
    hers = queries.case_by_ref(case.ref)
    closing.reopen_case(birger, close(birger, hers), on=TODAY)

    with scope(birger):
        assert hers.adviser_id == birger.id
    assert [(f.codes["county"], f.minutes) for f in counted] == [("46", 30)]
    assert worked == [(timezone.localdate(written().happened_at), "03", 30)]
    assert (count_year(), work()) == (counted, worked)


@pytest.fixture
def nils(keeper, keeper_home, db):
    people = Staff(home=keeper_home)
    fetch_unit_keys(sorted(people.nils.units), TODAY)
    return people.nils


def test_what_came_before_the_team_is_counted_by_who_asked_and_says_nothing_of_whom(nils):
    with as_role(DESK.role):
        ref = a_matter(nils)
        matter = matters.consultation_by_ref(nils, ref)
        for amount in (100, 200):
            consulting.apply_for_refund(
                nils, matter, mission="Amman", travellers="En", amount=amount, on=TODAY
            )
        with scope(nils):
            first = ReturnRefund.objects.order_by("pk")[0].ref
        consulting.decide_refund(
            nils, matter, refund=first, outcome="granted", granted=90, on=TODAY
        )
    with as_role(WORKER.role):
        counted = list(facts.consultation_facts(YEAR))

    assert [(f.kind, f.day, dict(f.codes)) for f in counted] == [
        (
            "consultation",
            TODAY,
            {"caller": "child_welfare", "agency": "bufdir", "concern": "forced_marriage"},
        ),
        ("return_refund", TODAY, {"outcome": "granted"}),
        ("return_refund", TODAY, {"outcome": "not_decided"}),
    ]
    assert ref not in repr(counted)
