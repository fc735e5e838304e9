"""Schools, and who owns them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.organisation.choices import OwnerKind, SchoolKind
from fristed.organisation.models.dated import norwegian_sort_key, starts_before_it_ends


class SchoolOwner(models.Model):
    """A school owner (skoleeier): a county, a municipality or a private body."""

    ref = models.CharField(max_length=26, unique=True)
    kind = models.CharField(max_length=12, choices=OwnerKind)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=4, blank=True)  # county or municipality code
    organisation_number = models.CharField(max_length=9, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="schoolowner_public_body_has_a_place",
                condition=Q(kind=OwnerKind.COUNTY, place__regex=r"^[0-9]{2}$")
                | Q(kind=OwnerKind.MUNICIPALITY, place__regex=r"^[0-9]{4}$")
                | Q(kind=OwnerKind.PRIVATE),
            ),
            models.UniqueConstraint(
                name="schoolowner_organisation_number_once",
                fields=["organisation_number"],
                condition=~Q(organisation_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A place an adviser can be deployed to.

    A county guidance centre, an adult education centre and a mobile team are kinds of school.
    """

    ref = models.CharField(max_length=26, unique=True)
    kind = models.CharField(max_length=16, choices=SchoolKind)
    name = models.CharField(max_length=120)
    owner = models.ForeignKey(SchoolOwner, on_delete=models.PROTECT, related_name="schools")
    municipality = models.CharField(max_length=4)  # as of `starts_on`; resolved by code and date
    organisation_number = models.CharField(max_length=9, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    sort_key = norwegian_sort_key("name")

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("school_starts_before_it_ends"),
            models.CheckConstraint(
                name="school_municipality_is_a_code",
                condition=Q(municipality__regex=r"^[0-9]{4}$"),
            ),
            models.UniqueConstraint(
                name="school_organisation_number_once",
                fields=["organisation_number"],
                condition=~Q(organisation_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
