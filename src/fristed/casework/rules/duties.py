"""What follows from what was ticked. The criteria are data; this only weighs them, in the open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from fristed.casework.choices import DutyOutcome, DutyStepKind
from fristed.codelists.choices import Weight
from fristed.codelists.rules.duties import DutyOn, QuestionOn
from fristed.codelists.rules.words import Words
from fristed.kernel.rules import RuleBroken

Ticked = Mapping[str, Sequence[str]]
"""Question -> the answers that were ticked."""

REMIND_AFTER_HOURS: Final = (24, 72)
"""Our own reminders: that a clock is running, and that a receipt has not come."""

LONGEST: Final = 4_000  # characters
WAITING: Final = frozenset({DutyStepKind.FINDING_OUT, DutyStepKind.WILL_ACT, DutyStepKind.REPORTED})
WITH_WORDS: Final = frozenset(
    {DutyStepKind.NOT_REPORTED, DutyStepKind.AVERTED, DutyStepKind.REPORTED}
)
"""Steps that are nothing without words: why not, how else, to whom."""


@dataclass(frozen=True)
class Weighed:
    """One criterion: what was asked, what was ticked, and what follows for it."""

    question: Words
    ticked: tuple[Words, ...]
    follows: Weight


@dataclass(frozen=True)
class Reasoning:
    """The whole in the open. `conclusion` and `outcome` are None until a lawyer has signed.

    caution   what must stand beside it, or nothing
    """

    weighed: tuple[Weighed, ...]
    outcome: DutyOutcome | None
    conclusion: Words | None
    caution: Words | None


def reason(duty: DutyOn, ticked: Ticked) -> Reasoning:
    """Weigh each criterion, and say what follows. Never more than the law's own state allows.

    :raises RuleBroken: `contradiction`.
    """
    weighed = tuple(_weigh(question, ticked.get(question.code, ())) for question in duty.questions)
    if not duty.is_checked:
        return Reasoning(weighed, outcome=None, conclusion=None, caution=duty.caution)
    outcome = _outcome([one.follows for one in weighed])
    return Reasoning(weighed, outcome, duty.conclusions[outcome], caution=None)


def _weigh(question: QuestionOn, values: Sequence[str]) -> Weighed:
    chosen = [answer for answer in question.answers if answer.value in values]
    weights = {answer.counts for answer in chosen}
    if {Weight.FOR, Weight.AGAINST} <= weights:
        raise RuleBroken(
            "contradiction",
            _("Du har krysset av både for noe og for «ingen av disse». Velg det som stemmer."),
        )
    return Weighed(question.question, tuple(answer.label for answer in chosen), _heaviest(weights))


def _heaviest(weights: set[Weight]) -> Weight:
    """Nothing ticked is nothing known."""
    for weight in (Weight.FOR, Weight.OPEN, Weight.AGAINST, Weight.NOTED):
        if weight in weights:
            return weight
    return Weight.OPEN


def _outcome(follows: Sequence[Weight]) -> DutyOutcome:
    """Every criterion must be met; one that is not is enough; else it is open."""
    if Weight.AGAINST in follows:
        return DutyOutcome.NOT_MET
    return DutyOutcome.OPEN if Weight.OPEN in follows else DutyOutcome.MET


def check_insight(insight_at: datetime, *, now: datetime) -> None:
    """:raises RuleBroken: `not_known_yet`."""
    if insight_at > now:
        raise RuleBroken("not_known_yet", _("Du kan ikke ha fått vite det i framtiden."))


def check_step(kind: DutyStepKind, *, before: DutyStepKind | None, words: str) -> None:
    """Check that this may come after that, and says what it must.

    :raises RuleBroken: `words_missing`, `not_reported_yet` or `over`.
    """
    if kind in WITH_WORDS and not words.strip():
        raise RuleBroken("words_missing", _WORDS_MISSING[kind]())
    if kind == DutyStepKind.ACKNOWLEDGED and before != DutyStepKind.REPORTED:
        raise RuleBroken("not_reported_yet", _("Før at du har meldt, før du fører mottaket."))
    if before == DutyStepKind.ACKNOWLEDGED:
        raise RuleBroken("over", _("Mottaket er bekreftet. Gjør en ny vurdering om noe er nytt."))


_WORDS_MISSING: Final = {
    DutyStepKind.NOT_REPORTED: lambda: _("Skriv hvorfor du ikke gir det videre."),
    DutyStepKind.AVERTED: lambda: _("Skriv hvordan det ble avverget."),
    DutyStepKind.REPORTED: lambda: _("Skriv hvem du meldte til."),
}


def is_waiting(kind: DutyStepKind) -> bool:
    """Whether the clock still runs."""
    return kind in WAITING


def hours_between(insight_at: datetime, at: datetime) -> int:
    """Whole hours on the clock.  [hours]"""
    return max(0, int((at - insight_at) / timedelta(hours=1)))


def is_late(hours: int) -> bool:
    """Past the first reminder."""
    return hours >= REMIND_AFTER_HOURS[0]
