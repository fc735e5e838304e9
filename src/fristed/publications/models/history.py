"""Counts others have published before us, each with its source. Conflicts keep both values."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.codelists.choices import Tag
from fristed.publications.choices import BreakKind, Category, ChangeKind, Measure, Span


class PublishedSeries(models.Model):
    """One service's counts. Read separately: the same case may be in several services' counts."""

    code = models.CharField(max_length=8, unique=True)
    name = models.JSONField()  # language -> words
    about = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="publishedseries_in_three_languages",
                condition=Q(name__has_keys=["nb", "nn", "en"], about__has_keys=["nb", "nn", "en"]),
            )
        ]

    def __str__(self) -> str:
        return self.code


class PublishedCount(models.Model):
    """A figure as it stood in its source."""

    series = models.ForeignKey(PublishedSeries, on_delete=models.PROTECT, related_name="counts")
    year = models.PositiveSmallIntegerField()
    span = models.CharField(max_length=8, choices=Span)
    measure = models.CharField(max_length=8, choices=Measure)
    category = models.CharField(max_length=32, choices=Category)
    value = models.PositiveIntegerField()
    tag = models.CharField(max_length=1, choices=Tag)
    source = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="publishedcount_once",
                fields=["series", "year", "span", "measure", "category", "value"],
            ),
            models.CheckConstraint(name="publishedcount_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.year}"


class SeriesBreak(models.Model):
    """A line across a series: what stands before it is not quite what stands after."""

    series = models.ForeignKey(PublishedSeries, on_delete=models.PROTECT, related_name="breaks")
    first_year = models.PositiveSmallIntegerField()  # the first year of the new kind
    kind = models.CharField(max_length=12, choices=BreakKind)
    note = models.JSONField()
    source = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="seriesbreak_once", fields=["series", "first_year", "kind"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_year}"


class PublishedChange(models.Model):
    """What a publication said of its own figures; the page recomputes it beside them."""

    series = models.ForeignKey(PublishedSeries, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=32, choices=Category)
    value = models.PositiveIntegerField(null=True, blank=True)  # which, where there are two
    published = models.CharField(max_length=12)  # "-3.4 %"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="publishedchange_once",
                fields=["series", "kind", "from_year", "to_year", "category", "value"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.published
