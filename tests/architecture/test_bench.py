"""What the bench writes and asks by hand keeps up with tables and forms; mypy reads the rest."""

import re

import psycopg
import pytest
from bench import growing, inquiries
from django.apps import apps
from django.db import connection
from django.db.models import NOT_PROVIDED
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tests.factories.casework import TODAY, a_case, a_followup, a_task
from tests.factories.staff import Staff, unit_keys_of_nobody

TABLES = {model._meta.db_table: model for model in apps.get_models()}
CASES, ASKED = 9, 3


@pytest.mark.parametrize(
    "rows",
    [
        growing.PEOPLE,
        growing.MEMBERSHIPS,
        *growing.ROWS,
        inquiries.FILES,
        inquiries.INQUIRIES,
    ],
)
def test_every_column_that_must_be_filled_is(rows: str) -> None:
    table, columns = re.search(r"insert into (\w+)\s*\(([^)]*)\)", rows).groups()
    named = {column.strip().strip('"') for column in columns.split(",")}
    fields = TABLES[table]._meta.concrete_fields
    needed = {
        field.column
        for field in fields
        if not field.null
        and field.db_default is NOT_PROVIDED
        and not field.get_internal_type().endswith("AutoField")
    }
    assert needed <= named <= {field.column for field in fields}


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_the_database_takes_the_rows(superuser, as_desk):
    staff = Staff()
    amina = staff.amina
    unit_keys_of_nobody(TODAY)
    with as_desk():
        case = a_case(amina)
        a_followup(amina, case)
        a_task(amina, case)
    there = make_conninfo(superuser, dbname=connection.settings_dict["NAME"])

    growing.grow(there, CASES)
    inquiries._grow(there, ASKED)

    with psycopg.connect(there) as rows:
        rows.execute("drop table bench_pool")
        counted = {
            table: rows.execute(
                sql.SQL("select count(*) from {}").format(sql.Identifier(table))
            ).fetchone()[0]
            for table in ("casework_case", "casework_followup", "guidance_inquiry", "vault_file")
        }
    assert counted == {
        "casework_case": CASES,
        "casework_followup": CASES,
        "guidance_inquiry": ASKED,
        "vault_file": CASES + ASKED,
    }


@pytest.mark.django_db(databases=["default", "audit"])
def test_the_form_is_the_one_it_fills_in(partner_client):
    Staff().all()  # each county has somebody who answers
    unit_keys_of_nobody(TODAY)
    page = partner_client.get("/question/").content.decode()
    once = inquiries.ONCE.search(page)
    assert inquiries.TOKEN.search(page)

    answer = partner_client.post("/question/", inquiries.FILLED | {"once": once[1]})

    assert inquiries.TAKEN in answer.content.decode()
