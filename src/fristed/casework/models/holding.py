"""That a case may not be destroyed yet, whatever its day says."""

from typing import ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import Q

from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class LegalHoldManager(models.Manager["LegalHold"]):
    def follow(self, case: int) -> None:
        """Mark the case's file, and those of its journeys and summaries, as the rows say."""
        with connection.cursor() as cursor:
            cursor.execute("select casework_follow_hold(%s)", [case])


class LegalHold(models.Model):
    """That a case is held back from destruction (tilbakeholdt fra sletting), and why; and why not
    any more. The keeper destroys no quarter with a file that is marked."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds")
    set_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why = SealedTextField()
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    why_lifted = SealedTextField()

    objects: ClassVar[LegalHoldManager] = LegalHoldManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="legalhold_ref_once", fields=["ref"]),
            models.UniqueConstraint(
                name="legalhold_one_at_a_time", fields=["case"], condition=Q(lifted_on=None)
            ),
            models.CheckConstraint(
                name="legalhold_lifted_by_somebody_with_a_reason",
                condition=Q(lifted_on=None, lifted_by=None, why_lifted=None)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False, why_lifted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
