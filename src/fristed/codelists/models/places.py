"""Counties and municipalities with the days they existed. Resolved by code and date only."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.codelists.choices import ChangeKind


class County(models.Model):
    """A county (fylke) under one code. 21, 22 and 99 are not counties."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=80)
    first_on = models.DateField(null=True, blank=True)  # empty: before our records
    last_on = models.DateField(null=True, blank=True)
    continues_from = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="county_starts_before_it_ends",
                condition=Q(first_on=None) | Q(last_on=None) | Q(last_on__gte=F("first_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Municipality(models.Model):
    """A municipality (kommune) under one code. The same name may have had several."""

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=80)
    county = models.CharField(max_length=2)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    population_2025 = models.PositiveIntegerField(null=True, blank=True)  # [persons]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="municipality_starts_before_it_ends",
                condition=Q(first_on=None) | Q(last_on=None) | Q(last_on__gte=F("first_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class MunicipalityChange(models.Model):
    """One code that was followed by another on a day."""

    old = models.CharField(max_length=4)
    new = models.CharField(max_length=4)
    changed_on = models.DateField()
    kind = models.CharField(max_length=10, choices=ChangeKind)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="municipalitychange_once", fields=["old", "new", "changed_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"
