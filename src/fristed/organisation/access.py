"""Who may do what with people's places. Can be read aloud: the docstrings are the policy."""

from typing import Protocol

from fristed.gate import ALLOW, Actor, Decision, deny
from fristed.kernel.roles import Role
from fristed.organisation.choices import UnitKind


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
