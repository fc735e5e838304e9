"""The competence team's rules, as tables."""

from datetime import date, datetime

import pytest

from fristed.casework.rules.consulting import (
    MOST_ON_AGENDA,
    Decided,
    Waiting,
    agency_of,
    agenda,
    answers,
    check_closable_meeting,
    check_eligible,
    check_granted,
    days_waited,
    planned,
)
from fristed.kernel.rules import RuleBroken

DAY = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 9, 0)  # noqa: DTZ001 - a clock on a wall


@pytest.mark.parametrize(
    ("units", "agency"),
    [({"kompetanseteam", "kt-udi"}, "udi"), ({"kompetanseteam"}, ""), (set(), "")],
)
def test_an_agency_is_read_off_the_unit_that_is_its(units, agency):
    assert agency_of(units) == agency


@pytest.mark.parametrize(
    ("caller", "law", "agency"),
    [
        ("police", "", "pod"),
        ("nav", "", "avdir"),
        ("somebody_new", "", "bufdir"),
        ("police", "immigration.udi", "udi"),
    ],
)
def test_the_law_and_else_the_callers_service_decides_who_answers(caller, law, agency):
    assert answers(["police.pod", "nav.avdir"], caller, law, coordinator="bufdir") == agency


def test_an_agenda_takes_first_what_was_never_treated_then_what_waited_longest():
    waiting = [
        Waiting(1, date(2026, 11, 1), date(2026, 11, 10)),
        Waiting(2, date(2026, 11, 5), None),
        Waiting(3, date(2026, 11, 2), None),
        Waiting(4, date(2026, 10, 1), date(2026, 11, 3)),
    ]

    assert agenda(waiting) == [3, 2, 4, 1]


def test_an_agenda_holds_two_hours():
    assert len(agenda(Waiting(n, DAY, None) for n in range(40))) == MOST_ON_AGENDA


def test_each_matter_gets_ten_minutes():
    assert planned(NINE, 2) == (NINE.replace(minute=20), NINE.replace(minute=30))


@pytest.mark.parametrize(
    ("items", "decisions", "code"),
    [
        ({1: True, 2: False}, [], "item_waiting"),
        ({1: True}, [Decided(None, DAY)], "decision_without_owner"),
        ({1: True}, [Decided(7, DAY), Decided(7, None)], "decision_without_owner"),
    ],
)
def test_a_meeting_is_not_closed_while_something_is_left(items, decisions, code):
    with pytest.raises(RuleBroken) as refused:
        check_closable_meeting(items, decisions)

    assert refused.value.code == code


def test_a_meeting_is_closed_when_all_is_treated_and_owned():
    check_closable_meeting({1: True, 2: True}, [Decided(7, DAY)])


@pytest.mark.parametrize("lacking", ["over_18", "needs_protection", "wants_help"])
def test_the_housing_offer_asks_all_three(lacking):
    given = dict.fromkeys(("over_18", "needs_protection", "wants_help"), True)
    check_eligible(**given)

    with pytest.raises(RuleBroken) as refused:
        check_eligible(**given | {lacking: False})

    assert refused.value.code == "not_eligible"


@pytest.mark.parametrize(
    ("granted", "outcome", "is_right"),
    [
        (100, "granted", True),
        (40, "granted", True),
        (0, "refused", True),
        (101, "granted", False),
        (0, "granted", False),
        (40, "refused", False),
    ],
)
def test_a_refund_is_at_most_what_was_asked_and_nothing_when_refused(granted, outcome, is_right):
    if is_right:
        check_granted(amount=100, granted=granted, outcome=outcome)
        return
    with pytest.raises(RuleBroken):
        check_granted(amount=100, granted=granted, outcome=outcome)


def test_waiting_stops_when_the_municipality_has_decided():
    assert days_waited(date(2026, 11, 1), None, DAY) == 24
    assert days_waited(date(2026, 11, 1), date(2026, 11, 4), DAY) == 3
