"""Words the code branches on."""

from django.db import models


class Tag(models.TextChoices):
    """How sure a fact is. Only SOLID is shown to a user as fact."""

    SOLID = "S", "lest hos den ansvarlige, eller likt i to kilder"
    PRESS = "P", "én pressekilde"
    DERIVED = "D", "regnet ut her"
    CONFLICT = "C", "kildene er uenige"
    KNOWLEDGE = "K", "allmenn kunnskap, ikke kontrollert"
    OWN = "O", "vår egen inndeling"


class MappingKind(models.TextChoices):
    """What became of a code in the next version."""

    SAME = "same", "samme"
    RENAMED = "renamed", "nytt navn"
    WIDER = "wider", "videre"
    SPLIT = "split", "delt"
    NONE = "none", "ingen motsvarighet"


class DocumentKind(models.TextChoices):
    MANDATE = "mandate", "mandat"
    GUIDELINE = "guideline", "retningslinje"


class ChangeKind(models.TextChoices):
    """What happened to a municipality."""

    RENUMBERED = "renumbered", "nytt nummer"
    MERGED = "merged", "slått sammen"
    SPLIT = "split", "delt"
