"""What nobody counts: how it could be estimated, shown on other countries' public figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fristed.publications.queries import EstimateExample, EstimateRow, estimate_examples
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


def hidden_population_page() -> tuple[ExampleSection, ...]:
    return tuple(_section(n, one) for n, one in enumerate(estimate_examples(), start=1))


def _section(number: int, one: EstimateExample) -> ExampleSection:
    return ExampleSection(
        id=f"eksempel-{number}",
        title=str(one.title),
        sentence=str(one.sentence),
        card=str(one.card),
        chart=charts.bar_chart(
            _("Hvor mange er det i alt?"),
            [str(row.name) for row in one.band],
            [
                charts.Series(
                    _("Anslag"),
                    tuple(
                        charts.Value(str(row.name), row.middle)
                        for row in one.band
                        if row.middle is not None
                    ),
                )
            ],
            id=f"anslag-{number}",
            unit=_("personer"),
            axis_name=_("Metode"),
        ),
        band=_table(_("Hva hver metode sier"), one.band, truth=False),
        checks=_table(_("Hva metoden sier der svaret er kjent, og uten hver liste"), one.checks),
        source=one.source,
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
