"""Nora's pages as they are read: the newest version that may be shown, in her language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import override

from fristed.codelists.choices import Tag
from fristed.codelists.queries import LawOn, Words, in_law_of_today, law_on
from fristed.organisation.queries import HelpNumber, help_numbers, no_number
from fristed.organisation.rules.helping import called_in, with_numbers
from fristed.portal.choices import HOUSE, BlockKind, PageKind, State
from fristed.portal.models import Page, Snapshot
from fristed.portal.rules.blocks import Block, is_held_back, unbroken
from fristed.portal.rules.languages import ALL, BY_CODE, Language

ALWAYS = ("politi-112", "alarmtelefonen")
"""On every page where help is listed, whatever else is missing."""


class NoPage(LookupError):
    """There is no such page, or not in that language."""


@dataclass(frozen=True)
class PageLink:
    """A way to another page. `address` is a number: it tells nobody what stands there."""

    number: int
    title: str
    lead: str
    kind: str


@dataclass(frozen=True)
class Shown:
    """A block with what it points at: laws, help services, another page."""

    kind: str
    number: int
    text: str = ""
    then: str = ""
    items: tuple[str, ...] = ()
    laws: tuple[LawOn, ...] = ()
    services: tuple[HelpNumber, ...] = ()
    pages: tuple[PageLink, ...] = ()


@dataclass(frozen=True)
class Recalled:
    """An edition that somebody may have on paper, and what is wrong in it."""

    version: int
    on: date
    note: Words


@dataclass(frozen=True)
class Article:
    """A page as read.

    house       the layout's words where the language is not one of the house's
    languages   those it may be read in, her own among them
    recalled    what was wrong, where the newest version was recalled
    earlier     editions of a guide that were recalled and may lie about on paper
    """

    number: int
    version: int
    kind: str
    title: str
    lead: str
    language: Language
    languages: tuple[Language, ...]
    blocks: tuple[Shown, ...]
    changed_on: date
    checked_on: date
    next_check_on: date
    is_overdue: bool
    is_composite: bool
    audience_pages: tuple[PageLink, ...] = ()
    house: Mapping[str, str] = field(default_factory=dict)
    recalled: Words | None = None
    earlier: tuple[Recalled, ...] = ()

    @property
    def is_guide(self) -> bool:
        return self.kind == PageKind.GUIDE


@dataclass(frozen=True)
class Shelf:
    """Pages of one kind, under its heading."""

    kind: str
    heading: str
    pages: tuple[PageLink, ...]


def shelves(language: str) -> tuple[Shelf, ...]:
    """Every page there is, by kind, in the house's language."""
    links = _links(language, Q())
    return tuple(
        Shelf(kind.value, str(kind.label), found)
        for kind in PageKind
        if (found := tuple(link for link in links if link.kind == kind))
    )


def newest_links(language: str) -> list[tuple[PageLink, Snapshot]]:
    """Every page there is, with what it says."""
    return [(_link(row), row) for row in _newest(language, Q())]


def signed_links(language: str) -> tuple[PageLink, ...]:
    """What somebody may be pointed at in her language: signed off, and no translation whose safety
    blocks have been overtaken."""
    rows = _newest(language, Q())
    if language not in HOUSE:
        norwegian = {
            row.page_id: [Block.of(kept) for kept in row.blocks] for row in _newest("nb", Q())
        }
        rows = [
            row for row in rows if not is_held_back(row.made_from, norwegian.get(row.page_id, []))
        ]
    return tuple(_link(row) for row in rows)


def links_to(codes: Iterable[str], language: str) -> tuple[PageLink, ...]:
    """Some pages, in the order asked for."""
    wanted = list(codes)
    found = _by_code(wanted, language)
    return tuple(found[code] for code in wanted if code in found)


def article(number: int, language: str, *, on: date) -> Article:
    """One page with everything it shows.

    :raises NoPage: no such page, or nothing that may be shown in that language.
    """
    versions = list(
        Snapshot.objects.filter(page__number=number, page__withdrawn_on=None)
        .exclude(state=State.DRAFT)
        .select_related("page")
        .order_by("language", "-version")
    )
    newest = {row.language: row for row in reversed(versions)}
    shown = _may_be_shown(newest)
    if language not in shown:
        raise NoPage(f"{number} in {language}")
    row = newest[language]
    page = row.page
    blocks = [] if row.state == State.RECALLED else [Block.of(kept) for kept in row.blocks]
    return Article(
        number=number,
        version=row.version,
        kind=page.kind,
        title=unbroken(row.title),
        lead=unbroken(row.lead),
        language=BY_CODE[language],
        languages=tuple(one for one in ALL if one.code in shown),
        blocks=_with_what_they_point_at(blocks, _ours(language), on),
        changed_on=row.changed_on,
        checked_on=page.checked_on,
        next_check_on=page.next_check_on,
        is_overdue=page.next_check_on < on,
        is_composite=page.is_composite,
        audience_pages=_for_audience(page, _ours(language)),
        house={name: unbroken(words) for name, words in row.house.items()},
        recalled=Words.or_none(row.recall_note),
        earlier=_earlier(versions, row) if page.kind == PageKind.GUIDE else (),
    )


def _earlier(versions: Iterable[Snapshot], newest: Snapshot) -> tuple[Recalled, ...]:
    return tuple(
        Recalled(row.version, row.recalled_on, Words.of(row.recall_note))
        for row in versions
        if row.language == newest.language and row.version < newest.version and row.recalled_on
    )


def norwegian_blocks(page_id: int) -> tuple[Block, ...]:
    """What a translation of the page is made from."""
    return shown_blocks(page_id, "nb")


def shown_blocks(page_id: int, language: str) -> tuple[Block, ...]:
    """What nora shows of the page in a language; nothing where she shows none."""
    row = (
        Snapshot.objects.filter(page_id=page_id, language=language, state=State.SHOWN)
        .order_by("-version")
        .first()
    )
    return tuple(Block.of(kept) for kept in row.blocks) if row else ()


def shown_now(page: Page) -> list[Snapshot]:
    """The newest version in each language, where it is neither a draft nor recalled."""
    rows = Snapshot.objects.filter(page=page).exclude(state=State.DRAFT)
    newest = rows.order_by("language", "-version").distinct("language")
    return [row for row in newest if row.state == State.SHOWN]


def _may_be_shown(newest: Mapping[str, Snapshot]) -> set[str]:
    """All but translations whose safety blocks are no longer those of the Norwegian text."""
    norwegian = newest.get("nb")
    blocks = [Block.of(kept) for kept in norwegian.blocks] if norwegian else []
    return {
        code
        for code, row in newest.items()
        if code in HOUSE or not is_held_back(row.made_from, blocks)
    }


def _ours(language: str) -> str:
    """The house's language nearest to the page's: what laws and services are named in."""
    return language if language in HOUSE else "en"


def _with_what_they_point_at(blocks: Sequence[Block], language: str, on: date) -> tuple[Shown, ...]:
    """Two statements at most, however many blocks."""
    named = {code for block in blocks if block.kind == BlockKind.HELP for code in block.items}
    called = called_in(text for block in blocks for text in block.paragraphs)
    targets = [code for block in blocks if block.kind == BlockKind.PAGE for code in block.items]
    codes = named | called
    services = {one.code: one for one in help_numbers(on, codes=codes)} if codes else {}
    numbers = {code: one.number for code, one in services.items()}

    def said(text: str) -> str:
        with override(language):
            lawful = in_law_of_today(text, on=on)
            return unbroken(with_numbers(lawful, numbers, otherwise=no_number()))

    pages = _by_code(targets, language)
    return tuple(
        Shown(
            kind=block.kind,
            number=number,
            text=said(block.text),
            then=said(block.then),
            items=tuple(said(item) for item in block.items),
            laws=_laws(block, on),
            services=tuple(services[code] for code in block.items if code in services),
            pages=tuple(pages[code] for code in block.items if code in pages),
        )
        for number, block in enumerate(blocks)
    )


def _laws(block: Block, on: date) -> tuple[LawOn, ...]:
    """Only what a solid source stands behind."""
    if block.kind != BlockKind.LAW:
        return ()
    return tuple(law for topic in block.items for law in law_on(topic, on) if law.tag == Tag.SOLID)


def _for_audience(page: Page, language: str) -> tuple[PageLink, ...]:
    """What a page for someone leads to: the pages written for her."""
    if page.kind != PageKind.AUDIENCE:
        return ()
    whom = page.audiences[0]
    return _links(language, Q(page__audiences__contains=[whom]) & ~Q(page__kind=PageKind.AUDIENCE))


def _by_code(codes: Sequence[str], language: str) -> dict[str, PageLink]:
    if not codes:
        return {}
    return {row.page.code: _link(row) for row in _newest(language, Q(page__code__in=codes))}


def _links(language: str, which: Q) -> tuple[PageLink, ...]:
    return tuple(_link(row) for row in _newest(language, which))


def _newest(language: str, which: Q) -> list[Snapshot]:
    rows = (
        Snapshot.objects.filter(which, language=language, page__withdrawn_on=None)
        .exclude(state=State.DRAFT)
        .select_related("page")
        .order_by("page__number", "-version")
        .distinct("page__number")
    )
    return [row for row in rows if row.state == State.SHOWN]


def _link(row: Snapshot) -> PageLink:
    return PageLink(row.page.number, row.title, row.lead, row.page.kind)
