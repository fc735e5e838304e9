"""Sample cases, sealed as real ones are: a key pair each, every text under its own data key.

Written in bulk, as the desk's role and in the holder's scope, so that the database's second wall is
passed and not gone round.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar

from django.db import connection, models
from django.utils import timezone

from fristed.casework.choices import CaseStatus, ClosureReason, Part, Service
from fristed.casework.models import Access, Case, Closing, FollowUp, FurtherConcern, Task
from fristed.casework.rules.naming import working_name
from fristed.casework.rules.profiles import Experience, Profile
from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.kernel.ages import AgeBand
from fristed.kernel.periods import Quarter
from fristed.kernel.refs import new_ref
from fristed.kernel.roles import Role
from fristed.organisation import queries as organisation
from fristed.organisation.queries import SchoolOn
from fristed.sample import texts
from fristed.sample.figures import SampleCase
from fristed.sealing import files, items
from fristed.vault import granting, keeper, queries
from fristed.vault.choices import FileKind, Ground
from fristed.vault.fields import SealedText, slot_of
from fristed.vault.models import File, Item
from fristed.vault.sealing import NewFile, new_item_id

AT_ONCE = 200
SERVED_SINCE = date(2024, 8, 1)  # the sample's deployments
GUIDELINE = "registration_guideline"
T = TypeVar("T")


@dataclass
class Ledger:
    """A new file and the items sealed into it so far."""

    new: NewFile
    lines: list[Item]

    def seal(self, row: models.Model, field: str, text: str, part: str) -> None:
        item, slot = new_item_id(), slot_of(row, field)
        blob = items.seal_item(
            public_key=self.new.public_key,
            file=self.new.ref,
            item=item,
            slot=slot,
            part=part,
            text=text,
        )
        setattr(row, field, SealedText(blob, slot))
        self.lines.append(
            Item(
                file_id=self.new.id,
                number=len(self.lines) + 1,
                item=item,
                slot=slot,
                part=part,
                digest=items.digest(blob),
            )
        )


def make_cases(actor: Actor, unit: str, wanted: Sequence[SampleCase], now: datetime) -> None:
    """Make one person's cases, with what has been done in them."""
    todo = iter(sorted(wanted, key=lambda case: case.opened_on))
    while chunk := list(islice(todo, AT_ONCE)):
        _make(actor, unit, chunk, now)


def _make(actor: Actor, unit: str, wanted: Sequence[SampleCase], now: datetime) -> None:
    news = list(_new_files(actor, unit, [case.opened_on for case in wanted]))
    served = organisation.schools_of(actor.id, timezone.localdate(now))
    profiles = [
        _with_school(_profile(case), case, served, number) for number, case in enumerate(wanted)
    ]
    given = granting.ask(
        actor.assertion,
        [granting.Wanted(new, actor.ref, actor.id, Ground.CREATOR, starts_at=now) for new in news],
    )
    counted = _counted(actor, news, profiles)
    rows = _Rows(county=_county(served, timezone.localdate(now)), deployment=_deployment(served))
    for new, case, profile, sealed in zip(news, wanted, profiles, counted, strict=True):
        rows.add(actor, Ledger(new, []), case, profile, sealed, today=timezone.localdate(now))
    with scope(actor):
        for new, each in zip(news, given, strict=True):
            granting.keep(new.id, each)
            Access.objects.keep(each.ref)
        rows.keep()


class _Rows:
    """Rows of many cases, kept table by table."""

    def __init__(self, *, county: str, deployment: str) -> None:
        self.county, self.deployment = county, deployment  # where the adviser works
        self.files: list[File] = []
        self.items: list[Item] = []
        self.cases: list[Case] = []
        self.further: list[FurtherConcern] = []
        self.followups: list[FollowUp] = []
        self.tasks: list[Task] = []
        self.closings: list[Closing] = []

    def add(
        self,
        actor: Actor,
        ledger: Ledger,
        wanted: SampleCase,
        profile: Profile,
        counted: bytes,
        *,
        today: date,
    ) -> None:
        case = _case(actor, ledger, wanted, profile, counted, number=len(self.cases))
        case.county, case.deployment = self.county, self.deployment
        self.cases.append(case)
        self.further += [FurtherConcern(case=case, concern=code) for code in wanted.further]
        self.followups += list(_followups(actor, ledger, case, wanted))
        if wanted.closed_on is None:
            self.tasks += list(_tasks(actor, ledger, case, today, number=len(self.cases)))
        else:
            self.closings.append(_closing(ledger, case, wanted.closed_on))
        self.items += ledger.lines
        self.files.append(
            File(
                id=ledger.new.id,
                **ledger.new.as_row(),
                items=len(ledger.lines),
                closed_on=wanted.closed_on,
            )
        )

    def keep(self) -> None:
        File.objects.bulk_create(self.files)
        Item.objects.bulk_create(self.items)
        Case.objects.bulk_create(self.cases)
        FurtherConcern.objects.bulk_create(self.further)
        FollowUp.objects.bulk_create(self.followups)
        Task.objects.bulk_create(self.tasks)
        Closing.objects.bulk_create(self.closings)


def _case(
    actor: Actor,
    ledger: Ledger,
    wanted: SampleCase,
    profile: Profile,
    counted: bytes,
    *,
    number: int,
) -> Case:
    concerns = codelists.code_list("concern", wanted.opened_on)
    guideline = codelists.document_on(GUIDELINE, wanted.opened_on)
    case = Case(
        file_id=ledger.new.id,
        ref=ledger.new.ref,
        status=CaseStatus.OPEN if wanted.closed_on is None else CaseStatus.CLOSED,
        adviser_id=actor.id,
        unit=ledger.new.unit,
        service=Service.ENVOY if Role.ENVOY in actor.roles else Service.ADVISER,
        concern=wanted.concern,
        concern_version=concerns.version,
        guideline=f"{guideline.code} {guideline.version}",
        opened_on=wanted.opened_on,
        closed_on=wanted.closed_on,
        heard_on=profile.heard_on,
        updated_on=wanted.closed_on or wanted.entries[-1][0],
        profile_count=counted,
    )
    name = working_name(wanted.opened_on, earlier_that_day=number % 3)
    ledger.seal(case, "name", name, Part.NAME)
    ledger.seal(case, "profile", profile.as_text(), Part.PROFILE)
    return case


def _with_school(
    profile: Profile, case: SampleCase, served: Sequence[SchoolOn], number: int
) -> Profile:
    """Most are pupils of the adviser's own school; some of one nearby, and why."""
    near = [school.ref for school in served if school.is_neighbour]
    if not served or case.opened_on < SERVED_SINCE:
        return profile
    if near and number % 9 == 4:
        return replace(profile, school=near[0], school_need="school_asked")
    return replace(profile, school=served[0].ref)


def _county(served: Sequence[SchoolOn], on: date) -> str:
    return codelists.municipality_on(served[0].municipality, on).county if served else ""


def _deployment(served: Sequence[SchoolOn]) -> str:
    return served[0].deployment if served else ""


def _profile(case: SampleCase) -> Profile:
    return Profile(
        municipality=case.municipality,
        age_band=case.age_band.value,
        age_stated_on=case.opened_on,
        birth_month=_birth_month(case),
        gender=case.gender,
        location=case.location,
        location_country=case.location_country,
        country_background=case.background,
        contact_route=case.route,
        marriage_stage=case.marriage_stage,
        experiences=_experiences(case),
        lists={"concern": codelists.code_list("concern", case.opened_on).version},
    )


def _experiences(case: SampleCase) -> tuple[Experience, ...]:
    """Most were asked; some could not be, and it says why; of some nobody has written anything."""
    if case.concern in {"forced_marriage", "fear_forced_marriage"}:
        return (Experience(on=case.opened_on, answer="pressured"),)
    if case.opened_on.day % 3 == 0:
        return (Experience(on=case.opened_on, answer="not_asked", because="not_alone"),)
    return (Experience(on=case.opened_on, answer="unsure"),) if case.opened_on.day % 3 == 1 else ()


def _birth_month(case: SampleCase) -> str:
    """Known of some: sixteen when the case began, seventeen the month after."""
    if case.age_band is not AgeBand.AGE_16_17 or case.opened_on.day % 3:
        return ""
    return f"{case.opened_on.year - 17}-{case.opened_on.month:02}"


def _followups(actor: Actor, ledger: Ledger, case: Case, wanted: SampleCase) -> Iterator[FollowUp]:
    for number, (day, kind, minutes) in enumerate(wanted.entries, start=1):
        row = FollowUp(
            ref=new_ref("opp"),
            case=case,
            number=number,
            happened_on=day,
            kind=kind,
            minutes=minutes,
            by_id=actor.id,
        )
        happened = datetime.combine(day, time(9 + number % 6, 15), UTC)
        written = happened + timedelta(hours=2)
        said = texts.ENTRIES[kind][number % len(texts.ENTRIES[kind])]
        note = {
            "text": said,
            "happened_at": happened.isoformat(timespec="minutes"),
            "written_at": written.isoformat(timespec="minutes"),
            "late_because": "",
        }
        ledger.seal(row, "note", json.dumps(note, ensure_ascii=False), Part.NOTES)
        yield row


def _tasks(actor: Actor, ledger: Ledger, case: Case, today: date, *, number: int) -> Iterator[Task]:
    """Two of three open cases have a next step: some overdue, some today, most later."""
    if number % 3 == 0:
        return
    kind, reason = texts.TASKS[number % len(texts.TASKS)]
    days = (-2, 0, 1, 3, 7, 12, 30)[number % 7]
    row = Task(
        ref=new_ref("opg"),
        case=case,
        kind=kind,
        owner_id=actor.id,
        assigned_on=min(today, today + timedelta(days=days)) - timedelta(days=3),
        due_on=today + timedelta(days=days),
    )
    ledger.seal(row, "reason", reason, Part.TASKS)
    yield row


def _closing(ledger: Ledger, case: Case, closed_on: date) -> Closing:
    row = Closing(
        ref=new_ref("avs"),
        case=case,
        closed_on=closed_on,
        reason=next(
            code.value
            for code in codelists.code_list("closure_reason", closed_on).codes
            if code.value not in set(ClosureReason)
        ),
        outcome="safer",
    )
    ledger.seal(row, "words", texts.CLOSING, Part.NOTES)
    return row


def _new_files(actor: Actor, unit: str, days: Sequence[date]) -> Iterator[NewFile]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval('vault_file_id_seq') from generate_series(1, %s)", [len(days)]
        )
        ids = [number for (number,) in cursor.fetchall()]
    publics = {
        quarter: queries.unit_key(unit, quarter)
        for quarter in {str(Quarter.of(day)) for day in days}
    }
    for number, day in zip(ids, days, strict=True):
        ref, quarter = new_ref("sak"), str(Quarter.of(day))
        keys = files.new_file_keys(
            ref=ref,
            kind=FileKind.CASE.value,
            unit=unit,
            quarter=quarter,
            creator=actor.ref,
            unit_public_key=publics[quarter],
        )
        yield NewFile(
            id=number,
            ref=ref,
            kind=FileKind.CASE,
            unit=unit,
            quarter=quarter,
            creator=actor.ref,
            public_key=keys.public,
            wrapped=keys.wrapped,
            private=keys.private,
        )


def _counted(actor: Actor, news: Sequence[NewFile], profiles: Sequence[Profile]) -> list[bytes]:
    answer = keeper.call(
        "count.seal",
        assertion=actor.assertion,
        items=[
            {"ref": new.ref, "quarter": new.quarter, "payload": profile.for_counting()}
            for new, profile in zip(news, profiles, strict=True)
        ],
    )
    return [keeper.as_bytes(item["sealed"]) for item in answer["items"]]
