"""Working names: what an adviser calls a case. By default nothing about the pupil."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

LONGEST: Final = 60  # characters
MONTHS: Final = (
    "jan.", "feb.", "mars", "april", "mai", "juni",
    "juli", "aug.", "sept.", "okt.", "nov.", "des.",
)  # fmt: skip


def working_name(on: date, *, earlier_that_day: int = 0) -> str:
    """A name made of the day: "Sak 14. nov.", and "Sak 14. nov. B" for the next one.

    earlier_that_day   cases she started before it the same day  [cases]
    """
    name = f"Sak {on.day}. {MONTHS[on.month - 1]}"
    return name if not earlier_that_day else f"{name} {_letter(earlier_that_day)}"


def check_name(name: str) -> None:
    """:raises RuleBroken: `name_empty` or `name_long`."""
    if not name.strip():
        raise RuleBroken("name_empty", _("Gi saken et arbeidsnavn."))
    if len(name) > LONGEST:
        raise RuleBroken(
            "name_long", _("Bruk høyst %(most)s tegn i arbeidsnavnet.") % {"most": LONGEST}
        )


def _letter(number: int) -> str:
    """B, C … Z, then numbers."""
    return chr(ord("A") + number) if number < 26 else str(number + 1)
