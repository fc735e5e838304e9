"""Searching nora's pages, and how much is written in each form of Norwegian."""

from collections.abc import Iterable
from dataclasses import dataclass

from fristed.portal.choices import State
from fristed.portal.models import Snapshot
from fristed.portal.queries.pages import PageLink, newest_links
from fristed.portal.rules.blocks import Block
from fristed.portal.rules.readability import count
from fristed.portal.rules.search import search

TITLE, LEAD, BODY = 3.0, 2.0, 1.0
MOST = 8


def pages_about(query: str, language: str) -> tuple[PageLink, ...]:
    """The pages that answer best. One statement."""
    rows = newest_links(language)
    links = {link.number: link for link, _row in rows}
    texts = {link.number: _texts(row) for link, row in rows}
    return tuple(links[found.number] for found in search(query, texts)[:MOST])


def _texts(row: Snapshot) -> list[tuple[float, str]]:
    body = [text for kept in row.blocks for text in Block.of(kept).paragraphs]
    return [(TITLE, row.title), (LEAD, row.lead), *((BODY, text) for text in body)]


@dataclass(frozen=True)
class LanguageShare:
    """Words published in a year in each form, and how many of a hundred were nynorsk."""

    year: int
    bokmal: int
    nynorsk: int

    @property
    def percent_nynorsk(self) -> float:
        both = self.bokmal + self.nynorsk
        return 100 * self.nynorsk / both if both else 0.0


def language_share(year: int) -> LanguageShare:
    """For the yearly report on the two forms: what was published that year, version by version."""
    rows = Snapshot.objects.filter(changed_on__year=year).exclude(state=State.DRAFT)
    written = {form: _words(rows.filter(language=form)) for form in ("nb", "nn")}
    return LanguageShare(year, written["nb"], written["nn"])


def _words(rows: Iterable[Snapshot]) -> int:
    return sum(count(text) for row in rows for _weight, text in _texts(row))
