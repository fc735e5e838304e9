"""What a scheme has been: proposed, in a plan with an end, lasting, replaced. Data with years."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.codelists.choices import SchemeState, Tag
from fristed.codelists.models.lists import LANGUAGES


class SchemeStage(models.Model):
    """What a scheme was from a year on, or was proposed to be. Its names are in list "service"."""

    scheme = models.CharField(max_length=40)  # from code list "service", or "refund"
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=SchemeState)
    note = models.JSONField()  # language -> words
    source = models.TextField()
    tag = models.CharField(max_length=1, choices=Tag)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="schemestage_once", fields=["scheme", "year", "state"]),
            models.CheckConstraint(
                name="schemestage_note_in_three_languages",
                condition=Q(note__has_keys=LANGUAGES),
            ),
            models.CheckConstraint(name="schemestage_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.year} {self.state}"
