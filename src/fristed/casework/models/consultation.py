"""A matter before the competence team: one shared file, and each agency's own beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import Q

from fristed.casework.choices import Basis, CaseStatus, OfferOutcome
from fristed.casework.models.case import Case
from fristed.vault.fields import SealedTextField
from fristed.vault.sealing import NewFile, SealedApart


class Consultation(models.Model):
    """A matter the team gives advice in (drøfting). Can live its whole life without a name.

    Its key is its file's; every member of the team may take a grant to it.
    """

    file = models.OneToOneField(
        "vault.File", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    ref = models.CharField(max_length=26)
    number = models.PositiveIntegerField()  # what the team calls it
    unit = models.CharField(max_length=40)  # the team
    status = models.CharField(max_length=8, choices=CaseStatus, default=CaseStatus.OPEN)
    received_on = models.DateField()
    closed_on = models.DateField(null=True)
    caller = models.CharField(max_length=40)  # from code list "contact_route_competence_team"
    law = models.CharField(max_length=40, blank=True)  # from code list "consultation_law"
    agency = models.CharField(max_length=40)  # which agency answers; from code list "agency"
    member = models.ForeignKey(  # who of its members answers; nobody yet: any of them
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    concern = models.CharField(max_length=40)  # from code list "concern"
    summary = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="consultation_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="consultation_numbered", fields=["unit", "number"]),
            models.CheckConstraint(
                name="consultation_closed_has_a_day",
                condition=Q(status=CaseStatus.OPEN, closed_on=None)
                | Q(status=CaseStatus.CLOSED, closed_on__gte=models.F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


@dataclass(frozen=True)
class AskedFile:
    """The team's file, as far as whoever asked may know it: enough to seal to, nothing to open."""

    key: int
    public_key: bytes


class OriginManager(models.Manager["ConsultationOrigin"]):
    """Writing goes through database functions: whoever asks holds no grant on the team's file."""

    def ask(
        self,
        case: int,
        file: NewFile,
        sealed: SealedApart,
        codes: Mapping[str, str],
        *,
        on: date,
    ) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select casework_ask_team(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,"
                " %s, %s, %s)",
                [
                    case,
                    file.id,
                    *(file.ref, file.unit, file.quarter, file.public_key, file.wrapped),
                    *(codes[name] for name in ("caller", "law", "agency", "concern")),
                    on,
                    *_line(sealed),
                ],
            )

    def file_of(self, case: int, consultation: str) -> AskedFile | None:
        """Of an open matter that was asked from the case."""
        with connection.cursor() as cursor:
            cursor.execute("select * from casework_asked_file(%s, %s)", [case, consultation])
            row = cursor.fetchone()
        return AskedFile(row[0], bytes(row[1])) if row else None

    def apply(
        self, case: int, file: int, ref: str, amount: int, sealed: SealedApart, *, on: date
    ) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select casework_apply_refund(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [case, file, ref, amount, on, *_line(sealed)],
            )


def _line(sealed: SealedApart) -> tuple[bytes | str, ...]:
    return (sealed.blob, sealed.item, sealed.slot, sealed.part, sealed.digest)


class ConsultationOrigin(models.Model):
    """The case somebody asked the team from. It gives the team no access to the case, and whoever
    asked none to the team's file: each sees that the other is there."""

    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, primary_key=True, related_name="origin"
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    unit = models.CharField(max_length=40)  # the team
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_on = models.DateField()

    objects: ClassVar[OriginManager] = OriginManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit"], name="origin_of_team")]

    def __str__(self) -> str:
        return str(self.consultation_id)


class SharedEntry(models.Model):
    """Something an agency has put into the shared file, with its source and its ground."""

    ref = models.CharField(max_length=26)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="entries")
    written_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    agency = models.CharField(max_length=40)
    basis = models.CharField(max_length=16, choices=Basis)
    minutes = models.PositiveSmallIntegerField(default=0)  # spent [minutes]
    note = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="sharedentry_ref_once", fields=["ref"])
        ]

    def __str__(self) -> str:
        return self.ref


class CompartmentManager(models.Manager["Compartment"]):
    def close_beside(self, consultation: int, *, on: date, expires: date | None) -> None:
        """Start the retention clock of every agency's own file, unseen by whoever closes."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select casework_close_compartments(%s, %s, %s)", [consultation, on, expires]
            )


class Compartment(models.Model):
    """One agency's own file beside a consultation. To the others it does not exist."""

    file = models.OneToOneField(
        "vault.File", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    ref = models.CharField(max_length=26)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    unit = models.CharField(max_length=40)  # the agency's

    objects: ClassVar[CompartmentManager] = CompartmentManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="compartment_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="compartment_once", fields=["consultation", "unit"]),
        ]

    def __str__(self) -> str:
        return self.ref


class AgencyNote(models.Model):
    """An agency's own note. Sharing it copies its text into the shared file."""

    ref = models.CharField(max_length=26)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="notes")
    written_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = SealedTextField()
    shared_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="agencynote_ref_once", fields=["ref"])
        ]

    def __str__(self) -> str:
        return self.ref


class HousingRequest(models.Model):
    """A place asked for in the housing and support offer. Never where: no address, no municipality.

    What is asked for and why is one sealed text; days and outcome are for the waiting time.
    """

    ref = models.CharField(max_length=26)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="+")
    asked_on = models.DateField()
    decided_on = models.DateField(null=True)  # by the municipality, not by the team
    outcome = models.CharField(max_length=8, choices=OfferOutcome, blank=True)
    about = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="housingrequest_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="housingrequest_decided",
                condition=Q(decided_on=None, outcome="")
                | Q(decided_on__gte=models.F("asked_on")) & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class ReturnRefund(models.Model):
    """A mission's application to have a journey home paid, and what was decided (refusjon)."""

    ref = models.CharField(max_length=26)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="+")
    applied_on = models.DateField()
    applied_by = models.ForeignKey(  # the envoy herself; empty: the team noted it for a mission
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    amount = models.PositiveIntegerField()  # applied for [NOK]
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=8, choices=OfferOutcome, blank=True)
    granted = models.PositiveIntegerField(default=0)  # [NOK]
    about = SealedTextField()  # which mission, who travels, and why

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="returnrefund_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="returnrefund_decided",
                condition=Q(decided_on=None, outcome="", granted=0)
                | Q(decided_on__gte=models.F("applied_on")) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="returnrefund_within_what_was_asked",
                condition=Q(granted__lte=models.F("amount")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
