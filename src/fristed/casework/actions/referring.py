"""Telling services outside. What is prepared here is sent by a person, by the service's own way."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions import telling
from fristed.casework.actions.assessing_duties import Step, _take
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.actions.sharing import Agreed, Law
from fristed.casework.choices import CheckedHow, DutyStepKind, OutsideService, Part, SentHow
from fristed.casework.models import (
    Case,
    CooperationPart,
    DutyAssessment,
    Referral,
    ReferralCheck,
)
from fristed.casework.rules.cooperating import check_in_force
from fristed.casework.rules.referring import Content, check_referral, to_the_hour
from fristed.casework.rules.sharing import check_reason
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.periods import monday_of
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id


@dataclass(frozen=True)
class Belongs:
    """What in the case a referral belongs to, by reference.

    assessment   of the duty that it fulfils
    part         of the cooperation plan that it tells a service
    """

    assessment: str = ""
    part: str = ""


NOTHING: Final = Belongs()

ask_to_refer = asking("case.refer", may=access.may_refer_case)
read_referral = opening("case.read_referral", may=access.may_follow_referral)
export_report = opening("case.export_report", may=access.may_follow_referral)
ask_to_follow = asking("case.answer_referral", may=access.may_follow_referral)
ask_to_see_reports = asking("case.see_reports", may=access.may_see_reports)


@action("case.refer", may=access.may_refer_case)
def refer_case(
    actor: Actor,
    case: Case,
    *,
    service: OutsideService,
    content: Content,
    agreed: Agreed,
    on: date,
    of: Belongs = NOTHING,
) -> str:
    """Prepare what a service is told, as the young person has agreed; answers its reference.
    A closed case is open again by it.

    :raises RuleBroken: `nothing_said`, `family_stop`, `no_such_assessment`, `no_such_part`,
        `expired`; see `rules.cooperating.check_in_force`.
    """
    row = _row(actor, service, on, consent_id=agreed.consent)
    return _keep(actor, case, row, content, of=of, on=on)


@action("case.refer_without_consent", may=access.may_refer_without_consent)
def refer_without_consent(
    actor: Actor,
    case: Case,
    *,
    service: OutsideService,
    content: Content,
    law: Law,
    on: date,
    of: Belongs = NOTHING,
) -> str:
    """The same on a legal basis, with the reason in writing.

    :raises RuleBroken: `no_reason`; or as `refer_case`.
    """
    check_reason(content.why)
    row = _row(actor, service, on, legal_basis=law.topic)
    return _keep(actor, case, row, content, of=of, on=on)


@action("case.send_referral", may=access.may_follow_referral)
def note_sent(actor: Actor, case: Case, *, referral: str, how: SentHow, at: datetime) -> None:
    """Note that she has sent it. From now somebody asks until the service has said it has it. The
    duty it fulfils is reported with it.

    :raises RuleBroken: `sent_before`; `family_stop`, where the stop was set after it was prepared.
    """
    row = _locked(case, referral, sent_on=None)
    if row is None:
        raise RuleBroken("sent_before", _("Den er alt sendt."))
    if row.tells_family and row.override_id is None:
        row.override_id = telling.tell_family(actor, case, on=timezone.localdate(at))
    row.how, row.sent_on, row.sent_at = how, timezone.localdate(at), to_the_hour(at)
    row.save(update_fields=["how", "sent_on", "sent_at", "override"])
    if row.assessment is not None and row.assessment.last_step != DutyStepKind.REPORTED:
        words = _("%(service)s: %(how)s") % {
            "service": OutsideService(row.service).label,
            "how": how.label,
        }
        _take(actor, row.assessment, Step(DutyStepKind.REPORTED, words), at)


@action("case.acknowledge_referral", may=access.may_follow_referral)
def note_acknowledged(actor: Actor, case: Case, *, referral: str, at: datetime) -> None:
    """Note that the service has said it has it. The clock of the duty it fulfils stops with it.

    :raises RuleBroken: `not_sent`.
    """
    row = _locked(case, referral, sent_on__isnull=False, acknowledged_on=None)
    if row is None:
        raise RuleBroken("not_sent", _("Den er ikke sendt, eller er alt bekreftet."))
    row.acknowledged_on = timezone.localdate(at)
    row.save(update_fields=["acknowledged_on"])
    _stop_clock(actor, row, at)


@action("case.tick_off_referral", may=access.may_follow_referral)
def tick_off_referral(
    actor: Actor, case: Case, *, referral: str, how: CheckedHow, on: date
) -> None:
    """Tick an open referral off in the week's round, with what was done about it.

    :raises RuleBroken: `not_sent`, `checked_before`.
    """
    row = Referral.objects.filter(
        case_id=case.pk, ref=referral, sent_on__isnull=False, acknowledged_on=None
    ).first()
    if row is None:
        raise RuleBroken("not_sent", _("Den er ikke sendt, eller er alt bekreftet."))
    if ReferralCheck.objects.filter(referral=row, week_of=monday_of(on)).exists():
        raise RuleBroken("checked_before", _("Den er alt gått gjennom denne uken."))
    ReferralCheck.objects.create(
        case_id=case.pk,
        referral=row,
        week_of=monday_of(on),
        how=how,
        checked_on=on,
        by_id=actor.id,
    )


@action("case.answer_referral", may=access.may_follow_referral)
def note_answer(actor: Actor, case: Case, *, referral: str, text: str, at: datetime) -> None:
    """Write down what the service answered. An answer is a receipt too.

    :raises RuleBroken: `not_sent`.
    """
    row = _locked(case, referral, sent_on__isnull=False, answered_on=None)
    if row is None:
        raise RuleBroken("not_sent", _("Den er ikke sendt, eller har alt fått svar."))
    sealing.seal(file_by_id(case.pk), row, "answer", text, part=Part.SHARING)
    row.answered_on = timezone.localdate(at)
    row.acknowledged_on = row.acknowledged_on or row.answered_on
    row.save(update_fields=["answer", "answered_on", "acknowledged_on"])
    _stop_clock(actor, row, at)


def _row(actor: Actor, service: OutsideService, on: date, **basis: Any) -> Referral:
    return Referral(ref=new_ref("hnv"), service=service, prepared_on=on, by_id=actor.id, **basis)


def _keep(
    actor: Actor, case: Case, row: Referral, content: Content, *, of: Belongs, on: date
) -> str:
    check_referral(content)
    _reopen_if_closed(actor, case, on=on)
    row.case_id = case.pk
    if of.assessment:
        row.assessment = DutyAssessment.objects.filter(case_id=case.pk, ref=of.assessment).first()
        if row.assessment is None:
            raise RuleBroken("no_such_assessment", _("Vurderingen finnes ikke."))
    if of.part:
        row.part = _part(case, of.part)
    row.tells_family = content.tells_family
    if content.tells_family:
        row.override_id = telling.tell_family(actor, case, on=on)
    sealing.seal(file_by_id(case.pk), row, "content", content.as_text(), part=Part.SHARING)
    row.save(force_insert=True)
    return row.ref


def _part(case: Case, part: str) -> CooperationPart:
    row = CooperationPart.objects.filter(case_id=case.pk, ref=part).first()
    if row is None:
        raise RuleBroken("no_such_part", _("Delen finnes ikke i samarbeidsplanen."))
    consent = row.plan.consent
    withdrawn_on = consent.withdrawn_on if consent else None
    check_in_force(ended_on=row.plan.ended_on, withdrawn_on=withdrawn_on)
    return row


def _locked(case: Case, referral: str, **state: Any) -> Referral | None:
    rows = Referral.objects.select_for_update(of=("self",)).filter(case_id=case.pk, ref=referral)
    return rows.filter(**state).first()


def _stop_clock(actor: Actor, row: Referral, at: datetime) -> None:
    """One acknowledgement, whichever page it was noted on."""
    if row.assessment is not None and row.assessment.last_step == DutyStepKind.REPORTED:
        _take(actor, row.assessment, Step(DutyStepKind.ACKNOWLEDGED), at)
