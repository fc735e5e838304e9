"""One case, opened: what is registered, what has been done, what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Self, TypedDict

from django.db.models import F

from fristed.casework import access
from fristed.casework.choices import CaseStatus, EmergencyGround, EntryKind, GoalReached, TaskKind
from fristed.casework.models import Case, Task
from fristed.casework.queries.cases import concern_label, further_concerns_of
from fristed.casework.queries.documents import DocumentLine, document_line
from fristed.casework.queries.revisions import Registration, in_words, registered_on, revised
from fristed.casework.queries.sources import CLOSINGS, DOCUMENTS, EMERGENCIES, SOURCES
from fristed.casework.queries.timeline import (
    Row,
    Source,
    TimelineEntry,
    as_known_on,
    day_of,
    opened,
    timeline_of,
    timeline_rows,
)
from fristed.casework.queries.whole import opened as opened_text
from fristed.casework.queries.wording import Fact, facts_of, guideline_title, parts_in_words
from fristed.casework.rules import following
from fristed.casework.rules.profiles import Profile
from fristed.codelists import queries as codelists
from fristed.gate import Actor, Decision, ReadGrant, scope
from fristed.kernel import ages
from fristed.vault.choices import History
from fristed.vault.fields import SealedText
from fristed.vault.queries import manifest

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class TaskLine:
    ref: str
    kind: str
    reason: str | None
    owner: str
    assigned_on: date | None
    due_on: date
    done_on: date | None
    urgency: str


@dataclass(frozen=True)
class Ending:
    """A closing, and what was reached in the young person's own words."""

    closed_on: date
    reason: str
    outcome: str
    goal_reached: str
    words: str | None
    expires_on: date | None  # the file's own, while this is how the case stands
    reopened_on: date | None
    reopened_by: str


@dataclass(frozen=True)
class Emergency:
    opened_on: date
    by: str
    ground: str
    reason: str | None


@dataclass(frozen=True)
class Shown:
    """What of a case a page is asked for.

    kind       of the timeline's entries; empty: all
    known_on   the case as it stood at the end of that day; None: as it is
    """

    kind: str = ""
    known_on: date | None = None


EVERYTHING: Final = Shown()


@dataclass(frozen=True)
class CasePage:
    """A case that was opened. `is_whole` is false where a text is missing, moved or changed.

    kinds   what the timeline can be filtered by, and how many entries each would show
    """

    ref: str
    name: str
    is_open: bool
    opened_on: date
    closed_on: date | None
    is_held: bool
    adviser: str
    is_own: bool
    concern: str
    further_concerns: tuple[str, ...]
    facts: tuple[Fact, ...]
    age_is_stale: bool
    conversation: str
    guideline: str
    shown: Shown
    kinds: tuple[tuple[EntryKind, int], ...]
    timeline: tuple[TimelineEntry, ...]
    minutes: int
    tasks: tuple[TaskLine, ...]
    endings: tuple[Ending, ...]
    emergencies: tuple[Emergency, ...]
    documents: tuple[DocumentLine, ...]
    is_whole: bool
    lacks_next_step: bool
    may_be_over: bool
    in_emergency: bool
    shared_parts: str
    may_update: Decision
    may_add_followup: Decision
    may_assign_task: Decision
    may_close: Decision
    may_reopen: Decision
    may_see_access_log: Decision
    may_print: Decision
    may_contest: Decision
    may_see_duties: Decision
    may_add_document: Decision
    may_share: Decision
    may_hand_over: Decision
    may_see_who_knows: Decision
    may_see_cooperation: Decision
    may_change_school: Decision

    def entry(self, number: int) -> TimelineEntry | None:
        return next((one for one in self.timeline if one.number == number), None)

    @property
    def followups(self) -> tuple[TimelineEntry, ...]:
        """The entries that have a number: those that can be corrected, chosen and printed."""
        return tuple(one for one in self.timeline if one.number is not None)

    @property
    def is_now(self) -> bool:
        return self.shown.known_on is None

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
    is_held: bool
    expires_on: date | None


class _OfTask(TypedDict):
    owner_name: str


@dataclass(frozen=True)
class _Rows:
    """The rows of one case, as the scope shows them."""

    case: WithAnnotations[Case, _OfCase]
    lines: Sequence[Row]
    tasks: Sequence[WithAnnotations[Task, _OfTask]]

    def texts(self) -> list[SealedText]:
        sealed = [
            self.case.name,
            self.case.profile,
            *(line.sealed for line in self.lines),
            *(row.reason for row in self.tasks),
        ]
        return [text for text in sealed if text is not None]

    def seen(self, grant: ReadGrant, *, all_lines: bool) -> Self:
        """Without what is in a part she may not read, and without tasks that stayed behind.

        all_lines   also those without a text of their own
        """
        return replace(
            self,
            lines=[
                line
                for line in self.lines
                if (line.sealed is not None or all_lines) and not grant.withholds(line.sealed)
            ],
            tasks=[
                row for row in self.tasks if not row.left_behind and not grant.withholds(row.reason)
            ],
        )

    def of(self, source: Source) -> list[Row]:
        own = (line for line in self.lines if line.source == source.name)
        return sorted(own, key=lambda line: (line.day, line.details["id"]))


READ_HERE: Final = (
    "casework.case.name:",
    "casework.case.profile:",
    "casework.task.reason:",
    *(source.slot_start for source in SOURCES if source.text),
)
"""Places in a file's ledger whose texts this page reads: each of them must be there."""


def case_page(
    actor: Actor, case: Case, grant: ReadGrant, *, on: date, shown: Shown = EVERYTHING
) -> CasePage:
    """The whole case, in eight statements and one call to the keeper, however long it is."""
    with scope(actor):
        rows = _rows_of(case)
        ledger = manifest(case.ref)
    texts = rows.texts()
    grant.unlock(texts, ledger)
    shared = access.parts_shared(actor, case) if not access.may_update_case(actor, case) else ()
    sees_profile = not grant.withholds(rows.case.profile)
    rows = rows.seen(grant, all_lines=not shared)
    case = rows.case
    kept = _registration(rows, grant, shown.known_on)
    timeline = _timeline(rows, grant, shown.known_on)
    tasks = tuple(
        _task(row, grant, on) for row in rows.tasks if _is_known(row.assigned_on, shown.known_on)
    )
    steps = following.Steps(
        opened_on=case.opened_on,
        last_on=max((one.happened_on for one in timeline if one.number), default=None),
        has_task=any(task.done_on is None for task in tasks),
    )
    is_open = case.status == CaseStatus.OPEN
    profile = kept.profile or Profile()
    return CasePage(
        ref=case.ref,
        name=opened_text(case.name, grant) or "",
        is_open=is_open,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        is_held=case.is_held,
        adviser=case.responsible,
        is_own=access.is_responsible(actor, case),
        concern=concern_label(kept.concern, case.opened_on),
        further_concerns=tuple(
            concern_label(code, case.opened_on) for code in kept.further_concerns
        ),
        facts=facts_of(profile, case.opened_on),
        age_is_stale=not profile.birth_month
        and bool(profile.age_stated_on and ages.is_stale(profile.age_stated_on, on)),
        conversation=profile.conversation,
        guideline=guideline_title(case.guideline, case.opened_on),
        shown=shown,
        kinds=tuple((kind, sum(one.is_of(kind) for one in timeline)) for kind in EntryKind),
        timeline=tuple(one for one in timeline if one.is_of(shown.kind)),
        minutes=sum(one.minutes for one in timeline if not one.superseded),
        tasks=tasks,
        endings=tuple(
            _ending(row, grant, case.expires_on)
            for row in rows.of(CLOSINGS)
            if _is_known(row.day, shown.known_on)
        ),
        emergencies=tuple(_emergency(row, grant) for row in rows.of(EMERGENCIES)),
        documents=tuple(
            document_line(row, grant)
            for row in reversed(rows.of(DOCUMENTS))
            if _is_known(row.day, shown.known_on)
        ),
        is_whole=grant.history != History.INCOMPLETE
        and _nothing_gone((line.slot for line in ledger), texts)
        and (kept.profile is not None or not sees_profile)
        and not any(one.is_broken for one in timeline),
        lacks_next_step=is_open and following.lacks_next_step(steps, on=on),
        may_be_over=is_open and following.may_be_over(steps, on=on),
        in_emergency=case.ref in actor.glass and not access.may_update_case(actor, case),
        shared_parts=parts_in_words(sorted(shared)),
        may_update=access.may_update_case(actor, case),
        may_add_followup=access.may_add_followup(actor, case),
        may_assign_task=access.may_assign_task(actor, case),
        may_close=access.may_close_case(actor, case),
        may_reopen=access.may_reopen_case(actor, case),
        may_see_access_log=access.may_see_access_log(actor, case),
        may_print=access.may_print_case(actor, case),
        may_contest=access.may_contest_entry(actor, case),
        may_see_duties=access.may_see_duties(actor, case),
        may_add_document=access.may_add_document(actor, case),
        may_share=access.may_share_case(actor, case),
        may_hand_over=access.may_hand_over_case(actor, case),
        may_see_who_knows=access.may_see_who_knows(actor, case),
        may_see_cooperation=access.may_see_cooperation(actor, case),
        may_change_school=access.may_change_school(actor, case),
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
        further=further_concerns_of("pk"),
        responsible=F("adviser__name"),
        is_held=F("file__legal_hold"),
        expires_on=F("file__expires_on"),
    ).get(pk=case.pk)
    return _Rows(
        case=row,
        lines=timeline_rows(SOURCES, case.pk),
        tasks=list(
            Task.objects.filter(case_id=case.pk)
            .annotate(owner_name=F("owner__name"))
            .order_by("due_on", "id")
        ),
    )


def _registration(rows: _Rows, grant: ReadGrant, known_on: date | None) -> Registration:
    now = _registered_now(rows, grant)
    return now if known_on is None else registered_on(known_on, revised(rows.lines, grant), now)


def _registered_now(rows: _Rows, grant: ReadGrant) -> Registration:
    text = opened_text(rows.case.profile, grant)
    profile = None if text is None else Profile.from_text(text)
    return Registration(rows.case.concern, tuple(rows.case.further), profile)


def _timeline(rows: _Rows, grant: ReadGrant, known_on: date | None) -> tuple[TimelineEntry, ...]:
    changes = in_words(
        revised(rows.lines, grant), _registered_now(rows, grant), rows.case.opened_on
    )
    entries = tuple(
        replace(entry, text=changes[entry.ref]) if entry.ref in changes else entry
        for entry in timeline_of(SOURCES, rows.lines, grant)
    )
    return entries if known_on is None else as_known_on(entries, known_on)


def _nothing_gone(ledger: Iterable[str], texts: Iterable[SealedText]) -> bool:
    """Whether every place this page reads still has its text. Other parts ask about theirs.

    ledger   the places in the file's ledger
    """
    listed = {slot for slot in ledger if slot.startswith(READ_HERE)}
    return listed == {text.slot for text in texts}


def _is_known(on: date | None, known_on: date | None) -> bool:
    return on is None or known_on is None or on <= known_on


def _task(row: WithAnnotations[Task, _OfTask], grant: ReadGrant, on: date) -> TaskLine:
    return TaskLine(
        ref=row.ref,
        kind=str(TaskKind(row.kind).label),
        reason=opened_text(row.reason, grant),
        owner=row.owner_name,
        assigned_on=row.assigned_on,
        due_on=row.due_on,
        done_on=row.done_on,
        urgency=following.due(row.due_on, following.Ahead(on)) if row.done_on is None else "",
    )


def _ending(row: Row, grant: ReadGrant, expires_on: date | None) -> Ending:
    """expires_on   the file's: it has one too where the rule came after the closing"""
    details = row.details
    return Ending(
        closed_on=row.day,
        reason=codelists.label("closure_reason", details["reason"], on=row.day),
        outcome=codelists.label("closure_outcome", details["outcome"], on=row.day),
        goal_reached=str(GoalReached(details["goal"]).label) if details["goal"] else "",
        words=opened(row, grant),
        expires_on=day_of(details["expires_on"]) if details["reopened_on"] else expires_on,
        reopened_on=day_of(details["reopened_on"]),
        reopened_by=details["reopened_by"] or "",
    )


def _emergency(row: Row, grant: ReadGrant) -> Emergency:
    return Emergency(
        opened_on=row.day,
        by=row.by,
        ground=str(EmergencyGround(row.details["ground"]).label),
        reason=opened(row, grant),
    )
