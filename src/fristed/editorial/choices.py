"""The words the studio branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """What happens to a text between its writer and nora, in this order."""

    PROFESSIONAL = "professional", _("faglig kontroll")
    LANGUAGE = "language", _("språkkontroll")
    SIGN_OFF = "sign_off", _("godkjenning")


class Answer(models.TextChoices):
    """Of the one who checks."""

    APPROVE = "approve", _("Godkjenn")
    SEND_BACK = "send_back", _("Send tilbake")
