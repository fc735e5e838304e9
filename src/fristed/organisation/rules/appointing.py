"""Who may be appointed to what, and from when."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.roles import Role
from fristed.kernel.rules import RuleBroken
from fristed.organisation.choices import UnitKind

ROLE_IN: Final[Mapping[UnitKind, Role]] = {
    UnitKind.ADVISER_TEAM: Role.ADVISER,
    UnitKind.MISSION: Role.ENVOY,
    UnitKind.EXPERT_TEAM: Role.EXPERT_TEAM,
    UnitKind.COMPETENCE_TEAM: Role.COMPETENCE_TEAM,
    UnitKind.REGIONAL_NETWORK: Role.REGIONAL_NETWORK,
}
"""What a member of such a unit is. Who leads, counts or administers has an office."""

OFFICES: Final[Sequence[Role]] = (
    Role.LEADER,
    Role.ANALYST,
    Role.DATA_PROTECTION_OFFICER,
    Role.EDITOR,
    Role.ADMINISTRATOR,
)
"""What an administrator appoints people to."""


def role_in(kind: UnitKind) -> Role:
    """:raises RuleBroken: `no_members`: nobody is appointed to such a unit from a page."""
    if kind not in ROLE_IN:
        raise RuleBroken("no_members", _("Medlemmer av denne enheten oppnevnes ikke herfra."))
    return ROLE_IN[kind]


def check_office(role: Role, kind: UnitKind) -> None:
    """:raises RuleBroken: `no_office` or `wrong_unit`: a leader leads those who have members, the
    others belong to the directorate.
    """
    if role not in OFFICES:
        raise RuleBroken("no_office", _("Denne rollen oppnevnes ikke herfra."))
    if (role == Role.LEADER) == (kind == UnitKind.DIRECTORATE):
        raise RuleBroken(
            "wrong_unit",
            _("En leder oppnevnes for en enhet med medlemmer, de andre i direktoratet."),
        )


def check_appointment(*, starts_on: date, ends_on: date | None, on: date) -> None:
    """:raises RuleBroken: `in_the_past` or `ends_before_it_starts`."""
    if starts_on < on:
        raise RuleBroken("in_the_past", _("Den første dagen kan ikke være før i dag."))
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("ends_before_it_starts", _("Den siste dagen er før den første."))


def check_last_day(*, last_day: date, on: date) -> None:
    """:raises RuleBroken: `in_the_past`: what was, is not changed."""
    if last_day < on - timedelta(days=1):
        raise RuleBroken("in_the_past", _("Den siste dagen kan ikke være før i går."))
