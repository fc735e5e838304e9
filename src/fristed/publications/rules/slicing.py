"""Two sides of a table at a time: what a page can show of four dimensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from fristed.publications.rules.tables import Category, Content, Dimension

EVERYONE = "total"


@dataclass(frozen=True)
class Choice:
    """A dimension that is held fast, and where it is held."""

    dimension: Dimension
    chosen: Category


@dataclass(frozen=True)
class Row:
    category: Category
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Slice:
    """A table of two dimensions, the others held fast.

    down, across   which dimensions stand where; `across` is None with one dimension only
    held           the rest, at one category each
    """

    down: Dimension
    across: Dimension | None
    held: tuple[Choice, ...]
    columns: tuple[Category, ...]
    rows: tuple[Row, ...]


def slice_of(content: Content, asked: Mapping[str, str]) -> Slice:
    """The slice a page asks for; what makes no sense falls back to the first dimensions.

    asked   "down" and "across" name dimensions; a dimension's name holds it at a category
    """
    named = {dimension.code: dimension for dimension in content.dimensions}
    order = list(content.dimensions)
    down = named.get(asked.get("down", ""), order[0])
    rest = [dimension for dimension in order if dimension is not down]
    across = named.get(asked.get("across", ""), rest[0] if rest else None)
    if across is down:
        across = rest[0] if rest else None
    held = tuple(
        Choice(dimension, _category(dimension, asked.get(dimension.code, EVERYONE)))
        for dimension in order
        if dimension is not down and dimension is not across
    )
    cells = _cells(content)
    fixed = {choice.dimension.code: choice.chosen.value for choice in held}
    columns = across.categories if across else (Category("", down.label),)

    def cell(row: Category, column: Category) -> int | None:
        at = fixed | {down.code: row.value} | ({across.code: column.value} if across else {})
        return cells[tuple(at[dimension.code] for dimension in order)]

    return Slice(
        down=down,
        across=across,
        held=held,
        columns=columns,
        rows=tuple(
            Row(category, tuple(cell(category, column) for column in columns))
            for category in down.categories
        ),
    )


def _category(dimension: Dimension, value: str) -> Category:
    found = [category for category in dimension.categories if category.value == value]
    return found[0] if found else dimension.categories[0]


def _cells(content: Content) -> dict[tuple[str, ...], int | None]:
    sides = product(
        *([category.value for category in dimension.categories] for dimension in content.dimensions)
    )
    return dict(zip(sides, content.cells, strict=True))
