"""Who opens cases in an unusual way, for the data protection officer to ask. Never which cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.accounts import queries as accounts
from fristed.audit import queries as trail
from fristed.casework.rules import unusual

LOOKS_BACK: Final = timedelta(days=30)
WORDS: Final[Mapping[str, Promise]] = {
    "many_files": _("har åpnet langt flere saker enn andre"),
    "many_refused": _("er nektet tilgang mange ganger"),
    "many_at_night": _("åpner saker om natten"),
    "many_emergencies": _("har nødåpnet flere ganger"),
}


@dataclass(frozen=True)
class UnusualLine:
    """One person, what is unusual, and the numbers behind it."""

    name: str
    why: tuple[str, ...]
    files: int
    refused: int
    emergencies: int
    at_night: int


def unusual_access(*, now: datetime) -> tuple[UnusualLine, ...]:
    """The last month, most reasons first. Two statements, however many people."""
    night = (unusual.NIGHT_FROM, unusual.NIGHT_UNTIL)
    counted = trail.counted_since(
        now - LOOKS_BACK, night=night, zone=timezone.get_default_timezone()
    )
    habits = [
        unusual.Habits(one.actor, one.opened, one.refused, one.emergencies, one.at_night)
        for one in counted
    ]
    usual = unusual.usual_files(habits)
    found = [(one, unusual.reasons(one, usual=usual)) for one in habits]
    names = accounts.names_of({one.person for one, why in found if why})
    lines = [
        UnusualLine(
            names.get(one.person, ""),
            tuple(str(WORDS[code]) for code in why),
            one.files,
            one.refused,
            one.emergencies,
            one.at_night,
        )
        for one, why in found
        if why
    ]
    return tuple(sorted(lines, key=lambda line: (-len(line.why), line.name)))
