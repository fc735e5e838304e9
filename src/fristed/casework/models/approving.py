"""That a leader says yes to something before it holds, from a summary and nothing else."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.choices import ApprovalOf, Verdict
from fristed.casework.models.case import Case
from fristed.casework.models.safety import SafetyPlan
from fristed.vault.fields import SealedTextField


class ApprovalRule(models.Model):
    """What a unit wants a leader's word for (krav om godkjenning), from day to day."""

    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)
    what = models.CharField(max_length=8, choices=ApprovalOf)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="approvalrule_ref_once", fields=["ref"]),
            models.UniqueConstraint(
                name="approvalrule_one_at_a_time",
                fields=["unit", "what"],
                condition=Q(ends_on=None),
            ),
            models.CheckConstraint(
                name="approvalrule_starts_before_it_ends",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.what}"


class Approval(models.Model):
    """One leader's word (godkjenning): asked for with a summary in a file of its own, so that she
    does not get the case. The keeper's offer of that file stands in the row until she opens it."""

    file = models.OneToOneField(
        "vault.File", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    ref = models.CharField(max_length=26)  # the file's
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    case_ref = models.CharField(max_length=26)  # its row is not the leader's to see
    what = models.CharField(max_length=8, choices=ApprovalOf)
    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, null=True, related_name="+")
    unit = models.CharField(max_length=40)
    asked_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    summary = SealedTextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    offer = models.CharField(max_length=26, blank=True)  # empty: not sent yet
    mac = models.BinaryField(max_length=32, default=b"")  # of the offer, not of a grant
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    answered_on = models.DateField(null=True)
    reason = SealedTextField()
    used_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="approval_ref_once", fields=["ref"]),
            models.CheckConstraint(name="approval_not_ones_own", condition=~Q(leader=F("by"))),
            models.CheckConstraint(
                name="approval_answered_on_a_day",
                condition=Q(verdict="", answered_on=None, used_on=None)
                | ~Q(verdict="") & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_of_a_plan_names_it",
                condition=Q(what=ApprovalOf.PLAN, plan__isnull=False)
                | Q(what=ApprovalOf.CLOSING, plan=None),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
