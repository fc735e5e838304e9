"""Whose school: the pupil's in the case, the adviser's beside it, and the mandate's own dates."""

from datetime import date

import pytest
from tests.factories.casework import TODAY, a_case, a_followup, a_real_case
from tests.factories.organisation import a_deployment, a_school
from tests.factories.staff import as_role, unit_keys_of_nobody

from fristed.accounts.models import User
from fristed.casework import facts, queries
from fristed.casework.models import Case
from fristed.casework.rules.profiles import Profile
from fristed.casework.rules.schools import Served, check_school
from fristed.config.doors import WORKER
from fristed.gate import scope
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
