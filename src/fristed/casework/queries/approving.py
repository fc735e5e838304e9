"""What a unit wants approved, what waits for a leader, and what she answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, Q, QuerySet

from fristed.casework import access
from fristed.casework.choices import ApprovalOf, Verdict
from fristed.casework.models import Approval, ApprovalRule, Case
from fristed.casework.queries.whole import opened
from fristed.casework.rules.approving import HOLDS_DAYS
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.kernel.roles import Role
from fristed.organisation import queries as organisation
from fristed.organisation.queries import PersonOn, UnitOn
from fristed.vault import granting
from fristed.vault.choices import Ground
from fristed.vault.queries import barred_among, holds_grant

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class ApprovalLine:
    """state   "unsent", "waiting", "approved" or "declined" """

    ref: str
    what: str
    by: str
    leader: str
    asked_on: date
    answered_on: date | None
    state: str


@dataclass(frozen=True)
class ApprovalPage:
    """One of them, opened. `case`: its reference, for who asked alone.

    summary, reason   None where the text is not what was sealed
    """

    line: ApprovalLine
    case: str
    summary: str | None
    reason: str | None
    may_answer: Decision
    may_send: Decision


@dataclass(frozen=True)
class ApprovalsPage:
    """to_me   what she is asked and has not answered
    answered   what she answered, newest first
    mine       what she asked
    """

    to_me: tuple[ApprovalLine, ...]
    answered: tuple[ApprovalLine, ...]
    mine: tuple[ApprovalLine, ...]


@dataclass(frozen=True)
class Needed:
    """Whether a leader must say yes, and how far that has come.

    code   "" (not needed), "missing", or as `ApprovalLine.state`
    """

    code: str
    line: ApprovalLine | None = None

    @property
    def is_fine(self) -> bool:
        return self.code in ("", "approved")

    @property
    def may_ask(self) -> bool:
        return self.code in ("missing", "declined")


@dataclass(frozen=True)
class RuledUnit:
    """What a unit wants a leader's word for. One line each: code, in words, since when or None."""

    unit: UnitOn
    rules: tuple[tuple[str, str, date | None], ...]


class _Shown(TypedDict):
    by_name: str
    leader_name: str


def approval_by_ref(actor: Actor, ref: str) -> Approval:
    """The row, or one that is nobody's: the gate says no to it."""
    with scope(actor):
        found = Approval.objects.filter(ref=ref).defer("summary", "reason").first()
    return found or Approval(ref=ref)


def rule_in_force(unit: str, what: ApprovalOf, on: date) -> bool:
    """Inside a scope."""
    return (
        ApprovalRule.objects.filter(unit=unit, what=what, starts_on__lte=on)
        .filter(Q(ends_on=None) | Q(ends_on__gte=on))
        .exists()
    )


def approved_on(case: int, what: ApprovalOf) -> date | None:
    """The day of the newest yes that was not used yet. Inside a scope."""
    rows = Approval.objects.filter(
        case_id=case, what=what, verdict=Verdict.APPROVED, used_on=None
    ).order_by("-answered_on")
    return rows.values_list("answered_on", flat=True).first()


def leaders_to_ask(actor: Actor, case: Case, *, on: date) -> tuple[PersonOn, ...]:
    """Who lead the case's unit; not herself, and nobody the case is closed to by name."""
    leaders = organisation.leaders_of(case.unit, on)
    with scope(actor):
        return tuple(
            one for one in leaders if one.id != actor.id and not barred_among(one.id, [case.pk])
        )


def needed_for_closing(actor: Actor, case: Case, *, on: date) -> Needed:
    with scope(actor):
        if not rule_in_force(case.unit, ApprovalOf.CLOSING, on):
            return Needed("")
        row = (
            _approvals()
            .filter(case_id=case.pk, what=ApprovalOf.CLOSING, used_on=None)
            .order_by("-pk")
            .first()
        )
    if row is None or (row.answered_on and (on - row.answered_on).days > HOLDS_DAYS):
        return Needed("missing")
    line = _line(row)
    return Needed(line.state, line)


def needed_for_plans_within(case: Case, plans: Sequence[tuple[int, date]]) -> dict[int, Needed]:
    """Of each plan, by the rule of the day it was made. Inside a scope; two statements.

    plans   key and day of each
    """
    rules = list(
        ApprovalRule.objects.filter(unit=case.unit, what=ApprovalOf.PLAN).values_list(
            "starts_on", "ends_on"
        )
    )
    asked = {
        row.plan_id: _line(row)
        for row in _approvals().filter(case_id=case.pk, what=ApprovalOf.PLAN).order_by("pk")
    }
    return {
        key: _needed(asked.get(key), is_ruled=any(s <= day <= (e or day) for s, e in rules))
        for key, day in plans
    }


def approval_page(actor: Actor, approval: Approval, grant: ReadGrant) -> ApprovalPage:
    with scope(actor):
        row = _approvals().get(pk=approval.pk)
    grant.unlock([row.summary, row.reason])
    return ApprovalPage(
        line=_line(row),
        case=row.case_ref if row.by_id == actor.id else "",
        summary=opened(row.summary, grant),
        reason="" if row.reason is None else opened(row.reason, grant),
        may_answer=access.may_answer_approval(actor, approval),
        may_send=access.may_send_approval(actor, approval),
    )


def given_summaries(actor: Actor, case: Case) -> tuple[ApprovalLine, ...]:
    """Leaders who have been given a summary of the case, oldest first."""
    with scope(actor):
        rows = list(_approvals().filter(case_id=case.pk).exclude(offer="").order_by("pk"))
    return tuple(_line(row) for row in rows)


def approvals_page(actor: Actor) -> ApprovalsPage:
    with scope(actor):
        rows = list(
            _approvals()
            .filter(Q(leader_id=actor.id) & ~Q(offer="") | Q(by_id=actor.id))
            .exclude(case_ref__in=actor.excluded)
            .order_by("-pk")[:100]
        )
    asked = [(row, _line(row)) for row in rows if row.leader_id == actor.id]
    return ApprovalsPage(
        to_me=tuple(line for row, line in reversed(asked) if not row.verdict),
        answered=tuple(line for row, line in asked if row.verdict),
        mine=tuple(_line(row) for row in rows if row.by_id == actor.id),
    )


def offered_summary(actor: Actor, approval: Approval) -> granting.Given:
    """The keeper's offer as it stands in the row, to be taken by the leader or made anew."""
    with scope(actor):
        row = Approval.objects.annotate(holder=F("leader__ref"), given_by=F("by__ref")).get(
            pk=approval.pk
        )
    wanted = granting.Wanted(
        file=row.ref,
        holder=row.holder,
        holder_account=row.leader_id,
        ground=Ground.SHARE,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )
    return granting.Given(wanted, row.offer, row.given_by, bytes(row.mac))


def holds_summary(actor: Actor, approval: Approval) -> bool:
    with scope(actor):
        return holds_grant(actor.id, approval.pk)


def ruled_units(actor: Actor, *, on: date) -> tuple[RuledUnit, ...]:
    """Units whose rules she sets: those she leads; for an administrator all."""
    every = Role.ADMINISTRATOR in actor.roles
    units = [one for one in organisation.units_on(on) if every or one.code in actor.leads]
    with scope(actor):
        rows = ApprovalRule.objects.filter(unit__in=[one.code for one in units], ends_on=None)
        since = {
            (unit, what): day for unit, what, day in rows.values_list("unit", "what", "starts_on")
        }
    return tuple(
        RuledUnit(
            one,
            tuple(
                (what.value, str(what.label), since.get((one.code, what.value)))
                for what in ApprovalOf
            ),
        )
        for one in units
    )


def _approvals() -> QuerySet[WithAnnotations[Approval, _Shown]]:
    return Approval.objects.annotate(by_name=F("by__name"), leader_name=F("leader__name"))


def _needed(line: ApprovalLine | None, *, is_ruled: bool) -> Needed:
    if line is not None:
        return Needed(line.state, line)
    return Needed("missing" if is_ruled else "")


def _line(row: WithAnnotations[Approval, _Shown]) -> ApprovalLine:
    state = {"": "waiting", Verdict.APPROVED: "approved", Verdict.DECLINED: "declined"}[row.verdict]
    return ApprovalLine(
        ref=row.ref,
        what=str(ApprovalOf(row.what).label),
        by=row.by_name,
        leader=row.leader_name,
        asked_on=row.asked_on,
        answered_on=row.answered_on,
        state="unsent" if not row.offer else state,
    )
