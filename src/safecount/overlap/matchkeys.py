"""Match keys: exact tokens for people without a number, so that no name leaves a service."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from safecount.failures import InputError

#: Tokens shared by more records of one list than this say too little and tell too much.
CAP = 20

_SOUNDS = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}


@dataclass(frozen=True, slots=True)
class Person:
    """What a service knows of someone without an identity number. Empty where not known.

    born   YYYYMMDD
    place  town, suburb or municipality
    """

    first: str
    last: str
    born: str
    postcode: str = ""
    place: str = ""
    number: str = ""

    @classmethod
    def from_row(cls, row: Mapping[str, str | None]) -> "Person":
        """From columns first, last, born, postcode, place and number, those that are there.

        :raises InputError: nothing to match on.
        """
        values = {name: (row.get(name) or "").strip() for name in cls.__slots__}
        person = cls(**values)
        if not match_keys(person):
            raise InputError("A record needs a number, or a name with a birth date or postcode.")
        return person


def match_keys(person: Person) -> tuple[str, ...]:
    """The tokens of a person: two records of one person share several, others hardly any.

    Each token needs all its parts. Names count by sound, by their first letters and whole, in
    either order; the birth date whole and with the day, the month or the year left out.
    """
    first, last = _letters(person.first), _letters(person.last)
    born = "".join(ch for ch in person.born if ch.isdigit())
    born = born if len(born) == 8 else ""
    year, month, day = born[:4], born[4:6], born[6:]
    post = "".join(person.postcode.split()).lower()
    jumbled = "".join(sorted(post))
    town = _letters(person.place)[:5]
    sounds = "|".join(sorted((soundex(first), soundex(last)))) if first and last else ""
    whole = "|".join(sorted((first, last))) if first and last else ""
    starts = "|".join(sorted((first[:3], last[:3]))) if first and last else ""
    keys = (
        ("number", person.number),
        ("sounds, born", sounds, born),
        ("starts, born", starts, born),
        ("born, post", born, post),
        ("sounds, post", sounds, post),
        ("starts, post", starts, post),
        ("first, born", first, born),
        ("last, born", last, born),
        ("whole, month", whole, year, month),
        ("whole, day", whole, year, day),
        ("whole, birthday", whole, month, day),
        ("whole, swapped", whole, year, min(month, day), max(month, day)),
        ("sounds, year", sounds, year, post),
        ("first, post, day", first, post, month, day),
        ("last, post, year", last, post, year),
        ("whole, digits of post", whole, jumbled),
        ("whole, town", whole, town),
        ("sounds, town", sounds, town, jumbled),
        ("first, town", first, town, post),
        ("last, town", last, town, post),
        ("born, town", born, town),
    )
    return tuple("\x1f".join(key) for key in keys if all(key[1:]))


def capped(records: list[tuple[str, ...]], cap: int = CAP) -> list[tuple[str, ...]]:
    """Drop tokens that more than `cap` records of the same list share."""
    often: dict[str, int] = {}
    for tokens in records:
        for token in set(tokens):
            often[token] = often.get(token, 0) + 1
    return [tuple(t for t in dict.fromkeys(tokens) if often[t] <= cap) for tokens in records]


def soundex(name: str) -> str:
    """American Soundex of a name already reduced to a-z: a letter and three digits."""
    if not name:
        return ""
    code, last = name[0], _SOUNDS.get(name[0], "")
    for letter in name[1:]:
        sound = _SOUNDS.get(letter, "")
        if sound and sound != last:
            code += sound
        if letter not in "hw":
            last = sound
    return (code + "000")[:4]


def _letters(name: str) -> str:
    """Lower case a-z: æ, ø and å as ae, o and a, accents off, all else left out."""
    name = name.lower()
    if not name.isascii():
        name = name.replace("æ", "ae").replace("ø", "o").replace("đ", "d").replace("ł", "l")
        name = unicodedata.normalize("NFKD", name)
    if name.isascii() and name.isalpha():
        return name
    return "".join(ch for ch in name if "a" <= ch <= "z")
