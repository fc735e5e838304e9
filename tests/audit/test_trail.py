"""The trail: insert only, chained, and there even when everything else was rolled back."""

from datetime import datetime, timedelta
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.utils import timezone

from fristed.audit import checking, queries, tasks, trail
from fristed.audit.choices import Event
from fristed.audit.models import Entry, Outcome

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def test_entries_are_chained_and_the_chain_verifies():
    for number in range(20):
        trail.begin("desk", "case.read", "per_a", f"sak_{number}")

    assert checking.chains() == ["desk"]
    assert checking.first_break("desk") is None
    assert checking.head_of("desk").number == 20


def test_norwegian_letters_hash_the_same_in_the_database_and_here():
    trail.refuse("nora", "samtale.åpne", "", "sam_æøå", "ikke_ansvarlig: «Ålesund» ✓")

    assert checking.first_break("nora") is None


def test_each_door_has_its_own_chain():
    trail.begin("desk", "case.read", "per_a", "sak_1")
    trail.begin("nora", "conversation.write", "", "sam_1")

    assert [(e.chain, e.number) for e in Entry.objects.order_by("id")] == [("desk", 1), ("nora", 1)]


def test_a_refusal_stays_when_everything_else_is_rolled_back():
    """C19, C20: a failed attempt is never lost with the transaction it failed in."""
    with transaction.atomic():
        trail.refuse("desk", "case.read", "per_b", "sak_1", "not_responsible")
        transaction.set_rollback(True)

    assert [entry.detail for entry in Entry.objects.all()] == ["not_responsible"]


def test_done_is_rolled_back_with_the_work_and_reads_cut_off():
    now = timezone.now()
    entry = trail.begin("desk", "case.close", "per_a", "sak_1")
    with transaction.atomic():
        trail.done(entry)
        transaction.set_rollback(True)

    assert [line.ended for line in queries.lines_about("sak_1", now=now)] == [""]
    later = now + timedelta(minutes=2)
    assert [line.ended for line in queries.lines_about("sak_1", now=later)] == ["cut_off"]


def test_outcomes_are_chained_once_behind_what_was_begun():
    entry = trail.begin("desk", "case.close", "per_a", "sak_1")
    trail.done(entry)

    tasks.chain_outcomes()
    tasks.chain_outcomes()

    done = Entry.objects.filter(event=Event.DONE)
    assert [(line.chain, line.about) for line in done] == [("worker", entry)]
    assert [line.ended for line in queries.lines_about("sak_1", now=timezone.now())] == ["done"]


@pytest.mark.parametrize(
    ("change", "number", "why"),
    [
        ("update audit_entry set detail = 'x' where number = 3", 3, "changed"),
        ("update audit_entry set actor = 'per_z' where number = 1", 1, "changed"),
        ("delete from audit_entry where number = 2", 2, "missing"),
        (
            "update audit_entry set at = at - interval '1 microsecond' where number = 4",
            4,
            "changed",
        ),
    ],
)
def test_verify_names_the_first_broken_entry(change, number, why):
    for subject in range(5):
        trail.begin("desk", "case.read", "per_a", f"sak_{subject}")

    with connection.cursor() as cursor:
        cursor.execute("alter table audit_entry disable trigger user")
        cursor.execute(change)
        cursor.execute("alter table audit_entry enable trigger user")

    assert checking.first_break("desk") == checking.Break("desk", number, why)


def test_the_command_names_the_first_broken_entry_and_fails(keeper):
    for subject in range(3):
        trail.begin("desk", "case.read", "per_a", f"sak_{subject}")
    with connection.cursor() as cursor:
        cursor.execute("alter table audit_entry disable trigger user")
        cursor.execute("update audit_entry set detail = 'x' where number = 2")
        cursor.execute("alter table audit_entry enable trigger user")
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_trail", stdout=said)
    assert "desk: broken at entry 2 (changed)\n" in said.getvalue()


def test_a_chain_cut_at_its_end_shows_against_the_sealed_head():
    for subject in range(3):
        trail.begin("desk", "case.read", "per_a", f"sak_{subject}")
    head = checking.head_of("desk")
    with connection.cursor() as cursor:
        cursor.execute("alter table audit_entry disable trigger user")
        cursor.execute("delete from audit_entry where number = 3")
        cursor.execute("alter table audit_entry enable trigger user")

    assert checking.first_break("desk") is None
    assert checking.first_break("desk", head) == checking.Break("desk", 3, "cut")


def test_a_chain_written_anew_shows_against_the_sealed_head():
    trail.begin("desk", "case.read", "per_a", "sak_1")
    sealed = checking.Head("desk", 1, b"\0" * 32)

    assert checking.first_break("desk", sealed) == checking.Break("desk", 1, "changed")


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set detail = ''",
        "delete from audit_entry",
        "truncate audit_entry",
        "alter table audit_entry disable trigger user",
        "set session_replication_role = replica",
        "insert into audit_entry (chain, number) values ('desk', 1)",
    ],
)
def test_the_trails_role_can_only_append(connect_as, statement):
    trail.begin("desk", "case.read", "per_a", "sak_1")

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect_as("fristed_audit").execute(statement)
    assert Entry.objects.count() == 1


def test_the_owner_cannot_change_it_by_mistake_either():
    trail.begin("desk", "case.read", "per_a", "sak_1")

    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="insert only"):
        cursor.execute("update audit_entry set detail = 'x'")


def test_a_door_cannot_append_past_the_trails_own_connection(connect_as):
    arguments = ["desk", datetime.now().astimezone(), "begun", "spo_x", "a", "b", "c", "", ""]

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect_as("fristed_nora").execute(
            "select audit_append(%s, %s, %s, %s, %s, %s, %s, %s, %s)", arguments
        )


def test_eight_writers_at_once_leave_one_whole_chain(connect_as):
    """C20: no duplicate numbers, nothing lost."""
    from concurrent.futures import ThreadPoolExecutor

    def write(number: int) -> None:
        try:
            for step in range(10):
                trail.begin("desk", "case.read", f"per_{number}", f"sak_{step}")
        finally:
            connections["audit"].close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))

    assert Entry.objects.count() == 80
    assert checking.first_break("desk") is None


def test_outcome_is_one_for_each_entry():
    entry = trail.begin("desk", "case.close", "per_a", "sak_1")
    trail.done(entry)

    with pytest.raises(IntegrityError), transaction.atomic():
        trail.done(entry)
    assert Outcome.objects.count() == 1
