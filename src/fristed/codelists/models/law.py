"""Law references, mandates, guidelines and definitions: data with dates, never code."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.codelists.choices import DocumentKind, Tag
from fristed.codelists.models.lists import LANGUAGES


class LawReference(models.Model):
    """One duty or right, and where the law says so. Until a lawyer has signed, it says so."""

    topic = models.CharField(max_length=40)  # from code list "legal_topic"
    act = models.CharField(max_length=80)
    section = models.CharField(max_length=40)
    rule = models.JSONField()  # language -> the rule in short, our own words
    valid_from = models.DateField(null=True, blank=True)  # empty: not looked up
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField()
    tag = models.CharField(max_length=1, choices=Tag)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="lawreference_once",
                fields=["topic", "act", "section", "valid_from"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="lawreference_checked_by_someone_on_a_day",
                condition=Q(checked_by="", checked_on=None)
                | ~Q(checked_by="") & Q(checked_on__isnull=False),
            ),
            models.CheckConstraint(
                name="lawreference_rule_in_three_languages",
                condition=Q(rule__has_keys=LANGUAGES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.section}"


class Document(models.Model):
    """A version of a mandate or a guideline."""

    code = models.CharField(max_length=40)  # the document through all its versions
    version = models.CharField(max_length=16)
    kind = models.CharField(max_length=12, choices=DocumentKind)
    title = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField()
    tag = models.CharField(max_length=1, choices=Tag)
    note = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="document_once", fields=["code", "version"]),
            models.CheckConstraint(
                name="document_starts_before_it_ends",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Definition(models.Model):
    """What a word means, in our own wording, as a document uses it."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="definitions", null=True, blank=True
    )
    term = models.CharField(max_length=40)
    label = models.JSONField()
    text = models.JSONField()
    source = models.TextField()
    tag = models.CharField(max_length=1, choices=Tag)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="definition_once", fields=["term", "valid_from"]),
            models.CheckConstraint(
                name="definition_in_three_languages",
                condition=Q(label__has_keys=LANGUAGES, text__has_keys=LANGUAGES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} from {self.valid_from}"
