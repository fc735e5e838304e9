"""A yearly overlap exercise: services find out how many people they share, and show no list."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.statistics.choices import Service, Stage


class Exercise(models.Model):
    """One round of `safecount.overlap` (overlappstelling), from plan to a rounded band.

    No count of the overlap is ever kept here: only what may leave the tallier.

    tallier   who counts, by name; empty: this installation's worker, in memory
    band      see `safecount.banding`; empty until it has come
    failure   why the worker stopped, as a code
    estimate  the released estimate's reference; it stays when the estimate is withdrawn
    """

    ref = models.CharField(max_length=26, unique=True)
    year = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=500)
    tallier = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.PLANNED)
    planned_by = models.CharField(max_length=26)  # account reference
    planned_on = models.DateField()
    proposed_by = models.CharField(max_length=26, blank=True)
    proposed_on = models.DateField(null=True)
    started_by = models.CharField(max_length=26, blank=True)
    started_on = models.DateField(null=True)
    band = models.JSONField(default=dict)
    band_on = models.DateField(null=True)
    failure = models.CharField(max_length=24, blank=True)
    estimate = models.CharField(max_length=26, blank=True)
    released_by = models.CharField(max_length=26, blank=True)  # another must withdraw it
    is_sample = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="exercise_started_by_two",
                condition=Q(stage__in=[Stage.PLANNED, Stage.PROPOSED, Stage.STOPPED])
                | ~Q(started_by="") & ~Q(proposed_by="") & ~Q(started_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="exercise_answered_has_a_band",
                condition=~Q(stage__in=[Stage.ANSWERED, Stage.RELEASED, Stage.WITHDRAWN])
                | ~Q(band={}),
            ),
            models.CheckConstraint(
                name="exercise_has_a_ground", condition=~Q(purpose="") & ~Q(legal_basis="")
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class ExerciseParty(models.Model):
    """One service in an exercise, and its list on the way around.

    service        one of the installation's own: the worker and the keeper do its part
    commitment     what it bound itself to, see `safecount.overlap.Commitment`
    batch          its list on its way: points that name nobody, as a file; gone when counted
    passed         the parties that have multiplied it
    destroyed_on   when its secret was destroyed, as the keeper or the service says
    """

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="parties")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    service = models.CharField(max_length=16, choices=Service, blank=True)
    commitment = models.JSONField(default=dict)
    committed_on = models.DateField(null=True)
    batch = models.BinaryField(null=True)
    passed = models.JSONField(default=list)
    destroyed_on = models.DateField(null=True)
    destroyed_by = models.CharField(max_length=26, blank=True)  # who noted it; empty: the keeper

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="exerciseparty_numbered", fields=["exercise", "number"]),
            models.CheckConstraint(
                name="exerciseparty_committed_has_a_day",
                condition=Q(committed_on=None, commitment={})
                | Q(committed_on__isnull=False) & ~Q(commitment={}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
