"""A restore drill: what was copied is there again, owners, walls and rights included."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection
from psycopg import errors, sql
from psycopg.conninfo import make_conninfo

from fristed.config import backup, cluster, installation, roles
from fristed.config.doors import DESK, GATE, MIGRATE, NORA

AT = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
DRILL = "drill"
WALLS = """
    select relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner), relacl::text
    from pg_class where relnamespace = 'public'::regnamespace order by 1
"""
POLICIES = (
    "select tablename, policyname, roles, cmd, qual, with_check from pg_policies order by 1, 2"
)
DEFINERS = """
    select proname, pg_get_userbyid(proowner), proacl::text from pg_proc
    where prosecdef and pronamespace = 'public'::regnamespace order by 1
"""

pytestmark = pytest.mark.django_db(transaction=True)


def counts(cursor) -> dict[str, int]:
    """Rows in every table, seen past the wall."""
    cursor.execute("select tablename from pg_tables where schemaname = 'public'")
    found = {}
    for (table,) in cursor.fetchall():
        cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)))
        found[table] = cursor.fetchone()[0]
    return found


@pytest.fixture
def copied(superuser, tmp_path):
    """A copy of the test database with a file behind the wall in it, and a place to restore."""
    with psycopg.connect(superuser, dbname=connection.settings_dict["NAME"]) as rows:
        rows.execute(
            "insert into vault_file (ref, kind, unit, quarter, creator, public_key, wrapped,"
            " items, chained, legal_hold) values ('sak_x', 'case', 'raad-ost', '2026Q4', '',"
            " '\\\\x00', '\\\\x00', 0, 0, false)"
        )
    copy = backup.make(tmp_path, at=AT, database=str(connection.settings_dict["NAME"]))
    yield copy
    with psycopg.connect(superuser, autocommit=True) as server:
        server.execute(f"drop database if exists {DRILL}")


def test_making_and_restoring_are_commands(superuser, copied, tmp_path):
    """As deploy/README.md writes them."""
    there = make_conninfo(superuser, dbname=str(connection.settings_dict["NAME"]))

    def run(*words: object) -> str:
        command = [sys.executable, "-m", "fristed.config.backup", *map(str, words)]
        return subprocess.check_output(command, env=os.environ | {"DATABASE_URL": there}, text=True)

    copy = run("make", tmp_path).strip()
    assert run("restore", copy, "--into", DRILL) == ""

    with psycopg.connect(superuser, dbname=DRILL) as restored:
        assert restored.execute("select ref from vault_file").fetchall() == [("sak_x",)]


def test_everything_is_there_again(superuser, copied):
    backup.restore(copied, superuser=superuser, into=DRILL)

    name = str(connection.settings_dict["NAME"])
    with (
        psycopg.connect(superuser, dbname=name) as before,
        psycopg.connect(superuser, dbname=DRILL) as after,
    ):
        assert counts(after.cursor()) == counts(before.cursor())
        assert counts(after.cursor())["vault_file"] == 1
        for question in (WALLS, POLICIES, DEFINERS):
            assert after.execute(question).fetchall() == before.execute(question).fetchall()
        owners = {owner for _, owner, _ in after.execute(DEFINERS).fetchall()}
        assert owners == {GATE, MIGRATE}


def test_the_walls_stand_in_what_was_restored(superuser, copied, connect_as):
    backup.restore(copied, superuser=superuser, into=DRILL)

    for role in (DESK.role, NORA.role, MIGRATE):
        seen = connect_as(role, dbname=DRILL).execute("select count(*) from vault_file")
        assert seen.fetchone() == (0,)
    with pytest.raises(errors.InsufficientPrivilege):
        connect_as(NORA.role, dbname=DRILL).execute("select * from accounts_user")


def test_the_copy_is_its_owners_alone_and_never_overwritten(copied):
    assert copied.name == "fristed-20261125T220000Z.dump"
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        backup.make(copied.parent, at=AT)


def test_a_copy_is_not_put_over_what_is_there(superuser, copied):
    roles.make_database(superuser, DRILL)

    with pytest.raises(backup.NotEmpty):
        backup.restore(copied, superuser=superuser, into=DRILL)


def test_no_secret_is_in_the_copy(copied):
    secrets = [path.read_text() for path in (installation.var() / "secrets").iterdir()]
    words = subprocess.check_output(
        [cluster.find_binaries() / "pg_restore", "--file=-", copied], text=True
    )

    assert "raad-ost" in words  # it can be read
    assert secrets
    assert not [secret for secret in secrets if secret in words]
    assert "SCRAM-SHA-256" not in words
