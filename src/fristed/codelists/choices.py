"""Words the code branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tag(models.TextChoices):
    """How sure a fact is. Only SOLID is shown to a user as fact."""

    SOLID = "S", _("lest hos den ansvarlige, eller likt i to kilder")
    PRESS = "P", _("én pressekilde")
    DERIVED = "D", _("regnet ut her")
    CONFLICT = "C", _("kildene er uenige")
    KNOWLEDGE = "K", _("allmenn kunnskap, ikke kontrollert")
    OWN = "O", _("vår egen inndeling")


class MappingKind(models.TextChoices):
    """What became of a code in the next version."""

    SAME = "same", _("samme")
    RENAMED = "renamed", _("nytt navn")
    WIDER = "wider", _("videre")
    SPLIT = "split", _("delt")
    NONE = "none", _("ingen motsvarighet")


class SchemeState(models.TextChoices):
    """How firm a scheme is. One that is replaced keeps its series."""

    PROPOSED = "proposed", _("foreslått")
    TEMPORARY = "temporary", _("midlertidig, i en plan med sluttår")
    PERMANENT = "permanent", _("fast")
    REPLACED = "replaced", _("erstattet")


class DocumentKind(models.TextChoices):
    MANDATE = "mandate", _("mandat")
    GUIDELINE = "guideline", _("retningslinje")


class ChangeKind(models.TextChoices):
    """What happened to a municipality."""

    RENUMBERED = "renumbered", _("nytt nummer")
    MERGED = "merged", _("slått sammen")
    SPLIT = "split", _("delt")


class ProofStandard(models.TextChoices):
    """How sure one must be. The standards are kept apart: what is too little for one may be
    enough for another."""

    CERTAIN_OR_MOST_LIKELY = "certain_or_most_likely", _("sikkert eller mest sannsynlig")
    REASON_TO_BELIEVE = "reason_to_believe", _("grunn til å tro")
    NONE = "none", _("ikke noe eget beviskrav")


class Weight(models.TextChoices):
    """What an answer says about a criterion."""

    FOR = "for", _("fyller kriteriet")
    AGAINST = "against", _("fyller ikke kriteriet")
    OPEN = "open", _("står åpent")
    NOTED = "noted", _("avgjør ikke")
