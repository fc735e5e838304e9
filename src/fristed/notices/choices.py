"""Words the code branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Use(models.TextChoices):
    """Where a neutral text may stand."""

    MESSAGE = "message", _("en melding")
    VOICEMAIL = "voicemail", _("en telefonsvarer")
    CALENDAR = "calendar", _("en kalender")


class TextStatus(models.TextChoices):
    PROPOSED = "proposed", _("venter på en kollega")
    IN_USE = "in_use", _("i bruk")
    ENDED = "ended", _("ikke i bruk")


class Channel(models.TextChoices):
    """By what a neutral text is sent, when somebody has asked for it."""

    SMS = "sms", _("SMS")
    MAIL = "mail", _("e-post")


class SentState(models.TextChoices):
    BEGUN = "begun", _("sendes")
    SENT = "sent", _("sendt")
    FAILED = "failed", _("ikke sendt")


class ReplyKind(models.TextChoices):
    """How a ready-made text is called for when an answer is written."""

    MODULE = "module", _("en ferdig tekst (::)")
    ARTICLE = "article", _("en artikkel (??)")


MARK = {ReplyKind.MODULE: "::", ReplyKind.ARTICLE: "??"}
