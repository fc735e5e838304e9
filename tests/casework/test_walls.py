"""The second wall: what each database role sees, whatever the code above it forgets."""

import psycopg
import pytest
from django.db import connection
from tests.factories.around import a_journey, a_judgement, a_link, a_person_with_phone, a_plan
from tests.factories.casework import a_case, a_followup, a_task, close

from fristed.casework.models import Case, FollowUp
from fristed.config.doors import DESK, NORA, WORKER
from fristed.gate import scope

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

TABLES = (
    "casework_case",
    "casework_furtherconcern",
    "casework_followup",
    "casework_task",
    "casework_closing",
    "casework_personincase",
    "casework_channel",
    "casework_caselink",
    "casework_riskassessment",
    "casework_safetyplan",
    "casework_traveltalk",
    "casework_trip",
    "casework_tripaddresses",
    "casework_checkin",
    "casework_ladderstep",
    "casework_stayabroad",
    "casework_routinestep",
    "casework_access",
)


@pytest.fixture
def cases(at_the_desk):
    """Amina and Birger have cases with everything a case can have."""
    for actor in (at_the_desk.amina, at_the_desk.birger):
        case = a_case(actor, further_concerns=("threats_violence",))
        a_followup(actor, case)
        close(actor, case)
        other = a_case(actor)
        a_task(actor, other)
        a_person_with_phone(actor, other)
        a_link(actor, other, case)
        a_judgement(actor, other)
        a_plan(actor, other)
        a_journey(actor, other)
    return at_the_desk


def counts(role_connection, actor=None):
    """Rows each table shows on a real connection of the role, in the actor's scope."""
    with role_connection.transaction():
        if actor:
            role_connection.execute("select set_config('app.actor', %s, true)", [str(actor.id)])
        return [
            role_connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in TABLES
        ]


def test_plain_sql_of_the_desk_sees_nothing_without_a_scope(cases, connect_as):
    desk = connect_as(DESK.role)

    there = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 2]  # fmt: skip
    assert counts(desk, cases.amina) == there  # there is something to hide
    assert counts(desk) == [0] * len(TABLES)
    assert counts(desk, cases.david) == [0] * len(TABLES)


def test_nora_may_not_even_ask(cases, connect_as):
    nora = connect_as(NORA.role)

    for table in TABLES:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            nora.execute(f"select 1 from {table}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        nora.execute("select * from casework_case_by_ref('sak_x')")


def test_the_worker_counts_every_case_and_reads_no_text(cases, connect_as):
    worker = connect_as(WORKER.role)

    assert worker.execute("select count(*) from casework_case").fetchone() == (4,)
    for column in ("name", "profile", "adviser_id"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute(f"select {column} from casework_case")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        worker.execute("select note from casework_followup")


def test_the_desk_cannot_write_itself_access(cases, connect_as):
    desk = connect_as(DESK.role)
    (case,) = (Case.objects.raw("select * from casework_case_by_ref(%s)", [_ref(cases.amina)]))[:1]

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        desk.execute(
            'insert into casework_access (case_id, user_id, ground, "grant", since)'
            " values (%s, %s, 'creator', 'nok_x', now())",
            [case.pk, cases.birger.id],
        )


def test_a_row_of_another_is_not_changed_by_whoever_may_change_her_own(cases):
    theirs = Case.objects.raw("select * from casework_case_by_ref(%s)", [_ref(cases.amina)])[0]

    with scope(cases.birger):
        changed = Case.objects.filter(pk=theirs.pk).update(concern="forced_marriage")

    assert changed == 0


@pytest.mark.parametrize("table", TABLES)
def test_a_bare_select_uses_an_index_whatever_the_size_of_the_table(cases, table):
    """The only policy form is `x = any(array(select ...))`: no SubPlan, no Seq Scan."""
    with scope(cases.amina), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")  # the tables here are small
        cursor.execute(f"explain select * from {table}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "SubPlan" not in plan, plan
    assert "Seq Scan" not in plan, plan
    assert "Index" in plan, plan


def test_an_insert_into_anothers_case_is_refused_by_the_database(cases):
    theirs = Case.objects.raw("select * from casework_case_by_ref(%s)", [_ref(cases.amina)])[0]
    forged = FollowUp(
        ref="opp_forged",
        case_id=theirs.pk,
        number=99,
        happened_on=theirs.opened_on,
        kind="call",
        minutes=1,
        by_id=cases.birger.id,
    )

    with pytest.raises(Exception, match="row-level security"), scope(cases.birger):
        forged.save(force_insert=True)


def _ref(actor):
    with scope(actor):
        return Case.objects.filter(adviser_id=actor.id).order_by("pk").first().ref
