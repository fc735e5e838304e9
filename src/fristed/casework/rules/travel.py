"""Journeys: when to talk of one, what an agreement holds, and what happens when nobody calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import CheckInOutcome, Rung
from fristed.casework.rules.sealed import Sealed
from fristed.kernel.clocks import OSLO, Calendar, Town
from fristed.kernel.rules import RuleBroken

TALKS: Final = (timedelta(weeks=8), timedelta(weeks=4), timedelta(weeks=2))
"""Before the school holidays of her county; our own rhythm, ahead of the season's peak."""

WORRYING: Final = frozenset({"missed", "late"})
SHOWN_AFTER: Final = timedelta(days=30)

LADDER: Final = {
    Rung.FIRST: timedelta(),
    Rung.DAY: timedelta(hours=24),
    Rung.THREE_DAYS: timedelta(hours=72),
}
SCHOOL_WITHIN: Final = timedelta(days=7)
"""The absence routine is gone through within a week."""

DEBRIEF_WITHIN: Final = timedelta(days=14)


@dataclass(frozen=True)
class Talk(Sealed):
    """answers   code of list "travel_question" -> what was said; only those that came up"""

    answers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Agreement(Sealed):
    """What is agreed of a journey.

    at_day, at_three_days   who decides when nobody has heard from her for 24 and 72 hours
    """

    country: str = ""
    company: str = ""
    passport: str = ""
    ticket: str = ""
    agreed: str = ""
    at_day: str = ""
    at_three_days: str = ""


@dataclass(frozen=True)
class Meeting(Sealed):
    """An agreed moment to be in touch: in UTC, and the town whose clock it was agreed by."""

    due_at: str = ""
    how: str = ""
    town: str = OSLO.name
    zone: str = OSLO.zone

    @property
    def at(self) -> Town:
        return Town(self.town, self.zone)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.due_at)


@dataclass(frozen=True)
class Decision(Sealed):
    """What was decided on a rung of the ladder."""

    decided_by: str = ""
    what: str = ""


@dataclass(frozen=True)
class RungOn:
    """A rung of the ladder.

    at         when it is reached
    who        who decides then
    opens_at   when the mission is next at work from then on, by its own calendar
    """

    rung: Rung
    at: datetime
    who: str
    opens_at: datetime | None

    def is_reached(self, now: datetime) -> bool:
        return self.at <= now


@dataclass(frozen=True)
class AddressFile:
    """The file with a journey's addresses, and whether there is a reason to open it.

    ref          of the file
    file         its database key
    case         the case's reference
    adviser_id   who is responsible for the case
    """

    ref: str
    file: int
    case: str
    adviser_id: int
    is_missed: bool


def talk_due(holiday_on: date, last_talk: date | None, *, on: date) -> int | None:
    """How many weeks before the holiday the talk is due that has not been held; else None.

    last_talk   the latest talk of a journey in the case
    returns     8, 4 or 2  [weeks]
    """
    reached = [before for before in TALKS if holiday_on - before <= on <= holiday_on]
    if not reached:
        return None
    latest = min(reached)
    if last_talk is not None and last_talk >= holiday_on - latest:
        return None
    return latest // timedelta(weeks=1)


def check_agreement(agreement: Agreement, *, leaves_on: date, returns_on: date) -> None:
    """Check that an agreement says when she is back and who decides if nobody hears from her.

    :raises RuleBroken: `returns_before` or `nobody_decides`.
    """
    if returns_on < leaves_on:
        raise RuleBroken("returns_before", _("Hjemreisen er før avreisen."))
    if not (agreement.at_day.strip() and agreement.at_three_days.strip()):
        raise RuleBroken(
            "nobody_decides", _("Skriv hvem som bestemmer etter 24 timer og etter 72 timer.")
        )


def check_settled(outcome: str, *, due_at: datetime, now: datetime) -> None:
    """:raises RuleBroken: `not_missed_yet`."""
    if outcome == CheckInOutcome.MISSED and now < due_at:
        raise RuleBroken("not_missed_yet", _("Avtalen er ikke før senere."))


def ladder(due_at: datetime, agreement: Agreement, calendar: Calendar | None) -> tuple[RungOn, ...]:
    """What follows a missed contact. Hours are the clock's: a missing person waits for no office;
    when the mission is next at work is said beside them."""
    who = {Rung.DAY: agreement.at_day, Rung.THREE_DAYS: agreement.at_three_days}
    return tuple(
        RungOn(
            rung,
            due_at + after,
            who.get(rung, ""),
            calendar.next_open(due_at + after) if calendar else None,
        )
        for rung, after in LADDER.items()
    )


def rung_by_day(due_on: date, *, on: date) -> Rung:
    """The rung that is reached, as far as the day alone says: hours are sealed with the contact."""
    days = (on - due_on).days
    if days >= LADDER[Rung.THREE_DAYS].days:
        return Rung.THREE_DAYS
    return Rung.DAY if days >= LADDER[Rung.DAY].days else Rung.FIRST


def whereabouts(
    *, leaves_on: date, returns_on: date, came_back_on: date | None, missed: bool, on: date
) -> str:
    """ "back", "missed", "late", "away" or "planned", the most worrying that holds."""
    if came_back_on is not None:
        return "back"
    if missed:
        return "missed"
    if returns_on < on:
        return "late"
    return "away" if leaves_on <= on else "planned"
