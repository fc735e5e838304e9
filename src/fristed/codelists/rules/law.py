"""Law references, documents and definitions on a day."""

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
