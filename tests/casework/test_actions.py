"""What each action changes, what the trail says, what is refused. Sealed, but nobody reads here."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from tests.casework.conftest import trail
from tests.factories.casework import (
    NOT_SIGNED,
    NOW,
    TODAY,
    a_case,
    a_followup,
    a_new_file,
    a_registration,
    a_task,
    close,
    given,
    written,
)
from tests.factories.staff import as_owner, as_role

from fristed.casework import queries
from fristed.casework.actions import (
    breaking_glass,
    closing,
    following_up,
    reading,
    standing_in,
    starting,
    tasking,
    updating,
)
from fristed.casework.choices import EmergencyGround
from fristed.casework.models import (
    Access,
    Case,
    Closing,
    EmergencyOpening,
    FollowUp,
    FurtherConcern,
    Task,
)
from fristed.casework.rules.profiles import Profile
from fristed.config.doors import WORKER
from fristed.gate import Denied, scope
from fristed.kernel.rules import RuleBroken
from fristed.organisation.models import StandIn
from fristed.organisation.queries import colleagues_of
from fristed.vault.choices import Ground
from fristed.vault.models import File, Item, RetentionRule
from fristed.vault.tasks import give_days

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def row(actor, case):
    with scope(actor):
        return Case.objects.get(pk=case.pk)


def test_start_case_keeps_what_was_registered_and_the_versions_in_force(at_the_desk):
    amina = at_the_desk.amina

    case = a_case(amina, further_concerns=("threats_violence", "negative_social_control"))

    kept = row(amina, case)
    assert (kept.adviser_id, kept.unit, kept.service) == (amina.id, "raad-ost", "adviser")
    assert (kept.concern, kept.concern_version) == ("negative_social_control", "2018")
    assert kept.guideline == "registration_guideline 2018"
    assert (kept.opened_on, kept.status, kept.version) == (TODAY, "open", 1)
    with scope(amina):
        assert list(FurtherConcern.objects.values_list("concern", flat=True)) == [
            "threats_violence"
        ]
        assert File.objects.get(pk=case.pk).items == 2
    assert [event for event, *_ in trail(case.ref)] == ["begun"]


def test_start_case_keeps_no_word_of_it_in_the_clear(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina, name="Hemmelig navn", profile=Profile(municipality="4601"))

    kept = row(amina, case)

    for sealed in (kept.name.blob, kept.profile.blob):
        assert b"Hemmelig" not in sealed
        assert b"4601" not in sealed
    assert len(kept.name.blob) == len(row(amina, a_case(amina, name="x")).name.blob)  # C27
    assert str(kept.name) == "•••"


def test_an_envoys_case_counts_under_the_envoys(at_the_desk):
    emre = at_the_desk.emre

    assert row(emre, a_case(emre)).service == "envoy"


@pytest.mark.parametrize("key", ["ingrid", "kari", "maja", "nils", "oda", "petter"])
def test_start_case_is_refused_to_whoever_has_no_cases(at_the_desk, key):
    """C1: the role is asked for in the action, not in the page."""
    someone = getattr(at_the_desk, key)
    file = a_new_file(someone, unit="raad-ost")

    with pytest.raises(Denied, match="not_caseworker"):
        starting.start_case(
            someone,
            file,
            keys=starting.Keys([given(file, someone)], b""),
            registration=a_registration(),
            on=TODAY,
        )

    assert trail(file.ref) == [("refused", "case.start", "not_caseworker")]


def test_start_case_that_breaks_a_rule_leaves_nothing_and_says_so(at_the_desk):
    amina = at_the_desk.amina
    file = a_new_file(amina)

    with pytest.raises(RuleBroken):
        starting.start_case(
            amina,
            file,
            keys=starting.Keys([given(file, amina)], b""),
            registration=a_registration(name=" "),
            on=TODAY,
        )

    with scope(amina):
        assert not Case.objects.exists()
        assert not File.objects.exists()
    assert trail(file.ref)[0] == ("begun", "case.start", "")


@pytest.mark.parametrize("concern", ["extreme_control", "no_such_code"])
def test_start_case_takes_only_codes_of_the_list_in_force(at_the_desk, concern):
    """C17: a value from outside the form is no code."""
    with pytest.raises(LookupError):
        a_case(at_the_desk.amina, concern=concern)


def test_update_case_changes_codes_and_grows_the_version(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina, further_concerns=("threats_violence",))

    update(amina, case, seen_version=1, further=("involuntary_stay",))

    kept = row(amina, case)
    assert (kept.concern, kept.version) == ("forced_marriage", 2)
    assert bytes(kept.profile_count) == b"counted anew"
    with scope(amina):
        assert list(FurtherConcern.objects.values_list("concern", flat=True)) == [
            "involuntary_stay"
        ]
        slots = list(Item.objects.order_by("number").values_list("slot", flat=True))
    assert slots.count(slots[1]) == 2  # the same place, sealed again; beside it what it replaced


def update(actor, case, *, seen_version, further=()):
    updating.update_case(
        actor,
        case,
        seen_version=seen_version,
        concern="forced_marriage",
        further_concerns=further,
        profile=Profile(gender="male"),
        counted=b"counted anew",
        before=Profile(),
        at=NOW,
    )


def test_two_people_with_one_case_the_second_is_told_and_nothing_is_overwritten(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    update(amina, case, seen_version=1)

    with pytest.raises(RuleBroken) as told:
        updating.rename_case(amina, case, seen_version=1, name="Mitt navn", on=TODAY)

    assert told.value.code == "changed_meanwhile"
    assert row(amina, case).version == 2


def test_two_people_at_the_same_moment_one_of_them_wins(at_the_desk, settings):
    """C20: the row is locked, so the version is compared by one at a time."""
    amina = at_the_desk.amina
    case = a_case(amina)
    told = []
    both_ready = threading.Barrier(2)

    def save():
        with connections["default"].cursor() as cursor:
            cursor.execute("set role fristed_desk")
        both_ready.wait()
        try:
            update(amina, case, seen_version=1)
            told.append("saved")
        except RuleBroken as broken:
            told.append(broken.code)
        finally:
            connections.close_all()

    at_once(save, save)

    assert sorted(told) == ["changed_meanwhile", "saved"]
    assert row(amina, case).version == 2


def at_once(*jobs):
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_eight_entries_at_the_same_moment_get_eight_numbers(at_the_desk):
    """C20: no number twice, no entry lost."""
    amina = at_the_desk.amina
    case = a_case(amina)
    ready = threading.Barrier(8)

    def write():
        with connections["default"].cursor() as cursor:
            cursor.execute("set role fristed_desk")
        ready.wait()
        a_followup(amina, case)
        connections.close_all()

    at_once(*[write] * 8)

    with scope(amina):
        assert sorted(FollowUp.objects.values_list("number", flat=True)) == list(range(1, 9))
        numbers = list(Item.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 11))  # name, profile and eight notes, in one ledger


def test_add_followup_keeps_the_day_in_the_clear_and_both_moments_sealed(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)

    a_followup(amina, case, text="Et hemmelig ord")

    with scope(amina):
        entry = FollowUp.objects.get()
    assert (entry.number, entry.kind, entry.minutes, entry.by_id) == (
        1,
        "conversation",
        45,
        amina.id,
    )
    moments = [field.name for field in FollowUp._meta.fields if "Time" in type(field).__name__]
    assert moments == []
    assert b"hemmelig" not in entry.note.blob


def test_add_followup_is_refused_and_recorded(at_the_desk):
    case = a_case(at_the_desk.amina)

    with pytest.raises(Denied):
        a_followup(at_the_desk.birger, case)

    assert trail(case.ref)[-1] == ("refused", "case.add_followup", "not_responsible")
    with scope(at_the_desk.amina):
        assert not FollowUp.objects.exists()


def test_add_followup_two_days_late_needs_a_reason(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    late = {"happened_at": NOW - timedelta(days=3)}

    with pytest.raises(RuleBroken, match="to døgn"):
        a_followup(amina, case, **late)
    a_followup(amina, case, late_because="Var syk", **late)

    with scope(amina):
        assert FollowUp.objects.get().happened_on == TODAY - timedelta(days=3)


def test_correct_followup_keeps_both_and_is_done_once(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_followup(amina, case)

    following_up.correct_followup(amina, case, number=1, written=written(minutes=30))
    with pytest.raises(RuleBroken, match="alt rettet"):
        following_up.correct_followup(amina, case, number=1, written=written(minutes=20))
    with pytest.raises(RuleBroken, match="finnes ikke"):
        following_up.correct_followup(amina, case, number=9, written=written())

    with scope(amina):
        kept = list(
            FollowUp.objects.order_by("number").values_list("number", "minutes", "corrects__number")
        )
    assert kept == [(1, 45, None), (2, 30, 1)]


def test_an_entry_can_be_neither_changed_nor_deleted_by_the_desk(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_followup(amina, case)

    with pytest.raises(Exception, match="permission denied"), scope(amina):
        FollowUp.objects.update(minutes=1)
    with pytest.raises(Exception, match="permission denied"), scope(amina):
        FollowUp.objects.filter(number=1)._raw_delete("default")


@pytest.mark.parametrize("key", ["birger", "celine", "ingrid"])
def test_assign_task_to_someone_without_access_is_impossible(at_the_desk, key):
    amina = at_the_desk.amina
    case = a_case(amina)

    with pytest.raises(RuleBroken, match="tilgang til saken"):
        a_task(amina, case, owner=getattr(at_the_desk, key))

    with scope(amina):
        assert not Task.objects.exists()


def test_assign_task_offers_only_those_with_access(at_the_desk):
    amina, celine = at_the_desk.amina, at_the_desk.celine
    case = a_case(amina)
    assert queries.owners_for_task(amina, case) == ((amina.id, "Amina"),)

    lend(amina, celine, case)

    assert queries.owners_for_task(amina, case) == ((amina.id, "Amina"), (celine.id, "Celine"))
    a_task(amina, case, owner=celine)
    with scope(amina):
        assert Task.objects.get().owner_id == celine.id


def test_finish_task_once(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_task(amina, case)
    with scope(amina):
        ref = Task.objects.get().ref

    tasking.finish_task(amina, case, task=ref, on=TODAY)
    with pytest.raises(RuleBroken):
        tasking.finish_task(amina, case, task=ref, on=TODAY)

    with scope(amina):
        assert Task.objects.get().done_on == TODAY


def test_close_case_without_a_signed_off_rule_says_there_is_no_end(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)

    expires = closing.close_case(
        amina,
        case,
        reason="no_longer_needed",
        outcome="safer",
        words="Jeg bestemmer selv",
        on=TODAY,
    )

    assert expires is None
    assert row(amina, case).status == "closed"
    with scope(amina):
        file = File.objects.get()
        assert (file.closed_on, file.expires_on) == (TODAY, None)
        assert b"bestemmer" not in Closing.objects.get().words.blob


def test_close_case_starts_the_clock_of_the_signed_off_rule(at_the_desk):
    amina = at_the_desk.amina
    before = close(amina, a_case(amina))
    with as_owner():
        RetentionRule.objects.create(
            kind="case", months=120, signed_off_by="arkivleder", signed_off_on=TODAY
        )

    after = close(amina, a_case(amina))

    with scope(amina):
        ended = Closing.objects.get(case_id=after.pk)
    with as_role(WORKER.role):
        assert File.objects.get(ref=before.ref).expires_on is None
        give_days(0)  # those that were closed before it
        expire = set(File.objects.values_list("expires_on", flat=True))
    assert expire == {ended.expires_on}
    assert ended.expires_on.year == TODAY.year + 10


def test_close_case_waits_for_open_tasks_and_is_not_for_others(at_the_desk):
    amina = at_the_desk.amina
    case = a_case(amina)
    a_task(amina, case)

    with pytest.raises(RuleBroken, match="oppgavene"):
        close(amina, case)
    celine = replace(at_the_desk.celine, covers=frozenset({amina.id}))
    with pytest.raises(Denied, match="not_responsible"):
        close(celine, case)

    assert row(amina, case).status == "open"
    assert trail(case.ref)[-1] == ("refused", "case.close", "not_responsible")


def test_reopen_case_keeps_its_reference_and_stops_the_clock(at_the_desk):
    amina = at_the_desk.amina
    case = close(amina, a_case(amina))

    closing.reopen_case(amina, case, on=TODAY)

    kept = row(amina, case)
    assert (kept.ref, kept.status, kept.closed_on) == (case.ref, "open", None)
    with scope(amina):
        assert File.objects.get().closed_on is None
        assert Closing.objects.get().reopened_on == TODAY


def test_reading_anothers_case_is_refused_and_recorded_like_a_missing_one(at_the_desk):
    """C25: the two look alike to the gate, so they look alike outside."""
    case = a_case(at_the_desk.amina)
    missing = "sak_AAAAAAAAAAAAAAAAAAAAAA"

    for ref in (case.ref, missing):
        with pytest.raises(Denied, match="not_responsible"):
            reading.read_case(at_the_desk.birger, queries.case_by_ref(ref))

    refused = ("refused", "case.read", "not_responsible")
    assert trail(case.ref)[-1] == refused
    assert trail(missing) == [refused]


def test_the_leader_may_read_the_log_and_not_the_case(at_the_desk):
    case = a_case(at_the_desk.amina)

    reading.read_access_log(at_the_desk.ingrid, case)
    with pytest.raises(Denied):
        reading.read_case(at_the_desk.ingrid, case)
    with pytest.raises(Denied):
        reading.read_access_log(at_the_desk.jonas, case)  # leads other units

    assert trail(case.ref)[1:] == [
        ("opened", "case.read_access_log", ""),
        ("refused", "case.read", "not_responsible"),
        ("refused", "case.read_access_log", "not_responsible"),
    ]


def test_appoint_stand_in_lends_the_open_cases_until_the_last_day_is_over(at_the_desk):
    amina, celine = at_the_desk.amina, at_the_desk.celine
    case, closed = a_case(amina), close(amina, a_case(amina))

    lend(amina, celine, case)

    with scope(amina):
        stand_in = StandIn.objects.get()
    assert (stand_in.person_id, stand_in.stands_in_for_id) == (celine.id, amina.id)
    assert readable(celine) == {case.ref}
    assert closed.ref not in readable(celine)
    assert [event for event, *_ in trail(celine.ref)] == ["begun", "begun"]  # both rooms' actions


def lend(actor, colleague, case, days=7):
    person = next(one for one in colleagues_of(actor, TODAY) if one.id == colleague.id)
    lent = standing_in.Lent(
        {case.pk: given(case.ref, colleague, ground=Ground.STAND_IN, by=actor,
                        ends_at=NOW + timedelta(days=days))},
        {},
        TODAY,
        TODAY + timedelta(days=days),
    )  # fmt: skip
    standing_in.appoint_stand_in(actor, person, lent=lent, on=TODAY)
    return person


def readable(actor):
    with scope(actor):
        return set(Case.objects.values_list("ref", flat=True))


def test_end_stand_in_hides_the_cases_at_once(at_the_desk):
    amina, celine = at_the_desk.amina, at_the_desk.celine
    case = a_case(amina)
    person = lend(amina, celine, case)
    assert readable(celine) == {case.ref}
    with scope(amina):
        grants = Access.objects.given_to(celine.id, Ground.STAND_IN)

    standing_in.end_stand_in(
        amina, person, ended=standing_in.Ended(grants), on=TODAY + timedelta(days=1), at=NOW
    )

    assert readable(celine) == set()
    assert readable(amina) == {case.ref}


def test_break_glass_opens_for_an_hour_with_a_sealed_reason_and_a_ground_others_see(at_the_desk):
    birger = at_the_desk.birger
    case = a_case(at_the_desk.amina)
    ends_at = NOW + timedelta(minutes=60)
    glass = breaking_glass.Glass(
        given(case.ref, birger, ground=Ground.BREAK_GLASS, ends_at=ends_at), ends_at
    )

    breaking_glass.break_glass(
        birger,
        case,
        glass=glass,
        ground=EmergencyGround.LEAVING_COUNTRY,
        reason="Flyet går klokken fem",
        at=NOW,
    )

    assert readable(birger) == {case.ref}
    with scope(at_the_desk.amina):
        opened = EmergencyOpening.objects.get()
    assert (opened.by_id, opened.ground, opened.ends_at) == (birger.id, "leaving_country", ends_at)
    assert b"Flyet" not in opened.reason.blob
    assert ("begun", "case.break_glass", "") in trail(case.ref)
    for key, seen in {"ingrid": 1, "oda": 1, "jonas": 0, "amina": 0}.items():
        lines = queries.emergencies_seen_by(getattr(at_the_desk, key), now=NOW)
        assert [line.by for line in lines] == ["Birger"] * seen, key


@pytest.mark.parametrize(("key", "why"), [("amina", "has_access"), ("kari", "not_caseworker")])
def test_break_glass_is_refused_to_whoever_has_access_or_no_such_work(at_the_desk, key, why):
    case = a_case(at_the_desk.amina)
    someone = getattr(at_the_desk, key)

    with pytest.raises(Denied, match=why):
        breaking_glass.ask_to_break_glass(someone, case)

    assert trail(case.ref)[-1] == ("refused", "case.break_glass", why)


def test_a_leader_sees_that_there_are_cases_of_her_people_only(at_the_desk):
    amina, ingrid, jonas = at_the_desk.amina, at_the_desk.ingrid, at_the_desk.jonas
    case = a_case(amina)
    person = queries.person_led_by(ingrid, amina.ref, on=TODAY)

    assert [line.ref for line in queries.cases_of(ingrid, person)] == [case.ref]
    assert queries.person_led_by(jonas, amina.ref, on=TODAY) is None
    assert queries.cases_of(jonas, person) == ()  # the database asks who leads, too
    assert NOT_SIGNED
