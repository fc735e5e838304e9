"""The words contact branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    WAITING = "waiting", _("venter på svar")
    ANSWERED = "answered", _("besvart")
    HANDED_OVER = "handed_over", _("er blitt en sak")
    CLOSED = "closed", _("lukket av den unge")


class Sender(models.TextChoices):
    YOUTH = "youth"
    DESK = "desk"
    WORD = "word"  # not a message: the word that was agreed


class Whom(models.TextChoices):
    """For whom somebody writes. Kept inside the sealed text."""

    MYSELF = "me", _("Meg selv")
    FRIEND = "friend", _("En venn eller noen jeg kjenner")
    FAMILY = "family", _("Barnet mitt eller noen i slekta")


TALK = "talk"
"""The part of a conversation's file that its messages belong to."""
