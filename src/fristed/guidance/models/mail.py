"""Mail that came in: that it is here once, whose it is said to be, its files, and the servers."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fristed.guidance.choices import Channel, Receipt, Way
from fristed.guidance.models.inquiry import Inquiry
from fristed.vault.fields import SealedTextField


class Mail(models.Model):
    """A mail that was taken in. Known again by a keyed hash, so that it is taken in once."""

    digest = models.BinaryField(max_length=32)
    channel = models.CharField(max_length=10, choices=Channel)
    came_at = models.DateTimeField()
    inquiry = models.OneToOneField(
        Inquiry, on_delete=models.CASCADE, null=True, related_name="mail"
    )  # empty: our own, come back
    troubles = ArrayField(models.CharField(max_length=16), default=list)
    receipt = models.CharField(max_length=8, choices=Receipt)
    link = models.BinaryField(max_length=32)  # digest of what the receipt's link ends with

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="mail_taken_in_once", fields=["digest"])
        ]
        indexes: ClassVar = [models.Index(fields=["came_at"], name="guidance_mail_came")]

    def __str__(self) -> str:
        return self.channel


class Claim(models.Model):
    """That somebody who has signed in says a mail is hers. Whoever answers it believes her, or not.

    offer   the keeper's word that she may read what is asked and answered, when she was believed
    """

    inquiry = models.OneToOneField(
        Inquiry, on_delete=models.CASCADE, primary_key=True, related_name="claim"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField()
    believed_by = models.CharField(max_length=26, blank=True)  # the account's reference
    believed_at = models.DateTimeField(null=True)
    offer = models.CharField(max_length=26, blank=True)
    mac = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="claim_believed_by_somebody",
                condition=Q(believed_by="", believed_at=None, offer="", mac=None)
                | Q(believed_at__isnull=False, mac__isnull=False)
                & ~Q(believed_by="")
                & ~Q(offer=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.claimed_at)


class Attachment(models.Model):
    """A file that came with a mail (vedlegg), as the intake let it in. Gone after thirty days: it
    cannot be covered. Type, size and its bytes' key are one sealed text, `about`."""

    ref = models.CharField(max_length=26)  # names the sealed chunks too
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    delete_on = models.DateField(db_index=True)
    about = SealedTextField(null=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="attachment_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="attachment_numbered", fields=["inquiry", "number"]),
        ]

    def __str__(self) -> str:
        return self.ref


class MailServer(models.Model):
    """How it goes with a mail server, as the worker found it.

    waiting        mails that are still in the box
    failing_since  empty where it answers
    """

    way = models.CharField(max_length=3, choices=Way, primary_key=True)
    seen_at = models.DateTimeField(null=True)  # when it answered last
    failing_since = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.way
