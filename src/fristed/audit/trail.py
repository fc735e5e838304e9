"""Writing the trail. Only the gate calls this.

Entries go on a connection and a database role of their own and commit at once, so that no
rollback removes them. The keeper is never asked here: the trail works while it is away.
"""

from django.db import connections
from django.utils import timezone

from fristed.audit.choices import Event
from fristed.audit.models import Outcome
from fristed.kernel.refs import new_ref


def begin(door: str, action: str, actor: str, subject: str, detail: str = "") -> str:
    """Note that something allowed is about to be done; answers the entry's reference."""
    return _append(door, Event.BEGUN, action, actor, subject, detail=detail)


def opened(door: str, action: str, actor: str, subject: str, detail: str = "") -> str:
    """Note that a file is about to be readable."""
    return _append(door, Event.OPENED, action, actor, subject, detail=detail)


def refuse(door: str, action: str, actor: str, subject: str, reason: str) -> None:
    _append(door, Event.REFUSED, action, actor, subject, detail=reason)


def fail(door: str, entry: str, code: str) -> None:
    """Note that what was begun came to nothing, after its work was rolled back."""
    _append(door, Event.FAILED, "", "", "", about=entry, detail=code)


def done(entry: str) -> None:
    """Note that it was done: inside the work's own transaction, or not at all."""
    Outcome.objects.bulk_create([Outcome(entry=entry, at=timezone.now())])


def chain_outcome(outcome: Outcome) -> None:
    """Put a committed outcome behind its beginning, on the worker's chain."""
    _append("worker", Event.DONE, "", "", "", about=outcome.entry)


def _append(
    door: str,
    event: Event,
    action: str,
    actor: str,
    subject: str,
    *,
    about: str = "",
    detail: str = "",
) -> str:
    ref = new_ref("spo")
    with connections["audit"].cursor() as cursor:
        cursor.execute(
            "select audit_append(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [door, timezone.now(), event, ref, action, actor, subject, about, detail[:400]],
        )
    return ref
