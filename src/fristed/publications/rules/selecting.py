"""Choosing a part of a table, in the words of PxWebApi 2: codes, wildcards and expressions.

A dimension that holds everyone may be left out: it is then taken at everyone; one with a single
value is taken at that. A part of a released table is cells of that table and never a new sum, so
it reveals nothing the table does not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import product
from math import prod
from typing import Final

from django.utils.translation import gettext as _

from fristed.kernel.rules import RuleBroken
from fristed.publications.choices import DimensionRole
from fristed.publications.rules.slicing import EVERYONE
from fristed.publications.rules.tables import Category, Content, Dimension

ALL: Final = "*"
EXPRESSION: Final = re.compile(r"(top|bottom|from|to|range)\(([^()]*)\)", re.IGNORECASE)
LATEST: Final = 13
"""How many of the latest periods a default selection takes."""

ALONG: Final = {DimensionRole.TIME, DimensionRole.METRIC}
"""Sides that are not chosen among: they come along."""

Asked = Mapping[str, Sequence[str]]
"""Dimension -> codes or expressions."""


def select(content: Content, asked: Asked) -> Content:
    """The part of the table that is asked for, in the table's own order.

    :raises RuleBroken: `unknown_variable`, `unknown_value`, `bad_expression` or
        `variable_missing`.
    """
    known = {dimension.code.lower(): dimension for dimension in content.dimensions}
    for name in asked:
        if name.lower() not in known:
            raise RuleBroken(
                "unknown_variable", _("Tabellen har ingen variabel «%(name)s».") % {"name": name}
            )
    wanted = {name.lower(): expressions for name, expressions in asked.items()}
    kept = [_kept(one, wanted.get(one.code.lower())) for one in content.dimensions]
    at = {tuple(category.value for category in sides): cell for sides, cell in content.rows()}
    cells = tuple(
        at[tuple(one.value for one in sides)] for sides in product(*(chosen for chosen, _s in kept))
    )
    dimensions = tuple(
        replace(dimension, categories=chosen)
        for dimension, (chosen, is_shown) in zip(content.dimensions, kept, strict=True)
        if is_shown
    )
    return replace(content, dimensions=dimensions, cells=cells)


def size_of(content: Content, asked: Asked) -> int:
    """How many cells a selection has, before any of them is fetched. Raises as `select` does."""
    wanted = {name.lower(): expressions for name, expressions in asked.items()}
    return prod(len(_kept(one, wanted.get(one.code.lower()))[0]) for one in content.dimensions)


def default_selection(content: Content) -> dict[str, list[str]]:
    """The first two sides whole, the latest periods, every measure, and everyone of the rest."""
    sides = [one for one in content.dimensions if one.role not in ALONG]
    held = [one.code for one in sides[2:] if is_eliminable(one)]
    latest = {one.code: LATEST for one in content.dimensions if one.role == DimensionRole.TIME}
    return {
        one.code: [EVERYONE] if one.code in held else _codes(one)[-latest.get(one.code, 0) :]
        for one in content.dimensions
    }


def is_eliminable(dimension: Dimension) -> bool:
    """Whether it may be left out of a selection."""
    return any(category.value == EVERYONE for category in dimension.categories)


def chosen(dimension: Dimension, expressions: Sequence[str]) -> tuple[Category, ...]:
    """The categories that at least one of the expressions names, in the table's order.

    :raises RuleBroken: `unknown_value` or `bad_expression`.
    """
    found: set[str] = set()
    for expression in expressions:
        named = _named(_codes(dimension), expression.strip())
        if not named:
            raise RuleBroken(
                "unknown_value",
                _("«%(value)s» finnes ikke i variabelen %(name)s.")
                % {"value": expression, "name": dimension.code},
            )
        found |= set(named)
    return tuple(category for category in dimension.categories if category.value in found)


def _codes(dimension: Dimension) -> list[str]:
    return [category.value for category in dimension.categories]


def _kept(
    dimension: Dimension, expressions: Sequence[str] | None
) -> tuple[tuple[Category, ...], bool]:
    """Its categories, and whether the answer has it as a side."""
    if expressions:
        return chosen(dimension, expressions), True
    if len(dimension.categories) == 1:
        return dimension.categories, True
    if is_eliminable(dimension):
        return chosen(dimension, [EVERYONE]), False
    raise RuleBroken(
        "variable_missing", _("Velg verdier i variabelen %(name)s.") % {"name": dimension.code}
    )


def _named(codes: list[str], expression: str) -> list[str]:
    if match := EXPRESSION.fullmatch(expression):
        arguments = [argument.strip() for argument in match[2].split(",")]
        return _between(codes, match[1].lower(), arguments)
    if ALL in expression or "?" in expression:
        return [code for code in codes if fnmatchcase(code, expression.replace("[", "[[]"))]
    return [code for code in codes if code.lower() == expression.lower()]


def _between(codes: list[str], function: str, arguments: list[str]) -> list[str]:
    """top counts from the end, bottom from the beginning; from, to and range are inclusive.

    :raises RuleBroken: `bad_expression`: arguments that make no sense.
    """
    if function in {"top", "bottom"} and all(one.isdecimal() for one in arguments):
        count, offset = (*map(int, arguments), 0)[:2]
        ordered = codes[::-1] if function == "top" else codes
        return ordered[offset : offset + count]
    places = [codes.index(one) for one in arguments if one in codes]
    if function == "from" and len(places) == len(arguments) == 1:
        return codes[places[0] :]
    if function == "to" and len(places) == len(arguments) == 1:
        return codes[: places[0] + 1]
    if function == "range" and len(places) == len(arguments) == 2:
        return codes[places[0] : places[1] + 1]
    raise RuleBroken(
        "bad_expression",
        _("«%(what)s» kan ikke leses. Skriv for eksempel top(3) eller range(2019,2023).")
        % {"what": f"{function}({','.join(arguments)})"},
    )
