"""A text in the house's three languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """Prints in the language of the page; bokmål where that language is not ours."""

    nb: str
    nn: str
    en: str

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        return cls(kept["nb"], kept["nn"], kept["en"])

    @classmethod
    def or_none(cls, kept: Mapping[str, str]) -> Self | None:
        return cls.of(kept) if kept else None

    @classmethod
    def alike(cls, text: str) -> Self:
        """A name that is the same in every language."""
        return cls(text, text, text)

    def in_language(self, language: str | None) -> str:
        return {"nn": self.nn, "en": self.en}.get((language or "nb")[:2], self.nb)

    def as_kept(self) -> dict[str, str]:
        return {"nb": self.nb, "nn": self.nn, "en": self.en}

    def __str__(self) -> str:
        return self.in_language(get_language())
