"""Deployments (utplasseringer): who serves which school, how much, and why there."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from fristed.organisation.models.dated import during, only, starts_before_it_ends


class Deployment(models.Model):
    """An adviser at a school for a share of her post.

    The ground for the place is a figure with its source, such as a share from a published
    table. It is never about single pupils.
    """

    ref = models.CharField(max_length=26, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deployments"
    )
    school = models.ForeignKey(
        "organisation.School", on_delete=models.PROTECT, related_name="deployments"
    )
    agreement = models.ForeignKey(
        "organisation.CooperationAgreement",
        on_delete=models.PROTECT,
        related_name="deployments",
        null=True,
        blank=True,
    )
    share = models.PositiveSmallIntegerField()  # of a full post [percent]
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ground = models.CharField(max_length=200, blank=True)  # what the figure measures
    ground_figure = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    ground_source = models.CharField(max_length=300, blank=True)
    ground_as_of = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("deployment_starts_before_it_ends"),
            models.CheckConstraint(
                name="deployment_share_is_a_percentage", condition=Q(share__range=(1, 100))
            ),
            models.CheckConstraint(
                name="deployment_ground_is_a_figure_with_its_source",
                condition=Q(ground="", ground_figure=None, ground_source="", ground_as_of=None)
                | ~Q(ground="")
                & Q(ground_figure__isnull=False, ground_as_of__isnull=False)
                & ~Q(ground_source=""),
            ),
            ExclusionConstraint(
                name="deployment_once_at_a_time",
                expressions=[
                    (only("person"), RangeOperators.OVERLAPS),
                    (only("school"), RangeOperators.OVERLAPS),
                    (during, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class NeighbouringSchool(models.Model):
    """A school near the deployment whose pupils the adviser also serves (the 2020 mandate)."""

    deployment = models.ForeignKey(Deployment, on_delete=models.PROTECT, related_name="neighbours")
    school = models.ForeignKey(
        "organisation.School", on_delete=models.PROTECT, related_name="neighbour_of"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("neighbouringschool_starts_before_it_ends"),
            ExclusionConstraint(
                name="neighbouringschool_once_at_a_time",
                expressions=[
                    (only("deployment"), RangeOperators.OVERLAPS),
                    (only("school"), RangeOperators.OVERLAPS),
                    (during, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.starts_on}"
