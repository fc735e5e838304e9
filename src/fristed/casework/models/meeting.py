"""The competence team's meeting: an agenda, and decisions that are tasks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.casework.choices import ItemOutcome
from fristed.casework.models.consultation import Consultation
from fristed.vault.fields import SealedTextField


class TeamMeeting(models.Model):
    """A meeting (møte). Its minutes are what was decided in it."""

    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="teammeeting_ref_once", fields=["ref"])
        ]
        indexes: ClassVar = [models.Index(fields=["unit"], name="teammeeting_of_unit")]

    def __str__(self) -> str:
        return self.ref


class AgendaItem(models.Model):
    """A matter on a meeting's agenda."""

    meeting = models.ForeignKey(TeamMeeting, on_delete=models.CASCADE, related_name="items")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=ItemOutcome, default=ItemOutcome.WAITING)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="agendaitem_placed", fields=["meeting", "position"]),
            models.UniqueConstraint(name="agendaitem_once", fields=["meeting", "consultation"]),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"


class TeamDecision(models.Model):
    """What was decided about a matter: a task, once it has an owner and a day."""

    ref = models.CharField(max_length=26)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="decisions"
    )
    meeting = models.ForeignKey(TeamMeeting, on_delete=models.CASCADE, related_name="decisions")
    decided_on = models.DateField()
    text = SealedTextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="teamdecision_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="teamdecision_done_by_somebody",
                condition=Q(done_on=None) | Q(owner__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
