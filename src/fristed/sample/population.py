"""Made-up people for trying the overlap count. Nobody has their names or their numbers."""

import random
from typing import Final

from safecount.identifiers import FIRST_WEIGHTS, SECOND_WEIGHTS

SYLLABLES: Final = (
    "ba",
    "dro",
    "fel",
    "gri",
    "hu",
    "jol",
    "kev",
    "lum",
    "mis",
    "nor",
    "pau",
    "ski",
)
YEARS: Final = range(2030, 2040)
"""Born after today: their identity numbers have been given to nobody."""
WITHOUT_NUMBER: Final = 3  # every third


def persons(count: int, seed: int = 0) -> list[dict[str, str]]:
    """The same people each time, with the fields of `safecount.overlap.Person`."""
    chance = random.Random(seed)  # noqa: S311 - made-up people
    found: dict[str, dict[str, str]] = {}
    while len(found) < count:
        year, month, day = chance.choice(YEARS), chance.randint(1, 12), chance.randint(1, 28)
        number = _number(f"{day:02}{month:02}{year % 100:02}{chance.randint(500, 999)}")
        if number:
            found[number] = {
                "first": _name(chance, 2),
                "last": _name(chance, 3),
                "born": f"{year}{month:02}{day:02}",
                "postcode": f"{chance.randint(1, 9991):04}",
                "place": _name(chance, 3),
                "number": number if len(found) % WITHOUT_NUMBER else "",
            }
    return list(found.values())


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=syllables)).capitalize()


def _number(nine: str) -> str:
    """With its two control digits, or nothing where it has none."""
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        control = -sum(w * int(d) for w, d in zip(weights, nine, strict=False)) % 11
        if control == 10:
            return ""
        nine += str(control)
    return nine
