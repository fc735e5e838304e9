"""What is decided in a case that has a lead at home and one abroad."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.casework.choices import Area, Verdict
from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class Decision(models.Model):
    """Something decided (beslutning), in whose area, and what that side said of a proposal."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    area = models.CharField(max_length=12, choices=Area)
    made_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    text = SealedTextField()
    is_proposal = models.BooleanField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="decision_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="decision_only_a_proposal_is_answered",
                condition=Q(verdict="", answered_on=None, answered_by=None)
                | Q(is_proposal=True, answered_on__isnull=False, answered_by__isnull=False)
                & ~Q(verdict=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
