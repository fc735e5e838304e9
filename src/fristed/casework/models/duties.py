"""That a duty was assessed, by which law, and what was done about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from fristed.casework.choices import DutyStepKind
from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class DutyAssessment(models.Model):
    """One assessment of a duty or right, as it was signed. Never changed: a new one stands beside.

    What was ticked, what followed and the hour she learned of it are sealed in `reasoning`.
    """

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    topic = models.CharField(max_length=40)  # from code list "legal_topic"
    edition = models.CharField(max_length=40)  # of the criteria and the law they rest on
    assessed_on = models.DateField()
    insight_on = models.DateField()  # the day she learned of it
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reasoning = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="dutyassessment_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="dutyassessment_after_insight",
                condition=models.Q(assessed_on__gte=models.F("insight_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def last_step(self) -> str:
        """What was done about it last; empty: nothing."""
        kinds = self.steps.order_by("-id").values_list("kind", flat=True)
        return kinds.first() or ""


class DutyStep(models.Model):
    """What was done about it, step by step. The last one says whether the clock still runs."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey(DutyAssessment, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=DutyStepKind)
    taken_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    words = SealedTextField()  # why not, how else, to whom

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="dutystep_ref_once", fields=["ref"])]

    def __str__(self) -> str:
        return self.ref
