"""How many found what they looked for. Nobody is a row: an answer is added to a number."""

from typing import ClassVar

from django.db import models

from fristed.portal.choices import Answer
from fristed.portal.models.pages import Page


class Tally(models.Model):
    """One answer about one page in one week."""

    week = models.DateField()  # its Monday
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="tallies", null=True, blank=True
    )
    language = models.CharField(max_length=3)
    answer = models.CharField(max_length=9, choices=Answer)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="tally_once",
                fields=["week", "page", "language", "answer"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.week}"
