"""The words sign-in branches on."""

from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Door(models.TextChoices):
    """Whose door an account is for, and no other."""

    DESK = "desk", _("ansatte")
    PARTNER = "partner", _("fagfolk i andre tjenester")


ALSO_STAFF: Final = {"studio": Door.DESK}
"""Further doors of the same people: staff who write for nora sign in at both."""


class Refusal(StrEnum):
    """Why an attempt came to nothing: for the trail, never for the page."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a reason, not a password
    UNKNOWN_PERSON = "unknown_person"
    INACTIVE = "inactive"
    TOO_MANY = "too_many"
