"""What a duty or right asks for, as questions with dates: data, never code."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fristed.codelists.choices import ProofStandard, Tag
from fristed.codelists.models.lists import LANGUAGES


class DutyCriteria(models.Model):
    """The criteria of one duty or right between two days. Until a lawyer has signed, it says so."""

    topic = models.CharField(max_length=40)  # from code list "legal_topic"
    version = models.CharField(max_length=16)  # our own edition of the questions
    valid_from = models.DateField(null=True, blank=True)  # empty: not looked up
    valid_to = models.DateField(null=True, blank=True)
    standard = models.CharField(max_length=24, choices=ProofStandard)
    about = models.JSONField()
    questions = models.JSONField()  # in order: code, words, options, whether it decides
    conclusions = models.JSONField()  # "met", "not_met", "open" -> words
    parts = models.JSONField(default=list)  # what may be passed on, to be ticked
    calls = ArrayField(models.CharField(max_length=40))  # codes of help services
    source = models.TextField()
    tag = models.CharField(max_length=1, choices=Tag)
    checked_by = models.CharField(max_length=120, blank=True)  # a role, not a name
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="dutycriteria_once", fields=["topic", "version"]),
            models.CheckConstraint(
                name="dutycriteria_checked_by_someone_on_a_day",
                condition=Q(checked_by="", checked_on=None)
                | ~Q(checked_by="") & Q(checked_on__isnull=False),
            ),
            models.CheckConstraint(
                name="dutycriteria_starts_before_it_ends",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="dutycriteria_about_in_three_languages",
                condition=Q(about__has_keys=LANGUAGES),
            ),
            models.CheckConstraint(
                name="dutycriteria_has_its_three_conclusions",
                condition=Q(conclusions__has_keys=["met", "not_met", "open"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.version}"
