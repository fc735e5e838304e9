"""Regional networks: proposed, on trial, running or ended, by day. Data, never code."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fristed.guidance.choices import NetworkStatus


class Network(models.Model):
    """A period of a regional competence network (regionalt kompetansenettverk) in one status.

    A change of status, counties or who runs it is a new period, so what counted then is still seen.
    """

    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)  # the unit whose members answer
    status = models.CharField(max_length=8, choices=NetworkStatus)
    counties = ArrayField(models.CharField(max_length=2))
    run_by = models.CharField(max_length=40)  # from code list "network_body"
    mandate = models.TextField(blank=True)  # what it is to do, in words of the scheme
    mandate_until = models.DateField(null=True)  # the last day of its term, where one is set
    source = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="network_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="network_starts_before_it_ends",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.unit


class NetworkBody(models.Model):
    """A body that belongs to a network, from day to day. Who is missing is seen from it."""

    network_unit = models.CharField(max_length=40)
    body = models.CharField(max_length=40)  # from code list "network_body"
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="networkbody_once", fields=["network_unit", "body", "starts_on"]
            )
        ]

    def __str__(self) -> str:
        return self.body
