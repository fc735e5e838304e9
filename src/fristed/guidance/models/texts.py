"""What is written about an inquiry, all of it sealed to the inquiry's file."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone

from fristed.guidance.choices import (
    ANSWER,
    ASKED,
    KEEP_ORIGINAL_DAYS,
    ORIGINAL,
    NoteKind,
    Sender,
)
from fristed.guidance.models.inquiry import Inquiry
from fristed.guidance.rules.writing import masked
from fristed.kernel.refs import new_ref
from fristed.vault import sealing
from fristed.vault.fields import SealedTextField

Text = tuple[models.Model, str, str, str]
"""Row, field, text and part, as `sealing.seal_all` takes them."""


class Messages(models.Manager["Message"]):
    def begin(
        self, inquiry: Inquiry, text: str, *, reply_to: str, author: str, at: datetime
    ) -> None:
        """Keep a new inquiry and its first message. Inside an action."""
        inquiry.texts_written = 1
        texts = self._texts(inquiry, 1, text, Sender.ASKER, author=author, at=at)
        address: list[Text] = [(inquiry, "reply_to", reply_to, ASKED)] if reply_to else []
        sealing.seal_all(inquiry.file, [*address, *texts])
        for row in (inquiry, *(one[0] for one in texts)):
            row.save(force_insert=True)

    def write(
        self,
        inquiry: Inquiry,
        text: str,
        sender: Sender,
        *,
        author: str,
        at: datetime,
        once: bytes | None = None,
    ) -> None:
        """Keep one more message. Inside an action.

        once   digest of the form's own token: the same form is taken in once
        """
        with connection.cursor() as cursor:
            # One at a time for each inquiry: the number is the order.
            cursor.execute(
                "update guidance_inquiry set texts_written = texts_written + 1"
                " where file_id = %s returning texts_written",
                [inquiry.pk],
            )
            (number,) = cursor.fetchone()
        texts = self._texts(inquiry, number, text, sender, author=author, at=at, once=once)
        sealing.seal_all(inquiry.file, texts)
        for row, *_sealed in texts:
            row.save(force_insert=True)

    def _texts(
        self,
        inquiry: Inquiry,
        number: int,
        text: str,
        sender: Sender,
        *,
        author: str,
        at: datetime,
        once: bytes | None = None,
    ) -> list[Text]:
        """The message, to seal and save. What says who somebody is, is covered in what an asker
        wrote; the text as it was is then sealed apart, for thirty days."""
        shown = masked(text) if sender == Sender.ASKER else text
        row = self.model(
            ref=new_ref("hml"),
            file_id=inquiry.pk,
            inquiry=inquiry,
            number=number,
            sender=sender,
            author=author,
            written_at=at,
            is_masked=shown != text,
            once=once,
        )
        part = ASKED if sender == Sender.ASKER else ANSWER
        if shown == text:
            return [(row, "text", shown, part)]
        original = Original(
            ref=new_ref("org"),
            file_id=inquiry.pk,
            inquiry=inquiry,
            number=number,
            delete_on=timezone.localdate(at) + timedelta(KEEP_ORIGINAL_DAYS),
        )
        return [(row, "text", shown, part), (original, "text", text, ORIGINAL)]


class Message(models.Model):
    """What the asker wrote, masked, or what a team answered. Both may read it."""

    ref = models.CharField(max_length=26)
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    sender = models.CharField(max_length=5, choices=Sender)
    author = models.CharField(max_length=26, blank=True)  # the account's reference
    written_at = models.DateTimeField()
    is_masked = models.BooleanField(default=False)  # something in it was covered
    once = models.BinaryField(max_length=32, null=True)  # digest of the form's own token
    text = SealedTextField(null=False)

    objects = Messages()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="message_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="message_numbered", fields=["inquiry", "number"]),
            models.UniqueConstraint(name="message_form_once", fields=["inquiry", "once"]),
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.number}"


class Original(models.Model):
    """A text as it was sent, before names and numbers were covered. Gone after thirty days."""

    ref = models.CharField(max_length=26)
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="originals")
    number = models.PositiveIntegerField()  # of the message it stands behind
    delete_on = models.DateField(db_index=True)
    text = SealedTextField(null=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="original_ref_once", fields=["ref"])]

    def __str__(self) -> str:
        return self.ref


class Note(models.Model):
    """What those who work with it write for each other. Whoever asked never reads it."""

    ref = models.CharField(max_length=26)
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=0)  # spent [minutes]
    once = models.BinaryField(max_length=32, null=True)  # digest of the form's own token
    text = SealedTextField(null=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="note_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="note_form_once", fields=["inquiry", "once"]),
        ]

    def __str__(self) -> str:
        return self.ref


class AnswerDraft(models.Model):
    """An answer in the making, the team's own; one for each inquiry. A save on an older version
    is refused, so nothing anybody wrote is lost."""

    ref = models.CharField(max_length=26)
    file = models.ForeignKey("vault.File", on_delete=models.PROTECT, related_name="+")
    inquiry = models.OneToOneField(Inquiry, on_delete=models.CASCADE, related_name="draft")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # the second eye, on this version
    text = SealedTextField(null=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="answerdraft_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="answerdraft_second_eye_is_another",
                condition=Q(seen_by=None) | ~Q(seen_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
