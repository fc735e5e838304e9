"""The units a leader appoints people to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fristed.accounts import queries as accounts
from fristed.gate import Actor
from fristed.organisation import queries as organisation
from fristed.organisation.queries import MemberOn, SignedInPerson, UnitOn
from fristed.organisation.rules.appointing import ROLE_IN


@dataclass(frozen=True)
class TeamPage:
    unit: UnitOn
    members: Sequence[MemberOn]


def teams_led_by(actor: Actor, *, on: date) -> tuple[TeamPage, ...]:
    """Those of her units that people are appointed to from a page."""
    return tuple(
        TeamPage(unit, organisation.memberships_of(unit.code, on))
        for unit in organisation.units_on(on)
        if unit.code in actor.leads and unit.kind in ROLE_IN
    )


def membership_in(unit: UnitOn, ref: str, *, on: date) -> MemberOn | None:
    found = organisation.memberships_of(unit.code, on)
    return next((one for one in found if one.ref == ref), None)


def person_called(username: str) -> SignedInPerson | None:
    """Whose account it is, if it is in use."""
    person = accounts.person_by_username(username.strip().casefold())
    return person if person is not None and person.is_active else None
