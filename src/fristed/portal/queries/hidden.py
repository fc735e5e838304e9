"""What nobody counts: the last estimate for Norway where there is one, and other countries' public
figures to show the method on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fristed.codelists.rules.words import Words
from fristed.publications.queries import (
    EstimateExample,
    EstimateOn,
    EstimateRow,
    GoneEstimate,
    estimate_examples,
    gone_estimates,
    latest_estimate,
)
from fristed.ui import charts, wording
from fristed.ui.tables import Cell, Column, Table


@dataclass(frozen=True)
class ExampleSection:
    """One example: the answer in words, a picture of it, and its figures."""

    id: str
    title: str
    sentence: str
    card: str
    chart: charts.Chart
    band: Table
    checks: Table
    source: str


@dataclass(frozen=True)
class OursSection:
    """The last estimate for Norway.

    floor, low, high   in words; floor is empty where the lists overlap too little to say
    apart              pairs of methods that disagree, in words
    refusal            why there is no answer above the floor, in words; or empty
    chart, band        none where there is a refusal
    quote              what can be written of it, word for word; or empty
    """

    year: int
    is_sample: bool
    lists: tuple[str, ...]
    seen: str
    floor: str
    low: str
    high: str
    apart: str
    refusal: str
    hits: int
    tried: int
    chart: charts.Chart | None
    band: Table | None
    quote: str


@dataclass(frozen=True)
class HiddenPage:
    """ours: none until an exercise was released. gone: estimates that were withdrawn"""

    ours: OursSection | None
    gone: tuple[GoneEstimate, ...]
    examples: tuple[ExampleSection, ...]


def hidden_population_page() -> HiddenPage:
    found = latest_estimate()
    return HiddenPage(
        ours=None if found is None else _ours(found),
        gone=gone_estimates(),
        examples=tuple(_section(n, one) for n, one in enumerate(estimate_examples(), start=1)),
    )


def _ours(found: EstimateOn) -> OursSection:
    band = found.band
    floor = "" if band["floor"] is None else wording.number(band["floor"])
    rows = _rows_of(band)
    quote = _(
        "I %(year)s var minst %(floor)s personer i Norge i en situasjon som en av %(count)d "
        "tjenester følger opp. Tallet er et gulv, regnet ut av hvor mye listene overlapper."
    )
    return OursSection(
        year=found.year,
        is_sample=found.is_sample,
        lists=found.lists,
        seen=wording.number(band["seen"]),
        floor=floor,
        low=wording.number(found.low) if band["models"] else "",
        high=wording.number(found.high) if band["models"] else "",
        apart="; ".join(
            _("%(one)s og %(other)s") % {"one": _called(one), "other": _called(other).lower()}
            for one, other in band["apart"]
        ),
        refusal=_why(band["refusal"]),
        hits=band["hits"],
        tried=band["tried"],
        chart=_chart(rows, id="anslag-norge") if band["models"] else None,
        band=_table(_("Hva hver metode sier"), rows, truth=False) if band["models"] else None,
        quote=quote % {"year": found.year, "floor": floor, "count": band["lists"]} if floor else "",
    )


def _rows_of(band: Mapping[str, Any]) -> list[EstimateRow]:
    """What is seen, the floor, and each model."""
    rows = [_row(_("Sett på listene"), band["seen"], band["seen"], band["seen"])]
    if band["floor"] is not None:
        rows.append(_row(_("Minst"), band["floor"], band["floor"], band["floor"]))
    rows += [
        _row(_called(one["name"]), one["low"], one["middle"], one["high"]) for one in band["models"]
    ]
    return rows


def _row(name: str, low: int, middle: int, high: int) -> EstimateRow:
    return EstimateRow(Words.alike(name), low, middle, high, None)


def _called(method: str) -> str:
    return {
        "stepwise": _("Trinnvis"),
        "bic_best": _("Beste modell"),
        "bic_average": _("Modellsnitt"),
        "decomposable": _("Grafer"),
    }.get(method, method)


def _why(refusal: str) -> str:
    return {
        "": "",
        "few_shared": _("For få personer står på mer enn én liste."),
        "no_triangle": _("Ingen tre lister overlapper hverandre alle sammen."),
        "models_apart": _(
            "Metodene er altfor uenige: det høyeste er over fire ganger det laveste."
        ),
    }.get(refusal, _("Ingen metode gir et endelig tall for disse listene."))


def _section(number: int, one: EstimateExample) -> ExampleSection:
    return ExampleSection(
        id=f"eksempel-{number}",
        title=str(one.title),
        sentence=str(one.sentence),
        card=str(one.card),
        chart=_chart(one.band, id=f"anslag-{number}"),
        band=_table(_("Hva hver metode sier"), one.band, truth=False),
        checks=_table(_("Hva metoden sier der svaret er kjent, og uten hver liste"), one.checks),
        source=one.source,
    )


def _chart(rows: Sequence[EstimateRow], *, id: str) -> charts.Chart:
    figures = tuple(
        charts.Value(str(row.name), row.middle) for row in rows if row.middle is not None
    )
    return charts.bar_chart(
        _("Hvor mange er det i alt?"),
        [str(row.name) for row in rows],
        [charts.Series(_("Anslag"), figures)],
        id=id,
        unit=_("personer"),
        axis_name=_("Metode"),
    )


def _table(caption: str, rows: Iterable[EstimateRow], *, truth: bool = True) -> Table:
    names = [_("Lavest"), _("Anslag"), _("Høyest"), *([_("Fasit")] if truth else [])]
    return Table(
        caption=caption,
        columns=(Column(_("Metode")), *(Column(name, numeric=True) for name in names)),
        rows=tuple(
            (
                Cell(str(row.name)),
                *(
                    Cell(charts.MISSING if value is None else wording.number(value))
                    for value in (row.low, row.middle, row.high, *([row.truth] if truth else []))
                ),
            )
            for row in rows
        ),
    )
