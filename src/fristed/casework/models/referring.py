"""What services outside have been told, and the family that is not to be told."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.choices import CheckedHow, OutsideService, SentHow
from fristed.casework.models.case import Case
from fristed.casework.models.cooperating import CooperationPart
from fristed.casework.models.duties import DutyAssessment
from fristed.casework.models.sharing import Consent
from fristed.vault.fields import SealedTextField


class Referral(models.Model):
    """Something prepared for a service outside (henvisning), that it was sent, and what came of it.

    A person sends it, by the service's own way. Open until the service has said that it has it.
    """

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    service = models.CharField(max_length=16, choices=OutsideService)
    prepared_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, related_name="referrals"
    )
    legal_basis = models.CharField(max_length=40, blank=True)
    content = SealedTextField()
    tells_family = models.BooleanField(default=False)
    override = models.ForeignKey(  # by which the family may be told of it in a flagged case
        "StopOverride", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    assessment = models.ForeignKey(  # of the duty it fulfils
        DutyAssessment, on_delete=models.PROTECT, null=True, related_name="referrals"
    )
    part = models.ForeignKey(  # of the cooperation plan, which it tells the service
        CooperationPart, on_delete=models.PROTECT, null=True, related_name="+"
    )
    how = models.CharField(max_length=10, choices=SentHow, blank=True)
    sent_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)  # to the hour: reminders are counted in hours
    acknowledged_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="referral_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="referral_rests_on_consent_or_law",
                condition=Q(consent=None) & ~Q(legal_basis="")
                | Q(consent__isnull=False, legal_basis=""),
            ),
            models.CheckConstraint(
                name="referral_sent_some_way",
                condition=Q(how="", sent_on=None, sent_at=None)
                | ~Q(how="") & Q(sent_on__isnull=False, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_acknowledged_after_it_was_sent",
                condition=Q(acknowledged_on=None) | Q(acknowledged_on__gte=F("sent_on")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                name="referral_open",
                fields=["service", "sent_on"],
                condition=Q(sent_on__isnull=False, acknowledged_on=None),
            )
        ]

    def __str__(self) -> str:
        return self.ref


class ReferralCheck(models.Model):
    """That an open referral was gone through in the weekly round, and what was done."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="checks")
    week_of = models.DateField()  # its Monday
    how = models.CharField(max_length=12, choices=CheckedHow)
    checked_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="referralcheck_once_a_week", fields=["referral", "week_of"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.how} {self.week_of}"


class FamilyStop(models.Model):
    """That the family must not be told (ikke fortell familien). Stands until it is lifted."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="family_stops")
    set_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why = SealedTextField()
    lifted_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="familystop_ref_once", fields=["ref"]),
            models.UniqueConstraint(
                name="familystop_one_at_a_time", fields=["case"], condition=Q(lifted_on=None)
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class StopOverride(models.Model):
    """That the family is told once all the same: one asks, another agrees, and it is used once."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stop_overrides")
    asked_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why = SealedTextField()
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    declined_on = models.DateField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    approved_on = models.DateField(null=True)
    used_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="stopoverride_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="stopoverride_takes_two",
                condition=Q(approved_by=None, approved_on=None, used_on=None)
                | Q(approved_by__isnull=False, approved_on__isnull=False, declined_on=None)
                & ~Q(approved_by=F("by")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
