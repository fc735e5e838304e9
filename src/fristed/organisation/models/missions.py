"""Foreign missions (utenriksstasjoner) with an envoy."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.organisation.choices import MissionScope


class Mission(models.Model):
    """An embassy. Times of work abroad are shown in its zone and in Oslo's."""

    unit = models.OneToOneField(
        "organisation.Unit", on_delete=models.PROTECT, related_name="mission"
    )
    city = models.CharField(max_length=60)
    country = models.CharField(max_length=2)  # from code list "country"
    zone = models.CharField(max_length=40)  # "Asia/Karachi"
    working_week = models.CharField(max_length=7, blank=True)  # ISO days, "71234"; empty: not known
    source = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mission_working_week_is_iso_days",
                condition=Q(working_week__regex=r"^[1-7]{0,7}$"),
            )
        ]

    def __str__(self) -> str:
        return self.city


class MissionArea(models.Model):
    """A country, or a region without a list, that a mission works with."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="areas")
    scope = models.CharField(max_length=20, choices=MissionScope)
    country = models.CharField(max_length=2, blank=True)
    region = models.JSONField(default=dict)  # language -> words, where the source names a region
    note = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="missionarea_once", fields=["mission", "position"]),
            models.CheckConstraint(
                name="missionarea_is_a_country_or_a_region",
                condition=Q(country="") & ~Q(region={}) | ~Q(country="") & Q(region={}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.country}"
