"""Reading drafts, and the words of a year's dimensions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.accounts.queries import names_of
from fristed.codelists import queries as codelists
from fristed.codelists.queries import Words
from fristed.gate import Actor, Decision
from fristed.kernel.rules import RuleBroken
from fristed.publications.choices import DimensionRole
from fristed.publications.queries import (
    NoTable,
    Tombstone,
    history_page,
    released_table,
    released_tables,
    tombstone_of,
)
from fristed.publications.rules.notes import NEVER_SUMMED, rounded
from fristed.publications.rules.slicing import slice_of
from fristed.publications.rules.tables import (
    Category,
    Content,
    Dimension,
    dimensions_of,
)
from fristed.statistics import access
from fristed.statistics.choices import EVERYONE, IN_WORK, Asker, Measure, Side, Status
from fristed.statistics.models import Draft, KnownFigure, LedgerEntry, Reply, Season
from fristed.statistics.rules import season
from fristed.statistics.rules.counting import NO_COUNTY, series_of
from fristed.statistics.rules.ledger import Kept
from fristed.statistics.rules.register import Outside, of_history
from fristed.statistics.rules.season import Verdict
from fristed.ui import charts

TOTAL_LABELS = {
    "county": Words("Hele landet", "Heile landet", "The whole country"),
    "concern": Words("Alle bekymringer", "Alle bekymringar", "All concerns"),
    "gender": Words("Alle kjønn", "Alle kjønn", "All genders"),
    "age_band": Words("Alle aldre", "Alle aldrar", "All ages"),
    "open_concern": Words("Alle bekymringer", "Alle bekymringar", "All concerns"),
    "asker_service": Words("Alle steder", "Alle stader", "All workplaces"),
    "became": Words("Alle henvendelser", "Alle førespurnader", "All inquiries"),
    "steered_to": Words("Alle tjenester", "Alle tenester", "All services"),
    "acted": Words("Alle svar", "Alle svar", "All answers"),
    "why": Words("Alle grunner", "Alle grunnar", "All reasons"),
    "promise": Words("Alle henvendelser", "Alle førespurnader", "All inquiries"),
    "followup_kind": Words("Alt arbeid", "Alt arbeid", "All work"),
}
DIMENSION_LABELS = {
    "county": Words("Fylke", "Fylke", "County"),
    "concern": Words("Hovedbekymring", "Hovudbekymring", "Main concern"),
    "gender": Words("Kjønn", "Kjønn", "Gender"),
    "age_band": Words("Alder", "Alder", "Age"),
    "open_concern": Words("Hovedbekymring", "Hovudbekymring", "Main concern"),
    "asker_service": Words(
        "Hvor den som spør, arbeider", "Kvar den som spør, arbeider", "Where whoever asks works"
    ),
    "became": Words("Hva den ble til", "Kva han vart til", "What it became"),
    "steered_to": Words("Tjeneste", "Teneste", "Service"),
    "acted": Words("Gjorde de noe?", "Gjorde dei noko?", "Did they act?"),
    "why": Words("Hvorfor", "Kvifor", "Why"),
    "promise": Words("Løfte", "Lovnad", "Promise"),
    "figure": Words("Mål", "Mål", "Figure"),
    "followup_kind": Words("Hva slags arbeid", "Kva slags arbeid", "Kind of work"),
}
UNKNOWN_COUNTY = Words("Ukjent eller utlandet", "Ukjent eller utlandet", "Unknown or abroad")
NOT_CARRIED = Words(
    "Eldre kategori uten plass i årets liste",
    "Eldre kategori utan plass i lista for året",
    "An older category without a place in the year's list",
)
SCHEME: Final = "service"
"""The code list of the services and what they were called when."""
BECAME = {
    "case": Words("En sak", "Ei sak", "A case"),
    "consultation": Words("En drøfting", "Ei drøfting", "A consultation"),
    "nothing": Words("Svar og veiledning", "Svar og rettleiing", "An answer and guidance"),
}
ACTED = {
    "yes": Words("Ja", "Ja", "Yes"),
    "partly": Words("Delvis", "Delvis", "Partly"),
    "no": Words("Nei", "Nei", "No"),
}
WHY = {
    "region_first": Words(
        "Regionen fikk den først", "Regionen fekk han først", "The region got it first"
    ),
    "handed_back": Words("Regionen ga den tilbake", "Regionen gav han tilbake", "Handed back"),
    "not_answered": Words(
        "Regionen svarte ikke i tide", "Regionen svara ikkje i tide", "Not taken up in time"
    ),
    "nearest": Words("Rådgiverne er nærmest", "Rådgivarane er nærast", "Advisers are nearest"),
    "own_law": Words("Til Kompetanseteamet", "Til Kompetanseteamet", "To the competence team"),
    "course": Words("Kurs i fylket", "Kurs i fylket", "A course in the county"),
    "mistake": Words("Kom til feil enhet", "Kom til feil eining", "Came to the wrong unit"),
}
PROMISE = {
    "acute": Words("Haster: én time", "Hastar: éin time", "Acute: one hour"),
    "ordinary": Words("Vanlig: én arbeidsdag", "Vanleg: éin arbeidsdag", "One working day"),
    "course": Words(
        "Kurs: fem arbeidsdager", "Kurs: fem arbeidsdagar", "Course: five working days"
    ),
}
FIGURE = {
    "answered": Words("Besvart", "Svara på", "Answered"),
    "median": Words("Median (minutter)", "Median (minutt)", "Median (minutes)"),
    "p90": Words(
        "Ni av ti innen (minutter)", "Ni av ti innan (minutt)", "Nine of ten within (minutes)"
    ),
    "kept": Words(
        "Innen løftet (prosent)", "Innan lovnaden (prosent)", "Within the promise (percent)"
    ),
}
OWN_WORDS = {
    Side.BECAME: BECAME,
    Side.ACTED: ACTED,
    Side.WHY: WHY,
    Side.PROMISE: PROMISE,
    Side.FIGURE: FIGURE,
}
"""Sides whose categories the code branches on, and no code list has."""
MEASURES = {
    Measure.NEW_CASES: Words("Nye saker", "Nye saker", "New cases"),
    Measure.ACTIVE_CASES: Words("Saker som var åpne", "Saker som var opne", "Cases that were open"),
    Measure.INQUIRIES: Words("Henvendelser", "Førespurnader", "Inquiries"),
    Measure.STEERED: Words(
        "Tjenester det ble vist til", "Tenester det vart vist til", "Services told of"
    ),
    Measure.AFTERMATH: Words(
        "Hva som kom ut av svar", "Kva som kom ut av svar", "What came of answers"
    ),
    Measure.PASSINGS: Words("Sendt videre", "Sende vidare", "Sent on"),
    Measure.ANSWER_TIMES: Words("Svartider", "Svartider", "Times to an answer"),
    Measure.HOURS: Words("Timer arbeid", "Timar arbeid", "Hours of work"),
}


@dataclass(frozen=True)
class DraftLine:
    """A line of the list of drafts."""

    ref: str
    title: str
    sides: str
    status: str
    status_label: str
    drafted_by: str
    drafted_on: date
    is_mine: bool


@dataclass(frozen=True)
class KnownLine:
    """A line of the register of figures known from outside."""

    what: str
    where: str
    value: int
    source: str
    published_on: date | None


@dataclass(frozen=True)
class Telling:
    """A county of which the table would tell the same of everyone."""

    where: str
    told: str
    total: int


@dataclass(frozen=True)
class DraftPage:
    """A draft as the analysts see it: what would be published, and what the attack found.

    content    none until it is ready
    siblings   other tables of the same year: all of them are sums of the same rounded cells
    known      figures of the year that stand elsewhere
    closes     whether the release closes the year
    """

    ref: str
    title: str
    year: int
    status: str
    status_label: str
    drafted_by: str
    drafted_on: date
    total: int | None
    base: int
    content: Content | None
    siblings: tuple[DraftLine, ...]
    verdict: dict[str, object]
    utility: dict[str, object]
    failure: str
    table: str
    counting_rule: str
    may_release: Decision
    may_discard: Decision
    may_withdraw: Decision
    tombstone: Tombstone | None
    may_see_true: Decision
    known: tuple[KnownLine, ...]
    telling: tuple[Telling, ...]
    closes: bool

    @property
    def is_in_work(self) -> bool:
        return self.status in IN_WORK


def drafts_readable_by(actor: Actor) -> list[DraftLine]:
    """All drafts, newest first, for those who may read drafts at all."""
    rows = Draft.objects.order_by("-drafted_on", "-id").defer("cells", "dimensions", "closing")
    return _lines(actor, [row for row in rows if access.may_read_draft(actor, row)])


def _lines(actor: Actor, found: Iterable[Draft]) -> list[DraftLine]:
    rows = list(found)
    names = names_of({row.drafted_by for row in rows})
    return [
        DraftLine(
            ref=row.ref,
            title=str(title_of(row)),
            sides=", ".join(str(Side(side).label) for side in row.sides),
            status=row.status,
            status_label=str(Status(row.status).label),
            drafted_by=names.get(row.drafted_by, ""),
            drafted_on=row.drafted_on,
            is_mine=row.drafted_by == actor.ref,
        )
        for row in rows
    ]


def draft_by_ref(ref: str) -> Draft:
    """:raises Draft.DoesNotExist: no such draft."""
    return Draft.objects.get(ref=ref)


def draft_page(actor: Actor, draft: Draft) -> DraftPage:
    return DraftPage(
        ref=draft.ref,
        title=str(title_of(draft)),
        year=draft.year,
        status=draft.status,
        status_label=str(Status(draft.status).label),
        drafted_by=names_of({draft.drafted_by}).get(draft.drafted_by, ""),
        drafted_on=draft.drafted_on,
        total=draft.total,
        base=draft.base,
        content=content_of(draft) if draft.cells else None,
        siblings=tuple(
            _lines(
                actor,
                Draft.objects.filter(measure=draft.measure, service=draft.service, year=draft.year)
                .exclude(pk=draft.pk)
                .order_by("id")
                .defer("cells", "dimensions", "closing"),
            )
        ),
        verdict=draft.verdict,
        utility=draft.utility,
        failure=draft.failure,
        table=draft.table,
        counting_rule=draft.counting_rule,
        may_release=access.may_release_draft(actor, draft),
        may_discard=access.may_discard_draft(actor, draft),
        may_withdraw=access.may_withdraw_draft(actor, draft),
        tombstone=tombstone_of(draft.table) if draft.table else None,
        may_see_true=access.may_see_true_counts(actor, draft),
        telling=tuple(
            Telling(
                where=_label(Side.COUNTY, one["where"], draft.year),
                told=_told(one["told"], draft),
                total=one["total"],
            )
            for one in draft.verdict.get("groups", ())
        ),
        known=tuple(map(known_line, known_outside(draft.measure, draft.service, draft.year))),
        closes=bool(draft.closing),
    )


def title_of(draft: Draft) -> Words:
    """Such as: Mangfoldsrådgivere: nye saker i 2023. The service by its name that year."""
    service = service_name(draft.service, draft.year)
    measure, year = MEASURES[Measure(draft.measure)], draft.year
    return Words(
        nb=f"{service.nb}: {_lower(measure.nb)} i {year}",
        nn=f"{service.nn}: {_lower(measure.nn)} i {year}",
        en=f"{service.en}: {_lower(measure.en)} in {year}",
    )


def service_name(service: str, year: int) -> Words:
    """What a service was called at the end of that year."""
    return codelists.code_list(SCHEME, date(year, 12, 31)).code(service).label


def content_of(draft: Draft) -> Content:
    """The table as it would be released."""
    unit = MEASURES[Measure(draft.measure)]
    return Content(
        title=title_of(draft),
        measure=unit,
        dimensions=dimensions_of(draft.dimensions),
        cells=tuple(draft.cells),
        period_from=date(draft.year, 1, 1),
        period_to=date(draft.year, 12, 31),
        is_sample=draft.is_sample,
        notes=(
            *_how(draft),
            *_exact_total(draft, unit),
            *_breaks(draft),
            _rule(draft),
        ),
        series=series_of(draft.measure, draft.service),
        total=draft.total,
    )


def _how(draft: Draft) -> list[Words]:
    """How small figures are hidden."""
    if draft.measure != Measure.ANSWER_TIMES:
        return [rounded(draft.base), NEVER_SUMMED]
    base = draft.base
    return [
        Words(
            nb="Tid fra en henvendelse til første svar, i arbeidstid. Minutter er rundet opp og "
            f"andeler ned til nærmeste fem. Færre enn {base} svar vises ikke.",
            nn="Tid frå ein førespurnad til første svar, i arbeidstid. Minutt er runda opp og "
            f"delar ned til næraste fem. Færre enn {base} svar er ikkje viste.",
            en="Time from an inquiry to its first answer, in working hours. Minutes are rounded up "
            f"and shares down to the nearest five. Fewer than {base} answers are not shown.",
        )
    ]


def codes_of_year(year: int, sides: Sequence[str]) -> dict[str, list[str]]:
    """Each side's codes in that year, in the order they are shown."""
    return {
        dimension.code: [category.value for category in dimension.categories[1:]]
        for dimension in dimensions_of_year(year, sides)
    }


def dimensions_of_year(year: int, sides: Sequence[str]) -> tuple[Dimension, ...]:
    """Labels and codes as they were at the end of that year."""
    day = date(year, 12, 31)
    return tuple(
        Dimension(
            code=str(name),
            label=DIMENSION_LABELS[name],
            categories=(*_everyone(name), *_categories(name, day)),
            role=DimensionRole.GEO if name == Side.COUNTY else DimensionRole.PLAIN,
        )
        for name in sides
    )


def _everyone(name: str) -> list[Category]:
    """Figures of different kinds have no sum."""
    return [] if name == Side.FIGURE else [Category(EVERYONE, TOTAL_LABELS[name])]


def _categories(name: str, day: date) -> list[Category]:
    if name == Side.COUNTY:
        counties = [
            Category(county.code, Words.alike(county.name)) for county in codelists.counties_on(day)
        ]
        return [*counties, Category(NO_COUNTY, UNKNOWN_COUNTY)]
    if own := OWN_WORDS.get(Side(name)):
        return [Category(code, words) for code, words in own.items()]
    listed = Side.CONCERN.value if name == Side.OPEN_CONCERN else name
    found = [Category(code.value, code.label) for code in codelists.code_list(listed, day).codes]
    if name == Side.OPEN_CONCERN:
        found.append(Category("not_carried", NOT_CARRIED))
    return found


def _exact_total(draft: Draft, unit: Words) -> list[Words]:
    if draft.total is None:
        return []
    return [
        Words(
            nb=f"Hele landet, uten avrunding: {draft.total} ({_lower(unit.nb)}).",
            nn=f"Heile landet, utan avrunding: {draft.total} ({_lower(unit.nn)}).",
            en=f"The whole country, not rounded: {draft.total} ({_lower(unit.en)}).",
        )
    ]


def _breaks(draft: Draft) -> list[Words]:
    """What changed from the year before, so that the two are not one series."""
    now, then = date(draft.year, 12, 31), date(draft.year - 1, 12, 31)
    found: dict[str, Words] = {}
    for name in {SCHEME, *(Side.CONCERN for side in draft.sides if side == Side.CONCERN)}:
        codes = [draft.service] if name == SCHEME else _codes_then(name, then)
        for code in codes:
            for note in codelists.bridge(name, code, from_=then, to=now).notes:
                found[note.nb] = note
    return [
        Words(
            nb=f"Brudd fra {draft.year}: {note.nb}",
            nn=f"Brot frå {draft.year}: {note.nn}",
            en=f"Break from {draft.year}: {note.en}",
        )
        for _nb, note in sorted(found.items())
    ]


def _codes_then(name: str, day: date) -> list[str]:
    try:
        return [code.value for code in codelists.code_list(name, day).codes]
    except codelists.NotInForce:
        return []  # nothing was counted before


def _rule(draft: Draft) -> Words:
    rule, grid = draft.counting_rule, draft.grid[:16]
    return Words(
        nb=f"Talt etter regel {rule}, grunnlag {grid}. Tallene kan regnes ut på nytt av de to.",
        nn=f"Tald etter regel {rule}, grunnlag {grid}. Tala kan reknast ut på nytt av dei to.",
        en=f"Counted by rule {rule}, basis {grid}. The two give the same figures again.",
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def ledger_of(series: str) -> list[Kept]:
    """A series' closed years, oldest first."""
    return [
        Kept(
            kind=row.kind,
            period=row.period,
            base=row.base,
            levels=tuple(row.levels),
            cells=row.cells,
            note=row.note,
            previous=row.previous,
            hash=row.hash,
        )
        for row in LedgerEntry.objects.filter(series=series).order_by("number")
    ]


def known_outside(measure: str, service: str, year: int) -> list[Outside]:
    """What stands elsewhere about a year: the published history, and what analysts have noted."""
    noted = [
        Outside(
            row.measure, row.service, row.year, row.where, row.value, row.source, row.published_on
        )
        for row in KnownFigure.objects.filter(measure=measure, service=service, year=year).order_by(
            "id"
        )
    ]
    published = [
        one
        for one in of_history(history_page().series)
        if (one.measure, one.service, one.year) == (measure, service, year)
    ]
    return [*published, *noted]


def known_line(one: Outside) -> KnownLine:
    service = service_name(one.service, one.year)
    return KnownLine(
        what=f"{service}, {_lower(str(MEASURES[Measure(one.measure)]))}, {one.year}",
        where=", ".join(_label(side, code, one.year) for side, code in one.where.items())
        or _("hele landet"),
        value=one.value,
        source=one.source,
        published_on=one.published_on,
    )


def _told(code: str, draft: Draft) -> str:
    sides = dimensions_of(draft.dimensions)
    return next(
        (str(one.label) for side in sides for one in side.categories if one.value == code), code
    )


def _label(side: str, code: str, year: int) -> str:
    if code == NO_COUNTY:
        return str(UNKNOWN_COUNTY)
    if side == Side.COUNTY:
        return codelists.county_on(code, date(year, 12, 31)).name
    return codelists.label(side, code, on=date(year, 12, 31))


def known_lines() -> list[KnownLine]:
    """The whole register, newest year first."""
    noted = [
        Outside(
            row.measure, row.service, row.year, row.where, row.value, row.source, row.published_on
        )
        for row in KnownFigure.objects.order_by("id")
    ]
    everything = [*of_history(history_page().series), *noted]
    return [known_line(one) for one in sorted(everything, key=lambda one: (-one.year, one.service))]


@dataclass(frozen=True)
class BesideRow:
    """label, and for each column what would be published beside what was counted"""

    label: str
    pairs: tuple[tuple[int | None, int], ...]


@dataclass(frozen=True)
class Beside:
    """The draft's table with the true counts in it. For one analyst's page, and never kept."""

    down: str
    columns: tuple[str, ...]
    rows: tuple[BesideRow, ...]


def beside(draft: Draft, true: Sequence[int], asked: Mapping[str, str]) -> Beside:
    """Two sides of the table, everyone of the rest."""
    content = content_of(draft)
    shown = slice_of(content, asked)
    counted = slice_of(replace(content, cells=tuple(true)), asked)
    return Beside(
        down=str(shown.down.label),
        columns=tuple(str(column.label) for column in shown.columns),
        rows=tuple(
            BesideRow(
                str(row.category.label),
                tuple(zip(row.cells, (cell or 0 for cell in below.cells), strict=True)),
            )
            for row, below in zip(shown.rows, counted.rows, strict=True)
        ),
    )


def holds_sample() -> bool:
    """While sample data is in the installation, every table made from it says so."""
    return bool(settings.FRISTED_HOLDS_SAMPLE)


HISTORY: Final = "historikk"
"""The published history among the tables an answer may build on."""


@dataclass(frozen=True)
class ReplyLine:
    """A question from outside and its answer. table: the title of what it builds on."""

    question: str
    answer: str
    asker: str
    asked_on: date
    answered_by: str
    answered_on: date
    table: str


def replies(words: str) -> list[ReplyLine]:
    """Answers that hold all the words, in question or answer; the newest first."""
    rows = Reply.objects.order_by("-answered_on", "-id")
    for word in words.split():
        rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word))
    found = list(rows[:100])
    names = names_of({row.answered_by for row in found})
    titles = dict(open_tables()) if found else {}
    return [
        ReplyLine(
            question=row.question,
            answer=row.answer,
            asker=str(Asker(row.asker).label),
            asked_on=row.asked_on,
            answered_by=names.get(row.answered_by, ""),
            answered_on=row.answered_on,
            table=titles.get(row.table, _("trukket tilbake siden")),
        )
        for row in found
    ]


def open_tables() -> list[tuple[str, str]]:
    """What an answer may build on: tables that stand, and the published history."""
    standing = [one for one in released_tables() if not one.is_withdrawn]
    return [*((one.ref, str(one.title)) for one in standing), (HISTORY, _("Publisert historikk"))]


def published_figures(table: str) -> frozenset[int]:
    """Every figure that stands in a table everyone may read.

    :raises RuleBroken: `no_table`.
    """
    if table == HISTORY:
        years = [year for one in history_page().series for year in one.years]
        return frozenset(count.value for year in years for count in (*year.totals, *year.parts))
    try:
        shown = released_table(table)
    except NoTable:
        shown = None
    if shown is None or shown.tombstone is not None:
        raise RuleBroken("no_table", _("Tabellen er ikke publisert."))
    return frozenset(cell for cell in shown.content.cells if cell is not None)


OUTLOOKS = {
    Verdict.NO_DATES: gettext_lazy("Skoleferiene er ikke lagt inn, for i år eller for årene før"),
    Verdict.TOO_FEW: gettext_lazy("For få saker til å si noe"),
    Verdict.TOO_EARLY: gettext_lazy("For tidlig: det er mer enn fire uker til økningen kan ses"),
    Verdict.NO_RISE: gettext_lazy("Årene før viser ingen økning før denne ferien"),
    Verdict.CAME: gettext_lazy("Økningen er kommet, som i årene før"),
    Verdict.MISSING: gettext_lazy("Økningen som årene før viser, mangler"),
}


@dataclass(frozen=True)
class OutlookLine:
    """One county before its next school holiday."""

    county: str
    holiday: str
    starts_on: date | None
    verdict: str
    is_missing: bool


@dataclass(frozen=True)
class SeasonPage:
    """drawn_on is None until the worker has drawn it; chart is None while nothing was counted."""

    drawn_on: date | None
    base: int
    chart: charts.Chart | None
    lines: tuple[OutlookLine, ...]

    @property
    def missing(self) -> int:
        return sum(line.is_missing for line in self.lines)


def season_page() -> SeasonPage:
    """The season as it was last drawn; counties where the rise is missing stand first."""
    row = Season.objects.first()
    if row is None:
        return SeasonPage(None, settings.FRISTED_BASE, None, ())
    names = {county.code: county.name for county in codelists.counties_on(row.drawn_on)}
    lines = [
        OutlookLine(
            county=names[one["county"]],
            holiday=one["holiday"],
            starts_on=date.fromisoformat(one["starts_on"]) if one["starts_on"] else None,
            verdict=str(OUTLOOKS[Verdict(one["verdict"])]),
            is_missing=one["verdict"] == Verdict.MISSING,
        )
        for one in row.outlooks
    ]
    lines.sort(key=lambda line: (not line.is_missing, line.starts_on is None, line.county))
    return SeasonPage(row.drawn_on, row.base, _season_chart(row), tuple(lines))


def _season_chart(row: Season) -> charts.Chart | None:
    this = season.school_year_of(row.drawn_on)
    years = {int(year): weeks for year, weeks in row.years.items()}
    earlier = [weeks for year, weeks in years.items() if year != this]
    if not years:
        return None
    axis = [
        str((season.first_monday(this) + timedelta(weeks=week)).isocalendar().week)
        for week in range(season.WEEKS - 1)  # the last may bear the first one's number
    ]
    passed = axis[: season.week_of(row.drawn_on)]
    shown = []
    if this in years:
        now = zip(passed, years[this], strict=False)
        name = _("Skoleåret %(from)s–%(to)s") % {"from": this, "to": this + 1}
        shown.append(charts.Series(name, tuple(charts.Value(*each) for each in now)))
    if earlier:
        means = [sum(week) / len(earlier) for week in zip(*earlier, strict=True)]
        name = _("Snitt av skoleårene før (%(years)s)") % {"years": len(earlier)}
        drawn = zip(axis, means, strict=False)
        shown.append(charts.Series(name, tuple(charts.Value(*each) for each in drawn)))
    return charts.line_chart(
        _("Nye saker hos mangfoldsrådgiverne, uke for uke"),
        axis,
        shown,
        id="sesong",
        unit=_("saker"),
        axis_name=_("Uke"),
        note=_("Hver uke er rundet av til et tall som kan deles på %(base)s.") % {"base": row.base},
    )
