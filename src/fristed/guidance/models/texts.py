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
from fristed.vault.queries import file_by_id


class Messages(models.Manager["Message"]):
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

        What says who somebody is, is covered in what an asker wrote; the text as it was is then
        sealed apart, for thirty days.
        """
        shown = masked(text) if sender == Sender.ASKER else text
        with connection.cursor() as cursor:
            # One at a time for each inquiry: the number is the order.
            cursor.execute(
                "update guidance_inquiry set texts_written = texts_written + 1"
                " where file_id = %s returning texts_written",
                [inquiry.pk],
            )
            (number,) = cursor.fetchone()
        file = file_by_id(inquiry.pk)
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
        sealing.seal(file, row, "text", shown, part=part)
        row.save(force_insert=True)
        if shown != text:
            original = Original(
                ref=new_ref("org"),
                file_id=inquiry.pk,
                inquiry=inquiry,
                number=number,
                delete_on=timezone.localdate(at) + timedelta(KEEP_ORIGINAL_DAYS),
            )
            sealing.seal(file, original, "text", text, part=ORIGINAL)
            original.save(force_insert=True)


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
    text = SealedTextField(null=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="note_ref_once", fields=["ref"])]

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
