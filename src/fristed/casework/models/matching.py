"""That somebody else works with the same person, who she is for the yearly overlap count, and on
which ground anybody may ask or keep it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.casework.choices import GroundUse
from fristed.casework.models.case import Case
from fristed.casework.models.parts import OfCase


class MatchingGround(models.Model):
    """Purpose and legal basis, as the data protection officer recorded them."""

    use = models.CharField(max_length=8, choices=GroundUse, default=GroundUse.MATCH)
    purpose = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="matchingground_one_at_a_time",
                fields=["use", "ended_on"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"from {self.recorded_on}"


class Identifier(OfCase):
    """Who the young person of a case is, for the yearly overlap count and for nothing else.

    Nobody reads it at the desk, not even who wrote it: the keeper opens it and gives out points.
    """

    kept_on = models.DateField()

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.UniqueConstraint(name="identifier_one_for_a_case", fields=["case"]),
        ]


class Match(models.Model):
    """That another adviser works with the same person as in this case. Never who, or where.

    The other's row has the same `pair`; the two cases cannot be joined by anybody at the desk.
    """

    number = models.BigIntegerField(primary_key=True)  # the keeper's own
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="matches")
    pair = models.CharField(max_length=26)
    told_on = models.DateField()
    wants_contact = models.BooleanField(null=True)  # empty: not decided yet
    decided_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="match_decided_has_a_day",
                condition=Q(wants_contact=None, decided_on=None)
                | Q(wants_contact__isnull=False, decided_on__isnull=False),
            )
        ]
        indexes: ClassVar = [models.Index(name="match_of_pair", fields=["pair"])]

    def __str__(self) -> str:
        return f"{self.number}"
