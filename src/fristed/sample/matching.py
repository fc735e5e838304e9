"""Two advisers who work with the same person, and are told so. One wants contact; the other has not
said yet.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone

from fristed.casework import queries
from fristed.casework.actions import matching
from fristed.casework.choices import GroundUse
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
        use=GroundUse.MATCH,
        purpose="Eksempeldata. Hindre at to rådgivere følger opp den samme personen hver for seg.",
        legal_basis="Eksempeldata. Ikke vurdert av jurist.",
        on=timezone.localdate(now),
    )
    for asker in (people["celine"].actor(), people["david"].actor()):
        case = shares.some_cases(asker)[0]
        matching.ask_match(asker, case)
        is_known_elsewhere(asker.assertion, NOBODYS_NUMBER, file=case.ref)


def want_contact(people: Mapping[str, SignedUp], now: datetime) -> None:
    """Once the worker has told both: David wants contact, and waits for Celine."""
    david, today = people["david"].actor(), timezone.localdate(now)
    case = shares.some_cases(david)[0]
    for told in queries.matches_of(david, case):
        matching.decide_match(david, case, number=told.number, wants_contact=True, on=today)
