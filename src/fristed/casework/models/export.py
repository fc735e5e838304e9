"""An export: encrypted, for the one who ordered it, for a day."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from fristed.casework.choices import ExportKind


class Export(models.Model):
    """A file to take out of the house (eksport). An age file; the house does not keep its words."""

    ref = models.CharField(max_length=26)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ExportKind)
    cases = models.PositiveIntegerField()  # how many it holds; which stands in the trail
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="export_ref_once", fields=["ref"])]

    def __str__(self) -> str:
        return self.ref
