"""What has been done in a case, and what is to be done."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.casework.choices import TaskKind
from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class FollowUp(models.Model):
    """One thing that happened (oppfølging). Never changed: what was wrong gets a correction.

    The hour it happened and the moment it was written are inside the sealed note.
    """

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="followups", db_index=False
    )
    number = models.PositiveIntegerField()  # the order they were written in
    happened_on = models.DateField()
    kind = models.CharField(max_length=40)  # from code list "followup_kind"
    minutes = models.PositiveSmallIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = SealedTextField()
    corrects = models.OneToOneField(  # the entry that this one stands instead of
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="followup_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="followup_numbered", fields=["case", "number"]),
            models.CheckConstraint(name="followup_within_a_day", condition=Q(minutes__lte=24 * 60)),
        ]

    def __str__(self) -> str:
        return self.ref


class Contest(models.Model):
    """What the person it concerns says is wrong with an entry (innsigelse). Goes where it goes."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contests")
    followup = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="contests")
    said_on = models.DateField()
    by = models.ForeignKey(  # who wrote it down for her
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = SealedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="contest_ref_once", fields=["ref"])]

    def __str__(self) -> str:
        return self.ref


class Task(models.Model):
    """Something that somebody is to do by a day (oppgave)."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=12, choices=TaskKind)
    reason = SealedTextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    assigned_on = models.DateField(null=True)  # empty: before this was kept
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    remind_on = models.DateField(null=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    left_behind = models.BooleanField(default=False)  # the case went on to somebody else

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="task_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="task_reminds_in_time",
                condition=Q(remind_on=None) | Q(remind_on__lte=models.F("due_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                name="task_to_do_of_owner", fields=["owner", "due_on"], condition=Q(done_on=None)
            )
        ]

    def __str__(self) -> str:
        return self.ref
