"""Reading with a real keeper: what opens, in how few statements, and what a broken file says."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.casework import (
    NOW,
    TODAY,
    a_followup,
    a_real_case,
    a_task,
    close,
    given,
    written,
)
from tests.factories.staff import as_owner, as_role

from fristed.audit.models import Entry
from fristed.casework import facts, queries
from fristed.casework.actions import (
    breaking_glass,
    closing,
    following_up,
    reading,
    standing_in,
    updating,
)
from fristed.casework.models import Access, Case, FollowUp
from fristed.casework.rules.profiles import Experience, Profile
from fristed.config.doors import WORKER
from fristed.gate import Denied, TextBroken, scope
from fristed.keeper.caps import FILES_PER_PERSON
from fristed.kernel.periods import Period
from fristed.organisation.queries import colleagues_of
from fristed.vault import granting
from fristed.vault.keeper import KeeperAway, KeeperRefused
from fristed.vault.models import Item

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def page(actor, case):
    return queries.case_page(actor, case, reading.read_case(actor, case), on=TODAY)


def statements(captured):
    """Without the transaction's own."""
    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return [one["sql"] for one in captured if not one["sql"].startswith(control)]


@contextmanager
def as_owner_without_walls(*tables):
    """Somebody with the database's own rights, changing rows behind the system's back."""
    with as_owner(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"alter table {table} no force row level security")
        yield cursor
        for table in tables:
            cursor.execute(f"alter table {table} force row level security")


def test_a_case_is_read_as_it_was_registered(signed_in, chain_all):
    amina = signed_in.amina
    told = Experience(TODAY, "pressured")
    profile = Profile(municipality="0301", age_band="16_17", gender="female", experiences=(told,))
    case = a_real_case(
        amina, name="Torsdag", profile=profile, further_concerns=("threats_violence",)
    )
    a_followup(amina, case, text="Hun vil ha hjelp.", minutes=50)
    a_task(amina, case)
    chain_all()

    read = page(amina, case)

    assert (read.name, read.concern) == ("Torsdag", "Negativ sosial kontroll")
    assert read.further_concerns == ("Trusler eller vold",)
    assert [(fact.label, fact.value) for fact in read.facts] == [
        ("Alder", "16–17 år"),
        ("Kjønn", "Jente eller kvinne"),
        ("Egen opplevelse av tvang", "Opplever press"),
        ("Kommune", "Oslo"),
    ]
    assert [(entry.text, entry.minutes, entry.author) for entry in read.timeline] == [
        ("Hun vil ha hjelp.", 50, "Amina")
    ]
    assert [task.reason for task in read.open_tasks] == ["Ring skolen om torsdag."]
    assert (read.minutes, read.is_whole, read.in_emergency) == (50, True, False)


def test_a_case_lives_its_whole_life_without_a_name(signed_in, count_year):
    """Started, guided, closed and counted with every field about the person empty (A2)."""
    amina = signed_in.amina
    case = a_real_case(amina, name="Sak 14. nov.", profile=Profile(), county="")
    a_followup(amina, case, kind="advice", text="Råd til en lærer som ikke sa hvem det gjaldt.")
    close(amina, case)

    read = page(amina, case)
    counted = count_year()

    assert [(fact.label, fact.value) for fact in read.facts] == [
        ("Alder", "Ikke kjent"),
        ("Kjønn", "Ukjent"),
    ]
    assert [dict(fact.codes) for fact in counted] == [
        {
            "service": "adviser",
            "concern": "negative_social_control",
            "county": "99",
            "gender": "unknown",
            "age_band": "unknown",
        }
    ]


@pytest.mark.parametrize("rows", [1, 60])
def test_a_timeline_of_sixty_takes_as_many_statements_as_one_of_one(signed_in, rows):
    amina = signed_in.amina
    case = a_real_case(amina)
    for number in range(rows):
        a_followup(amina, case, text=f"Nummer {number}")

    with CaptureQueriesContext(connection) as captured:
        found = queries.case_by_ref(case.ref)
        read = queries.case_page(amina, found, reading.read_case(amina, found), on=TODAY)

    assert len(read.timeline) == rows
    assert len(statements(captured)) <= 8, statements(captured)


@pytest.mark.parametrize("cases", [1, 3])
def test_my_own_list_takes_as_many_statements_with_three_cases_as_with_one(signed_in, cases):
    amina = signed_in.amina
    for number in range(cases):
        a_task(amina, a_real_case(amina, name=f"Sak {number}"), due_on=TODAY + timedelta(number))

    with CaptureQueriesContext(connection) as captured:
        own = queries.own_cases(amina, is_open=True, number=1, on=TODAY)
        names = reading.read_own_names(amina, own.sealed_names)

    assert [line.name for line in own.lines(names)] == [f"Sak {n}" for n in range(cases)]
    assert len(statements(captured)) == 3, statements(captured)


def test_my_own_list_says_in_how_many_open_cases_her_own_experience_is_written_down(signed_in):
    amina = signed_in.amina
    said = Experience(on=TODAY, answer="pressured")
    not_asked = Experience(on=TODAY, answer="not_asked", because="not_safe")
    for number, told in enumerate([said, not_asked, None]):
        profile = Profile(experiences=(told,) if told else ())
        a_real_case(amina, name=f"Sak {number}", profile=profile)
    close(amina, a_real_case(amina, profile=Profile(experiences=(said,))))

    own = queries.own_cases(amina, is_open=True, number=1, on=TODAY)

    assert (own.answered_for, own.heard) == (3, 2)


def test_the_timeline_is_in_the_order_things_happened_and_shows_what_was_corrected(signed_in):
    amina = signed_in.amina
    case = a_real_case(amina)
    a_followup(amina, case, text="Først skrevet", happened_at=NOW - timedelta(hours=1))
    early = NOW - timedelta(days=4)
    a_followup(amina, case, text="Skjedde før", happened_at=early, late_because="Var syk")
    following_up.correct_followup(amina, case, number=1, written=written(text="Rettet", minutes=5))

    read = page(amina, case)

    assert [(e.number, e.text, e.corrects, e.superseded) for e in read.timeline] == [
        (1, "Først skrevet", None, True),
        (3, "Rettet", 1, False),
        (2, "Skjedde før", None, False),
    ]
    assert [entry.is_late for entry in read.timeline] == [False, False, True]
    assert read.timeline[-1].late_because == "Var syk"
    assert read.minutes == 50  # of the corrected entry, only the correction's


def test_an_entry_first_written_on_paper_keeps_three_times(signed_in):
    amina = signed_in.amina
    case = a_real_case(amina)
    on_paper = (NOW - timedelta(hours=1)).replace(second=0, microsecond=0)
    a_followup(amina, case, on_paper_at=on_paper)

    (entry,) = page(amina, case).timeline

    assert entry.on_paper_at == on_paper
    assert entry.happened_at < entry.on_paper_at < entry.written_at


def test_a_text_moved_to_another_row_does_not_open_and_the_history_says_so(signed_in, chain_all):
    amina = signed_in.amina
    case = a_real_case(amina)
    a_followup(amina, case, text="Den første")
    a_followup(amina, case, text="Den andre")
    chain_all()
    assert page(amina, case).is_whole

    with as_owner_without_walls("casework_followup") as cursor:
        cursor.execute(
            "update casework_followup set note ="
            " (select note from casework_followup where number = 2) where number = 1"
        )

    read = page(amina, case)
    assert [entry.text for entry in read.timeline] == ["Den andre", None]
    assert not read.is_whole


def test_the_cap_of_one_stops_neither_her_open_cases_nor_a_colleague(signed_in):
    """C21: who opens too many stops herself, for an hour, and nobody else."""
    amina, birger = signed_in.amina, signed_in.birger
    cases = [a_real_case(amina) for _ in range(FILES_PER_PERSON + 1)]
    opened = [opens(amina, case) for case in cases]

    assert opened == [""] * FILES_PER_PERSON + ["cap_reached"]
    assert opens(amina, cases[0]) == opens(birger, a_real_case(birger)) == ""


def opens(actor, case):
    """Empty, or why not."""
    grant = reading.read_case(actor, case)
    with scope(actor):
        name = Case.objects.get(pk=case.pk).name
    try:
        grant.unlock([name])
    except KeeperRefused as no:
        return no.code
    return ""


def test_a_removed_entry_makes_the_history_incomplete(signed_in, chain_all):
    amina = signed_in.amina
    case = a_real_case(amina)
    a_followup(amina, case)
    chain_all()

    with as_owner_without_walls("casework_followup") as cursor:
        cursor.execute("delete from casework_followup")

    assert not page(amina, case).is_whole


def test_an_entry_removed_together_with_its_ledger_line_is_missed_by_the_keeper(
    signed_in, chain_all
):
    amina = signed_in.amina
    case = a_real_case(amina)
    a_followup(amina, case)
    chain_all()

    with as_owner_without_walls("casework_followup", "vault_item") as cursor:
        cursor.execute("delete from casework_followup")
        cursor.execute("delete from vault_item where slot like 'casework.followup%'")

    assert not page(amina, case).is_whole


def test_a_profile_copied_from_another_case_cannot_be_changed_from(signed_in):
    amina = signed_in.amina
    case, other = a_real_case(amina), a_real_case(amina)

    with as_owner_without_walls("casework_case") as cursor:
        cursor.execute(
            "update casework_case set profile ="
            " (select profile from casework_case where file_id = %s) where file_id = %s",
            [other.pk, case.pk],
        )

    assert not page(amina, case).is_whole
    with pytest.raises(TextBroken):
        queries.registered(amina, case, reading.read_case(amina, case))


def test_a_grant_row_somebody_put_in_the_database_shows_rows_and_opens_nothing(signed_in):
    """What a curious database administrator can do: the keeper did not give it."""
    birger = signed_in.birger
    case = a_real_case(signed_in.amina)
    forged = given(case.ref, birger, by=signed_in.amina)
    with scope(birger):
        granting.keep(case.pk, forged)
        Access.objects.keep(forged.ref)
    fooled = replace(birger, glass=frozenset({case.ref}))

    with pytest.raises(KeeperRefused) as refused:
        page(fooled, case)
    assert refused.value.code == "no_grant"


def test_a_stand_in_reads_old_cases_and_new_ones_until_it_ends(signed_in):
    amina, celine = signed_in.amina, signed_in.celine
    old = a_real_case(amina, name="Gammel")
    (person,) = [one for one in colleagues_of(amina, TODAY) if one.id == celine.id]
    lent = standing_in.Lent.ask(
        amina,
        person,
        cases=queries.open_cases_of(amina, colleague=celine.id),
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=7),
    )
    standing_in.appoint_stand_in(amina, person, lent=lent, on=TODAY)
    new = a_real_case(amina, name="Ny", covering=queries.place_for_case(amina, on=TODAY).covering)
    covering = replace(celine, covers=frozenset({amina.id}))

    assert [page(covering, case).name for case in (old, new)] == ["Gammel", "Ny"]

    ended = standing_in.Ended.ask(amina, person)
    standing_in.end_stand_in(amina, person, ended=ended, on=TODAY, at=NOW)
    with pytest.raises(Exception, match="does not exist"):
        page(covering, old)  # the rows are hidden, even from an actor made before it ended
    assert len(ended.grants) == 2


def test_an_emergency_reads_for_an_hour_with_the_reason_sealed_for_the_adviser(signed_in):
    amina, birger = signed_in.amina, signed_in.birger
    case = a_real_case(amina, name="Torsdag")
    glass = breaking_glass.Glass.ask(birger, case, reason="Flyet går", at=NOW)
    breaking_glass.break_glass(
        birger, case, glass=glass, ground="leaving_country", reason="Flyet går", at=NOW
    )

    looking = replace(birger, glass=frozenset({case.ref}))
    read = page(looking, case)

    assert (read.name, read.in_emergency) == ("Torsdag", True)
    (seen,) = page(amina, case).emergencies
    assert (seen.by, seen.reason) == ("Birger", "Flyet går")
    with pytest.raises(Denied):
        updating.rename_case(looking, case, seen_version=1, name="x", on=TODAY)


def test_an_emergency_without_a_reason_is_refused_by_the_keeper(signed_in):
    case = a_real_case(signed_in.amina)

    with pytest.raises(KeeperRefused) as refused:
        breaking_glass.Glass.ask(signed_in.birger, case, reason=" ", at=NOW)

    assert refused.value.code == "no_reason"


def test_while_the_keeper_is_away_nothing_opens_and_a_note_is_still_kept(
    signed_in, keeper, keeper_process
):
    """C24: no plain way around."""
    amina = signed_in.amina
    case = a_real_case(amina)
    keeper.process.kill()
    keeper.process.wait()
    try:
        with pytest.raises(KeeperAway):
            page(amina, case)
        with pytest.raises(KeeperAway):
            a_real_case(amina)
        a_followup(amina, case, text="Skrevet mens den var borte")
    finally:
        keeper_process()

    assert [entry.text for entry in page(amina, case).timeline] == ["Skrevet mens den var borte"]


def test_opening_names_is_one_line_in_the_trail_and_opens_nothing_else(signed_in):
    amina = signed_in.amina
    for number in range(3):
        a_real_case(amina, name=f"Sak {number}")
    own = queries.own_cases(amina, is_open=True, number=1, on=TODAY)

    reading.read_own_names(amina, own.sealed_names)

    entries = Entry.objects.using("audit").filter(action="case.read_own_names")
    assert list(entries.values_list("event", "subject", "detail")) == [("opened", amina.ref, "3")]


def test_facts_count_a_case_once_by_the_county_of_that_day(signed_in, count_year):
    amina, emre = signed_in.amina, signed_in.emre
    case = a_real_case(amina, profile=Profile(municipality="4601", gender="male", age_band="18_24"))
    a_followup(amina, case, minutes=40)
    following_up.correct_followup(amina, case, number=1, written=written(minutes=30))
    a_followup(amina, case, minutes=15)
    reopened = close(amina, case)
    closing.reopen_case(amina, reopened, on=TODAY)
    mistake = a_real_case(amina)
    close(amina, mistake, reason="registered_by_mistake")
    a_real_case(emre, concern="involuntary_stay", profile=Profile(location="abroad"))

    counted = count_year()

    assert [(f.day, f.minutes, f.codes["service"], f.codes["county"]) for f in counted] == [
        (TODAY, 45, "adviser", "46"),
        (TODAY, 0, "envoy", "99"),
    ]
    assert dict(counted[0].codes)["gender"] == "male"
    assert case.ref not in repr(counted)


def test_facts_without_a_quarters_key_count_nothing_by_halves(signed_in):
    a_real_case(signed_in.amina)

    with as_role(WORKER.role), pytest.raises(facts.KeyMissing):
        list(facts.case_facts(Period.of_year(TODAY.year), {}))


def test_a_changed_row_for_counting_is_counted_without_its_person(signed_in, count_year):
    a_real_case(signed_in.amina)
    with as_owner_without_walls("casework_case") as cursor:
        cursor.execute("update casework_case set profile_count = profile_count || 'x'::bytea")

    (fact,) = count_year()

    assert (fact.codes["gender"], fact.codes["county"]) == ("unknown", "99")
    assert fact.codes["concern"] == "negative_social_control"


def test_the_ledger_has_a_line_for_each_text_and_the_keeper_chains_them(signed_in, chain_all):
    amina = signed_in.amina
    case = a_real_case(amina)
    a_followup(amina, case)
    grant = reading.read_case(amina, case)
    before = queries.case_page(amina, case, grant, on=TODAY)
    assert (before.is_whole, grant.pending) == (True, 3)  # not chained yet, and nothing wrong

    chain_all()

    grant = reading.read_case(amina, case)
    assert queries.case_page(amina, case, grant, on=TODAY).is_whole
    assert grant.pending == 0
    with scope(amina):
        assert Item.objects.count() == 3
        assert FollowUp.objects.count() == 1
