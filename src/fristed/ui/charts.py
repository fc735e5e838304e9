"""Charts as values: rows in, a frozen Chart out, drawn by `ui/_chart.html` as plain SVG.

No script and no inline style: geometry is in attributes, colour in classes. Across, everything is
in percent of the width, so that a chart fits a phone with its words at full size; down, in pixels.
A series is told from another by its marker or its hatching as well as by its colour. A year nobody
counted is a gap, never a line, and no line crosses a break.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from string import ascii_uppercase

from django.utils.translation import gettext as _

from fristed.ui import wording
from fristed.ui.tables import Cell, Column, Table

FIRST = 9.0  # percent kept free at the left for the words of the scale
TOP, BOTTOM, HEIGHT = 44, 306, 336  # of the plot and the whole [pixels]
LONGEST_BAR = 82.0  # percent; its figure stands after it
BAR, BAR_GAP, GROUP_GAP, LABEL = 20, 4, 18, 22
THIN_BAR, THIN_GAP = 10, 4
MOST_AT_ALL = 26  # on any page or sheet: more would lie on each other
MOST_LABELS = 8  # on a phone; of a longer axis only every second or third label is shown there
SIZE = 5.5  # half the width of a marker
MARKERS = ("circle", "square", "triangle", "diamond", "down", "cross")
HATCHES = ("solid", "diagonal", "dots", "back", "lines", "grid")
MISSING = "–"


@dataclass(frozen=True)
class Value:
    """One figure.

    at      where on the axis, one of the chart's labels
    number  the figure, counted in the chart's unit
    apart   not comparable with its neighbours (a half year, another publication's figure for the
            same year): drawn hollow and joined to nothing
    note    why, in words; stands in the table
    """

    at: str
    number: float
    apart: bool = False
    note: str = ""


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Break:
    """What is counted changed. No line passes from before `at` into it.

    series   names of the series it concerns; none means all
    """

    at: str
    label: str
    series: tuple[str, ...] = ()

    def concerns(self, name: str) -> bool:
        return not self.series or name in self.series


@dataclass(frozen=True)
class Tick:
    """x in percent. minor: left out where there is little room."""

    x: float
    y: float
    label: str
    minor: bool = False


@dataclass(frozen=True)
class Line:
    points: str


@dataclass(frozen=True)
class Mark:
    """Where a series' marker stands; `words` is its tooltip."""

    x: float
    y: float
    solid: bool
    words: str


@dataclass(frozen=True)
class Bar:
    """width in percent, height in pixels; its figure is written after it"""

    y: float
    height: int
    width: float
    value: str
    value_y: float
    words: str


@dataclass(frozen=True)
class Drawn:
    """One series, ready to draw. number: 1 to 6, its colour's class."""

    name: str
    number: int
    marker: str  # a path around 0,0
    hatch: str
    hatch_id: str
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class DrawnBreak:
    x: float
    letter: str
    label: str


@dataclass(frozen=True)
class Chart:
    """Everything `ui/_chart.html` needs. id: unique on the page."""

    id: str
    title: str
    unit: str
    summary: str
    kind: str  # "lines" or "bars"
    height: int
    top: int
    bottom: int
    scale: tuple[Tick, ...]
    axis: tuple[Tick, ...]
    series: tuple[Drawn, ...]
    breaks: tuple[DrawnBreak, ...]
    table: Table
    has_apart: bool
    note: str


def line_chart(
    title: str,
    axis: Sequence[str],
    series: Sequence[Series],
    *,
    id: str,
    unit: str,
    axis_name: str,
    breaks: Sequence[Break] = (),
    note: str = "",
) -> Chart:
    """Counts over time, several series side by side and never summed.

    :raises ValueError: more series than can be told apart, or a value outside the axis.
    """
    _check(axis, series, breaks)
    steps = _scale(max((value.number for one in series for value in one.values), default=0))
    step_x = (100 - FIRST) / max(1, len(axis))
    x_of = {label: FIRST + step_x * (index + 0.5) for index, label in enumerate(axis)}
    shown = -(-len(axis) // MOST_AT_ALL)
    every = shown * -(-len(axis) // (shown * MOST_LABELS))

    def y_of(number: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * number / steps[-1], 1)

    return Chart(
        id=id,
        title=title,
        unit=unit,
        summary=_summary(series, unit),
        kind="lines",
        height=HEIGHT,
        top=TOP,
        bottom=BOTTOM,
        scale=tuple(Tick(0, y_of(step), wording.number(step)) for step in steps),
        axis=tuple(
            Tick(round(x_of[label], 2), BOTTOM + 22, label, minor=bool(index % every))
            for index, label in enumerate(axis)
            if index % shown == 0
        ),
        series=tuple(
            _lines(one, number, axis, breaks=breaks, x_of=x_of, y_of=y_of)
            for number, one in enumerate(series, start=1)
        ),
        breaks=_draw_breaks(breaks, x_of, step_x),
        table=_table(title, axis_name, axis, series, note),
        has_apart=any(value.apart for one in series for value in one.values),
        note=note,
    )


def bar_chart(
    title: str,
    axis: Sequence[str],
    series: Sequence[Series],
    *,
    id: str,
    unit: str,
    axis_name: str,
    note: str = "",
    highest: float | None = None,
    compact: bool = False,
) -> Chart:
    """Counts by category as lying bars, so that long Norwegian words have room.

    highest   the scale's own end, for charts that are read beside each other
    compact   thin bars, close together, for many small charts

    :raises ValueError: more series than can be told apart, or a value outside the axis.
    """
    _check(axis, series, ())
    most = max((value.number for one in series for value in one.values), default=0)
    steps = _scale(most if highest is None else highest)
    thick, gap = (THIN_BAR, THIN_GAP) if compact else (BAR, GROUP_GAP)
    group = LABEL + len(series) * (thick + BAR_GAP) + gap
    top = {label: index * group for index, label in enumerate(axis)}
    height = len(axis) * group
    drawn = tuple(
        Drawn(
            name=one.name,
            number=number,
            marker="",
            hatch=HATCHES[number - 1],
            hatch_id=f"{id}-hatch-{number}",
            bars=tuple(
                _bar(
                    value,
                    y=top[value.at] + LABEL + (number - 1) * (thick + BAR_GAP),
                    thick=thick,
                    width=LONGEST_BAR * value.number / steps[-1],
                    words=_words(one.name, value, unit),
                )
                for value in one.values
            ),
        )
        for number, one in enumerate(series, start=1)
    )
    return Chart(
        id=id,
        title=title,
        unit=unit,
        summary=_summary(series, unit),
        kind="bars",
        height=height,
        top=0,
        bottom=height,
        scale=(),
        axis=tuple(Tick(0, top[label] + LABEL - 7, label) for label in axis),
        series=drawn,
        breaks=(),
        table=_table(title, axis_name, axis, series, note),
        has_apart=False,
        note=note,
    )


def _check(axis: Sequence[str], series: Sequence[Series], breaks: Sequence[Break]) -> None:
    if len(series) > len(MARKERS):
        raise ValueError(f"at most {len(MARKERS)} series can be told apart")
    places = {value.at for one in series for value in one.values} | {one.at for one in breaks}
    if unknown := sorted(places - set(axis)):
        raise ValueError(f"not on the axis: {', '.join(unknown)}")
    if any(value.number < 0 for one in series for value in one.values):
        raise ValueError("a count is never negative")


def _scale(highest: float) -> tuple[int, ...]:
    """0 to just over the highest, in four to six even steps of 1, 2 or 5 and noughts."""
    if highest <= 4:
        return tuple(range(5))
    rough = highest / 6
    power = 10 ** floor(log10(rough))
    step = max(1, int(next(size * power for size in (1, 2, 5, 10) if size * power >= rough)))
    count = int(-(-highest // step))
    return tuple(step * index for index in range(count + 1))


def _lines(
    one: Series,
    number: int,
    axis: Sequence[str],
    *,
    breaks: Sequence[Break],
    x_of: dict[str, float],
    y_of: Callable[[float], float],
) -> Drawn:
    joined = {value.at: value for value in one.values if not value.apart}
    stops = {stop.at for stop in breaks if stop.concerns(one.name)}
    runs: list[list[str]] = [[]]
    for before, at in pairwise(["", *axis]):
        if at in stops or at not in joined or before not in joined:
            runs.append([])
        if at in joined:
            runs[-1].append(f"{x_of[at]:.2f},{y_of(joined[at].number)}")
    return Drawn(
        name=one.name,
        number=number,
        marker=_marker(MARKERS[number - 1]),
        hatch="",
        hatch_id="",
        lines=tuple(Line(" ".join(run)) for run in runs if len(run) > 1),
        marks=tuple(
            Mark(
                x=round(x_of[value.at], 2),
                y=y_of(value.number),
                solid=not value.apart,
                words=_words(one.name, value, ""),
            )
            for value in one.values
        ),
    )


def _marker(shape: str) -> str:
    s = SIZE
    corners = {
        "square": [(-s + 1, -s + 1), (s - 1, -s + 1), (s - 1, s - 1), (-s + 1, s - 1)],
        "triangle": [(0, -s - 0.6), (s + 0.4, s - 1), (-s - 0.4, s - 1)],
        "diamond": [(0, -s - 1), (s + 1, 0), (0, s + 1), (-s - 1, 0)],
        "down": [(0, s + 0.6), (s + 0.4, -s + 1), (-s - 0.4, -s + 1)],
    }
    if shape == "circle":
        return f"M{-s} 0a{s} {s} 0 1 0 {2 * s} 0a{s} {s} 0 1 0 {-2 * s} 0z"
    if shape == "cross":
        return f"M{-s} {-s}l{2 * s} {2 * s}m0 {-2 * s}l{-2 * s} {2 * s}"
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in corners[shape]) + "z"


def _bar(value: Value, *, y: float, thick: int, width: float, words: str) -> Bar:
    return Bar(
        y=y,
        height=thick,
        width=round(width, 2),
        value=wording.number(value.number),
        value_y=y + thick // 2 + 5,
        words=words,
    )


def _draw_breaks(
    breaks: Sequence[Break], x_of: dict[str, float], step: float
) -> tuple[DrawnBreak, ...]:
    """Lettered from the left; breaks at one place share a line and a letter."""
    labels: dict[str, list[str]] = {}
    for one in breaks:
        labels.setdefault(one.at, []).append(one.label)
    places = [at for at in x_of if at in labels]
    return tuple(
        DrawnBreak(round(x_of[at] - step / 2, 2), letter, " ".join(labels[at]))
        for at, letter in zip(places, ascii_uppercase, strict=False)
    )


def _words(name: str, value: Value, unit: str) -> str:
    figure = f"{wording.number(value.number)} {unit}".strip()
    note = f" ({value.note})" if value.note else ""
    return f"{name}, {value.at}: {figure}{note}"


def _summary(series: Sequence[Series], unit: str) -> str:
    """What someone who cannot see the chart should know first: each series' span and peak."""
    sentences = []
    for one in series:
        values = [value for value in one.values if not value.apart]
        if not values:
            continue
        top = max(values, key=lambda value: value.number)
        sentences.append(
            _(
                "%(name)s: fra %(first)s (%(start)s) til %(last)s (%(end)s), "
                "høyest %(top)s (%(when)s)."
            )
            % {
                "name": one.name,
                "first": wording.number(values[0].number),
                "start": values[0].at,
                "last": wording.number(values[-1].number),
                "end": values[-1].at,
                "top": wording.number(top.number),
                "when": top.at,
            }
        )
    return " ".join([_("Enhet: %(unit)s.") % {"unit": unit}, *sentences])


def _table(
    title: str, axis_name: str, axis: Sequence[str], series: Sequence[Series], note: str
) -> Table:
    return Table(
        caption=title,
        columns=(Column(axis_name), *(Column(one.name, numeric=True) for one in series)),
        rows=tuple((Cell(at), *(_cell(one, at) for one in series)) for at in axis),
        wide=True,
        note=note,
    )


def _cell(one: Series, at: str) -> Cell:
    figures = [
        wording.number(value.number) + (f" ({value.note})" if value.note else "")
        for value in one.values
        if value.at == at
    ]
    return Cell("; ".join(figures) or MISSING)
