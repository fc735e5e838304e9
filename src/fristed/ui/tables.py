"""A table as a value, for `ui/_table.html`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """numeric   digits line up to the right"""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: a text, perhaps a link, perhaps as a tag of a tone."""

    text: str
    address: str = ""
    tone: str = ""  # "", "neutral", "info", "success", "warning", "danger"


@dataclass(frozen=True)
class Table:
    """Rows whose first cell names the row.

    wide       many columns of figures: scrolls sideways; else rows become cards on a phone
    note       said under the table, e.g. what the figures do not tell
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: bool = False
    hide_caption: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("each row has one cell per column")

    @property
    def lines(self) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


def cells(*texts: object) -> tuple[Cell, ...]:
    """A row of plain texts; a value that is a Cell already stays."""
    return tuple(text if isinstance(text, Cell) else Cell(str(text)) for text in texts)
