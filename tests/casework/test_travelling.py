"""What is done about journeys, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.casework.conftest import trail
from tests.factories.around import a_trip
from tests.factories.casework import TODAY, a_case

from fristed.casework.actions import bringing_home, travelling
from fristed.casework.choices import Routine
from fristed.casework.models import RoutineStep, Trip
from fristed.casework.rules.staying import Step
from fristed.casework.rules.travel import AddressFile
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def test_addresses_are_not_opened_to_have_a_look(at_the_desk):
    """C7: not by her, and not by anybody else when there is a reason."""
    amina, birger = at_the_desk.amina, at_the_desk.birger
    shut = AddressFile("tur_x", 0, "sak_x", amina.id, is_missed=False)

    with pytest.raises(Denied, match="nothing_missed"):
        travelling.open_addresses(amina, shut)
    with pytest.raises(Denied, match="not_responsible"):
        travelling.open_addresses(birger, replace(shut, is_missed=True))
    assert [event for event, _action, _detail in trail("tur_x")] == ["refused", "refused"]


def test_a_journey_of_anothers_case_is_not_ended(at_the_desk):
    """C16, C17: a reference from another case is no key."""
    amina, birger = at_the_desk.amina, at_the_desk.birger
    hers, theirs = a_case(amina), a_case(birger)
    trip = a_trip(amina, hers)

    with pytest.raises(RuleBroken, match="finnes ikke"):
        travelling.note_return(birger, theirs, trip=trip, on=TODAY)

    with scope(amina):
        assert Trip.objects.get().came_back_on is None


HOME = [
    *("own_wish", "travel_document", "exit_permit", "guardian_consent", "refund", "journey"),
    *("safe_arrival", "first_night", "school_place", "debrief"),
]


@pytest.mark.parametrize(
    ("routine", "first", "due_on"),
    [(Routine.HOME, HOME, None), (Routine.ABSENCE, ["call_home"], TODAY + timedelta(days=7))],
)
def test_a_routine_begins_with_every_step_of_its_list(at_the_desk, routine, first, due_on):
    amina = at_the_desk.amina
    case = a_case(amina)

    bringing_home.start_routine(amina, case, routine=routine, on=TODAY)

    with scope(amina):
        steps = list(RoutineStep.objects.order_by("id"))
    assert [step.code for step in steps][: len(first)] == first
    assert len(steps) == {Routine.HOME: len(HOME), Routine.ABSENCE: 9}[routine]
    assert {step.due_on for step in steps} == {due_on}


def test_a_routine_has_an_owner_for_each_step_and_arrival_sets_the_debrief(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    bringing_home.start_routine(amina, case, routine=Routine.HOME, on=TODAY)
    with pytest.raises(RuleBroken, match="i gang"):
        bringing_home.start_routine(amina, case, routine=Routine.HOME, on=TODAY)
    with scope(amina):
        arrival = RoutineStep.objects.get(code="safe_arrival").ref

    with pytest.raises(RuleBroken, match="hvem"):
        bringing_home.keep_step(amina, case, ref=arrival, step=Step(), due_on=None, done_on=TODAY)
    bringing_home.keep_step(
        amina, case, ref=arrival, step=Step("Krisesenteret"), due_on=None, done_on=TODAY
    )

    with scope(amina):
        assert RoutineStep.objects.get(code="debrief").due_on == TODAY + timedelta(days=14)
