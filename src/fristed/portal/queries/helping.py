"""Whom to ring, near and far: with opening hours now, and where the advisers are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from fristed.codelists.queries import (
    counties_on,
    label,
    municipality_on,
)
from fristed.kernel.clocks import Calendar, on_both
from fristed.organisation.choices import LocalKind, MissionScope
from fristed.organisation.queries import (
    HelpNumber,
    LocalHelp,
    Placement,
    help_numbers,
    local_help,
    missions_on,
    placements_on,
)
from fristed.portal.rules import tiles
from fristed.publications.rules.notes import SAMPLE
from fristed.ui.wording import clock, weekday

NOW = ("politi-112", "alarmtelefonen")
"""Written on the page itself, so that they stand there whatever the data holds."""
ABROAD = "ud-operative"


@dataclass(frozen=True)
class Service:
    """A service and whether it answers now. state: "open", "closed" or "unknown"."""

    number: HelpNumber
    state: str
    words: str


@dataclass(frozen=True)
class NearbyPage:
    """Help in one municipality; `missing` are the kinds whose number nobody has rung yet."""

    municipality: str
    county: str
    local: tuple[LocalHelp, ...]
    missing: tuple[str, ...]
    advisers: tuple[Placement, ...]


@dataclass(frozen=True)
class Abroad:
    """An embassy with somebody who works with this, its clock, and the countries it reaches."""

    city: str
    clock: str
    is_open: bool
    reaches: tuple[str, ...]


@dataclass(frozen=True)
class CountyPlaces:
    code: str
    name: str
    municipalities: tuple[tuple[str, tuple[Placement, ...]], ...]

    @property
    def filled(self) -> int:
        return sum(not one.is_vacant for _name, places in self.municipalities for one in places)

    @property
    def vacant(self) -> int:
        return sum(one.is_vacant for _name, places in self.municipalities for one in places)


@dataclass(frozen=True)
class AdvisersPage:
    """Where there are advisers. Never who."""

    on: date
    counties: tuple[CountyPlaces, ...]
    tiles: tuple[tiles.Tile, ...]
    width: int
    height: int
    is_sample: bool


def services_now(at: datetime, on: date) -> tuple[Service, ...]:
    """Everybody a solid source stands behind; those that answer now are told apart."""
    return tuple(
        _service(one, at) for one in help_numbers(on) if one.code not in NOW and one.code != ABROAD
    )


def _service(one: HelpNumber, at: datetime) -> Service:
    if one.is_always_open:
        return Service(one, "open", _("Åpent nå, hele døgnet."))
    if one.calendar is None:
        return Service(one, "unknown", _("Se tjenestens egne sider for åpningstid."))
    opens = one.calendar.next_open(at)
    if opens == at:
        return Service(
            one, "open", _("Åpent nå, til kl. %(closes)s.") % {"closes": _closes(one.calendar)}
        )
    words = _("Stengt nå. Åpner %(day)s kl. %(clock)s.")
    return Service(one, "closed", words % {"day": weekday(opens), "clock": clock(opens)})


def _closes(calendar: Calendar) -> str:
    return f"{calendar.closes:%H.%M}"


def nearby(code: str, on: date) -> NearbyPage:
    """Help in a municipality of today.

    :raises NoSuchPlace: no such municipality that day.
    """
    place = municipality_on(code, on)
    found = local_help(code)
    have = {one.kind for one in found}
    same = [one for one in placements_on(on) if not one.is_vacant]
    return NearbyPage(
        municipality=place.name,
        county=_county_name(place.county, on),
        local=found,
        missing=tuple(str(kind.label) for kind in LocalKind if kind not in have),
        advisers=tuple(
            sorted(
                (one for one in same if _county_of(one, on) == place.county),
                key=lambda one: one.municipality != code,  # her own first; the sort is stable
            )
        ),
    )


def abroad(at: datetime, on: date) -> tuple[Abroad, ...]:
    """The embassies, with what their clocks show."""
    return tuple(
        Abroad(
            city=one.city,
            clock=f"{on_both(at, one.town).there:%H.%M}",
            is_open=bool(one.working_week) and one.calendar.is_open(at),
            reaches=tuple(
                label("country", area.country, on=on)
                for area in one.areas
                if area.country and area.scope == MissionScope.OPERATIVE
            ),
        )
        for one in missions_on(on)
    )


def advisers(on: date) -> AdvisersPage:
    """By county and municipality, counties in the order of their codes."""
    placed = placements_on(on)
    counties = tuple(_places_in(one.code, one.name, placed, on) for one in counties_on(on))
    drawn = (tiles.tile(one.code, one.name, one.filled) for one in counties)
    return AdvisersPage(
        on=on,
        counties=counties,
        tiles=tuple(one for one in drawn if one),
        width=tiles.WIDTH,
        height=tiles.HEIGHT,
        is_sample=any(one.is_sample for one in placed),
    )


def _places_in(code: str, name: str, placed: Sequence[Placement], on: date) -> CountyPlaces:
    here: dict[str, list[Placement]] = {}
    for one in placed:
        if _county_of(one, on) == code:
            here.setdefault(municipality_on(one.municipality, on).name, []).append(one)
    return CountyPlaces(code, name, tuple((where, tuple(found)) for where, found in here.items()))


def as_json(page: AdvisersPage) -> dict[str, object]:
    """The same as open data; camelCase, codes as strings."""
    return {
        "dato": page.on.isoformat(),
        "eksempeldata": page.is_sample,
        **({"merknad": str(SAMPLE)} if page.is_sample else {}),
        "fylker": [
            {
                "fylkesnummer": county.code,
                "navn": county.name,
                "antallSteder": county.filled,
                "antallLedige": county.vacant,
                "steder": [
                    {
                        "navn": one.name,
                        "kommunenummer": one.municipality,
                        "kommune": where,
                        "type": one.kind.value,
                        "ledig": one.is_vacant,
                        "naboskoler": list(one.neighbours),
                    }
                    for where, found in county.municipalities
                    for one in found
                ],
            }
            for county in page.counties
        ],
    }


def _county_of(one: Placement, on: date) -> str:
    return municipality_on(one.municipality, on).county


def _county_name(code: str, on: date) -> str:
    return next(one.name for one in counties_on(on) if one.code == code)
