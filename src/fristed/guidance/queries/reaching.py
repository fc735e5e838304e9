"""Which units could answer somebody, by where she works."""

from datetime import date

from fristed.guidance.queries.regions import region_of
from fristed.guidance.rules.routing import Reach
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import unit_for_county, units_on


def reach_for(county: str, day: date) -> Reach:
    """:raises NoUnit: nobody answers for the country that day."""
    by_kind: dict[UnitKind, str] = {}
    for unit in units_on(day):
        by_kind.setdefault(unit.kind, unit.code)
    nearest = unit_for_county(county, day)
    national = unit_for_county("", day)
    return Reach(
        expert_team=national,
        advisers="" if nearest == national else nearest,
        region=region_of(county, day),
        competence_team=by_kind.get(UnitKind.COMPETENCE_TEAM, ""),
    )
