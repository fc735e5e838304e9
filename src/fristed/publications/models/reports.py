"""Released yearly reports. The database refuses to change or delete them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class ReleasedReport(models.Model):
    """A year's report as it was released.

    editions             language -> what is read, see `reporting.rules.editions`
    paper_nb, paper_nn   the same as PDF
    sha256               over the canonical JSON of reference, year, day and editions
    """

    ref = models.CharField(max_length=26, unique=True)
    year = models.PositiveSmallIntegerField()
    editions = models.JSONField()
    paper_nb = models.BinaryField()
    paper_nn = models.BinaryField()
    is_sample = models.BooleanField()
    released_on = models.DateField()
    drafted_by = models.CharField(max_length=26)  # account reference
    released_by = models.CharField(max_length=26)  # another one
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="releasedreport_released_by_another",
                condition=~Q(drafted_by=F("released_by")),
            )
        ]

    def __str__(self) -> str:
        return self.ref
