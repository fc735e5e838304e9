"""Every policy there is, whoever adds the next: one form, and a plan that grows with nothing."""

import re

import psycopg
import pytest
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from fristed.config.doors import DESK, NORA, PARTNER

DOORS = {DESK.role, NORA.role, PARTNER.role}
POLICIES = """
    select tablename, unnest(roles), cmd, qual, with_check from pg_policies
    where schemaname = 'public' order by tablename, policyname
"""
ONLY_FORM = re.compile(  # `'role'::text = any(...)`: all rows to her or none
    r"^\((\w+|\(\w+\)::text|'\w+'::text) = ANY \(+ARRAY\( ?SELECT .*\)\)+(::text\[\])?\)+$",
    re.DOTALL,
)
TO_THE_DESK = {  # every row: about colleagues, rules, pages, weeks and numbers for all
    "accounts_user",
    "casework_approvalrule",
    "casework_briefreading",
    "casework_countrybrief",
    "casework_countrynote",
    "casework_matchingground",
    "guidance_agencycontact",
    "guidance_networkaddition",
    "portal_letterbox",
}
OPEN = {(table, DESK.role) for table in TO_THE_DESK}
OPEN |= {("portal_letterbox", NORA.role)}  # a week and a unit: where the next remark goes

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
    other = [
        (table, role, condition)
        for table, role, _, *conditions in policies()
        for condition in conditions
        if condition is not None
        and not ONLY_FORM.match(condition)
        and not (condition == "true" and (table, role) in OPEN)
    ]

    assert other == []


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
    plans = {pair: plan_of(*pair) for pair in sorted(read - OPEN)}
    wrong = {
        pair: plan
        for pair, plan in plans.items()
        if "SubPlan" in plan or "Seq Scan" in plan or "Index Cond" not in plan
    }

    assert len(plans) > 100
    assert wrong == {}, "\n\n".join(f"{pair}\n{plan}" for pair, plan in wrong.items())
