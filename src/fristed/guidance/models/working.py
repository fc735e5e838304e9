"""Who is at it just now."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from fristed.guidance.models.inquiry import Inquiry


class Looking(models.Model):
    """That somebody has an inquiry open. Said to others who open it; forgotten within the day."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="looking_once", fields=["inquiry", "person"])
        ]

    def __str__(self) -> str:
        return str(self.seen_at)
