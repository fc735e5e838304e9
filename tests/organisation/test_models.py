"""What the database itself refuses, on PostgreSQL 15 as on 18."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from tests.factories.organisation import (
    a_deployment,
    a_membership,
    a_person,
    a_school,
    a_stand_in,
    a_unit,
    an_agreement,
    an_owner,
)

from fristed.kernel.roles import Role
from fristed.organisation.choices import Answerer, OwnerKind
from fristed.organisation.models import (
    AgreementDuty,
    AgreementExpense,
    Membership,
    NeighbouringSchool,
    StandIn,
    UnitCounty,
)

FIRST = (date(2025, 1, 1), date(2025, 6, 30))
LATER = (date(2025, 6, 30), date(2025, 12, 31))  # meets the first on one day
AFTER = (date(2025, 7, 1), None)

pytestmark = pytest.mark.django_db


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


def dated(days):
    return dict(zip(("starts_on", "ends_on"), days, strict=True))


def test_membership_is_once_at_a_time_for_person_unit_and_role():
    amina, east = a_person(), a_unit()
    a_membership(amina, east, **dated(FIRST))

    with refused("membership_one_at_a_time"), transaction.atomic():
        a_membership(amina, east, **dated(LATER))
    a_membership(amina, east, **dated(AFTER))
    a_membership(amina, east, Role.ANALYST, **dated(FIRST))
    a_membership(amina, a_unit("raad-vest"), **dated(FIRST))
    a_membership(a_person("Birger"), east, **dated(FIRST))
    assert Membership.objects.count() == 5


def test_membership_that_overlaps_is_refused_by_a_form_too():
    amina, east = a_person(), a_unit()
    first = a_membership(amina, east, **dated(FIRST))
    second = Membership(
        ref="med_x",
        person=amina,
        unit=east,
        role=first.role,
        employer="imdi",
        professional_lead="imdi",
        **dated(LATER),
    )

    with pytest.raises(ValidationError):
        second.full_clean()


def test_only_a_leader_leads():
    with refused("membership_only_a_leader_leads"):
        a_membership(a_person(), a_unit(), Role.ADVISER, leads=True)


def test_a_county_has_one_unit_at_a_time():
    east, west = a_unit("raad-ost"), a_unit("raad-vest")
    UnitCounty.objects.create(unit=east, county="03", **dated(FIRST))

    with refused("unitcounty_one_unit_at_a_time"), transaction.atomic():
        UnitCounty.objects.create(unit=west, county="03", **dated(LATER))
    UnitCounty.objects.create(unit=west, county="03", **dated(AFTER))
    UnitCounty.objects.create(unit=west, county="31", **dated(FIRST))


def test_stand_in_has_an_end_and_is_for_another():
    amina, celine = a_person("Amina"), a_person("Celine")

    with refused("ends_on"), transaction.atomic():
        a_stand_in(celine, amina, FIRST[0], None)
    with refused("standin_for_another"), transaction.atomic():
        a_stand_in(amina, amina, *FIRST)
    with refused("standin_starts_before_it_ends"), transaction.atomic():
        a_stand_in(celine, amina, FIRST[1], FIRST[0])
    a_stand_in(celine, amina, *FIRST)
    with refused("standin_once_at_a_time"), transaction.atomic():
        a_stand_in(celine, amina, *LATER)
    assert StandIn.objects.count() == 1


def test_deployment_is_a_share_of_a_post_once_at_a_time():
    amina, school = a_person(), a_school()
    for share in (0, 101):
        with refused("deployment_share_is_a_percentage"), transaction.atomic():
            a_deployment(amina, school, share=share)
    a_deployment(amina, school, share=60, **dated(FIRST))
    with refused("deployment_once_at_a_time"), transaction.atomic():
        a_deployment(amina, school, share=40, **dated(LATER))
    a_deployment(amina, a_school("Nes"), share=40, **dated(FIRST))


@pytest.mark.parametrize("missing", ["ground", "ground_figure", "ground_source", "ground_as_of"])
def test_the_ground_for_a_place_is_a_figure_with_its_source(missing):
    ground = {
        "ground": "andel elever med annet morsmål enn norsk",
        "ground_figure": "21.5",
        "ground_source": "Eksempeldata",
        "ground_as_of": date(2025, 10, 1),
    }
    empty = {"ground": "", "ground_figure": None, "ground_source": "", "ground_as_of": None}

    a_deployment(a_person(), a_school(), **ground)
    with refused("deployment_ground_is_a_figure_with_its_source"):
        a_deployment(a_person(), a_school(), **ground | {missing: empty[missing]})


def test_a_neighbouring_school_is_one_at_a_time():
    deployment, near = a_deployment(a_person(), a_school()), a_school("Nes")
    NeighbouringSchool.objects.create(deployment=deployment, school=near, **dated(FIRST))

    with refused("neighbouringschool_once_at_a_time"):
        NeighbouringSchool.objects.create(deployment=deployment, school=near, **dated(LATER))


def test_an_agreement_says_once_who_answers_for_each_duty_and_who_pays():
    agreement = an_agreement(an_owner())
    AgreementDuty.objects.create(agreement=agreement, duty="premises", answers=Answerer.OWNER)
    AgreementExpense.objects.create(
        agreement=agreement, expense="travel", payer=Answerer.DIRECTORATE, share=50
    )

    with refused("agreementduty_once"), transaction.atomic():
        AgreementDuty.objects.create(
            agreement=agreement, duty="premises", answers=Answerer.DIRECTORATE
        )
    with refused("agreementexpense_share_is_a_percentage"), transaction.atomic():
        AgreementExpense.objects.create(
            agreement=agreement, expense="travel", payer=Answerer.OWNER, share=0
        )


def test_a_school_owner_has_one_agreement_at_a_time():
    owner = an_owner()
    an_agreement(owner, **dated(FIRST))

    with refused("cooperationagreement_one_at_a_time"), transaction.atomic():
        an_agreement(owner, **dated(LATER))
    with refused("cooperationagreement_is_signed_before_it_starts"), transaction.atomic():
        an_agreement(owner, signed_on=date(2025, 7, 2), **dated(AFTER))
    an_agreement(owner, signed_on=date(2025, 7, 1), **dated(AFTER))


@pytest.mark.parametrize(
    ("kind", "place"),
    [(OwnerKind.COUNTY, "0301"), (OwnerKind.COUNTY, ""), (OwnerKind.MUNICIPALITY, "03")],
)
def test_a_public_owner_has_its_own_kind_of_place(kind, place):
    with refused("schoolowner_public_body_has_a_place"):
        an_owner(kind=kind, place=place)


@pytest.mark.parametrize("code", ["Raad-Ost", "råd", "", "-x", "a b"])
def test_a_units_code_is_one_the_keeper_can_know(code):
    with refused("unit_code_is_a_slug"):
        a_unit(code)


def test_an_end_before_the_start_is_refused():
    with refused("membership_starts_before_it_ends"):
        a_membership(a_person(), a_unit(), starts_on=FIRST[1], ends_on=FIRST[0])
