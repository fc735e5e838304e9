"""Words the code branches on. What is only counted stands in the code lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    OPEN = "open", _("åpen")
    CLOSED = "closed", _("avsluttet")


class Service(models.TextChoices):
    """Which service a case is counted under; the services are never summed."""

    ADVISER = "MR", _("mangfoldsrådgiver")
    ENVOY = "IR", _("spesialutsending for integreringssaker")


class FollowUpKind(models.TextChoices):
    TALK = "talk", _("samtale med den unge")
    CALL = "call", _("telefon")
    MESSAGE = "message", _("melding")
    MEETING = "meeting", _("møte med andre")
    GUIDANCE = "guidance", _("råd til fagfolk i saken")
    PAPERWORK = "paperwork", _("skriftlig arbeid")
    OTHER = "other", _("annet")


class TaskKind(models.TextChoices):
    """What is to be done, in a word that may stand outside the file. The rest is sealed."""

    TALK = "talk", _("ta en samtale")
    CALL = "call", _("ringe")
    MEETING = "meeting", _("holde møte")
    WRITE = "write", _("skrive")
    FIND_OUT = "find_out", _("finne ut")
    OTHER = "other", _("annet")


class ClosureReason(models.TextChoices):
    NO_LONGER_NEEDED = "no_longer_needed", _("den unge trenger ikke mer oppfølging")
    OWN_WISH = "own_wish", _("den unge ønsker ikke mer oppfølging")
    HANDED_OVER = "handed_over", _("andre har overtatt")
    LOST_CONTACT = "lost_contact", _("kontakten er mistet")
    REGISTERED_BY_MISTAKE = "mistake", _("registrert ved en feil")


class Outcome(models.TextChoices):
    SAFER = "safer", _("den unge er tryggere")
    UNCHANGED = "unchanged", _("uendret")
    LESS_SAFE = "less_safe", _("den unge er mindre trygg")
    UNKNOWN = "unknown", _("ikke kjent")


class EmergencyGround(models.TextChoices):
    """Why a file was opened in an emergency. What exactly happened is sealed in the file."""

    LIFE_OR_HEALTH = "life_or_health", _("fare for liv eller helse")
    LEAVING_COUNTRY = "leaving_country", _("noen er i ferd med å bli tatt ut av landet")
    MARRIAGE = "marriage", _("et ekteskap eller et inngrep er nær")
    ADVISER_AWAY = "adviser_away", _("det haster, og rådgiveren kan ikke nås")


class Part(models.TextChoices):
    """The parts of a case's file. A key grant names them."""

    NAME = "name"  # the working name; the only part a list of cases opens
    PROFILE = "profile"
    NOTES = "notes"
    TASKS = "tasks"
    EMERGENCY = "emergency"
