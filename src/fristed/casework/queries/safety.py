"""Judgements of danger and safety plans of a case, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F

from fristed.casework import access
from fristed.casework.choices import FactorState, PlanVariant
from fristed.casework.models import Case, PersonInCase, RiskAssessment, SafetyPlan
from fristed.casework.queries.approving import Needed, needed_for_plans_within
from fristed.casework.queries.whole import is_whole, opened
from fristed.casework.rules.people import Person
from fristed.casework.rules.plans import CARDS, Plan
from fristed.casework.rules.risk import Assessment
from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.vault.queries import manifest

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class FactorLine:
    """One circumstance in words, and whether it is so."""

    label: str
    state: str


@dataclass(frozen=True)
class AssessedRisk:
    """A judgement in words. Nothing in it is a number, and nothing is made into one."""

    ref: str
    assessed_on: date
    review_on: date
    by: str
    assessment: Assessment
    factors: tuple[FactorLine, ...]
    actors: str
    tool: str
    tool_level: str


@dataclass(frozen=True)
class PlanLine:
    ref: str
    made_on: date
    review_on: date
    by: str
    plan: Plan
    variant: str
    language: str
    card_is_draft: bool
    approval: Needed


@dataclass(frozen=True)
class SafetyPage:
    ref: str
    name: str
    assessments: tuple[AssessedRisk, ...]
    plans: tuple[PlanLine, ...]
    persons: tuple[tuple[str, str], ...]
    is_whole: bool
    may_assess: Decision
    may_plan: Decision
    may_ask_approval: Decision

    def plan(self, ref: str) -> PlanLine | None:
        return next((line for line in self.plans if line.ref == ref), None)


class _By(TypedDict):
    by_name: str


def safety_page(actor: Actor, case: Case, grant: ReadGrant) -> SafetyPage:
    """Seven statements and one call to the keeper, however much there is."""
    with scope(actor):
        row = Case.objects.only("ref", "name").get(pk=case.pk)
        people = list(PersonInCase.objects.filter(case_id=case.pk).order_by("id"))
        risks = list(
            RiskAssessment.objects.filter(case_id=case.pk)
            .annotate(by_name=F("by__name"))
            .order_by("-assessed_on", "-id")
        )
        plans = list(
            SafetyPlan.objects.filter(case_id=case.pk)
            .annotate(by_name=F("by__name"))
            .order_by("-made_on", "-id")
        )
        needed = needed_for_plans_within(case, [(one.pk, one.made_on) for one in plans])
        ledger = manifest(case.ref)
    texts = [row.name, *(one.body for one in (*people, *risks, *plans))]
    grant.unlock(texts, ledger)
    names = dict(_names(people, grant))
    slots = (line.slot for line in ledger)
    return SafetyPage(
        ref=case.ref,
        name=opened(row.name, grant) or "",
        assessments=tuple(_assessed(one, names, grant) for one in risks),
        plans=tuple(_plan(one, needed[one.pk], grant) for one in plans),
        persons=tuple((one.ref, names[one.ref]) for one in people if one.ended_on is None),
        is_whole=is_whole(grant, slots, texts, PersonInCase, RiskAssessment, SafetyPlan),
        may_assess=access.may_assess_risk(actor, case),
        may_plan=access.may_make_safety_plan(actor, case),
        may_ask_approval=access.may_ask_approval(actor, case),
    )


def _names(people: Iterable[PersonInCase], grant: ReadGrant) -> Iterable[tuple[str, str]]:
    for row in people:
        said = opened(row.body, grant)
        person = Person.from_text(said) if said else Person()
        yield row.ref, person.name or codelists.label("person_relation", person.relation)


def _assessed(
    row: WithAnnotations[RiskAssessment, _By], names: Mapping[str, str], grant: ReadGrant
) -> AssessedRisk:
    said = opened(row.body, grant)
    assessment = Assessment.from_text(said) if said else Assessment()
    return AssessedRisk(
        ref=row.ref,
        assessed_on=row.assessed_on,
        review_on=row.review_on,
        by=row.by_name,
        assessment=assessment,
        factors=tuple(
            FactorLine(
                codelists.label("risk_factor", code, on=row.assessed_on),
                str(FactorState(state).label),
            )
            for code, state in assessment.factors.items()
        ),
        actors=", ".join(names[ref] for ref in assessment.actors if ref in names),
        tool=codelists.label("risk_tool", assessment.tool) if assessment.tool else "",
        tool_level=codelists.label("risk_level", assessment.tool_level)
        if assessment.tool_level
        else "",
    )


def _plan(row: WithAnnotations[SafetyPlan, _By], approval: Needed, grant: ReadGrant) -> PlanLine:
    said = opened(row.body, grant)
    plan = Plan.from_text(said) if said else Plan()
    return PlanLine(
        ref=row.ref,
        made_on=row.made_on,
        review_on=row.review_on,
        by=row.by_name,
        plan=plan,
        variant=str(PlanVariant(plan.variant).label),
        language=codelists.label("plan_language", plan.language),
        card_is_draft=not CARDS[plan.language].signed_off,
        approval=approval,
    )
