"""Who acts through a door: somebody signed in, with today's roles and units."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Protocol

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    F,
    Func,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone

from fristed.gate import Actor, scope
from fristed.kernel.roles import Role
from fristed.organisation.models import (
    Membership,
    StandIn,
)
from fristed.organisation.queries.dated import during
from fristed.vault.queries import bars_of, emergencies_of, shares_of


class SignedInPerson(Protocol):
    """An account, as `accounts` has it."""

    ref: str
    name: str

    @property
    def pk(self) -> int: ...


def actor_for(person: SignedInPerson, *, door: str, assertion: str, at: datetime) -> Actor:
    """The person as the gate sees her today. Two statements: who is asking, and all the rest."""
    day = timezone.localdate(at)
    asking = Actor(id=person.pk, ref=person.ref, name=person.name, door=door, assertion=assertion)
    with scope(asking):
        rows = _rights_of(person.pk, day, at)
    return Actor(
        id=asking.id,
        ref=asking.ref,
        name=asking.name,
        door=door,
        assertion=assertion,
        roles=frozenset(Role(role) for kind, _, role, _ in rows if kind == "member"),
        units=frozenset(code for kind, code, _, leads in rows if kind == "member" and not leads),
        leads=frozenset(code for kind, code, _, leads in rows if kind == "member" and leads),
        covers=frozenset(int(account) for kind, account, _, _ in rows if kind == "covers"),
        glass=frozenset(file for kind, file, _, _ in rows if kind == "glass"),
        excluded=frozenset(file for kind, file, _, _ in rows if kind == "excluded"),
        shares=frozenset(
            (file, part)
            for kind, file, parts, _ in rows
            if kind == "share"
            for part in parts.split()
        ),
    )


def colleague_for(person: SignedInPerson, *, door: str, assertion: str, at: datetime) -> Actor:
    """Staff at a door without files: her roles and units, and nothing of who shared what."""
    rows = during(Membership.objects.filter(person_id=person.pk), timezone.localdate(at))
    members = list(rows.values_list("unit__code", "role", "leads"))
    return Actor(
        id=person.pk,
        ref=person.ref,
        name=person.name,
        door=door,
        assertion=assertion,
        roles=frozenset(Role(role) for _, role, _ in members),
        units=frozenset(code for code, _, leads in members if not leads),
        leads=frozenset(code for code, _, leads in members if leads),
    )


def professional_for(person: SignedInPerson, *, door: str, assertion: str, at: datetime) -> Actor:
    """Somebody from another service: who she is; and the regional networks she belongs to today,
    the only place in the scheme that is had from outside the desk."""
    asking = Actor(id=person.pk, ref=person.ref, name=person.name, door=door, assertion=assertion)
    with scope(asking), connection.cursor() as cursor:
        cursor.execute("select organisation_own_regions()")
        regions = frozenset(code for (code,) in cursor.fetchall())
    roles = frozenset({Role.REGIONAL_NETWORK}) if regions else frozenset()
    return replace(asking, roles=roles, units=regions)


ACCOUNT, DAY, AT = -1, date.max, datetime.max.replace(tzinfo=UTC)
"""Stand in the statement for whom and when it is asked."""


def _rights_of(account: int, day: date, at: datetime) -> list[tuple[str, str, str, bool]]:
    """Kind, code or account or file, role, and whether she leads: in one statement."""
    statement, values = _rights_statement()
    asked: dict[Any, Any] = {ACCOUNT: account, DAY: day, AT: at}
    with connection.cursor() as cursor:
        cursor.execute(statement, [asked.get(value, value) for value in values])
        rows: list[tuple[str, str, str, bool]] = cursor.fetchall()
    return rows


@cache
def _rights_statement() -> tuple[str, tuple[Any, ...]]:
    """Put together once: five queries in one took longer to write than to answer."""
    statement, values = _rights(ACCOUNT, DAY, AT).query.sql_with_params()
    return statement, tuple(values)


def _rights(account: int, day: date, at: datetime) -> QuerySet[Any, tuple[str, str, str, bool]]:
    text, flag = CharField(), BooleanField()
    members = (
        during(Membership.objects.filter(person_id=account), day)
        .annotate(kind=Value("member", text), what=F("unit__code"))
        .values_list("kind", "what", "role", "leads")
    )
    covers = (
        during(StandIn.objects.filter(person_id=account), day)
        .annotate(
            kind=Value("covers", text),
            what=Cast("stands_in_for_id", text),
            role=Value("", text),
            leads=Value(False, flag),
        )
        .values_list("kind", "what", "role", "leads")
    )
    glass = (
        emergencies_of(account, at)
        .annotate(
            kind=Value("glass", text),
            what=F("file__ref"),
            role=Value("", text),
            leads=Value(False, flag),
        )
        .values_list("kind", "what", "role", "leads")
    )
    shares = (
        shares_of(account, at)
        .annotate(
            kind=Value("share", text),
            what=F("file__ref"),
            role=Func(F("parts"), Value(" "), function="array_to_string", output_field=text),
            leads=Value(False, flag),
        )
        .values_list("kind", "what", "role", "leads")
    )
    excluded = (
        bars_of(account)
        .annotate(
            kind=Value("excluded", text),
            what=F("ref"),
            role=Value("", text),
            leads=Value(False, flag),
        )
        .values_list("kind", "what", "role", "leads")
    )
    return members.union(covers, glass, shares, excluded, all=True)
