"""The day is Norway's. After midnight in Oslo it is still yesterday by UTC, for an hour or two."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from fristed.kernel.periods import day_of
from fristed.kernel.walls import TODAY

SOURCE = Path(__file__).parents[2] / "src" / "fristed"
MOMENT = re.compile(r"(now|at|moment|\w+_at)$")
BY_ITS_OWN_ZONE = {"kernel/appointments.py"}  # where the appointment is


def days_by_utc(tree: ast.AST) -> Iterator[int]:
    """Lines that take a moment's own `.date()`: what is kept is in UTC."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            name = getattr(of, "id", "") or getattr(of, "attr", "")
            if node.func.attr == "date" and not node.args and MOMENT.match(name):
                yield node.lineno


def test_it_finds_such_a_line():
    bad = "a = now.date()\nb = book.at.date()\nc = row.asked_at.date()\nd = local(at).date()"

    assert list(days_by_utc(ast.parse(bad))) == [1, 2, 3]


def test_no_day_is_taken_from_a_moment_in_utc():
    found = {
        f"{path.relative_to(SOURCE)}:{line}"
        for path in SOURCE.rglob("*.py")
        if str(path.relative_to(SOURCE)) not in BY_ITS_OWN_ZONE
        for line in days_by_utc(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert found == set()


def test_no_wall_asks_the_connection_what_day_it_is():
    """Its zone is UTC: who began today would have to wait an hour for what is hers."""
    found = [
        path for path in SOURCE.glob("*/migrations/*.py") if "current_date" in path.read_text()
    ]

    assert found == []


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
@pytest.mark.django_db
def test_python_and_the_database_mean_the_same_day(moment, day):
    with connection.cursor() as cursor:
        cursor.execute(f"select {TODAY.replace('now()', '%s::timestamptz')}", [moment])
        (there,) = cursor.fetchone()

    assert day_of(moment) == timezone.localdate(moment) == there == day
