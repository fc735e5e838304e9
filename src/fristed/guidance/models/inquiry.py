"""An inquiry: who asks, by codes; where it stands; which units have had it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.guidance.choices import NOBODY, Became, Channel, Kind, Status, Urgency, Why
from fristed.guidance.rules.moving import WAITING
from fristed.vault.fields import SealedTextField


class Inquiry(models.Model):
    """A professional's question (henvendelse). Codes are about the one who asks, never about
    whom she asks for. Its key is its file's; its texts are sealed."""

    file = models.OneToOneField(
        "vault.File", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)  # who has it now
    asker = models.CharField(max_length=26, blank=True)  # her account; empty: not signed in
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.FORM)
    kind = models.CharField(max_length=8, choices=Kind)
    urgency = models.CharField(max_length=8, choices=Urgency)
    role = models.CharField(max_length=40)  # from code list "asker_role"; empty: not sorted yet
    service = models.CharField(max_length=40)  # from code list "asker_service"
    audience = models.CharField(max_length=40)  # whom it is about; from code list "about_group"
    is_main = models.BooleanField()  # her service was in the main audience that day
    county = models.CharField(max_length=2)
    school = models.CharField(max_length=26, blank=True)  # its reference; of what is about nobody
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=8, choices=Status, default=Status.SENT)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # of what waits for an answer now
    answered_at = models.DateTimeField(null=True)  # the first time
    waited_minutes = models.PositiveIntegerField(null=True)  # until then [working minutes]
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_on = models.DateField(null=True)
    became = models.CharField(max_length=12, choices=Became, blank=True)
    became_ref = models.CharField(max_length=26, blank=True)  # tells nothing; opens nothing
    texts_written = models.PositiveIntegerField(default=0)
    answers_seen = models.PositiveIntegerField(default=0)  # number of the last one she was shown
    minutes = models.PositiveIntegerField(default=0)  # spent on it by all who worked with it
    reply_to = SealedTextField()  # where whoever did not sign in may be reached at work
    once = models.BinaryField(max_length=32)  # digest of the form's own token

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="inquiry_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="inquiry_form_once", fields=["once"]),
            models.CheckConstraint(
                name="inquiry_about_somebody_names_no_school",
                condition=Q(school="") | Q(audience=NOBODY),
            ),
            models.CheckConstraint(
                name="inquiry_waits_until_a_moment",
                condition=Q(status__in=sorted(WAITING), due_at__isnull=False)
                | ~Q(status__in=sorted(WAITING)) & Q(due_at=None),
            ),
            models.CheckConstraint(
                name="inquiry_answered_is_measured",
                condition=Q(answered_at=None, waited_minutes=None)
                | Q(answered_at__gte=F("asked_at"), waited_minutes__isnull=False),
            ),
            models.CheckConstraint(
                name="inquiry_closed_has_a_day",
                condition=Q(status=Status.CLOSED, closed_on__isnull=False)
                | ~Q(status=Status.CLOSED) & Q(closed_on=None),
            ),
            models.CheckConstraint(
                name="inquiry_became_something",
                condition=Q(became="", became_ref="") | ~Q(became="") & ~Q(became_ref=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_at"], name="guidance_of_unit"),
            models.Index(fields=["asker", "asked_at"], name="guidance_asked_by"),
            models.Index(fields=["school"], condition=~Q(school=""), name="guidance_of_school"),
            models.Index(
                fields=["answered_at"],
                condition=Q(answered_at__isnull=False),
                name="guidance_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Address(models.Model):
    """One more unit that an inquiry's key is sealed to. The keeper believes what it opens."""

    file = models.ForeignKey("vault.File", on_delete=models.CASCADE, related_name="+")
    unit = models.CharField(max_length=40)
    quarter = models.CharField(max_length=6)
    wrapped = models.BinaryField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="address_once", fields=["file", "unit"])
        ]

    def __str__(self) -> str:
        return self.unit


class Passing(models.Model):
    """That an inquiry went to a unit, and why. What regions took and gave back is counted here."""

    ref = models.CharField(max_length=26)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="passings")
    from_unit = models.CharField(max_length=40)  # empty: whoever asked sent it there
    to_unit = models.CharField(max_length=40)
    why = models.CharField(max_length=12, choices=Why)
    passed_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # empty: a rule did it

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="passing_ref_once", fields=["ref"])]
        indexes: ClassVar = [models.Index(fields=["passed_at"], name="guidance_passed")]

    def __str__(self) -> str:
        return self.ref


class Steering(models.Model):
    """A service an answer told the asker of. Counted by service and year."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="steered")
    service = models.CharField(max_length=40)  # from code list "steered_to"
    told_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="steering_once", fields=["inquiry", "service"])
        ]

    def __str__(self) -> str:
        return self.service
