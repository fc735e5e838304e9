"""What waits for somebody, told by several rooms and read in one statement, for "my day".

A room gives querysets made by `told` and reads its own kinds back. The rows hold no word of a case.
A room that the desk cannot see tells and reads by functions the door names, `FRISTED_REMINDERS`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import BinaryField, CharField, DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.module_loading import import_string

Told = QuerySet[Any, Any]


@dataclass(frozen=True)
class Awaited:
    """One thing that waits.

    kind     which room's, and what
    about    reference of what it belongs to, where that is another than itself
    at       since when or until when; a day counts from its midnight, UTC
    name     a sealed working name, where she may have it opened
    number   of whatever the kind counts
    """

    kind: str
    about: str
    ref: str
    at: datetime | None
    name: bytes | None = field(repr=False)
    number: int = 0


@dataclass(frozen=True)
class Reminder:
    """A line of "my day" that no room below the desk has.

    note   what else is said of it
    """

    what: str
    note: str
    address: str


@dataclass(frozen=True)
class Reminding:
    """Rows to be read with the others, and how their own room reads them back."""

    rows: Sequence[Told] = ()
    lines: Callable[[Sequence[Awaited]], tuple[Reminder, ...]] = lambda _rows: ()


def reminding(someone: object, *, on: date) -> tuple[Reminding, ...]:
    """What each function that the door names has to tell."""
    names: Sequence[str] = getattr(settings, "FRISTED_REMINDERS", ())
    return tuple(import_string(name)(someone, on=on) for name in names)


def told(
    kind: str,
    rows: QuerySet[Any],
    *,
    ref: str = "ref",
    about: str = "",
    at: str = "",
    name: str = "",
    number: str = "",
) -> Told:
    """Rows in the shape that is read together; each column by its lookup, or empty."""
    columns = {
        "awaits_kind": Value(kind, output_field=CharField()),
        "awaits_about": Cast(F(about), CharField()) if about else Value("", CharField()),
        "awaits_ref": Cast(F(ref), CharField()),
        "awaits_at": Cast(F(at) if at else Value(None), DateTimeField()),
        "awaits_name": F(name) if name else Cast(Value(None), BinaryField()),
        "awaits_number": Cast(F(number) if number else Value(0), IntegerField()),
    }
    shaped: Told = rows.order_by().annotate(**columns).values_list(*columns)
    return shaped


def read_together(tellings: Iterable[Told], *, most: int) -> tuple[Awaited, ...]:
    """Inside her scope. One statement; none where nobody tells anything."""
    all_told = list(tellings)
    if not all_told:
        return ()
    first, *others = all_told
    rows = first.union(*others, all=True) if others else first
    return tuple(
        Awaited(kind, about, ref, at, None if name is None else bytes(name), number)
        for kind, about, ref, at, name, number in rows[:most]
    )
