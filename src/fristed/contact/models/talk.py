"""A young person's conversation with a team: texts sealed, days instead of moments."""

from django.db import models

from fristed.contact.choices import Sender, Status
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
