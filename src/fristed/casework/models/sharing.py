"""What somebody has agreed to, and who was offered sight of what."""

from collections.abc import Collection
from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q

from fristed.casework.choices import Answer, Ending, ShareKind, SharePurpose
from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField


class Consent(models.Model):
    """That she agreed to something being shared (samtykke), and that she took it back.

    What, with whom, in which language and how it was said is one sealed text.
    """

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    given_on = models.DateField()
    by = models.ForeignKey(  # who wrote it down
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    statement = SealedTextField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="consent_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="consent_withdrawn_afterwards",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class ShareManager(models.Manager["Share"]):
    def note_answer(self, share: str, answer: Answer, *, on: date) -> None:
        self.filter(ref=share).update(answer=answer, answered_on=on)

    def end(self, shares: Collection[str], how: Ending, *, on: date, keeper_knows: bool) -> None:
        self.filter(ref__in=shares, ended="").update(
            ended=how, ended_on=on, keeper_knows=keeper_knows
        )

    def late(self) -> list[tuple[str, int, int, datetime]]:
        """For a leader: kind, who asked, who was asked, and by when, where no answer came."""
        with connection.cursor() as cursor:
            cursor.execute("select * from casework_late_offers()")
            return [(kind, by, to, at) for kind, by, to, at in cursor.fetchall()]


class Share(models.Model):
    """That somebody was asked to read parts of a case, or to take it over (deling, overføring).

    Until she accepts it is a row with the keeper's offer in it, and opens nothing.
    """

    ref = models.CharField(max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shares")
    case_ref = models.CharField(max_length=26)  # its row is not hers to see before she accepts
    kind = models.CharField(max_length=12, choices=ShareKind)
    purpose = models.CharField(max_length=12, choices=SharePurpose)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.CharField(max_length=40)  # of the one who is asked
    offered_on = models.DateField()
    answer_by = models.DateTimeField()  # two working days of hers
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="shares")
    legal_basis = models.CharField(max_length=40, blank=True)  # a legal topic, without consent
    why = SealedTextField()
    parts = ArrayField(models.CharField(max_length=20))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    grant = models.CharField(max_length=26)
    given_by = models.CharField(max_length=26)
    mac = models.BinaryField(max_length=32)  # of the offer, not of a grant
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True)
    ended = models.CharField(max_length=12, choices=Ending, blank=True)
    ended_on = models.DateField(null=True)
    keeper_knows = models.BooleanField(default=True)  # that it ended

    objects: ClassVar[ShareManager] = ShareManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="share_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="share_rests_on_consent_or_law",
                condition=Q(consent=None) & ~Q(legal_basis="")
                | Q(consent__isnull=False, legal_basis=""),
            ),
            models.CheckConstraint(
                name="share_answered_on_a_day",
                condition=Q(answer="", answered_on=None)
                | ~Q(answer="") & Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="share_ended_on_a_day",
                condition=Q(ended="", ended_on=None) | ~Q(ended="") & Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="share_is_for_a_time",
                condition=~Q(kind=ShareKind.SHARE) | Q(ends_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class OfferedAddresses(models.Model):
    """The key to a journey's addresses, offered together with the case they belong to."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    ref = models.CharField(max_length=26)  # the file's: its row is not hers to see before
    grant = models.CharField(max_length=26)
    mac = models.BinaryField(max_length=32)  # of the offer, not of a grant

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="offeredaddresses_once", fields=["share", "file"])
        ]

    def __str__(self) -> str:
        return self.ref
