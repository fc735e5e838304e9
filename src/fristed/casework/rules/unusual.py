"""What makes somebody's way of opening cases worth a question. The limits are our own."""

from dataclasses import dataclass
from statistics import median
from typing import Final

TIMES_THE_USUAL: Final = 3
MANY_FILES: Final = 20  # fewer is never many, however little others open  [files]
MANY_REFUSED: Final = 5
MANY_AT_NIGHT: Final = 5
MANY_EMERGENCIES: Final = 2
NIGHT_FROM: Final = 22  # hours, in Norway
NIGHT_UNTIL: Final = 6


@dataclass(frozen=True)
class Habits:
    """What one person did in a month, as numbers. Never which files."""

    person: str
    files: int
    refused: int
    emergencies: int
    at_night: int


def usual_files(habits: list[Habits]) -> float:
    """How many different files those who open any open: the middle one.  [files]"""
    opened = [one.files for one in habits if one.files]
    return median(opened) if opened else 0


def reasons(habits: Habits, *, usual: float) -> tuple[str, ...]:
    """Codes of what is unusual; none for most people."""
    found = {
        "many_files": habits.files >= MANY_FILES and habits.files > TIMES_THE_USUAL * usual,
        "many_refused": habits.refused >= MANY_REFUSED,
        "many_at_night": habits.at_night >= MANY_AT_NIGHT,
        "many_emergencies": habits.emergencies >= MANY_EMERGENCIES,
    }
    return tuple(code for code, is_so in found.items() if is_so)
