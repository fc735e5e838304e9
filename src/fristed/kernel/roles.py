"""What a person may be in the scheme. The Norwegian titles stand in GLOSSARY.md."""

from enum import StrEnum


class Role(StrEnum):
    ADVISER = "adviser"  # mangfoldsrådgiver (before 2023: minoritetsrådgiver)
    ENVOY = "envoy"  # spesialutsending for integreringssaker
    LOCAL_STAFF = "local_staff"  # lokalt ansatt ved en utenriksstasjon
    EXPERT_TEAM = "expert_team"  # fagteam
    COMPETENCE_TEAM = "competence_team"  # Kompetanseteamet
    REGIONAL_NETWORK = "regional_network"  # regionalt kompetansenettverk
    LEADER = "leader"
    ANALYST = "analyst"
    DATA_PROTECTION_OFFICER = "data_protection_officer"  # personvernombud
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


CASEWORKERS = frozenset({Role.ADVISER, Role.ENVOY})
"""Those who hold cases of their own."""

GUIDING = CASEWORKERS | {Role.EXPERT_TEAM, Role.COMPETENCE_TEAM, Role.REGIONAL_NETWORK}
"""Those whose work it is to answer professionals."""
