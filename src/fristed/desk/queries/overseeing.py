"""What the data protection officer and the administrator read: rules, fields, people."""

import importlib
import importlib.util
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from django.apps import apps

from fristed.kernel.privacy import Field
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


@dataclass(frozen=True)
class UnitPage:
    unit: UnitOn
    leaders: tuple[PersonOn, ...]
    members: tuple[PersonOn, ...]


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
            organisation.leaders_of(unit.code, on),
            organisation.members_of(unit.code, on),
        )
        for unit in organisation.units_on(on)
    )


def _modules(kind: str) -> Iterator[tuple[str, ModuleType]]:
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        name = f"{config.name}.{kind}"
        if config.name.startswith("fristed.") and importlib.util.find_spec(name):
            yield config.name.removeprefix("fristed."), importlib.import_module(name)
