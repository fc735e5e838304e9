"""kill -9 in the middle of a release: nothing of it is there, and it can be done again."""

import os
import signal
import time

import psycopg
import pytest
from django.db import connection, connections
from psycopg.conninfo import make_conninfo
from tests import personas
from tests.statistics.test_releasing import TODAY, a_draft

from fristed.config.doors import DESK
from fristed.publications.models import ReleasedTable
from fristed.statistics import queries
from fristed.statistics.actions.releasing import release_draft
from fristed.statistics.choices import Status
from fristed.statistics.models import Draft

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
WAITING = """
    select count(*) from pg_stat_activity where wait_event_type = 'Lock'
        and query like '%publications_releasedtable%' and datname = current_database()
"""


@pytest.fixture
def blocked(superuser):
    """Somebody else's transaction holds the shelf: a release stops in its last statements."""
    there = make_conninfo(superuser, dbname=connections["default"].settings_dict["NAME"])
    with psycopg.connect(there) as other:
        other.execute("lock table publications_releasedtable in share mode")
        yield other


def waits(other) -> bool:
    other.execute("select pg_stat_clear_snapshot()")  # within one transaction it stands still
    return bool(other.execute(WAITING).fetchone()[0])


def until(holds, seconds=20):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def releasing_elsewhere(draft) -> int:
    """A process of its own that releases the draft; its number."""
    child = os.fork()
    if child == 0:
        for one in connections.all():
            one.connection = None  # the parent's own; never closed from here
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"set role {DESK.role}")
            release_draft(personas.lars, draft, on=TODAY)
        finally:
            os._exit(0)
    return child


def test_release_interrupted_by_kill_9_leaves_nothing_and_can_be_done_again(as_desk, blocked):
    """C7, C20: its line in the ledger is written when the process dies, and goes with it."""
    with as_desk():
        draft = a_draft(sides=("gender",))
        child = releasing_elsewhere(draft)
        until(lambda: waits(blocked))

        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        blocked.rollback()
        until(lambda: not waits(blocked))

        assert not ReleasedTable.objects.exists()
        assert queries.ledger_of("new_cases.adviser") == []
        assert Draft.objects.get(pk=draft.pk).status == Status.READY
        release_draft(personas.lars, Draft.objects.get(pk=draft.pk), on=TODAY)
        assert ReleasedTable.objects.get().ledger_number == 1
        assert len(queries.ledger_of("new_cases.adviser")) == 1
