"""The criteria of a duty or right on a day, and the law they are made from."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from fristed.codelists.choices import ProofStandard, Tag, Weight
from fristed.codelists.rules.law import NOT_CHECKED, LawOn
from fristed.codelists.rules.words import Words

EDITION_LETTERS: Final = 8


@dataclass(frozen=True)
class AnswerOn:
    """One thing that can be ticked, and what it says about the criterion."""

    value: str
    label: Words
    counts: Weight


@dataclass(frozen=True)
class QuestionOn:
    """One criterion as a question. `decides`: not only noted. `many`: several may be ticked."""

    code: str
    question: Words
    help: Words | None
    many: bool
    decides: bool
    answers: tuple[AnswerOn, ...]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            code=kept["code"],
            question=Words.of(kept["question"]),
            help=Words.or_none(kept["help"]),
            many=kept["many"],
            decides=kept["decides"],
            answers=tuple(
                AnswerOn(one["value"], Words.of(one["label"]), Weight(one["counts"]))
                for one in kept["options"]
            ),
        )


@dataclass(frozen=True)
class PartOn:
    """Something that may have to be passed on."""

    value: str
    label: Words


@dataclass(frozen=True)
class DutyOn:
    """A duty or right on a day: what it asks, where the law says so, whom to call. Not advice.

    conclusions   "met", "not_met", "open" -> words
    calls         codes of help services
    """

    topic: str
    title: Words
    version: str
    valid_from: date | None
    valid_to: date | None
    standard: ProofStandard
    about: Words
    questions: tuple[QuestionOn, ...]
    conclusions: Mapping[str, Words]
    parts: tuple[PartOn, ...]
    calls: tuple[str, ...]
    source: str
    tag: str
    checked_by: str
    checked_on: date | None
    laws: tuple[LawOn, ...]

    @property
    def is_checked(self) -> bool:
        """A lawyer has signed the criteria and every paragraph they rest on."""
        signed = bool(self.checked_by) and self.tag != Tag.KNOWLEDGE
        return signed and all(law.is_checked for law in self.laws)

    @property
    def caution(self) -> Words | None:
        return None if self.is_checked else NOT_CHECKED

    @property
    def edition(self) -> str:
        """Names exactly this content: another word in the law or in a criterion, another edition.

        Kept with an assessment, so that a change finds the cases it touches.
        """
        said = "\n".join((*_lines(self.questions), *(_line(law) for law in self.laws)))
        return f"{self.version}/{hashlib.sha256(said.encode()).hexdigest()[:EDITION_LETTERS]}"


def _lines(questions: Sequence[QuestionOn]) -> list[str]:
    return [
        "\t".join((one.code, one.question.nb, answer.value, answer.label.nb, answer.counts))
        for one in questions
        for answer in one.answers
    ]


def _line(law: LawOn) -> str:
    return "\t".join((law.act, law.section, str(law.valid_from or ""), law.rule.nb))
