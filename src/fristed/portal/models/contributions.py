"""What advisers think nora should say. Plain text: nobody is in it (`rules.contributing`)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.portal.choices import Outcome
from fristed.portal.models.pages import Page


class Contribution(models.Model):
    """A proposal from somebody's work (bidrag), for whoever writes nora's pages."""

    ref = models.CharField(max_length=26, unique=True)
    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    text = models.TextField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contribution_outcome_on_a_day",
                condition=Q(outcome="", answered_on=None)
                | ~Q(outcome="") & Q(answered_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.ref
