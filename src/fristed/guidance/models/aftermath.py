"""What came of an answer, as the asker says it: three codes and no text."""

from django.db import models

from fristed.guidance.choices import Acted
from fristed.guidance.models.inquiry import Inquiry


class Aftermath(models.Model):
    """Whether she acted, which service helped, whether she is still unsure."""

    inquiry = models.OneToOneField(
        Inquiry, on_delete=models.CASCADE, primary_key=True, related_name="aftermath"
    )
    acted = models.CharField(max_length=8, choices=Acted)
    service = models.CharField(max_length=40, blank=True)  # from code list "steered_to"
    is_unsure = models.BooleanField()
    told_on = models.DateField()

    def __str__(self) -> str:
        return self.acted
