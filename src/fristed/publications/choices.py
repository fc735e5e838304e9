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
    METRIC = "metric", _("måltall")
    PLAIN = "", _("annet")


class ChangeKind(models.TextChoices):
    """What a publication said of two figures."""

    CHANGE = "change", _("endring i prosent")
    DIFFERENCE = "difference", _("endring i antall")
    SHARE = "share", _("andel av alle")


class Category(models.TextChoices):
    """What a published count is of. The words are the source's; they are not joined over eras."""

    TOTAL = "total", _("alle saker")
    NSK = "NSK", _("negativ sosial kontroll")
    THREATS = "trusler_vold", _("trusler eller vold")
    FEAR_OF_MARRIAGE = "frykt_TE", _("frykt for tvangsekteskap")
    MARRIAGE = "gjennomfort_TE", _("gjennomført tvangsekteskap")
    FEAR_OF_STAY = "frykt_ufrivillig_utland", _("frykt for ufrivillig opphold i utlandet")
    STAY = "ufrivillig_utland", _("ufrivillig opphold i utlandet")
    MUTILATION = "kjonnslemlestelse", _("kjønnslemlestelse")
    UNDER_18 = "under18", _("under 18 år")
    ABROAD = "abroad_at_contact", _("i utlandet ved første kontakt")
    ABROAD_CHILDREN = "abroad_children", _("barn i utlandet ved første kontakt")
    BY_ADVISER = "contacted_by_MR", _("kontaktet av rådgiver ved skole")
    BY_CHILD_WELFARE = "contacted_by_barnevern", _("kontaktet av barnevernet")
    BY_POLICE = "contacted_by_politi", _("kontaktet av politiet")


class Mark(models.TextChoices):
    """What a reader must see beside a year."""

    PART_YEAR = "part_year", _("del av året")
    TOGETHER = "together", _("to tjenester talt under ett")
    CONFLICT = "conflict", _("publikasjonene er uenige; begge tallene vises")
    UNCLEAR = "unclear", _("uklart hvem tallet gjelder")
    PRESS = "press", _("bare gjengitt i pressen")
    BREAK = "break", _("brudd i serien")
    MISSING = "missing", _("ikke funnet")
