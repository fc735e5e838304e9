"""Who an inquiry goes to, by the asker's service, what she comes with, and where she works."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fristed.guidance.choices import Kind, Urgency, Why

SCHOOLS: Final = frozenset(
    {"kindergarten", "primary_school", "lower_secondary", "upper_secondary", "guidance_centre"}
)
OWN_LAW: Final = frozenset({"child_welfare", "police", "immigration", "mission", "crisis_centre"})
"""Services whose questions turn on a law one of the competence team's agencies answers for."""


SCHOOL_ROLES: Final = frozenset({"teacher", "counsellor", "school_nurse"})
OWN_LAW_ROLES: Final = frozenset({"officer"})
"""The same by what somebody works as, wherever that is."""


class To(StrEnum):
    """Which sort of unit."""

    ADVISERS = "advisers"
    REGION = "region"
    EXPERT_TEAM = "expert_team"
    COMPETENCE_TEAM = "competence_team"


@dataclass(frozen=True)
class Reach:
    """The units that could answer; empty where there is none that day.

    region   a running regional network for the county
    """

    expert_team: str
    advisers: str = ""
    region: str = ""
    competence_team: str = ""


@dataclass(frozen=True)
class Route:
    """Where it goes first, and who has it too from the start."""

    unit: str
    also: str = ""


@dataclass(frozen=True)
class Suggestion:
    """Where somebody who reads it might send it on. A person decides."""

    to: To
    unit: str
    why: Why


def first_unit(kind: str, urgency: str, service: str, reach: Reach) -> Route:
    """What is acute goes to the expert team, at once. A course goes to the advisers of the county;
    else to the region where one runs, with the expert team behind it; else to the expert team."""
    if urgency == Urgency.ACUTE:
        return Route(reach.expert_team)
    if kind == Kind.COURSE and reach.advisers:
        return Route(reach.advisers, also=reach.expert_team)
    if reach.region and service not in OWN_LAW:
        return Route(reach.region, also=reach.expert_team)
    return Route(reach.expert_team)


def suggestions(
    kind: str, service: str, role: str, reach: Reach, *, unit: str
) -> tuple[Suggestion, ...]:
    """The nearest first, and never where it already is."""
    found = []
    if service in OWN_LAW or role in OWN_LAW_ROLES:
        found.append(Suggestion(To.COMPETENCE_TEAM, reach.competence_team, Why.OWN_LAW))
    if kind == Kind.CONCERN or service in SCHOOLS or role in SCHOOL_ROLES:
        found.append(Suggestion(To.ADVISERS, reach.advisers, Why.NEAREST))
    found.append(Suggestion(To.REGION, reach.region, Why.REGION_FIRST))
    back = Why.HANDED_BACK if unit == reach.region else Why.MISTAKE
    found.append(Suggestion(To.EXPERT_TEAM, reach.expert_team, back))
    return tuple(one for one in found if one.unit and one.unit != unit)


def is_main(service: str, audience: Collection[str]) -> bool:
    """Whether the asker's service is in the expert team's main audience that day. She is helped
    all the same, and the inquiry is marked."""
    return service in audience
