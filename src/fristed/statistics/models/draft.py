"""Drafts of tables. A true count is never kept: only what rounding made of it."""

from django.db import models
from django.db.models import Q

from fristed.statistics.choices import Service, Status


class Draft(models.Model):
    """A year's table of one service, made by one analyst and released by another.

    total     the service's exact national total of the year, published as it always has been
    cells     values of the rounded grid, row by row, the last dimension fastest
    verdict   what the attack on it found, in figures
    """

    ref = models.CharField(max_length=26, unique=True)
    service = models.CharField(max_length=12, choices=Service)
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    drafted_by = models.CharField(max_length=26)
    drafted_on = models.DateField()
    counting_rule = models.CharField(max_length=24, blank=True)
    total = models.PositiveIntegerField(null=True)
    dimensions = models.JSONField(default=list)
    cells = models.JSONField(default=list)
    verdict = models.JSONField(default=dict)
    utility = models.JSONField(default=dict)
    failure = models.CharField(max_length=24, blank=True)
    table = models.CharField(max_length=26, blank=True)  # the released table's reference
    is_sample = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_ready_has_a_verdict",
                condition=~Q(status__in=[Status.READY, Status.RELEASED])
                | Q(total__isnull=False) & ~Q(verdict={}) & ~Q(cells=[]),
            ),
            models.CheckConstraint(
                name="draft_released_has_a_table",
                condition=Q(status=Status.RELEASED) & ~Q(table="")
                | ~Q(status=Status.RELEASED) & Q(table=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
