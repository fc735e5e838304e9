"""What the danger is thought to be, and what is agreed about it."""

from django.conf import settings
from django.db import models

from fristed.casework.models.parts import OfCase


class RiskAssessment(OfCase):
    """A judgement of the danger (risikovurdering), never changed: a new one takes its place.

    There is no number in it and none is made of it.
    """

    assessed_on = models.DateField()
    review_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class SafetyPlan(OfCase):
    """What she and the adviser have agreed (trygghetsplan). A new one takes its place."""

    made_on = models.DateField()
    review_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
