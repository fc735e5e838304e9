"""Asking a leader to approve a plan or a closing, and her answer. She gets a summary, not the case.

The summary is a file of its own. It is kept first; then the keeper offers it to the one leader
who is asked, and she takes it when she opens it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Self

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import ApprovalOf, Part, Verdict
from fristed.casework.models import Approval, ApprovalRule, Case, LegalHold, SafetyPlan
from fristed.casework.rules.approving import OPEN_DAYS, check_answer, check_summary
from fristed.casework.rules.closing import expires_on
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.organisation.access import Team
from fristed.organisation.queries import PersonOn
from fristed.vault import granting, sealing
from fristed.vault.choices import FileKind, Ground
from fristed.vault.queries import file_by_id, retention_months

ask_to_ask_approval = asking("case.ask_approval", may=access.may_ask_approval)
ask_to_see_approvals = asking("approval.list", may=access.may_see_approvals)
ask_to_see_approval = asking("approval.read", may=access.may_read_approval)
ask_to_send = asking("approval.send", may=access.may_send_approval)
read_approval = opening("approval.read", may=access.may_read_approval)
ask_to_set_rules = asking("approval.set_rules", may=access.may_see_approval_rules)


@dataclass(frozen=True)
class NewSummary:
    """A new file for a summary and its writer's own key, asked for before any transaction."""

    file: sealing.NewFile
    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, *, unit: str, at: datetime, on: date) -> Self:
        """:raises KeeperAway: nothing was made."""
        file = sealing.new_file(FileKind.APPROVAL, unit=unit, creator=actor.ref, on=on)
        own = granting.Wanted(file, actor.ref, actor.id, Ground.CREATOR, starts_at=at)
        (given,) = granting.ask(actor.assertion, [own])
        return cls(file, given)


@action("case.ask_approval", may=access.may_ask_approval)
def ask_approval(
    actor: Actor,
    case: Case,
    *,
    what: ApprovalOf,
    plan: str,
    leader: PersonOn,
    summary: str,
    new: NewSummary,
    at: datetime,
    on: date,
) -> str:
    """Keep what a leader is asked and the summary she is given; answers its reference.

    plan   reference of the plan it is about; empty for a closing

    :raises RuleBroken: `no_summary`, `own_approval`, `no_such_plan`.
    """
    check_summary(summary)
    if leader.id == actor.id:
        raise RuleBroken("own_approval", _("Ingen godkjenner sitt eget. Velg en annen leder."))
    about = SafetyPlan.objects.filter(case_id=case.pk, ref=plan).first()
    if what == ApprovalOf.PLAN and about is None:
        raise RuleBroken("no_such_plan", _("Planen finnes ikke."))
    granting.keep(new.file.id, new.given)
    file = sealing.keep(new.file)
    row = Approval(
        file=file,
        ref=file.ref,
        case_id=case.pk,
        case_ref=case.ref,
        what=what,
        plan=about if what == ApprovalOf.PLAN else None,
        unit=case.unit,
        asked_on=on,
        by_id=actor.id,
        leader_id=leader.id,
        starts_at=at,
        ends_at=at + timedelta(days=OPEN_DAYS),
    )
    sealing.seal(file, row, "summary", summary, part=Part.CORE)
    row.save(force_insert=True)
    LegalHold.objects.follow(case.pk)
    return row.ref


@dataclass(frozen=True)
class Sent:
    """The keeper's offer of the summary to the leader. It opens nothing before she takes it."""

    given: granting.Given = field(repr=False)

    @classmethod
    def ask(cls, actor: Actor, wanted: granting.Wanted) -> Self:
        """:raises KeeperAway: it is kept, and can be sent later."""
        (given,) = granting.offer(actor.assertion, [wanted])
        return cls(given)


@action("approval.send", may=access.may_send_approval)
def send_approval(actor: Actor, approval: Approval, *, sent: Sent) -> None:
    """Let the leader see that she is asked."""
    Approval.objects.filter(pk=approval.pk, verdict="").update(
        offer=sent.given.ref, mac=sent.given.mac
    )


@action("approval.take", may=access.may_answer_approval)
def take_summary(actor: Actor, approval: Approval, *, given: granting.Given) -> None:
    """Keep the key that the keeper made of the offer, for the leader who was asked."""
    granting.keep(approval.file_id, given)


@action("approval.answer", may=access.may_answer_approval)
def answer_approval(
    actor: Actor, approval: Approval, *, verdict: Verdict, reason: str, on: date
) -> None:
    """Approve it, or not; then the reason stands beside the summary for who asked.

    :raises RuleBroken: `no_reason`, `answered`.
    """
    check_answer(verdict, reason)
    row = Approval.objects.select_for_update().filter(pk=approval.pk, verdict="").first()
    if row is None:
        raise RuleBroken("answered", _("Det er alt svart på."))
    row.verdict, row.answered_on = verdict, on
    if reason.strip():
        sealing.seal(file_by_id(row.pk), row, "reason", reason, part=Part.CORE)
    row.save(update_fields=["verdict", "answered_on", "reason"])
    expires = expires_on(on, retention_months(FileKind.APPROVAL))
    sealing.note_closed(row.ref, closed_on=on, expires_on=expires)


@action("approval.set_rule", may=access.may_set_approval_rule)
def set_rule(actor: Actor, unit: Team, *, what: ApprovalOf, on: date) -> None:
    """From today the unit wants a leader's word for it.

    :raises RuleBroken: `ruled_before`.
    """
    row = ApprovalRule(ref=new_ref("krv"), unit=unit.ref, what=what, starts_on=on, by_id=actor.id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise RuleBroken("ruled_before", _("Enheten krever det alt.")) from fault


@action("approval.end_rule", may=access.may_set_approval_rule)
def end_rule(actor: Actor, unit: Team, *, what: ApprovalOf, on: date) -> None:
    """From tomorrow it does not. What was asked until then is still answered."""
    ApprovalRule.objects.filter(unit=unit.ref, what=what, ends_on=None).update(ends_on=on)
