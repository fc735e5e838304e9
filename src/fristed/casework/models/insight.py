"""That somebody asked to see what is kept, and what was answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.choices import InsightOutcome
from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class InsightRequest(models.Model):
    """A request to see the case (innsynskrav): who asks and for what is sealed, and so is whom it
    could harm. The day it must be answered by stands in the clear, so that it is not forgotten."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="insight_requests")
    asked_on = models.DateField()
    due_on = models.DateField()
    by = models.ForeignKey(  # who wrote it down
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    body = SealedTextField()
    outcome = models.CharField(max_length=8, choices=InsightOutcome, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    answer = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="insightrequest_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="insightrequest_due_after_it_was_asked",
                condition=Q(due_on__gte=F("asked_on")),
            ),
            models.CheckConstraint(
                name="insightrequest_answered_by_somebody_with_words",
                condition=Q(outcome="", answered_on=None, answered_by=None, answer=None)
                | ~Q(outcome="")
                & Q(answered_on__gte=F("asked_on"), answered_by__isnull=False)
                & Q(answer__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="insightrequest_open", fields=["due_on"], condition=Q(outcome=""))
        ]

    def __str__(self) -> str:
        return self.ref
