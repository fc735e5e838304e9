"""What she wants to reach, how far it is, and whether she may be asked about it later."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.choices import ScalePoint
from fristed.casework.models.parts import OfCase


class Goal(OfCase):
    """Something she wants to reach (mål), in her own words."""

    set_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_on = models.DateField(null=True)  # no longer hers


class Scaling(OfCase):
    """How far it was that day, from 0 to 10, as she said herself. Without words it is counted."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="scalings")
    point = models.CharField(max_length=10, choices=ScalePoint)
    scaled_on = models.DateField()
    value = models.PositiveSmallIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.UniqueConstraint(name="scaling_once_at_a_point", fields=["goal", "point"]),
            models.CheckConstraint(name="scaling_from_0_to_10", condition=Q(value__lte=10)),
        ]


class LaterConsent(OfCase):
    """Whether she may be asked later how it went, and by which safe way (samtykke til effekt)."""

    asked_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    agrees = models.BooleanField()
    withdrawn_on = models.DateField(null=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                name="laterconsent_one_in_force",
                fields=["case"],
                condition=Q(agrees=True, withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="laterconsent_withdrawn_afterwards",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("asked_on")),
            ),
        ]
