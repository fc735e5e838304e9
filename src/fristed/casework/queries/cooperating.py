"""Cooperation around one pupil: the plan, its parts, its meetings, and what each has been told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import OutsideService
from fristed.casework.models import (
    Case,
    CooperationMeeting,
    CooperationPart,
    CooperationPlan,
    PersonInCase,
)
from fristed.casework.queries.referring import ReferralLine, referral_line, referrals_within
from fristed.casework.queries.sharing import ShareLine, shares_on
from fristed.casework.queries.whole import is_whole, opened
from fristed.casework.rules.cooperating import Does, Gathering, Purpose
from fristed.casework.rules.people import Person
from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.vault.queries import manifest

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class PartLine:
    """Who does what by when. `does` is None where its text is not what was sealed.

    service   in words; empty when it is somebody of the house
    told      what the service has been told about it
    """

    ref: str
    code: str
    service: str
    does: Does | None
    owner: str
    due_on: date | None
    done_on: date | None
    task: str
    meeting: str
    told: tuple[ReferralLine, ...]

    @property
    def is_lacking(self) -> bool:
        return not self.task


@dataclass(frozen=True)
class MeetingLine:
    """Who is there, in words; None where the text is not what was sealed."""

    ref: str
    held_on: date
    clock: str
    place: str
    there: str | None
    by: str
    closed_on: date | None
    parts: tuple[PartLine, ...]


@dataclass(frozen=True)
class PlanLine:
    """state   "live", "withdrawn" (the consent it rests on was taken back) or "over" """

    ref: str
    purpose: Purpose | None
    basis: str
    consent: str
    started_on: date
    ended_on: date | None
    by: str
    state: str
    meetings: tuple[MeetingLine, ...]
    parts: tuple[PartLine, ...]

    def part(self, ref: str) -> PartLine | None:
        return next((one for one in self.parts if one.ref == ref), None)

    def meeting(self, ref: str) -> MeetingLine | None:
        return next((one for one in self.meetings if one.ref == ref), None)

    @property
    def between(self) -> tuple[PartLine, ...]:
        """Parts that no meeting decided."""
        return tuple(one for one in self.parts if not one.meeting)


@dataclass(frozen=True)
class CooperationPage:
    """people   who can be asked to a meeting: reference, name, and whether she is of the family
    shares     with whom of the house the case is shared now
    """

    ref: str
    name: str
    plan: PlanLine | None
    former: tuple[PlanLine, ...]
    people: tuple[tuple[str, str, bool], ...]
    shares: tuple[ShareLine, ...]
    is_whole: bool
    is_shared: bool
    may_start: Decision
    may_cooperate: Decision


class _OfPlan(TypedDict):
    by_name: str
    consent_ref: str | None
    withdrawn_on: date | None


class _OfPart(TypedDict):
    owner_name: str | None
    due_on: date | None
    done_on: date | None
    task_ref: str | None
    meeting_ref: str | None


@dataclass(frozen=True)
class _Rows:
    plans: Sequence[WithAnnotations[CooperationPlan, _OfPlan]]
    parts: Sequence[WithAnnotations[CooperationPart, _OfPart]]
    meetings: Sequence[CooperationMeeting]
    told: Mapping[int, tuple[ReferralLine, ...]]
    names: Mapping[str, str]


def cooperation_page(
    actor: Actor, case: Case, grant: ReadGrant, *, now: datetime
) -> CooperationPage:
    """Eight statements and one call to the keeper, however long the plan is."""
    with scope(actor):
        row = Case.objects.only("ref", "name").get(pk=case.pk)
        people = list(PersonInCase.objects.filter(case_id=case.pk, ended_on=None).order_by("id"))
        plans = list(_plans().filter(case_id=case.pk).order_by("-id"))
        parts = list(_parts().filter(case_id=case.pk).order_by("id"))
        meetings = list(
            CooperationMeeting.objects.filter(case_id=case.pk)
            .select_related("by")
            .order_by("-held_on", "-id")
        )
        told = list(referrals_within().filter(case_id=case.pk, part__isnull=False).order_by("id"))
        ledger = manifest(case.ref)
    texts = [row.name, *(one.body for one in (*people, *plans, *parts, *meetings))]
    grant.unlock(texts, ledger)
    persons = [(one.ref, _person(one, grant)) for one in people if not grant.withholds(one.body)]
    rows = _Rows(
        plans,
        parts,
        meetings,
        told={
            part.pk: tuple(referral_line(one, now) for one in told if one.part_id == part.pk)
            for part in parts
        },
        names={ref: _called(one) for ref, one in persons},
    )
    lines = [_plan(one, rows, grant) for one in plans]
    live = [one for one in lines if one.ended_on is None]
    is_shared = not access.may_update_case(actor, case)
    slots = (line.slot for line in ledger)
    return CooperationPage(
        ref=case.ref,
        name=opened(row.name, grant) or "",
        plan=live[0] if live else None,
        former=tuple(one for one in lines if one.ended_on is not None),
        people=tuple((ref, _called(one), one.is_family) for ref, one in persons),
        shares=()
        if is_shared
        else tuple(one for one in shares_on(actor, case, now=now) if one.state == "live"),
        is_whole=is_whole(
            grant, slots, texts, CooperationPlan, CooperationPart, CooperationMeeting
        ),
        is_shared=is_shared,
        may_start=access.may_start_cooperation(actor, case),
        may_cooperate=access.may_cooperate(actor, case),
    )


def _plans() -> QuerySet[WithAnnotations[CooperationPlan, _OfPlan]]:
    return CooperationPlan.objects.annotate(
        by_name=F("by__name"),
        consent_ref=F("consent__ref"),
        withdrawn_on=F("consent__withdrawn_on"),
    )


def _parts() -> QuerySet[WithAnnotations[CooperationPart, _OfPart]]:
    return CooperationPart.objects.annotate(
        owner_name=F("task__owner__name"),
        due_on=F("task__due_on"),
        done_on=F("task__done_on"),
        task_ref=F("task__ref"),
        meeting_ref=F("meeting__ref"),
    )


def _person(row: PersonInCase, grant: ReadGrant) -> Person:
    said = opened(row.body, grant)
    return Person.from_text(said) if said else Person()


def _called(person: Person) -> str:
    return person.name or codelists.label("person_relation", person.relation)


def _plan(
    row: WithAnnotations[CooperationPlan, _OfPlan], rows: _Rows, grant: ReadGrant
) -> PlanLine:
    said = opened(row.body, grant)
    parts = tuple(_part(one, rows, grant) for one in rows.parts if one.plan_id == row.pk)
    return PlanLine(
        ref=row.ref,
        purpose=Purpose.from_text(said) if said else None,
        basis=_("samtykke")
        if row.consent_id is not None
        else codelists.label("legal_topic", row.legal_basis, on=row.started_on),
        consent=row.consent_ref or "",
        started_on=row.started_on,
        ended_on=row.ended_on,
        by=row.by_name,
        state="over" if row.ended_on else "withdrawn" if row.withdrawn_on else "live",
        meetings=tuple(
            _meeting(one, parts, rows.names, grant)
            for one in rows.meetings
            if one.plan_id == row.pk
        ),
        parts=parts,
    )


def _part(
    row: WithAnnotations[CooperationPart, _OfPart], rows: _Rows, grant: ReadGrant
) -> PartLine:
    said = opened(row.body, grant)
    return PartLine(
        ref=row.ref,
        code=row.service,
        service=str(OutsideService(row.service).label) if row.service else "",
        does=Does.from_text(said) if said else None,
        owner=row.owner_name or "",
        due_on=row.due_on,
        done_on=row.done_on,
        task=row.task_ref or "",
        meeting=row.meeting_ref or "",
        told=rows.told.get(row.pk, ()),
    )


def _meeting(
    row: CooperationMeeting,
    parts: Sequence[PartLine],
    names: Mapping[str, str],
    grant: ReadGrant,
) -> MeetingLine:
    said = opened(row.body, grant)
    gathering = Gathering.from_text(said) if said else Gathering()
    there = [
        *(str(OutsideService(code).label) for code in gathering.services),
        *(names[ref] for ref in gathering.people if ref in names),
        *([gathering.others] if gathering.others else []),
    ]
    return MeetingLine(
        ref=row.ref,
        held_on=row.held_on,
        clock=gathering.clock,
        place=gathering.place,
        there=", ".join(there) if said else None,
        by=row.by.name,
        closed_on=row.closed_on,
        parts=tuple(one for one in parts if one.meeting == row.ref),
    )
