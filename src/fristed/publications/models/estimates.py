"""Released estimates of what nobody counts. The database refuses to change or delete them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class ReleasedEstimate(models.Model):
    """What a yearly overlap exercise said: rounded figures, and no count of an overlap.

    lists    the names of the services whose lists were compared
    band     see `safecount.banding.RoundedBand`
    sha256   over the canonical JSON of all that is shown
    """

    ref = models.CharField(max_length=26, unique=True)
    year = models.PositiveSmallIntegerField()
    lists = models.JSONField()
    band = models.JSONField()
    is_sample = models.BooleanField()
    released_on = models.DateField()
    drafted_by = models.CharField(max_length=26)  # account reference
    released_by = models.CharField(max_length=26)  # another one
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="releasedestimate_released_by_another",
                condition=~Q(drafted_by=F("released_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class EstimateWithdrawal(models.Model):
    """A tombstone: the estimate is no longer shown, the page says since when and why."""

    estimate = models.OneToOneField(
        ReleasedEstimate, on_delete=models.PROTECT, related_name="withdrawal"
    )
    withdrawn_on = models.DateField()
    withdrawn_by = models.CharField(max_length=26)  # account reference
    reason = models.JSONField()  # language -> words

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="estimatewithdrawal_reason_in_three_languages",
                condition=Q(reason__has_keys=["nb", "nn", "en"]),
            )
        ]

    def __str__(self) -> str:
        return f"withdrawn {self.withdrawn_on}"
