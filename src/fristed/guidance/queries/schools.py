"""Which schools have asked for what, so that gaps show. Never of what is about somebody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from fristed.codelists import queries as codelists
from fristed.gate import Actor, scope
from fristed.guidance.choices import Kind
from fristed.guidance.models import Inquiry
from fristed.organisation.queries import SchoolInUse, schools_on


@dataclass(frozen=True)
class SchoolHad:
    """What a school has asked for, in the whole country's inquiries about nobody.

    courses    wishes for a course
    advice     all else
    waiting    how many of both are not answered yet
    last_on    when it last asked; None: never
    """

    name: str
    owner: str
    courses: int = 0
    advice: int = 0
    waiting: int = 0
    last_on: date | None = None


@dataclass(frozen=True)
class CountyHad:
    """schools   those shown;  without   how many of the county's schools never asked"""

    name: str
    schools: tuple[SchoolHad, ...]
    total: int
    without: int


def schools_had(actor: Actor, *, only_without: bool, on: date) -> tuple[CountyHad, ...]:
    """Every school in use, county by county, also those that never asked for anything."""
    asked = _asked(actor, "")
    schools = schools_on(on)
    counties = [*codelists.counties_for_choice(on), ("", "")]
    found = (
        _county(name, [one for one in schools if one.county == code], asked, only_without)
        for code, name in counties
    )
    return tuple(county for county in found if county.total)


def had_at_school(actor: Actor, inquiry: Inquiry, *, on: date) -> SchoolHad | None:
    """What the school of an inquiry has asked for, this one too; None where it names none."""
    if not inquiry.school:
        return None
    asked = _asked(actor, inquiry.school)
    return next((_had(one, asked) for one in schools_on(on) if one.ref == inquiry.school), None)


Asked = dict[str, list[tuple[str, int, int, date]]]


def _asked(actor: Actor, school: str) -> Asked:
    """By school; all of them where none is named."""
    with scope(actor), connection.cursor() as cursor:
        cursor.execute("select * from guidance_had_by_school(%s)", [school])
        rows = cursor.fetchall()
    found: Asked = {}
    for ref, *rest in rows:
        found.setdefault(ref, []).append(tuple(rest))
    return found


def _county(
    name: str, schools: Collection[SchoolInUse], asked: Asked, only_without: bool
) -> CountyHad:
    without = [one for one in schools if one.ref not in asked]
    shown = without if only_without else schools
    return CountyHad(name, tuple(_had(one, asked) for one in shown), len(schools), len(without))


def _had(school: SchoolInUse, asked: Asked) -> SchoolHad:
    rows = asked.get(school.ref, [])
    return SchoolHad(
        name=school.name,
        owner=school.owner,
        courses=sum(total for kind, total, *_rest in rows if kind == Kind.COURSE),
        advice=sum(total for kind, total, *_rest in rows if kind != Kind.COURSE),
        waiting=sum(total - answered for _kind, total, answered, _last in rows),
        last_on=max((last for *_rest, last in rows), default=None),
    )
