"""Words the code branches on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fristed.kernel.roles import Role


class UnitKind(models.TextChoices):
    """What sort of team a unit is."""

    ADVISER_TEAM = "adviser_team", _("rådgivere i en region")
    MISSION = "mission", _("utenriksstasjon")
    EXPERT_TEAM = "expert_team", _("fagteam")
    COMPETENCE_TEAM = "competence_team", _("Kompetanseteamet")
    REGIONAL_NETWORK = "regional_network", _("regionalt kompetansenettverk")
    DIRECTORATE = "directorate", _("direktoratet")


class SchoolKind(models.TextChoices):
    """Where an adviser may be placed."""

    LOWER_SECONDARY = "lower_secondary", _("ungdomsskole")
    UPPER_SECONDARY = "upper_secondary", _("videregående skole")
    GUIDANCE_CENTRE = "guidance_centre", _("fylkeskommunalt veiledningssenter")
    ADULT_EDUCATION = "adult_education", _("voksenopplæring")
    MOBILE_TEAM = "mobile_team", _("ambulerende team")


class OwnerKind(models.TextChoices):
    COUNTY = "county", _("fylkeskommune")
    MUNICIPALITY = "municipality", _("kommune")
    PRIVATE = "private", _("privat")


class Answerer(models.TextChoices):
    """Who answers for a duty in a cooperation agreement."""

    DIRECTORATE = "directorate", _("direktoratet")
    HEAD_TEACHER = "head_teacher", _("skoleleder")
    OWNER = "owner", _("skoleeier")


class LocalKind(models.TextChoices):
    """Help that each municipality has its own of."""

    CRISIS_CENTRE = "crisis_centre", _("krisesenter")
    CHILD_WELFARE = "child_welfare", _("barnevernvakt")


class MissionScope(models.TextChoices):
    """What an envoy does for a country."""

    OPERATIVE = "operative", _("arbeid med enkeltsaker")
    GUIDANCE_PRIMARY = "guidance_primary", _("veiledning, først")
    GUIDANCE_SECONDARY = "guidance_secondary", _("veiledning, dernest")


ROLE_CHOICES = [(role.value, role.value) for role in Role]
