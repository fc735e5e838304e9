"""Two advisers who work with the same person, and are told so by the worker within a minute."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone

from fristed.casework.actions import matching
from fristed.sample import sharing as shares
from fristed.sample.people import SignedUp
from fristed.vault.matching import is_known_elsewhere

NOBODYS_NUMBER: Final = "01010750160"  # published as an example of a number that nobody has


def ask_for_the_same(people: Mapping[str, SignedUp], now: datetime) -> None:
    """The data protection officer has recorded the ground; Celine and David ask."""
    oda = people["oda"].actor()
    matching.record_ground(
        oda,
        oda,
        purpose="Eksempeldata. Hindre at to rådgivere følger opp den samme personen hver for seg.",
        legal_basis="Eksempeldata. Ikke vurdert av jurist.",
        on=timezone.localdate(now),
    )
    for asker in (people["celine"].actor(), people["david"].actor()):
        case = shares.some_cases(asker)[0]
        matching.ask_match(asker, case)
        is_known_elsewhere(asker.assertion, NOBODYS_NUMBER, file=case.ref)
