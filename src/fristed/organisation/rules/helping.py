"""What may stand as a number or as opening hours; and numbers in texts, from the one source.

A text never holds a service's number itself, only `{tlf:code}`: the number is put in when somebody
reads, so that a changed one is right everywhere at once.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import time
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

NUMBER: Final = re.compile(r"\+?\d(?: ?\d){1,13}")
FEWEST_DIGITS: Final = 5
ALWAYS_TYPED: Final = frozenset({"116111"})  # as 112 and 113: right when the database is empty too
CALLED: Final = re.compile(r"(?P<abroad>\+47 )?\{tlf:(?P<code>[a-z0-9-]+)\}")


def check_number(number: str) -> None:
    """:raises RuleBroken: `not_a_number`."""
    if not NUMBER.fullmatch(number):
        raise RuleBroken("not_a_number", _("Skriv nummeret med sifre og mellomrom, som 116 006."))


def check_clock(
    *, is_always_open: bool, week: str, opens: time | None, closes: time | None
) -> None:
    """Hours are whole or not there at all: days, from and to, or open always.

    :raises RuleBroken: `hours_not_whole`, or `hours_backwards`.
    """
    given = {bool(week), opens is not None, closes is not None}
    if given == {True, False} or (is_always_open and True in given):
        raise RuleBroken(
            "hours_not_whole",
            _("Velg dager, fra og til; eller døgnåpent; eller la alt stå tomt."),
        )
    if opens is not None and closes is not None and opens >= closes:
        raise RuleBroken("hours_backwards", _("Tjenesten må stenge etter at den åpner."))


def called_in(texts: Iterable[str]) -> set[str]:
    """The codes of all services whose number the texts ask for."""
    return {called["code"] for text in texts for called in CALLED.finditer(text)}


def stands_in(texts: Iterable[str], number: str) -> bool:
    """Whether somebody typed a number that a text should ask for, however she grouped it."""
    digits = number.replace(" ", "")
    if len(digits) < FEWEST_DIGITS or digits in ALWAYS_TYPED:
        return False
    typed = re.compile(rf"(?<!\d){' ?'.join(map(re.escape, digits))}(?!\d)")
    return any(typed.search(text.replace("\u00a0", " ")) for text in texts)


def with_numbers(text: str, numbers: Mapping[str, str], *, otherwise: str) -> str:
    """The text with the numbers in it.

    numbers     code -> number, of those that may be told today
    otherwise   what stands where a number may not be told
    """

    def said(called: re.Match[str]) -> str:
        number = numbers.get(called["code"])
        return f"{called['abroad'] or ''}{number}" if number else otherwise

    return CALLED.sub(said, text)
