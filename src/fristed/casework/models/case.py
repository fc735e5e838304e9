"""A case, and how it ended."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.casework.choices import CaseStatus, GoalReached, Service
from fristed.vault.fields import SealedTextField


class Case(models.Model):
    """One young person's matter (sak). Its key is its file's: one case, one pair of keys.

    In the clear stands what the work needs and what points at nobody: days, never moments.
    Codes that could point at a person in a small place are one sealed text, `profile`, and the
    same codes once more for counting, under the counting key of the quarter it was opened in.
    """

    file = models.OneToOneField(
        "vault.File", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    ref = models.CharField(max_length=26)  # the file's; the only id seen outside
    status = models.CharField(max_length=8, choices=CaseStatus, default=CaseStatus.OPEN)
    adviser = models.ForeignKey(  # the one who is responsible
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.CharField(max_length=40)
    service = models.CharField(max_length=12, choices=Service)
    county = models.CharField(max_length=2, blank=True)  # of the adviser's school, not the pupil's
    deployment = models.CharField(max_length=26, blank=True)  # the adviser's; empty for an envoy
    concern = models.CharField(max_length=40)  # hovedbekymring, from code list "concern"
    concern_version = models.CharField(max_length=16)  # of the code list, that day
    guideline = models.CharField(
        max_length=60, blank=True
    )  # document and version in force that day
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    heard_on = models.DateField(null=True)  # her own experience: asked that day, or why not
    updated_on = models.DateField()  # in no index, so that an update stays on its page
    version = models.PositiveIntegerField(default=1)  # grows by one each time somebody saves
    name = SealedTextField()  # a working name; by default not the pupil's
    profile = SealedTextField()
    profile_count = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="case_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="case_closed_has_a_day",
                condition=Q(status=CaseStatus.OPEN, closed_on=None)
                | Q(status=CaseStatus.CLOSED, closed_on__gte=models.F("opened_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="case_of_adviser", fields=["adviser", "status"]),
            models.Index(name="case_opened", fields=["opened_on"]),
        ]

    def __str__(self) -> str:
        return self.ref


class Revision(models.Model):
    """That what is registered was changed, and what it was before. Never changed itself.

    Who and which day stand in the clear; the moment and the codes before are sealed.
    """

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="revisions")
    revised_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    before = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="revision_ref_once", fields=["ref"]),
        ]

    def __str__(self) -> str:
        return self.ref


class FurtherConcern(models.Model):
    """A concern beside the main one."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="further_concerns", db_index=False
    )
    concern = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="furtherconcern_once", fields=["case", "concern"])
        ]

    def __str__(self) -> str:
        return self.concern


class Closing(models.Model):
    """That a case was closed, why, and how it had gone. Stays when the case is opened again."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closings")
    closed_on = models.DateField()
    reason = models.CharField(max_length=40)  # from code list "closure_reason"
    outcome = models.CharField(max_length=40)  # from code list "closure_outcome"
    goal_reached = models.CharField(max_length=10, choices=GoalReached, blank=True)
    words = SealedTextField()  # what was reached, in the young person's own words
    expires_on = models.DateField(null=True)  # empty: no retention rule was signed off that day
    reopened_on = models.DateField(null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="closing_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="closing_reopened_afterwards",
                condition=Q(reopened_on=None) | Q(reopened_on__gte=models.F("closed_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
