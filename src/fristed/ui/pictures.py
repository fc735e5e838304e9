"""Charts as files: a picture that stands alone, with its title, its words and what must be said.

A page draws a chart in percent of its width and in the page's own colours; a file is opened
anywhere, so here everything is in pixels, on white, with no style sheet. PNG is the same picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Final

import typst

from fristed.ui.charts import Chart, Drawn
from fristed.ui.printing import FONTS

WIDTH: Final = 720
MARGIN: Final = 24
LINE: Final = 18
LETTERS: Final = 96  # of a line of small print
INK, QUIET, RULE = "#1b2a2c", "#4d5b5d", "#c9d1d2"
COLOURS: Final = ("#1f5b57", "#a3481c", "#5d4777", "#7a6210", "#2c5f8f", "#8c2f55")
FONT: Final = "Inter, Arial, sans-serif"


@dataclass(frozen=True)
class Piece:
    """Something drawn from the point 0,0 down. height [pixels]"""

    svg: str
    height: int


def picture(title: str, pieces: Sequence[Piece], *, notes: Sequence[str], source: str) -> str:
    """A whole SVG file."""
    parts, y = [], MARGIN
    for line in wrap(title, 62):
        y += 22
        parts.append(_text(MARGIN, y, line, size=18, bold=True))
    for piece in pieces:
        y += 16
        parts.append(f'<g transform="translate({MARGIN} {y})">{piece.svg}</g>')
        y += piece.height
    y += 10
    for note in [*notes, source]:
        for line in wrap(note, LETTERS):
            y += LINE
            parts.append(_text(MARGIN, y, line, size=12, colour=QUIET))
        y += 4
    height = y + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" font-family="{FONT}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def drawing(chart: Chart) -> Piece:
    """The chart itself: lines or bars, with its keys and breaks below."""
    wide = WIDTH - 2 * MARGIN
    parts = _plot(chart, wide) if chart.kind == "lines" else _lying_bars(chart, wide)
    y = chart.height
    if len(chart.series) > 1:
        for one in chart.series:
            y += LINE + 4
            parts.append(_key(one, y, chart.kind))
            parts.append(_text(34, y, one.name, size=13))
    for stop in chart.breaks:
        for line in wrap(f"{stop.letter}: {stop.label}", LETTERS):
            y += LINE
            parts.append(_text(0, y, line, size=12, colour=QUIET))
    return Piece("".join(parts), y + 6)


def heading(words: str) -> Piece:
    """The name of one of several small figures."""
    return Piece(_text(0, 12, words, size=14, bold=True), 14)


def png(svg: str) -> bytes:
    """The same picture in dots, at twice its size so that it is sharp on paper and screens."""
    source = "#set page(width: auto, height: auto, margin: 0pt)\n"
    source += '#image(bytes(sys.inputs.picture), format: "svg", width: 540pt)'
    made = typst.compile(  # type: ignore[call-overload]  # its stub wants fonts of the source's type
        source.encode(),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=192.0,
        sys_inputs={"picture": svg},
    )
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made


def _plot(chart: Chart, wide: int) -> list[str]:
    parts = [_text(0, 14, chart.unit, size=12, colour=QUIET)]
    for tick in chart.scale:
        parts.append(f'<path d="M0 {tick.y}H{wide}" stroke="{RULE}"/>')
        parts.append(_text(0, tick.y - 5, tick.label, size=12, colour=QUIET))
    parts += [
        _text(wide * tick.x / 100, tick.y, tick.label, size=12, colour=QUIET, anchor="middle")
        for tick in chart.axis
    ]
    for stop in chart.breaks:
        x = wide * stop.x / 100
        parts.append(
            f'<path d="M{x:.1f} {chart.top - 20}V{chart.bottom}" stroke="{QUIET}"'
            ' stroke-dasharray="5 4"/>'
        )
        parts.append(_text(x, chart.top - 26, stop.letter, size=12, anchor="middle"))
    for one in chart.series:
        colour = COLOURS[one.number - 1]
        for line in one.lines:
            points = " ".join(_moved(point, wide) for point in line.points.split())
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
            )
        parts += [
            f'<path transform="translate({wide * mark.x / 100:.1f} {mark.y})" d="{one.marker}"'
            f' fill="{colour if mark.solid else "#ffffff"}" stroke="{colour}" stroke-width="2"/>'
            for mark in one.marks
        ]
    return parts


def _lying_bars(chart: Chart, wide: int) -> list[str]:
    parts = [_text(0, tick.y, tick.label, size=13) for tick in chart.axis]
    for one in chart.series:
        for bar in one.bars:
            width = wide * bar.width / 100
            parts.append(
                f'<rect x="0" y="{bar.y}" width="{width:.1f}" height="{bar.height}"'
                f' fill="{COLOURS[one.number - 1]}"/>'
            )
            parts.append(_text(width + 9, bar.value_y, bar.value, size=13))
    return parts


def _key(one: Drawn, y: int, kind: str) -> str:
    colour = COLOURS[one.number - 1]
    if kind == "lines":
        return (
            f'<path d="M0 {y - 5}H26" stroke="{colour}" stroke-width="2.5"/>'
            f'<path transform="translate(13 {y - 5})" d="{one.marker}" fill="{colour}"/>'
        )
    return f'<rect x="0" y="{y - 12}" width="26" height="14" fill="{colour}"/>'


def _moved(point: str, wide: int) -> str:
    x, y = point.split(",")
    return f"{wide * float(x) / 100:.1f},{y}"


def _text(  # where, and what
    x: float,
    y: float,
    words: str,
    *,
    size: int,
    bold: bool = False,
    colour: str = INK,
    anchor: str = "start",
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"'
        f' text-anchor="{anchor}"{weight}>{escape(words)}</text>'
    )
