"""What readers say. An answer is added to a number; what they write is scrubbed, then sealed."""

from typing import ClassVar

from django.db import models

from fristed.portal.choices import Answer
from fristed.portal.models.pages import Page
from fristed.vault.fields import SealedTextField


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


class Letterbox(models.Model):
    """What readers wrote in one week of the pages that one unit answers for. Its reference is its
    file's, so the unit's members open a week at a time."""

    ref = models.CharField(max_length=26, unique=True)
    file = models.OneToOneField("vault.File", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40)
    week = models.DateField()  # its Monday
    handled_on = models.DateField(null=True)  # when the unit had gone through it

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="letterbox_once_a_week", fields=["unit", "week"])
        ]

    def __str__(self) -> str:
        return self.ref


class Remark(models.Model):
    """What one reader wrote, or the words of a search that found nothing. No day, no hour."""

    ref = models.CharField(max_length=26, unique=True)
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", null=True)
    language = models.CharField(max_length=3)
    answer = models.CharField(max_length=9, choices=Answer)
    text = SealedTextField(null=False)

    def __str__(self) -> str:
        return self.ref
