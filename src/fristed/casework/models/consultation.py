"""A matter before the competence team: one shared file, and each agency's own beside it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.casework.choices import Basis, CaseStatus, OfferOutcome
from fristed.vault.fields import SealedTextField


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
    agency = models.CharField(max_length=40)  # which agency answers; from code list "agency"
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
    note = SealedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="sharedentry_ref_once", fields=["ref"])
        ]

    def __str__(self) -> str:
        return self.ref


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
