"""When somebody is away, and the secret address her own calendar is fed from."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Absence(models.Model):
    """Days somebody is away (fravær). Never why."""

    ref = models.CharField(max_length=26)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="absence_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="absence_starts_before_it_ends", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class CalendarFeed(models.Model):
    """A person's secret address. Whoever has it sees when she is busy and with what sort of thing;
    only its digest is kept, and a new one or none takes its place."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    digest = models.BinaryField(max_length=32)
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="calendarfeed_digest_once", fields=["digest"])
        ]

    def __str__(self) -> str:
        return f"made {self.made_on}"
