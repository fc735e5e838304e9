"""What the keeper wants a leader or the data protection officer to know."""

from typing import ClassVar

from django.db import models

from fristed.kernel.refs import new_ref


class Alarm(models.Model):
    """One of the keeper's alarms, fetched by the worker. About staff and files; never a text."""

    number = models.BigIntegerField(primary_key=True)  # the keeper's own
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    person = models.CharField(max_length=26, blank=True)  # the account's reference
    unit = models.CharField(max_length=40, blank=True)
    file = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(name="alarm_of_unit", fields=["unit", "number"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


def _destruction_ref() -> str:
    return new_ref("des")


class Destruction(models.Model):
    """What the keeper told when a unit's keys for a quarter were destroyed: the certificate is made
    of it. Kept by the worker, never changed."""

    ref = models.CharField(max_length=26, default=_destruction_ref)
    unit = models.CharField(max_length=40)
    quarter = models.CharField(max_length=6)
    proposed_by = models.CharField(max_length=26)  # the account's reference
    proposed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=26)
    confirmed_at = models.DateTimeField()
    files = models.JSONField()  # kind of file -> how many; nothing about any of them

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="destruction_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="destruction_once", fields=["unit", "quarter"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.quarter}"
