"""What takes people's time, in all their roles; and what collides."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from fristed.gate import Actor, scope
from fristed.guidance.choices import MeetingPlace
from fristed.guidance.models import Absence, CalendarFeed
from fristed.guidance.rules.calendars import Busy, Sort, collides, collisions, digest_of
from fristed.guidance.rules.roster import Turn
from fristed.kernel.appointments import Appointment
from fristed.kernel.clocks import OSLO
from fristed.organisation.queries import colleagues_of, units_on

WEEKS_SHOWN: Final = 4
WEEKS_FED: Final = 26
BusyOf = Callable[[Collection[int], datetime, datetime], Sequence[Busy]]


@dataclass(frozen=True)
class CalendarLine:
    """who   one person, where it takes only her time"""

    what: str
    who: str
    place: str
    starts_at: datetime
    last_on: date
    ends_at: datetime
    is_whole_days: bool


@dataclass(frozen=True)
class Collision:
    """A person who would be in two places. What is another unit's is only "opptatt"."""

    name: str
    first: str
    second: str
    starts_at: datetime


@dataclass(frozen=True)
class AbsenceLine:
    ref: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class CalendarPage:
    """has_feed   she has a secret address, made that day"""

    first: date
    last: date
    lines: tuple[CalendarLine, ...]
    collisions: tuple[Collision, ...]
    absences: tuple[AbsenceLine, ...]
    fed_since: date | None

    @property
    def before(self) -> date:
        return self.first - timedelta(weeks=WEEKS_SHOWN)

    @property
    def after(self) -> date:
        return self.first + timedelta(weeks=WEEKS_SHOWN)


def moment_of(day: date) -> datetime:
    """When the day begins here."""
    return timezone.make_aware(datetime.combine(day, time()))


def busy(people: Collection[int], first: date, last: date) -> tuple[Busy, ...]:
    """All that takes their time on those days, whatever unit's it is: moments and codes only.

    What rooms above know of is read by the door's own function, named in FRISTED_BUSY.
    """
    from_, until = moment_of(first), moment_of(last + timedelta(1))
    with connection.cursor() as cursor:
        cursor.execute("select * from guidance_busy(%s, %s, %s)", [sorted(people), from_, until])
        own = tuple(
            Busy(ref, person, Sort(sort), unit, place, starts_at, ends_at)
            for ref, person, sort, unit, place, starts_at, ends_at in cursor.fetchall()
        )
    named = str(getattr(settings, "FRISTED_BUSY", ""))
    if not named:
        return own
    above: BusyOf = import_string(named)
    return (*own, *above(people, from_, until))


def takes(turn: Turn, unit: str) -> Busy:
    """What a turn takes of a person's time."""
    until = moment_of(turn.ends_on + timedelta(1))
    return Busy("", turn.person, Sort.DUTY, unit, "", moment_of(turn.starts_on), until)


def taken(new: Busy, people: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The names of those who would be in two places if this took their time too."""
    first = timezone.localdate(new.starts_at)
    last = timezone.localdate(new.ends_at - timedelta(microseconds=1))
    there = busy([person for person, _name in people], first, last)
    colliding = {one.person for one in there if collides(one, replace(new, person=one.person))}
    return tuple(name for person, name in people if person in colliding)


def away_on(people: Collection[int], day: date) -> frozenset[int]:
    """Who of them is away that day."""
    return frozenset(one.person for one in busy(people, day, day) if one.sort == Sort.AWAY)


def calendar_page(actor: Actor, first: date, *, on: date) -> CalendarPage:
    """Hers and her colleagues', four weeks from a Monday on."""
    last = first + timedelta(weeks=WEEKS_SHOWN) - timedelta(1)
    names = {one.id: one.name for one in colleagues_of(actor, on)} | {actor.id: actor.name}
    with scope(actor):
        found = busy(names, first, last)
        absences = list(
            Absence.objects.filter(person_id=actor.id, ends_on__gte=on).order_by("starts_on")
        )
        feed = CalendarFeed.objects.filter(person_id=actor.id).first()
    units = {unit.code: unit.name for unit in units_on(on) if unit.code in actor.units}
    return CalendarPage(
        first=first,
        last=last,
        lines=_lines(found, names, units),
        collisions=tuple(
            Collision(
                names[one.person],
                _what(one, units),
                _what(other, units),
                max(one.starts_at, other.starts_at),
            )
            for one, other in collisions(found)
        ),
        absences=tuple(AbsenceLine(row.ref, row.starts_on, row.ends_on) for row in absences),
        fed_since=feed.made_on if feed else None,
    )


def absence_by_ref(actor: Actor, ref: str) -> Absence:
    """Hers, or one that is nobody's: the gate says no to it."""
    with scope(actor):
        found = Absence.objects.filter(ref=ref, person_id=actor.id).first()
    return found or Absence(ref=ref)


def feed_of(secret: str, *, on: date) -> tuple[Appointment, ...] | None:
    """What a secret address gives: times, sorts and places, without a name or a unit.

    None where no such address is in use.
    """
    with connection.cursor() as cursor:
        cursor.execute("select guidance_feed_of(%s)", [digest_of(secret)])
        (person,) = cursor.fetchone()
    if person is None:
        return None
    found = busy([person], on - timedelta(weeks=4), on + timedelta(weeks=WEEKS_FED))
    return tuple(
        Appointment(
            ref=one.ref,
            title=_neutral(one),
            starts_at=one.starts_at,
            lasts=one.ends_at - one.starts_at,
            town=OSLO,
            is_whole_days=one.is_whole_days,
        )
        for one in sorted(found, key=lambda one: (one.starts_at, one.ref))
    )


def _lines(
    found: Sequence[Busy], names: dict[int, str], units: dict[str, str]
) -> tuple[CalendarLine, ...]:
    """One line for what takes a whole unit's time; another unit's is nobody's to see here."""
    seen = {}
    for one in found:
        if one.unit and one.unit not in units:
            continue
        is_everybodys = not one.is_whole_days
        seen[one.ref if is_everybodys else f"{one.ref} {one.person}"] = CalendarLine(
            what=_what(one, units),
            who="" if is_everybodys else names[one.person],
            place=str(MeetingPlace(one.place).label) if one.place else "",
            starts_at=one.starts_at,
            last_on=timezone.localdate(one.ends_at - timedelta(microseconds=1)),
            ends_at=one.ends_at,
            is_whole_days=one.is_whole_days,
        )
    return tuple(sorted(seen.values(), key=lambda line: (line.starts_at, line.what, line.who)))


def _what(one: Busy, units: dict[str, str]) -> str:
    if one.sort == Sort.AWAY:
        return _("borte")
    if one.unit not in units:
        return _("opptatt")
    if one.sort == Sort.DUTY:
        return _("vakt i %s") % units[one.unit]
    return _("møte i %s") % units[one.unit]


def _neutral(one: Busy) -> str:
    words = {
        Sort.MEETING: _("Møte"),
        Sort.TEAM_MEETING: _("Møte"),
        Sort.DUTY: _("Vakt"),
        Sort.AWAY: _("Borte"),
    }
    place = f", {MeetingPlace(one.place).label}" if one.place else ""
    return words[one.sort] + place
