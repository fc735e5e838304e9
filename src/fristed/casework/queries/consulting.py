"""Matters before the competence team: the list, one that was opened, and an agency's own notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from fristed.casework import access
from fristed.casework.choices import Basis, CaseStatus, OfferOutcome
from fristed.casework.models import (
    AgencyNote,
    Compartment,
    Consultation,
    HousingRequest,
    ReturnRefund,
    SharedEntry,
    TeamDecision,
)
from fristed.casework.queries.cases import concern_label
from fristed.casework.queries.whole import opened
from fristed.casework.rules import consulting
from fristed.casework.rules.consulting import AGENCY, agency_of
from fristed.codelists import queries as codelists
from fristed.gate import Actor, ReadGrant, scope
from fristed.gate import Decision as Answer
from fristed.guidance import queries as inquiries
from fristed.kernel.glances import count_shown, hours_shown, year_until
from fristed.organisation import queries as organisation
from fristed.vault.choices import History
from fristed.vault.fields import SealedText
from fristed.vault.queries import holds_grant, manifest

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class Matter:
    """What the team may know of a matter without opening it: codes and days.

    law      the one that is asked about, in words; empty: nobody has said
    member   who of the agency's answers; empty: any of them
    """

    ref: str
    number: int
    title: str
    concern: str
    caller: str
    law: str
    agency: str
    member: str
    received_on: date
    closed_on: date | None


@dataclass(frozen=True)
class Shared:
    """An entry of the shared file; each says where it comes from and on what ground."""

    written_on: date
    by: str
    agency: str
    basis: str
    text: str | None


@dataclass(frozen=True)
class Decision:
    ref: str
    meeting: str
    decided_on: date
    text: str | None
    owner: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class Housing:
    """waited   days so far, or until the municipality decided [days]"""

    ref: str
    asked_on: date
    needs: str | None
    decided_on: date | None
    outcome: str
    waited: int


@dataclass(frozen=True)
class Refund:
    """applied_by   the envoy herself; empty where the team noted it for a mission"""

    ref: str
    applied_on: date
    mission: str
    travellers: str
    why: str
    applied_by: str
    amount: int
    decided_on: date | None
    outcome: str
    granted: int


@dataclass(frozen=True)
class OwnNote:
    ref: str
    written_on: date
    by: str
    text: str | None
    shared_on: date | None


@dataclass(frozen=True)
class ConsultationPage:
    """A matter that was opened. `own` are her agency's notes; nobody else's are anywhere here.

    asked_by   who asked from a case of hers; the team sees that there is one, and no more
    """

    matter: Matter
    asked_by: str
    summary: str | None
    entries: tuple[Shared, ...]
    decisions: tuple[Decision, ...]
    housing: tuple[Housing, ...]
    refunds: tuple[Refund, ...]
    own: tuple[OwnNote, ...]
    own_agency: str
    is_whole: bool
    may_update: Answer


def team_of(actor: Actor) -> str:
    """The team's own unit, beside the agency she represents in it."""
    return min((unit for unit in actor.units if not unit.startswith(AGENCY)), default="")


def agency_unit(actor: Actor) -> str:
    return AGENCY + agency_of(actor.units)


def assigned_agency(caller: str, law: str, on: date) -> str:
    """Who answers such a question of such a caller, by the lists in force that day."""
    codes = codelists.code_list("competence_assignment", on).codes
    return consulting.answers((code.value for code in codes), caller, law, coordinator="bufdir")


def matter_of(row: Consultation, *, member: str | None) -> Matter:
    return Matter(
        ref=row.ref,
        number=row.number,
        title=title_of(row),
        concern=concern_label(row.concern, row.received_on),
        caller=codelists.label("contact_route_competence_team", row.caller, on=row.received_on),
        law=codelists.label("consultation_law", row.law, on=row.received_on) if row.law else "",
        agency=codelists.label("agency", row.agency, on=row.received_on),
        member=member or "",
        received_on=row.received_on,
        closed_on=row.closed_on,
    )


def title_of(row: Consultation) -> str:
    return _("Drøfting %(number)s") % {"number": row.number}


@dataclass(frozen=True)
class Seat:
    """A member in an agency's seat."""

    member: int
    agency: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.agency}.{self.member}"


def seats_of(team: str, *, on: date) -> tuple[Seat, ...]:
    """Who of the team can answer, and for which agency."""
    in_team = {one.id for one in organisation.members_of(team, on)}
    units = [unit.code for unit in organisation.units_on(on) if unit.code.startswith(AGENCY)]
    return tuple(
        Seat(
            one.id,
            unit.removeprefix(AGENCY),
            f"{one.name}, {codelists.label('agency', unit.removeprefix(AGENCY), on=on)}",
        )
        for unit in units
        for one in organisation.members_of(unit, on)
        if one.id in in_team
    )


@dataclass(frozen=True)
class Answerer:
    """Who would answer such a question of such a caller today.

    member   None where nobody of the agency is there
    """

    agency: str
    label: str
    member: int | None
    name: str


def answerer_for(team: str, caller: str, law: str, *, on: date) -> Answerer:
    """By the dated lists, the team's duty roster, and who is away; before anything is saved."""
    agency = assigned_agency(caller, law, on)
    names = {one.id: one.name for one in organisation.members_of(AGENCY + agency, on)}
    seats = [one.member for one in seats_of(team, on=on) if one.agency == agency]
    away = inquiries.away_on(seats, on)
    turn = inquiries.on_duty(AGENCY + agency, away=away, on=on) or inquiries.on_duty(
        team, away=away, on=on
    )
    member = consulting.suggested(seats, on_duty=turn, away=away)
    label = codelists.label("agency", agency, on=on)
    return Answerer(agency, label, member, names[member] if member is not None else "")


def consultation_by_ref(actor: Actor, ref: str) -> Consultation:
    """The row, or one that is before no team: the gate says no to it."""
    with scope(actor):
        found = Consultation.objects.filter(ref=ref).defer("summary").first()
    return found or Consultation(ref=ref)


def consultations_before(actor: Actor, *, is_open: bool) -> list[Matter]:
    """Exactly those `access.may_read_consultation` says yes to; longest waiting first."""
    if not access.may_work_in_team(actor, actor):
        return []
    status = CaseStatus.OPEN if is_open else CaseStatus.CLOSED
    with scope(actor):
        rows = Consultation.objects.filter(unit__in=sorted(actor.units), status=status)
        named = rows.defer("summary").annotate(member_name=F("member__name"))
        return [
            matter_of(row, member=row.member_name)
            for row in named.order_by("received_on", "number")
        ]


@dataclass(frozen=True)
class TeamWork:
    """A sort of caller in the last twelve months: workload, never how many people there are.

    minutes   that members wrote down [minutes]
    """

    caller: str
    matters: int
    minutes: int


def team_workload(actor: Actor, *, on: date) -> tuple[TeamWork, ...]:
    """What took the team's time in the last twelve whole months, the most first; as
    `kernel.glances` shows figures: a member sees matters she has no key to."""
    first, before = year_until(on)
    spent = (
        SharedEntry.objects.filter(consultation_id=OuterRef("pk"))
        .order_by()
        .values("consultation_id")
        .annotate(total=Sum("minutes"))
        .values("total")
    )
    with scope(actor):
        rows = list(
            Consultation.objects.filter(
                unit__in=sorted(actor.units), received_on__gte=first, received_on__lt=before
            )
            .annotate(spent=Coalesce(Subquery(spent), 0))
            .values("caller")
            .annotate(matters=Count("pk"), minutes=Sum("spent"))
            .order_by("-minutes", "-matters", "caller")
            .values_list("caller", "matters", "minutes")
        )
    return tuple(
        TeamWork(
            codelists.label("contact_route_competence_team", caller, on=on),
            shown,
            hours_shown(minutes),
        )
        for caller, matters, minutes in rows
        if (shown := count_shown(matters, base=settings.FRISTED_BASE))
    )


def own_compartment(actor: Actor, consultation: Consultation) -> Compartment | None:
    """Her agency's own file beside a matter, if it has made one."""
    with scope(actor):
        return Compartment.objects.filter(
            consultation_id=consultation.pk, unit=agency_unit(actor)
        ).first()


def has_key(actor: Actor, file_id: int) -> bool:
    with scope(actor):
        return holds_grant(actor.id, file_id)


def consultation_page(
    actor: Actor,
    consultation: Consultation,
    grant: ReadGrant,
    own: tuple[OwnNote, ...],
    *,
    on: date,
) -> ConsultationPage:
    """The whole shared file, in six statements and one call to the keeper, however long it is."""
    with scope(actor):
        rows = _rows_of(consultation)
        ledger = manifest(consultation.ref)
    texts = rows.texts()
    grant.unlock(texts, ledger)
    whole = {line.slot for line in ledger} == {text.slot for text in texts}
    return ConsultationPage(
        matter=matter_of(rows.matter, member=rows.matter.member_name),
        asked_by=rows.matter.asked_by or "",
        summary=opened(rows.matter.summary, grant),
        entries=tuple(_shared(row, grant) for row in rows.entries),
        decisions=tuple(_decision(row, grant) for row in rows.decisions),
        housing=tuple(_housing(row, grant, on) for row in rows.housing),
        refunds=tuple(_refund(row, grant) for row in rows.refunds),
        own=own,
        own_agency=codelists.label("agency", agency_of(actor.units), on=on),
        is_whole=whole and grant.history != History.INCOMPLETE,
        may_update=access.may_update_consultation(actor, consultation),
    )


def own_notes(actor: Actor, compartment: Compartment, grant: ReadGrant) -> tuple[OwnNote, ...]:
    """Her agency's own notes, newest first."""
    with scope(actor):
        rows = list(
            AgencyNote.objects.filter(compartment_id=compartment.pk)
            .annotate(by_name=F("by__name"))
            .order_by("-written_on", "-id")
        )
    grant.unlock([row.note for row in rows])
    return tuple(
        OwnNote(row.ref, row.written_on, row.by_name, opened(row.note, grant), row.shared_on)
        for row in rows
    )


class _OfOrigin(TypedDict):
    member_name: str | None
    asked_by: str | None
    asked_on: date | None


class _By(TypedDict):
    by_name: str


class _Applied(TypedDict):
    applied_name: str | None


class _OfDecision(TypedDict):
    owner_name: str | None
    meeting_ref: str


@dataclass(frozen=True)
class _Rows:
    matter: WithAnnotations[Consultation, _OfOrigin]
    entries: Sequence[WithAnnotations[SharedEntry, _By]]
    decisions: Sequence[WithAnnotations[TeamDecision, _OfDecision]]
    housing: Sequence[HousingRequest]
    refunds: Sequence[WithAnnotations[ReturnRefund, _Applied]]

    def texts(self) -> list[SealedText]:
        return [
            self.matter.summary,
            *(row.note for row in self.entries),
            *(row.text for row in self.decisions),
            *(row.about for row in self.housing),
            *(row.about for row in self.refunds),
        ]


def _rows_of(consultation: Consultation) -> _Rows:
    of = {"consultation_id": consultation.pk}
    return _Rows(
        matter=Consultation.objects.annotate(
            member_name=F("member__name"),
            asked_by=F("origin__asked_by__name"),
            asked_on=F("origin__asked_on"),
        ).get(pk=consultation.pk),
        entries=list(
            SharedEntry.objects.filter(**of)
            .annotate(by_name=F("by__name"))
            .order_by("written_on", "id")
        ),
        decisions=list(
            TeamDecision.objects.filter(**of)
            .annotate(owner_name=F("owner__name"), meeting_ref=F("meeting__ref"))
            .order_by("decided_on", "id")
        ),
        housing=list(HousingRequest.objects.filter(**of).order_by("asked_on", "id")),
        refunds=list(
            ReturnRefund.objects.filter(**of)
            .annotate(applied_name=F("applied_by__name"))
            .order_by("applied_on", "id")
        ),
    )


def _shared(row: WithAnnotations[SharedEntry, _By], grant: ReadGrant) -> Shared:
    return Shared(
        row.written_on,
        row.by_name,
        codelists.label("agency", row.agency, on=row.written_on),
        str(Basis(row.basis).label),
        opened(row.note, grant),
    )


def _decision(row: WithAnnotations[TeamDecision, _OfDecision], grant: ReadGrant) -> Decision:
    return Decision(
        row.ref,
        row.meeting_ref,
        row.decided_on,
        opened(row.text, grant),
        row.owner_name or "",
        row.due_on,
        row.done_on,
    )


def _housing(row: HousingRequest, grant: ReadGrant, on: date) -> Housing:
    return Housing(
        row.ref,
        row.asked_on,
        opened(row.about, grant),
        row.decided_on,
        str(OfferOutcome(row.outcome).label) if row.outcome else "",
        consulting.days_waited(row.asked_on, row.decided_on, on),
    )


def _refund(row: WithAnnotations[ReturnRefund, _Applied], grant: ReadGrant) -> Refund:
    text = opened(row.about, grant)
    about = consulting.Refund.from_text(text) if text else consulting.Refund()
    return Refund(
        row.ref,
        row.applied_on,
        about.mission,
        about.travellers,
        about.why,
        row.applied_name or "",
        row.amount,
        row.decided_on,
        str(OfferOutcome(row.outcome).label) if row.outcome else "",
        row.granted,
    )
