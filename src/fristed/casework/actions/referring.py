"""Telling services outside. What is prepared here is sent by a person, by the service's own way."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.sharing import Agreed, Law
from fristed.casework.choices import CheckedHow, OutsideService, Part, SentHow
from fristed.casework.models import Case, FamilyStop, Referral, ReferralCheck, StopOverride
from fristed.casework.rules.referring import (
    Content,
    check_family_stop,
    check_referral,
    to_the_hour,
    week_of,
)
from fristed.casework.rules.sharing import check_reason
from fristed.gate import Actor, action, asking, opening
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id

ask_to_refer = asking("case.refer", may=access.may_refer_case)
read_referral = opening("case.read_referral", may=access.may_follow_referral)
export_report = opening("case.export_report", may=access.may_follow_referral)
ask_to_follow = asking("case.answer_referral", may=access.may_follow_referral)
ask_to_stop_family = asking("case.stop_family", may=access.may_stop_family)
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
) -> str:
    """Prepare what a service is told, as the young person has agreed; answers its reference.

    :raises RuleBroken: `nothing_said`, `family_stop`.
    """
    return _keep(actor, case, _row(actor, service, on, consent_id=agreed.consent), content, on)


@action("case.refer_without_consent", may=access.may_refer_without_consent)
def refer_without_consent(
    actor: Actor, case: Case, *, service: OutsideService, content: Content, law: Law, on: date
) -> str:
    """The same on a legal basis, with the reason in writing.

    :raises RuleBroken: `no_reason`, `nothing_said`, `family_stop`.
    """
    check_reason(content.why)
    return _keep(actor, case, _row(actor, service, on, legal_basis=law.topic), content, on)


@action("case.send_referral", may=access.may_follow_referral)
def note_sent(actor: Actor, case: Case, *, referral: str, how: SentHow, at: datetime) -> None:
    """Note that she has sent it. From now somebody asks until the service has said it has it.

    :raises RuleBroken: `sent_before`.
    """
    hour = to_the_hour(at)
    waiting = Referral.objects.filter(case_id=case.pk, ref=referral, sent_on=None)
    if not waiting.update(how=how, sent_on=at.date(), sent_at=hour):
        raise RuleBroken("sent_before", _("Den er alt sendt."))


@action("case.acknowledge_referral", may=access.may_follow_referral)
def note_acknowledged(actor: Actor, case: Case, *, referral: str, on: date) -> None:
    """Note that the service has said it has it.

    :raises RuleBroken: `not_sent`.
    """
    sent = Referral.objects.filter(
        case_id=case.pk, ref=referral, sent_on__isnull=False, acknowledged_on=None
    )
    if not sent.update(acknowledged_on=on):
        raise RuleBroken("not_sent", _("Den er ikke sendt, eller er alt bekreftet."))


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
    if ReferralCheck.objects.filter(referral=row, week_of=week_of(on)).exists():
        raise RuleBroken("checked_before", _("Den er alt gått gjennom denne uken."))
    ReferralCheck.objects.create(
        case_id=case.pk,
        referral=row,
        week_of=week_of(on),
        how=how,
        checked_on=on,
        by_id=actor.id,
    )


@action("case.answer_referral", may=access.may_follow_referral)
def note_answer(actor: Actor, case: Case, *, referral: str, text: str, on: date) -> None:
    """Write down what the service answered. An answer is a receipt too.

    :raises RuleBroken: `not_sent`.
    """
    row = Referral.objects.filter(
        case_id=case.pk, ref=referral, sent_on__isnull=False, answered_on=None
    ).first()
    if row is None:
        raise RuleBroken("not_sent", _("Den er ikke sendt, eller har alt fått svar."))
    sealing.seal(file_by_id(case.pk), row, "answer", text, part=Part.SHARING)
    row.answered_on = on
    row.acknowledged_on = row.acknowledged_on or on
    row.save(update_fields=["answer", "answered_on", "acknowledged_on"])


@action("case.stop_family", may=access.may_stop_family)
def stop_family(actor: Actor, case: Case, *, why: str, on: date) -> None:
    """From now nothing goes to the family in this case.

    :raises RuleBroken: `stopped_before`.
    """
    if FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).exists():
        raise RuleBroken("stopped_before", _("Sperren er alt satt."))
    row = FamilyStop(ref=new_ref("fam"), case_id=case.pk, set_on=on, by_id=actor.id)
    sealing.seal(file_by_id(case.pk), row, "why", why, part=Part.SHARING)
    row.save(force_insert=True)


@action("case.lift_family_stop", may=access.may_lift_family_stop)
def lift_family_stop(actor: Actor, case: Case, *, on: date) -> None:
    """The family may be told again."""
    FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).update(lifted_on=on)


@action("case.ask_to_override", may=access.may_stop_family)
def ask_to_override(actor: Actor, case: Case, *, why: str, on: date) -> None:
    """Ask that the family is told once all the same. Another must agree."""
    check_reason(why)
    row = StopOverride(ref=new_ref("ovr"), case_id=case.pk, asked_on=on, by_id=actor.id)
    sealing.seal(file_by_id(case.pk), row, "why", why, part=Part.NOTES)
    row.save(force_insert=True)


@action("case.approve_override", may=access.may_approve_override)
def approve_override(actor: Actor, case: Case, *, override: str, on: date) -> None:
    """Agree to it, as the second person.

    :raises RuleBroken: `own_override`: not one's own, and only once.
    """
    asked = StopOverride.objects.filter(case_id=case.pk, ref=override, approved_by=None)
    if not asked.exclude(by_id=actor.id).update(approved_by=actor.id, approved_on=on):
        raise RuleBroken("own_override", _("En annen enn den som spurte, må si ja."))


def _row(actor: Actor, service: OutsideService, on: date, **basis: Any) -> Referral:
    return Referral(ref=new_ref("hnv"), service=service, prepared_on=on, by_id=actor.id, **basis)


def _keep(actor: Actor, case: Case, row: Referral, content: Content, on: date) -> str:
    check_referral(content)
    if content.tells_family:
        _use_override(case, on)
    row.case_id = case.pk
    sealing.seal(file_by_id(case.pk), row, "content", content.as_text(), part=Part.SHARING)
    row.save(force_insert=True)
    return row.ref


def _use_override(case: Case, on: date) -> None:
    is_stopped = FamilyStop.objects.filter(case_id=case.pk, lifted_on=None).exists()
    agreed = StopOverride.objects.filter(
        case_id=case.pk, approved_by__isnull=False, used_on=None
    ).first()
    check_family_stop(is_stopped=is_stopped, has_override=agreed is not None)
    if is_stopped and agreed is not None:
        agreed.used_on = on
        agreed.save(update_fields=["used_on"])
