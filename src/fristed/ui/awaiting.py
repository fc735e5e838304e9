"""What waits for somebody, told by several rooms and read in one statement, for "my day".

A room gives querysets made by `told` and reads its own kinds back. The rows hold no word of a case.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import BinaryField, CharField, DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

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
