"""Norway's counties as equal squares, so that a small one is as easy to hit as a large one."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

SIDE = 64  # of a tile, with its gap
INNER = 60

PLACES = {  # county -> column, row; our own arrangement, north at the top, of every time
    "56": (4, 0), "55": (3, 1), "18": (2, 2), "15": (1, 3), "50": (2, 3), "34": (2, 4),
    "46": (0, 5), "33": (1, 5), "03": (2, 5), "32": (3, 5), "11": (0, 6), "40": (1, 6),
    "39": (2, 6), "31": (3, 6), "42": (1, 7),
    # 2020 to 2023
    "54": (3, 1), "30": (3, 5), "38": (1, 6),
    # to 2019, and Trøndelag's two to 2017
    "20": (4, 0), "19": (3, 1), "05": (2, 4), "04": (3, 4), "14": (0, 4), "12": (0, 5),
    "06": (1, 5), "02": (3, 5), "08": (1, 6), "07": (2, 6), "01": (3, 6), "10": (0, 7),
    "09": (1, 7), "16": (2, 3), "17": (3, 3),
}  # fmt: skip
WIDTH = SIDE * 5
HEIGHT = SIDE * 8


@dataclass(frozen=True)
class Tile:
    """One county on the map. x, y: its upper left corner."""

    code: str
    name: str
    short: str
    count: int
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + INNER // 2


def tile(code: str, name: str, count: int) -> Tile | None:
    """The county's tile; none for a county of another time."""
    if code not in PLACES:
        return None
    column, row = PLACES[code]
    return Tile(code, name, name.split(maxsplit=1)[0][:9], count, column * SIDE, row * SIDE)


LEVELS = 4


@dataclass(frozen=True)
class Shade:
    """One county of a map of figures.

    shown   the figure as it is written; level   0 for none, up to 4 for the most
    """

    code: str
    name: str
    short: str
    shown: str
    level: int
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + INNER // 2


def shade(code: str, name: str, count: int | None, shown: str, *, highest: int) -> Shade | None:
    """The county's tile, darker the more there are; none for what is no county."""
    place = tile(code, name, count or 0)
    if place is None:
        return None
    level = -(-LEVELS * count // highest) if count and highest else 0
    return Shade(code, name, place.short, shown, level, place.x, place.y)


def as_svg(shades: Iterable[Shade], *, top: int) -> str:
    """The map for a file, in pixels and on white. top: where the first row of it lies"""
    grounds = ("#ffffff", "#e3eeee", "#b9d5d3", "#7fb0ac", "#1f5b57")
    parts = [f'<g transform="translate(0 {-top})">']
    for one in shades:
        ink = "#ffffff" if one.level == LEVELS else "#1b2a2c"
        middle = f'x="{one.middle}" text-anchor="middle" fill="{ink}"'
        parts += [
            f'<rect x="{one.x}" y="{one.y}" width="{INNER}" height="{INNER}" rx="6"',
            f' fill="{grounds[one.level]}" stroke="#7f8c8d"/>',
            f'<text {middle} y="{one.y + 24}" font-size="11">{escape(one.short)}</text>',
            f'<text {middle} y="{one.y + 46}" font-size="15">{escape(one.shown)}</text>',
        ]
    return "".join([*parts, "</g>"])
