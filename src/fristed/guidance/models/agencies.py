"""Contact persons in agencies that have no seat in the competence team."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AgencyContact(models.Model):
    """Somebody at work in another agency (kontaktperson), from day to day."""

    ref = models.CharField(max_length=26)
    agency = models.CharField(max_length=40)  # from code list "agency"
    name = models.CharField(max_length=80)
    reach = models.CharField(max_length=120)  # telephone or e-mail at work
    substitute = models.CharField(max_length=160, blank=True)  # who else, and how
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    confirmed_on = models.DateField()  # the day somebody last asked whether it still holds
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="agencycontact_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="agencycontact_starts_before_it_ends",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
