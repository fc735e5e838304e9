"""Reading reports: the list, one with its chapters, one chapter, and a whole edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fristed.accounts.queries import names_of
from fristed.codelists import queries as codelists
from fristed.codelists.rules.words import Words
from fristed.gate import Actor, Decision
from fristed.kernel.rules import RuleBroken
from fristed.publications import queries as shelf
from fristed.publications.choices import Category, Span
from fristed.publications.rules import notes
from fristed.publications.rules.changes import change, share
from fristed.publications.rules.exports import NOT_SHOWN
from fristed.publications.rules.history import Series
from fristed.publications.rules.slicing import EVERYONE, slice_of
from fristed.publications.rules.tables import Content
from fristed.reporting import access
from fristed.reporting.choices import HISTORY, LANGUAGES, Status
from fristed.reporting.models import Comment, Report, Version
from fristed.reporting.rules.chapters import BY_CODE, CHAPTERS, Chapter
from fristed.reporting.rules.editions import (
    SAMPLE,
    Edition,
    EditionChapter,
    EditionTable,
    check_complete,
    paragraphs_of,
)
from fristed.reporting.rules.figures import check_figures, written

SHARE_DECIMALS: Final = 4
HISTORY_YEARS: Final = 6
PICKS: Final = 400  # of one table: its margins, not its inner cells


@dataclass(frozen=True)
class ReportLine:
    ref: str
    year: int
    status: str
    is_released: bool
    started_on: date
    edition: str


@dataclass(frozen=True)
class ChapterLine:
    """A chapter in the list: whether it is written, and what stands in its way.

    problem   why the report cannot be built as it stands, in words
    """

    code: str
    title: Words
    has_nb: bool
    has_nn: bool
    written_on: date | None
    comments: int
    problem: str


@dataclass(frozen=True)
class ReportPage:
    ref: str
    year: int
    is_sample: bool
    started_by: str
    edition: str
    chapters: tuple[ChapterLine, ...]
    may_write: Decision
    may_release: Decision

    @property
    def is_ready(self) -> bool:
        written_ones = [one for one in self.chapters if one.has_nb or one.has_nn]
        return bool(written_ones) and not any(
            one.problem or one.comments or one.has_nb != one.has_nn for one in self.chapters
        )


@dataclass(frozen=True)
class CommentLine:
    ref: str
    text: str
    by: str
    said_at: datetime
    is_settled: bool


@dataclass(frozen=True)
class Pick:
    """A figure that can be used, written as a text writes it."""

    label: str
    mark: str


@dataclass(frozen=True)
class Picks:
    title: str
    figures: tuple[Pick, ...]


@dataclass(frozen=True)
class VersionPage:
    """A chapter as it once was."""

    number: int
    nb: str
    nn: str
    written_at: datetime


@dataclass(frozen=True)
class ChapterPage:
    ref: str
    year: int
    chapter: Chapter
    number: int
    nb: str
    nn: str
    tables: tuple[str, ...]
    versions: tuple[tuple[int, str, datetime], ...]
    comments: tuple[CommentLine, ...]
    picks: tuple[Picks, ...]
    problem: str
    may_write: Decision


def reports_readable_by(actor: Actor) -> tuple[ReportLine, ...]:
    """All reports, newest year first; none for who may not read them."""
    if not access.may_read_report(actor, Report()):
        return ()
    return tuple(
        ReportLine(
            ref=row.ref,
            year=row.year,
            status=str(Status(row.status).label),
            is_released=row.status == Status.RELEASED,
            started_on=row.started_on,
            edition=row.edition,
        )
        for row in Report.objects.order_by("-year", "-id")
    )


def report_by_ref(ref: str) -> Report:
    """:raises Report.DoesNotExist: no such report."""
    return Report.objects.get(ref=ref)


def report_page(actor: Actor, report: Report) -> ReportPage:
    newest, sources = _newest(report), _Sources()
    waiting: dict[str, int] = {}
    for code in Comment.objects.filter(report=report, settled_by="").values_list("chapter"):
        waiting[code[0]] = waiting.get(code[0], 0) + 1
    return ReportPage(
        ref=report.ref,
        year=report.year,
        is_sample=report.is_sample,
        started_by=names_of([report.started_by]).get(report.started_by, ""),
        edition=report.edition,
        chapters=tuple(
            _chapter_line(one, newest.get(one.code), waiting.get(one.code, 0), sources)
            for one in CHAPTERS
        ),
        may_write=access.may_write_chapter(actor, report),
        may_release=access.may_release_report(actor, report),
    )


def chapter_page(actor: Actor, report: Report, code: str) -> ChapterPage:
    """:raises KeyError: there is no such chapter."""
    chapter = BY_CODE[code]
    versions = list(Version.objects.filter(report=report, chapter=code).order_by("-number"))
    comments = list(Comment.objects.filter(report=report, chapter=code).order_by("id"))
    people = names_of({*(one.written_by for one in versions), *(one.said_by for one in comments)})
    newest, sources = (versions[0] if versions else None), _Sources()
    tables = tuple(newest.tables) if newest else _belonging(chapter, report.year)
    return ChapterPage(
        ref=report.ref,
        year=report.year,
        chapter=chapter,
        number=newest.number if newest else 0,
        nb=newest.nb if newest else _headings(chapter, report.year, "nb"),
        nn=newest.nn if newest else _headings(chapter, report.year, "nn"),
        tables=tables,
        versions=tuple(
            (one.number, people.get(one.written_by, ""), one.written_at) for one in versions
        ),
        comments=tuple(
            CommentLine(
                ref=one.ref,
                text=one.text,
                by=people.get(one.said_by, ""),
                said_at=one.said_at,
                is_settled=bool(one.settled_by),
            )
            for one in comments
        ),
        picks=sources.picks(tables),
        problem=_problem(newest, sources),
        may_write=access.may_write_chapter(actor, report),
    )


def _belonging(chapter: Chapter, year: int) -> tuple[str, ...]:
    """The released tables of the year that stand in a chapter before anyone has written it."""
    return tuple(
        one.ref
        for one in shelf.released_tables()
        if one.series in chapter.series
        and one.period_from.year == year
        and not (one.is_withdrawn or one.is_replaced)
    )


def _headings(chapter: Chapter, year: int, language: str) -> str:
    """What a chapter that nobody has written begins with: one paragraph for each to go on from."""
    if not chapter.headings:
        return ""
    listed = codelists.code_list(chapter.headings, date(year, 12, 31))
    return "\n\n".join(f"{one.label.in_language(language)}: " for one in listed.codes)


def version_page(report: Report, code: str, number: int) -> VersionPage:
    """:raises Version.DoesNotExist: no such version."""
    row = Version.objects.get(report=report, chapter=code, number=number)
    return VersionPage(row.number, row.nb, row.nn, row.written_at)


def tables_for_choice() -> list[tuple[str, str]]:
    """What a chapter may show: the history, and every released table that was not withdrawn."""
    tables = [one for one in shelf.released_tables() if not one.is_withdrawn]
    return [
        (HISTORY, _("Tjenestenes publiserte historie")),
        *((t.ref, str(t.title)) for t in tables),
    ]


def editions_of(report: Report) -> dict[str, Edition]:
    """The whole report in each language, every figure checked against where it stands.

    :raises RuleBroken: see `rules.editions.check_complete` and `rules.figures.check_figures`; the
        words name the chapter.
    """
    newest, sources = _newest(report), _Sources()
    open_comments = Comment.objects.filter(report=report, settled_by="").count()
    check_complete(texts=[(one.nb, one.nn) for one in newest.values()], open_comments=open_comments)
    for code, version in newest.items():
        problem = _problem(version, sources)
        if problem:
            raise RuleBroken("chapter", f"{BY_CODE[code].title}: {problem}")
    return {language: _edition(report, newest, sources, language) for language in LANGUAGES}


class _Sources:
    """Figures that are published, read once for each page."""

    def __init__(self) -> None:
        self._history = shelf.history_page()
        self._tables = {
            one.ref: one for one in shelf.whole_tables() if one.tombstone is None and one.is_intact
        }
        self.known: dict[str, frozenset[Decimal]] = {}
        self.shares: dict[str, frozenset[Decimal]] = {}
        for series in self._history.series:
            self._add_series(series)
        for ref, one in self._tables.items():
            self._add_table(ref, one.content)

    def has(self, table: str) -> bool:
        return table == HISTORY or table in self._tables

    def table(self, table: str, year: int) -> EditionTable:
        """In the language of the moment. Of the history, the years that lead up to the report's."""
        if table == HISTORY:
            return self._history_table(range(year + 1 - HISTORY_YEARS, year + 1))
        shown = self._tables[table]
        cut = slice_of(shown.content, {})
        return EditionTable(
            title=str(shown.content.title),
            columns=(str(cut.down.label), *(str(one.label) for one in cut.columns)),
            rows=tuple(
                (str(row.category.label), *(_cell(cell) for cell in row.cells)) for row in cut.rows
            ),
            notes=tuple(str(note) for note in shown.table.notes),
            source=f"{shown.ref}, SHA-256 {shown.table.sha256}",
        )

    def picks(self, tables: Iterable[str]) -> tuple[Picks, ...]:
        """The figures a chapter can use without looking up how a source is spelled."""
        return (
            self._history_picks(),
            *(self._table_picks(ref) for ref in tables if ref in self._tables),
        )

    def _add_series(self, series: Series) -> None:
        totals: dict[int, int] = dict(series.points)
        for year in series.years:
            for count in (*year.totals, *year.parts):
                if count.span != Span.FULL:
                    continue
                source = _history_source(series.code, year.year, count.category)
                _put(self.known, source, count.value)
                if count.category != Category.TOTAL and totals.get(year.year):
                    _put(self.shares, source, share(count.value, totals[year.year], SHARE_DECIMALS))
        for year_after, total in totals.items():
            before = totals.get(year_after - 1)
            percent = change(before, total).percent(SHARE_DECIMALS) if before else None
            if percent is not None:
                _put(self.shares, f"{series.code} {year_after - 1} {year_after}", percent)

    def _add_table(self, ref: str, content: Content) -> None:
        whole = _whole(content)
        for categories, cell in content.rows():
            if cell is None:
                continue
            held = [
                f"{side.code}={one.value}"
                for side, one in zip(content.dimensions, categories, strict=True)
                if one.value != EVERYONE
            ]
            source = " ".join([ref, *held])
            _put(self.known, source, cell)
            if held and whole:
                _put(self.shares, source, share(cell, whole, SHARE_DECIMALS))

    def _history_table(self, span: range) -> EditionTable:
        years = [year for year in self._history.years if year in span]
        shown = [
            one for one in self._history.series if any(one.year(year).totals for year in years)
        ]
        return EditionTable(
            title=_("Publiserte saker hvert år, hver tjeneste for seg"),
            columns=(_("År"), *(str(one.name) for one in shown)),
            rows=tuple((str(year), *(_totals(one, year) for one in shown)) for year in years),
            notes=tuple(str(note) for note in self._history.notes),
            source=_("publisert av tjenestene selv eller gjengitt i pressen"),
        )

    def _history_picks(self) -> Picks:
        names = {one.code: str(one.name) for one in self._history.series}
        figures = [
            Pick(f"{names[code]}, {year}", f"[{written(value)} | {code} {year}]")
            for code, year, value in (
                (one.code, year, Decimal(value))
                for one in self._history.series
                for year, value in one.points
            )
        ]
        return Picks(_("Tjenestenes publiserte historie"), tuple(figures))

    def _table_picks(self, ref: str) -> Picks:
        content = self._tables[ref].content
        figures = [
            Pick(", ".join(labels) or _("Alle"), f"[{cell} | {source}]")
            for labels, cell, source in _margins(ref, content)
        ]
        return Picks(str(content.title), tuple(figures[:PICKS]))


def _edition(
    report: Report, newest: Mapping[str, Version], sources: _Sources, language: str
) -> Edition:
    with override(language):
        chapters = tuple(
            EditionChapter(
                title=str(chapter.title),
                paragraphs=paragraphs_of(version.nn if language == "nn" else version.nb),
                tables=tuple(sources.table(ref, report.year) for ref in version.tables),
            )
            for chapter, version in ((one, newest.get(one.code)) for one in CHAPTERS)
            if version and version.nb.strip()
        )
        cautions = [
            *([SAMPLE] if report.is_sample else []),
            notes.NOT_PREVALENCE,
            notes.NEVER_SUMMED,
        ]
        return Edition(
            title=_(
                "Årsrapport %(year)s: arbeidet mot negativ sosial kontroll og æresrelatert vold"
            )
            % {"year": report.year},
            language=language,
            cautions=tuple(str(one) for one in cautions),
            chapters=chapters,
        )


def _chapter_line(
    chapter: Chapter, version: Version | None, comments: int, sources: _Sources
) -> ChapterLine:
    return ChapterLine(
        code=chapter.code,
        title=chapter.title,
        has_nb=bool(version and version.nb.strip()),
        has_nn=bool(version and version.nn.strip()),
        written_on=timezone.localdate(version.written_at) if version else None,
        comments=comments,
        problem=_problem(version, sources),
    )


def _problem(version: Version | None, sources: _Sources) -> str:
    """What keeps a chapter out of the report, in words; empty when nothing does."""
    if version is None:
        return ""
    try:
        for text in (version.nb, version.nn):
            check_figures(text, sources.known, sources.shares)
    except RuleBroken as broken:
        return str(broken)
    if not all(sources.has(table) for table in version.tables):
        return _("En tabell i kapittelet er trukket tilbake. Velg en annen.")
    return ""


def _newest(report: Report) -> dict[str, Version]:
    rows = Version.objects.filter(report=report).order_by("number")
    return {row.chapter: row for row in rows}


def _put(where: dict[str, frozenset[Decimal]], source: str, value: int | Decimal) -> None:
    where[source] = where.get(source, frozenset()) | {Decimal(value)}


def _history_source(code: str, year: int, category: Category) -> str:
    return f"{code} {year}" if category == Category.TOTAL else f"{code} {year} {category}"


def _whole(content: Content) -> int:
    for categories, cell in content.rows():
        if all(one.value == EVERYONE for one in categories):
            return cell or 0
    return 0


def _margins(ref: str, content: Content) -> list[tuple[list[str], int, str]]:
    """The cells with at most one side held: all in all, and each side by itself."""
    found = []
    for categories, cell in content.rows():
        sides = [
            (side, one)
            for side, one in zip(content.dimensions, categories, strict=True)
            if one.value != EVERYONE
        ]
        if cell is not None and len(sides) <= 1:
            labels = [f"{side.label}: {one.label}" for side, one in sides]
            held = [f"{side.code}={one.value}" for side, one in sides]
            found.append((labels, cell, " ".join([ref, *held])))
    return found


def _totals(series: Series, year: int) -> str:
    totals = [one.value for one in series.year(year).totals if one.span == Span.FULL]
    return " / ".join(str(value) for value in totals) or "–"


def _cell(cell: int | None) -> str:
    return NOT_SHOWN if cell is None else str(cell)
