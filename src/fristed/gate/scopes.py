"""The second wall: the database shows only what the actor's scope allows."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from fristed.gate.actors import Someone


@contextmanager
def scope(someone: Someone) -> Iterator[None]:
    """One transaction in which row-level security knows who is asking.

    The setting lives as long as the outermost transaction, so inside another scope it is
    put back by hand; outermost, the end of the transaction ends it.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _set(someone.scope(), remember=nested)
        yield  # after a fault the savepoint's rollback puts the setting back
        if nested:
            _set(before, remember=False)


def _set(settings: dict[str, str], *, remember: bool) -> dict[str, str]:
    """Set them all in one statement; with `remember`, answer what they were."""
    names = list(settings)
    with connection.cursor() as cursor:
        before: dict[str, str] = {}
        if remember:
            cursor.execute(
                "select " + ", ".join("coalesce(current_setting(%s, true), '')" for _ in names),
                names,
            )
            before = dict(zip(names, cursor.fetchone(), strict=True))
        pairs = [part for name in names for part in (name, settings[name])]
        cursor.execute("select " + ", ".join("set_config(%s, %s, true)" for _ in names), pairs)
    return before
