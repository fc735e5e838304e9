"""The database's roles and the database itself: made by the superuser, before any migration.

    DATABASE_URL=postgresql://postgres@host/fristed python -m fristed.config.roles

makes them on a server of your own, with passwords under FRISTED_VAR/secrets. Run it once, and again
when a release brings a new role; nothing that serves people is given that address.
"""

import os
import sys

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from fristed.config.doors import BACKUP, DOORS, GATE, MIGRATE, ROLES, SECRETS
from fristed.config.installation import make_secret

DATABASE = "fristed"
FIRST = "postgres"  # there on every server; ours may not be yet
OLDEST = 15
BUILTIN_LOCALE_SINCE = 17
HARMLESS = "login nosuperuser nocreaterole noreplication noinherit"


class WrongDatabase(Exception):
    """The server is too old, or cannot tell Å from å."""


def make_roles(superuser: str, *, makes_databases: bool = False) -> None:
    """Make every role with its own password, and nothing it does not need.

    superuser         conninfo of a role that may make roles
    makes_databases   whether the owner may make test databases
    """
    with psycopg.connect(superuser, dbname=FIRST, autocommit=True) as connection:
        if connection.info.server_version < OLDEST * 10_000:
            raise WrongDatabase(f"PostgreSQL must be version {OLDEST} or newer")
        known = {name for (name,) in connection.execute("select rolname from pg_roles")}
        for role in (GATE, *ROLES):
            if role not in known:
                connection.execute(sql.SQL("create role {}").format(sql.Identifier(role)))
        connection.execute(f"alter role {GATE} nologin nosuperuser nobypassrls noinherit")
        for role in ROLES:
            connection.execute(_alter_role(connection, role, makes_databases=makes_databases))
        for role in (GATE, *(door.role for door in DOORS)):
            _grant(connection, role, to=MIGRATE)  # noinherit: only ever by `set role`


def make_database(superuser: str, name: str = DATABASE) -> None:
    """Make the database where it is missing, and check that it knows Norwegian letters."""
    with psycopg.connect(superuser, dbname=FIRST, autocommit=True) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [name])
        if found.fetchone() is None:
            builtin = connection.info.server_version >= BUILTIN_LOCALE_SINCE * 10_000
            locale = (
                "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
                if builtin
                else "locale 'C.UTF-8'"
            )
            make = f"create database {{}} owner {{}} template template0 encoding 'UTF8' {locale}"
            connection.execute(sql.SQL(make).format(sql.Identifier(name), sql.Identifier(MIGRATE)))
    with psycopg.connect(superuser, dbname=name) as connection:
        check_letters(connection)
        # before PostgreSQL 16, owning the database is not enough for a role that inherits nothing
        connection.execute(
            sql.SQL("alter schema public owner to {}").format(sql.Identifier(MIGRATE))
        )


def drop_database(superuser: str, name: str) -> None:
    with psycopg.connect(superuser, dbname=FIRST, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def check_letters(connection: psycopg.Connection) -> None:
    """:raises WrongDatabase: under a locale such as C, search and sorting break silently."""
    right = connection.execute("select lower('ÆØÅ') = 'æøå'").fetchone()
    if right != (True,):
        raise WrongDatabase(
            "the database does not know Norwegian letters: its locale must be C.UTF-8"
        )


def _alter_role(
    connection: psycopg.Connection, role: str, *, makes_databases: bool
) -> sql.Composed:
    """Set what the role is, with its password hashed here: the server never sees it in clear."""
    hashed = connection.pgconn.encrypt_password(
        make_secret(role).encode(), role.encode(), b"scram-sha-256"
    )
    bypass = "bypassrls" if role == BACKUP else "nobypassrls"
    create = "createdb" if makes_databases and role == MIGRATE else ""
    return sql.SQL(f"alter role {{}} {HARMLESS} {bypass} {create} password {{}}").format(
        sql.Identifier(role), sql.Literal(hashed.decode())
    )


def _grant(connection: psycopg.Connection, role: str, *, to: str) -> None:
    connection.execute(sql.SQL("grant {} to {}").format(sql.Identifier(role), sql.Identifier(to)))


def main() -> int:
    superuser = os.environ["DATABASE_URL"]
    for name in SECRETS:
        make_secret(name)
    make_roles(superuser)
    make_database(superuser, str(conninfo_to_dict(superuser).get("dbname") or DATABASE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
