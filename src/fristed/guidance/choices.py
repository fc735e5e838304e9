"""The words guidance branches on."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody comes with."""

    QUESTION = "question", _("et spørsmål")
    CONCERN = "concern", _("en bekymring")
    GUIDANCE = "guidance", _("ønske om veiledning")
    COURSE = "course", _("ønske om kurs")


class Urgency(models.TextChoices):
    ACUTE = "acute", _("det haster: noe kan skje i dag")
    ORDINARY = "ordinary", _("det kan vente til neste arbeidsdag")


class Channel(models.TextChoices):
    """How an inquiry came. What a machine sent is set aside: nobody waits for an answer to it."""

    FORM = "form", _("skjema")
    PHONE = "phone", _("telefon")
    MAIL = "mail", _("e-post")
    LIST = "list", _("e-post fra en liste")
    AUTOMATIC = "automatic", _("automatisk e-post")


BY_MAIL: Final = frozenset({Channel.MAIL, Channel.LIST, Channel.AUTOMATIC})


class Receipt(models.TextChoices):
    """What came of telling a sender that her mail is here."""

    WAITING = "waiting"
    SENT = "sent"
    NOT_SENT = "not_sent"  # to a machine, a list, nobody, or one who has had several that day
    GIVEN_UP = "given_up"  # the mail server did not take it


class Way(models.TextChoices):
    """The two mail servers we speak to."""

    IN = "in"
    OUT = "out"


class Status(models.TextChoices):
    """Where an inquiry stands. Whoever sent it sees this, and never more of the work."""

    SENT = "sent", _("sendt")
    READ = "read", _("lest")
    TAKEN_UP = "taken_up", _("tatt opp")
    ANSWERED = "answered", _("besvart")
    CLOSED = "closed", _("avsluttet")


class Became(models.TextChoices):
    """What an inquiry was made into. Each is counted by its own rule, the inquiry once."""

    CASE = "case", _("en sak")
    CONSULTATION = "consultation", _("en drøfting")


class Sender(models.TextChoices):
    ASKER = "asker"
    TEAM = "team"


class NoteKind(models.TextChoices):
    """What a team notes among its own."""

    NOTE = "note", _("notat")
    PHONE = "phone", _("telefonsamtale")
    DISCUSSION = "discussion", _("drøftet med en kollega")


class Why(models.TextChoices):
    """Why an inquiry went on to another unit."""

    REGION_FIRST = "region_first", _("regionen svarer først")
    HANDED_BACK = "handed_back", _("regionen ga den tilbake")
    NOT_ANSWERED = "not_answered", _("regionen svarte ikke innen en arbeidsdag")
    NEAREST = "nearest", _("rådgiverne i fylket er nærmest")
    OWN_LAW = "own_law", _("spørsmålet hører til Kompetanseteamet")
    COURSE = "course", _("kurs går til rådgiverne i fylket")
    MISTAKE = "mistake", _("den kom til feil enhet")


class NetworkStatus(models.TextChoices):
    """What a regional network is that day. A proposal is only that."""

    PROPOSED = "proposed", _("foreslått")
    TRIAL = "trial", _("på prøve")
    RUNNING = "running", _("i drift")
    ENDED = "ended", _("avviklet")


class MeetingPlace(models.TextChoices):
    """Where a network meets. A code, so that a calendar can say it to anybody."""

    ONLINE = "online", _("på nett")
    RUNNER = "runner", _("hos den som driver nettverket")
    MEMBER = "member", _("hos en av virksomhetene")


class Acted(models.TextChoices):
    """Whether whoever asked did something after the answer."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("delvis")
    NO = "no", _("nei")


class NoteStatus(models.TextChoices):
    """Whether what somebody learned may be read by all who guide."""

    WAITING = "waiting"  # a colleague reads it first
    IN_USE = "in_use"


class Evidence(models.TextChoices):
    """How sure anybody is that a method helps."""

    RESEARCH = "research", _("forsket på")
    EVALUATED = "evaluated", _("evaluert")
    EXPERIENCE = "experience", _("egen erfaring")


class Verdict(models.TextChoices):
    """What came of it. What did not work is worth knowing too."""

    HELPS = "helps", _("det hjalp")
    MIXED = "mixed", _("det hjalp noen ganger")
    DID_NOT_WORK = "did_not_work", _("prøvd, virket ikke")


ASKED: Final = "asked"
ANSWER: Final = "answer"
WORK: Final = "work"
ORIGINAL: Final = "original"
"""The parts of an inquiry's file. The keeper lets whoever wrote it read the first two."""

OF_ASKER: Final = (ANSWER, ASKED)
KEEP_ORIGINAL_DAYS: Final = 30
NOBODY: Final = "nobody"
"""In the code list "about_group": it is asked about nobody in particular."""
NOT_SORTED: Final = ""
"""Instead of codes of who asks: it came by mail, and nobody has said yet."""
