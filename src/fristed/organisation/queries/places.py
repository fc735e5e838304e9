"""Schools, missions, calendars, and where advisers are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Final

import holidays
from django.db.models import (
    OuterRef,
    Subquery,
)
from django.db.models.functions import JSONObject

from fristed.codelists import queries as codelists
from fristed.codelists.queries import Words
from fristed.kernel.clocks import OSLO, Calendar, Town
from fristed.kernel.traces import Known
from fristed.organisation.choices import MissionScope, SchoolKind
from fristed.organisation.models import (
    CooperationAgreement,
    Deployment,
    Mission,
    NeighbouringSchool,
    School,
    SchoolHoliday,
    Unit,
)
from fristed.organisation.queries.dated import during

# Our own assumption, until a unit says otherwise: for clocks and deadlines, never as a promise.
OPENS: Final = time(8)
CLOSES: Final = time(16)
NORWEGIAN_WEEK: Final = "12345"
NORDIC: Final = frozenset({"NO", "SE", "DK", "FI", "IS"})
WHERE_MANY_COME_FROM: Final = frozenset({MissionScope.OPERATIVE, MissionScope.GUIDANCE_PRIMARY})


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


def schools_of(account: int, day: date) -> tuple[SchoolOn, ...]:
    """The schools an adviser serves that day: her own first, then those nearby."""
    own = (
        during(Deployment.objects.filter(person_id=account), day)
        .order_by("-share", "school__sort_key")
        .values_list("school__ref", "school__name", "school__municipality", "ref")
    )
    near = (
        during(
            NeighbouringSchool.objects.filter(
                deployment__in=during(Deployment.objects.filter(person_id=account), day)
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
    rows = during(School.objects.order_by("sort_key", "ref"), day)
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
        .filter(unit__in=during(Unit.objects.all(), day))
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


def placements_on(day: date) -> tuple[Placement, ...]:
    """Every school an adviser serves or served: whose post is filled, and which stand empty.

    A post stands empty when somebody was there, nobody is, the school is still in use, and its
    owner has an agreement in force, or none was ever written down. Reads no column about who.
    """
    agreements = CooperationAgreement.objects.values_list("owner_id", "starts_on", "ends_on")
    ended = {owner for owner, _, last in agreements if last and last < day}
    ended -= {owner for owner, first, last in agreements if first <= day <= (last or day)}
    schools = School.objects.filter(deployments__starts_on__lte=day).distinct()
    filled = set(during(Deployment.objects.all(), day).values_list("school_id", flat=True))
    near: dict[int, list[str]] = {}
    for at, name in (
        during(NeighbouringSchool.objects.all(), day)
        .filter(deployment__in=during(Deployment.objects.all(), day))
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
    rows = School.objects.filter(id__in=during(Deployment.objects.all(), day).values("school"))
    names = rows.order_by("sort_key", "ref").values_list("ref", "name", "municipality")
    return tuple(OpenSchool(*row) for row in names)
