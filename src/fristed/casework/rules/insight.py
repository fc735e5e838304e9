"""Who asked to see what is kept, whether it could harm somebody, and what may then be given."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from fristed.casework.choices import Harm, HarmQuestion, InsightOutcome, WhoAsks
from fristed.kernel.periods import months_after
from fristed.kernel.rules import RuleBroken

ANSWER_WITHIN_MONTHS: Final = 1  # GDPR article 12 (3)


@dataclass(frozen=True)
class Request:
    """wants   what she wants to see, in words"""

    asker: WhoAsks
    wants: str

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Self:
        kept: dict[str, Any] = json.loads(text)
        return cls(WhoAsks(kept["asker"]), kept["wants"])


@dataclass(frozen=True)
class Given:
    """harms   question of the harm test -> what was found
    why     what was left out and why, or why nothing is given
    """

    outcome: InsightOutcome
    harms: Mapping[str, str] = field(default_factory=dict)
    why: str = ""

    def as_text(self) -> str:
        return json.dumps({"harms": dict(self.harms), "why": self.why}, ensure_ascii=False)


def due_on(asked_on: date) -> date:
    return months_after(asked_on, ANSWER_WITHIN_MONTHS)


def check_asked(asked_on: date, *, on: date) -> None:
    """:raises RuleBroken: `in_the_future`."""
    if asked_on > on:
        raise RuleBroken("in_the_future", _("Dagen har ikke vært ennå."))


def check_given(request: Request, given: Given) -> None:
    """Check that what is given is no more than the harm test and who asks allow.

    :raises RuleBroken: `harm_not_tested`, `harm_and_all`, `not_hers` or `no_reason`.
    """
    if set(given.harms) != set(HarmQuestion.values):
        raise RuleBroken("harm_not_tested", _("Svar på hvert spørsmål om skade."))
    if given.outcome == InsightOutcome.ALL:
        if set(given.harms.values()) != {Harm.NO.value}:
            raise RuleBroken(
                "harm_and_all",
                _("Noe kan skade, eller du vet det ikke. Da gis ikke alt: velg en del, eller nei."),
            )
        if request.asker != WhoAsks.HERSELF:
            raise RuleBroken(
                "not_hers", _("Bare den saken gjelder, får se alt. Velg en del, eller nei.")
            )
    elif not given.why.strip():
        raise RuleBroken("no_reason", _("Skriv hva som ikke gis ut, og hvorfor."))


def tells_family(request: Request, given: Given) -> bool:
    """Whether it goes to somebody whom "do not tell the family" is about."""
    return request.asker == WhoAsks.GUARDIAN and given.outcome != InsightOutcome.NOTHING
