"""Journeys of a case: talks, agreements, contacts kept and missed, and the steps home."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import DateField, Exists, F, Max, OuterRef, Subquery
from django.utils import timezone

from fristed.casework import access
from fristed.casework.choices import CaseStatus, CheckInOutcome, Routine
from fristed.casework.models import (
    Case,
    CheckIn,
    LadderStep,
    RoutineStep,
    StayAbroad,
    TravelTalk,
    Trip,
    TripAddresses,
)
from fristed.casework.queries.cases import cases_changeable_by
from fristed.casework.queries.countries import NoteLine, notes_about
from fristed.casework.queries.whole import is_whole, opened
from fristed.casework.rules import travel
from fristed.casework.rules.staying import Stay, Step
from fristed.casework.rules.travel import AddressFile, Agreement, Decision, Meeting, RungOn, Talk
from fristed.codelists import queries as codelists
from fristed.gate import Actor, ReadGrant, scope
from fristed.gate import Decision as May
from fristed.kernel.clocks import Town
from fristed.organisation import queries as organisation
from fristed.vault.fields import SealedText
from fristed.vault.queries import holds_grant, manifest

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

MOST = 300  # journeys on one list


@dataclass(frozen=True)
class TalkLine:
    talked_on: date
    by: str
    answers: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True)
class RungLine:
    """A rung of the ladder. `decided` is what was decided there, newest last."""

    rung: str
    label: str
    on: RungOn
    is_reached: bool
    decided: tuple[tuple[str, str, date], ...]


@dataclass(frozen=True)
class CheckInLine:
    """is_over   its moment has passed and nobody has said how it went
    rungs     of the ladder, when it was missed
    """

    ref: str
    meeting: Meeting
    moment: datetime
    town: Town
    outcome: str
    is_over: bool
    rungs: tuple[RungLine, ...]


@dataclass(frozen=True)
class TripLine:
    ref: str
    leaves_on: date
    returns_on: date
    came_back_on: date | None
    state: str
    agreement: Agreement
    country: str
    check_ins: tuple[CheckInLine, ...]
    addresses: AddressFile
    may_open: May


@dataclass(frozen=True)
class StepLine:
    ref: str
    label: str
    step: Step
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class StayLine:
    since: date
    stay: Stay
    country: str
    resident_in: str
    citizenships: str
    passport_holder: str
    reasons: str


@dataclass(frozen=True)
class TravelPage:
    """mission   the one for the stay or the journey, for a second clock; or none
    notes     what it says of the country
    """

    ref: str
    name: str
    trips: tuple[TripLine, ...]
    talks: tuple[TalkLine, ...]
    stay: StayLine | None
    absence: tuple[StepLine, ...]
    home: tuple[StepLine, ...]
    mission: organisation.MissionOn | None
    notes: tuple[NoteLine, ...]
    is_whole: bool
    may_talk: May
    may_plan: May
    may_agree: May

    @property
    def is_under_way(self) -> bool:
        """A journey is agreed and not over: what it needs comes before another."""
        return any(one.came_back_on is None for one in self.trips)

    def trip(self, ref: str) -> TripLine | None:
        return next((one for one in self.trips if one.ref == ref), None)

    def check_in(self, ref: str) -> tuple[TripLine, CheckInLine] | None:
        found = ((one, due) for one in self.trips for due in one.check_ins if due.ref == ref)
        return next(found, None)

    def step(self, ref: str) -> StepLine | None:
        return next((one for one in (*self.absence, *self.home) if one.ref == ref), None)


class _By(TypedDict):
    by_name: str


@dataclass(frozen=True)
class _Rows:
    case: Case
    talks: Sequence[WithAnnotations[TravelTalk, _By]]
    trips: Sequence[Trip]
    addresses: Sequence[TripAddresses]
    check_ins: Sequence[CheckIn]
    decided: Sequence[LadderStep]
    stays: Sequence[StayAbroad]
    steps: Sequence[RoutineStep]

    def texts(self) -> list[SealedText]:
        parts = (self.talks, self.trips, self.check_ins, self.decided, self.stays, self.steps)
        return [self.case.name, *(row.body for rows in parts for row in rows)]


def travel_page(actor: Actor, case: Case, grant: ReadGrant, *, now: datetime) -> TravelPage:
    """Ten statements of its own and one call to the keeper. The addresses stay shut."""
    today = timezone.localdate(now)
    with scope(actor):
        rows = _rows(case)
        ledger = manifest(case.ref)
    grant.unlock(rows.texts(), ledger)
    missions = organisation.missions_on(today)
    seen = _Seen(actor, case, grant, missions, now)
    trips = tuple(_trip(one, rows, seen) for one in rows.trips)
    stay = next((_stay(one, grant) for one in rows.stays if one.ended_on is None), None)
    country = stay.stay.country if stay else trips[0].agreement.country if trips else ""
    mission = organisation.mission_among(missions, country)
    notes: tuple[NoteLine, ...] = ()
    if mission is not None:
        with scope(actor):
            notes = notes_about(country, unit=mission.unit, on=today)
    tables = (TravelTalk, Trip, CheckIn, LadderStep, StayAbroad, RoutineStep)
    return TravelPage(
        ref=case.ref,
        name=opened(rows.case.name, grant) or "",
        trips=trips,
        talks=tuple(_talk(one, grant) for one in rows.talks),
        stay=stay,
        absence=tuple(_steps(rows.steps, Routine.ABSENCE, "absence_step", grant)),
        home=tuple(_steps(rows.steps, Routine.HOME, "stay_step", grant)),
        mission=mission,
        notes=notes,
        is_whole=is_whole(grant, (line.slot for line in ledger), rows.texts(), *tables),
        may_talk=access.may_note_travel_talk(actor, case),
        may_plan=access.may_plan_travel(actor, case),
        may_agree=access.may_agree_trip(actor, case),
    )


def _rows(case: Case) -> _Rows:
    return _Rows(
        case=Case.objects.only("ref", "name").get(pk=case.pk),
        talks=list(
            TravelTalk.objects.filter(case_id=case.pk)
            .annotate(by_name=F("by__name"))
            .order_by("-talked_on", "-id")
        ),
        trips=list(Trip.objects.filter(case_id=case.pk).order_by("-leaves_on", "-id")),
        addresses=list(TripAddresses.objects.filter(case_id=case.pk).defer("body")),
        check_ins=list(CheckIn.objects.filter(case_id=case.pk).order_by("due_on", "id")),
        decided=list(LadderStep.objects.filter(case_id=case.pk).order_by("id")),
        stays=list(StayAbroad.objects.filter(case_id=case.pk).order_by("-since", "-id")),
        steps=list(RoutineStep.objects.filter(case_id=case.pk).order_by("-started_on", "id")),
    )


@dataclass(frozen=True)
class _Seen:
    """By whom, in which case and when a page is seen."""

    actor: Actor
    case: Case
    grant: ReadGrant
    missions: Sequence[organisation.MissionOn]
    now: datetime


def _trip(row: Trip, rows: _Rows, seen: _Seen) -> TripLine:
    said = opened(row.body, seen.grant)
    agreement = Agreement.from_text(said) if said else Agreement()
    check_ins = [one for one in rows.check_ins if one.trip_id == row.pk]
    state = travel.whereabouts(
        leaves_on=row.leaves_on,
        returns_on=row.returns_on,
        came_back_on=row.came_back_on,
        missed=any(one.outcome == CheckInOutcome.MISSED for one in check_ins),
        on=timezone.localdate(seen.now),
    )
    found = next((one for one in rows.addresses if one.trip_id == row.pk), None)
    addresses = AddressFile(
        ref=found.ref if found else "",
        file=found.file_id if found else 0,
        case=seen.case.ref,
        adviser_id=seen.case.adviser_id,
        is_missed=state in travel.WORRYING,
    )
    return TripLine(
        ref=row.ref,
        leaves_on=row.leaves_on,
        returns_on=row.returns_on,
        came_back_on=row.came_back_on,
        state=state,
        agreement=agreement,
        country=_country(agreement.country),
        check_ins=tuple(_check_in(one, rows.decided, agreement, seen) for one in check_ins),
        addresses=addresses,
        may_open=access.may_open_addresses(seen.actor, addresses),
    )


def _check_in(
    row: CheckIn, decided: Iterable[LadderStep], agreement: Agreement, seen: _Seen
) -> CheckInLine:
    mission = organisation.mission_among(seen.missions, agreement.country)
    said = opened(row.body, seen.grant)
    meeting = Meeting.from_text(said) if said else Meeting(due_at=seen.now.isoformat())
    town = mission.town if mission else meeting.at
    rungs: tuple[RungLine, ...] = ()
    if row.outcome == CheckInOutcome.MISSED:
        steps = [
            (one.rung, _decided(one, seen.grant)) for one in decided if one.check_in_id == row.pk
        ]
        calendar = mission.calendar if mission else None
        rungs = tuple(
            RungLine(
                rung=one.rung,
                label=str(one.rung.label),
                on=one,
                is_reached=one.is_reached(seen.now),
                decided=tuple(said for rung, said in steps if rung == one.rung),
            )
            for one in travel.ladder(meeting.moment, agreement, calendar)
        )
    return CheckInLine(
        ref=row.ref,
        meeting=meeting,
        moment=meeting.moment,
        town=town,
        outcome=row.outcome,
        is_over=not row.outcome and meeting.moment <= seen.now,
        rungs=rungs,
    )


def _decided(row: LadderStep, grant: ReadGrant) -> tuple[str, str, date]:
    said = opened(row.body, grant)
    decision = Decision.from_text(said) if said else Decision()
    return decision.decided_by, decision.what, row.decided_on


def _talk(row: WithAnnotations[TravelTalk, _By], grant: ReadGrant) -> TalkLine:
    said = opened(row.body, grant)
    talk = Talk.from_text(said) if said else Talk()
    answers = tuple(
        (codelists.label("travel_question", code, on=row.talked_on), answer)
        for code, answer in talk.answers.items()
        if answer
    )
    return TalkLine(row.talked_on, row.by_name, answers, talk.note)


def _stay(row: StayAbroad, grant: ReadGrant) -> StayLine:
    said = opened(row.body, grant)
    stay = Stay.from_text(said) if said else Stay()
    return StayLine(
        since=row.since,
        stay=stay,
        country=_country(stay.country),
        resident_in=_country(stay.resident_in),
        citizenships=", ".join(_country(code) for code in stay.citizenships),
        passport_holder=codelists.label("passport_holder", stay.passport_holder),
        reasons=", ".join(codelists.label("stay_abroad_reason", code) for code in stay.reasons),
    )


def _steps(
    rows: Iterable[RoutineStep], routine: Routine, name: str, grant: ReadGrant
) -> Iterable[StepLine]:
    for row in rows:
        if row.routine == routine:
            said = opened(row.body, grant)
            yield StepLine(
                ref=row.ref,
                label=codelists.label(name, row.code, on=row.started_on),
                step=Step.from_text(said) if said else Step(),
                due_on=row.due_on,
                done_on=row.done_on,
            )


def _country(code: str) -> str:
    return codelists.label("country", code) if code else ""


def has_key_to(actor: Actor, addresses: AddressFile) -> bool:
    with scope(actor):
        return holds_grant(actor.id, addresses.file)


def addresses_of(actor: Actor, addresses: AddressFile, grant: ReadGrant) -> str | None:
    """The addresses themselves; None where the text is broken."""
    with scope(actor):
        row = TripAddresses.objects.get(ref=addresses.ref)
    return opened(row.body, grant)


# Has everyone come back?


@dataclass(frozen=True)
class JourneyLine:
    """A journey on the list: days and a state, and the case's working name still sealed."""

    case: str
    trip: str
    leaves_on: date
    returns_on: date
    came_back_on: date | None
    state: str
    sealed_name: SealedText = field(repr=False)


@dataclass(frozen=True)
class ToTalk:
    """A case in which a journey should be talked of before a holiday."""

    case: str
    holiday: str
    starts_on: date
    weeks: int
    sealed_name: SealedText = field(repr=False)


@dataclass(frozen=True)
class Journeys:
    journeys: tuple[JourneyLine, ...]
    to_talk: tuple[ToTalk, ...]

    @property
    def sealed_names(self) -> dict[str, SealedText]:
        return {one.case: one.sealed_name for one in self.journeys} | {
            one.case: one.sealed_name for one in self.to_talk
        }


WORST_FIRST = ("missed", "late", "away", "planned", "back")


def journeys_of(actor: Actor, *, on: date) -> Journeys:
    """Every journey of her cases that is not over for a month, the most worrying first; and whom
    to talk with before the holidays. Two statements."""
    missed = CheckIn.objects.filter(trip=OuterRef("pk"), outcome=CheckInOutcome.MISSED)
    talks = TravelTalk.objects.filter(case_id=OuterRef("pk")).order_by()
    with scope(actor):
        trips = list(
            Trip.objects.filter(case__in=cases_changeable_by(actor))
            .exclude(came_back_on__lt=on - travel.SHOWN_AFTER)
            .select_related("case")
            .annotate(missed=Exists(missed))
            .defer("body", "case__profile", "case__profile_count")[:MOST]
        )
        cases = list(
            cases_changeable_by(actor)
            .filter(status=CaseStatus.OPEN)
            .defer("profile", "profile_count")
            .annotate(
                holiday=organisation.next_school_holiday(OuterRef("county"), on),
                last_talk=Subquery(
                    talks.values("case_id").annotate(day=Max("talked_on")).values("day"),
                    output_field=DateField(),
                ),
            )
        )
    lines = [
        JourneyLine(
            case=row.case.ref,
            trip=row.ref,
            leaves_on=row.leaves_on,
            returns_on=row.returns_on,
            came_back_on=row.came_back_on,
            state=travel.whereabouts(
                leaves_on=row.leaves_on,
                returns_on=row.returns_on,
                came_back_on=row.came_back_on,
                missed=row.missed,
                on=on,
            ),
            sealed_name=row.case.name,
        )
        for row in trips
    ]
    to_talk = []
    for case in cases:
        if case.holiday:
            starts_on = date.fromisoformat(case.holiday["starts_on"])
            weeks = travel.talk_due(starts_on, case.last_talk, on=on)
            if weeks is not None:
                to_talk.append(
                    ToTalk(case.ref, case.holiday["name"], starts_on, weeks, sealed_name=case.name)
                )
    return Journeys(
        journeys=tuple(
            sorted(lines, key=lambda one: (WORST_FIRST.index(one.state), one.returns_on))
        ),
        to_talk=tuple(sorted(to_talk, key=lambda one: (one.starts_on, one.holiday, one.weeks))),
    )
