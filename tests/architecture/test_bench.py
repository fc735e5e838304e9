"""The bench's made rows keep up with the tables."""

import re

import pytest
from bench import growing
from django.apps import apps
from django.db.models import NOT_PROVIDED

TABLES = {model._meta.db_table: model for model in apps.get_models()}


@pytest.mark.parametrize("rows", [growing.PEOPLE, growing.MEMBERSHIPS, *growing.ROWS])
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
