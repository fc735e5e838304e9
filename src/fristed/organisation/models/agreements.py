"""Cooperation agreements (samarbeidsavtaler) as data: who answers for what, who pays."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from fristed.organisation.choices import Answerer
from fristed.organisation.models.dated import during, only, starts_before_it_ends


class CooperationAgreement(models.Model):
    """Between the directorate and a school owner, for a term."""

    ref = models.CharField(max_length=26, unique=True)
    owner = models.ForeignKey(
        "organisation.SchoolOwner", on_delete=models.PROTECT, related_name="agreements"
    )
    agency = models.CharField(max_length=16)  # the other party; from code list "agency"
    signed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("cooperationagreement_starts_before_it_ends"),
            models.CheckConstraint(
                name="cooperationagreement_is_signed_before_it_starts",
                condition=Q(signed_on=None) | Q(signed_on__lte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="cooperationagreement_one_at_a_time",
                expressions=[
                    (only("owner"), RangeOperators.OVERLAPS),
                    (during, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class AgreementDuty(models.Model):
    """A duty, and the one who answers for it."""

    agreement = models.ForeignKey(
        CooperationAgreement, on_delete=models.PROTECT, related_name="duties"
    )
    duty = models.CharField(max_length=40)  # from code list "agreement_duty"
    answers = models.CharField(max_length=12, choices=Answerer)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="agreementduty_once", fields=["agreement", "duty"])
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.answers}"


class AgreementExpense(models.Model):
    """An expense, and how much of it each party pays."""

    agreement = models.ForeignKey(
        CooperationAgreement, on_delete=models.PROTECT, related_name="expenses"
    )
    expense = models.CharField(max_length=40)  # from code list "agreement_expense"
    payer = models.CharField(max_length=12, choices=Answerer)
    share = models.PositiveSmallIntegerField(default=100)  # [percent]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="agreementexpense_once", fields=["agreement", "expense", "payer"]
            ),
            models.CheckConstraint(
                name="agreementexpense_share_is_a_percentage",
                condition=Q(share__range=(1, 100)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expense}: {self.payer}"
