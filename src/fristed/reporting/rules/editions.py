"""The whole report in one language: what a reader sees, a PDF prints and a hash covers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from fristed.codelists.rules.words import Words
from fristed.kernel.rules import RuleBroken
from fristed.reporting.rules.figures import as_read

SAMPLE: Final = Words(
    nb="Eksempeldata. Rapporten er laget for en demonstrasjon og skal ikke siteres.",
    nn="Eksempeldata. Rapporten er laga for ein demonstrasjon og skal ikkje siterast.",
    en="Sample data. The report was made for a demonstration and must not be quoted.",
)
BLANK_LINE: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class EditionTable:
    """A released table, two sides of it, with what must be said of it.

    source   the released table's reference and hash, or where the history comes from
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class EditionChapter:
    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[EditionTable, ...]


@dataclass(frozen=True)
class Edition:
    """cautions   what must be said of figures like these, whoever wrote the text"""

    title: str
    language: str
    cautions: tuple[str, ...]
    chapters: tuple[EditionChapter, ...]

    def as_kept(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "language": self.language,
            "cautions": list(self.cautions),
            "chapters": [
                {
                    "title": chapter.title,
                    "paragraphs": list(chapter.paragraphs),
                    "tables": [
                        {
                            "title": table.title,
                            "columns": list(table.columns),
                            "rows": [list(row) for row in table.rows],
                            "notes": list(table.notes),
                            "source": table.source,
                        }
                        for table in chapter.tables
                    ],
                }
                for chapter in self.chapters
            ],
        }


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Paragraphs as they are read; line breaks inside one are folded."""
    parts = (as_read(" ".join(part.split())) for part in BLANK_LINE.split(text))
    return tuple(part for part in parts if part)


def check_complete(*, texts: Sequence[tuple[str, str]], open_comments: int) -> None:
    """Check that a report can be released.

    texts   each written chapter in bokmål and nynorsk

    :raises RuleBroken: `nothing_written`, `one_language` or `open_comments`.
    """
    if not any(nb.strip() for nb, _nn in texts):
        raise RuleBroken("nothing_written", _("Ingen kapitler er skrevet ennå."))
    if any(bool(nb.strip()) != bool(nn.strip()) for nb, nn in texts):
        raise RuleBroken(
            "one_language",
            _("Rapporten kommer på bokmål og nynorsk samtidig. Et kapittel har bare det ene."),
        )
    if open_comments:
        raise RuleBroken(
            "open_comments", _("Noen har sagt noe om et kapittel som ikke er gjort opp ennå.")
        )
