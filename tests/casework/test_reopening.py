"""Something new in a closed case opens it again, and says who did and when."""

from dataclasses import replace

import pytest
from tests.factories.casework import TODAY, a_case, a_followup, close, written

from fristed.casework import access, queries
from fristed.casework.actions import closing
from fristed.casework.models import Case, Closing, FollowUp
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


@pytest.fixture
def closed(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_followup(amina, case)
    return close(amina, case)


def test_a_new_followup_reopens_it_as_the_same_case_by_name_and_day(at_the_desk, closed):
    amina = at_the_desk.amina

    closing.reopen_with_followup(amina, closed, written=written(text="Hun ringte."), on=TODAY)

    with scope(amina):
        case = Case.objects.get(pk=closed.pk)
        ended = Closing.objects.get(case_id=closed.pk)
        entries = FollowUp.objects.filter(case_id=closed.pk).count()
    assert (case.ref, case.status, case.closed_on) == (closed.ref, "open", None)
    assert (ended.reopened_on, ended.reopened_by_id) == (TODAY, amina.id)
    assert entries == 2


def test_a_stand_in_may_and_says_so_herself(at_the_desk, closed):
    celine = replace(at_the_desk.celine, covers=frozenset({at_the_desk.amina.id}))

    assert access.may_reopen_with_followup(celine, closed)
    assert not access.may_reopen_case(celine, closed)


def test_nobody_else_and_only_when_it_is_closed(at_the_desk, closed):
    """C1."""
    with pytest.raises(Denied):
        closing.reopen_with_followup(at_the_desk.birger, closed, written=written(), on=TODAY)
    again = queries.case_by_ref(a_case(at_the_desk.amina).ref)
    assert access.may_reopen_with_followup(at_the_desk.amina, again).reason == "case_open"


def test_an_entry_that_breaks_a_rule_opens_nothing(at_the_desk, closed):
    amina = at_the_desk.amina

    with pytest.raises(RuleBroken):
        closing.reopen_with_followup(amina, closed, written=written(minutes=9_999), on=TODAY)

    with scope(amina):
        assert Case.objects.get(pk=closed.pk).status == "closed"
