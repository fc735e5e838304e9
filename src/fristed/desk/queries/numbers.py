"""The pages where numbers are kept: what each form begins with, and what municipalities lack."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Protocol

from fristed.codelists.queries import Words, counties_on, municipalities_on, municipality_on
from fristed.organisation.choices import LocalKind
from fristed.organisation.queries import LocalToKeep, local_services_to_keep


class Service(Protocol):
    """A help service, as `organisation` has it."""

    name: dict[str, str]
    number: str
    email: str
    chat: str
    tag: str
    hours: dict[str, str]
    hours_tag: str
    is_always_open: bool
    week: str
    opens: time | None
    closes: time | None
    source: str


@dataclass(frozen=True)
class LocalLine:
    """A number with the names of the municipalities it answers for."""

    service: LocalToKeep
    places: tuple[str, ...]


@dataclass(frozen=True)
class CountyLack:
    """How many of a county's municipalities have no number of each kind that somebody has rung."""

    name: str
    municipalities: int
    without: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class LocalServicesPage:
    lines: tuple[LocalLine, ...]
    counties: tuple[CountyLack, ...]


def local_services_page(day: date) -> LocalServicesPage:
    kept = local_services_to_keep(day)
    have = {(one.kind, code) for one in kept if one.last_verified for code in one.municipalities}
    return LocalServicesPage(
        lines=tuple(
            LocalLine(one, tuple(municipality_on(code, day).name for code in one.municipalities))
            for one in kept
        ),
        counties=tuple(_lack(county.code, county.name, have, day) for county in counties_on(day)),
    )


def _lack(code: str, name: str, have: set[tuple[LocalKind, str]], day: date) -> CountyLack:
    places = municipalities_on(day, code)
    without = Counter(
        kind for kind in LocalKind for place in places if (kind, place.code) not in have
    )
    return CountyLack(
        name, len(places), tuple((str(kind.label), without[kind]) for kind in LocalKind)
    )


def name_of_service(service: Service) -> Words:
    return Words.of(service.name)


def typed_of_service(service: Service) -> dict[str, Any]:
    """What its form begins with."""
    plain = ("number", "email", "chat", "tag", "hours_tag", "is_always_open", "opens", "closes")
    hours = {f"hours_{language}": words for language, words in service.hours.items()}
    typed = {name: getattr(service, name) for name in plain}
    return typed | hours | {"week": list(service.week), "source": service.source}


def typed_of_local_service(ref: str, day: date) -> dict[str, Any]:
    """What its form begins with: the number, and every municipality it answers for."""
    one = next(one for one in local_services_to_keep(day) if ref in one.refs)
    names = ("kind", "name", "number", "owner", "source")
    return {name: getattr(one, name) for name in names} | {
        "municipalities": list(one.municipalities)
    }
