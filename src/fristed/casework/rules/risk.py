"""A structured judgement of danger. It asks, orders and reminds; the adviser judges.

No answer weighs more than another, and nothing is added up: a number would be believed. The items
of PATRIARCH and SARA are protected and not here; of them only what they ended with is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.rules.sealed import Sealed
from fristed.kernel.rules import RuleBroken

REVIEW_WITHIN: Final = timedelta(days=92)
"""Our own limit: a judgement older than a school term is not a judgement of now."""


@dataclass(frozen=True)
class Assessment(Sealed):
    """factors     code of list "risk_factor" -> whether it is so: now, earlier, both, no, unknown
    actors      the people it comes from: references of persons in the case
    reasoning   in the adviser's own words; the only conclusion there is
    tool...     what a protected tool ended with, used by somebody trained in it; never its items
    """

    factors: Mapping[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    reasoning: str = ""
    scenarios: str = ""
    measures: str = ""
    tool: str = ""
    tool_level: str = ""
    tool_on: date | None = None
    tool_by: str = ""
    tool_attachment: str = ""


def check_assessment(assessment: Assessment, *, assessed_on: date, review_on: date) -> None:
    """Check that somebody has thought, says when she will again, and takes nothing from a tool
    but what it ended with.

    :raises RuleBroken: `reasoning_missing`, `review_too_late`, `review_in_the_past`,
        `tool_incomplete` or `tool_in_the_future`.
    """
    if not assessment.reasoning.strip():
        raise RuleBroken(
            "reasoning_missing", _("Skriv din egen vurdering. Svarene alene sier lite.")
        )
    check_review(assessed_on, review_on)
    said = (assessment.tool_level, assessment.tool_on, assessment.tool_by)
    if assessment.tool and not all(said):
        raise RuleBroken("tool_incomplete", _("Skriv nivå, dag og hvem som brukte verktøyet."))
    if assessment.tool_on is not None and assessment.tool_on > assessed_on:
        raise RuleBroken("tool_in_the_future", _("Verktøyet er ikke brukt ennå den dagen."))


def check_review(made_on: date, review_on: date) -> None:
    """:raises RuleBroken: `review_in_the_past` or `review_too_late`."""
    if review_on <= made_on:
        raise RuleBroken("review_in_the_past", _("Velg en dag etter i dag for neste gang."))
    if review_on - made_on > REVIEW_WITHIN:
        raise RuleBroken("review_too_late", _("Se på det igjen innen tre måneder."))
