"""A document of a case."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.casework.choices import DocumentKind
from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class Document(models.Model):
    """A file that somebody added (dokument). Its bytes are sealed chunks in the vault.

    Title, type, size and the bytes' key are one sealed text, `about`.
    """

    ref = models.CharField(max_length=26)  # names the chunks too
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="documents", db_index=False
    )
    number = models.PositiveIntegerField()  # the order they were added in
    kind = models.CharField(max_length=12, choices=DocumentKind)
    added_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    about = SealedTextField()
    scanned_on = models.DateField(null=True)  # empty: no scanner has cleared it yet
    removed_on = models.DateField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="document_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="document_numbered", fields=["case", "number"]),
            models.CheckConstraint(
                name="document_removed_by_somebody",
                condition=Q(removed_on=None, removed_by=None)
                | Q(removed_on__isnull=False, removed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
