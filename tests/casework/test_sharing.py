"""Sharing, handing over and consent as the desk's pages do them, with a real keeper behind."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.casework.conftest import trail
from tests.casework.test_pages import in_cases, words
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY, a_followup, a_real_case, a_task, close
from tests.factories.staff import Staff, as_owner, as_role

from fristed.accounts.models import User
from fristed.casework import queries
from fristed.casework.actions import reading
from fristed.casework.models import Case, Closing, Consent, FollowUp, Share, Task
from fristed.casework.rules.profiles import Profile
from fristed.config.doors import DESK, WORKER
from fristed.gate import scope
from fristed.organisation.models import Mission, Unit
from fristed.organisation.queries import actor_for
from fristed.vault.models import Grant
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

SECRET = "Hun gjemmer seg hos tanten sin i Elvegata."
KEPT_BACK = "Broren har skrevet til henne i natt."
UNTIL = (TODAY + timedelta(days=14)).isoformat()


@pytest.fixture
def staff(keeper, keeper_home, db) -> Staff:
    people = Staff(home=keeper_home)
    units = {
        code
        for one in (people.amina, people.birger, people.celine, people.farah, people.maja)
        for code in one.units
    }
    fetch_unit_keys(sorted(units), TODAY)
    return people


@pytest.fixture
def at_desk(desk_client, staff) -> Callable:
    return lambda actor: a_browser(desk_client, actor)


@pytest.fixture
def case(staff) -> Case:
    """Amina's, with two entries and a task."""
    made = in_cases(lambda: a_real_case(staff.amina, name="Sak 3"))
    in_cases(lambda: a_followup(staff.amina, made, text=SECRET))
    in_cases(lambda: a_followup(staff.amina, made, text=KEPT_BACK))
    in_cases(lambda: a_task(staff.amina, made))
    return made


def of(actor, model, **where):
    with as_role(DESK.role), scope(actor):
        return list(model.objects.filter(**where).order_by("pk"))


def agree(page, case, **changed):
    """What she agreed to, written down."""
    said = {
        "parts": ["notes", "profile"],
        "words": "Ikke si det til broren min.",
        "to_whom": "Birger i Bergen",
        "language": "so",
        "interpreter": "on",
        "age_band": "16_17",
        "given_how": "spoken",
        "given_on": TODAY.isoformat(),
    }
    return page.post(f"/cases/{case.ref}/consents/record/", said | changed)


def ask(page, case, to, **changed):
    """Ask somebody to read, on the consent that is there."""
    (consent,) = re.findall(
        r'name="consent" value="(\d+)"', page.get(f"/cases/{case.ref}/share/").content.decode()
    )[:1]
    typed = {
        "to": to.ref,
        "purpose": "together",
        "consent": consent,
        "parts": ["name", "notes"],
        "until": UNTIL,
        "why": "Hun bor i Bergen i helgene.",
    }
    return page.post(f"/cases/{case.ref}/share/", typed | changed)


def the_share(actor, **where) -> Share:
    (share,) = of(actor, Share, **where)
    return share


NEW_SERVICES = (
    "share/",
    "share/without-consent/",
    "consents/record/",
    "safety/assess/",
    "safety/plan/",
    "travel/talk/",
    "travel/agree/",
    "goals/set/",
    "duties/duty_to_report/assess/",
    "ask-team/",
    "refer/",
    "report/",
    "cooperation/start/",
    "follow-ups/reopen/",
)


def test_a_share_of_a_closed_case_opens_it_again_and_each_page_says_so_before(staff, at_desk, case):
    amina = at_desk(staff.amina)
    agree(amina, case)
    with as_role(DESK.role):
        closed = close(staff.amina, a_real_case(staff.amina, name="Gammel sak"))
    where = f"/cases/{closed.ref}/"
    said = "Saken er avsluttet. Den åpnes igjen når du gjør dette ferdig."
    silent = [new for new in NEW_SERVICES if said not in words(amina.get(where + new))]
    assert silent == []
    assert said not in words(amina.get(f"/cases/{case.ref}/share/"))

    typed = {"to": staff.birger.ref, "purpose": "together", "legal_basis": "right_to_inform"}
    typed |= {"parts": ["notes"], "until": UNTIL, "why": "Fare i helgen."}
    assert amina.post(f"{where}share/without-consent/", typed).status_code == 302

    (ended,) = of(staff.amina, Closing, case_id=closed.pk)
    assert (ended.reopened_on, ended.reopened_by_id) == (TODAY, staff.amina.id)
    assert f"av {staff.amina.name}." in words(amina.get(where))
    assert [one.case_ref for one in of(staff.birger, Share)] == [closed.ref]


def test_a_share_shows_the_named_parts_and_only_when_who_was_asked_says_yes(staff, at_desk, case):
    """C1, C10, C17: nothing before, no other part after, and nobody answers for her."""
    amina, birger, celine = at_desk(staff.amina), at_desk(staff.birger), at_desk(staff.celine)
    agree(amina, case)
    assert ask(amina, case, staff.birger).status_code == 302
    share = the_share(staff.birger)

    assert birger.get(f"/cases/{case.ref}/").status_code == 404
    assert of(staff.birger, Case) == of(staff.birger, FollowUp) == of(staff.birger, Consent) == []
    shown = words(birger.get("/shares/"))
    assert "fra Amina" in shown
    assert "arbeide sammen om saken" in shown
    assert case.ref not in birger.get("/shares/").content.decode()
    assert f'href="/cases/{case.ref}/"' in amina.get("/shares/").content.decode()
    for other in (amina, celine):
        assert other.post(f"/shares/{share.ref}/accept/").status_code == 404
        assert other.post(f"/shares/{share.ref}/decline/").status_code == 404

    assert birger.post(f"/shares/{share.ref}/accept/").status_code == 302

    read = words(birger.get(f"/cases/{case.ref}/"))
    assert SECRET in read
    assert "Sak 3" in read
    assert "Amina har ansvaret for saken" in read
    assert "16" not in read.split("Registrert")[1].split("Registrert etter")[0]  # no profile
    assert "Ring skolen om torsdag." not in read  # no task
    assert "Historikken er ufullstendig" not in read
    assert birger.get(f"/cases/{case.ref}/update/").status_code == 404
    assert birger.get(f"/cases/{case.ref}/who-knows/").status_code == 404
    assert ("begun", "case.accept_share", "") in trail(case.ref)


def test_who_a_case_is_shared_with_has_it_in_her_list_and_can_write_what_she_did(
    staff, at_desk, case
):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    agree(amina, case)
    ask(amina, case, staff.birger)
    birger.post(f"/shares/{the_share(staff.birger).ref}/accept/")

    assert "Sak 3" in words(birger.get("/cases/"))
    typed = {
        "kind": "conversation",
        "happened_on": TODAY.isoformat(),
        "happened_clock": "00:00",
        "minutes": "30",
        "text": "Vi møttes på kaféen.",
    }
    birger.post(f"/cases/{case.ref}/follow-ups/add/", typed)

    assert "Vi møttes på kaféen." in words(amina.get(f"/cases/{case.ref}/"))


def test_two_shares_of_one_case_end_each_by_itself(staff, at_desk, case):
    amina, birger, maja = at_desk(staff.amina), at_desk(staff.birger), at_desk(staff.maja)
    agree(amina, case)
    for to, page in ((staff.birger, birger), (staff.maja, maja)):
        ask(amina, case, to)
        page.post(f"/shares/{the_share(to, offered_to_id=to.id).ref}/accept/")
    assert birger.get(f"/cases/{case.ref}/").status_code == 200

    amina.post(f"/shares/{the_share(staff.birger, offered_to_id=staff.birger.id).ref}/end/")

    assert birger.get(f"/cases/{case.ref}/").status_code == 404
    assert SECRET in words(maja.get(f"/cases/{case.ref}/"))
    maja.post(f"/shares/{the_share(staff.maja, offered_to_id=staff.maja.id).ref}/end/")
    assert maja.get(f"/cases/{case.ref}/").status_code == 404
    shown = words(amina.get(f"/cases/{case.ref}/who-knows/"))
    assert "avsluttet" in shown
    assert "gitt tilbake" in shown


def test_a_share_ends_by_itself_with_its_day(staff, at_desk, case):
    """C15: nothing is kept longer than it was given for."""
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    agree(amina, case)
    ask(amina, case, staff.birger, until=TODAY.isoformat())
    birger.post(f"/shares/{the_share(staff.birger).ref}/accept/")
    person = User.objects.get(pk=staff.birger.id)

    today, tomorrow = (
        in_cases(lambda at=at: actor_for(person, door="desk", assertion="", at=at))
        for at in (timezone.now(), timezone.now() + timedelta(days=1))
    )

    assert {file for file, _ in today.shares} == {case.ref}
    assert tomorrow.shares == frozenset()


def test_share_beyond_what_she_agreed_to_is_refused_and_says_so(staff, at_desk, case):
    """C17: the parts typed are checked against what she said, not against what the form showed."""
    amina = at_desk(staff.amina)
    agree(amina, case, parts=["profile"])

    answer = ask(amina, case, staff.birger, parts=["notes"])

    assert "Samtykket gjelder ikke alt du vil dele." in words(answer)
    assert of(staff.amina, Share) == []


def test_sharing_without_consent_needs_a_basis_a_reason_and_the_responsible_adviser(
    staff, at_desk, case
):
    amina = at_desk(staff.amina)
    address = f"/cases/{case.ref}/share/without-consent/"
    typed = {
        "to": staff.birger.ref,
        "purpose": "advice",
        "legal_basis": "right_to_inform",
        "why": "Hun er i fare i helgen.",
        "parts": ["notes"],
        "until": UNTIL,
    }
    assert "Ikke kontrollert av jurist" in words(amina.get(address))
    for missing in ("legal_basis", "why"):
        assert amina.post(address, typed | {missing: ""}).status_code == 200
    assert of(staff.amina, Share) == []

    amina.post(address, typed)

    share = the_share(staff.amina)
    assert (share.legal_basis, share.consent_id) == ("right_to_inform", None)
    assert b"fare i helgen" not in share.why.blob
    assert ("begun", "case.offer_share_without_consent", "") in trail(case.ref)


def test_withdrawn_consent_stops_at_the_next_request_and_lists_what_has_gone(staff, at_desk, case):
    """C10: the receiver's open page shows nothing more; the row and the keeper agree."""
    amina, birger, maja = at_desk(staff.amina), at_desk(staff.birger), at_desk(staff.maja)
    agree(amina, case)
    ask(amina, case, staff.birger)
    ask(amina, case, staff.maja)
    birger.post(f"/shares/{the_share(staff.birger, offered_to_id=staff.birger.id).ref}/accept/")
    assert SECRET in words(birger.get(f"/cases/{case.ref}/"))
    (consent,) = of(staff.amina, Consent)

    amina.post(f"/cases/{case.ref}/consents/{consent.ref}/withdraw/")

    assert birger.get(f"/cases/{case.ref}/").status_code == 404
    not_answered = the_share(staff.maja, offered_to_id=staff.maja.id)
    assert maja.post(f"/shares/{not_answered.ref}/accept/").status_code == 404
    shown = words(amina.get(f"/cases/{case.ref}/who-knows/"))
    assert "Dette var alt delt, og kan ikke kalles tilbake" in shown
    assert re.search(r"Birger: arbeidsnavnet, oppfølgingen, fra", shown)
    assert "Maja: " not in shown
    assert "Du trenger et samtykke først" in words(amina.get(f"/cases/{case.ref}/share/"))


def test_consent_is_withdrawn_also_while_the_keeper_is_away(staff, at_desk, case, keeper_process):
    """C24: revocation waits for nothing; the rows end at once, the keeper's book later."""
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    agree(amina, case)
    ask(amina, case, staff.birger)
    birger.post(f"/shares/{the_share(staff.birger).ref}/accept/")
    (consent,) = of(staff.amina, Consent)
    child = keeper_process()
    child.process.kill()
    child.process.wait()

    answer = amina.post(f"/cases/{case.ref}/consents/{consent.ref}/withdraw/")

    keeper_process()
    assert answer.status_code == 302
    assert birger.get(f"/cases/{case.ref}/").status_code == 404
    assert the_share(staff.amina).keeper_knows is False


def hand_over(page, case, to, **changed):
    shown = page.get(f"/cases/{case.ref}/hand-over/").content.decode()
    numbers = re.findall(r'name="entries" value="(\d+)"', shown)
    typed = {
        "to": to.ref,
        "purpose": "new_place",
        "basis": "right_to_inform",
        "entries": numbers,
        "why": "Hun har begynt på skole i Bergen.",
    }
    return page.post(f"/cases/{case.ref}/hand-over/", typed | changed)


def test_hand_over_takes_chosen_entries_and_leaves_the_former_with_nothing(
    staff, at_desk, case, chain_all
):
    """C1, C10: nothing before yes, only what was chosen after, and the former holder is out."""
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    hand_over(amina, case, staff.birger, entries=["1"])
    share = the_share(staff.birger)
    assert birger.get(f"/cases/{case.ref}/").status_code == 404
    assert of(staff.birger, Case) == []
    assert KEPT_BACK in words(amina.get(f"/cases/{case.ref}/"))  # still hers

    taken = birger.post(f"/shares/{share.ref}/accept/")

    assert taken.status_code == 302
    read = words(birger.get(f"/cases/{case.ref}/"))
    assert SECRET in read
    assert KEPT_BACK not in read
    assert "Denne teksten kan ikke leses" not in read
    assert "Historikken er ufullstendig" not in read
    assert "Ring skolen om torsdag." not in read  # the task stayed behind
    assert amina.get(f"/cases/{case.ref}/").status_code == 404
    assert of(staff.amina, Case) == of(staff.amina, FollowUp) == []
    assert "Sak 3" not in words(amina.get("/cases/"))
    (row,) = of(staff.birger, Case)
    assert (row.adviser_id, row.unit, row.service) == (staff.birger.id, "raad-vest", "adviser")
    assert all(task.left_behind for task in of(staff.birger, Task))
    assert "tatt imot" in words(amina.get("/shares/"))  # the receipt, and no way into the case
    assert case.ref not in amina.get("/shares/").content.decode()
    revoked = {g.ground: g.revoked_at is not None for g in of_file(case)}
    assert revoked == {"creator": True, "hand_over": False}


def of_file(case):
    with as_role(WORKER.role):
        return list(Grant.objects.filter(file__ref=case.ref))


def test_who_took_over_can_let_stand_in_share_and_hand_on_but_never_what_was_kept_back(
    staff, at_desk, case
):
    amina, birger, celine = at_desk(staff.amina), at_desk(staff.birger), at_desk(staff.celine)
    hand_over(amina, case, staff.birger, entries=["1"])
    birger.post(f"/shares/{the_share(staff.birger).ref}/accept/")

    hand_over(birger, case, staff.celine)
    offers = of(staff.celine, Share, offered_to_id=staff.celine.id)
    celine.post(f"/shares/{offers[0].ref}/accept/")

    read = words(celine.get(f"/cases/{case.ref}/"))
    assert SECRET in read
    assert KEPT_BACK not in read
    assert birger.get(f"/cases/{case.ref}/").status_code == 404


def test_a_hand_over_is_withdrawn_until_it_is_answered_and_not_after(staff, at_desk, case):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    hand_over(amina, case, staff.birger)
    first = the_share(staff.birger)

    assert amina.post(f"/shares/{first.ref}/withdraw/").status_code == 302

    assert birger.post(f"/shares/{first.ref}/accept/").status_code == 404
    assert SECRET in words(amina.get(f"/cases/{case.ref}/"))
    hand_over(amina, case, staff.birger)
    (second,) = of(staff.birger, Share, ended="")
    birger.post(f"/shares/{second.ref}/accept/")
    assert amina.post(f"/shares/{second.ref}/withdraw/").status_code == 404


def test_declined_hand_over_changes_nothing(staff, at_desk, case):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    hand_over(amina, case, staff.birger, entries=["1"])

    birger.post(f"/shares/{the_share(staff.birger).ref}/decline/")

    read = words(amina.get(f"/cases/{case.ref}/"))
    assert SECRET in read
    assert KEPT_BACK in read
    assert "sa nei" in words(amina.get("/shares/"))


def test_entries_that_were_kept_back_can_be_chosen_next_time(staff, at_desk, case):
    amina, birger = at_desk(staff.amina), at_desk(staff.birger)
    hand_over(amina, case, staff.birger, entries=["1"])
    birger.post(f"/shares/{the_share(staff.birger).ref}/decline/")

    hand_over(amina, case, staff.birger, entries=["1", "2"])
    (again,) = of(staff.birger, Share, answer="")
    birger.post(f"/shares/{again.ref}/accept/")

    read = words(birger.get(f"/cases/{case.ref}/"))
    assert SECRET in read
    assert KEPT_BACK in read


def test_nobody_answered_in_two_working_days_of_hers_and_the_leader_is_told(staff, at_desk, case):
    """From Oslo to Islamabad, with summer time between: the deadline is theirs, on both clocks."""
    with as_owner():
        Mission.objects.create(
            unit=Unit.objects.get(code="ambassade-islamabad"),
            city="Islamabad",
            country="PK",
            zone="Asia/Karachi",
            working_week="71234",
            source="Eksempeldata",
        )
    thursday = datetime(2026, 3, 26, 9, tzinfo=UTC)

    with time_machine.travel(thursday, tick=False):
        hand_over(at_desk(staff.amina), case, staff.farah)

    amina, ingrid = at_desk(staff.amina), at_desk(staff.ingrid)

    share = the_share(staff.farah)
    # Friday and Saturday are off there; Sunday the clocks change here
    assert share.answer_by == datetime(2026, 3, 30, 11, tzinfo=UTC)
    shown = words(amina.get("/shares/"))
    assert "30. mars 2026 kl. 13.00 Oslo / 16.00 Islamabad" in shown
    assert "ikke svart i tide" in shown
    told = words(ingrid.get("/shares/"))
    assert "Overføring fra Amina til Farah" in told
    assert "Sak 3" not in told
    assert case.ref not in ingrid.get("/shares/").content.decode()


def test_the_consent_page_shows_the_rights_of_her_age_and_asks_when_it_was_said_long_ago(
    staff, at_desk
):
    known = Profile(age_band="16_17", age_stated_on=TODAY)
    case = in_cases(lambda: a_real_case(staff.amina, profile=known))
    page = at_desk(staff.amina)
    address = f"/cases/{case.ref}/consents/record/"

    now = words(page.get(address))
    with time_machine.travel(timezone.now() + timedelta(days=370), tick=False):
        later = in_cases(
            lambda: queries.rights_today(
                staff.amina, case, reading.read_case(staff.amina, case), on=timezone.localdate()
            )
        )

    assert "16 og 17 år" in now
    assert "Ikke kontrollert av jurist" in now
    assert (later.band, later.must_ask) == ("16_17", True)
    assert "Alderen er ikke kjent" in later.label


def test_what_she_said_is_nowhere_in_the_clear(staff, at_desk, case):
    amina = at_desk(staff.amina)
    agree(amina, case)
    ask(amina, case, staff.birger)

    (consent,) = of(staff.amina, Consent)
    for secret in (b"broren", b"Birger", b"16_17"):
        assert secret not in consent.statement.blob
    assert b"helgene" not in the_share(staff.amina).why.blob
