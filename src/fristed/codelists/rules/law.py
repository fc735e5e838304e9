"""Law references, documents and definitions on a day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fristed.codelists.choices import DocumentKind, Tag
from fristed.codelists.rules.words import Words

NOT_CHECKED: Final = Words(
    nb="Ikke kontrollert av jurist.",
    nn="Ikkje kontrollert av jurist.",
    en="Not checked by a lawyer.",
)
THE_LAW: Final = Words(nb="loven som gjelder", nn="lova som gjeld", en="the law in force")
CALLED: Final = re.compile(r"\{lov:(?P<topic>[a-z0-9_]+)\}")


@dataclass(frozen=True)
class LawOn:
    """Where the law says so, in short and in our own words. Never legal advice."""

    topic: str
    act: str
    section: str
    rule: Words
    valid_from: date | None
    valid_to: date | None
    source: str
    tag: str
    checked_by: str
    checked_on: date | None

    @property
    def is_checked(self) -> bool:
        """A lawyer has signed it. What is only general knowledge never counts as checked."""
        return bool(self.checked_by) and self.tag != Tag.KNOWLEDGE

    @property
    def caution(self) -> Words | None:
        """What must stand beside it, or nothing."""
        return None if self.is_checked else NOT_CHECKED


def topics_called(texts: Iterable[str]) -> set[str]:
    """The topics whose law the texts ask for."""
    return {called["topic"] for text in texts for called in CALLED.finditer(text)}


def with_laws(text: str, laws: Mapping[str, Sequence[LawOn]]) -> str:
    """The text with act and section where it asks for the law on a topic.

    laws   topic -> references; only what a solid source stands behind is named
    """

    def said(called: re.Match[str]) -> str:
        solid = [law for law in laws[called["topic"]] if law.tag == Tag.SOLID]
        return ", ".join(f"{law.act} {law.section}" for law in solid) or str(THE_LAW)

    return CALLED.sub(said, text)


@dataclass(frozen=True)
class DocumentOn:
    """The version of a mandate or guideline in force. A case keeps `version`."""

    code: str
    version: str
    kind: DocumentKind
    title: Words
    valid_from: date
    valid_to: date | None
    source: str
    tag: str
    note: Words | None


@dataclass(frozen=True)
class DefinitionOn:
    term: str
    label: Words
    text: Words
    source: str
    tag: str
    valid_from: date
    valid_to: date | None
    document: str  # "mandate_advisers 2020", or empty
