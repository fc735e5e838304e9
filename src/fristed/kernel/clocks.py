"""One moment on two clocks, and working hours somewhere. The present moment is always passed in.

Moments are kept in UTC; what people agree on is a day, a clock and a place.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from fristed.kernel.periods import ZONE

LONGEST_CLOSED: Final = 60  # days in a row; a calendar that is never open is a mistake


class NoSuchTime(ValueError):
    """The clock is put forward past that time of that day."""


class NeverOpen(ValueError):
    """The calendar holds no working day within sight."""


@dataclass(frozen=True)
class Town:
    """A town and its zone: `Town("Islamabad", "Asia/Karachi")`."""

    name: str
    zone: str

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))


OSLO: Final = Town("Oslo", ZONE)


@dataclass(frozen=True)
class TwoClocks:
    """A moment as people in Norway and people there see it.

    days_apart   of the calendar: 1 when it is already tomorrow there, -1 when still yesterday
    """

    oslo: datetime
    there: datetime
    town: Town

    @property
    def days_apart(self) -> int:
        return (self.there.date() - self.oslo.date()).days


def on_both(moment: datetime, town: Town) -> TwoClocks:
    return TwoClocks(OSLO.local(moment), town.local(moment), town)


def moment_at(day: date, clock: time, town: Town) -> datetime:
    """When the clock there shows that time, in UTC; the first of the two when it does so twice.

    :raises NoSuchTime: it never does, because the clock is put forward past it.
    """
    zone = ZoneInfo(town.zone)
    wanted = datetime.combine(day, clock)
    moment = wanted.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != wanted:
        raise NoSuchTime(f"{wanted:%Y-%m-%d %H:%M} {town.zone}")
    return moment


@dataclass(frozen=True)
class Calendar:
    """When somebody is at work somewhere.

    week     ISO days, "71234" is Sunday to Thursday
    closed   days off that fall in the working week
    """

    town: Town
    week: str
    opens: time
    closes: time
    closed: Container[date] = field(default=(), repr=False)

    def is_working_day(self, day: date) -> bool:
        return str(day.isoweekday()) in self.week and day not in self.closed

    def is_open(self, moment: datetime) -> bool:
        return self.next_open(moment) == moment

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself when somebody is at work then; else when the next day's work begins.

        :raises NeverOpen: not within two months.
        """
        for day in _days_from(self.town.local(moment).date()):
            opens, closes = self._hours(day)
            if self.is_working_day(day) and moment < closes:
                return max(moment, opens)
        raise NeverOpen(self.town.name)

    def after_hours(self, moment: datetime, hours: timedelta) -> datetime:
        """When so much working time has gone by.

        :raises NeverOpen: see `next_open`.
        """
        left = hours
        while True:
            moment = self.next_open(moment)
            _opens, closes = self._hours(self.town.local(moment).date())
            if moment + left <= closes:
                return moment + left
            left -= closes - moment
            moment = closes

    def hours_between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time goes by; none when the end comes first."""
        gone, day = timedelta(0), self.town.local(start).date()
        while day <= self.town.local(end).date():
            if self.is_working_day(day):
                opens, closes = self._hours(day)
                gone += max(timedelta(0), min(end, closes) - max(start, opens))
            day += timedelta(1)
        return gone

    def after_days(self, day: date, working_days: int) -> date:
        """The working day that comes so many working days after `day`.

        :raises NeverOpen: see `next_open`.
        """
        for _each in range(working_days):
            day = self._next_working_day(day)
        return day

    def _next_working_day(self, day: date) -> date:
        for later in _days_from(day + timedelta(1)):
            if self.is_working_day(later):
                return later
        raise NeverOpen(self.town.name)

    def _hours(self, day: date) -> tuple[datetime, datetime]:
        return moment_at(day, self.opens, self.town), moment_at(day, self.closes, self.town)


def _days_from(first: date) -> list[date]:
    return [first + timedelta(days) for days in range(LONGEST_CLOSED)]
