"""The words contact branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    WAITING = "waiting", _("venter på svar")
    ANSWERED = "answered", _("besvart")
    HANDED_OVER = "handed_over", _("er blitt en sak")


class Sender(models.TextChoices):
    YOUTH = "youth"
    DESK = "desk"


TALK = "talk"
"""The part of a conversation's file that its messages belong to."""
