# ruff: noqa: F401, F811 - fixtures of the sharing tests are used here too
"""A leader's word where a unit wants it: from a summary, never of her own, used once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.conftest import trail
from tests.casework.test_pages import words
from tests.casework.test_sharing import at_desk, case, of, staff
from tests.factories.approving import SUMMARY, an_approval, person
from tests.factories.around import a_plan
from tests.factories.casework import NOW, TODAY, close
from tests.factories.staff import as_owner, as_role

from fristed.casework import queries
from fristed.casework.actions import approving, closing, excluding, tasking
from fristed.casework.choices import ApprovalOf, Verdict
from fristed.casework.models import Approval, ApprovalRule, Case, SafetyPlan
from fristed.casework.queries import approving as approvals
from fristed.casework.rules.approving import HOLDS_DAYS, check_answer, check_approved
from fristed.casework.rules.closing import expires_on
from fristed.config.doors import DESK, WORKER
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import UnitOn
from fristed.vault.choices import FileKind
from fristed.vault.models import File, RetentionRule

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

EAST = UnitOn("raad-ost", UnitKind.ADVISER_TEAM, "Team øst")
CLOSED = {"reason": "no_longer_needed", "outcome": "safer", "words": ""}


@pytest.mark.parametrize(
    ("is_required", "days_ago", "is_fine"),
    [
        (False, None, True),
        (True, None, False),
        (True, 0, True),
        (True, HOLDS_DAYS, True),
        (True, HOLDS_DAYS + 1, False),
    ],
)
def test_a_yes_is_asked_for_only_where_the_unit_wants_it_and_holds_a_month(
    is_required, days_ago, is_fine
):
    approved_on = None if days_ago is None else TODAY - timedelta(days=days_ago)

    if is_fine:
        check_approved(is_required=is_required, approved_on=approved_on, on=TODAY)
    else:
        with pytest.raises(RuleBroken, match="må en leder godkjenne"):
            check_approved(is_required=is_required, approved_on=approved_on, on=TODAY)


def test_a_no_says_why():
    check_answer(Verdict.APPROVED, "")
    with pytest.raises(RuleBroken, match="hvorfor"):
        check_answer(Verdict.DECLINED, " ")


def rule(actor, what=ApprovalOf.CLOSING):
    with as_role(DESK.role):
        approving.set_rule(actor, EAST, what=what, on=TODAY)


def finish_tasks(actor, case):
    with as_role(DESK.role):
        with scope(actor):
            refs = list(Case.objects.get(pk=case.pk).tasks.values_list("ref", flat=True))
        for ref in refs:
            tasking.finish_task(actor, case, task=ref, on=TODAY)


def test_a_leader_gets_the_summary_and_not_the_case(staff, at_desk, case):
    """C1, C10: her key opens one text; no row of the case is hers."""
    with as_role(DESK.role):
        ref = an_approval(staff.amina, case, staff.ingrid)
    leader = at_desk(staff.ingrid)

    assert "Godkjenn, eller ikke" in words(leader.get("/"))
    shown = words(leader.get(f"/approvals/{ref}/"))

    assert SUMMARY in shown
    assert case.ref not in leader.get(f"/approvals/{ref}/").content.decode()
    assert leader.get(f"/cases/{case.ref}/").status_code == 404
    assert of(staff.ingrid, Case) == []
    assert [file.ref for file in of(staff.ingrid, File)] == [ref]
    (row,) = of(staff.ingrid, Approval)
    assert SUMMARY.encode() not in row.summary.blob
    for other in (staff.birger, staff.celine, staff.maja):
        assert at_desk(other).get(f"/approvals/{ref}/").status_code == 404
        assert of(other, Approval) == []


def test_a_closing_waits_for_the_leader_and_the_yes_is_used_with_it(staff, at_desk, case):
    rule(staff.ingrid)
    finish_tasks(staff.amina, case)
    amina, leader = at_desk(staff.amina), at_desk(staff.ingrid)
    where = f"/cases/{case.ref}/close/"
    assert "må en leder godkjenne det først" in words(amina.post(where, CLOSED))

    asked = amina.post(
        f"/cases/{case.ref}/approvals/closing/ask/",
        {"leader": staff.ingrid.ref, "summary": SUMMARY},
    )
    assert "venter på lederen" in words(amina.post(where, CLOSED))
    leader.post(asked["Location"], {"verdict": "approved", "reason": ""})
    assert "Lederen har godkjent" in words(amina.get("/"))

    assert amina.post(where, CLOSED).status_code == 302
    (row,) = of(staff.amina, Approval)
    assert (row.verdict, row.answered_on, row.used_on) == ("approved", TODAY, TODAY)
    shown = words(amina.get(f"/cases/{case.ref}/"))
    assert "Ba Ingrid om godkjenning: avslutning av en sak" in shown
    assert "Godkjent: avslutning av en sak" in shown
    assert ("begun", "approval.answer", "") in trail(row.ref)
    assert ("begun", "case.ask_approval", "") in trail(case.ref)


def test_a_no_needs_a_reason_and_reaches_who_asked(staff, at_desk, case):
    with as_role(DESK.role):
        ref = an_approval(staff.amina, case, staff.ingrid)
    leader, amina = at_desk(staff.ingrid), at_desk(staff.amina)
    where, why = f"/approvals/{ref}/", "Snakk med skolen først."

    assert "Skriv hvorfor" in words(leader.post(where, {"verdict": "declined", "reason": ""}))
    leader.post(where, {"verdict": "declined", "reason": why})

    assert "Lederen har ikke godkjent" in words(amina.get("/"))
    assert why in words(amina.get(where))
    (row,) = of(staff.amina, Approval)
    assert why.encode() not in row.reason.blob
    with as_role(DESK.role), pytest.raises(Denied):
        approving.answer_approval(staff.ingrid, row, verdict=Verdict.APPROVED, reason="", on=TODAY)


def test_nobody_approves_her_own_nor_what_another_leader_was_asked(staff, case):
    """C7, C17: in the action, the predicate and the database."""
    with as_role(DESK.role):
        with pytest.raises(RuleBroken, match="sitt eget"):
            an_approval(staff.amina, case, Hers(staff.amina))
        ref = an_approval(staff.amina, case, staff.ingrid)
        row = approvals.approval_by_ref(staff.amina, ref)
        for one in (staff.amina, staff.jonas):
            with pytest.raises(Denied):
                approving.answer_approval(one, row, verdict=Verdict.APPROVED, reason="", on=TODAY)


class Hers:
    """Amina as if she led a unit too."""

    def __init__(self, actor):
        self.id, self.ref, self.name = actor.id, actor.ref, actor.name
        self.leads, self.roles = {"raad-ost"}, actor.roles


def test_a_summarys_retention_starts_when_it_is_answered_or_the_case_is_closed(
    staff, at_desk, case
):
    """By the rule for its own kind; one that no leader answered hinders no destruction either."""
    with as_owner():
        RetentionRule.objects.create(
            kind=FileKind.APPROVAL, months=6, signed_off_by="arkivleder", signed_off_on=TODAY
        )
    finish_tasks(staff.amina, case)
    with as_role(DESK.role):
        answered, silent = (an_approval(staff.amina, case, staff.ingrid) for _ in range(2))
    leader = at_desk(staff.ingrid)
    leader.get(f"/approvals/{answered}/")
    leader.post(f"/approvals/{answered}/", {"verdict": "approved", "reason": ""})
    assert closes(answered, silent) == {answered: expires_on(TODAY, 6), silent: None}
    with as_role(DESK.role):
        close(staff.amina, case)

    assert closes(answered, silent) == dict.fromkeys((answered, silent), expires_on(TODAY, 6))


def closes(*refs):
    with as_role(WORKER.role):
        return dict(File.objects.filter(ref__in=refs).values_list("ref", "expires_on"))


def test_a_leader_the_case_is_closed_to_is_never_asked(staff, case):
    leader = person(staff.ingrid)
    with as_role(DESK.role):
        before = approvals.leaders_to_ask(staff.amina, case, on=TODAY)
        barred = excluding.Barred.ask(staff.amina, case, leader)
        excluding.exclude_person(staff.amina, case, barred=barred, reason="I slekt.", on=TODAY)
        after = approvals.leaders_to_ask(staff.amina, case, on=TODAY)

    assert [one.id for one in before] == [staff.ingrid.id]
    assert after == ()


def test_a_plan_that_waits_has_no_card(staff, at_desk, case):
    rule(staff.ingrid, ApprovalOf.PLAN)
    with as_role(DESK.role):
        a_plan(staff.amina, case)
    (plan,) = of(staff.amina, SafetyPlan)
    amina, card = at_desk(staff.amina), f"/cases/{case.ref}/safety/plans/{plan.ref}/card/"

    assert amina.get(card).status_code == 404
    assert "må godkjennes" in words(amina.get(f"/cases/{case.ref}/safety/"))
    asked = amina.post(
        f"/cases/{case.ref}/approvals/plan/ask/", {"leader": staff.ingrid.ref, "summary": SUMMARY}
    )
    at_desk(staff.ingrid).post(asked["Location"], {"verdict": "approved"})

    assert amina.get(card)["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("key", ["amina", "jonas", "oda"])
def test_only_a_units_leader_or_an_administrator_sets_its_rule(staff, key):
    """C1: the predicate, and the database behind it."""
    with as_role(DESK.role), pytest.raises(Denied):
        approving.set_rule(getattr(staff, key), EAST, what=ApprovalOf.CLOSING, on=TODAY)


def test_a_rule_is_set_once_and_ends(staff):
    rule(staff.petter)
    with pytest.raises(RuleBroken, match="alt"):
        rule(staff.ingrid)
    with as_role(DESK.role):
        approving.end_rule(staff.ingrid, EAST, what=ApprovalOf.CLOSING, on=TODAY)
        with scope(staff.amina):
            tomorrow = TODAY + timedelta(days=1)
            in_force = [
                queries.rule_in_force("raad-ost", ApprovalOf.CLOSING, day)
                for day in (TODAY, tomorrow)
            ]

    assert in_force == [True, False]


def test_the_list_asks_as_much_for_three_as_for_one(staff, case):
    def statements():
        with as_role(DESK.role), CaptureQueriesContext(connection) as seen:
            page = approvals.approvals_page(staff.ingrid)
        return len(page.to_me), len(seen)

    with as_role(DESK.role):
        an_approval(staff.amina, case, staff.ingrid)
    few, first = statements()
    with as_role(DESK.role):
        an_approval(staff.amina, case, staff.ingrid)
        an_approval(staff.amina, case, staff.ingrid)
    more, second = statements()

    assert (few, more) == (1, 3)
    assert first == second
