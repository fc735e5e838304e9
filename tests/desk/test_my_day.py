"""My day: what waits, in few statements, and nothing of what it says."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.conftest import in_desk_role
from tests.factories.casework import TODAY, a_followup, a_real_case, a_task, close, written
from tests.factories.conversations import a_conversation

from fristed.audit.models import Entry

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Jeg er redd for ferien"


def words(response) -> str:
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def statements(captured):
    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "set role", "reset role")
    control += ("SELECT CURRENT_SETTING('role')",)
    return [one["sql"] for one in captured if not one["sql"].startswith(control)]


def test_a_day_holds_tasks_by_urgency_quiet_cases_and_waiting_conversations(staff, at_desk):
    amina = staff.amina

    def make():
        for days, name in ((-1, "Forsinket"), (0, "I dag-saken"), (14, "Snart"), (15, "Senere")):
            case = a_real_case(amina, name=name)
            a_task(amina, case, due_on=TODAY + timedelta(days=days))
        a_real_case(amina, name="Glemt", on=TODAY - timedelta(days=14))
        fresh = a_real_case(amina, name="Fersk", on=TODAY - timedelta(days=14))
        a_followup(amina, fresh)
        close(amina, a_real_case(amina, name="Lukket", on=TODAY - timedelta(days=30)))

    in_desk_role(make)
    a_conversation("raad-ost", text=SECRET)
    a_conversation("raad-vest", text=SECRET)

    shown = words(at_desk(amina).get("/"))

    order = [
        "Samtale fra",
        "Over fristen",
        "Forsinket",
        "I dag",
        "I dag-saken",
        "De neste to ukene",
    ]
    order += ["Snart", "Uten neste steg", "Glemt"]
    assert [shown.index(word) for word in order] == sorted(shown.index(word) for word in order)
    assert not [name for name in ("Senere", "Fersk", "Lukket", SECRET) if name in shown]
    assert shown.count("Samtale fra") == 1  # her own team's


@pytest.mark.parametrize("rows", [1, 3])
def test_the_whole_page_takes_eight_statements_and_one_line_in_the_trail(staff, at_desk, rows):
    amina = staff.amina

    def make():
        for number in range(rows):
            a_task(amina, a_real_case(amina, name=f"Sak {number}"))

    in_desk_role(make)
    for _ in range(rows):
        a_conversation("raad-ost")
    page = at_desk(amina)
    page.get("/")  # what is read once per process

    with CaptureQueriesContext(connection) as captured:
        shown = words(page.get("/"))

    assert shown.count("Samtale fra") == rows
    assert len(statements(captured)) <= 8, statements(captured)
    opened = Entry.objects.using("audit").filter(action="case.read_own_names", event="opened")
    assert opened.count() == 2  # one each time the page was shown


def test_a_free_day_says_so(staff, at_desk):
    assert "Ingenting venter på deg nå" in words(at_desk(staff.amina).get("/"))


def test_my_day_while_the_keeper_is_away_says_try_again(staff, at_desk, keeper, keeper_process):
    in_desk_role(lambda: a_task(staff.amina, a_real_case(staff.amina)))
    page = at_desk(staff.amina)
    keeper.process.kill()
    keeper.process.wait()
    try:
        away = page.get("/")
    finally:
        keeper_process()

    assert away.status_code == 503
    assert "Prøv igjen senere" in words(away)


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("amina", ""),
        ("emre", ""),
        ("maja", ""),
        ("ingrid", "/people/"),
        ("jonas", "/people/"),
        ("oda", "/alarms/"),
        ("petter", "/accounts/"),
        ("kari", "/tables/"),
    ],
)
def test_each_role_begins_where_its_work_is(staff, at_desk, key, first):
    answer = at_desk(getattr(staff, key)).get("/")

    assert (answer.status_code, answer.headers.get("Location", "")) == (
        302 if first else 200,
        first,
    )


def test_whoever_has_no_work_at_the_desk_is_told_so(staff, at_desk):
    assert "Velkommen" in words(at_desk(staff.nils).get("/"))


def test_a_stand_in_has_the_others_tasks_in_her_day(staff, at_desk):
    amina, celine = staff.amina, staff.celine
    in_desk_role(lambda: a_task(amina, a_real_case(amina, name="Fiolinsaken")))
    days = {"starts_on": TODAY.isoformat(), "ends_on": TODAY.isoformat()}
    at_desk(amina).post("/stand-ins/", days | {"colleague": celine.ref})

    assert "Fiolinsaken Ringe for Amina" in words(at_desk(celine).get("/"))
    assert written()
