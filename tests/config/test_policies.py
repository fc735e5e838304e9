"""Every policy there is, whoever adds the next: one form, and a plan that grows with nothing."""

import re

import psycopg
import pytest
from django.db import connection, transaction
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo
from tests.architecture.test_layout import SRC

from fristed.config.doors import DESK, NORA, PARTNER
from fristed.kernel.walls import wall, with_all_rows

DOORS = {DESK.role, NORA.role, PARTNER.role}
POLICIES = """
    select tablename, unnest(roles), cmd, qual, with_check from pg_policies
    where schemaname = 'public' order by tablename, policyname
"""
ONLY_FORM = re.compile(  # `'role'::text = any(...)`: all rows to her or none
    r"^\((\w+|\(\w+\)::text|'\w+'::text) = ANY \(+ARRAY\( ?SELECT .*\)\)+(::text\[\])?\)+$",
    re.DOTALL,
)
CHANGES = re.compile(r"\b(?:update|delete\s+from|insert\s+into)\s+(\w+)", re.IGNORECASE)
LIFTED = re.compile(r"alter table (\w+) no force.*?alter table \1 force", re.DOTALL)
OPEN = {  # every row to the role, and why no wall can tell them apart
    ("accounts_user", DESK.role, "ALL"): "looked up before anybody is signed in",
    ("casework_approvalrule", DESK.role, "SELECT"): "one she did not see would not bind her",
    ("casework_briefreading", DESK.role, "ALL"): "a sort of service, a day and a number",
    ("casework_matchingground", DESK.role, "SELECT"): "what the officer lets everyone do",
    ("guidance_networkaddition", DESK.role, "SELECT"): "words beside an article everyone reads",
    ("portal_letterbox", NORA.role, "SELECT"): "a week and a unit: where the next remark goes",
}

pytestmark = pytest.mark.django_db


def policies():
    """Table, role, command and the two conditions of each policy of a door."""
    with connection.cursor() as cursor:
        cursor.execute(POLICIES)
        return [row for row in cursor.fetchall() if row[1] in DOORS]


def plan_of(table, role):
    """How PostgreSQL reads the table for this role, were it ever so large."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local enable_seqscan = off; set local role {role}")
        cursor.execute(f"explain select 1 from {table}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        transaction.set_rollback(True)
    return plan


def test_a_doors_policy_has_the_only_form_there_is():
    other = {
        (table, role, what): condition
        for table, role, what, *conditions in policies()
        for condition in conditions
        if condition is not None and not ONLY_FORM.match(condition)
    }

    assert other == dict.fromkeys(OPEN, "true")


@pytest.fixture
def never_counted(superuser, db):
    """PostgreSQL plans as for tables it knows nothing of: one that an earlier test filled and
    emptied is known to be empty, and any plan is as good as another."""
    there = make_conninfo(superuser, dbname=connection.settings_dict["NAME"])
    with psycopg.connect(there) as opened:
        opened.execute(
            "update pg_class set reltuples = -1 where relkind in ('r', 'i')"
            " and relnamespace = 'public'::regnamespace"
        )


def test_a_bare_select_under_every_doors_policies_is_by_index_alone(never_counted):
    """No SubPlan and no Seq Scan, also inside what a policy asks."""
    read = {(table, role) for table, role, what, *_ in policies() if what in {"ALL", "SELECT"}}
    walled = read - {(table, role) for table, role, what in OPEN if what in {"ALL", "SELECT"}}
    plans = {pair: plan_of(*pair) for pair in sorted(walled)}
    wrong = {
        pair: plan
        for pair, plan in plans.items()
        if "SubPlan" in plan or "Seq Scan" in plan or "Index Cond" not in plan
    }

    assert len(plans) > 100
    assert wrong == {}, "\n\n".join(f"{pair}\n{plan}" for pair, plan in wrong.items())


def test_a_data_migration_sees_no_row_behind_a_wall_unless_it_is_lifted():
    """Lifted by name for one statement, and up again after it."""
    made, unmade = wall("walled")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("create table walled (n int); insert into walled values (1), (2);" + made)
        cursor.execute("update walled set n = 7")
        untouched = cursor.rowcount
        cursor.execute(with_all_rows("walled", "update walled set n = 7"))
        cursor.execute("select count(*) from walled")
        seen_after = cursor.fetchone()
        cursor.execute(unmade)
        cursor.execute("select array_agg(n) from walled")
        kept = cursor.fetchone()
        transaction.set_rollback(True)

    assert (untouched, seen_after, kept) == (0, (0,), ([7, 7],))


def changed_by(statements: str) -> set[str]:
    """Tables whose rows these change while a wall stands. What stands in the body of a function
    is not run by the migration."""
    outside = re.sub(r"\$\$.*?\$\$", "", statements, flags=re.DOTALL)
    return set(CHANGES.findall(LIFTED.sub("", outside)))


def test_no_migration_changes_rows_behind_a_wall_without_lifting_it():
    walled = "select relname from pg_class where relforcerowsecurity"
    with connection.cursor() as cursor:
        cursor.execute(walled)
        behind = {table for (table,) in cursor.fetchall()}
    ours = [
        (name, operation)
        for name, migration in MigrationLoader(None).disk_migrations.items()
        if (SRC / name[0]).is_dir()
        for operation in migration.operations
    ]

    assert changed_by("update vault_file set items = 0") & behind == {"vault_file"}
    assert changed_by(with_all_rows("vault_file", "update vault_file set items = 0")) == set()
    assert [name for name, operation in ours if isinstance(operation, RunPython)] == []
    assert [
        (name, sorted(changed))
        for name, operation in ours
        if isinstance(operation, RunSQL) and (changed := changed_by(str(operation.sql)) & behind)
    ] == []
