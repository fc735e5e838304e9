"""What to do now and whom to call, by where, how old, and how great the danger is."""

from enum import StrEnum
from typing import Final

NORWAY: Final = "norway"
ELSEWHERE: Final = "abroad"
"""Where somebody is, beside the country codes of where an envoy works: no envoy is known there."""


class Age(StrEnum):
    UNDER_18 = "under_18"
    OVER_18 = "over_18"


class Danger(StrEnum):
    NOW = "now"
    SOON = "soon"


POLICE_NOW: Final = "politi-112"
POLICE: Final = "politi-02800"
CHILDREN: Final = "alarmtelefonen"
ADULTS: Final = "vo-linjen"
ABROAD: Final = "ud-operative"
TEAM: Final = "kompetanseteamet"


def is_abroad(where: str) -> bool:
    """Where nobody has said, she is here."""
    return where not in {"", NORWAY}


def whom_to_call(where: str, age: str, danger: str) -> tuple[str, ...]:
    """Codes of help services, the first to ring first.

    where   Norway, a country's code, or elsewhere
    """
    first = [POLICE_NOW] if danger == Danger.NOW else []
    if is_abroad(where):
        first.append(ABROAD)
    elif danger != Danger.NOW:
        first.append(POLICE)
    first.append(ADULTS if age == Age.OVER_18 else CHILDREN)
    return (*first, TEAM)
