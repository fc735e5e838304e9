"""The ledger of closed years, and figures known from outside. Entries are never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.statistics.choices import Measure, Service


class LedgerEntry(models.Model):
    """A closed year's rounded cells (a link of the chain, see `rules.ledger`)."""

    series = models.CharField(max_length=32)  # measure and service
    number = models.PositiveIntegerField()  # its place in the series' chain
    kind = models.CharField(max_length=8)
    period = models.CharField(max_length=4)
    base = models.PositiveSmallIntegerField()
    levels = models.JSONField()
    cells = models.JSONField()
    note = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="ledgerentry_no_forks", fields=["series", "number"]),
            models.UniqueConstraint(
                name="ledgerentry_a_year_closes_once",
                fields=["series", "period"],
                condition=Q(kind="close"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.number}"


class KnownFigure(models.Model):
    """A true count that somebody else has published: the attacker knows it (kjent tall).

    where   side -> code; none of them is everyone
    """

    ref = models.CharField(max_length=26, unique=True)
    measure = models.CharField(max_length=16, choices=Measure)
    service = models.CharField(max_length=16, choices=Service)
    year = models.PositiveSmallIntegerField()
    where = models.JSONField(default=dict)
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    published_on = models.DateField()
    noted_by = models.CharField(max_length=26)  # account reference
    noted_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="knownfigure_once", fields=["measure", "service", "year", "where", "value"]
            ),
            models.CheckConstraint(name="knownfigure_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.ref
