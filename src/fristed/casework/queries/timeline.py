"""The timeline: rows of several models as one list, in one statement however many sources.

A part of the case that wants its rows here adds a `Source` to `queries.sources.SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import BinaryField, DateField, F, TextField, Value
from django.db.models.functions import JSONObject

from fristed.casework.choices import EntryKind
from fristed.casework.queries.whole import opened as opened_text
from fristed.casework.rules import writing
from fristed.gate import ReadGrant
from fristed.vault.fields import SealedText, slot_of


@dataclass(frozen=True)
class Row:
    """One row of a source, its text still sealed.

    details   codes and numbers the source asked for; never a text
    """

    source: str
    ref: str
    day: date
    by: str
    details: Mapping[str, Any]
    sealed: SealedText | None = field(repr=False)


@dataclass(frozen=True)
class ContestLine:
    """What the person it concerns said is wrong with an entry; None where the text is broken."""

    said_on: date
    by: str
    written_on: date | None
    text: str | None


@dataclass(frozen=True)
class TimelineEntry:
    """A line of the timeline. `text` is None where the seal was broken.

    title        what it is, in a few words
    written_on   the day it was written; None where the text that says so is broken
    number, kind_code, minutes, corrects, on_paper_at   of a follow-up only
    corrects     number of the entry it stands instead of
    superseded   an entry that was corrected later; still shown, struck through
    about        number of the entry that this contest is about; it is shown there
    document     reference of a document that can be opened
    """

    kind: EntryKind
    ref: str
    title: str
    author: str
    happened_on: date
    happened_at: datetime | None = None
    written_on: date | None = None
    written_at: datetime | None = None
    text: str | None = ""
    number: int | None = None
    kind_code: str = ""
    minutes: int = 0
    late_because: str = ""
    on_paper_at: datetime | None = None
    corrects: int | None = None
    superseded: bool = False
    contests: tuple[ContestLine, ...] = ()
    about: int | None = None
    document: str = ""

    @property
    def is_late(self) -> bool:
        return bool(
            self.happened_at
            and self.written_at
            and writing.is_late(happened_at=self.happened_at, written_at=self.written_at)
        )

    @property
    def is_broken(self) -> bool:
        return self.text is None or any(one.text is None for one in self.contests)

    def is_of(self, kind: str) -> bool:
        """Whether a filter shows it. A correction, what it corrected and what is contested are
        all three found under corrections."""
        if kind == EntryKind.CORRECTIONS and (self.corrects or self.superseded or self.contests):
            return True
        return not kind or kind == self.kind


Entries = Callable[[Row, str | None], Iterable[TimelineEntry]]


@dataclass(frozen=True)
class Source:
    """Rows of one model that stand in the timeline.

    name      tells its rows from others' in the common statement
    day, by   lookups of the day in the clear and of the name of who did it
    text      the sealed field; empty when there is none
    details   name -> lookup of codes and numbers that `entries` needs
    entries   a row and its opened text (empty without one, None broken) -> entries
    """

    name: str
    model: type[models.Model]
    day: str
    entries: Entries
    by: str = "by__name"
    text: str = ""
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def slot_start(self) -> str:
        """What the places of its texts begin with in the ledger."""
        return f"{self.model._meta.label_lower}.{self.text}:"  # noqa: SLF001 - as in vault.fields


def timeline_rows(sources: Sequence[Source], case: int) -> tuple[Row, ...]:
    """Every source's rows of a case: one statement. Inside the actor's scope."""
    first, *others = [_columns(source, case) for source in sources]
    by_name = {source.name: source for source in sources}
    rows = first.union(*others, all=True)
    return tuple(_row(by_name[name], columns) for name, *columns in rows)


def timeline_of(
    sources: Sequence[Source], rows: Iterable[Row], grant: ReadGrant
) -> tuple[TimelineEntry, ...]:
    """By when it happened, newest first; entries of one moment in the order they were written."""
    by_name = {source.name: source for source in sources}
    entries = [
        entry for row in rows for entry in by_name[row.source].entries(row, opened(row, grant))
    ]
    return tuple(sorted(_with_contests(entries), key=_happened, reverse=True))


def as_known_on(entries: Iterable[TimelineEntry], day: date) -> tuple[TimelineEntry, ...]:
    """The timeline as it stood at the end of a day: what had been written by then.

    An entry whose text is broken cannot say when it was written, and stays.
    """
    known = [entry for entry in entries if entry.written_on is None or entry.written_on <= day]
    corrected = {entry.corrects for entry in known if entry.corrects}
    return tuple(
        replace(
            entry,
            superseded=entry.number in corrected,
            contests=tuple(
                one for one in entry.contests if one.written_on is None or one.written_on <= day
            ),
        )
        for entry in known
    )


def day_of(text: str | None) -> date | None:
    """A day among a row's details."""
    return date.fromisoformat(text) if text else None


def opened(row: Row, grant: ReadGrant) -> str | None:
    return opened_text(row.sealed, grant)


def _columns(source: Source, case: int) -> Any:
    sealed = F(source.text) if source.text else Value(None, output_field=BinaryField())
    rows = source.model._default_manager.filter(case_id=case).order_by()  # noqa: SLF001 - public
    return rows.annotate(
        line_source=Value(source.name, output_field=TextField()),
        line_day=F(source.day) if source.day else Value(None, output_field=DateField()),
        line_by=F(source.by) if source.by else Value("", output_field=TextField()),
        line_details=JSONObject(**source.details),
        line_sealed=sealed,
    ).values_list("line_source", "ref", "line_day", "line_by", "line_details", "line_sealed")


def _row(source: Source, columns: Sequence[Any]) -> Row:
    ref, day, by, details, sealed = columns
    text = None
    if sealed is not None:
        text = SealedText(bytes(sealed), slot_of(source.model(ref=ref), source.text))
    return Row(source.name, ref, day, by, details, text)


def _with_contests(entries: Sequence[TimelineEntry]) -> Iterable[TimelineEntry]:
    about: dict[int, list[ContestLine]] = {}
    for one in entries:
        if one.about is not None:
            line = ContestLine(one.happened_on, one.author, one.written_on, one.text)
            about.setdefault(one.about, []).append(line)
    for one in entries:
        if one.about is None:
            yield replace(one, contests=tuple(about.get(one.number or 0, ()))) if about else one


def _happened(entry: TimelineEntry) -> tuple[date, str, int]:
    at = entry.happened_at.isoformat() if entry.happened_at else ""
    return (entry.happened_on, at, entry.number or 0)
