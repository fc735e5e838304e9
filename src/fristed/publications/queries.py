"""Reading what is approved for everyone: the published history, and released tables."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import JSONObject

from fristed.codelists import queries as codelists
from fristed.codelists.choices import Tag
from fristed.codelists.rules.words import Words
from fristed.publications.choices import BreakKind, Category, ChangeKind, Measure, Span
from fristed.publications.models import (
    EstimateWithdrawal,
    PublishedChange,
    PublishedCount,
    PublishedSeries,
    ReleasedEstimate,
    ReleasedReport,
    ReleasedTable,
    Revision,
    SeriesBreak,
)
from fristed.publications.rules import notes
from fristed.publications.rules.exports import Exportable
from fristed.publications.rules.history import Break, Claim, Count, Series, years_of
from fristed.publications.rules.redrawing import Place, place_side, redrawn
from fristed.publications.rules.series import ReleasedYear
from fristed.publications.rules.tables import KINDS, Content, canonical, digest, dimensions_of

YEARS = range(2008, 2025)
"""The years the published history covers."""

SHOWN = (
    "ref",
    "ledger_number",
    "title",
    "measure",
    "dimensions",
    "cells",
    "notes",
    "period_from",
    "period_to",
    "is_sample",
    "released_on",
    "sha256",
    "series",
    "total",
    "revision__ref",
)
"""The columns everyone may read: not who drafted and released it."""

LATER: Final = ("said", "instead")
"""What may be known of a released table that was not known when it was released."""
STONE = ("withdrawal__withdrawn_on", "withdrawal__reason", "withdrawal__replaced_by__ref")


class NoTable(LookupError):
    """No table with that reference was released."""


@dataclass(frozen=True)
class HistoryPage:
    """The services' yearly counts side by side, with what must be said of them."""

    years: range
    series: tuple[Series, ...]
    claims: tuple[Claim, ...]
    notes: tuple[Words, ...]


@dataclass(frozen=True)
class Tombstone:
    """What stands where a table was."""

    withdrawn_on: date
    reason: Words
    replaced_by: str  # reference of the better table, or empty


@dataclass(frozen=True)
class Announced:
    """A revision of a series' year, as it was announced."""

    ref: str
    announced_on: date
    due_on: date
    reason: Words


@dataclass(frozen=True)
class RevisionOn:
    """What an announced revision means for a table of the year as it was closed.

    replaced_by   reference of the table that came instead; empty until it has come
    """

    announced_on: date
    due_on: date
    reason: Words
    came_on: date | None
    replaced_by: str


@dataclass(frozen=True)
class TableOn:
    """A released table as anyone may see it; withdrawn, it is only its tombstone. One that was
    revised stands as it was, and its notes say what came instead."""

    table: Exportable
    tombstone: Tombstone | None
    is_intact: bool
    revision: RevisionOn | None = None
    has_parquet: bool = False  # not where it was released before they were written

    @property
    def ref(self) -> str:
        return self.table.ref

    @property
    def content(self) -> Content:
        return self.table.content


@dataclass(frozen=True)
class ListedTable:
    """A line in the list of tables.

    by_concern   main concern is one of its sides
    has_kinds    its figures are of different kinds, with no sum
    """

    ref: str
    title: Words
    measure: Words
    series: str
    by_concern: bool
    has_kinds: bool
    period_from: date
    period_to: date
    released_on: date
    is_sample: bool
    is_withdrawn: bool
    is_replaced: bool


def history_page() -> HistoryPage:
    """All that has been published, 2008 to 2024. Four statements, whatever there is."""
    counts: dict[int, list[Count]] = {}
    for count in PublishedCount.objects.order_by("year", "id"):
        counts.setdefault(count.series_id, []).append(
            Count(
                year=count.year,
                span=Span(count.span),
                measure=Measure(count.measure),
                category=Category(count.category),
                value=count.value,
                tag=Tag(count.tag),
                source=count.source,
            )
        )
    breaks: dict[int, list[Break]] = {}
    for row in SeriesBreak.objects.order_by("first_year", "id"):
        breaks.setdefault(row.series_id, []).append(
            Break(row.first_year, BreakKind(row.kind), Words.of(row.note), row.source)
        )
    series = {
        row.pk: Series(
            code=row.code,
            name=Words.of(row.name),
            about=Words.of(row.about),
            years=years_of(row.code, counts.get(row.pk, ()), breaks.get(row.pk, ()), YEARS),
        )
        for row in PublishedSeries.objects.order_by("position")
    }
    return HistoryPage(
        years=YEARS,
        series=tuple(series.values()),
        claims=tuple(
            _claim(row, series[row.series_id].code, counts[row.series_id])
            for row in PublishedChange.objects.order_by(
                "series__position", "from_year", "to_year", "id"
            )
        ),
        notes=(notes.NOT_PREVALENCE, notes.NEVER_SUMMED),
    )


def released_tables() -> tuple[ListedTable, ...]:
    """All released tables, newest first; those withdrawn too, as they were announced once."""
    return tuple(
        ListedTable(
            ref=row["ref"],
            title=Words.of(row["title"]),
            measure=Words.of(row["measure"]),
            series=row["series"],
            by_concern=row["by_concern"],
            has_kinds=row["has_kinds"],
            period_from=row["period_from"],
            period_to=row["period_to"],
            released_on=row["released_on"],
            is_sample=row["is_sample"],
            is_withdrawn=row["withdrawal__withdrawn_on"] is not None,
            is_replaced=row["replaced"] and row["revision"] is None,
        )
        for row in ReleasedTable.objects.order_by("-released_on", "-ledger_number").values(
            "ref",
            "title",
            "measure",
            "series",
            "period_from",
            "period_to",
            "released_on",
            "is_sample",
            "revision",
            "withdrawal__withdrawn_on",
            by_concern=_has_side("concern"),
            has_kinds=_has_side(KINDS),
            replaced=Exists(_instead()),
        )
    )


def _has_side(code: str) -> Any:
    return ExpressionWrapper(Q(dimensions__contains=[{"code": code}]), output_field=BooleanField())


def released_table(ref: str) -> TableOn:
    """One released table, with its tombstone if it was withdrawn.

    :raises NoTable: none was released under that reference.
    """
    row = _revised(ReleasedTable.objects.filter(ref=ref)).values("sha256", *STONE, *LATER).first()
    if row is None:
        raise NoTable(ref)
    return _as_now(_as_released(ref, row["sha256"]), row)


@lru_cache(maxsize=64)
def _as_released(ref: str, sha256: str) -> TableOn:
    """Read once: what was released never changes. Only whether it was withdrawn is asked again."""
    return _table_on(_rows().get(ref=ref))


def parquet_of(ref: str) -> bytes:
    """The whole table as Parquet, written when it was released; empty where it was not."""
    row = ReleasedTable.objects.filter(ref=ref).values_list("parquet", flat=True).first()
    return bytes(row or b"")


def whole_tables() -> list[TableOn]:
    """Every released table with its cells, newest first. One statement, however many there are."""
    rows = _revised(_rows()).values(*SHOWN, *STONE, *LATER, "has_parquet")
    return [_as_now(_table_on(row), row) for row in rows.order_by("-released_on", "-ledger_number")]


def _rows() -> Any:
    has_parquet = ExpressionWrapper(~Q(parquet=b""), output_field=BooleanField())
    return ReleasedTable.objects.values(*SHOWN, *STONE, has_parquet=has_parquet)


def _revised(rows: Any) -> Any:
    """With the revision that is announced of its year, and the table that came instead of it."""
    announced = Revision.objects.filter(series=OuterRef("series"), year=OuterRef("period_to__year"))
    return rows.annotate(
        said=Subquery(
            announced.values(
                all=JSONObject(announced_on="announced_on", due_on="due_on", reason="reason")
            )
        ),
        instead=Subquery(
            _instead().values(all=JSONObject(ref="ref", released_on="released_on"))[:1]
        ),
    )


def _instead() -> Any:
    """The tables of a table's year as it was revised; the one with the same sides first."""
    return (
        ReleasedTable.objects.filter(
            revision__series=OuterRef("series"),
            revision__year=OuterRef("period_to__year"),
            withdrawal=None,
        )
        .annotate(is_other=Case(When(dimensions=OuterRef("dimensions"), then=0), default=1))
        .order_by("is_other", "ledger_number")
    )


def _as_now(released: TableOn, row: dict[str, Any]) -> TableOn:
    """A table as it was released, with what has been said of it since."""
    found = _revision(row) if not released.content.revision else None
    if found is None:
        return replace(released, tombstone=_tombstone(row))
    said = notes.revision(
        found.reason, due_on=found.due_on, came_on=found.came_on, replaced_by=found.replaced_by
    )
    table = replace(released.table, notes=(*released.table.notes, said))
    return replace(released, tombstone=_tombstone(row), table=table, revision=found)


def _revision(row: dict[str, Any]) -> RevisionOn | None:
    said, instead = row["said"], row["instead"] or {}
    if said is None:
        return None
    came_on = instead.get("released_on")
    return RevisionOn(
        announced_on=date.fromisoformat(said["announced_on"]),
        due_on=date.fromisoformat(said["due_on"]),
        reason=Words.of(said["reason"]),
        came_on=date.fromisoformat(came_on) if came_on else None,
        replaced_by=instead.get("ref", ""),
    )


def _table_on(row: dict[str, Any]) -> TableOn:
    table = Exportable(
        ref=row["ref"],
        ledger_number=row["ledger_number"],
        released_on=row["released_on"],
        sha256=row["sha256"],
        content=_content(row),
        notes=tuple(Words.of(note) for note in row["notes"]),
    )
    kept = canonical(
        table.content,
        ref=table.ref,
        ledger_number=table.ledger_number,
        released_on=table.released_on,
    )
    return TableOn(
        table=table,
        tombstone=_tombstone(row),
        is_intact=digest(kept | {"notes": row["notes"]}) == table.sha256,
        has_parquet=row["has_parquet"],
    )


def standing_years(tables: Iterable[TableOn]) -> list[ReleasedYear]:
    """Of each series and year the standing table with the most sides, of the last vintage."""
    found: dict[tuple[str, int], ReleasedYear] = {}
    for one in tables:
        content = one.content
        if one.tombstone or not content.series or not one.is_intact or _is_replaced(one):
            continue
        if content.has_kinds:
            continue  # times and shares are no number of anything
        measure, _dot, service = content.series.partition(".")
        year = content.period_to.year
        mine = ReleasedYear(year, measure, service, one.table.released_on, content)
        standing = found.get((content.series, year))
        if standing is None or len(content.dimensions) > len(standing.content.dimensions):
            found[content.series, year] = mine
    return sorted(found.values(), key=lambda one: (one.content.series, one.year))


def _is_replaced(one: TableOn) -> bool:
    return one.revision is not None and bool(one.revision.replaced_by)


def announced_revision(series: str, year: int) -> Announced | None:
    """The revision that was announced of a series' year."""
    row = Revision.objects.filter(series=series, year=year).first()
    if row is None:
        return None
    return Announced(row.ref, row.announced_on, row.due_on, Words.of(row.reason))


def drawn_in_counties_of(content: Content, year: int) -> Content:
    """A table in the counties of another year, as far as its counties can be carried there."""
    side = place_side(content)
    if side is None:
        return content
    there, here = date(year, 12, 31), content.period_to
    carried: dict[str, str | None] = {}
    for one in side.categories:
        try:
            on = codelists.county_carried(one.value, from_=here, to=there)
        except codelists.NoSuchPlace:
            continue  # everyone, or not known
        carried[one.value] = None if on.is_divided else on.codes[0]
    places = [Place(one.code, one.name) for one in codelists.counties_on(there)]
    return redrawn(content, year=year, places=places, carried=carried)


def next_ledger_number() -> int:
    """One more than the last table released. Taken inside the releasing transaction."""
    last = ReleasedTable.objects.order_by("-ledger_number").values_list("ledger_number").first()
    return last[0] + 1 if last else 1


def _content(row: dict[str, Any]) -> Content:
    carried = len(notes.mandatory(is_sample=row["is_sample"]))
    return Content(
        title=Words.of(row["title"]),
        measure=Words.of(row["measure"]),
        dimensions=dimensions_of(row["dimensions"]),
        cells=tuple(row["cells"]),
        period_from=row["period_from"],
        period_to=row["period_to"],
        is_sample=row["is_sample"],
        notes=tuple(Words.of(note) for note in row["notes"][carried:]),
        series=row["series"],
        total=row["total"],
        revision=row["revision__ref"] or "",
    )


def tombstone_of(ref: str) -> Tombstone | None:
    """What stands where a released table was; None while it stands."""
    row = ReleasedTable.objects.filter(ref=ref).values(*STONE).first()
    return _tombstone(row) if row else None


def _tombstone(row: dict[str, Any]) -> Tombstone | None:
    if row["withdrawal__withdrawn_on"] is None:
        return None
    return Tombstone(
        row["withdrawal__withdrawn_on"],
        Words.of(row["withdrawal__reason"]),
        row["withdrawal__replaced_by__ref"] or "",
    )


def _claim(row: PublishedChange, series: str, counts: list[Count]) -> Claim:
    """Find the two figures a publication compared; where there are two, `value` says which."""
    kind, category = ChangeKind(row.kind), Category(row.category)
    if kind == ChangeKind.SHARE:
        part = _figure(counts, row.to_year, category, row.value)
        whole = _figure(counts, row.to_year, Category.TOTAL, None)
    else:
        part = _figure(counts, row.to_year, category, row.value)
        whole = _figure(counts, row.from_year, category, row.value)
    return Claim(
        series=series,
        kind=kind,
        from_year=row.from_year,
        to_year=row.to_year,
        category=category,
        part=part,
        whole=whole,
        published=row.published,
    )


def _figure(counts: list[Count], year: int, category: Category, value: int | None) -> int:
    found = [
        count.value
        for count in counts
        if (count.year, count.category, count.span) == (year, category, Span.FULL)
    ]
    return value if value in found else found[0] if len(found) == 1 else _unclear(year, category)


def _unclear(year: int, category: Category) -> int:
    raise LookupError(f"not one figure for {category} in {year}")


@dataclass(frozen=True)
class GoneTable:
    """A table that stands in a report, and was withdrawn after it."""

    ref: str
    title: Words
    tombstone: Tombstone


@dataclass(frozen=True)
class ReportOn:
    """A released yearly report in one language, as anyone may read it.

    content   see `reporting.rules.editions`
    gone      tables in it that were withdrawn since; the report itself never changes
    """

    ref: str
    year: int
    is_sample: bool
    released_on: date
    sha256: str
    content: dict[str, Any]
    gone: tuple[GoneTable, ...] = ()


def released_reports() -> tuple[tuple[str, int], ...]:
    """Reference and year of each report, the newest release first."""
    rows = ReleasedReport.objects.order_by("-released_on", "-id").values_list("ref", "year")
    return tuple(rows)


def released_report(ref: str, language: str) -> ReportOn:
    """One report. In English, which it is not written in, bokmål.

    :raises NoTable: none was released under that reference.
    """
    shown = ("ref", "year", "is_sample", "released_on", "sha256", "editions")
    row = ReleasedReport.objects.filter(ref=ref).values(*shown).first()
    if row is None:
        raise NoTable(ref)
    editions = row.pop("editions")
    content = editions.get(language, editions["nb"])
    return ReportOn(**row, content=content, gone=_gone_from(content))


def _gone_from(content: dict[str, Any]) -> tuple[GoneTable, ...]:
    tables = [table for chapter in content["chapters"] for table in chapter["tables"]]
    refs = {table["source"].partition(",")[0] for table in tables}
    rows = ReleasedTable.objects.filter(ref__in=refs).exclude(withdrawal=None)
    return tuple(
        GoneTable(row["ref"], Words.of(row["title"]), stone)
        for row in rows.order_by("ledger_number").values("ref", "title", *STONE)
        if (stone := _tombstone(row))
    )


def paper_of(ref: str, language: str) -> bytes:
    """A report's PDF.

    :raises NoTable: none was released under that reference.
    """
    name = "paper_nn" if language == "nn" else "paper_nb"
    kept = ReleasedReport.objects.filter(ref=ref).values_list(name, flat=True).first()
    if kept is None:
        raise NoTable(ref)
    return bytes(kept)


@dataclass(frozen=True)
class EstimateRow:
    """A method or a list, in people. truth: the right answer, where it is known."""

    name: Words
    low: int | None
    middle: int | None
    high: int | None
    truth: int | None


@dataclass(frozen=True)
class EstimateExample:
    """What safecount says of one public table; `tools/estimate_examples.py` works it out.

    sentence, card   the answer, and how often the method is right where the answer is known
    band             what is seen, the floor, each model
    checks           each list taken as the truth, then the answer without each list
    """

    title: Words
    source: str
    sentence: Words
    card: Words
    band: tuple[EstimateRow, ...]
    checks: tuple[EstimateRow, ...]


@cache
def estimate_examples() -> tuple[EstimateExample, ...]:
    """The examples, none of them Norwegian. They change with the library, never while it runs."""
    kept = resources.files("fristed.publications") / "data" / "estimates.json"
    return tuple(
        EstimateExample(
            title=Words.of(row["title"]),
            source=row["source"],
            sentence=Words.of(row["sentence"]),
            card=Words.of(row["card"]),
            band=tuple(_estimate_row(one) for one in row["band"]),
            checks=tuple(_estimate_row(one) for one in row["checks"]),
        )
        for row in json.loads(kept.read_text("utf-8"))
    )


def _estimate_row(row: dict[str, Any]) -> EstimateRow:
    return EstimateRow(**{**row, "name": Words.of(row["name"])})


@dataclass(frozen=True)
class EstimateOn:
    """An answer of a yearly overlap exercise. band: see `safecount.banding.RoundedBand`."""

    ref: str
    year: int
    lists: tuple[str, ...]
    band: dict[str, Any]
    is_sample: bool
    released_on: date
    sha256: str

    @property
    def low(self) -> int:
        """No method's answer speaks below the floor."""
        return max(int(self.band["floor"]), min(int(one["low"]) for one in self.band["models"]))

    @property
    def high(self) -> int:
        return max(int(one["high"]) for one in self.band["models"])


def latest_estimate() -> EstimateOn | None:
    """The last year's; a real one before one of sample data."""
    shown = ("ref", "year", "lists", "band", "is_sample", "released_on", "sha256")
    standing = ReleasedEstimate.objects.filter(withdrawal=None)
    row = standing.order_by("is_sample", "-year", "-id").values(*shown).first()
    return None if row is None else EstimateOn(**{**row, "lists": tuple(row["lists"])})


@dataclass(frozen=True)
class GoneEstimate:
    """What stands where an estimate was."""

    year: int
    released_on: date
    withdrawn_on: date
    reason: Words
    sha256: str


def gone_estimates() -> tuple[GoneEstimate, ...]:
    """Estimates that were withdrawn, the newest first."""
    rows = EstimateWithdrawal.objects.order_by("-withdrawn_on", "-id").values_list(
        "estimate__year",
        "estimate__released_on",
        "withdrawn_on",
        "reason",
        "estimate__sha256",
    )
    return tuple(
        GoneEstimate(year, released_on, withdrawn_on, Words.of(reason), sha256)
        for year, released_on, withdrawn_on, reason, sha256 in rows
    )
