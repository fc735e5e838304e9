"""Who may do what with people's places. Can be read aloud: the docstrings are the policy."""

from typing import Protocol

from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role
from fristed.organisation.choices import UnitKind
from fristed.organisation.models import HelpService, LocalService

RINGING = frozenset({Role.EDITOR, Role.EXPERT_TEAM})
ALWAYS_THE_SAME = frozenset({"politi-112", "ambulanse-113", "alarmtelefonen"})
"""Numbers that stand on the pages themselves, whatever the data holds."""


class Team(Protocol):
    """A unit. Its reference is its code."""

    @property
    def ref(self) -> str: ...

    @property
    def kind(self) -> UnitKind: ...


class Colleague(Protocol):
    """Somebody something is arranged with: her account, and the unit she belongs to today."""

    @property
    def ref(self) -> str: ...

    @property
    def id(self) -> int: ...

    @property
    def unit(self) -> str: ...


def may_start_stand_in(actor: Actor, colleague: Colleague) -> Decision:
    """Everyone for herself, with a colleague of a unit she belongs to. Nobody arranges it over
    her head: a stand-in needs keys, and only she has them to give."""
    if colleague.id == actor.id:
        return deny("yourself")
    return ALLOW if colleague.unit in actor.units else deny("another_unit")


def may_end_stand_in(actor: Actor, colleague: Colleague) -> Decision:
    """The one who is stood in for, whatever unit the stand-in belongs to by now."""
    return deny("yourself") if colleague.id == actor.id else ALLOW


class Officer(Protocol):
    """Somebody who has an office, or is to have one: her account. `ref` is the office's own."""

    @property
    def ref(self) -> str: ...

    @property
    def account(self) -> int: ...


def may_appoint(actor: Actor, team: Team) -> Decision:
    """Whoever leads the unit today, and nobody to a unit she does not lead. The keeper decides the
    same on its own."""
    return ALLOW if team.ref in actor.leads else deny("not_leader")


def may_change_office(actor: Actor, officer: Officer) -> Decision:
    """An administrator appoints and ends leaders, analysts, data protection officers, editors and
    administrators, and never herself. Of leaders and administrators the keeper decides the same."""
    if Role.ADMINISTRATOR not in actor.roles:
        return deny("not_administrator")
    return deny("yourself") if officer.account == actor.id else ALLOW


def may_see_help_services(actor: Actor, person: Actor) -> Decision:
    """Editors and the expert team, who answer for the numbers the public is told of."""
    return ALLOW if actor.roles & RINGING else deny("not_ringing")


def may_verify_service(actor: Actor, service: HelpService) -> Decision:
    """The same. It says that she rang the number today and that what stands there is right."""
    return ALLOW if actor.roles & RINGING else deny("not_ringing")


def may_change_service(actor: Actor, service: HelpService) -> Decision:
    """The same; but not the emergency numbers, which nobody can change."""
    if not actor.roles & RINGING:
        return deny("not_ringing")
    return deny("same_number") if service.code in ALWAYS_THE_SAME else ALLOW


def may_keep_local_service(actor: Actor, service: LocalService) -> Decision:
    """The same, for what municipalities have of their own: changing it, and saying she rang."""
    return ALLOW if actor.roles & RINGING else deny("not_ringing")
