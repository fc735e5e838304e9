"""Reading who belongs where, which unit answers, and which numbers to ring."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, Final, Protocol, TypeVar

import holidays
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from fristed.accounts.choices import Door
from fristed.codelists import queries as codelists
from fristed.codelists.choices import Tag
from fristed.codelists.queries import Words
from fristed.codelists.rules.law import topics_called
from fristed.gate import Actor, Decision, scope
from fristed.kernel.clocks import OSLO, Calendar, Town
from fristed.kernel.roles import Role
from fristed.kernel.traces import Known
from fristed.organisation.access import may_change_service
from fristed.organisation.choices import LocalKind, MissionScope, SchoolKind, UnitKind
from fristed.organisation.models import (
    CooperationAgreement,
    Deployment,
    HelpService,
    LocalService,
    Membership,
    Mission,
    NeighbouringSchool,
    School,
    SchoolHoliday,
    StandIn,
    Unit,
    UnitCounty,
)
from fristed.organisation.rules.helping import called_in, stands_in, with_numbers
from fristed.vault.queries import bars_of, emergencies_of, shares_of

Row = TypeVar("Row", bound=Model)

# Our own assumption, until a unit says otherwise: for clocks and deadlines, never as a promise.
OPENS: Final = time(8)
CLOSES: Final = time(16)
NORWEGIAN_WEEK: Final = "12345"
NORDIC: Final = frozenset({"NO", "SE", "DK", "FI", "IS"})
WHERE_MANY_COME_FROM: Final = frozenset({MissionScope.OPERATIVE, MissionScope.GUIDANCE_PRIMARY})


class NoUnit(LookupError):
    """No unit answers there that day."""


class NoService(LookupError):
    """There is no such help service."""


class SignedInPerson(Protocol):
    """An account, as `accounts` has it."""

    ref: str
    name: str

    @property
    def pk(self) -> int: ...


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


@dataclass(frozen=True)
class SchoolOn:
    """A school an adviser serves that day: her own, or one nearby."""

    ref: str
    name: str
    municipality: str
    deployment: str  # through which she serves it
    is_neighbour: bool


@dataclass(frozen=True)
class SchoolInUse:
    """county: the code of today's county; empty where its old municipality leads to several"""

    ref: str
    name: str
    owner: str
    county: str


@dataclass(frozen=True)
class AreaOn:
    scope: MissionScope
    country: str
    region: Words | None
    note: Words | None


@dataclass(frozen=True)
class MissionOn:
    """An embassy with an envoy. `working_week` is ISO days; empty while nobody has asked."""

    unit: str
    city: str
    country: str
    zone: str
    working_week: str
    areas: tuple[AreaOn, ...]

    @property
    def town(self) -> Town:
        return Town(self.city, self.zone)

    @property
    def calendar(self) -> Calendar:
        """With the country's public holidays; Monday to Friday while nobody has asked."""
        return Calendar(
            self.town,
            self.working_week or NORWEGIAN_WEEK,
            OPENS,
            CLOSES,
            holidays.country_holidays(self.country),
        )


@dataclass(frozen=True)
class HelpNumber:
    """Somebody anyone may ring or write to.

    tel             the number as a phone dials it
    hours           only where the sources agree
    last_verified   the day a person rang it, or none yet
    """

    code: str
    name: Words
    about: Words | None
    number: str
    email: str
    chat: str
    hours: Words | None
    is_acute: bool
    is_anonymous: bool | None
    owner: str
    last_verified: date | None
    is_always_open: bool = False
    calendar: Calendar | None = None

    @property
    def tel(self) -> str:
        return self.number.replace(" ", "")


@dataclass(frozen=True)
class LocalHelp:
    """A municipality's own service, whose number a person has rung."""

    kind: LocalKind
    name: str
    number: str
    owner: str
    last_verified: date

    @property
    def tel(self) -> str:
        return self.number.replace(" ", "")


@dataclass(frozen=True)
class OpenSchool:
    """A school where an adviser works today. Nothing of who."""

    ref: str
    name: str
    municipality: str


@dataclass(frozen=True)
class Placement:
    """A school with a post for an adviser, whether it is filled, and the schools it serves too."""

    name: str
    kind: SchoolKind
    municipality: str
    is_vacant: bool
    neighbours: tuple[str, ...]
    is_sample: bool


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
    rows = _during(Membership.objects.filter(person_id=person.pk), timezone.localdate(at))
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
        _during(Membership.objects.filter(person_id=account), day)
        .annotate(kind=Value("member", text), what=F("unit__code"))
        .values_list("kind", "what", "role", "leads")
    )
    covers = (
        _during(StandIn.objects.filter(person_id=account), day)
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


def unit_for_county(county: str, day: date) -> str:
    """The unit whose advisers answer for a county that day; without one, the national team.

    :raises NoUnit: neither is there that day.
    """
    found = _during(UnitCounty.objects.filter(county=county), day).values_list("unit__code")
    national = _during(Unit.objects.filter(kind=UnitKind.EXPERT_TEAM), day).values_list("code")
    for (code,) in [*found[:1], *national.order_by("code")[:1]]:
        return code
    raise NoUnit(f"no unit answers for {county or 'the country'} on {day}")


def unit_on(code: str, day: date) -> UnitOn:
    """:raises NoUnit: there is no such unit that day."""
    for unit in _during(Unit.objects.filter(code=code), day):
        return _unit(unit)
    raise NoUnit(f"{code} on {day}")


def units_on(day: date) -> tuple[UnitOn, ...]:
    """All units that day, as people sort names."""
    return tuple(_unit(unit) for unit in _during(Unit.objects.order_by("sort_key", "code"), day))


def members_of(unit: str, day: date) -> tuple[PersonOn, ...]:
    """Who belongs to the unit that day; not those who lead it."""
    return _people(_during(Membership.objects.filter(unit__code=unit, leads=False), day))


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
    return _during(Membership.objects.filter(person_id=account, starts_on__lte=since), day)


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
    return _people(_during(Membership.objects.filter(unit__code=unit, leads=True), day))


def members_for(actor: Actor, units: Collection[str], day: date) -> tuple[PersonOn, ...]:
    """Who belongs to the units that day, as far as her door tells it: the partner door tells of
    her own regional networks, and of nobody else."""
    if actor.door != Door.PARTNER:
        return _people(_during(Membership.objects.filter(unit__code__in=units, leads=False), day))
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
    rows = _people(_during(Membership.objects.all(), day))
    return tuple({row.id: row for row in rows}.values())


def people_with(roles: Collection[Role], day: date) -> tuple[PersonOn, ...]:
    """Everyone with one of the roles that day, whatever unit; not those who lead."""
    return _people(_during(Membership.objects.filter(role__in=roles, leads=False), day))


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


def schools_of(account: int, day: date) -> tuple[SchoolOn, ...]:
    """The schools an adviser serves that day: her own first, then those nearby."""
    own = (
        _during(Deployment.objects.filter(person_id=account), day)
        .order_by("-share", "school__sort_key")
        .values_list("school__ref", "school__name", "school__municipality", "ref")
    )
    near = (
        _during(
            NeighbouringSchool.objects.filter(
                deployment__in=_during(Deployment.objects.filter(person_id=account), day)
            ),
            day,
        )
        .order_by("school__sort_key")
        .values_list("school__ref", "school__name", "school__municipality", "deployment__ref")
    )
    return (
        *(SchoolOn(*row, is_neighbour=False) for row in own),
        *(SchoolOn(*row, is_neighbour=True) for row in near),
    )


def schools_on(day: date) -> tuple[SchoolInUse, ...]:
    """Every school in use that day, as people sort names."""
    rows = _during(School.objects.order_by("sort_key", "ref"), day)
    return tuple(
        SchoolInUse(ref, name, owner, _county_of(municipality, since, day))
        for ref, name, owner, municipality, since in rows.values_list(
            "ref", "name", "owner__name", "municipality", "starts_on"
        )
    )


def _county_of(municipality: str, since: date, day: date) -> str:
    there = codelists.municipality_carried(municipality, from_=since, to=day)
    return "" if there.is_divided else codelists.municipality_on(there.codes[0], day).county


def school_name(ref: str) -> str:
    """Empty when there is no such school."""
    return School.objects.filter(ref=ref).values_list("name", flat=True).first() or ""


def missions_on(day: date) -> tuple[MissionOn, ...]:
    """The missions with an envoy that day, and what each covers."""
    rows = (
        Mission.objects.select_related("unit")
        .prefetch_related("areas")
        .filter(unit__in=_during(Unit.objects.all(), day))
        .order_by("unit__sort_key")
    )
    return tuple(
        MissionOn(
            unit=row.unit.code,
            city=row.city,
            country=row.country,
            zone=row.zone,
            working_week=row.working_week,
            areas=tuple(
                AreaOn(
                    MissionScope(area.scope),
                    area.country,
                    Words.or_none(area.region),
                    Words.or_none(area.note),
                )
                for area in sorted(row.areas.all(), key=lambda area: area.position)
            ),
        )
        for row in rows
    )


def towns_abroad(day: date) -> tuple[Town, ...]:
    """Where the missions are, for clocks."""
    return tuple(mission.town for mission in missions_on(day))


def mission_for(country: str, day: date) -> MissionOn | None:
    return mission_among(missions_on(day), country)


def mission_among(missions: Collection[MissionOn], country: str) -> MissionOn | None:
    """The mission whose area the country is in: where it works itself before where it advises."""
    scopes = list(MissionScope)
    reached = [
        (scopes.index(area.scope), mission.unit, mission)
        for mission in missions
        for area in mission.areas
        if area.country == country
    ]
    return min(reached)[2] if country and reached else None


def named_places(day: date) -> Known:
    """What a text is searched for (`kernel.traces`): schools, municipalities and rare countries.

    A country is not rare when it is Nordic, or a mission works there or advises there first.
    """
    common = NORDIC | {
        area.country
        for mission in missions_on(day)
        for area in mission.areas
        if area.scope in WHERE_MANY_COME_FROM
    }
    countries = codelists.code_list("country", day).codes
    names = {code.value: set(code.label.as_kept().values()) for code in countries}
    return Known(
        kept=frozenset(name for code in common if code in names for name in names[code]),
        schools=frozenset(School.objects.values_list("name", flat=True)),
        places=frozenset(
            name
            for place in codelists.municipalities_on(day)
            for name in place.name.split(" - ")  # one place may have a name in three languages
        ),
        countries=frozenset(name for code in names if code not in common for name in names[code]),
    )


def calendar_of(unit: str, day: date) -> Calendar:
    """When the unit is at work: a mission by its own week, zone and days off."""
    for mission in missions_on(day):
        if mission.unit == unit:
            return mission.calendar
    return norwegian_calendar()


@cache
def norwegian_calendar() -> Calendar:
    """Weekdays without the public holidays."""
    return Calendar(OSLO, NORWEGIAN_WEEK, OPENS, CLOSES, holidays.country_holidays("NO"))


def public_holiday(day: date) -> str:
    """What the day is called when it is a public holiday in Norway, in bokmål; else empty."""
    return str(holidays.country_holidays("NO", language="no").get(day, ""))


def next_school_holiday(county: OuterRef, day: date) -> Subquery:
    """Name and first day of a county's next school holiday, in one statement with the row at
    hand; none where nobody has entered any."""
    later = SchoolHoliday.objects.filter(county=county, starts_on__gt=day).order_by("starts_on")
    return Subquery(later.values(holiday=JSONObject(name="name", starts_on="starts_on"))[:1])


def school_holidays() -> list[tuple[str, str, date]]:
    """County, name and first day of each that somebody has entered, of all years."""
    rows = SchoolHoliday.objects.order_by("county", "starts_on")
    return list(rows.values_list("county", "name", "starts_on"))


def help_numbers(day: date, *, codes: Collection[str] = ()) -> tuple[HelpNumber, ...]:
    """Services the public may be told of: only those a solid source stands behind.

    codes   only these; none means all
    """
    services = HelpService.objects.filter(tag=Tag.SOLID).filter(
        Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
    )
    if codes:
        services = services.filter(code__in=codes)
    return tuple(
        HelpNumber(
            code=row.code,
            name=Words.of(row.name),
            about=Words.or_none(row.about),
            number=row.number,
            email=row.email,
            chat=row.chat,
            hours=Words.or_none(row.hours) if row.hours_tag == Tag.SOLID else None,
            is_acute=row.is_acute,
            is_anonymous=row.is_anonymous,
            owner=row.owner,
            last_verified=row.last_verified,
            is_always_open=row.is_always_open and row.hours_tag == Tag.SOLID,
            calendar=_opening_hours(row),
        )
        for row in services.order_by("position")
    )


def _opening_hours(row: HelpService) -> Calendar | None:
    """Only where a solid source gives them."""
    if row.hours_tag != Tag.SOLID or row.opens is None or row.closes is None:
        return None
    return Calendar(OSLO, row.week, row.opens, row.closes, holidays.country_holidays("NO"))


def local_help(municipality: str) -> tuple[LocalHelp, ...]:
    """What the municipality has of its own, where somebody has rung the number."""
    rows = LocalService.objects.filter(municipality=municipality, last_verified__isnull=False)
    return tuple(
        LocalHelp(LocalKind(row.kind), row.name, row.number, row.owner, row.last_verified)
        for row in rows.order_by("-kind")
        if row.last_verified
    )


@dataclass(frozen=True)
class ServiceToKeep:
    """A service as those who ring it see it. public: what the public is told of it today"""

    code: str
    name: Words
    number: str
    email: str
    hours: Words | None
    owner: str
    tag: Tag
    hours_tag: str
    source: str
    last_verified: date | None
    is_due: bool
    is_public: bool
    may_change: Decision


@dataclass(frozen=True)
class LocalToKeep:
    """One telephone number, and every municipality it answers for. refs: of its rows"""

    refs: tuple[str, ...]
    kind: LocalKind
    name: str
    number: str
    owner: str
    source: str
    municipalities: tuple[str, ...]
    last_verified: date | None
    is_due: bool

    @property
    def ref(self) -> str:
        return self.refs[0]


RUNG_EVERY: Final = timedelta(days=182)


def services_to_keep(actor: Actor, day: date) -> tuple[ServiceToKeep, ...]:
    """Every service, also those the public is not told of; what nobody has rung lately first."""
    rows = [
        ServiceToKeep(
            code=row.code,
            name=Words.of(row.name),
            number=row.number,
            email=row.email,
            hours=Words.or_none(row.hours),
            owner=row.owner,
            tag=Tag(row.tag),
            hours_tag=row.hours_tag,
            source=row.source,
            last_verified=row.last_verified,
            is_due=_is_due(row.last_verified, day),
            is_public=row.tag == Tag.SOLID,
            may_change=may_change_service(actor, row),
        )
        for row in HelpService.objects.order_by("position")
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_due))


def _is_due(rung: date | None, day: date) -> bool:
    return rung is None or rung + RUNG_EVERY < day


def service_by_code(code: str) -> HelpService:
    """:raises NoService: there is none."""
    found = HelpService.objects.filter(code=code).first()
    if found is None:
        raise NoService(code)
    return found


def local_services_to_keep(day: date) -> tuple[LocalToKeep, ...]:
    """Each number of a municipality's own once, however many municipalities it answers for."""
    groups: dict[tuple[str, str, str], list[LocalService]] = {}
    for row in LocalService.objects.order_by("kind", "name", "municipality"):
        groups.setdefault((row.kind, row.name, row.number), []).append(row)
    return tuple(
        LocalToKeep(
            refs=tuple(row.ref for row in rows),
            kind=LocalKind(kind),
            name=name,
            number=number,
            owner=rows[0].owner,
            source=rows[0].source,
            municipalities=tuple(row.municipality for row in rows),
            last_verified=rung,
            is_due=_is_due(rung, day),
        )
        for (kind, name, number), rows in groups.items()
        for rung in [rows[0].last_verified]
    )


def local_service_by_ref(ref: str) -> LocalService:
    """:raises NoService: there is none."""
    found = LocalService.objects.filter(ref=ref).first()
    if found is None:
        raise NoService(ref)
    return found


def new_local_service() -> LocalService:
    """One that is not kept yet: what a new one is asked about."""
    return LocalService(ref="")


def numbers_on(day: date) -> Mapping[str, str]:
    """Every number the public may be told of: the one source for texts, pages and paper."""
    return {one.code: one.number for one in help_numbers(day) if one.number}


def in_words_of_today(text: str, *, on: date) -> str:
    """A text with the laws and numbers it asks for, as they are that day. None asked for, nothing
    read."""
    text = codelists.in_law_of_today(text, on=on)
    if not called_in([text]):
        return text
    return with_numbers(text, numbers_on(on), otherwise=no_number())


def calls_on(day: date) -> tuple[tuple[str, str], ...]:
    """What a text may ask for, as it is written, and what it is."""
    numbers = [(f"{{tlf:{one.code}}}", str(one.name)) for one in help_numbers(day) if one.number]
    laws = codelists.choices_for_form("legal_topic", day)
    return (*numbers, *((f"{{lov:{topic}}}", label) for topic, label in laws))


def faults_of_calls(texts: Sequence[str], *, on: date) -> tuple[str, ...]:
    """What a writer is told: what she asked for that is not there, and a number she typed herself,
    which would stay in her text when the service has another. 112, 113 and 116 111 are typed."""
    numbers = dict(HelpService.objects.values_list("code", "number"))
    topics = {code.value for code in codelists.code_list("legal_topic", on).codes}
    unknown = [f"{{tlf:{code}}}" for code in called_in(texts) - set(numbers)]
    unknown += [f"{{lov:{topic}}}" for topic in topics_called(texts) - topics]
    typed = [(code, number) for code, number in numbers.items() if stands_in(texts, number)]
    return (
        *(_("Det er ingenting som heter %s.") % one for one in sorted(unknown)),
        *(
            _("Skriv %(call)s der det står %(number)s. Da blir det riktig når nummeret endres.")
            % {"call": f"{{tlf:{code}}}", "number": number}
            for code, number in typed
        ),
    )


def no_number() -> str:
    """What stands in a text where a number may not be told."""
    return _("nummeret på tjenestens egne sider")


def placements_on(day: date) -> tuple[Placement, ...]:
    """Every school an adviser serves or served: whose post is filled, and which stand empty.

    A post stands empty when somebody was there, nobody is, the school is still in use, and its
    owner has an agreement in force, or none was ever written down. Reads no column about who.
    """
    agreements = CooperationAgreement.objects.values_list("owner_id", "starts_on", "ends_on")
    ended = {owner for owner, _, last in agreements if last and last < day}
    ended -= {owner for owner, first, last in agreements if first <= day <= (last or day)}
    schools = School.objects.filter(deployments__starts_on__lte=day).distinct()
    filled = set(_during(Deployment.objects.all(), day).values_list("school_id", flat=True))
    near: dict[int, list[str]] = {}
    for at, name in (
        _during(NeighbouringSchool.objects.all(), day)
        .filter(deployment__in=_during(Deployment.objects.all(), day))
        .order_by("school__sort_key")
        .values_list("deployment__school_id", "school__name")
    ):
        near.setdefault(at, []).append(name)
    return tuple(
        Placement(
            name=school.name,
            kind=SchoolKind(school.kind),
            municipality=school.municipality,
            is_vacant=school.id not in filled,
            neighbours=tuple(near.get(school.id, ())),
            is_sample=school.is_sample,
        )
        for school in schools.order_by("sort_key", "ref")
        if school.ends_on is None or school.ends_on >= day
        if school.id in filled or school.owner_id not in ended
    )


def schools_with_adviser(day: date) -> tuple[OpenSchool, ...]:
    """Those with an adviser that day, as people sort names. One statement."""
    rows = School.objects.filter(id__in=_during(Deployment.objects.all(), day).values("school"))
    names = rows.order_by("sort_key", "ref").values_list("ref", "name", "municipality")
    return tuple(OpenSchool(*row) for row in names)


def _during(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """Those in force that day; both days inside."""
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


def _people(memberships: QuerySet[Membership]) -> tuple[PersonOn, ...]:
    rows = memberships.order_by("person__name", "person_id", "role").values_list(
        "person_id", "person__ref", "person__name", "unit__code", "role"
    )
    return tuple(PersonOn(*row[:4], Role(row[4])) for row in rows)


def _unit(unit: Unit) -> UnitOn:
    return UnitOn(unit.code, UnitKind(unit.kind), unit.name)
