"""A year's report while it is written. Nothing here is about a person with a case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.reporting.choices import Sort, Status


class Report(models.Model):
    """One year's report (årsrapport).

    is_sample   whether the installation held sample data when it was begun
    edition     the released report's reference on the shelf
    """

    ref = models.CharField(max_length=26, unique=True)
    year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.WRITING)
    started_by = models.CharField(max_length=26)  # account reference
    started_on = models.DateField()
    is_sample = models.BooleanField()
    edition = models.CharField(max_length=26, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="report_one_at_a_time",
                fields=["year"],
                condition=Q(status=Status.WRITING),
            ),
            models.CheckConstraint(
                name="report_released_has_an_edition",
                condition=Q(status=Status.RELEASED) & ~Q(edition="")
                | Q(status=Status.WRITING, edition=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Version(models.Model):
    """A chapter as somebody wrote it; the one with the highest number counts.

    nb, nn   paragraphs with a blank line between; figures with their sources
    tables   references of released tables shown after the text, or `choices.HISTORY`
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    chapter = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField()
    nb = models.TextField(blank=True)
    nn = models.TextField(blank=True)
    tables = models.JSONField(default=list)
    written_by = models.CharField(max_length=26)  # account reference
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="version_numbered", fields=["report", "chapter", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.chapter} {self.number}"


class Comment(models.Model):
    """What a colleague said of a chapter. The report waits until it is settled."""

    ref = models.CharField(max_length=26, unique=True)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    chapter = models.CharField(max_length=16)
    text = models.CharField(max_length=1000)
    said_by = models.CharField(max_length=26)  # account reference
    said_at = models.DateTimeField()
    settled_by = models.CharField(max_length=26, blank=True)

    def __str__(self) -> str:
        return self.ref


class PeriodReport(models.Model):
    """What an adviser says of her half year, or a leader of her team's (halvårsrapport).

    answers   question -> text, about no person; checked when it is kept
    shown     figures as others may see them, kept when it is sent; the exact ones are never kept
    """

    ref = models.CharField(max_length=26, unique=True)
    sort = models.CharField(max_length=4, choices=Sort)
    unit = models.CharField(max_length=40)  # the unit's code
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    written_by = models.CharField(max_length=26)  # account reference
    answers = models.JSONField(default=dict)
    shown = models.JSONField(default=dict)
    sent_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="periodreport_once", fields=["sort", "unit", "year", "half", "written_by"]
            ),
            models.CheckConstraint(name="periodreport_half", condition=Q(half__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return self.ref
