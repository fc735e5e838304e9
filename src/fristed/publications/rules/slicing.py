"""Two sides of a table at a time: what a page can show of four dimensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

from fristed.codelists.rules.words import Words
from fristed.publications.rules.tables import Category, Content, Dimension

EVERYONE = "total"


@dataclass(frozen=True)
class Turn:
    """A link to another slice of the same table. query: begins with "?" """

    label: Words
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """A dimension that is held fast, where it is held, and where else it could be."""

    dimension: Dimension
    chosen: Category
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class Row:
    category: Category
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class Slice:
    """A table of two dimensions, the others held fast.

    down, across   which dimensions stand where; `across` is None with one dimension only
    held           the rest, at one category each
    is_turned      somebody asked for this slice
    downs, acrosses   which dimensions could stand there instead
    """

    down: Dimension
    across: Dimension | None
    held: tuple[Choice, ...]
    columns: tuple[Category, ...]
    rows: tuple[Row, ...]
    is_turned: bool = False
    downs: tuple[Turn, ...] = ()
    acrosses: tuple[Turn, ...] = ()

    def figures(self, column: str = EVERYONE) -> tuple[tuple[Category, int | None], ...]:
        """One column, without the row of all: what a chart shows. The first, where it has none."""
        values = [one.value for one in self.columns]
        at = values.index(column) if column in values else 0
        return tuple(
            (row.category, row.cells[at]) for row in self.rows if row.category.value != EVERYONE
        )


def slice_of(
    content: Content, asked: Mapping[str, str], *, first: Mapping[str, str] | None = None
) -> Slice:
    """The slice a page asks for; what makes no sense falls back to the first dimensions.

    asked   "down" and "across" name dimensions; a dimension's name holds it at a category
    first   the same, for a page that nobody has turned yet
    """
    is_turned = "down" in asked
    asked = asked if is_turned else {**(first or {}), **asked}
    named = {dimension.code: dimension for dimension in content.dimensions}
    order = list(content.dimensions)
    down = named.get(asked.get("down", ""), order[0])
    rest = [dimension for dimension in order if dimension is not down]
    across = named.get(asked.get("across", ""), rest[0] if rest else None)
    if across is down:
        across = rest[0] if rest else None
    chosen = {
        dimension.code: _category(dimension, asked.get(dimension.code, EVERYONE))
        for dimension in order
    }
    held = tuple(
        Choice(dimension, chosen[dimension.code], _held_turns(dimension, chosen, down, across))
        for dimension in order
        if dimension is not down and dimension is not across
    )
    cells = _cells(content)
    fixed = {choice.dimension.code: choice.chosen.value for choice in held}
    columns = across.categories if across else (Category("", content.measure),)

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
        is_turned=is_turned,
        downs=_side_turns("down", order, chosen, down, across),
        acrosses=_side_turns("across", order, chosen, down, across) if across else (),
    )


def _held_turns(
    dimension: Dimension, chosen: Mapping[str, Category], down: Dimension, across: Dimension | None
) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            label=category.label,
            query=_query({**chosen, dimension.code: category}, down, across),
            is_chosen=category == chosen[dimension.code],
        )
        for category in dimension.categories
    )


def _side_turns(
    side: str,
    order: list[Dimension],
    chosen: Mapping[str, Category],
    down: Dimension,
    across: Dimension | None,
) -> tuple[Turn, ...]:
    """Each dimension on one side; one that stands on the other side changes places."""
    turns = []
    for one in order:
        if side == "down":
            sides = (one, down if one is across else across)
        else:
            sides = (across if across and one is down else down, one)
        stands = down if side == "down" else across
        turns.append(Turn(one.label, _query(chosen, *sides), one is stands))
    return tuple(turns)


def _query(chosen: Mapping[str, Category], down: Dimension, across: Dimension | None) -> str:
    sides = {"down": down.code} | ({"across": across.code} if across else {})
    held = {
        code: category.value
        for code, category in chosen.items()
        if code not in sides.values() and category.value != EVERYONE
    }
    return "?" + urlencode(sides | held)


def _category(dimension: Dimension, value: str) -> Category:
    found = [category for category in dimension.categories if category.value == value]
    return found[0] if found else dimension.categories[0]


def _cells(content: Content) -> dict[tuple[str, ...], int | None]:
    sides = product(
        *([category.value for category in dimension.categories] for dimension in content.dimensions)
    )
    return dict(zip(sides, content.cells, strict=True))
