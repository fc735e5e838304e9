"""Drafts of tables. A true count is never kept: only what rounding made of it."""

from django.db import models
from django.db.models import Q

from fristed.statistics.choices import Measure, Service, Status


class Draft(models.Model):
    """A year's table of one service, made by one analyst and released by another.

    sides     what it is broken down by, see `choices.Side`
    total     the exact national total, published as it always has been; none below the base
    cells     values of the rounded grid, row by row, the last dimension fastest
    grid      SHA-256 over all that was rounded: the same for every table of the year
    vintage   1 as the year was closed, 2 as an announced revision left it
    closing   what the ledger gets, if the release closes the year or revises it
    verdict   what the attack on it found, in figures
    glimpse   the true counts, for minutes, sealed to a key that only one analyst's page holds
    """

    ref = models.CharField(max_length=26, unique=True)
    service = models.CharField(max_length=16, choices=Service)
    measure = models.CharField(max_length=16, choices=Measure, default=Measure.NEW_CASES)
    sides = models.JSONField(default=list)
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    drafted_by = models.CharField(max_length=26)
    drafted_on = models.DateField()
    counting_rule = models.CharField(max_length=24, blank=True)
    base = models.PositiveSmallIntegerField(default=5)
    total = models.PositiveIntegerField(null=True)
    dimensions = models.JSONField(default=list)
    cells = models.JSONField(default=list)
    grid = models.CharField(max_length=64, blank=True)
    vintage = models.PositiveSmallIntegerField(default=1)
    closing = models.JSONField(default=dict)
    verdict = models.JSONField(default=dict)
    utility = models.JSONField(default=dict)
    glimpse = models.BinaryField(null=True)
    glimpse_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=24, blank=True)
    table = models.CharField(max_length=26, blank=True)  # the released table's reference
    is_sample = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_ready_has_a_verdict",
                condition=~Q(status__in=[Status.READY, Status.RELEASED])
                | ~Q(verdict={}) & ~Q(cells=[]),
            ),
            models.CheckConstraint(
                name="draft_released_has_a_table",
                condition=Q(status=Status.RELEASED) & ~Q(table="")
                | ~Q(status=Status.RELEASED) & Q(table=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
