"""Teams, and the counties they answer for."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from fristed.organisation.choices import UnitKind
from fristed.organisation.models.dated import (
    during,
    norwegian_sort_key,
    only_number,
    starts_before_it_ends,
)


class Unit(models.Model):
    """A team. It owns the files its members make, and the keeper keeps its keys."""

    ref = models.CharField(max_length=26, unique=True)
    code = models.SlugField(max_length=40, unique=True)  # "fagteam"; the keeper knows it
    kind = models.CharField(max_length=16, choices=UnitKind)
    name = models.CharField(max_length=120)
    sort_key = norwegian_sort_key("name")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("unit_starts_before_it_ends"),
            models.CheckConstraint(
                name="unit_code_is_a_slug", condition=Q(code__regex=r"^[a-z][a-z0-9-]*$")
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind"], name="unit_of_kind")]

    def __str__(self) -> str:
        return self.code


class UnitCounty(models.Model):
    """A county a unit answers for. One unit at a time, so a conversation has one address."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="counties")
    county = models.CharField(max_length=2)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("unitcounty_starts_before_it_ends"),
            models.CheckConstraint(
                name="unitcounty_is_a_county_code", condition=Q(county__regex=r"^[0-9]{2}$")
            ),
            ExclusionConstraint(
                name="unitcounty_one_unit_at_a_time",
                expressions=[
                    (only_number("county"), RangeOperators.OVERLAPS),
                    (during, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} from {self.starts_on}"
