"""What each role may really do is what `rights` says, to the column."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection

from fristed.accounts.models import User
from fristed.config import granting, rights
from fristed.config.doors import AUDIT, BACKUP, GATE, PREFIX
from fristed.kernel.refs import new_ref

EFFECTIVE = """
    select pg_get_userbyid(given.grantee), relname, privilege_type, null
    from pg_class, aclexplode(relacl) given
    where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all
    select pg_get_userbyid(given.grantee), relname, privilege_type, attname
    from pg_class join pg_attribute on attrelid = pg_class.oid, aclexplode(attacl) given
    where relnamespace = 'public'::regnamespace and relkind = 'r'
"""
OUTSIDE = {PREFIX + "migrate", GATE, BACKUP, AUDIT}  # owner; definers; reads all; tests let it read

pytestmark = pytest.mark.django_db


def declared() -> set[tuple[str, str, str, str | None]]:
    found = set()
    for app in rights.TABLES.values():
        for table, given in app.items():
            for role, privileges in given.items():
                for what, columns in granting.parse(privileges):
                    for column in columns or [None]:
                        found.add((PREFIX + role, table, what.upper(), column))
    return found


def effective() -> set[tuple[str, str, str, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(EFFECTIVE)
        return {row for row in cursor.fetchall() if row[0] not in OUTSIDE}


def tables() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def test_every_table_says_who_may_do_what():
    said = {table for app in rights.TABLES.values() for table in app}

    assert sorted(tables() - said) == []
    assert sorted(said - tables()) == []


def test_a_roles_rights_are_those_written_down_and_no_others():
    assert sorted(map(str, effective() ^ declared())) == []


def test_grants_takes_back_what_is_not_written():
    with connection.cursor() as cursor:
        cursor.execute("grant select on accounts_user to fristed_nora")
        cursor.execute("grant update (password) on accounts_user to fristed_worker")
    assert effective() != declared()

    call_command("grants")

    assert effective() == declared()


@pytest.mark.parametrize(
    "wrong", ["all", "select; drop table x", "truncate", "select (id", "references", ""]
)
def test_what_is_no_privilege_is_refused(wrong):
    with pytest.raises(granting.WrongRights):
        granting.parse(wrong)


def test_no_function_that_sees_past_the_wall_is_for_everyone():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
            " and has_function_privilege('public', oid, 'execute')"
        )
        open_to_all = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            "select count(*) from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
        )
        (all_of_them,) = cursor.fetchone()

    assert all_of_them
    assert open_to_all == []


@pytest.mark.parametrize(
    ("door", "rooms", "others"),
    [
        (
            "nora",
            ("casework", "statistics", "procrastinate"),
            ("accounts_user", "accounts_desksession", "organisation_membership", "vault_grant"),
        ),
        (
            "partner",
            ("casework", "contact", "statistics", "portal"),
            ("accounts_desksession", "organisation_membership", "organisation_standin"),
        ),
        (
            "studio",
            ("casework", "contact", "guidance", "statistics", "notices", "reporting"),
            ("accounts_desksession", "vault_file", "vault_item", "vault_grant", "audit_entry"),
        ),
    ],
)
def test_a_door_has_no_right_to_what_it_must_not_know(door, rooms, others):
    closed = [apps.get_app_config(app) for app in rooms]
    tables = [model._meta.db_table for app in closed for model in app.get_models()]
    assert "casework_case" in tables
    with connection.cursor() as cursor:
        for table in (*tables, *others):
            cursor.execute(
                "select has_table_privilege(%s, %s, 'select, insert, update, delete')"
                " or has_any_column_privilege(%s, %s, 'select, insert, update')",
                [PREFIX + door, table, PREFIX + door, table],
            )
            assert cursor.fetchone() == (False,), table


def test_the_partner_door_sees_its_own_people_and_no_colleague():
    for door in ("desk", "partner"):
        User.objects.create(ref=new_ref("per"), username=door, name=door, door=door)
    with connection.cursor() as cursor:
        cursor.execute("set role fristed_partner")

    assert [person.name for person in User.objects.all()] == ["partner"]
    with pytest.raises(ProgrammingError):
        User.objects.create(ref=new_ref("per"), username="x", name="x", door="desk")


def test_nora_reads_where_there_is_somebody_and_never_who():
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns"
            " where table_name = 'organisation_deployment'"
            " and has_column_privilege('fristed_nora', 'organisation_deployment',"
            " column_name, 'select')"
        )
        columns = {name for (name,) in cursor.fetchall()}

    assert columns == {"id", "ref", "school_id", "starts_on", "ends_on"}
