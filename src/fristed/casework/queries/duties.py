"""Duties: what was assessed in a case, which clocks run, and what a change of law touches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypedDict

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from fristed.casework import access
from fristed.casework.choices import CaseStatus, DutyStepKind
from fristed.casework.models import Case, DutyAssessment, DutyStep
from fristed.casework.queries.cases import cases_readable_by
from fristed.casework.queries.referring import ReferralLine, referral_line, referrals_within
from fristed.casework.rules import duties
from fristed.codelists import queries as codelists
from fristed.codelists.choices import Weight
from fristed.codelists.queries import DutyOn, NotInForce, Words
from fristed.gate import Actor, Decision, ReadGrant, TextBroken, scope
from fristed.organisation import queries as organisation
from fristed.organisation.queries import HelpNumber
from fristed.vault.fields import SealedText
from fristed.vault.queries import manifest

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SLOTS: Final = ("casework.dutyassessment.", "casework.dutystep.")
ALWAYS: Final = ("politi-112", "alarmtelefonen")
MOST: Final = 500


@dataclass(frozen=True)
class WeighedLine:
    """A criterion as it was signed. `follows` is empty where no lawyer had looked."""

    question: str
    ticked: tuple[str, ...]
    follows: str


@dataclass(frozen=True)
class LawLine:
    act: str
    section: str
    rule: str
    valid_from: str
    caution: str


@dataclass(frozen=True)
class StepLine:
    """`words` is None where the seal was broken."""

    taken_on: date
    by: str
    what: str
    words: str | None


@dataclass(frozen=True)
class AssessedDuty:
    """The signed reasoning, in the page's language. As it was, whatever the law is now."""

    title: str
    standard: str
    source: str
    checked_by: str
    checked_on: str
    caution: str
    laws: tuple[LawLine, ...]
    weighed: tuple[WeighedLine, ...]
    conclusion: str
    parts: tuple[str, ...]
    words: str
    insight_at: datetime
    signed_at: datetime


@dataclass(frozen=True)
class AssessmentLine:
    """One assessment. `signed` is None where the seal was broken.

    hours          since she learned of it, while the clock runs; until the last step after
    law_changed    the law or the criteria are others today
    referrals      what a service was told to fulfil it
    """

    ref: str
    by: str
    assessed_on: date
    signed: AssessedDuty | None
    steps: tuple[StepLine, ...]
    is_waiting: bool
    hours: int | None
    is_late: bool
    law_changed: bool
    referrals: tuple[ReferralLine, ...]


@dataclass(frozen=True)
class DutiesPage:
    """The duties of one case. `is_whole` is false where something was removed or changed."""

    ref: str
    assessments: tuple[AssessmentLine, ...]
    offered: tuple[DutyOn, ...]
    numbers: tuple[HelpNumber, ...]
    is_whole: bool
    may_assess: Decision
    may_refer: Decision

    def line(self, ref: str) -> AssessmentLine | None:
        return next((one for one in self.assessments if one.ref == ref), None)


@dataclass(frozen=True)
class DutyClock:
    """A duty in one of her cases that waits, or whose law has changed. Days, never hours."""

    case: str
    title: str
    what: str
    insight_on: date
    days: int
    sealed_name: SealedText = field(repr=False)


@dataclass(frozen=True)
class OwnDuties:
    waiting: tuple[DutyClock, ...]
    changed: tuple[DutyClock, ...]

    @property
    def sealed_names(self) -> Mapping[str, SealedText]:
        return {one.case: one.sealed_name for one in (*self.waiting, *self.changed)}


@dataclass(frozen=True)
class ClockLine:
    """The same with the case's working name opened."""

    name: str
    clock: DutyClock


@dataclass(frozen=True)
class OwnDutiesPage:
    waiting: tuple[ClockLine, ...]
    changed: tuple[ClockLine, ...]
    offered: tuple[DutyOn, ...]
    numbers: tuple[HelpNumber, ...]


class _WithAuthor(TypedDict):
    author: str


def numbers_for(duty_codes: Iterable[str], *, on: date) -> tuple[HelpNumber, ...]:
    """Whom to call. Always the police and the children's line, whatever the answer was."""
    return organisation.help_numbers(on, codes={*ALWAYS, *duty_codes})


def duties_page(actor: Actor, case: Case, grant: ReadGrant, *, now: datetime) -> DutiesPage:
    """All assessments of a case, newest first, opened. The same statements however many."""
    on = timezone.localdate(now)
    with scope(actor):
        rows = list(
            DutyAssessment.objects.filter(case_id=case.pk)
            .annotate(author=F("by__name"))
            .order_by("-id")
        )
        steps = list(
            DutyStep.objects.filter(case_id=case.pk).annotate(author=F("by__name")).order_by("id")
        )
        reports = list(
            referrals_within().filter(case_id=case.pk, assessment__isnull=False).order_by("id")
        )
        ledger = manifest(case.ref)
        texts = [row.reasoning for row in rows] + [row.words for row in steps]
        offered = codelists.duties_on(on)
        numbers = numbers_for((code for duty in offered for code in duty.calls), on=on)
    grant.unlock(texts, ledger)
    mine = {line.slot for line in ledger if line.slot.startswith(SLOTS)}
    editions = {duty.topic: duty.edition for duty in offered}
    lines = tuple(
        _line(
            row,
            [one for one in steps if one.assessment_id == row.pk],
            grant,
            referrals=tuple(
                referral_line(one, now) for one in reports if one.assessment_id == row.pk
            ),
            editions=editions,
            now=now,
        )
        for row in rows
    )
    return DutiesPage(
        ref=case.ref,
        assessments=lines,
        offered=offered,
        numbers=numbers,
        is_whole=mine == {text.slot for text in texts} and all(line.signed for line in lines),
        may_assess=access.may_assess_duty(actor, case),
        may_refer=access.may_refer_case(actor, case),
    )


def own_duties(actor: Actor, *, on: date) -> OwnDuties:
    """Clocks that run in her open cases, oldest first; and assessments by a law that has changed.

    Of each duty in each case only the latest assessment. One statement.
    """
    with scope(actor):
        rows = list(_latest(actor)[:MOST])
        editions = {duty.topic: duty.edition for duty in codelists.duties_on(on)}
    return OwnDuties(
        waiting=tuple(
            _clock(row, on)
            for row in sorted(rows, key=lambda row: row.insight_on)
            if duties.is_waiting(DutyStepKind(row.last_kind))
        ),
        changed=tuple(_clock(row, on) for row in rows if editions.get(row.topic) != row.edition),
    )


def own_duties_page(own: OwnDuties, names: Mapping[str, str], *, on: date) -> OwnDutiesPage:
    """The lists with names, and the guide that needs no case."""
    offered = codelists.duties_on(on)
    return OwnDutiesPage(
        waiting=tuple(ClockLine(names.get(one.case, ""), one) for one in own.waiting),
        changed=tuple(ClockLine(names.get(one.case, ""), one) for one in own.changed),
        offered=offered,
        numbers=numbers_for((code for duty in offered for code in duty.calls), on=on),
    )


def _latest(actor: Actor) -> Any:
    cases = cases_readable_by(actor).filter(status=CaseStatus.OPEN)
    last = DutyStep.objects.filter(assessment_id=OuterRef("pk")).order_by("-id")
    return (
        DutyAssessment.objects.filter(case_id__in=cases.values("pk"))
        .order_by("case_id", "topic", "-id")
        .distinct("case_id", "topic")
        .select_related("case")
        .annotate(last_kind=Subquery(last.values("kind")[:1]))
    )


def _clock(row: Any, on: date) -> DutyClock:
    return DutyClock(
        case=row.case.ref,
        title=codelists.label("legal_topic", row.topic, on=on),
        what=str(DutyStepKind(row.last_kind).label),
        insight_on=row.insight_on,
        days=(on - row.insight_on).days,
        sealed_name=row.case.name,
    )


def _line(
    row: WithAnnotations[DutyAssessment, _WithAuthor],
    steps: Sequence[WithAnnotations[DutyStep, _WithAuthor]],
    grant: ReadGrant,
    *,
    referrals: tuple[ReferralLine, ...],
    editions: Mapping[str, str],
    now: datetime,
) -> AssessmentLine:
    signed = _signed(row.reasoning, grant)
    said = [_said(one.words, grant) for one in steps]
    waiting = not steps or duties.is_waiting(DutyStepKind(steps[-1].kind))
    until = now if waiting or said[-1] is None else datetime.fromisoformat(said[-1]["at"])
    hours = duties.hours_between(signed.insight_at, until) if signed else None
    return AssessmentLine(
        ref=row.ref,
        by=row.author,
        assessed_on=row.assessed_on,
        signed=signed,
        steps=tuple(
            StepLine(
                one.taken_on,
                one.author,
                str(DutyStepKind(one.kind).label),
                None if told is None else told["words"],
            )
            for one, told in zip(steps, said, strict=True)
        ),
        is_waiting=waiting,
        hours=hours,
        is_late=waiting and (hours is None or duties.is_late(hours)),
        law_changed=editions.get(row.topic) != row.edition,
        referrals=referrals,
    )


def _signed(text: SealedText, grant: ReadGrant) -> AssessedDuty | None:
    said = _said(text, grant)
    if said is None:
        return None
    outcome = bool(said["outcome"])
    return AssessedDuty(
        title=_in_words(said["title"]),
        standard=said["standard"],
        source=said["source"],
        checked_by=said["checked_by"],
        checked_on=said["checked_on"],
        caution=_in_words(said["caution"]),
        laws=tuple(
            LawLine(
                law["act"],
                law["section"],
                _in_words(law["rule"]),
                law["valid_from"],
                _in_words(law["caution"]),
            )
            for law in said["laws"]
        ),
        weighed=tuple(
            WeighedLine(
                _in_words(one["question"]),
                tuple(_in_words(label) for label in one["ticked"]),
                str(Weight(one["follows"]).label) if outcome else "",
            )
            for one in said["weighed"]
        ),
        conclusion=_in_words(said["conclusion"]),
        parts=tuple(_in_words(part) for part in said["parts"]),
        words=said["words"],
        insight_at=datetime.fromisoformat(said["insight_at"]),
        signed_at=datetime.fromisoformat(said["signed_at"]),
    )


def _said(text: SealedText | None, grant: ReadGrant) -> dict[str, Any] | None:
    try:
        return json.loads(text.open(grant)) if text is not None else None
    except TextBroken:
        return None


def _in_words(kept: Mapping[str, str] | None) -> str:
    return str(Words.of(kept)) if kept else ""


def duty_or_none(topic: str, *, on: date) -> DutyOn | None:
    try:
        return codelists.duty_on(topic, on)
    except NotInForce:
        return None
