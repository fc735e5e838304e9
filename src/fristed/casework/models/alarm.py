"""What the keeper wants a leader or the data protection officer to know."""

from typing import ClassVar

from django.db import models


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
