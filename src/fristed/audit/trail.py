"""Writing the trail. Only the gate calls this.

Entries go on a connection and a database role of their own and commit at once, so that no
rollback removes them. The keeper is never asked here: the trail works while it is away.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection, connections, transaction
from django.utils import timezone

from fristed.audit.choices import Event
from fristed.kernel.refs import new_ref

APPEND: Final = "select audit_append(%s, %s, %s, %s, %s, %s, %s, %s, %s)"


def begin(door: str, action: str, actor: str, subject: str, detail: str = "") -> str:
    """Note that something allowed is about to be done; answers the entry's reference."""
    return _append(_line(door, Event.BEGUN, action, actor, subject, detail=detail))


def opened(door: str, action: str, actor: str, subject: str, detail: str = "") -> str:
    """Note that a file is about to be readable."""
    return _append(_line(door, Event.OPENED, action, actor, subject, detail=detail))


def refuse(door: str, action: str, actor: str, subject: str, reason: str) -> None:
    _append(_line(door, Event.REFUSED, action, actor, subject, detail=reason))


def fail(door: str, entry: str, code: str) -> None:
    """Note that what was begun came to nothing, after its work was rolled back."""
    _append(_line(door, Event.FAILED, about=entry, detail=code))


def done(entry: str) -> None:
    """Note that it was done: inside the work's own transaction, or not at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_outcome (entry, at) values (%s, %s)", [entry, timezone.now()]
        )


def chain_outcomes(entries: Sequence[str]) -> None:
    """Put committed outcomes behind their beginnings, on the worker's chain, in one transaction:
    the disk is waited for once.

    entries   what was begun
    """
    lines = [_line("worker", Event.DONE, about=entry) for entry in entries]
    with transaction.atomic("audit"), connections["audit"].cursor() as cursor:
        cursor.executemany(APPEND, lines)


class _Line(NamedTuple):
    """What `audit_append` takes, in its order."""

    chain: str
    at: datetime
    event: Event
    ref: str
    action: str
    actor: str
    subject: str
    about: str
    detail: str


def _line(
    door: str,
    event: Event,
    action: str = "",
    actor: str = "",
    subject: str = "",
    *,
    about: str = "",
    detail: str = "",
) -> _Line:
    ref = new_ref("spo")
    return _Line(door, timezone.now(), event, ref, action, actor, subject, about, detail[:400])


def _append(line: _Line) -> str:
    with connections["audit"].cursor() as cursor:
        cursor.execute(APPEND, line)
    return line.ref
