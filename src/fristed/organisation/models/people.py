"""Who belongs to a unit in which role, and who stands in for whom."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from fristed.kernel.roles import Role
from fristed.organisation.choices import ROLE_CHOICES
from fristed.organisation.models.dated import during, only, only_text, starts_before_it_ends


class Membership(models.Model):
    """A person in a unit and a role, from day to day. Rights follow from it and end with it.

    Leading a unit is not belonging to it: a leader sees who opened its files, not the files.
    """

    ref = models.CharField(max_length=26, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=24, choices=ROLE_CHOICES)
    leads = models.BooleanField(default=False)
    employer = models.CharField(max_length=16)  # from code list "agency"
    professional_lead = models.CharField(max_length=16)  # fagansvar; from code list "agency"
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("membership_starts_before_it_ends"),
            models.CheckConstraint(
                name="membership_only_a_leader_leads",
                condition=Q(leads=False) | Q(role=Role.LEADER),
            ),
            ExclusionConstraint(
                name="membership_one_at_a_time",
                expressions=[
                    (only("person"), RangeOperators.OVERLAPS),
                    (only("unit"), RangeOperators.OVERLAPS),
                    (only_text("role"), RangeOperators.OVERLAPS),
                    (during, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.ref}"


class StandIn(models.Model):
    """Someone who does another's work for a while (vikar). The last day is always given."""

    ref = models.CharField(max_length=26, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stands_in"
    )
    stands_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stood_in_by"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="standin_starts_before_it_ends",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="standin_for_another", condition=~Q(person=F("stands_in_for"))
            ),
            ExclusionConstraint(
                name="standin_once_at_a_time",
                expressions=[
                    (only("person"), RangeOperators.OVERLAPS),
                    (only("stands_in_for"), RangeOperators.OVERLAPS),
                    (during, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.ref
