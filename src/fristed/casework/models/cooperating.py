"""Cooperation around one pupil: one plan, who does what by when, and the meetings about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.choices import OutsideService
from fristed.casework.models.followup import Task
from fristed.casework.models.parts import OfCase
from fristed.casework.models.sharing import Consent


class CooperationPlan(OfCase):
    """What all who help want to reach together (samarbeidsplan), and on what ground they talk."""

    started_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="+")
    legal_basis = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(null=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                name="cooperationplan_one_at_a_time", fields=["case"], condition=Q(ended_on=None)
            ),
            models.CheckConstraint(
                name="cooperationplan_rests_on_consent_or_law",
                condition=Q(consent=None) & ~Q(legal_basis="")
                | Q(consent__isnull=False, legal_basis=""),
            ),
            models.CheckConstraint(
                name="cooperationplan_ended_afterwards",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]


class CooperationMeeting(OfCase):
    """A meeting about the plan (samarbeidsmøte): who was there is sealed."""

    plan = models.ForeignKey(CooperationPlan, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    closed_on = models.DateField(null=True)


class CooperationPart(OfCase):
    """What somebody does (del av planen): decided in a meeting or between them.

    When it has an owner and a day it is a task; a service's is followed up by the task's owner.
    """

    plan = models.ForeignKey(CooperationPlan, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(
        CooperationMeeting, on_delete=models.CASCADE, null=True, related_name="parts"
    )
    service = models.CharField(max_length=16, choices=OutsideService, blank=True)  # empty: we
    added_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, related_name="+")
