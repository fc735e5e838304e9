"""From real sealed cases to a released table and back, with the keeper's own keys."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from tests.casework.conftest import signed_in  # noqa: F401 - a fixture
from tests.factories.casework import TODAY, a_case, a_followup, a_real_case, close
from tests.factories.staff import as_owner, as_role, past_the_wall

from fristed.casework import facts
from fristed.casework.actions import closing
from fristed.casework.models import Case
from fristed.casework.rules.profiles import Profile
from fristed.codelists import queries as codelists
from fristed.codelists.models import Municipality
from fristed.config.doors import WORKER
from fristed.kernel.periods import Period
from fristed.kernel.refs import new_ref
from fristed.publications.models import ReleasedTable
from fristed.sealing import hpke
from fristed.statistics import queries
from fristed.statistics.actions.releasing import release_draft
from fristed.statistics.choices import Measure, Status
from fristed.statistics.models import Draft
from fristed.statistics.rules import glimpses
from fristed.statistics.tasks import build_draft, show_true
from fristed.vault import counting

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
SIDES = ["county", "concern", "gender", "age_band"]


def drafted(staff, *, measure=Measure.NEW_CASES, sides=SIDES, year=TODAY.year):
    draft = Draft.objects.create(
        ref=new_ref("utk"),
        measure=measure,
        service="adviser",
        year=year,
        sides=sides,
        drafted_by=staff.kari.ref,
        drafted_on=TODAY,
        is_sample=True,
    )
    with as_role(WORKER.role):
        build_draft(draft.ref)
    return Draft.objects.get(pk=draft.pk)


def some_cases(amina, number):
    profile = Profile(municipality="0301", gender="female", age_band="16_17")
    return [a_real_case(amina, profile=profile) for _ in range(number)]


@pytest.fixture
def staff(signed_in):  # noqa: F811 - the fixture above
    return signed_in


def test_an_empty_year_says_so_and_has_no_figure(staff):
    draft = drafted(staff, year=2019)

    assert (draft.status, draft.failure) == (Status.FAILED, "no_cases")
    assert (draft.cells, draft.total, draft.verdict) == ([], None, {})


def test_an_unknown_code_stops_the_table_and_names_the_side_only(staff):
    """C22."""
    a_real_case(staff.amina, profile=Profile(gender="elf"))

    draft = drafted(staff)

    assert (draft.status, draft.failure) == (Status.FAILED, "unknown_code gender")
    assert draft.cells == []


def test_a_municipality_that_merged_in_mid_period_is_counted_where_it_was_and_where_it_went(staff):
    """One that ended before the day is nowhere: it is counted as not known, and stops nothing."""
    before = TODAY - timedelta(days=1)
    for code, first, last in (("4698", None, before), ("4699", TODAY, None)):
        with as_owner():
            Municipality.objects.create(
                code=code, name=code, county="46", first_on=first, last_on=last
            )
    codelists.forget()
    try:
        for code, on in (("4698", before), ("4699", TODAY), ("4698", TODAY)):
            a_real_case(staff.amina, profile=Profile(municipality=code), on=on)
        period = Period(before, TODAY)
        token = (staff.home / "count.token").read_text().strip()
        keys = counting.keys(token, facts.quarters_of(period))
        with as_role(WORKER.role):
            found = [fact.codes["county"] for fact in facts.case_facts(period, keys)]
    finally:
        codelists.forget()

    assert found == ["46", "46", facts.NO_COUNTY]


def test_a_year_is_counted_released_counted_again_and_closed(staff):
    """C17. One reopened case among them is one case."""
    cases = some_cases(staff.amina, 7)
    closing.reopen_case(staff.amina, close(staff.amina, cases[0]), on=TODAY)
    draft = drafted(staff)

    assert (draft.status, draft.total, draft.cells[0]) == (Status.READY, 7, 7)
    assert draft.verdict["passed"] is True
    ref = release_draft(staff.lars, draft, on=TODAY)
    with as_role(WORKER.role):
        call_command("recount_table", ref, verbosity=0)
    assert ReleasedTable.objects.get(ref=ref).total == 7

    some_cases(staff.amina, 1)  # registered after the year was closed
    late = drafted(staff, sides=["county"])
    assert (late.status, late.failure) == (Status.FAILED, "year_changed")
    with as_role(WORKER.role), pytest.raises(CommandError, match="has changed"):
        call_command("recount_table", ref, verbosity=0)


def test_true_counts_come_to_the_one_who_asked(staff):
    """C19: in the draft they are a seal, and after the release not even that."""
    some_cases(staff.amina, 6)
    draft, pair = drafted(staff, sides=["gender"]), hpke.new_pair()

    with as_role(WORKER.role):
        show_true(draft.ref, pair.public.hex())

    sealed = bytes(Draft.objects.get(pk=draft.pk).glimpse)
    true = glimpses.opened(draft.ref, private=pair.private.hex(), sealed=sealed, why_not="")
    assert list(true) == [6, 6, 0, 0]
    release_draft(staff.lars, Draft.objects.get(pk=draft.pk), on=TODAY)
    assert Draft.objects.get(pk=draft.pk).glimpse is None


def test_hours_are_summed_over_entries_and_open_cases_counted_once(staff):
    cases = some_cases(staff.amina, 6)
    for case in cases:
        for _ in range(3):
            a_followup(staff.amina, case, minutes=20)
    closing.reopen_case(staff.amina, close(staff.amina, cases[0]), on=TODAY)

    worked = drafted(staff, measure=Measure.HOURS, sides=["followup_kind"])
    active = drafted(staff, measure=Measure.ACTIVE_CASES, sides=["open_concern"])

    assert (worked.total, worked.cells[0]) == (6, 6)
    assert (active.total, active.cells[0]) == (6, 6)


def test_a_case_is_active_in_the_years_it_was_open(staff):
    a_real_case(staff.amina)

    with as_role(WORKER.role):
        found = {
            year: len(list(facts.active_facts(Period.of_year(year))))
            for year in range(TODAY.year - 1, TODAY.year + 3)
        }

    assert list(found.values()) == [0, 1, 1, 1]


def test_who_was_helped_home_is_counted_beside_those_who_were_not(staff):
    for case in some_cases(staff.amina, 7):
        closing.close_case(
            staff.amina, case, reason="no_longer_needed", outcome="returned", words="", on=TODAY
        )
    close(staff.amina, a_real_case(staff.amina))  # nobody was abroad

    home = drafted(staff, measure=Measure.HELPED_HOME, sides=["home"])

    assert (home.total, home.cells) == (7, [7, 7, 0])


def test_in_a_year_of_change_both_definitions_count_the_same_cases(staff):
    """By the list of the year before: what cannot be carried back stands by itself."""
    for concern in [*["involuntary_stay"] * 6, *["negative_social_control"] * 5]:
        a_case(staff.amina, concern=concern)
    with past_the_wall("casework_case"):
        Case.objects.update(opened_on=date(2018, 3, 1))

    before = drafted(staff, measure=Measure.CASES_BEFORE, sides=["concern_before"], year=2018)

    (side,) = queries.dimensions_of_year(2018, ["concern_before"])
    counted = dict(zip([one.value for one in side.categories], before.cells, strict=True))
    assert {code: cell for code, cell in counted.items() if cell} == {
        "total": 11,
        "left_abroad": 6,
        "not_carried": 5,
    }
    assert [year for year in range(2008, 2025) if queries.is_year_of_change(year)] == [2018]
