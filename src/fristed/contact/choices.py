"""The words contact branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    WAITING = "waiting", _("venter på svar")
    ANSWERED = "answered", _("besvart")
    HANDED_OVER = "handed_over", _("er blitt en sak")
    CLOSED = "closed", _("lukket av den unge")
    ENDED = "ended", _("avsluttet fordi det har vært stille lenge")


OVER = frozenset({Status.CLOSED, Status.ENDED})
"""Nothing more can be written in it, by anyone."""


class Urgency(models.IntegerChoices):
    """How much it hurries, as an adviser has set it. She who writes is never asked."""

    ORDINARY = 0, _("haster ikke")
    SOON = 1, _("haster")
    NOW = 2, _("haster nå")


class Sender(models.TextChoices):
    YOUTH = "youth"
    DESK = "desk"
    WORD = "word"  # not a message: the word that was agreed
    DRAFT = "draft"  # an answer that a colleague shall read first
    NOTE = "note"  # what the team notes among its own


class Whom(models.TextChoices):
    """For whom somebody writes. Kept inside the sealed text."""

    MYSELF = "me", _("Meg selv")
    FRIEND = "friend", _("En venn eller noen jeg kjenner")
    FAMILY = "family", _("Barnet mitt eller noen i slekta")


SPOKEN = frozenset({Sender.YOUTH, Sender.DESK})
"""What both sides read. The rest is no message."""

ANY_ADVISER = "any"
"""To whom she writes when it may be an adviser anywhere: then nobody learns where she is."""

TALK = "talk"
"""The part of a conversation's file that its messages belong to."""
AMONG_US = "among_us"
"""The part she never reads: the keeper opens it for the team alone."""
