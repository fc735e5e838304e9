"""A young person's conversation with a team: texts sealed, days instead of moments."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.contact.choices import Sender, Status, Urgency
from fristed.vault.fields import SealedTextField


class Conversation(models.Model):
    """A conversation (samtale). Its reference is its file's. No address, no device, no hour."""

    ref = models.CharField(max_length=26, unique=True)
    file = models.OneToOneField("vault.File", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40)  # the team it is addressed to
    county = models.CharField(max_length=2, blank=True)  # only if she chose one
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING)
    opened_on = models.DateField()
    waiting_since = models.DateField(null=True)
    answered_on = models.DateField(null=True)  # the first answer
    last_on = models.DateField(null=True)  # the last message; empty: from before this was kept
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.ORDINARY)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    draft_by = models.ForeignKey(  # whose answer waits to be read by a colleague
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    messages_written = models.PositiveIntegerField(default=0)
    shown_to_youth = models.PositiveIntegerField(default=0)  # number of the last she was shown
    once = models.BinaryField(max_length=32, unique=True)  # digest of the form's own token

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conversation_waits_since_a_day",
                condition=models.Q(status=Status.WAITING, waiting_since__isnull=False)
                | ~models.Q(status=Status.WAITING) & models.Q(waiting_since=None),
            )
        ]
        indexes = [models.Index(fields=["unit", "status"], name="contact_waiting_for_unit")]

    def __str__(self) -> str:
        return self.ref


class Message(models.Model):
    """One message. The hour it was written is inside the sealed text."""

    ref = models.CharField(max_length=26, unique=True)
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="messages"
    )
    number = models.PositiveIntegerField()
    sender = models.CharField(max_length=5, choices=Sender)
    author = models.CharField(max_length=26, blank=True)  # the account's reference; empty: youth
    written_on = models.DateField()
    text = SealedTextField(null=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "number"], name="contact_message_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.number}"


class Passing(models.Model):
    """That a conversation was offered to another team, and what came of it. Its reference is the
    keeper's: whose members may read is written there."""

    ref = models.CharField(max_length=26)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="passings", db_index=False
    )
    from_unit = models.CharField(max_length=40)
    to_unit = models.CharField(max_length=40)
    offered_on = models.DateField()
    accepted_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="passed_ref_once", fields=["ref"]),
            models.UniqueConstraint(
                name="passed_one_offer_at_a_time",
                fields=["conversation"],
                condition=Q(accepted_on=None, withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="passed_not_both",
                condition=Q(accepted_on=None) | Q(withdrawn_on=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to_unit"], name="contact_passed_to"),
            models.Index(fields=["from_unit"], name="contact_passed_from"),
        ]

    def __str__(self) -> str:
        return self.ref
