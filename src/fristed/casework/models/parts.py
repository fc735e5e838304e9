"""What all sealed parts of a case share."""

from typing import ClassVar

from django.db import models

from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class OfCase(models.Model):
    """A row of one case with a sealed text, `body`: what it says, and every code that could point
    at somebody. Changed by sealing it anew in the same place."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    body = SealedTextField()

    class Meta:
        abstract = True
        constraints: ClassVar = [models.UniqueConstraint(name="%(class)s_ref_once", fields=["ref"])]

    def __str__(self) -> str:
        return self.ref
