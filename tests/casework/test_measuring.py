# ruff: noqa: F401, F811 - fixtures of the sharing tests are used here too
"""Goals in her own words; asked about later only as she agreed, and counted without a word."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.casework.test_pages import words
from tests.casework.test_sharing import at_desk, case, of, staff
from tests.factories.around import a_channel, a_person_with_phone
from tests.factories.casework import NOW, TODAY, a_real_case, close
from tests.factories.staff import as_role

from fristed.casework import facts
from fristed.casework.actions import measuring
from fristed.casework.actions.measuring import Scaled, Way
from fristed.casework.choices import ScalePoint
from fristed.casework.models import Closing, Goal, LaterConsent, Scaling
from fristed.casework.rules.effect import Aim, Later, Said, due_point
from fristed.config.doors import DESK, WORKER
from fristed.kernel.periods import Period, months_after
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

AIM = "Jeg vil velge vennene mine selv."


@pytest.mark.parametrize(
    ("months", "scaled", "due"),
    [
        (0, [], None),
        (2, [], None),
        (3, [], "months_3"),
        (3, ["months_3"], None),
        (11, [], "months_3"),
        (12, [], "months_12"),
        (12, ["months_3"], "months_12"),
        (30, ["months_12"], None),
    ],
)
def test_when_it_is_time_to_ask(months, scaled, due):
    set_on = date(2026, 1, 31)

    assert due_point(set_on, scaled, months_after(set_on, months) + timedelta(days=3)) == due


def a_goal(actor, case, *, on=TODAY, value=3):
    return measuring.set_goal(actor, case, aim=Aim(AIM), value=value, on=on)


def test_a_goal_is_hers_in_her_words_and_sealed(staff, at_desk, case):
    amina = at_desk(staff.amina)

    amina.post(f"/cases/{case.ref}/goals/set/", {"words": AIM, "value": "3"})

    shown = words(amina.get(f"/cases/{case.ref}/goals/"))
    assert AIM in shown
    assert "Da det ble satt 3 av 10" in shown
    (goal,) = of(staff.amina, Goal)
    assert AIM.encode() not in goal.body.blob
    assert at_desk(staff.birger).get(f"/cases/{case.ref}/goals/").status_code == 404
    for model in (Goal, Scaling, LaterConsent):
        assert of(staff.birger, model) == []


def test_later_only_by_her_consent_and_by_the_safe_way_she_chose(staff, at_desk):
    long_ago = months_after(TODAY, -4)
    with as_role(DESK.role):
        case = a_real_case(staff.amina, name="Målsaken")
        goal = a_goal(staff.amina, case, on=long_ago)
        _person, channel = a_person_with_phone(staff.amina, case)
    amina, said = at_desk(staff.amina), Scaled(goal, ScalePoint.MONTHS_3, 7, Said("Bedre."))
    assert "Spør hvordan det går" not in words(amina.get("/"))
    with as_role(DESK.role), pytest.raises(RuleBroken, match="ikke sagt ja"):
        measuring.scale_goals(staff.amina, case, scaled=[said], way=None, at=NOW)

    amina.post(f"/cases/{case.ref}/goals/later/", {"agrees": "yes", "channel": channel})
    assert "Målsaken Spør hvordan det går" in words(amina.get("/"))
    unsafe = a_channel(is_safe=False)
    with as_role(DESK.role), pytest.raises(RuleBroken, match="ikke trygg"):
        measuring.scale_goals(staff.amina, case, scaled=[said], way=Way(unsafe, None), at=NOW)
    typed = {"how": "in_person", "value0": "7", "words0": "Bedre."}
    assert amina.post(f"/cases/{case.ref}/goals/scale/", typed).status_code == 302

    assert "Spør hvordan det går" not in words(amina.get("/"))
    assert [(one.point, one.value) for one in of(staff.amina, Scaling)] == [
        ("start", 3),
        ("months_3", 7),
    ]
    with as_role(WORKER.role):
        found = list(facts.effect_facts(Period.of_year(TODAY.year)))
    assert [(fact.kind, fact.codes["direction"]) for fact in found] == [("effect", "nearer")]
    assert AIM not in str(found)


def test_a_closed_case_stays_closed_and_a_withdrawn_yes_is_the_end(staff, at_desk):
    long_ago = months_after(TODAY, -13)
    with as_role(DESK.role):
        case = a_real_case(staff.amina)
        goal = a_goal(staff.amina, case, on=long_ago)
        measuring.agree_later(staff.amina, case, agrees=True, later=Later(), on=TODAY)
        closed = close(staff.amina, case)
        said = Scaled(goal, ScalePoint.MONTHS_12, 9)
        measuring.scale_goals(staff.amina, closed, scaled=[said], way=None, at=NOW)
        measuring.withdraw_later(staff.amina, closed, on=TODAY)
        with pytest.raises(RuleBroken, match="ikke sagt ja"):
            measuring.scale_goals(staff.amina, closed, scaled=[said], way=None, at=NOW)

    (ended,) = of(staff.amina, Closing)
    assert ended.reopened_on is None


def test_closing_says_whether_the_goal_was_reached_and_it_is_counted(staff, at_desk):
    with as_role(DESK.role):
        case = a_real_case(staff.amina)
    amina = at_desk(staff.amina)
    typed = {"reason": "no_longer_needed", "outcome": "safer", "goal_reached": "partly"}

    amina.post(f"/cases/{case.ref}/close/", typed | {"words": "Nesten."})

    assert "Målet: delvis nådd." in words(amina.get(f"/cases/{case.ref}/"))
    with as_role(WORKER.role):
        found = list(facts.effect_facts(Period.of_year(TODAY.year)))
    assert [(fact.kind, fact.codes["reached"]) for fact in found] == [("goal", "partly")]
