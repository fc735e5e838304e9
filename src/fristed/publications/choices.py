"""Words the code branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Span(models.TextChoices):
    """What part of the year a published count covers."""

    FULL = "full", _("hele året")
    FIRST_HALF = "H1", _("første halvår")
    JUNE_TO_DECEMBER = "Jun-Dec", _("juni til desember")


class Measure(models.TextChoices):
    """What was counted. Different measures are never compared."""

    NEW = "new", _("nye saker")
    ACTIVE = "active", _("aktive saker")
    CASES = "cases", _("saker med råd eller annen bistand")


class BreakKind(models.TextChoices):
    """Why two years of a series are not quite the same thing."""

    CATEGORIES = "categories", _("nye kategorier")
    NAME = "name", _("nytt navn på tjenesten")


class DimensionRole(models.TextChoices):
    """What a dimension of a table is, in JSON-stat's words."""

    TIME = "time", _("tid")
    GEO = "geo", _("sted")
    PLAIN = "", _("annet")
