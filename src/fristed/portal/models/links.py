"""Ways in from portals there were before this one, and ways out that lead nowhere."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.portal.choices import HOUSE, Fault, Goal
from fristed.portal.models.pages import Page


class OldAddress(models.Model):
    """Where an address of an earlier portal leads now: a page, or one of nora's own places."""

    ref = models.CharField(max_length=26, unique=True)
    path = models.CharField(max_length=200, unique=True)  # "/nora/hvem-gjor-hva", no last slash
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="old_addresses", null=True, blank=True
    )
    goal = models.CharField(max_length=8, choices=Goal, blank=True)
    language = models.CharField(max_length=2, default="nb")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="oldaddress_leads_to_one_place",
                condition=Q(page__isnull=False, goal="") | Q(page=None) & ~Q(goal=""),
            ),
            models.CheckConstraint(
                name="oldaddress_language_is_the_houses", condition=Q(language__in=HOUSE)
            ),
        ]

    def __str__(self) -> str:
        return self.path


class BrokenLink(models.Model):
    """A way that led nowhere at the last round. It goes from the list when it leads there again."""

    where = models.CharField(max_length=120)  # what it stands on
    owner = models.CharField(max_length=80)
    target = models.CharField(max_length=200)
    fault = models.CharField(max_length=10, choices=Fault)
    since = models.DateField()
    checked_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="brokenlink_once", fields=["where", "target"])
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.target}"
