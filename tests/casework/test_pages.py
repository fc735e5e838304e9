"""The pages of cases, as a browser at the desk meets them, with a real keeper behind."""

import gc
import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.casework.conftest import trail
from tests.factories.browsers import a_browser, statements
from tests.factories.casework import NOW, TODAY, a_contest, a_followup, a_real_case, a_task, close
from tests.factories.staff import Staff, as_role

from fristed.casework import queries
from fristed.casework.actions import reading, updating
from fristed.casework.models import Case, FollowUp, Task
from fristed.casework.rules.profiles import Profile
from fristed.config.doors import DESK
from fristed.gate import ReadGrant, scope
from fristed.kernel.refs import new_ref
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

MISSING = "sak_AAAAAAAAAAAAAAAAAAAAAA"
SECRET = "Hun gjemmer seg hos tanten sin i Elvegata."
CARRIED = ("version", "seen")
STARTED = {"concern": "forced_marriage", "age_band": "16_17", "gender": "female"}
WRITTEN = {
    "kind": "conversation",
    "happened_on": TODAY.isoformat(),
    "happened_clock": "00:00",
    "minutes": "45",
    "text": SECRET,
    "late_because": "",
}


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    """People at work: signed in, with their units' keys."""
    people = Staff(home=keeper_home)
    units = {code for one in (people.amina, people.birger) for code in one.units}
    fetch_unit_keys(sorted(units), TODAY)
    return people


@pytest.fixture
def at_desk(desk_client, staff) -> Callable:
    return lambda actor: a_browser(desk_client, actor)


def hidden(response) -> dict[str, str]:
    """What the form carries unseen: the version of the case it shows, and what stood there."""
    page = response.content.decode()
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in CARRIED}
    return {name: html.unescape(match[1]) for name, match in found.items() if match}


def in_cases(make):
    """Make cases as the desk's role, then be the owner again."""
    with as_role(DESK.role):
        return make()


def rows(actor, model):
    with as_role(DESK.role), scope(actor):
        return list(model.objects.order_by("pk"))


def words(response) -> str:
    """What a person reads, without markup."""
    text = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def body(response) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"|: "[A-Za-z0-9]{64}"', "", response.content.decode())


def test_start_case_asks_at_most_twelve_things_and_needs_one(staff, at_desk):
    page = at_desk(staff.amina)

    shown = page.get("/cases/start/").content.decode()
    assert len(set(re.findall(r'name="(?!csrf)([a-z_]+)"', shown.split("<main")[1]))) <= 12
    assert "Retningslinje for registrering" in shown
    started = page.post("/cases/start/", {"concern": "forced_marriage"})

    (case,) = rows(staff.amina, Case)
    assert (started.status_code, started["Location"]) == (302, f"/cases/{case.ref}/")
    assert case.concern == "forced_marriage"
    read = words(page.get(f"/cases/{case.ref}/"))
    assert "Gjennomført tvangsekteskap" in read
    assert "Saken er startet." in read


def test_start_case_shows_what_each_choice_means_by_the_list_in_force(staff, at_desk):
    shown = words(at_desk(staff.amina).get("/cases/start/"))

    assert "Ekteskapet er inngått, eller noen tror det" in shown
    assert "Møter mellom familier, reise, klær, penger" in shown


def test_start_case_keeps_what_was_typed_when_something_is_wrong(staff, at_desk):
    answer = at_desk(staff.amina).post(
        "/cases/start/", {"gender": "male", "municipality": "4601", "coercion": "not_asked"}
    )

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="male" selected' in shown
    assert 'value="4601" selected' in shown
    assert "Velg hvorfor det ikke er spurt." in shown
    assert rows(staff.amina, Case) == []


def test_start_case_while_the_keeper_is_away_loses_nothing(staff, at_desk, keeper, keeper_process):
    page = at_desk(staff.amina)
    keeper.process.kill()
    keeper.process.wait()
    try:
        away = page.post("/cases/start/", STARTED)
    finally:
        keeper_process()

    assert away.status_code == 503
    assert "Prøv igjen senere" in words(away)
    assert 'name="concern" value="forced_marriage"' in away.content.decode()
    assert rows(staff.amina, Case) == []
    assert page.post("/cases/start/", STARTED).status_code == 302  # "Send igjen"


@pytest.mark.parametrize("key", ["kari", "ingrid", "oda", "petter", "maja"])
def test_start_case_is_not_there_for_those_without_cases(staff, at_desk, key):
    """C1: asked for in the action, whatever the page shows."""
    page = at_desk(getattr(staff, key))

    assert page.get("/cases/start/").status_code == 404
    assert page.post("/cases/start/", STARTED).status_code == 404


@pytest.mark.parametrize(
    "end", ["", "update/", "rename/", "follow-ups/add/", "tasks/assign/", "close/", "access-log/"]
)
def test_anothers_case_looks_like_one_that_does_not_exist(staff, at_desk, end):
    """C25: same status, same body, same way to emergency opening; and the trail has both."""
    case = in_cases(lambda: a_real_case(staff.amina))
    page = at_desk(staff.birger)

    theirs, missing = (page.get(f"/cases/{ref}/{end}") for ref in (case.ref, MISSING))

    assert (theirs.status_code, missing.status_code) == (404, 404)
    assert body(theirs) == body(missing)
    assert "/emergency/" in body(theirs)
    assert trail(case.ref)[-1][0] == trail(MISSING)[-1][0] == "refused"
    assert trail(case.ref)[-1][1:] == trail(MISSING)[-1][1:]


@pytest.mark.parametrize(
    "end", ["follow-ups/add/", "tasks/assign/", "close/", "reopen/", "update/"]
)
def test_posting_to_anothers_case_changes_nothing(staff, at_desk, end):
    case = in_cases(lambda: a_real_case(staff.amina))

    answer = at_desk(staff.birger).post(f"/cases/{case.ref}/{end}", WRITTEN | STARTED)

    assert answer.status_code == 404
    assert rows(staff.amina, FollowUp) == []
    assert [(row.version, row.status) for row in rows(staff.amina, Case)] == [(1, "open")]


@pytest.mark.parametrize(
    "written",
    [
        "/cases/{ref}", "/cases//{ref}/", "/CASES/{ref}/", "/cases/{ref}/.", "/cases/{ref}/?a=1",
        "/cases/{ref}/;x", "/cases/%73ak_{rest}/", "//cases/{ref}/", "/cases/{ref}/update/../",
    ],
)  # fmt: skip
def test_no_way_of_writing_an_address_goes_around_the_gate(staff, at_desk, written):
    """C2."""
    case = in_cases(lambda: a_real_case(staff.amina, name="Fiolinsaken"))
    address = written.format(ref=case.ref, rest=case.ref.removeprefix("sak_"))

    answer = at_desk(staff.birger).get(address, follow=True)

    assert answer.status_code == 404
    assert "Fiolinsaken" not in answer.content.decode()


def test_a_followup_is_kept_and_shown_with_both_its_times(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina))
    page = at_desk(staff.amina)

    assert page.post(f"/cases/{case.ref}/follow-ups/add/", WRITTEN).status_code == 302

    read = words(page.get(f"/cases/{case.ref}/"))
    assert SECRET in read
    assert "kl. 00.00" in read
    assert "skrevet" in read


def test_the_keys_of_its_texts_end_with_the_request(staff, at_desk):
    """C14: what Django has of a file once its page is sent opens nothing."""
    case = in_cases(lambda: a_real_case(staff.amina))
    page = at_desk(staff.amina)
    page.post(f"/cases/{case.ref}/follow-ups/add/", WRITTEN)
    with as_role(DESK.role):
        grant = reading.read_case(staff.amina, case)
        queries.case_page(staff.amina, case, grant, on=TODAY)
    held = unlocked()
    del grant

    assert SECRET in words(page.get(f"/cases/{case.ref}/"))

    assert (held, unlocked()) == (1, 0)


def unlocked() -> int:
    """Grants in this process that hold a key."""
    gc.collect()
    # its own type: asking a lazy object of another test for its class makes it come to life
    return sum(type(one) is ReadGrant and bool(one._keys) for one in gc.get_objects())


def test_a_followup_with_a_fault_keeps_the_text_on_the_page(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina))
    late = WRITTEN | {"happened_on": "2020-01-01"}

    answer = at_desk(staff.amina).post(f"/cases/{case.ref}/follow-ups/add/", late)

    assert answer.status_code == 200
    assert SECRET in answer.content.decode()
    assert "Skriv hvorfor det føres nå." in words(answer)
    assert rows(staff.amina, FollowUp) == []


def test_a_followup_is_kept_while_the_keeper_is_away(staff, at_desk, keeper, keeper_process):
    case = in_cases(lambda: a_real_case(staff.amina))
    page = at_desk(staff.amina)
    keeper.process.kill()
    keeper.process.wait()
    try:
        kept = page.post(f"/cases/{case.ref}/follow-ups/add/", WRITTEN)
        shown = page.get(f"/cases/{case.ref}/")
    finally:
        keeper_process()

    assert (kept.status_code, shown.status_code) == (302, 503)
    assert SECRET in words(page.get(f"/cases/{case.ref}/"))


def test_two_people_edit_one_case_and_the_second_is_told_what_changed(staff, at_desk):
    """Nothing either of them typed is lost."""
    case = in_cases(lambda: a_real_case(staff.amina, profile=Profile(municipality="0301")))
    first = at_desk(staff.amina)
    shown = hidden(first.get(f"/cases/{case.ref}/update/"))

    in_cases(lambda: _saved_meanwhile(staff.amina, case))
    typed = STARTED | {"municipality": "4601"} | shown
    told = first.post(f"/cases/{case.ref}/update/", typed)

    assert told.status_code == 200
    read = words(told)
    assert "Dette ble endret mens du skrev" in read
    assert "Kommune fra «Oslo» til «Stavanger»" in read
    assert "Kjønn" not in read.split("Skjemaet under")[0].split("Dette ble endret")[1]
    assert 'value="4601" selected' in told.content.decode()  # what she typed
    assert [row.version for row in rows(staff.amina, Case)] == [2]

    typed |= hidden(told)
    assert first.post(f"/cases/{case.ref}/update/", typed).status_code == 302
    assert [row.concern for row in rows(staff.amina, Case)] == ["forced_marriage"]


def _saved_meanwhile(actor, case):
    grant = reading.read_case(actor, case)
    now = queries.registered(actor, case, grant)
    updating.update_case(
        actor,
        case,
        seen_version=now.version,
        concern=now.concern,
        further_concerns=now.further_concerns,
        profile=Profile(municipality="1103"),
        counted=b"counted",
        before=Profile(),
        at=NOW,
    )


def test_the_working_name_is_changed_and_nobody_elses_change_is_overwritten(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina))
    page = at_desk(staff.amina)

    assert (
        page.post(f"/cases/{case.ref}/rename/", {"name": "Fiolinsaken", "version": 1}).status_code
        == 302
    )
    late = page.post(f"/cases/{case.ref}/rename/", {"name": "Trommesaken", "version": 1})

    assert late.status_code == 200
    assert 'value="Trommesaken"' in late.content.decode()
    assert "Fiolinsaken" in words(page.get("/cases/"))


def test_a_task_is_given_only_to_somebody_the_page_offers(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina))
    page = at_desk(staff.amina)
    address = f"/cases/{case.ref}/tasks/assign/"
    task = {"kind": "call", "reason": "Ring skolen", "due_on": TODAY.isoformat()}

    offered = page.get(address).content.decode().split('name="owner"')[1].split("</select>")[0]
    assert re.findall(r"<option[^>]*>\s*([^<]+?)\s*</option>", offered) == ["Amina"]
    refused = page.post(address, task | {"owner": staff.birger.id})
    assert refused.status_code == 200
    assert "Ring skolen" in refused.content.decode()
    assert rows(staff.amina, Task) == []

    assert page.post(address, task | {"owner": staff.amina.id}).status_code == 302
    assert "Ring skolen" in words(page.get(f"/cases/{case.ref}/"))


def test_finishing_closing_and_reopening(staff, at_desk):
    amina = staff.amina
    case = in_cases(lambda: a_real_case(amina))
    in_cases(lambda: a_task(amina, case))
    page = at_desk(amina)
    ending = {"reason": "no_longer_needed", "outcome": "safer", "words": "Jeg bestemmer selv"}

    waits = page.post(f"/cases/{case.ref}/close/", ending)
    assert "Gjør ferdig eller fjern oppgavene" in words(waits)
    assert "Jeg bestemmer selv" in waits.content.decode()
    (task,) = rows(amina, Task)
    page.post(f"/cases/{case.ref}/tasks/{task.ref}/finish/")
    assert page.post(f"/cases/{case.ref}/close/", ending).status_code == 302

    read = words(page.get(f"/cases/{case.ref}/"))
    assert "Det finnes ingen godkjent slettefrist" in read
    assert "Jeg bestemmer selv" in read
    assert "Skriv en oppføring" not in read
    page.post(f"/cases/{case.ref}/reopen/")
    assert "Åpnet igjen" in words(page.get(f"/cases/{case.ref}/"))


def test_the_access_log_says_in_words_who_read_and_who_was_refused(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina, name="Fiolinsaken"))
    at_desk(staff.amina).get(f"/cases/{case.ref}/")
    at_desk(staff.birger).get(f"/cases/{case.ref}/")

    for key in ("amina", "ingrid"):
        log = words(at_desk(getattr(staff, key)).get(f"/cases/{case.ref}/access-log/"))
        assert "Birger Ble nektet å lese saken: ikke ansvarlig" in log
        assert "Amina Leste saken" in log
        assert "Amina Startet saken" in log
        assert "Fiolinsaken" not in log
    only = words(at_desk(staff.amina).get(f"/cases/{case.ref}/access-log/?what=refused"))
    assert "Birger Ble nektet" in only
    assert "Leste saken" not in only
    assert at_desk(staff.jonas).get(f"/cases/{case.ref}/access-log/").status_code == 404


def test_emergency_opening_takes_a_reason_lasts_an_hour_and_is_seen_at_once(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina, name="Fiolinsaken"))
    page = at_desk(staff.birger)
    asked = {"reference": case.ref, "ground": "leaving_country", "reason": SECRET}

    assert "Nødåpning" in words(page.get("/emergency/"))
    assert page.post("/emergency/", asked | {"reason": ""}).status_code == 200
    opened = page.post("/emergency/", asked)

    assert opened["Location"] == f"/cases/{case.ref}/"
    read = words(page.get(f"/cases/{case.ref}/"))
    assert "Fiolinsaken" in read
    assert "Tilgangen varer en time" in read
    owner = words(at_desk(staff.amina).get(f"/cases/{case.ref}/"))
    assert "Birger nødåpnet saken" in owner
    assert SECRET in owner
    for key in ("ingrid", "oda"):
        alarms = words(at_desk(getattr(staff, key)).get("/alarms/"))
        assert "Noen er i ferd med å bli tatt ut av landet" in alarms
        assert "Birger" in alarms
        assert SECRET not in alarms
    log = words(at_desk(staff.ingrid).get(f"/cases/{case.ref}/access-log/"))
    assert "Birger Nødåpnet saken" in log


def test_emergency_opening_of_a_case_that_does_not_exist_is_the_same_page(staff, at_desk):
    answer = at_desk(staff.birger).post(
        "/emergency/", {"reference": MISSING, "ground": "marriage", "reason": SECRET}
    )

    assert answer.status_code == 404
    assert trail(MISSING) == [("refused", "case.break_glass", "missing")]


def test_a_stand_in_is_appointed_and_ended_from_the_page(staff, at_desk):
    amina, celine = staff.amina, staff.celine
    case = in_cases(lambda: a_real_case(amina, name="Fiolinsaken"))
    page = at_desk(amina)
    days = {"starts_on": TODAY.isoformat(), "ends_on": TODAY.isoformat()}

    assert page.post("/stand-ins/", days | {"colleague": celine.ref}).status_code == 302
    assert "Celine" in words(page.get("/stand-ins/"))
    helping = at_desk(celine)
    assert "Fiolinsaken for Amina" in words(helping.get("/cases/"))
    assert "ansvarlig: Amina" in words(helping.get(f"/cases/{case.ref}/"))
    assert helping.get(f"/cases/{case.ref}/close/").status_code == 404

    page.post(f"/stand-ins/{celine.ref}/end/")
    assert helping.get(f"/cases/{case.ref}/").status_code == 404
    assert "Fiolinsaken" not in words(helping.get("/cases/"))


@pytest.mark.parametrize("cases", [1, 3])
def test_the_whole_page_of_my_own_list_takes_eight_statements(staff, at_desk, cases):
    for number in range(cases):
        in_cases(lambda number=number: a_real_case(staff.amina, name=f"Sak nummer {number}"))
    page = at_desk(staff.amina)
    page.get("/cases/")  # what is read once per process

    with CaptureQueriesContext(connection) as captured:
        shown = words(page.get("/cases/"))

    assert [f"Sak nummer {number}" in shown for number in range(cases)] == [True] * cases
    asked = statements(captured)
    assert len(asked) <= 8, asked


def test_the_list_is_cut_into_pages(staff, at_desk, monkeypatch):
    monkeypatch.setattr("fristed.casework.queries.cases.ON_A_PAGE", 2)
    for number in range(3):
        in_cases(lambda number=number: a_real_case(staff.amina, name=f"Sak nummer {number}"))
    page = at_desk(staff.amina)

    first, second = words(page.get("/cases/")), words(page.get("/cases/?side=2"))

    assert "Side 1 av 2" in first
    assert len(re.findall("Sak nummer", first)) == 2
    assert len(re.findall("Sak nummer", second)) == 1
    assert page.get("/cases/?side=x").status_code == 200


def test_closed_cases_have_a_list_of_their_own(staff, at_desk):
    in_cases(lambda: close(staff.amina, a_real_case(staff.amina, name="Ferdig sak")))
    page = at_desk(staff.amina)

    assert "Ferdig sak" not in words(page.get("/cases/"))
    assert "Ferdig sak" in words(page.get("/cases/closed/"))


def test_the_thirty_first_case_in_an_hour_is_refused_in_plain_words(staff, at_desk):
    cases = in_cases(lambda: [a_real_case(staff.amina) for _ in range(31)])
    page = at_desk(staff.amina)

    seen = [page.get(f"/cases/{case.ref}/").status_code for case in cases]

    assert seen == [200] * 30 + [429]
    refused = page.post(f"/cases/{cases[-1].ref}/update/", STARTED | {"version": 1, "seen": "{}"})
    assert refused.status_code == 429
    assert "lederen din får beskjed" in words(refused)
    assert 'name="concern" value="forced_marriage"' in refused.content.decode()  # the draft stays
    assert page.get(f"/cases/{cases[0].ref}/").status_code == 200  # one she has opened already
    assert page.post(f"/cases/{cases[-1].ref}/follow-ups/add/", WRITTEN).status_code == 302


def test_two_sessions_at_once_are_never_mixed_up(staff, at_desk):
    """C26."""
    in_cases(lambda: a_real_case(staff.amina, name="Aminas sak"))
    in_cases(lambda: a_real_case(staff.birger, name="Birgers sak"))
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)

    for _ in range(3):
        assert "Birgers sak" not in words(amina.get("/cases/"))
        assert "Aminas sak" not in words(birger.get("/cases/"))
    assert "Aminas sak" in words(amina.get("/cases/"))


@pytest.mark.parametrize(
    "hostile",
    [
        {"concern": ["a", "b"]},
        {"concern": "x" * 5000},
        {"further_concerns": ["no_such"] * 50},
        {"location": "abroad:NO:SO:;"},
        {"age_stated_on": "0000-99-99", "version": "-1", "seen": '{"a":{"b":[]}}'},
        {"version": "9" * 40, "seen": "[" * 500},
        {"adviser": "1", "unit": "raad-vest", "status": "closed", "opened_on": "2000-01-01"},
    ],
)
def test_values_no_form_would_send_change_nothing_and_break_nothing(staff, at_desk, hostile):
    """C17."""
    case = in_cases(lambda: a_real_case(staff.amina))
    page = at_desk(staff.amina)

    for address in (f"/cases/{case.ref}/update/", "/cases/start/"):
        assert page.post(address, hostile).status_code == 200

    (row,) = rows(staff.amina, Case)
    assert (row.version, row.adviser_id, row.unit, row.status) == (
        1,
        staff.amina.id,
        "raad-ost",
        "open",
    )
    assert page.get(f"/cases/{case.ref}/").status_code == 200


def test_a_tampered_case_says_so_on_its_page(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina))
    in_cases(lambda: a_followup(staff.amina, case))
    with connection.cursor() as cursor:
        cursor.execute("alter table casework_followup no force row level security")
        cursor.execute("delete from casework_followup")
        cursor.execute("alter table casework_followup force row level security")

    assert "Historikken er ufullstendig" in words(at_desk(staff.amina).get(f"/cases/{case.ref}/"))


def test_the_leader_sees_whose_cases_there_are_and_leads_to_their_logs(staff, at_desk):
    case = in_cases(lambda: a_real_case(staff.amina, name="Fiolinsaken"))
    page = at_desk(staff.ingrid)

    people = page.get("/people/")
    cases = page.get(f"/people/{staff.amina.ref}/cases/")

    assert "Amina" in words(people)
    assert f"/cases/{case.ref}/access-log/" in cases.content.decode()
    assert "Fiolinsaken" not in words(cases)
    assert at_desk(staff.jonas).get(f"/people/{staff.amina.ref}/cases/").status_code == 404
    assert page.get(f"/people/{new_ref('per')}/cases/").status_code == 404
    assert timezone.localdate() == TODAY


def a_story(amina):
    """An entry of the day before yesterday, contested, and the case closed today."""
    case = a_real_case(amina, on=TODAY - timedelta(days=2))
    then = NOW - timedelta(days=2)
    a_followup(amina, case, text="Den første", happened_at=then, written_at=then)
    a_contest(amina, case, text="Jeg sa noe annet.")
    close(amina, case)
    return case


def test_the_page_filters_and_goes_back_in_time(staff, at_desk):
    case = in_cases(lambda: a_story(staff.amina))
    browser = at_desk(staff.amina)

    followups = words(browser.get(f"/cases/{case.ref}/?vis=followups"))
    before = words(browser.get(f"/cases/{case.ref}/?per={TODAY - timedelta(days=1)}"))
    wrong = browser.get(f"/cases/{case.ref}/?vis=nonsense&per=x")

    assert "Den første" in followups
    assert "Saken ble avsluttet" not in followups
    assert "Slik saken sto" in before
    assert "Den første" in before
    assert "Jeg sa noe annet." not in before
    assert wrong.status_code == 200
