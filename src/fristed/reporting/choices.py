"""The words reporting branches on."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    WRITING = "writing", _("skrives")
    RELEASED = "released", _("frigitt")


class Sort(models.TextChoices):
    """Whose half year a report is of."""

    OWN = "own", _("mitt arbeid")
    TEAM = "team", _("enheten")


LANGUAGES: Final = ("nb", "nn")
"""The report exists in both forms of Norwegian at once, or not at all."""

HISTORY: Final = "history"
"""Stands for the published history where a table's reference could stand."""
