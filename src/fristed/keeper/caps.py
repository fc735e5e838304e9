"""How much may be opened: 30 different files for a person in an hour, and a limit for the house."""

from collections.abc import Iterable
from typing import Final

from fristed.keeper import admin
from fristed.keeper.register import Book
from fristed.kernel.periods import day_of

HOUR_SECONDS: Final = 3600
FILES_PER_PERSON: Final = 30
SITE_LEAST_PER_PERSON: Final = 20
NAMES: Final = "(names)"  # a list of working names counts as one


def person_has_room(book: Book, person: str, file: str) -> bool:
    """Whether she may open this file now: one she opened within the hour, or at most the 30th."""
    opened = {
        row[0]
        for row in book.all(
            "select file from opened where person = ? and at > ?", person, book.now - HOUR_SECONDS
        )
    }
    return file in opened or len(opened) < FILES_PER_PERSON


def site_has_room(book: Book, setting: int) -> bool:
    """Whether all together are within the site-wide cap."""
    (opened,) = book.all("select count(*) from opened where at > ?", book.now - HOUR_SECONDS)
    (people,) = book.all(
        "select count(distinct person) from session"
        " where person <> '' and ended = 0 and expires > ?",
        book.now,
    )
    return bool(opened[0] < max(setting, SITE_LEAST_PER_PERSON * people[0]))


def note_opened(book: Book, person: str, file: str) -> None:
    book.do("delete from opened where at <= ?", book.now - HOUR_SECONDS)
    book.do("insert or replace into opened values (?, ?, ?)", person, file, book.now)


def tell_leaders(book: Book, person: str) -> None:
    """Once an hour, in each unit she belongs to."""
    hour = book.now // HOUR_SECONDS
    for unit in _units(book, person):
        book.alarm("cap_reached", person=person, unit=unit, once=f"cap:{person}:{unit}:{hour}")


def tell_site(book: Book) -> None:
    book.alarm("site_cap", once=f"site_cap:{book.now // HOUR_SECONDS}")


def _units(book: Book, person: str) -> Iterable[str]:
    return sorted(admin.units_of(book, person, day_of(book.at))) or [""]
