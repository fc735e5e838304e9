"""To whom she may write: the team of the whole country, an adviser anywhere, an embassy, the
adviser at a school, or those nearest to where she lives. Never a list of names."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from fristed.codelists.queries import (
    Groups,
    counties_for_choice,
    municipalities_for_choice,
    municipality_on,
)
from fristed.contact.choices import ANY_ADVISER
from fristed.organisation.choices import UnitKind
from fristed.organisation.queries import (
    MissionOn,
    OpenSchool,
    missions_on,
    school_name,
    schools_with_adviser,
    unit_for_county,
    units_on,
)
from fristed.ui.wording import clock

MUNICIPALITY_DIGITS = 4


@dataclass(frozen=True)
class To:
    """The team she writes to, and by what she chose it.

    county   stands in the clear: it says no more than the team does
    place    the municipality or the school she chose; only ever kept sealed
    """

    unit: str
    county: str = ""
    place: str = ""


@dataclass(frozen=True)
class Addressees:
    """Everybody one may write to on a day."""

    on: date
    missions: tuple[MissionOn, ...]
    schools: tuple[OpenSchool, ...]

    def choices(self, now: datetime) -> Groups:
        """Under headings, those few first; then the municipalities of each county."""
        here = dict(municipalities_for_choice(self.on))
        abroad = tuple((one.unit, _with_clock(one, now)) for one in self.missions)
        schools = tuple((one.ref, one.name) for one in self.schools)
        few = (
            (_("Jeg er i utlandet. Ambassaden i"), abroad),
            (_("Rådgiveren på skolen min"), schools),
        )
        counties = (
            (
                _("Rådgiverne nærmest meg: %(county)s") % {"county": name},
                ((code, _("Et sted i %(county)s") % {"county": name}), *here[name]),
            )
            for code, name in counties_for_choice(self.on)
        )
        return (*(group for group in few if group[1]), *counties)

    def to(self, chosen: str) -> To:
        """An adviser anywhere is drawn by lot: then nobody learns where she is."""
        if chosen in {one.unit for one in self.missions}:
            return To(chosen)
        if chosen == ANY_ADVISER:
            teams = [one.code for one in units_on(self.on) if one.kind == UnitKind.ADVISER_TEAM]
            return To(secrets.choice(teams) if teams else unit_for_county("", self.on))
        at = {one.ref: one.municipality for one in self.schools}.get(chosen, chosen)
        county = municipality_on(at, self.on).county if len(at) == MUNICIPALITY_DIGITS else at
        return To(unit_for_county(county, self.on), county, "" if chosen == county else chosen)


def addressees(on: date) -> Addressees:
    """A school whose municipality is not one of the day's is left out: it leads to nobody."""
    places = {code for _county, found in municipalities_for_choice(on) for code, _name in found}
    schools = (one for one in schools_with_adviser(on) if one.municipality in places)
    return Addressees(on, missions_on(on), tuple(schools))


def place_name(place: str, day: date) -> str:
    """A school, or a municipality as it was called that day."""
    if len(place) == MUNICIPALITY_DIGITS:
        return municipality_on(place, day).name
    return school_name(place)


def _with_clock(mission: MissionOn, now: datetime) -> str:
    """The town, and what its clock shows."""
    return _("%(city)s (klokka er %(clock)s der)") % {
        "city": mission.city,
        "clock": clock(mission.town.local(now).replace(tzinfo=None)),
    }
