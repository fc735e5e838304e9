"""Who the database shows a case to. The second wall; `access.py` is the first."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from fristed.casework.choices import EmergencyGround
from fristed.casework.models.case import Case
from fristed.vault.choices import Ground
from fristed.vault.fields import SealedTextField


class Access(models.Model):
    """A person the case's rows are shown to, from one moment to another.

    Written only by the database function `casework_keep_access`, from a key grant that is
    already kept: who holds no key sees no row.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ground = models.CharField(max_length=12, choices=Ground)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="access_once",
                fields=["user", "case", "ground", "since"],
                include=["until"],
            )
        ]


class EmergencyOpening(models.Model):
    """That someone without access opened the file in an emergency, and why (nødåpning)."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="emergencies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ends_at = models.DateTimeField()
    ground = models.CharField(max_length=20, choices=EmergencyGround)
    reason = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="emergencyopening_ref_once", fields=["ref"])
        ]
