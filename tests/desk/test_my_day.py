"""My day: what waits, in few statements, and nothing of what it says."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.desk.conftest import in_desk_role
from tests.factories.around import a_check_in, a_trip
from tests.factories.browsers import statements
from tests.factories.casework import TODAY, a_followup, a_real_case, a_task, close, written
from tests.factories.consulting import a_matter, a_meeting
from tests.factories.conversations import a_conversation

from fristed.audit.models import Entry
from fristed.casework.actions import travelling
from fristed.casework.models import CheckIn, Referral
from fristed.casework.rules.travel import Decision
from fristed.gate import scope
from fristed.kernel.refs import new_ref
from fristed.organisation.models import Membership, SchoolHoliday
from fristed.reporting.rules.periods import halves_over
from fristed.statistics.models import Season
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Jeg er redd for ferien"


def words(response) -> str:
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


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
def test_the_whole_page_takes_seven_statements_and_one_line_in_the_trail(staff, at_desk, rows):
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
    assert len(statements(captured)) <= 7, statements(captured)  # and one for the trail
    opened = Entry.objects.using("audit").filter(action="case.read_own_names", event="opened")
    assert opened.count() == 2  # one each time the page was shown


def test_a_case_quiet_for_ninety_days_is_proposed_for_closing(staff, at_desk):
    amina = staff.amina
    fetch_unit_keys(sorted(amina.units), TODAY - timedelta(days=90))

    def make():
        for days, name in ((90, "Stille"), (89, "Nesten")):
            a_real_case(amina, name=name, on=TODAY - timedelta(days=days))

    in_desk_role(make)

    rest, proposed = words(at_desk(amina).get("/")).split("Stille i 90 dager")
    assert ("Nesten" in rest, "Nesten" in proposed) == (True, False)
    assert "Stille" in proposed
    assert "Skal saken avsluttes?" not in rest


def test_a_free_day_says_so(staff, at_desk):
    assert "Ingenting venter på deg nå" in words(at_desk(staff.maja).get("/"))


class TestHalfYears:
    half = halves_over(TODAY)[0]
    name = f"Skriv om {half.number}. halvår {half.year}"

    def test_one_that_is_over_is_remembered_until_it_is_sent(self, staff, at_desk):
        page = at_desk(staff.amina)
        address = f"/yearly-reports/periods/own/raad-ost/{self.half.year}/{self.half.number}/"

        assert f'href="{address}"' in page.get("/").content.decode()
        assert f"{self.name} tallene er fylt ut" in words(page.get("/"))
        page.post(address, {"worked": "Skolebesøk."})
        assert self.name in words(page.get("/"))  # begun, and not sent
        page.post(address, {"worked": "Skolebesøk.", "send": "1"})

        assert "Ingenting venter på deg nå" in words(page.get("/"))

    def test_a_leader_is_reminded_of_her_teams_and_no_own(self, staff, at_desk):
        shown = words(at_desk(staff.ingrid).get("/"))

        assert len(staff.ingrid.leads) > 1
        assert shown.count(f"{self.name} for") == len(staff.ingrid.leads)
        assert shown.count("Skriv om") == len(staff.ingrid.leads)

    def test_whoever_began_after_it_is_not_reminded(self, staff, at_desk):
        since = self.half.period.ends_on + timedelta(days=1)
        Membership.objects.filter(person_id=staff.amina.id).update(starts_on=since)

        assert "Skriv om" not in words(at_desk(staff.amina).get("/"))

    def test_whoever_counts_no_cases_is_not_reminded(self, staff, at_desk):
        assert "Skriv om" not in words(at_desk(staff.maja).get("/"))

    def test_a_house_without_reports_reminds_of_none(self, staff, at_desk, settings):
        settings.FRISTED_REMINDERS = ()

        assert "Ingenting venter på deg nå" in words(at_desk(staff.amina).get("/"))


@pytest.mark.parametrize(("verdict", "lines"), [("missing", 1), ("came", 0)])
def test_a_leader_is_told_when_a_county_lacks_the_rise(staff, at_desk, verdict, lines):
    """And so is an analyst, where she begins. An adviser has the season on no page."""
    outlooks = [
        {"county": county, "verdict": each, "holiday": "juleferien", "starts_on": "2026-12-21"}
        for county, each in (("03", "came"), ("46", verdict))
    ]
    Season.objects.create(id=1, drawn_on=TODAY, base=5, years={}, outlooks=outlooks)
    said = "Økningen før skoleferien mangler"

    assert words(at_desk(staff.ingrid).get("/")).count(said) == lines
    assert words(at_desk(staff.kari).get("/tables/")).count(said) == lines
    assert said not in words(at_desk(staff.amina).get("/"))


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
        ("nils", ""),
        ("yusuf", "/shares/"),
        ("ingrid", ""),
        ("jonas", ""),
        ("oda", "/alarms/"),
        ("petter", "/accounts/"),
        ("kari", "/tables/"),
        ("runa", "/readers/"),
    ],
)
def test_each_role_begins_where_its_work_is(staff, at_desk, key, first):
    answer = at_desk(getattr(staff, key)).get("/")

    assert (answer.status_code, answer.headers.get("Location", "")) == (
        302 if first else 200,
        first,
    )


def test_whoever_has_no_work_at_the_desk_is_told_so(staff, at_desk):
    Membership.objects.filter(person_id=staff.nils.id).update(ends_on=TODAY - timedelta(days=1))

    assert "Velkommen" in words(at_desk(staff.nils).get("/"))


def test_a_stand_in_has_the_others_tasks_in_her_day(staff, at_desk):
    amina, celine = staff.amina, staff.celine
    in_desk_role(lambda: a_task(amina, a_real_case(amina, name="Fiolinsaken")))
    days = {"starts_on": TODAY.isoformat(), "ends_on": TODAY.isoformat()}
    at_desk(amina).post("/stand-ins/", days | {"colleague": celine.ref})

    assert "Fiolinsaken Ringe for Amina" in words(at_desk(celine).get("/"))
    assert written()


def a_holiday(county="03", *, days, name="vinterferien"):
    SchoolHoliday.objects.create(
        county=county,
        name=name,
        starts_on=TODAY + timedelta(days=days),
        ends_on=TODAY + timedelta(days=days + 4),
        is_sample=True,
    )


def test_what_is_due_before_the_countys_next_school_holiday_is_shown(staff, at_desk):
    amina = staff.amina
    a_holiday(days=40)
    a_holiday(days=300, name="sommerferien")
    a_holiday("46", days=20, name="en annens ferie")

    def make():
        for days, name in ((30, "Før ferien"), (40, "I ferien")):
            a_task(amina, a_real_case(amina, name=name), due_on=TODAY + timedelta(days=days))

    in_desk_role(make)

    shown = words(at_desk(amina).get("/"))

    assert "Før vinterferien, som starter" in shown
    assert "Før ferien" in shown
    assert "I ferien" not in shown
    assert "ikke lagt inn" not in shown


def test_a_county_without_school_holidays_says_so(staff, at_desk):
    in_desk_role(lambda: a_task(staff.amina, a_real_case(staff.amina)))

    assert "Skoleferiene i fylket ditt er ikke lagt inn." in words(at_desk(staff.amina).get("/"))


def test_a_reminder_and_a_task_from_another_are_told_without_a_word_of_what_they_say(
    staff, at_desk
):
    amina, celine = staff.amina, staff.celine
    page = at_desk(amina)
    case = in_desk_role(lambda: a_real_case(amina, name="Fiolinsaken"))
    days = {"starts_on": TODAY.isoformat(), "ends_on": TODAY.isoformat()}
    page.post("/stand-ins/", days | {"colleague": celine.ref})
    given = {"kind": "call", "reason": SECRET, "due_on": TODAY + timedelta(days=9)}
    page.post(f"/cases/{case.ref}/tasks/assign/", given | {"owner": celine.id, "remind_on": TODAY})
    at_desk(celine).post(f"/cases/{case.ref}/tasks/assign/", given | {"owner": amina.id})

    hers, colleagues = words(page.get("/")), words(at_desk(celine).get("/"))

    assert "Påminnelser Fiolinsaken Ringe" in colleagues
    assert "ny fra Amina" in colleagues
    assert "ny fra Celine" in hers
    assert SECRET not in hers + colleagues


def test_a_task_cannot_be_given_to_somebody_without_access_whatever_is_sent(staff, at_desk):
    """C17: the page offers nobody else, and the address takes nobody else."""
    amina = staff.amina
    case = in_desk_role(lambda: a_real_case(amina))
    page = at_desk(amina)

    shown = page.get(f"/cases/{case.ref}/tasks/assign/").content.decode()
    given = {"kind": "call", "reason": SECRET, "due_on": TODAY, "owner": staff.birger.id}
    answer = page.post(f"/cases/{case.ref}/tasks/assign/", given)

    assert f'value="{amina.id}"' in shown
    assert f'value="{staff.birger.id}"' not in shown
    assert answer.status_code == 200
    assert SECRET not in words(at_desk(staff.birger).get("/"))
    assert "Ringe" not in words(page.get("/"))


@pytest.mark.parametrize(
    ("days", "outcome", "said"),
    [
        (0, "", "Avtalt kontakt: gikk det bra?"),
        (0, "missed", "Kontakten uteble: med en gang ingenting er bestemt"),
        (1, "missed", "Kontakten uteble: etter 24 timer noe er bestemt"),
        (3, "missed", "Kontakten uteble: etter 72 timer ingenting er bestemt"),
    ],
)
def test_a_contact_in_doubt_says_how_far_its_ladder_has_come(staff, at_desk, days, outcome, said):
    amina = staff.amina

    def make():
        case = a_real_case(amina, name="Fiolinsaken")
        trip = a_trip(amina, case)
        noon = datetime.combine(TODAY - timedelta(days=days), time(12), UTC)  # no other day there
        ref = a_check_in(amina, case, trip, due_at=noon)
        if outcome:
            with scope(amina):
                CheckIn.objects.update(outcome=outcome, settled_on=TODAY)
        decided = Decision("Lederen", "Vi venter.")
        travelling.decide_rung(amina, case, check_in=ref, rung="day", decision=decided, on=TODAY)

    in_desk_role(make)

    shown = words(at_desk(amina).get("/"))

    assert f"Fiolinsaken {said}" in shown
    assert "Har alle kommet tilbake?" in shown
    assert "Fiolinsaken" not in words(at_desk(staff.birger).get("/"))


def test_receipts_offers_and_the_weeks_round_wait_on_my_day_without_a_name(staff, at_desk):
    """Reminders after 24 and 72 hours; ticked off once a week, and recorded."""
    amina, page = staff.amina, at_desk(staff.amina)
    case = in_desk_role(lambda: a_real_case(amina, name="Fiolinsaken"))
    refs = in_desk_role(lambda: [a_sent_report(amina, case, hours=hours) for hours in (2, 30, 80)])

    shown = words(page.get("/"))
    assert "2 meldinger til barnevernet uten kvittering over 72 timer" in shown
    assert "3 åpne henvisninger ikke gått gjennom denne uken" in shown
    check = f"/cases/{case.ref}/referrals/{refs[0]}/tick-off/"
    assert page.post(check, {"how": "asked"}).status_code == 302
    assert "alt gått gjennom" in words(page.post(check, {"how": "asked"}, follow=True))

    assert "2 åpne henvisninger ikke gått gjennom denne uken" in words(page.get("/"))
    assert "denne uken: purret av Amina" in words(page.get("/reports/"))
    assert "henvisning" not in words(at_desk(staff.birger).get("/"))


def a_sent_report(actor, case, *, hours):
    """A report to child welfare that somebody sent so long ago."""
    row = Referral(
        ref=new_ref("hnv"),
        case_id=case.pk,
        service="child_welfare",
        prepared_on=TODAY,
        by_id=actor.id,
        legal_basis="duty_to_report",
        how="portal",
        sent_on=TODAY,
        sent_at=timezone.now() - timedelta(hours=hours),
    )
    with scope(actor):
        row.save(force_insert=True)
    return row.ref


def test_a_decision_of_the_team_is_on_its_owners_day_with_its_date(staff, at_desk):
    nils, tone = at_desk(staff.nils), at_desk(staff.tone)
    matter = in_desk_role(lambda: a_matter(staff.nils))
    meeting = in_desk_role(lambda: a_meeting(staff.nils))
    due = {"owner": staff.tone.id, "due_on": TODAY.isoformat()}
    nils.post(f"/meetings/{meeting}/{matter}/decide/", {"text": SECRET} | due)

    shown = words(tone.get("/"))

    assert "Drøfting 1 Vedtak du skal gjøre i dag" in shown
    assert SECRET not in shown
    nils.get("/consultations/")  # where it says that the decision is kept
    assert "Vedtak" not in words(nils.get("/"))
