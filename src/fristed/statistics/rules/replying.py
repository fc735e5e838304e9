"""What an answer to the outside may say: figures that are published already, and no others."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken

NUMBER: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+")
SPACES: Final = re.compile(r"\s+")
YEARS: Final = range(1990, 2100)


def check_figures(answer: str, *, published: Collection[int]) -> None:
    """Check that every figure in the answer stands in the table it names. Years go free.

    :raises RuleBroken: `not_published`, naming the figures.
    """
    strange = [one for one in figures_in(answer) if one not in published and one not in YEARS]
    if strange:
        listed = ", ".join(map(str, dict.fromkeys(strange)))
        raise RuleBroken(
            "not_published",
            _("Dette står ikke i tabellen: %(figures)s. Svar bare med tall som er publisert.")
            % {"figures": listed},
        )


def figures_in(text: str) -> list[int]:
    """Whole numbers, also written with spaces between thousands."""
    return [int(re.sub(r"\D", "", found)) for found in NUMBER.findall(text)]


def likeness(question: str) -> str:
    """What two askings of one question have in common: letters and figures, not case and signs."""
    return SPACES.sub(" ", re.sub(r"[^\w ]", " ", question)).strip().casefold()


def is_asked_before(question: str, earlier: Iterable[str]) -> bool:
    return likeness(question) in {likeness(one) for one in earlier}
