"""What the components page shows: one of each, with invented content."""

from dataclasses import dataclass

from django import forms

from fristed.ui.charts import Break, Chart, Series, Value, bar_chart, line_chart
from fristed.ui.steps import Pages, Step, steps_of
from fristed.ui.tables import Cell, Column, Table, cells

TONES = ("neutral", "info", "success", "warning", "danger", "primary", "accent")


class Example(forms.Form):
    name = forms.CharField(label="Kort arbeidsnavn", help_text="Ikke elevens navn.", max_length=40)
    concern = forms.ChoiceField(
        label="Hovedbekymring",
        help_text="Velg den som veier tyngst nå.",
        choices=[
            ("control", "Negativ sosial kontroll"),
            ("abroad", "Frykt for å bli etterlatt i utlandet mot sin vilje"),
        ],
        widget=forms.RadioSelect,
    )
    further = forms.MultipleChoiceField(
        label="Flere bekymringer",
        required=False,
        choices=[("threats", "Trusler"), ("violence", "Vold"), ("marriage", "Tvangsekteskap")],
        widget=forms.CheckboxSelectMultiple,
    )
    municipality = forms.ChoiceField(
        label="Kommune", choices=[("", "Velg kommune"), ("0301", "Oslo"), ("3201", "Bærum")]
    )
    happened_on = forms.DateField(
        label="Når skjedde det?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short"}),
    )
    text = forms.CharField(label="Hva ble sagt", required=False, widget=forms.Textarea)
    shielded = forms.BooleanField(label="Adressen er sperret", required=False)


@dataclass(frozen=True)
class Refusal:
    """Stands in for a gate.Decision: ui lies below the gate."""

    reason: str = ""

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class ComponentsPage:
    scheme: str
    steps: tuple[Step, ...]
    pages: Pages
    cards: Table
    figures: Table
    lines: Chart
    bars: Chart
    tones: tuple[str, ...] = TONES
    refused: Refusal = Refusal()  # a frozen value


def components_page(scheme: str = "") -> ComponentsPage:
    """scheme: `light` or `dark`; anything else as the machine has it."""
    years = tuple(str(year) for year in range(2012, 2025))
    first = (210, 230, None, 280, 305, 330, 410, 505, 290, 610, 640, 655, 690)
    second = (90, 84, 120, None, None, 160, 171, 190, 205, 230, 221, 240, 262)
    lines = line_chart(
        "Oppdiktede tall, to tjenester",
        years,
        (
            Series("Første tjeneste", _values(years, first, apart="2020", note="første halvår")),
            Series("Andre tjeneste", _values(years, second)),
        ),
        id="example-lines",
        unit="saker",
        axis_name="År",
        breaks=(Break("2018", "Nye kategorier."), Break("2023", "Ny kodeliste.")),
        note="Oppdiktede tall. Antall saker sier ikke noe om hvor vanlig noe er.",
    )
    kinds = ("Negativ sosial kontroll", "Etterlatt i utlandet mot sin vilje", "Tvangsekteskap")
    bars = bar_chart(
        "Oppdiktede tall etter bekymring",
        kinds,
        (
            Series("2023", _values(kinds, (120, 75, 40))),
            Series("2024", _values(kinds, (135, 60, 45))),
        ),
        id="example-bars",
        unit="saker",
        axis_name="Bekymring",
    )
    return ComponentsPage(
        scheme=scheme if scheme in {"light", "dark"} else "auto",
        steps=steps_of(("Hva har skjedd", "Hvem gjelder det", "Se over"), now=1),
        pages=Pages.of("", 2, 7),
        cards=Table(
            caption="Mine saker",
            columns=(
                Column("Sak"),
                Column("Hovedbekymring"),
                Column("Minutter", numeric=True),
                Column("Status"),
            ),
            rows=(
                (
                    Cell("Bøk", address="#"),
                    Cell("Etterlatt i utlandet"),
                    Cell("240"),
                    Cell("Åpen", tone="info"),
                ),
                (
                    Cell("Lønn", address="#"),
                    *cells("Tvangsekteskap", 95),
                    Cell("Avsluttet", tone="neutral"),
                ),
            ),
        ),
        figures=lines.table,
        lines=lines,
        bars=bars,
    )


def _values(
    axis: tuple[str, ...], numbers: tuple[int | None, ...], *, apart: str = "", note: str = ""
) -> tuple[Value, ...]:
    return tuple(
        Value(at, number, apart=at == apart, note=note if at == apart else "")
        for at, number in zip(axis, numbers, strict=True)
        if number is not None
    )
