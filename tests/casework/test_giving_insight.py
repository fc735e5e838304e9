"""Somebody asks to see the case: a day to answer by, and no more than the test for harm allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_case, a_followup, a_real_case
from tests.factories.staff import as_role

from fristed.casework import access
from fristed.casework.actions import giving_insight, telling
from fristed.casework.choices import Harm, HarmQuestion, InsightOutcome, WhoAsks
from fristed.casework.models import InsightRequest
from fristed.casework.rules.insight import Given, Request, check_given, due_on
from fristed.config.doors import DESK
from fristed.gate import Denied, scope
from fristed.kernel.periods import months_after
from fristed.kernel.rules import RuleBroken

database = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

WANTS = "Alt som er skrevet om møtet i mars."
NO_HARM = dict.fromkeys(HarmQuestion.values, Harm.NO.value)
SOME = {**NO_HARM, "violence": Harm.YES.value}
UNSURE = {**NO_HARM, "place": Harm.UNKNOWN.value}
HERS = Request(WhoAsks.HERSELF, WANTS)
PARENTS = Request(WhoAsks.GUARDIAN, WANTS)


@pytest.mark.parametrize(
    ("request_", "outcome", "harms", "why", "broken"),
    [
        (HERS, "all", NO_HARM, "", None),
        (HERS, "all", SOME, "", "harm_and_all"),
        (HERS, "all", UNSURE, "", "harm_and_all"),
        (HERS, "all", {"violence": "no"}, "", "harm_not_tested"),
        (HERS, "part", SOME, "Navnet på tanten.", None),
        (HERS, "part", SOME, " ", "no_reason"),
        (HERS, "nothing", SOME, "", "no_reason"),
        (PARENTS, "all", NO_HARM, "", "not_hers"),
        (PARENTS, "part", NO_HARM, "Samtalene hennes.", None),
        (PARENTS, "nothing", SOME, "Det er farlig.", None),
    ],
)
def test_check_given_lets_nothing_out_that_may_harm(request_, outcome, harms, why, broken):
    given = Given(InsightOutcome(outcome), harms, why)
    if broken is None:
        assert check_given(request_, given) is None
        return
    with pytest.raises(RuleBroken) as told:
        check_given(request_, given)
    assert told.value.code == broken


def test_a_request_is_answered_within_a_month():
    assert due_on(date(2026, 1, 31)) == date(2026, 2, 28)
    assert due_on(date(2026, 3, 1)) == date(2026, 4, 1)


def take(actor, case, request=HERS, *, asked_on=TODAY):
    return giving_insight.take_insight(actor, case, request=request, asked_on=asked_on, on=TODAY)


def answer(actor, case, insight, request=HERS, *, outcome="all", harms=NO_HARM, why=""):
    given = Given(InsightOutcome(outcome), harms, why)
    giving_insight.answer_insight(
        actor, case, insight=insight, request=request, given=given, on=TODAY
    )


@database
def test_a_request_is_answered_once(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    insight = take(amina, case)
    answer(amina, case, insight)

    with pytest.raises(RuleBroken, match="besvart"):
        answer(amina, case, insight)

    with scope(amina):
        row = InsightRequest.objects.get()
    assert (row.outcome, row.answered_on, row.due_on) == ("all", TODAY, months_after(TODAY, 1))


@database
def test_a_request_is_not_from_tomorrow(at_the_desk):
    with pytest.raises(RuleBroken, match="ikke vært"):
        take(at_the_desk.amina, a_case(at_the_desk.amina), asked_on=TODAY + timedelta(days=1))


@database
def test_in_a_flagged_case_a_parent_is_given_nothing_unless_two_agree(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    telling.stop_family(amina, case, why="Hun er redd.", on=TODAY)
    insight = take(amina, case, PARENTS)

    with pytest.raises(RuleBroken) as stopped:
        answer(amina, case, insight, PARENTS, outcome="part", why="Samtalene.")
    assert stopped.value.code == "family_stop"
    with scope(amina):
        assert InsightRequest.objects.get().outcome == ""

    answer(amina, case, insight, PARENTS, outcome="nothing", harms=SOME, why="Det er farlig.")
    with scope(amina):
        assert InsightRequest.objects.get().outcome == "nothing"


@database
def test_nobody_else_gives_insight(at_the_desk):
    """C1, C7: not a colleague, not a leader; who stands in may, since the time runs."""
    amina = at_the_desk.amina
    case = a_case(amina)
    for key in ("celine", "birger", "ingrid", "oda", "kari"):
        with pytest.raises(Denied):
            take(getattr(at_the_desk, key), case)
    covering = replace(at_the_desk.celine, covers=frozenset({amina.id}))
    assert access.may_give_insight(covering, case)
    with scope(at_the_desk.birger):
        assert not InsightRequest.objects.exists()


@database
def test_the_pages_lead_from_the_request_to_the_paper(signed_in, desk_client):
    amina = signed_in.amina
    case = a_real_case(amina)
    a_followup(amina, case, text="Samtalen i mars.")
    page = a_browser(desk_client, amina)
    at = f"/cases/{case.ref}/insight/"
    late = TODAY - timedelta(days=40)

    taken = page.post(at, {"asker": "herself", "wants": WANTS, "asked_on": late.isoformat()})

    waits = page.get("/").content.decode()
    assert "Svar på innsynskravet innen fristen" in waits
    assert taken["Location"] in waits
    shown = page.get(at).content.decode()
    assert WANTS in shown
    assert "for sent" in shown
    typed = {**SOME, "outcome": "all", "why": ""}
    refused = page.post(taken["Location"], typed).content.decode()
    assert "Da gis ikke alt" in refused
    typed |= {"outcome": "part", "why": "Navnet på tanten."}
    assert page.post(taken["Location"], typed).status_code == 302
    answered = page.get(taken["Location"]).content.decode()
    assert "Navnet på tanten." in answered
    assert f'href="/cases/{case.ref}/print/?why=to_person"' in answered
    assert "Svar på innsynskravet innen fristen" not in page.get("/").content.decode()
    paper = page.get(f"/cases/{case.ref}/print/?why=to_person").content.decode()
    assert '<option value="to_person" selected>' in paper
    assert "Innsynskravet er besvart: en del" in page.get(f"/cases/{case.ref}/").content.decode()
    assert [one[1] for one in trail(case.ref) if "insight" in one[1]] == [
        "case.take_insight",
        "case.answer_insight",
        "case.answer_insight",
    ]


@database
def test_what_was_asked_and_why_are_sealed(signed_in):
    amina = signed_in.amina
    case = a_real_case(amina)
    insight = take(amina, case)
    answer(amina, case, insight, outcome="part", harms=SOME, why="Navnet på tanten.")

    with as_role(DESK.role), scope(amina):
        row = InsightRequest.objects.get()
    for sealed, text in ((row.body, WANTS), (row.answer, "tanten")):
        assert text.encode() not in sealed.blob
