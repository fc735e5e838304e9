"""From `rights` to statements: everything is taken back, then exactly what is written is given."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from fristed.config import rights
from fristed.config.doors import AUDIT, BACKUP, DOORS, KEEPER, PREFIX

GIVEN = (*(door.role for door in DOORS), AUDIT, KEEPER)
PRIVILEGE = re.compile(r"(select|insert|update|delete)(?: \(([a-z0-9_]+(?:, [a-z0-9_]+)*)\))?")
OWNED_SEQUENCES = """
    select s.oid::regclass::text from pg_class s
    join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass
        and d.deptype in ('a', 'i')
    where s.relkind = 'S' and d.refobjid = %s::regclass
"""


class WrongRights(Exception):
    """`rights` says something that is not a privilege, or names a role that is no door's."""


def statements(cursor: CursorWrapper) -> Iterator[sql.Composable]:
    """Every statement, in order; to be run in one transaction by the tables' owner."""
    database = cursor.connection.info.dbname
    roles = sql.SQL(", ").join(map(sql.Identifier, GIVEN))
    yield _format("revoke all on database {} from public", sql.Identifier(database))
    everyone = sql.SQL(", ").join(map(sql.Identifier, (*GIVEN, BACKUP)))
    yield _format("grant connect on database {} to {}", sql.Identifier(database), everyone)
    yield _format("revoke all on all tables in schema public from public, {}", roles)
    yield _format("revoke all on all sequences in schema public from public, {}", roles)
    backup = sql.Identifier(BACKUP)  # not pg_read_all_data: that reads the roles' passwords too
    yield _format("grant select on all tables in schema public to {}", backup)
    yield _format("grant select on all sequences in schema public to {}", backup)
    yield from _table_grants(cursor)


def parse(privileges: str) -> list[tuple[str, list[str]]]:
    """Each privilege with its columns; no columns means the whole table.

    :raises WrongRights: not a list of privileges as `rights` writes them.
    """
    parts = re.split(r", (?![^(]*\))", privileges)  # a comma, but not one between columns
    found = [PRIVILEGE.fullmatch(part) for part in parts]
    if not all(found):
        raise WrongRights(privileges)
    return [(m[1], m[2].split(", ") if m[2] else []) for m in found if m]


def _table_grants(cursor: CursorWrapper) -> Iterator[sql.Composable]:
    cursor.execute("select tablename from pg_tables where schemaname = 'public'")
    present = {name for (name,) in cursor.fetchall()}
    for app in rights.TABLES.values():
        for table, given in app.items():
            if table in present:
                yield from _one_table(cursor, table, given)


def _one_table(
    cursor: CursorWrapper, table: str, given: Mapping[str, str]
) -> Iterator[sql.Composable]:
    for name, privileges in given.items():
        role = _role(name)
        may_insert = "insert" in {what for what, _ in parse(privileges)}
        yield _format(f"grant {privileges} on {{}} to {{}}", sql.Identifier(table), role)
        if may_insert:
            for sequence in _sequences(cursor, table):
                yield _format(f"grant usage on sequence {sequence} to {{}}", role)


def _sequences(cursor: CursorWrapper, table: str) -> Sequence[str]:
    """The sequences of a table's columns, quoted by the server."""
    cursor.execute(OWNED_SEQUENCES, [f'public."{table}"'])
    return [name for (name,) in cursor.fetchall()]


def _role(name: str) -> sql.Identifier:
    if PREFIX + name not in GIVEN:
        raise WrongRights(name)
    return sql.Identifier(PREFIX + name)


def _format(statement: str, *parts: sql.Composable) -> sql.Composed:
    return sql.SQL(statement).format(*parts)
