"""The neutral list, and the ready-made texts of answers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.notices.choices import Channel, ReplyKind, SentState, TextStatus, Use


class NeutralText(models.Model):
    """Words that may reach a phone somebody else reads. Never changed; another takes its place."""

    ref = models.CharField(max_length=26)
    use = models.CharField(max_length=12, choices=Use)
    words = models.JSONField()  # language -> words; bokmål, nynorsk and English
    status = models.CharField(max_length=8, choices=TextStatus, default=TextStatus.PROPOSED)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # empty: came with the house
    written_on = models.DateField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="neutraltext_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="neutraltext_in_three_languages",
                condition=Q(words__has_keys=["nb", "nn", "en"]),
            ),
            models.CheckConstraint(
                name="neutraltext_seen_by_a_second_eye",
                condition=Q(approved_by=None)
                | Q(written_by=None)
                | ~Q(approved_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="neutraltext_in_use_is_approved",
                condition=Q(status=TextStatus.PROPOSED, approved_by=None, approved_on=None)
                | Q(status=TextStatus.IN_USE, approved_by__isnull=False, approved_on__isnull=False)
                | Q(status=TextStatus.ENDED, ended_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class ReplyText(models.Model):
    """A ready-made part of an answer to a professional. An article says which version of the law it
    stands on. After its day of review it cannot be put into an answer. Never changed; another
    takes its place."""

    ref = models.CharField(max_length=26)
    kind = models.CharField(max_length=8, choices=ReplyKind)
    keyword = models.CharField(max_length=40)  # what is typed after the mark
    words = models.JSONField()  # language -> words; bokmål, nynorsk and English
    law_version = models.CharField(max_length=80, blank=True)  # "barnevernsloven 2021, § 13-2"
    review_on = models.DateField()
    used = models.PositiveIntegerField(default=0)  # in so many answers
    status = models.CharField(max_length=8, choices=TextStatus, default=TextStatus.PROPOSED)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_on = models.DateField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="replytext_ref_once", fields=["ref"]),
            models.UniqueConstraint(
                name="replytext_one_in_use",
                fields=["kind", "keyword"],
                condition=Q(status=TextStatus.IN_USE),
            ),
            models.CheckConstraint(
                name="replytext_in_three_languages",
                condition=Q(words__has_keys=["nb", "nn", "en"]),
            ),
            models.CheckConstraint(
                name="replytext_article_stands_on_a_law",
                condition=Q(kind=ReplyKind.MODULE) | ~Q(law_version=""),
            ),
            models.CheckConstraint(
                name="replytext_in_use_was_seen_by_another",
                condition=~Q(status=TextStatus.IN_USE)
                | Q(approved_by__isnull=False) & ~Q(approved_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.keyword


class Outgoing(models.Model):
    """That a neutral text was sent, when somebody had asked for it. To whom is not kept here."""

    ref = models.CharField(max_length=26)
    text = models.ForeignKey(NeutralText, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=4, choices=Channel)
    about = models.CharField(max_length=26)  # the file it belongs to; opens nothing
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    state = models.CharField(max_length=6, choices=SentState, default=SentState.BEGUN)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="outgoing_ref_once", fields=["ref"])]

    def __str__(self) -> str:
        return self.ref
