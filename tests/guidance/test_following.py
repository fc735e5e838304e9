"""Two weeks after an answer: three questions, once; and who is on duty."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.factories.browsers import a_browser
from tests.factories.guidance import ASKED, a_professional, answer_inquiry, ask_as
from tests.factories.staff import as_role
from tests.guidance.conftest import body

from fristed.config.doors import BACKUP, WORKER
from fristed.guidance import facts
from fristed.guidance.models import Aftermath, Duty
from fristed.guidance.rules.roster import Turn, check_turn, whose_turn
from fristed.kernel.periods import Period
from fristed.kernel.rules import RuleBroken

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

TOLD = {"acted": "yes", "service": "child_welfare", "is_unsure": "on"}
TODAY = timezone.localdate()
MONDAY = date(2026, 11, 30)
SUNDAY = MONDAY + timedelta(6)


def test_whoever_asked_tells_once_what_came_of_it_and_it_is_counted(
    staff, keeper_home, partner_client
):
    teacher = a_professional(keeper_home, "ulrik")
    then = timezone.now() - timedelta(days=15)
    recent, ref = ask_as(teacher, ASKED), ask_as(teacher, ASKED, at=then)
    answer_inquiry(staff.maja, recent, "Snakk med eleven alene først.")
    answer_inquiry(staff.maja, ref, "Snakk med eleven alene først.", at=then)
    page = a_browser(partner_client, teacher)

    assert body(page.get("/")).count("Fortell om det hjalp") == 1
    early = page.post(f"/inquiries/{recent}/what-came/", TOLD)
    page.post(f"/inquiries/{ref}/what-came/", TOLD)
    again = page.post(f"/inquiries/{ref}/what-came/", TOLD | {"acted": "no"})

    assert "to uker etter svaret" in body(early)
    assert "én gang" in body(again)
    with as_role(BACKUP):
        assert [one.acted for one in Aftermath.objects.all()] == ["yes"]
    with as_role(WORKER.role):
        (fact,) = facts.aftermath_facts(Period.of_year(timezone.localdate().year))
    assert fact.codes == {
        "asker_service": "upper_secondary",
        "acted": "yes",
        "steered_to": "child_welfare",
        "is_unsure": "yes",
    }


def test_a_team_puts_a_member_on_duty_and_another_team_sees_nothing(staff, desk):
    page = desk(staff.amina)
    values = {
        "person": staff.amina.id,
        "substitute": staff.celine.id,
        "starts_on": MONDAY.isoformat(),
        "ends_on": SUNDAY.isoformat(),
    }

    page.post("/rosters/raad-ost/keep/", values)
    refused = page.post("/rosters/raad-ost/keep/", values)

    assert "Noen har vakt i disse dagene" in body(refused)
    with as_role(BACKUP):
        (turn,) = Duty.objects.all()
    assert "vikar Celine" in body(page.get("/rosters/"))
    assert desk(staff.birger).post(f"/rosters/turns/{turn.ref}/end/").status_code == 404
    assert desk(staff.birger).post("/rosters/raad-ost/keep/", values).status_code == 404


@pytest.mark.parametrize(("away", "has_it"), [(set(), 1), ({1}, 2), ({2}, 1), ({1, 2}, None)])
def test_the_substitute_has_the_duty_while_the_first_one_is_away(away, has_it):
    turns = [Turn(1, 2, MONDAY, SUNDAY)]

    assert whose_turn(turns, away=away, on=MONDAY) == has_it
    assert whose_turn(turns, away=away, on=SUNDAY + timedelta(1)) is None


def test_the_roster_says_who_stands_in_today(staff, desk):
    page, today = desk(staff.amina), {"starts_on": TODAY.isoformat(), "ends_on": TODAY.isoformat()}
    people = {"person": staff.amina.id, "substitute": staff.celine.id}
    page.post("/rosters/raad-ost/keep/", people | today)
    assert "er vikar." not in body(page.get("/rosters/"))

    page.post("/calendar/away/", today)
    assert "Celine er vikar." in body(page.get("/rosters/"))
    desk(staff.celine).post("/calendar/away/", today)
    assert "ingen er vikar" in body(page.get("/rosters/"))


@pytest.mark.parametrize(
    ("turn", "code"),
    [
        (Turn(1, 2, SUNDAY, MONDAY), "ends_before"),
        (Turn(1, 9, MONDAY, SUNDAY), "not_member"),
        (Turn(1, 1, MONDAY, SUNDAY), "same_person"),
        (Turn(2, None, SUNDAY, SUNDAY), "taken_turn"),
        (Turn(2, None, SUNDAY + timedelta(1), SUNDAY + timedelta(7)), ""),
    ],
)
def test_a_turn_is_one_members_at_a_time(turn, code):
    others = [Turn(1, None, MONDAY, SUNDAY)]

    if not code:
        check_turn(turn, members=[1, 2], others=others)
        return
    with pytest.raises(RuleBroken) as broken:
        check_turn(turn, members=[1, 2], others=others if code == "taken_turn" else [])
    assert broken.value.code == code
