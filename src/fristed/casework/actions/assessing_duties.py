"""Assessing a duty, signing the reasoning into the case, and writing down what was done."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.actions.closing import _reopen_if_closed
from fristed.casework.choices import DutyStepKind, Part
from fristed.casework.models import Case, DutyAssessment, DutyStep
from fristed.casework.rules.duties import Reasoning, Ticked, check_insight, check_step, reason
from fristed.codelists.queries import DutyOn, Words
from fristed.gate import Actor, action, asking
from fristed.kernel.refs import new_ref
from fristed.kernel.rules import RuleBroken
from fristed.vault import sealing
from fristed.vault.queries import file_by_id


@dataclass(frozen=True)
class Step:
    """What she does about it. `words`: why not, how else, to whom."""

    kind: DutyStepKind
    words: str = ""


@dataclass(frozen=True)
class Facts:
    """What she ticked and when she learned of it.

    parts   what it is necessary to pass on
    """

    ticked: Ticked
    insight_at: datetime
    parts: tuple[str, ...] = ()
    words: str = ""


ask_to_assess_duty = asking("case.assess_duty", may=access.may_assess_duty)
ask_to_use_guide = asking("duty.use_guide", may=access.may_use_duty_guide)


@action("case.assess_duty", may=access.may_assess_duty)
def assess_duty(
    actor: Actor, case: Case, *, duty: DutyOn, facts: Facts, step: Step, at: datetime
) -> str:
    """Sign the reasoning into the case with the law's edition, and say what is done now. A closed
    case is open again by it.

    :raises RuleBroken: see `rules.duties`; `expired`.
    """
    _reopen_if_closed(actor, case, on=timezone.localdate(at))
    check_insight(facts.insight_at, now=at)
    check_step(step.kind, before=None, words=step.words)
    reasoning = reason(duty, facts.ticked)
    row = DutyAssessment(
        ref=new_ref("plk"),
        case_id=case.pk,
        topic=duty.topic,
        edition=duty.edition,
        assessed_on=timezone.localdate(at),
        insight_on=timezone.localdate(facts.insight_at),
        by_id=actor.id,
    )
    text = json.dumps(_as_signed(actor, duty, facts, reasoning, at), ensure_ascii=False)
    sealing.seal(file_by_id(case.pk), row, "reasoning", text, part=Part.DUTIES)
    row.save(force_insert=True)
    _take(actor, row, step, at)
    return row.ref


@action("case.take_duty_step", may=access.may_assess_duty)
def take_duty_step(actor: Actor, case: Case, *, assessment: str, step: Step, at: datetime) -> None:
    """Write down what was done about a duty: reported, acknowledged, averted, or why not. What it
    was reported with is acknowledged by the same step.

    :raises RuleBroken: `no_such_assessment`, `report_waits`; see `rules.duties.check_step`.
    """
    row = DutyAssessment.objects.filter(case_id=case.pk, ref=assessment).first()
    if row is None:
        raise RuleBroken("no_such_assessment", _("Vurderingen finnes ikke."))
    Case.objects.select_for_update().only("pk").get(pk=case.pk)  # one step at a time
    before = DutyStepKind(row.last_step) if row.last_step else None
    check_step(step.kind, before=before, words=step.words)
    if step.kind == DutyStepKind.REPORTED and row.referrals.filter(sent_on=None).exists():
        raise RuleBroken(
            "report_waits", _("Meldingen er gjort klar i saken. Før på den at den er sendt.")
        )
    if step.kind == DutyStepKind.ACKNOWLEDGED:
        sent = row.referrals.filter(sent_on__isnull=False, acknowledged_on=None)
        sent.update(acknowledged_on=timezone.localdate(at))
    _take(actor, row, step, at)


def _take(actor: Actor, assessment: DutyAssessment, step: Step, at: datetime) -> None:
    row = DutyStep(
        ref=new_ref("ste"),
        case_id=assessment.case_id,
        assessment=assessment,
        kind=step.kind,
        taken_on=timezone.localdate(at),
        by_id=actor.id,
    )
    said = {"words": step.words, "at": at.isoformat(timespec="minutes")}
    text = json.dumps(said, ensure_ascii=False)
    sealing.seal(file_by_id(assessment.case_id), row, "words", text, part=Part.DUTIES)
    row.save(force_insert=True)


def _as_signed(
    actor: Actor, duty: DutyOn, facts: Facts, reasoning: Reasoning, at: datetime
) -> dict[str, object]:
    """Everything as it stood when she signed: it can be read when the law is another."""
    parts = {part.value: part.label for part in duty.parts}
    return {
        "signed_by": actor.ref,
        "signed_at": at.isoformat(timespec="minutes"),
        "insight_at": facts.insight_at.isoformat(timespec="minutes"),
        "title": duty.title.as_kept(),
        "edition": duty.edition,
        "valid_from": str(duty.valid_from or ""),
        "standard": duty.standard.value,
        "source": duty.source,
        "checked_by": duty.checked_by if duty.is_checked else "",
        "checked_on": str(duty.checked_on or "") if duty.is_checked else "",
        "caution": _kept(reasoning.caution),
        "laws": [
            {
                "act": law.act,
                "section": law.section,
                "rule": law.rule.as_kept(),
                "valid_from": str(law.valid_from or ""),
                "source": law.source,
                "caution": _kept(law.caution),
            }
            for law in duty.laws
        ],
        "weighed": [
            {
                "question": one.question.as_kept(),
                "ticked": [label.as_kept() for label in one.ticked],
                "follows": one.follows.value,
            }
            for one in reasoning.weighed
        ],
        "outcome": reasoning.outcome.value if reasoning.outcome else "",
        "conclusion": _kept(reasoning.conclusion),
        "parts": [parts[value].as_kept() for value in facts.parts if value in parts],
        "words": facts.words,
    }


def _kept(words: Words | None) -> dict[str, str] | None:
    return None if words is None else words.as_kept()
