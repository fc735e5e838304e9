"""What the competence team has been asked from a case, as far as the case may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from fristed.casework import access
from fristed.casework.choices import OfferOutcome
from fristed.casework.models import Case, ConsultationOrigin, ReturnRefund
from fristed.casework.rules.consulting import AGENCY
from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, scope
from fristed.kernel.roles import Role
from fristed.organisation import queries as organisation
from fristed.organisation.choices import UnitKind


@dataclass(frozen=True)
class AppliedRefund:
    """outcome   empty while nothing is decided"""

    applied_on: date
    amount: int
    decided_on: date | None
    outcome: str
    granted: int


@dataclass(frozen=True)
class AskedLine:
    """A matter before the team that was asked from the case: state and who answers, no text."""

    ref: str
    number: int
    asked_on: date
    by: str
    agency: str
    closed_on: date | None
    refunds: tuple[AppliedRefund, ...]


@dataclass(frozen=True)
class AskedTeam:
    lines: tuple[AskedLine, ...]
    may_ask: Decision
    may_apply: Decision


def asked_team(actor: Actor, case: Case) -> AskedTeam:
    """Two statements."""
    with scope(actor):
        rows = list(
            ConsultationOrigin.objects.filter(case_id=case.pk)
            .annotate(
                ref=F("consultation__ref"),
                number=F("consultation__number"),
                agency=F("consultation__agency"),
                closed_on=F("consultation__closed_on"),
                by=F("asked_by__name"),
            )
            .order_by("-consultation_id")
        )
        refunds = list(
            ReturnRefund.objects.filter(consultation__in=[row.pk for row in rows])
            .defer("about")
            .order_by("applied_on", "id")
        )
    return AskedTeam(
        lines=tuple(
            AskedLine(
                ref=row.ref,
                number=row.number,
                asked_on=row.asked_on,
                by=row.by,
                agency=codelists.label("agency", row.agency, on=row.asked_on),
                closed_on=row.closed_on,
                refunds=tuple(_refund(one) for one in refunds if one.consultation_id == row.pk),
            )
            for row in rows
        ),
        may_ask=access.may_ask_team(actor, case),
        may_apply=access.may_apply_for_refund(actor, case),
    )


def team_to_ask(on: date) -> str:
    """The competence team's own unit, not an agency's seat in it."""
    units = organisation.units_on(on)
    own = (u.code for u in units if u.kind == UnitKind.COMPETENCE_TEAM)
    return min((code for code in own if not code.startswith(AGENCY)), default="")


def caller_of(actor: Actor) -> str:
    """What the team calls somebody like her, of its list of callers."""
    return "mission" if Role.ENVOY in actor.roles else "adviser"


def mission_name(actor: Actor, on: date) -> str:
    """Where the envoy is, as the team reads it in an application."""
    towns = {one.unit: one.city for one in organisation.missions_on(on)}
    return next((towns[unit] for unit in sorted(actor.units) if unit in towns), "")


def _refund(row: ReturnRefund) -> AppliedRefund:
    return AppliedRefund(
        applied_on=row.applied_on,
        amount=row.amount,
        decided_on=row.decided_on,
        outcome=str(OfferOutcome(row.outcome).label) if row.outcome else "",
        granted=row.granted,
    )
