"""Who answers for a team on a day, and who steps in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Duty(models.Model):
    """Somebody's turn to take in what comes to a team (vakt), with a substitute."""

    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="duty_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="duty_starts_before_it_ends", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="duty_substitute_is_another",
                condition=Q(substitute=None) | ~Q(substitute=F("person")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "ends_on"], name="guidance_duty_of")]

    def __str__(self) -> str:
        return self.ref
