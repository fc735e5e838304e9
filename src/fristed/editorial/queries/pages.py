"""Nora's pages with the texts they are written in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from fristed.editorial.models import Article
from fristed.editorial.queries.articles import writing_address
from fristed.gate import Actor, Decision
from fristed.portal.access import may_change_page, may_withdraw_page
from fristed.portal.choices import HOUSE, State
from fristed.portal.queries.editing import Overview, PageLine, VersionLine, shown_versions
from fristed.portal.rules.languages import ALL, BY_CODE, Language

MOST_HEAVY = 10


@dataclass(frozen=True)
class TextLine:
    """One language of a page. state: as nora has it; a draft where she has none.

    stale   how many blocks of a translation are behind the Norwegian
    """

    ref: str
    language: Language
    title: str
    state: str = State.DRAFT
    is_held_back: bool = False
    stale: int = 0

    @property
    def address(self) -> str:
        """Where one goes on with it: a translation is read beside the Norwegian first."""
        if self.language.code in HOUSE:
            return writing_address(self.ref)
        return reverse("editorial:compare_article", args=[self.ref])


@dataclass(frozen=True)
class PageWithTexts:
    about: PageLine
    texts: tuple[TextLine, ...]


@dataclass(frozen=True)
class Pages:
    """shown: as nora lists them, overdue first. new: texts of pages she has not shown yet

    drafts       translations that nobody has signed
    no_results   searches that found nothing in the last four weeks
    """

    shown: tuple[PageWithTexts, ...]
    new: tuple[TextLine, ...]
    drafts: int
    no_results: int

    @property
    def heaviest(self) -> tuple[PageLine, ...]:
        """Those hardest to read, the worst first: what to write more simply next."""
        lines = sorted((one.about for one in self.shown), key=lambda line: -line.lix)
        return tuple(lines[:MOST_HEAVY])


@dataclass(frozen=True)
class AboutPage:
    """What is the same about a page in every language, and what nora shows of it.

    initial   as its form begins
    """

    ref: str
    title: str
    initial: dict[str, Any]
    versions: tuple[VersionLine, ...]
    may_change: Decision
    may_withdraw: Decision


def about_page(actor: Actor, page: Any) -> AboutPage:  # why: a row of portal's, private to it
    title = Article.objects.filter(page=page, language="nb").values_list("title", flat=True)
    return AboutPage(
        ref=page.ref,
        title=title[0],
        initial={name: getattr(page, name) for name in ("kind", "audiences", "consent")},
        versions=shown_versions(page),
        may_change=may_change_page(actor, page),
        may_withdraw=may_withdraw_page(actor, page),
    )


def pages_with_texts(overview: Overview) -> Pages:
    """One statement, however many pages."""
    texts: dict[int, list[Article]] = {}
    for article in Article.objects.select_related("page").order_by("page__number"):
        texts.setdefault(article.page.number, []).append(article)
    shown = tuple(
        PageWithTexts(line, _lines(texts.pop(line.number, ()), line.versions))
        for line in overview.pages
    )
    unseen = [article for rows in texts.values() for article in rows if not article.live]
    return Pages(shown, _lines(unseen, ()), overview.drafts, overview.no_results)


def _lines(articles: Iterable[Article], versions: Iterable[VersionLine]) -> tuple[TextLine, ...]:
    known = {one.language.code: one for one in versions}
    order = [one.code for one in ALL]
    return tuple(
        _line(article, known.get(article.language))
        for article in sorted(articles, key=lambda row: (row.page_id, order.index(row.language)))
    )


def _line(article: Article, version: VersionLine | None) -> TextLine:
    language = BY_CODE[article.language]
    if version is None:
        return TextLine(article.ref, language, article.title)
    return TextLine(
        article.ref, language, article.title, version.state, version.is_held_back, version.stale
    )
