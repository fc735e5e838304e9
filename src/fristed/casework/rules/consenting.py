"""What a consent says. Kept as one sealed text."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fristed.casework.rules.sealed import Sealed
from fristed.kernel import ages
from fristed.kernel.ages import AgeBand
from fristed.kernel.rules import RuleBroken


@dataclass(frozen=True)
class Statement(Sealed):
    """What she agreed to, with whom, and how it came about.

    parts      parts of the case that may be seen
    to_whom    in words
    language   it was explained in; with an interpreter or not
    age_band   of hers that day: decides which rights she was told of
    """

    parts: tuple[str, ...]
    words: str
    to_whom: str
    language: str
    interpreter: bool
    age_band: str
    given_how: str


@dataclass(frozen=True)
class Age:
    """Her age as the rights text needs it.

    must_ask   not known, or said over a year ago: the page asks before it goes on
    """

    band: AgeBand
    must_ask: bool


def age_today(*, birth_month: str, stated: str, stated_on: date | None, on: date) -> Age:
    """From the month of birth where it is known; else as stated, for a year."""
    if birth_month:
        return Age(ages.band_on(birth_month, on), must_ask=False)
    band = AgeBand(stated)
    if band is AgeBand.UNKNOWN or stated_on is None:
        return Age(AgeBand.UNKNOWN, must_ask=True)
    return Age(band, must_ask=ages.is_stale(stated_on, on))


def rights_code(age: Age) -> str:
    """Which text of code list "consent_rights" to show."""
    if age.must_ask:
        return AgeBand.UNKNOWN.value
    return age.band.value if age.band in ages.UNDER_18 else "over_18"


def check_statement(statement: Statement, *, given_on: date, on: date) -> None:
    """:raises RuleBroken: `nothing_agreed`, `nobody_named` or `in_the_future`."""
    if not statement.parts:
        raise RuleBroken("nothing_agreed", _("Velg hva den unge har sagt ja til."))
    if not statement.to_whom.strip():
        raise RuleBroken("nobody_named", _("Skriv hvem den unge har sagt ja til."))
    if given_on > on:
        raise RuleBroken("in_the_future", _("Dagen har ikke vært ennå."))


def check_may_withdraw(withdrawn_on: date | None) -> None:
    """:raises RuleBroken: `withdrawn_before`. Nothing else ever stops it."""
    if withdrawn_on is not None:
        raise RuleBroken("withdrawn_before", _("Samtykket er alt trukket."))
