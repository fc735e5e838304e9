"""Whose school: the pupil's in the case, the adviser's beside it, and the mandate's own dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.factories.casework import NOW, TODAY, a_case, a_followup, a_real_case
from tests.factories.organisation import a_deployment, a_school
from tests.factories.staff import as_role, unit_keys_of_nobody

from fristed.accounts.models import User
from fristed.casework import access, facts, queries
from fristed.casework.actions import reading, updating
from fristed.casework.forms.registering import BirthMonth
from fristed.casework.models import Case, Revision
from fristed.casework.rules.profiles import Profile
from fristed.casework.rules.schools import Served, check_school
from fristed.config.doors import WORKER
from fristed.gate import scope
from fristed.kernel.ages import band_on
from fristed.kernel.periods import Period
from fristed.kernel.rules import RuleBroken
from fristed.organisation.models import NeighbouringSchool

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

NEEDS = ("pupil_asked", "school_asked")
SERVED = Served(own={"sko_own"}, near={"sko_near"}, needs=NEEDS)
BEFORE = Served(own={"sko_own"}, near={"sko_near"}, needs=())


@pytest.mark.parametrize(
    ("school", "need", "served"),
    [
        ("", "", SERVED),
        ("sko_own", "", SERVED),
        ("sko_own", "", BEFORE),
        ("sko_near", "school_asked", SERVED),
    ],
)
def test_a_pupil_of_her_own_school_or_of_one_nearby_when_needed(school, need, served):
    check_school(school, need, served)


@pytest.mark.parametrize(
    ("school", "need", "served", "code"),
    [
        ("sko_far", "school_asked", SERVED, "not_your_school"),
        ("sko_near", "", SERVED, "nearby_without_need"),
        ("sko_near", "made_up", SERVED, "nearby_without_need"),
        ("sko_near", "school_asked", BEFORE, "nearby_not_in_mandate"),
    ],
)
def test_a_pupil_nobody_opened_for_is_refused(school, need, served, code):
    with pytest.raises(RuleBroken) as broken:
        check_school(school, need, served)

    assert broken.value.code == code


@pytest.mark.parametrize(
    ("on", "is_open"), [(date(2020, 6, 21), False), (date(2020, 6, 22), True), (TODAY, True)]
)
def test_the_mandates_own_dates_open_for_schools_nearby(on, is_open):
    """The day stands in the code list, not in the code."""
    assert bool(queries.needs_on(on)) is is_open


@pytest.fixture
def schools(staff):
    """Amina's own school in Oslo, and one nearby in Bærum."""
    unit_keys_of_nobody(date(2020, 6, 21))
    own, near = a_school("Egen skole"), a_school("Naboskolen", municipality="3201")
    person = User.objects.get(pk=staff.amina.id)
    deployment = a_deployment(person, own, starts_on=date(2010, 1, 1))
    NeighbouringSchool.objects.create(
        deployment=deployment, school=near, starts_on=date(2010, 1, 1)
    )
    return {"own": own.ref, "near": near.ref, "deployment": deployment.ref}


def test_a_case_holds_the_pupils_school_and_the_advisers_deployment_apart(schools, at_the_desk):
    amina = at_the_desk.amina
    place = queries.place_for_case(amina, on=TODAY)
    profile = Profile(school=schools["near"], school_need="school_asked", municipality="3201")

    case = a_case(amina, profile=profile, county=place.county, deployment=place.deployment)

    with scope(amina):
        row = Case.objects.get(pk=case.pk)
    assert (row.deployment, row.county) == (schools["deployment"], "03")
    assert [one.is_neighbour for one in place.schools] == [False, True]


def test_before_the_mandate_opened_a_pupil_nearby_is_refused_and_nothing_is_kept(
    schools, at_the_desk
):
    amina = at_the_desk.amina
    profile = Profile(school=schools["near"], school_need="school_asked")

    with pytest.raises(RuleBroken) as broken:
        a_case(amina, profile=profile, on=date(2020, 6, 21))

    assert broken.value.code == "nearby_not_in_mandate"
    with scope(amina):
        assert Case.objects.count() == 0


def test_statistics_count_the_pupils_county_and_workload_the_advisers(signed_in, count_year):
    amina = signed_in.amina
    profile = Profile(municipality="3201")
    case = a_real_case(amina, profile=profile, county="03")
    a_followup(amina, case, minutes=50)

    counted = count_year()
    with as_role(WORKER.role):
        work = list(facts.work_facts(Period.of_year(TODAY.year)))

    assert [(one.codes["county"], one.minutes) for one in counted] == [("32", 50)]
    assert [(one.codes["county"], one.minutes) for one in work] == [("03", 50)]


def a_change(school, need="", *, since=TODAY, because="Hun har byttet skole."):
    return updating.NewSchool(school, need, since, because)


def change(actor, case, new, before):
    with scope(actor):
        version = Case.objects.get(pk=case.pk).version
    updating.change_school(actor, case, seen_version=version, new=new, before=before, at=NOW)


def test_a_change_of_school_is_dated_says_why_and_keeps_the_one_before(schools, at_the_desk):
    amina, before = at_the_desk.amina, Profile(school=schools["own"])
    case = a_case(amina, profile=before)

    change(amina, case, a_change(schools["near"], "school_asked"), before)

    with scope(amina):
        row, (revision,) = Case.objects.get(pk=case.pk), Revision.objects.filter(case_id=case.pk)
    assert (revision.revised_on, revision.by_id, row.version) == (TODAY, amina.id, 2)
    for text in (row.profile, revision.before):
        assert schools["near"].encode() not in text.blob


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"need": ""}, "nearby_without_need"),
        ({"since": date(2020, 6, 21)}, "nearby_not_in_mandate"),
        ({"because": " "}, "no_reason"),
        ({"since": TODAY + timedelta(days=1)}, "in_the_future"),
        ({"school": "own"}, "same_school"),
    ],
)
def test_a_change_the_mandate_of_its_day_does_not_know_is_refused(
    schools, at_the_desk, changed, code
):
    amina, before = at_the_desk.amina, Profile(school=schools["own"])
    case = a_case(amina, profile=before)
    new = {"school": "near", "need": "school_asked"} | changed

    with pytest.raises(RuleBroken) as broken:
        change(amina, case, a_change(**new | {"school": schools[new["school"]]}), before)

    assert broken.value.code == code
    with scope(amina):
        assert Revision.objects.count() == 0


def test_a_stand_in_does_not_change_it(schools, at_the_desk):
    """C1: it is the responsible adviser's own deployment that decides."""
    case = a_case(at_the_desk.amina, profile=Profile(school=schools["own"]))
    celine = replace(at_the_desk.celine, covers=frozenset({at_the_desk.amina.id}))

    assert access.may_update_case(celine, case)
    assert not access.may_change_school(celine, case)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("05.2010", "2010-05"), ("5/2010", "2010-05"), ("12 2009", "2009-12"), ("", "")],
)
def test_a_birth_month_is_kept_as_one_however_it_is_written(typed, kept):
    assert BirthMonth(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["2010", "13.2010", "05.10", "mai 2010"])
def test_what_is_no_month_is_said_so(typed):
    with pytest.raises(ValidationError, match="måned og år"):
        BirthMonth(required=False).clean(typed)


def test_the_band_of_today_follows_from_the_month_wherever_she_agrees(signed_in):
    amina = signed_in.amina
    born = f"{TODAY.year - 15}-01"
    profile = Profile(age_band="under_12", age_stated_on=date(2020, 1, 1), birth_month=born)
    case = a_real_case(amina, profile=profile)
    band = band_on(born, TODAY)

    grant = reading.read_case(amina, case)
    rights = queries.rights_today(amina, case, grant, on=TODAY)

    assert (rights.band, rights.must_ask) == (band, False)
    with scope(amina):
        assert born.encode() not in Case.objects.get(pk=case.pk).profile.blob
