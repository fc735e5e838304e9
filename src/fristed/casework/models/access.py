"""Who the database shows a case to. The second wall; `access.py` is the first."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import connection, models

from fristed.casework.choices import EmergencyGround, ReviewVerdict
from fristed.casework.models.case import Case
from fristed.vault.choices import Ground
from fristed.vault.fields import SealedTextField


class AccessManager(models.Manager["Access"]):
    """Writing goes through database functions; a door's role cannot write these rows."""

    def keep(self, grant: str) -> None:
        """Show the holder of a kept key grant the case's rows, for as long as it lasts."""
        with connection.cursor() as cursor:
            cursor.execute("select casework_keep_access(%s)", [grant])

    def end(self, grants: Sequence[str]) -> int:
        """Show them no longer on these grants; answers how many ended."""
        with connection.cursor() as cursor:
            cursor.execute("select casework_end_access(%s)", [list(grants)])
            (ended,) = cursor.fetchone()
        return int(ended)

    def follow_hand_over(self, grant: str, *, unit: str, on: date) -> list[str]:
        """Make the case hers who took it over, and show it no more to who answered for it before.

        Answers the grants that ended.
        """
        with connection.cursor() as cursor:
            cursor.execute("select * from casework_follow_hand_over(%s, %s, %s)", [grant, unit, on])
            return [ended for (ended,) in cursor.fetchall()]

    def given_to(self, user: int, ground: Ground) -> list[str]:
        """Grants she holds now or later on cases the asker is responsible for."""
        with connection.cursor() as cursor:
            cursor.execute("select * from casework_given_to(%s, %s)", [user, ground.value])
            return [grant for (grant,) in cursor.fetchall()]

    def readers(self, case: int) -> frozenset[int]:
        """Accounts it is shown to now; not those who only looked in during an emergency."""
        with connection.cursor() as cursor:
            cursor.execute("select * from casework_readers(%s)", [case])
            return frozenset(account for (account,) in cursor.fetchall())


class Access(models.Model):
    """A person the case's rows are shown to, from one moment to another.

    Written only by the database function `casework_keep_access`, from a key grant that is
    already kept: who holds no key sees no row.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ground = models.CharField(max_length=12, choices=Ground)
    grant = models.CharField(max_length=26)  # the key grant it follows from
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects: ClassVar[AccessManager] = AccessManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="access_once", fields=["user", "case", "grant"], include=["since", "until"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.case_id}"


class Exclusion(models.Model):
    """That the case is closed to somebody by name, and why. The bar itself stands in the vault."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exclusions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    excluded_on = models.DateField()
    ended_on = models.DateField(null=True)
    reason = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="exclusion_ref_once", fields=["ref"]),
            models.UniqueConstraint(
                name="exclusion_once_at_a_time",
                fields=["case", "person"],
                condition=models.Q(ended_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class EmergencyOpening(models.Model):
    """That someone without access opened the file in an emergency, and why (nødåpning)."""

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="emergencies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ends_at = models.DateTimeField()
    ground = models.CharField(max_length=20, choices=EmergencyGround)
    reason = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="emergencyopening_ref_once", fields=["ref"])
        ]

    def __str__(self) -> str:
        return self.ref


class EmergencyReview(models.Model):
    """What was found, afterwards, of an emergency opening; by somebody other than who opened it.

    Written only by the database function `casework_review_emergency`: a reviewer holds no key.
    """

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    opening = models.OneToOneField(
        EmergencyOpening, on_delete=models.CASCADE, related_name="review"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    verdict = models.CharField(max_length=12, choices=ReviewVerdict)
    words = SealedTextField()  # for the responsible adviser; the reviewer cannot read it again

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="emergencyreview_ref_once", fields=["ref"])
        ]

    def __str__(self) -> str:
        return self.ref
