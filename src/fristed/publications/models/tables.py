"""Released tables. The database refuses to change or delete them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Revision(models.Model):
    """That a closed year will be shown anew (varslet revisjon), said well before, once a year.

    series, year   whose tables; they stay as they are, and say what came instead
    """

    ref = models.CharField(max_length=26, unique=True)
    series = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    announced_on = models.DateField()
    announced_by = models.CharField(max_length=26)  # account reference
    due_on = models.DateField()
    reason = models.JSONField()  # language -> words

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="revision_once", fields=["series", "year"]),
            models.CheckConstraint(
                name="revision_is_said_before", condition=Q(due_on__gt=F("announced_on"))
            ),
            models.CheckConstraint(
                name="revision_reason_in_three_languages",
                condition=Q(reason__has_keys=["nb", "nn", "en"]),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class ReleasedTable(models.Model):
    """A table as it was released. What is wrong is withdrawn and released anew, never mended.

    dimensions   in the order of the cells, see `rules.tables.Dimension`
    cells        row by row; null where a cell is not shown
    series       years of one series belong together: measure and service; empty where it has none
    total        the exact total, where it is published beside the cells
    revision     the announced revision it is part of; none in a year as it was closed
    parquet      the whole table as a file, written when it was released
    notes        the first one always says that counts of cases are not how common it is
    sha256       over the canonical text of all that is released, see `rules.tables.digest`
    """

    ref = models.CharField(max_length=26, unique=True)
    ledger_number = models.PositiveIntegerField(unique=True)  # its place in the release ledger
    title = models.JSONField()  # language -> words
    measure = models.JSONField()  # language -> what is counted
    dimensions = models.JSONField()
    cells = models.JSONField()
    notes = models.JSONField()
    period_from = models.DateField()
    period_to = models.DateField()
    is_sample = models.BooleanField()
    released_on = models.DateField()
    drafted_by = models.CharField(max_length=26)  # account reference
    released_by = models.CharField(max_length=26)  # another one
    sha256 = models.CharField(max_length=64, unique=True)
    series = models.CharField(max_length=32, blank=True, default="")
    total = models.PositiveIntegerField(null=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="tables", null=True, blank=True
    )
    parquet = models.BinaryField(default=b"")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="releasedtable_released_by_another",
                condition=~Q(drafted_by="") & ~Q(released_by="") & ~Q(drafted_by=F("released_by")),
            ),
            models.CheckConstraint(
                name="releasedtable_period_starts_before_it_ends",
                condition=Q(period_to__gte=F("period_from")),
            ),
            models.CheckConstraint(
                name="releasedtable_in_three_languages",
                condition=Q(
                    title__has_keys=["nb", "nn", "en"], measure__has_keys=["nb", "nn", "en"]
                ),
            ),
            models.CheckConstraint(
                name="releasedtable_total_is_no_small_count",
                condition=Q(total=None) | Q(total=0) | Q(total__gte=5),
            ),
            models.CheckConstraint(name="releasedtable_has_notes", condition=~Q(notes=[])),
            models.CheckConstraint(
                name="releasedtable_sha256_is_one", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class TableWithdrawal(models.Model):
    """A tombstone: the table is no longer shown, the page says since when and why."""

    table = models.OneToOneField(ReleasedTable, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_on = models.DateField()
    withdrawn_by = models.CharField(max_length=26)  # account reference
    reason = models.JSONField()  # language -> words
    replaced_by = models.OneToOneField(
        ReleasedTable, on_delete=models.PROTECT, related_name="replaces", null=True, blank=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="tablewithdrawal_reason_in_three_languages",
                condition=Q(reason__has_keys=["nb", "nn", "en"]),
            ),
            models.CheckConstraint(
                name="tablewithdrawal_not_replaced_by_itself",
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("table")),
            ),
        ]

    def __str__(self) -> str:
        return f"withdrawn {self.withdrawn_on}"
