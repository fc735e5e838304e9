"""Reading drafts, and the words of a year's dimensions."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

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
from fristed.publications.rules.notes import ROUNDED
from fristed.publications.rules.tables import (
    Category,
    Content,
    Dimension,
    dimensions_of,
)
from fristed.statistics import access
from fristed.statistics.choices import EVERYONE, IN_WORK, Asker, Service, Status
from fristed.statistics.models import Draft, Reply
from fristed.statistics.rules.counting import DIMENSIONS, NO_COUNTY

TOTAL_LABELS = {
    "county": Words("Hele landet", "Heile landet", "The whole country"),
    "concern": Words("Alle bekymringer", "Alle bekymringar", "All concerns"),
    "gender": Words("Alle kjønn", "Alle kjønn", "All genders"),
    "age_band": Words("Alle aldre", "Alle aldrar", "All ages"),
}
DIMENSION_LABELS = {
    "county": Words("Fylke", "Fylke", "County"),
    "concern": Words("Hovedbekymring", "Hovudbekymring", "Main concern"),
    "gender": Words("Kjønn", "Kjønn", "Gender"),
    "age_band": Words("Alder", "Alder", "Age"),
}
UNKNOWN_COUNTY = Words("Ukjent eller utlandet", "Ukjent eller utlandet", "Unknown or abroad")
SERVICES = {
    Service.ADVISER: Words("Mangfoldsrådgiverne", "Mangfaldsrådgivarane", "The diversity advisers"),
    Service.ENVOY: Words(
        "Spesialutsendingene for integreringssaker",
        "Spesialutsendingane for integreringssaker",
        "The special envoys for integration matters",
    ),
}
MEASURE = Words("Nye saker", "Nye saker", "New cases")


@dataclass(frozen=True)
class DraftLine:
    """A line of the list of drafts."""

    ref: str
    title: str
    status: str
    status_label: str
    drafted_by: str
    drafted_on: date
    is_mine: bool


@dataclass(frozen=True)
class DraftPage:
    """A draft as the analysts see it: what would be published, and what the attack found.

    content   none until it is ready
    """

    ref: str
    title: str
    year: int
    status: str
    status_label: str
    drafted_by: str
    drafted_on: date
    total: int | None
    content: Content | None
    verdict: dict[str, object]
    utility: dict[str, object]
    failure: str
    table: str
    counting_rule: str
    may_release: Decision
    may_discard: Decision
    may_withdraw: Decision
    tombstone: Tombstone | None

    @property
    def is_in_work(self) -> bool:
        return self.status in IN_WORK


def drafts_readable_by(actor: Actor) -> list[DraftLine]:
    """All drafts, newest first, for those who may read drafts at all."""
    rows = list(Draft.objects.order_by("-drafted_on", "-id").defer("cells", "dimensions"))
    shown = [row for row in rows if access.may_read_draft(actor, row)]
    names = names_of({row.drafted_by for row in shown})
    return [
        DraftLine(
            ref=row.ref,
            title=str(title_of(row)),
            status=row.status,
            status_label=str(Status(row.status).label),
            drafted_by=names.get(row.drafted_by, ""),
            drafted_on=row.drafted_on,
            is_mine=row.drafted_by == actor.ref,
        )
        for row in shown
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
        content=content_of(draft) if draft.cells else None,
        verdict=draft.verdict,
        utility=draft.utility,
        failure=draft.failure,
        table=draft.table,
        counting_rule=draft.counting_rule,
        may_release=access.may_release_draft(actor, draft),
        may_discard=access.may_discard_draft(actor, draft),
        may_withdraw=access.may_withdraw_draft(actor, draft),
        tombstone=tombstone_of(draft.table) if draft.table else None,
    )


def title_of(draft: Draft) -> Words:
    """Such as: Mangfoldsrådgiverne: nye saker i 2023."""
    service, year = SERVICES[Service(draft.service)], draft.year
    return Words(
        nb=f"{service.nb}: nye saker i {year}",
        nn=f"{service.nn}: nye saker i {year}",
        en=f"{service.en}: new cases in {year}",
    )


def content_of(draft: Draft) -> Content:
    """The table as it would be released."""
    return Content(
        title=title_of(draft),
        measure=MEASURE,
        dimensions=dimensions_of(draft.dimensions),
        cells=tuple(draft.cells),
        period_from=date(draft.year, 1, 1),
        period_to=date(draft.year, 12, 31),
        is_sample=draft.is_sample,
        notes=(ROUNDED, _exact_total(draft), _rule(draft)),
    )


def codes_of_year(year: int) -> dict[str, list[str]]:
    """Each dimension's codes in that year, in the order they are shown."""
    return {
        dimension.code: [category.value for category in dimension.categories[1:]]
        for dimension in dimensions_of_year(year)
    }


def dimensions_of_year(year: int) -> tuple[Dimension, ...]:
    """Labels and codes as they were at the end of that year."""
    day = date(year, 12, 31)
    return tuple(
        Dimension(
            code=name,
            label=DIMENSION_LABELS[name],
            categories=(Category(EVERYONE, TOTAL_LABELS[name]), *_categories(name, day)),
            role=DimensionRole.GEO if name == "county" else DimensionRole.PLAIN,
        )
        for name in DIMENSIONS
    )


def _categories(name: str, day: date) -> list[Category]:
    if name == "county":
        counties = [
            Category(county.code, Words.alike(county.name)) for county in codelists.counties_on(day)
        ]
        return [*counties, Category(NO_COUNTY, UNKNOWN_COUNTY)]
    return [Category(code.value, code.label) for code in codelists.code_list(name, day).codes]


def _exact_total(draft: Draft) -> Words:
    total = draft.total or 0
    return Words(
        nb=f"Hele landet, uten avrunding: {total} nye saker.",
        nn=f"Heile landet, utan avrunding: {total} nye saker.",
        en=f"The whole country, not rounded: {total} new cases.",
    )


def _rule(draft: Draft) -> Words:
    rule = draft.counting_rule
    return Words(
        nb=f"Talt etter regel {rule}.",
        nn=f"Tald etter regel {rule}.",
        en=f"Counted by rule {rule}.",
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
