"""Counties and municipalities on a day: always by code and date, never by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fristed.codelists.choices import ChangeKind
from fristed.codelists.rules.sorting import nb_key
from fristed.kernel.periods import is_valid_on


class NoSuchPlace(LookupError):
    """The code was not in use that day."""


@dataclass(frozen=True)
class CountyOn:
    code: str
    name: str
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True)
class MunicipalityOn:
    code: str
    name: str
    county: str
    first_on: date | None
    last_on: date | None
    population_2025: int | None


@dataclass(frozen=True)
class PlaceChange:
    """From that day, what was `old` is (part of) `new`."""

    old: str
    new: str
    changed_on: date
    kind: ChangeKind


@dataclass(frozen=True)
class Carried:
    """Where a code stands on another day.

    codes      the codes that hold it there
    is_whole   they are the very same area; else they hold more, or a part is elsewhere
    """

    codes: tuple[str, ...]
    is_whole: bool

    @property
    def is_divided(self) -> bool:
        """A count on the code cannot be carried: it would have to be divided."""
        return len(self.codes) != 1


@dataclass(frozen=True)
class Register:
    """Every county and municipality there has been, and what became of them."""

    counties: Mapping[str, CountyOn]
    municipalities: Mapping[str, MunicipalityOn]
    municipality_changes: tuple[PlaceChange, ...]
    county_changes: tuple[PlaceChange, ...]

    def county_on(self, code: str, day: date) -> CountyOn:
        """:raises NoSuchPlace: no county had the code that day."""
        county = self.counties.get(code)
        if county is None or not is_valid_on(day, county.first_on, county.last_on):
            raise NoSuchPlace(f"county {code} on {day}")
        return county

    def municipality_on(self, code: str, day: date) -> MunicipalityOn:
        """:raises NoSuchPlace: no municipality had the code that day."""
        place = self.municipalities.get(code)
        if place is None or not is_valid_on(day, place.first_on, place.last_on):
            raise NoSuchPlace(f"municipality {code} on {day}")
        return place

    def counties_on(self, day: date) -> tuple[CountyOn, ...]:
        """All counties that day, by code."""
        return tuple(
            county
            for _, county in sorted(self.counties.items())
            if is_valid_on(day, county.first_on, county.last_on)
        )

    def municipalities_on(self, day: date, county: str = "") -> tuple[MunicipalityOn, ...]:
        """All municipalities that day, or those of one county, as people sort names."""
        return tuple(
            sorted(
                (
                    place
                    for place in self.municipalities.values()
                    if is_valid_on(day, place.first_on, place.last_on)
                    and county in ("", place.county)
                ),
                key=lambda place: (nb_key(place.name), place.code),
            )
        )

    def municipality_carried(self, code: str, *, from_: date, to: date) -> Carried:
        """Where a municipality of one day stands on another.

        :raises NoSuchPlace: it did not exist on the first day, or its way is not known.
        """
        self.municipality_on(code, from_)
        carried = _carry(self.municipality_changes, code, from_, to)
        for there in carried.codes:
            self.municipality_on(there, to)
        return carried

    def county_carried(self, code: str, *, from_: date, to: date) -> Carried:
        """Where a county of one day stands on another.

        :raises NoSuchPlace: it did not exist on the first day, or its way is not known.
        """
        self.county_on(code, from_)
        carried = _carry(self.county_changes, code, from_, to)
        for there in carried.codes:
            self.county_on(there, to)
        return carried


def county_changes(
    rows: Iterable[tuple[str, date | None, str]],
) -> tuple[PlaceChange, ...]:
    """Read "01+02+06" and "30 (part)" as changes. Rows are code, first day, continues from."""
    changes = []
    for code, first_on, continues_from in rows:
        if not continues_from or first_on is None:
            continue
        olds = continues_from.removesuffix(" (part)").split("+")
        if continues_from.endswith(" (part)"):
            kind = ChangeKind.SPLIT
        else:
            kind = ChangeKind.MERGED if len(olds) > 1 else ChangeKind.RENUMBERED
        changes += [PlaceChange(old, code, first_on, kind) for old in olds]
    return tuple(sorted(changes, key=lambda change: (change.changed_on, change.old, change.new)))


def eras(
    places: Iterable[CountyOn | MunicipalityOn], first: date
) -> tuple[tuple[date, date | None], ...]:
    """The spans in which the codes stayed the same, oldest first; the last one is open."""
    starts = {first}
    for place in places:
        if place.first_on:
            starts.add(place.first_on)
        if place.last_on:
            starts.add(place.last_on + timedelta(days=1))
    days = sorted(day for day in starts if day >= first)
    ends = [day - timedelta(days=1) for day in days[1:]]
    return tuple(zip(days, [*ends, None], strict=True))


def _carry(changes: Iterable[PlaceChange], code: str, from_: date, to: date) -> Carried:
    forward = from_ <= to
    early, late = (from_, to) if forward else (to, from_)
    between = [change for change in changes if early < change.changed_on <= late]
    days = sorted({change.changed_on for change in between}, reverse=not forward)
    codes: tuple[str, ...] = (code,)
    is_whole = True
    for day in days:
        rows = [change for change in between if change.changed_on == day]
        codes, whole = _across(rows, codes, forward=forward)
        is_whole = is_whole and whole
    return Carried(codes, is_whole)


def _across(
    rows: list[PlaceChange], codes: tuple[str, ...], *, forward: bool
) -> tuple[tuple[str, ...], bool]:
    """Carry codes over one day of change. Whole: all of them, and nothing else, is there."""
    pairs = [(row.old, row.new) if forward else (row.new, row.old) for row in rows]
    over: list[str] = []
    for code in codes:
        over += [there for here, there in pairs if here == code] or [code]
    reached = tuple(dict.fromkeys(over))
    sources = {here for here, there in pairs if there in reached}
    return reached, sources <= set(codes)
