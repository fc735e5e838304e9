"""A translation beside the Norwegian text it was made from."""

from dataclasses import dataclass

from fristed.editorial.models import Article
from fristed.editorial.queries.articles import writing_address
from fristed.editorial.queries.checking import Row, rows_of
from fristed.portal.choices import HOUSE
from fristed.portal.rules.languages import ALL, BY_CODE, Language


@dataclass(frozen=True)
class Comparison:
    """rows: block by block, each with the Norwegian beside it"""

    ref: str
    title: str
    language: Language
    rows: tuple[Row, ...]
    in_check: bool

    @property
    def address(self) -> str:
        """Where it is written."""
        return writing_address(self.ref)

    @property
    def stale(self) -> tuple[int, ...]:
        """Blocks whose Norwegian has changed since they were gone through."""
        return tuple(row.number for row in self.rows if row.is_stale)


def comparison_of(article: Article) -> Comparison:
    draft = article.get_latest_revision_as_object()
    return Comparison(
        ref=article.ref,
        title=draft.title,
        language=BY_CODE[article.language],
        rows=tuple(rows_of(draft)),
        in_check=article.workflow_in_progress,
    )


def languages_left(article: Article) -> tuple[Language, ...]:
    """Those the page is not in yet."""
    there = set(Article.objects.filter(page_id=article.page_id).values_list("language", flat=True))
    return tuple(one for one in ALL if one.code not in there | set(HOUSE))
