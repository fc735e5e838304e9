"""The words the portal branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageKind(models.TextChoices):
    """What a page is, in the order of the list of them."""

    AUDIENCE = "audience", _("Hvem er du?")
    CHECK = "check", _("Kjenn etter selv")
    SAFETY = "safety", _("Hjelp")
    CALL = "call", _("Hva skjer hvis jeg ringer?")
    TOPIC = "topic", _("Hva det kan være")
    RIGHTS = "rights", _("Rettigheter")
    STORY = "story", _("Historier")
    GUIDE = "guide", _("Veiledere og brosjyrer")


class Audience(models.TextChoices):
    """For whom. Never in an address, a title or a log."""

    YOUNG = "young", _("ung")
    FRIEND = "friend", _("venn")
    PARENT = "parent", _("forelder eller slekt")
    NEWCOMER = "newcomer", _("ny i Norge")
    PROFESSIONAL = "professional", _("arbeider med unge")


class State(models.TextChoices):
    """Of one version in one language."""

    DRAFT = "draft", _("utkast")
    SHOWN = "shown", _("publisert")
    RECALLED = "recalled", _("trukket tilbake")


class BlockKind(models.TextChoices):
    """The pieces a page is made of."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    SAFETY = "safety"  # what must be true in every language, or the page is held back in it
    TICK = "tick"  # a sentence to recognise oneself in, and what to know then
    LAW = "law"  # topics of law references
    HELP = "help"  # codes of help services
    PAGE = "page"  # another page
    WRITE = "write"  # the way to a person


class Answer(models.TextChoices):
    """Whether a reader found what she looked for."""

    FOUND = "found", _("Ja")
    NOT_FOUND = "not_found", _("Nei")
    NO_RESULT = "no_result", _("Søk uten treff")


class Outcome(models.TextChoices):
    """What an editor made of a contribution."""

    USED = "used", _("brukt")
    NOT_USED = "not_used", _("ikke brukt")


class Goal(models.TextChoices):
    """A place of nora's own that is no page."""

    START = "start", _("forsiden")
    HELP = "help", _("hjelp nå")
    READ = "read", _("alt man kan lese")
    ADVISERS = "advisers", _("her er det rådgivere")
    FIGURES = "figures", _("tall")


class Fault(models.TextChoices):
    """What is wrong with a way out of a page."""

    MISSING = "missing", _("finnes ikke, eller vises ikke")
    BROKEN = "broken", _("svarer at siden ikke finnes")
    AWAY = "away", _("svarer ikke")
    NOT_PUBLIC = "not_public", _("er ikke en åpen adresse")


HOUSE = ("nb", "nn", "en")
"""Languages the whole house speaks; a page is there in all three or not at all."""

FORMS = ("nb", "nn")
"""The two forms of Norwegian: what is new appears in both at once (språklova)."""
