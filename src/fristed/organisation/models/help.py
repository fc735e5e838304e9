"""Help services with numbers and hours, each with an owner and the day someone last rang."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.codelists.choices import Tag


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
    is_acute = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(null=True, blank=True)  # empty: the source does not say
    owner = models.CharField(max_length=80)
    tag = models.CharField(max_length=1, choices=Tag)
    source = models.TextField()
    position = models.PositiveSmallIntegerField()
    last_verified = models.DateField(null=True, blank=True)  # the day a person rang
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
        ]

    def __str__(self) -> str:
        return self.code
