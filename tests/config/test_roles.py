"""Each role can do what it is for, and nothing else. Every try is on a real connection."""

from itertools import product

import psycopg
import pytest
from django.db import connections
from psycopg import errors
from psycopg.conninfo import make_conninfo

from fristed.config import installation, roles
from fristed.config.cluster import OWNER
from fristed.config.doors import AUDIT, BACKUP, DOORS, GATE, KEEPER, MIGRATE, NORA, ROLES

DOOR_ROLES = [door.role for door in DOORS]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_connects_with_its_own_password(connect_as, role):
    row = connect_as(role).execute("select current_user").fetchone()

    assert row == (role,)


@pytest.mark.parametrize(
    ("role", "other"),
    [pair for pair in product(DOOR_ROLES, [OWNER, GATE, *ROLES]) if len({*pair}) == 2],
)
def test_a_doors_password_opens_no_other_role(connect_as, role, other):
    with pytest.raises(psycopg.OperationalError, match=r"authentication failed|not permitted"):
        connect_as(other, password=installation.secret(role))


def test_nobody_connects_without_a_password(django_db_setup):
    there = connections["default"].settings_dict
    place = make_conninfo(host=there["HOST"], port=there["PORT"], dbname=there["NAME"], user=OWNER)

    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(place)


@pytest.mark.parametrize(
    ("role", "other"),
    [
        pair
        for pair in product([*DOOR_ROLES, AUDIT, KEEPER], [OWNER, GATE, *ROLES])
        if len({*pair}) == 2
    ],
)
def test_a_door_cannot_become_another_role(connect_as, role, other):
    connection = connect_as(role)

    with pytest.raises(errors.InsufficientPrivilege):
        connection.execute(f"set role {other}")
    with pytest.raises(errors.InsufficientPrivilege):
        connection.execute(f"set session authorization {other}")


@pytest.mark.parametrize(
    "statement",
    [
        "copy (select 1) to program 'true'",
        "copy (select 1) to '/tmp/out'",
        "select pg_read_file('/etc/passwd')",
        "select passwd from pg_shadow",
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create function mine() returns int language sql as 'select 1'",
        "create extension pg_stat_statements",
        "set session_replication_role = replica",
        "insert into django_migrations (app, name, applied) values ('a', 'b', now())",
        "truncate vault_file",
    ],
)
@pytest.mark.parametrize("role", [*DOOR_ROLES, AUDIT, KEEPER, BACKUP])
def test_a_door_cannot_leave_its_place(connect_as, role, statement):
    with pytest.raises((errors.InsufficientPrivilege, errors.FeatureNotSupported)):
        connect_as(role).execute(statement)


@pytest.mark.parametrize("role", [*DOOR_ROLES, AUDIT, KEEPER])
def test_a_door_cannot_lift_the_wall(connect_as, role):
    connection = connect_as(role)

    with pytest.raises(errors.InsufficientPrivilege):
        connection.execute(f"alter role {role} bypassrls")
    with pytest.raises(errors.InsufficientPrivilege):
        connection.execute("alter table vault_file no force row level security")
    connection.execute("set row_security = off")
    with pytest.raises(errors.InsufficientPrivilege):  # an error, not rows
        connection.execute("select id from vault_file")


def test_the_owner_of_the_tables_is_no_superuser_and_sees_past_no_wall(connect_as):
    row = connect_as(MIGRATE).execute(
        "select rolsuper, rolbypassrls, rolinherit, rolcreaterole from pg_roles"
        " where rolname = current_user"
    )

    assert row.fetchone() == (False, False, False, False)


def test_the_gates_role_never_signs_in(superuser):
    with psycopg.connect(superuser) as connection:
        row = connection.execute("select rolcanlogin from pg_roles where rolname = %s", [GATE])

    assert row.fetchone() == (False,)


def test_backup_reads_behind_the_wall_and_writes_nothing(connect_as):
    connection = connect_as(BACKUP)

    assert connection.execute("select count(*) from vault_file").fetchone() == (0,)
    with pytest.raises(errors.InsufficientPrivilege):
        connection.execute("delete from vault_file")


def test_making_roles_again_changes_nothing(superuser, connect_as):
    roles.make_roles(superuser, makes_databases=True)

    assert connect_as(NORA.role).execute("select 1").fetchone() == (1,)


def test_a_database_that_does_not_know_norwegian_letters_is_refused(superuser):
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("create database letters template template0 locale 'C'")
        try:
            with psycopg.connect(superuser, dbname="letters") as wrong:
                found = wrong.execute("select lower('ÆØÅ') = 'æøå'").fetchone()
                if found == (True,):
                    pytest.skip("this server has no locale that does not")
                with pytest.raises(roles.WrongDatabase):
                    roles.check_letters(wrong)
        finally:
            connection.execute("drop database letters")
