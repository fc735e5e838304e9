"""Help services with numbers and hours, each with an owner and the day someone last rang."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.codelists.choices import Tag
from fristed.organisation.choices import LocalKind


class HelpService(models.Model):
    """A service anyone may contact. Only what a solid source says is shown to the public."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.JSONField()  # language -> words
    about = models.JSONField(default=dict)
    number = models.CharField(max_length=16, blank=True)  # as people write it
    email = models.EmailField(blank=True)
    chat = models.CharField(max_length=80, blank=True)  # a host name
    hours = models.JSONField(default=dict)
    hours_tag = models.CharField(max_length=1, choices=Tag, blank=True)
    is_always_open = models.BooleanField(default=False)
    week = models.CharField(max_length=7, blank=True)  # ISO days it answers, as "12345"
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    is_acute = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(null=True, blank=True)  # empty: the source does not say
    owner = models.CharField(max_length=80)
    tag = models.CharField(max_length=1, choices=Tag)
    source = models.TextField()
    position = models.PositiveSmallIntegerField()
    last_verified = models.DateField(null=True, blank=True)  # the day a person rang
    changed_on = models.DateField(null=True, blank=True)  # the day it was changed here, if ever
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="helpservice_name_in_three_languages",
                condition=Q(name__has_keys=["nb", "nn", "en"]),
            ),
            models.CheckConstraint(
                name="helpservice_hours_carry_their_tag",
                condition=Q(hours={}, hours_tag="") | ~Q(hours={}) & ~Q(hours_tag=""),
            ),
            models.CheckConstraint(
                name="helpservice_clock_is_whole",
                condition=Q(week="", opens=None, closes=None)
                | ~Q(week="") & Q(opens__isnull=False, closes__isnull=False, is_always_open=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def ref(self) -> str:
        """What the trail knows it by."""
        return self.code


class LocalService(models.Model):
    """What a municipality has of its own. Data to fill; shown once somebody has rung it."""

    ref = models.CharField(max_length=26, unique=True)
    municipality = models.CharField(max_length=4)
    kind = models.CharField(max_length=14, choices=LocalKind)
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=16)
    owner = models.CharField(max_length=80)
    source = models.TextField()
    last_verified = models.DateField(null=True, blank=True)  # the day a person rang
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="localservice_one_of_each", fields=["municipality", "kind"]
            ),
            models.CheckConstraint(
                name="localservice_municipality_is_a_code",
                condition=Q(municipality__regex=r"^[0-9]{4}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.ref
