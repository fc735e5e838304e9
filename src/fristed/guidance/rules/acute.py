"""What to do now and whom to call, by where, how old, and how great the danger is."""

from enum import StrEnum
from typing import Final


class Where(StrEnum):
    NORWAY = "norway"
    ABROAD = "abroad"


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


def whom_to_call(where: str, age: str, danger: str) -> tuple[str, ...]:
    """Codes of help services, the first to ring first."""
    first = [POLICE_NOW] if danger == Danger.NOW else []
    if where == Where.ABROAD:
        first.append(ABROAD)
    elif danger != Danger.NOW:
        first.append(POLICE)
    first.append(ADULTS if age == Age.OVER_18 else CHILDREN)
    return (*first, TEAM)
