"""A covered screen: what brings it back, and how often somebody may try."""

from enum import StrEnum
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

SHORTEST: Final = 4
LONGEST: Final = 8
MOST_TRIES: Final = 5
"""Our own limits: it keeps out who passes by. After five wrong ones the session is over."""


class Choice(StrEnum):
    """What she may switch off; each value is the field's name."""

    SHORTCUTS = "uses_shortcuts"
    IDLE = "hides_when_idle"


def check_screen_code(code: str) -> None:
    """:raises RuleBroken: `not_digits` or `too_easy`."""
    if not (code.isascii() and code.isdecimal() and SHORTEST <= len(code) <= LONGEST):
        raise RuleBroken("not_digits", _("Skriv fire til åtte sifre."))
    steps = {int(after) - int(before) for before, after in pairwise(code)}
    if steps in ({0}, {1}, {-1}):
        raise RuleBroken("too_easy", _("Like sifre og sifre på rad prøves først. Velg noe annet."))


def is_used_up(tries: int) -> bool:
    return tries >= MOST_TRIES
