"""Who belongs where, who leads, and who stands in for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import (
    Q,
    QuerySet,
)

from fristed.accounts.choices import Door
from fristed.gate import Actor, scope
from fristed.kernel.roles import Role
from fristed.organisation.choices import UnitKind
from fristed.organisation.models import (
    Membership,
    StandIn,
    Unit,
    UnitCounty,
)
from fristed.organisation.queries.dated import during


class NoUnit(LookupError):
    """No unit answers there that day."""


@dataclass(frozen=True)
class PersonOn:
    """Somebody who belongs to a unit that day."""

    id: int
    ref: str
    name: str
    unit: str
    role: Role


@dataclass(frozen=True)
class Registered:
    """A line of the keeper's register of a unit."""

    person: str  # account reference
    starts_on: date
    ends_on: date | None
    leads: bool


@dataclass(frozen=True)
class UnitOn:
    code: str
    kind: UnitKind
    name: str

    @property
    def ref(self) -> str:
        return self.code


@dataclass(frozen=True)
class MemberOn:
    """A membership in force or to come. `ref` is its own, `person` the account's."""

    ref: str
    person: str
    name: str
    role: Role
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class OfficeOn:
    """An office somebody has or will have. `ref` is its own; `person`, `account` hers."""

    ref: str
    person: str
    account: int
    name: str
    role: Role
    unit: str
    unit_name: str
    starts_on: date
    ends_on: date | None


def unit_for_county(county: str, day: date) -> str:
    """The unit whose advisers answer for a county that day; without one, the national team.

    :raises NoUnit: neither is there that day.
    """
    found = during(UnitCounty.objects.filter(county=county), day).values_list("unit__code")
    national = during(Unit.objects.filter(kind=UnitKind.EXPERT_TEAM), day).values_list("code")
    for (code,) in [*found[:1], *national.order_by("code")[:1]]:
        return code
    raise NoUnit(f"no unit answers for {county or 'the country'} on {day}")


def unit_on(code: str, day: date) -> UnitOn:
    """:raises NoUnit: there is no such unit that day."""
    for unit in during(Unit.objects.filter(code=code), day):
        return _unit(unit)
    raise NoUnit(f"{code} on {day}")


def units_on(day: date) -> tuple[UnitOn, ...]:
    """All units that day, as people sort names."""
    return tuple(_unit(unit) for unit in during(Unit.objects.order_by("sort_key", "code"), day))


def unit_names(day: date) -> dict[str, str]:
    """Every unit that day by its code."""
    return {unit.code: unit.name for unit in units_on(day)}


def members_of(unit: str, day: date) -> tuple[PersonOn, ...]:
    """Who belongs to the unit that day; not those who lead it."""
    return _people(during(Membership.objects.filter(unit__code=unit, leads=False), day))


def memberships_of(unit: str, day: date) -> tuple[MemberOn, ...]:
    """Who belongs to the unit that day or later, and how long."""
    rows = (
        Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day))
        .filter(unit__code=unit, leads=False)
        .order_by("person__name", "starts_on", "id")
        .values_list("ref", "person__ref", "person__name", "role", "starts_on", "ends_on")
    )
    return tuple(MemberOn(*row[:3], Role(row[3]), *row[4:]) for row in rows)


def memberships_since(account: int, since: date, day: date) -> QuerySet[Membership]:
    """Where somebody belongs that day and has since another one. To be read with others' rows."""
    return during(Membership.objects.filter(person_id=account, starts_on__lte=since), day)


def offices_on(roles: Collection[Role], day: date) -> tuple[OfficeOn, ...]:
    """Who has one of the offices that day or later."""
    leading = Q(role=Role.LEADER, leads=False)  # belongs to a unit, and leads none by it
    return _offices(Membership.objects.filter(role__in=roles).exclude(leading), day)


def offices_of(account: int, day: date) -> tuple[OfficeOn, ...]:
    """All that somebody is that day or later, in offices and in units."""
    return _offices(Membership.objects.filter(person_id=account), day)


def _offices(rows: QuerySet[Membership], day: date) -> tuple[OfficeOn, ...]:
    found = (
        rows.filter(Q(ends_on=None) | Q(ends_on__gte=day))
        .order_by("role", "unit__sort_key", "person__name", "starts_on", "id")
        .values_list(
            "ref",
            "person__ref",
            "person_id",
            "person__name",
            "role",
            "unit__code",
            "unit__name",
            "starts_on",
            "ends_on",
        )
    )
    return tuple(OfficeOn(*row[:4], Role(row[4]), *row[5:]) for row in found)


def leaders_of(unit: str, day: date) -> tuple[PersonOn, ...]:
    """Who leads the unit that day."""
    return _people(during(Membership.objects.filter(unit__code=unit, leads=True), day))


def members_for(actor: Actor, units: Collection[str], day: date) -> tuple[PersonOn, ...]:
    """Who belongs to the units that day, as far as her door tells it: the partner door tells of
    her own regional networks, and of nobody else."""
    if actor.door != Door.PARTNER:
        return _people(during(Membership.objects.filter(unit__code__in=units, leads=False), day))
    with scope(actor), connection.cursor() as cursor:
        cursor.execute("select * from organisation_region_members(%s)", [day])
        rows = cursor.fetchall()
    return tuple(
        PersonOn(person, ref, name, unit, Role(role))
        for person, ref, name, unit, role in rows
        if unit in units
    )


def colleagues_of(actor: Actor, day: date) -> tuple[PersonOn, ...]:
    """Those who belong to a unit of hers, without herself; one line for each."""
    rows = members_for(actor, actor.units, day)
    return tuple({row.id: row for row in rows if row.id != actor.id}.values())


def people_on(day: date) -> tuple[PersonOn, ...]:
    """Everyone who belongs to or leads a unit that day; one line for each."""
    rows = _people(during(Membership.objects.all(), day))
    return tuple({row.id: row for row in rows}.values())


def people_with(roles: Collection[Role], day: date) -> tuple[PersonOn, ...]:
    """Everyone with one of the roles that day, whatever unit; not those who lead."""
    return _people(during(Membership.objects.filter(role__in=roles, leads=False), day))


def stand_ins_of(account: int, day: date) -> tuple[tuple[int, date, date], ...]:
    """Who stands in for the account that day or later: account, first and last day."""
    return tuple(
        StandIn.objects.filter(stands_in_for_id=account, ends_on__gte=day)
        .order_by("starts_on", "id")
        .values_list("person_id", "starts_on", "ends_on")
    )


def register_of(unit: str) -> tuple[Registered, ...]:
    """Everyone who has belonged, belongs or will belong to the unit: what the keeper is told."""
    return tuple(
        Registered(*row)
        for row in Membership.objects.filter(unit__code=unit)
        .order_by("person__ref", "starts_on")
        .values_list("person__ref", "starts_on", "ends_on", "leads")
    )


def _people(memberships: QuerySet[Membership]) -> tuple[PersonOn, ...]:
    rows = memberships.order_by("person__name", "person_id", "role").values_list(
        "person_id", "person__ref", "person__name", "unit__code", "role"
    )
    return tuple(PersonOn(*row[:4], Role(row[4])) for row in rows)


def _unit(unit: Unit) -> UnitOn:
    return UnitOn(unit.code, UnitKind(unit.kind), unit.name)
