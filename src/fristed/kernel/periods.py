"""Quarters and years, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = "Europe/Oslo"


def day_of(moment: datetime) -> date:
    """The scheme's day at that moment: for an hour or two after midnight in Oslo, UTC's is the one
    before."""
    return moment.astimezone(ZoneInfo(ZONE)).date()


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year; keys are made, and in time destroyed, by quarter."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read "2026Q4".

        :raises ValueError: anything else.
        """
        year, mark, number = text.partition("Q")
        if mark != "Q" or not (year.isdigit() and len(year) == 4) or number not in "1234":
            raise ValueError(f"not a quarter: {text!r}")
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def starts_on(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    def ends_on(self) -> date:
        return self.next().starts_on() - timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From and to, both days inside."""

    starts_on: date
    ends_on: date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def is_valid_on(day: date, starts_on: date | None, ends_on: date | None) -> bool:
    """Whether a dated thing is in force that day; an open end is None."""
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)


def monday_of(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())


def months_after(day: date, months: int) -> date:
    """So many months later, or earlier; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _day_in(year, month + 1, day.day)


def _day_in(year: int, month: int, day: int) -> date:
    """The day of the month, or the month's last when it is shorter."""
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
