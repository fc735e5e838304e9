"""Real rows for places and people's places; the factory fills in the ordinary."""

from datetime import date
from itertools import count

from fristed.accounts.models import User
from fristed.kernel.refs import new_ref
from fristed.kernel.roles import Role
from fristed.organisation.choices import OwnerKind, SchoolKind, UnitKind
from fristed.organisation.models import (
    CooperationAgreement,
    Deployment,
    LocalService,
    Membership,
    School,
    SchoolOwner,
    StandIn,
    Unit,
    UnitCounty,
)

LONG_AGO = date(2020, 8, 1)
_number = count(1)


def a_person(name="Amina", **changed):
    return User.objects.create(
        **{
            "ref": new_ref("per"),
            "username": f"{name.lower()}-{next(_number)}",
            "name": name,
            "password": "!",
        }
        | changed
    )


def a_unit(code="raad-ost", kind=UnitKind.ADVISER_TEAM, counties=(), **changed):
    unit = Unit.objects.create(
        **{
            "ref": new_ref("enh"),
            "code": code,
            "kind": kind,
            "name": code,
            "starts_on": LONG_AGO,
        }
        | changed
    )
    for county in counties:
        UnitCounty.objects.create(unit=unit, county=county, starts_on=LONG_AGO)
    return unit


def a_membership(person, unit, role=Role.ADVISER, **changed):
    return Membership.objects.create(
        **{
            "ref": new_ref("med"),
            "person": person,
            "unit": unit,
            "role": role,
            "employer": "imdi",
            "professional_lead": "imdi",
            "starts_on": LONG_AGO,
        }
        | changed
    )


def a_stand_in(person, stands_in_for, starts_on, ends_on):
    return StandIn.objects.create(
        ref=new_ref("vik"),
        person=person,
        stands_in_for=stands_in_for,
        starts_on=starts_on,
        ends_on=ends_on,
        arranged_by=stands_in_for,
    )


def an_owner(name="Oslo (Eksempeldata)", **changed):
    return SchoolOwner.objects.create(
        **{"ref": new_ref("eie"), "kind": OwnerKind.COUNTY, "name": name, "place": "03"} | changed
    )


def a_school(name="Fjellheim (Eksempeldata)", owner=None, **changed):
    return School.objects.create(
        **{
            "ref": new_ref("sko"),
            "kind": SchoolKind.UPPER_SECONDARY,
            "name": name,
            "owner": owner or an_owner(),
            "municipality": "0301",
            "starts_on": LONG_AGO,
            "is_sample": True,
        }
        | changed
    )


def a_deployment(person, school, **changed):
    return Deployment.objects.create(
        **{
            "ref": new_ref("utp"),
            "person": person,
            "school": school,
            "share": 100,
            "starts_on": LONG_AGO,
        }
        | changed
    )


def an_agreement(owner, **changed):
    return CooperationAgreement.objects.create(
        **{"ref": new_ref("avt"), "owner": owner, "agency": "imdi", "starts_on": LONG_AGO} | changed
    )


def a_local_service(name="Krisesenteret", **changed):
    return LocalService.objects.create(
        **{
            "ref": new_ref("lok"),
            "municipality": "0301",
            "kind": "crisis_centre",
            "name": name,
            "number": "22 00 00 00",
            "owner": "Kommunen",
            "source": "kommunens egen side",
        }
        | changed
    )
