"""A regional network's meetings: the agenda, what was agreed, and who does what by when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.guidance.choices import MeetingPlace


class NetworkMeeting(models.Model):
    """A meeting of a network (nettverksmøte). It is about how the bodies work together, never about
    a person, so its texts are in the clear and what points at somebody is refused."""

    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()  # how long it lasts [minutes]
    place = models.CharField(max_length=8, choices=MeetingPlace)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True)  # the minutes are done

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="networkmeeting_ref_once", fields=["ref"]),
            models.CheckConstraint(name="networkmeeting_lasts", condition=Q(minutes__gt=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "starts_at"], name="guidance_meetings_of")
        ]

    def __str__(self) -> str:
        return self.ref


class NetworkItem(models.Model):
    """A point on the agenda, and what was agreed about it: the minutes."""

    meeting = models.ForeignKey(NetworkMeeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()  # from 1
    what = models.CharField(max_length=200)
    agreed = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="networkitem_placed", fields=["meeting", "position"])
        ]

    def __str__(self) -> str:
        return self.what


class NetworkAction(models.Model):
    """What somebody of the network does by a day, as a meeting agreed."""

    ref = models.CharField(max_length=26)
    item = models.ForeignKey(NetworkItem, on_delete=models.CASCADE, related_name="actions")
    unit = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="networkaction_ref_once", fields=["ref"])
        ]

    def __str__(self) -> str:
        return self.ref


class NetworkAddition(models.Model):
    """What a network adds to a national article (tillegg). The article itself is never copied:
    its page always shows the national text of the day.

    beside   the version of the article it was written beside; another one since is told of
    """

    unit = models.CharField(max_length=40)
    keyword = models.CharField(max_length=40)  # of the article
    beside = models.CharField(max_length=26)
    text = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    written_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit"], name="guidance_additions_of")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="networkaddition_one_at_a_time",
                fields=["unit", "keyword"],
                condition=Q(ended_on=None),
            ),
            models.CheckConstraint(
                name="networkaddition_is_reviewed_later",
                condition=Q(review_on__gt=F("written_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.keyword
