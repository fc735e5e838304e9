"""What the data protection officer and the administrator read: rules, fields, people."""

import importlib
import importlib.util
import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Final

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.kernel.privacy import Field
from fristed.kernel.roles import Role
from fristed.organisation import queries as organisation
from fristed.organisation.queries import PersonOn, UnitOn


@dataclass(frozen=True)
class Policy:
    """A predicate and what it says, as it stands in the code that decides."""

    room: str
    name: str
    text: str


@dataclass(frozen=True)
class KeptField:
    name: str
    field: Field


@dataclass(frozen=True)
class Kept:
    """What one room keeps."""

    room: str
    fields: tuple[KeptField, ...]


ROLES: Final[Mapping[Role, Promise]] = {
    Role.ADVISER: _("mangfoldsrådgiver"),
    Role.ENVOY: _("spesialutsending for integreringssaker"),
    Role.LOCAL_STAFF: _("lokalt ansatt ved en utenriksstasjon"),
    Role.EXPERT_TEAM: _("fagteam"),
    Role.COMPETENCE_TEAM: _("Kompetanseteamet"),
    Role.REGIONAL_NETWORK: _("regionalt kompetansenettverk"),
    Role.LEADER: _("leder"),
    Role.ANALYST: _("analytiker"),
    Role.DATA_PROTECTION_OFFICER: _("personvernombud"),
    Role.EDITOR: _("redaktør"),
    Role.ADMINISTRATOR: _("administrator"),
}


@dataclass(frozen=True)
class Member:
    name: str
    role: str


@dataclass(frozen=True)
class UnitPage:
    unit: UnitOn
    leaders: tuple[Member, ...]
    members: tuple[Member, ...]


def policies() -> tuple[Policy, ...]:
    """Every `may_...` of every room. The docstring is the policy."""
    return tuple(
        Policy(room, name, inspect.getdoc(may) or "")
        for room, module in _modules("access")
        for name, may in sorted(vars(module).items())
        if name.startswith("may_") and may.__module__ == module.__name__
    )


def record_of_processing() -> tuple[Kept, ...]:
    """Every field of every room: how sensitive, why kept, until when."""
    return tuple(
        Kept(room, tuple(KeptField(name, field) for name, field in module.FIELDS.items()))
        for room, module in _modules("privacy")
    )


def accounts_page(*, on: date) -> tuple[UnitPage, ...]:
    """Who belongs to and who leads each unit that day."""
    return tuple(
        UnitPage(
            unit,
            _members(organisation.leaders_of(unit.code, on)),
            _members(organisation.members_of(unit.code, on)),
        )
        for unit in organisation.units_on(on)
    )


def _members(people: Iterable[PersonOn]) -> tuple[Member, ...]:
    return tuple(Member(one.name, str(ROLES[one.role])) for one in people)


def _modules(kind: str) -> Iterator[tuple[str, ModuleType]]:
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        name = f"{config.name}.{kind}"
        if config.name.startswith("fristed.") and importlib.util.find_spec(name):
            yield config.name.removeprefix("fristed."), importlib.import_module(name)
