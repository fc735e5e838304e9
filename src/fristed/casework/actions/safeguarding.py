"""Judging the danger and agreeing on a plan. Needs no keeper: texts are only sealed."""

from datetime import date

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.choices import Part
from fristed.casework.models import Case, RiskAssessment, SafetyPlan
from fristed.casework.rules.plans import Plan, check_plan
from fristed.casework.rules.risk import Assessment, check_assessment
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_assess_risk = asking("case.assess_risk", may=access.may_assess_risk)
ask_to_make_safety_plan = asking("case.make_safety_plan", may=access.may_make_safety_plan)
print_card = opening("case.print_card", may=access.may_read_case, purpose="print")


@action("case.assess_risk", may=access.may_assess_risk)
def assess_risk(
    actor: Actor, case: Case, *, assessment: Assessment, on: date, review_on: date
) -> None:
    """Keep a judgement. The ones before it stay as they were; a closed case is open again by it.

    :raises RuleBroken: see `rules.risk.check_assessment`; `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    check_assessment(assessment, assessed_on=on, review_on=review_on)
    row = RiskAssessment(
        ref=new_ref("ris"), case_id=case.pk, assessed_on=on, review_on=review_on, by_id=actor.id
    )
    sealing.seal(file_by_id(case.pk), row, "body", assessment.as_text(), part=Part.SAFETY)
    row.save(force_insert=True)


@action("case.make_safety_plan", may=access.may_make_safety_plan)
def make_safety_plan(actor: Actor, case: Case, *, plan: Plan, on: date, review_on: date) -> None:
    """Keep a plan. The ones before it stay as they were; a closed case is open again by it.

    :raises RuleBroken: see `rules.plans.check_plan`; `expired`.
    """
    _reopen_if_closed(actor, case, on=on)
    check_plan(plan, made_on=on, review_on=review_on)
    row = SafetyPlan(
        ref=new_ref("pln"), case_id=case.pk, made_on=on, review_on=review_on, by_id=actor.id
    )
    sealing.seal(file_by_id(case.pk), row, "body", plan.as_text(), part=Part.SAFETY)
    row.save(force_insert=True)
