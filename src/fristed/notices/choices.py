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


class ReplyKind(models.TextChoices):
    """How a ready-made text is called for when an answer is written."""

    MODULE = "module", _("en ferdig tekst (::)")
    ARTICLE = "article", _("en artikkel (??)")


MARK = {ReplyKind.MODULE: "::", ReplyKind.ARTICLE: "??"}
