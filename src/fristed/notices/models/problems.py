"""What somebody says does not work, for whoever runs the installation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from fristed.kernel.refs import new_ref


def _problem_ref() -> str:
    return new_ref("fei")


class Problem(models.Model):
    """Something wrong on a page (feil på siden). Neither who said it, nor of which case: `page` is
    the address's pattern, never an address."""

    ref = models.CharField(max_length=26, default=_problem_ref)
    page = models.CharField(max_length=200)  # "/cases/*/close/"; empty: not said
    browser = models.CharField(max_length=40, blank=True)  # "Firefox 128", no more
    roles = models.CharField(max_length=120, blank=True)
    words = models.TextField()  # hers; gone when it is closed
    said_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="problem_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="problem_closed_has_no_words",
                condition=Q(closed_on=None) | Q(words=""),
            ),
        ]
        indexes: ClassVar = [models.Index(name="problem_by_day", fields=["closed_on", "said_on"])]

    def __str__(self) -> str:
        return self.ref


class SeenRelease(models.Model):
    """The newest release somebody has been told of, so that she is told once."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    version = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.version
