"""What may stand where all who guide read: nothing that says who anybody is."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.guidance.choices import Evidence
from fristed.guidance.rules.writing import POINTING, pointing
from fristed.kernel.rules import RuleBroken
from fristed.kernel.traces import Found, Kind

MOST_LETTERS: Final = 1200  # of a pattern note: two minutes to write
LONGEST_REVIEW: Final = timedelta(days=730)

WATCHED: Final = POINTING | {Kind.SCHOOL, Kind.PLACE}
"""In a pattern a school or a place says who it was, to those who live there."""
NEVER: Final = frozenset({Kind.BIRTH_NUMBER, Kind.NUMBER, Kind.PHONE, Kind.MAIL, Kind.ACCOUNT})
"""What is somebody's whatever the writer thinks."""


def found_in(texts: Iterable[str]) -> tuple[Found, ...]:
    """What should be taken out before it is kept."""
    return tuple(one for text in texts for one in pointing(text, kinds=WATCHED))


def check_without_persons(texts: Iterable[str], *, is_sure: bool) -> bool:
    """Whether a colleague must read it before others do: something in it may be a name, and the
    writer says that it is not.

    :raises RuleBroken: `empty`, `points_at_somebody`, `may_point`.
    """
    texts = list(texts)
    if not all(text.strip() for text in texts):
        raise RuleBroken("empty", _("Skriv noe først."))
    kinds = {one.kind for one in found_in(texts)}
    if kinds & NEVER:
        raise RuleBroken(
            "points_at_somebody", _("Ta bort numre, telefonnumre og e-postadresser først.")
        )
    if kinds and not is_sure:
        raise RuleBroken(
            "may_point",
            _("Noe her kan si hvem noen er. Ta det bort, eller bekreft at det ikke gjør det."),
        )
    return bool(kinds)


def check_method(evidence: str, source: str, *, review_on: date, on: date) -> None:
    """:raises RuleBroken: `no_source`, `review_too_late`."""
    if evidence != Evidence.EXPERIENCE and not source.strip():
        raise RuleBroken("no_source", _("Skriv hvor forskningen eller evalueringen står."))
    if not on < review_on <= on + LONGEST_REVIEW:
        raise RuleBroken("review_too_late", _("Sett en dag innen to år for ny gjennomgang."))
