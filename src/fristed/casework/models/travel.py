"""Journeys abroad: talked of before, agreed, kept in touch on, and come home from."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.choices import CheckInOutcome, Routine, Rung
from fristed.casework.models.case import Case
from fristed.casework.models.parts import OfCase
from fristed.vault.fields import SealedTextField


class TravelTalk(OfCase):
    """That a journey was talked of, before a holiday or when it came up."""

    talked_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class Trip(OfCase):
    """A journey with an agreement (reiseavtale). Where to, with whom and what was agreed is sealed.

    The days stand in the clear, so that a list can say who is not back.
    """

    leaves_on = models.DateField()
    returns_on = models.DateField()
    came_back_on = models.DateField(null=True)
    agreed_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.CheckConstraint(
                name="trip_returns_after_it_leaves", condition=Q(returns_on__gte=F("leaves_on"))
            ),
            models.CheckConstraint(
                name="trip_came_back_after_it_left",
                condition=Q(came_back_on=None) | Q(came_back_on__gte=F("leaves_on")),
            ),
        ]


class TripAddresses(models.Model):
    """Where she stays and whom to call there: a file of its own, with keys of its own. Whoever
    opens the case does not open this; it is opened when a contact is missed."""

    file = models.OneToOneField(
        "vault.File", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    ref = models.CharField(max_length=26)  # the file's
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    trip = models.OneToOneField(Trip, on_delete=models.CASCADE, related_name="addresses")
    body = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="tripaddresses_ref_once", fields=["ref"])
        ]

    def __str__(self) -> str:
        return self.ref


class CheckIn(OfCase):
    """An agreed moment to be in touch on a journey. The day stands in the clear, the hour not."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="check_ins")
    due_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=CheckInOutcome, blank=True)
    settled_on = models.DateField(null=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.CheckConstraint(
                name="checkin_settled_has_a_day",
                condition=Q(outcome="", settled_on=None)
                | ~Q(outcome="") & Q(settled_on__isnull=False),
            ),
        ]


class LadderStep(OfCase):
    """What was decided, and by whom, when a contact was missed."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="steps")
    rung = models.CharField(max_length=8, choices=Rung)
    decided_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class StayAbroad(OfCase):
    """What is known of a stay abroad against her will. All of it is sealed but when."""

    since = models.DateField()
    ended_on = models.DateField(null=True)


class RoutineStep(OfCase):
    """A step of a routine: when somebody stays away from school, or is to come home."""

    routine = models.CharField(max_length=8, choices=Routine)
    code = models.CharField(max_length=40)  # from code list "absence_step" or "stay_step"
    started_on = models.DateField()
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.UniqueConstraint(
                name="routinestep_once", fields=["case", "routine", "started_on", "code"]
            ),
        ]
