"""Reading what was learned: pattern notes in their groups, and methods."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet

from fristed.gate import Actor, Decision
from fristed.guidance import access
from fristed.guidance.choices import Evidence, NoteStatus, Verdict
from fristed.guidance.models import Method, MethodComment, PatternGroup, PatternNote


@dataclass(frozen=True)
class PatternLine:
    ref: str
    text: str
    group: str
    by: str
    written_on: date
    may_approve: Decision
    may_end: Decision


@dataclass(frozen=True)
class GroupOfNotes:
    """name: empty for those nobody has put with others."""

    name: str
    notes: tuple[PatternLine, ...]


@dataclass(frozen=True)
class MethodLine:
    """is_due   it must be gone through before anybody leans on it"""

    ref: str
    title: str
    aim: str
    evidence: str
    verdict: str
    did_not_work: bool
    used: int
    comments: int
    review_on: date
    is_due: bool


@dataclass(frozen=True)
class Experience:
    waiting: tuple[PatternLine, ...]
    groups: tuple[GroupOfNotes, ...]
    methods: tuple[MethodLine, ...]
    methods_waiting: tuple[MethodLine, ...]


@dataclass(frozen=True)
class CommentLine:
    text: str
    by: str
    written_on: date


@dataclass(frozen=True)
class MethodPage:
    line: MethodLine
    how: str
    source: str
    by: str
    is_waiting: bool
    said: tuple[CommentLine, ...]
    may_approve: Decision
    may_use: Decision
    may_end: Decision


def note_by_ref(ref: str) -> PatternNote:
    """One that does not exist is nobody's, and the gate says no."""
    return PatternNote.objects.filter(ref=ref).first() or PatternNote(ref=ref)


def method_by_ref(ref: str) -> Method:
    """As above."""
    return Method.objects.filter(ref=ref).first() or Method(ref=ref)


def group_names() -> tuple[str, ...]:
    return tuple(PatternGroup.objects.order_by("name").values_list("name", flat=True))


def experience(actor: Actor, *, on: date) -> Experience:
    rows = PatternNote.objects.annotate(
        writer=F("written_by__name"), group_name=F("group__name")
    ).order_by("group__name", "-written_on", "-pk")
    waiting: list[PatternLine] = []
    groups: dict[str, list[PatternLine]] = {}
    for row in rows:
        line = _note(actor, row)
        if row.status == NoteStatus.WAITING:
            waiting.append(line)
        else:
            groups.setdefault(line.group, []).append(line)
    methods = list(_methods().order_by("title", "pk"))
    return Experience(
        waiting=tuple(waiting),
        groups=tuple(GroupOfNotes(name, tuple(lines)) for name, lines in groups.items()),
        methods=tuple(_method(row, on) for row in methods if row.status == NoteStatus.IN_USE),
        methods_waiting=tuple(
            _method(row, on) for row in methods if row.status == NoteStatus.WAITING
        ),
    )


def method_page(actor: Actor, method: Method, *, on: date) -> MethodPage:
    row = _methods().annotate(writer=F("written_by__name")).get(pk=method.pk)
    said = MethodComment.objects.filter(method=method).annotate(who=F("by__name")).order_by("pk")
    return MethodPage(
        line=_method(row, on),
        how=row.how,
        source=row.source,
        by=row.writer,
        is_waiting=row.status == NoteStatus.WAITING,
        said=tuple(CommentLine(one.text, one.who, one.written_on) for one in said),
        may_approve=access.may_approve_method(actor, row),
        may_use=access.may_use_method(actor, row),
        may_end=access.may_end_method(actor, row),
    )


def _methods() -> QuerySet[Method]:
    return Method.objects.annotate(
        used=Count("uses", distinct=True), commented=Count("comments", distinct=True)
    )


def _note(actor: Actor, row: PatternNote) -> PatternLine:
    return PatternLine(
        ref=row.ref,
        text=row.text,
        group=row.group_name or "",  # type: ignore[attr-defined]  # annotated
        by=row.writer,  # type: ignore[attr-defined]  # annotated
        written_on=row.written_on,
        may_approve=access.may_approve_note(actor, row),
        may_end=access.may_end_note(actor, row),
    )


def _method(row: Method, on: date) -> MethodLine:
    return MethodLine(
        ref=row.ref,
        title=row.title,
        aim=row.aim,
        evidence=str(Evidence(row.evidence).label),
        verdict=str(Verdict(row.verdict).label),
        did_not_work=row.verdict == Verdict.DID_NOT_WORK,
        used=row.used,  # type: ignore[attr-defined]  # annotated
        comments=row.commented,  # type: ignore[attr-defined]  # annotated
        review_on=row.review_on,
        is_due=row.review_on <= on,
    )
