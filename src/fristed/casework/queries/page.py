"""One case, opened: what is registered, what has been done, what is to be done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F

from fristed.casework import access
from fristed.casework.choices import CaseStatus, EmergencyGround, TaskKind
from fristed.casework.models import Case, Closing, EmergencyOpening, FollowUp, Task
from fristed.casework.queries.cases import concern_label, further_concerns_of
from fristed.casework.queries.wording import Fact, facts_of, guideline_title
from fristed.casework.rules import following, writing
from fristed.casework.rules.profiles import Profile
from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, TextBroken, scope
from fristed.kernel import ages
from fristed.vault.choices import History
from fristed.vault.fields import SealedText
from fristed.vault.queries import manifest

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class Entry:
    """A line of the timeline. `text` is None where the seal was broken.

    is_late      written so long after that the reason is kept: `late_because`
    corrects     number of the entry it stands instead of
    superseded   an entry that was corrected later; still shown, struck through
    """

    ref: str
    number: int
    kind: str
    kind_code: str
    author: str
    happened_on: date
    happened_at: datetime | None
    written_at: datetime | None
    minutes: int
    text: str | None
    late_because: str
    corrects: int | None
    superseded: bool

    @property
    def is_late(self) -> bool:
        return bool(
            self.happened_at
            and self.written_at
            and writing.is_late(happened_at=self.happened_at, written_at=self.written_at)
        )


@dataclass(frozen=True)
class TaskLine:
    ref: str
    kind: str
    reason: str | None
    owner: str
    due_on: date
    done_on: date | None
    urgency: str


@dataclass(frozen=True)
class Ending:
    """A closing, and what was reached in the young person's own words."""

    closed_on: date
    reason: str
    outcome: str
    words: str | None
    expires_on: date | None
    reopened_on: date | None


@dataclass(frozen=True)
class Emergency:
    opened_on: date
    by: str
    ground: str
    reason: str | None


@dataclass(frozen=True)
class CasePage:
    """A case that was opened. `is_whole` is false where a text is missing, moved or changed."""

    ref: str
    name: str
    is_open: bool
    opened_on: date
    closed_on: date | None
    adviser: str
    is_own: bool
    concern: str
    further_concerns: tuple[str, ...]
    facts: tuple[Fact, ...]
    age_is_stale: bool
    conversation: str
    guideline: str
    timeline: tuple[Entry, ...]
    minutes: int
    tasks: tuple[TaskLine, ...]
    endings: tuple[Ending, ...]
    emergencies: tuple[Emergency, ...]
    is_whole: bool
    lacks_next_step: bool
    may_be_over: bool
    in_emergency: bool
    may_update: Decision
    may_add_followup: Decision
    may_assign_task: Decision
    may_close: Decision
    may_reopen: Decision
    may_see_access_log: Decision
    may_print: Decision

    def entry(self, number: int) -> Entry | None:
        return next((one for one in self.timeline if one.number == number), None)

    @property
    def open_tasks(self) -> tuple[TaskLine, ...]:
        return tuple(task for task in self.tasks if task.done_on is None)

    @property
    def done_tasks(self) -> tuple[TaskLine, ...]:
        return tuple(task for task in self.tasks if task.done_on is not None)


@dataclass(frozen=True)
class Registered:
    """What is registered now, to change it from.

    version   grows each time somebody saves; a form says which one it was made from
    """

    ref: str
    version: int
    name: str
    concern: str
    further_concerns: tuple[str, ...]
    opened_on: date
    profile: Profile


class _OfCase(TypedDict):
    further: list[str]
    responsible: str


class _OfFollowUp(TypedDict):
    author: str
    corrected_number: int | None
    later: int | None


class _OfTask(TypedDict):
    owner_name: str


class _OfEmergency(TypedDict):
    by_name: str


@dataclass(frozen=True)
class _Rows:
    """The rows of one case, as the scope shows them."""

    case: WithAnnotations[Case, _OfCase]
    followups: Sequence[WithAnnotations[FollowUp, _OfFollowUp]]
    tasks: Sequence[WithAnnotations[Task, _OfTask]]
    closings: Sequence[Closing]
    emergencies: Sequence[WithAnnotations[EmergencyOpening, _OfEmergency]]

    def texts(self) -> Iterable[SealedText]:
        sealed = [
            self.case.name,
            self.case.profile,
            *(row.note for row in self.followups),
            *(row.reason for row in self.tasks),
            *(row.words for row in self.closings),
            *(row.reason for row in self.emergencies),
        ]
        return [text for text in sealed if text is not None]


def case_page(actor: Actor, case: Case, grant: ReadGrant, *, on: date) -> CasePage:
    """The whole case, in eight statements and one call to the keeper, however long it is."""
    with scope(actor):
        rows = _rows_of(case)
        ledger = manifest(case.ref)
    texts = list(rows.texts())
    grant.unlock(texts, ledger)
    nothing_gone = {line.slot for line in ledger} == {text.slot for text in texts}
    timeline = _timeline(rows.followups, grant)
    profile = _profile(rows.case, grant)
    case = rows.case
    steps = following.Steps(
        opened_on=case.opened_on,
        last_on=max((row.happened_on for row in rows.followups), default=None),
        has_task=any(row.done_on is None for row in rows.tasks),
    )
    is_open = case.status == CaseStatus.OPEN
    return CasePage(
        ref=case.ref,
        name=_opened(case.name, grant) or "",
        is_open=is_open,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        adviser=case.responsible,
        is_own=access.is_responsible(actor, case),
        concern=concern_label(case.concern, case.opened_on),
        further_concerns=tuple(concern_label(code, case.opened_on) for code in case.further),
        facts=facts_of(profile or Profile(), case.opened_on),
        age_is_stale=bool(
            profile and profile.age_stated_on and ages.is_stale(profile.age_stated_on, on)
        ),
        conversation=profile.conversation if profile else "",
        guideline=guideline_title(case.guideline, case.opened_on),
        timeline=timeline,
        minutes=sum(entry.minutes for entry in timeline if not entry.superseded),
        tasks=tuple(_task(row, grant, on) for row in rows.tasks),
        endings=tuple(_ending(row, grant) for row in rows.closings),
        emergencies=tuple(_emergency(row, grant) for row in rows.emergencies),
        is_whole=grant.history != History.INCOMPLETE
        and nothing_gone
        and profile is not None
        and all(entry.text is not None for entry in timeline),
        lacks_next_step=is_open and following.lacks_next_step(steps, on=on),
        may_be_over=is_open and following.may_be_over(steps, on=on),
        in_emergency=not access.may_update_case(actor, case),
        may_update=access.may_update_case(actor, case),
        may_add_followup=access.may_add_followup(actor, case),
        may_assign_task=access.may_assign_task(actor, case),
        may_close=access.may_close_case(actor, case),
        may_reopen=access.may_reopen_case(actor, case),
        may_see_access_log=access.may_see_access_log(actor, case),
        may_print=access.may_print_case(actor, case),
    )


def registered(actor: Actor, case: Case, grant: ReadGrant) -> Registered:
    """What is registered, to be changed. Opens the name and the profile only.

    :raises TextBroken: one of the two is not what was sealed.
    """
    with scope(actor):
        row = Case.objects.annotate(further=further_concerns_of("pk")).get(pk=case.pk)
    grant.unlock([row.name, row.profile])
    return Registered(
        ref=row.ref,
        version=row.version,
        name=row.name.open(grant),
        concern=row.concern,
        further_concerns=tuple(row.further),
        opened_on=row.opened_on,
        profile=Profile.from_text(row.profile.open(grant)),
    )


def _rows_of(case: Case) -> _Rows:
    row = Case.objects.annotate(
        further=further_concerns_of("pk"), responsible=F("adviser__name")
    ).get(pk=case.pk)
    return _Rows(
        case=row,
        followups=list(
            FollowUp.objects.filter(case_id=case.pk)
            .annotate(
                author=F("by__name"),
                corrected_number=F("corrects__number"),
                later=F("corrected_by__number"),
            )
            .order_by("number")
        ),
        tasks=list(
            Task.objects.filter(case_id=case.pk)
            .annotate(owner_name=F("owner__name"))
            .order_by("due_on", "id")
        ),
        closings=list(Closing.objects.filter(case_id=case.pk).order_by("closed_on", "id")),
        emergencies=list(
            EmergencyOpening.objects.filter(case_id=case.pk)
            .annotate(by_name=F("by__name"))
            .order_by("opened_on", "id")
        ),
    )


def _timeline(
    rows: Sequence[WithAnnotations[FollowUp, _OfFollowUp]], grant: ReadGrant
) -> tuple[Entry, ...]:
    """By when it happened, newest first; entries of one moment in the order they were written."""
    entries = [_entry(row, grant) for row in rows]
    return tuple(sorted(entries, key=_happened, reverse=True))


def _happened(entry: Entry) -> tuple[date, str, int]:
    at = entry.happened_at.isoformat() if entry.happened_at else ""
    return (entry.happened_on, at, entry.number)


def _entry(row: WithAnnotations[FollowUp, _OfFollowUp], grant: ReadGrant) -> Entry:
    note = _opened(row.note, grant)
    said = json.loads(note) if note is not None else {}
    return Entry(
        ref=row.ref,
        number=row.number,
        kind=codelists.label("followup_kind", row.kind, on=row.happened_on),
        kind_code=row.kind,
        author=row.author,
        happened_on=row.happened_on,
        happened_at=_moment(said.get("happened_at")),
        written_at=_moment(said.get("written_at")),
        minutes=row.minutes,
        text=said.get("text"),
        late_because=said.get("late_because", ""),
        corrects=row.corrected_number,
        superseded=row.later is not None,
    )


def _task(row: WithAnnotations[Task, _OfTask], grant: ReadGrant, on: date) -> TaskLine:
    return TaskLine(
        ref=row.ref,
        kind=str(TaskKind(row.kind).label),
        reason=_opened(row.reason, grant),
        owner=row.owner_name,
        due_on=row.due_on,
        done_on=row.done_on,
        urgency=following.due(row.due_on, on=on) if row.done_on is None else "",
    )


def _ending(row: Closing, grant: ReadGrant) -> Ending:
    return Ending(
        closed_on=row.closed_on,
        reason=codelists.label("closure_reason", row.reason, on=row.closed_on),
        outcome=codelists.label("closure_outcome", row.outcome, on=row.closed_on),
        words=_opened(row.words, grant) if row.words is not None else "",
        expires_on=row.expires_on,
        reopened_on=row.reopened_on,
    )


def _emergency(row: WithAnnotations[EmergencyOpening, _OfEmergency], grant: ReadGrant) -> Emergency:
    return Emergency(
        opened_on=row.opened_on,
        by=row.by_name,
        ground=str(EmergencyGround(row.ground).label),
        reason=_opened(row.reason, grant),
    )


def _profile(case: Case, grant: ReadGrant) -> Profile | None:
    text = _opened(case.profile, grant)
    return None if text is None else Profile.from_text(text)


def _opened(text: SealedText, grant: ReadGrant) -> str | None:
    try:
        return text.open(grant)
    except TextBroken:
        return None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
