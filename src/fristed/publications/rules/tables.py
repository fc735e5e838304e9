"""What a released table is, and what makes it whole."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod
from typing import Any, Final

from django.utils.translation import gettext as _

from fristed.codelists.rules.words import Words
from fristed.kernel.rules import RuleBroken
from fristed.publications.choices import DimensionRole
from fristed.publications.rules.notes import mandatory

BASE: Final = 5
"""The rounding base: a count of 1 to 4 is never shown, whatever table it stands in."""
KINDS: Final = "figure"
"""The side whose categories are figures of different kinds: no sum of them, no scale they share."""


@dataclass(frozen=True)
class Category:
    """One value of a dimension."""

    value: str
    label: Words


@dataclass(frozen=True)
class Dimension:
    """One side of a table, with its categories in the order of the cells."""

    code: str
    label: Words
    categories: tuple[Category, ...]
    role: DimensionRole = DimensionRole.PLAIN


@dataclass(frozen=True)
class Content:
    """All that is released of a table.

    cells   row by row, the last dimension fastest; none where a cell is not shown   [cases]
    notes   without the mandatory ones, which are added when it is released
    series  years of one series belong together; empty where it has none
    total   exact, where it is published beside the cells                            [cases]
    revision   reference of the announced revision it is part of; empty where it is of none
    """

    title: Words
    measure: Words
    dimensions: tuple[Dimension, ...]
    cells: tuple[int | None, ...]
    period_from: date
    period_to: date
    is_sample: bool
    notes: tuple[Words, ...] = ()
    series: str = ""
    total: int | None = None
    revision: str = ""

    @property
    def all_notes(self) -> tuple[Words, ...]:
        return (*mandatory(is_sample=self.is_sample), *self.notes)

    @property
    def has_kinds(self) -> bool:
        return any(dimension.code == KINDS for dimension in self.dimensions)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(dimension.categories) for dimension in self.dimensions)

    def rows(self) -> Sequence[tuple[tuple[Category, ...], int | None]]:
        """Every cell with the category of each dimension it stands in."""
        sides = product(*(dimension.categories for dimension in self.dimensions))
        return list(zip(sides, self.cells, strict=True))


def check_releasable(content: Content) -> None:
    """Check what must hold of every table, whoever made it.

    :raises RuleBroken: `no_dimensions`, `empty_dimension`, `twice`, `wrong_size`, `negative` or
        `small_cell`.
    """
    if not content.dimensions:
        raise RuleBroken("no_dimensions", _("Tabellen har ingen sider."))
    if 0 in content.sizes:
        raise RuleBroken("empty_dimension", _("En side av tabellen er tom."))
    codes = [dimension.code for dimension in content.dimensions]
    values = [[one.value for one in dimension.categories] for dimension in content.dimensions]
    if any(len(set(names)) < len(names) for names in (codes, *values)):
        raise RuleBroken("twice", _("Noe står to ganger i tabellen."))
    if len(content.cells) != prod(content.sizes):
        raise RuleBroken("wrong_size", _("Antallet celler passer ikke til sidene."))
    shown = [cell for cell in content.cells if cell is not None]
    if any(cell < 0 for cell in shown):
        raise RuleBroken("negative", _("Et antall er aldri under null."))
    if any(0 < cell < BASE for cell in (*shown, content.total or 0)):
        raise RuleBroken("small_cell", _("Tabellen viser et antall fra 1 til 4."))


def canonical(
    content: Content, *, ref: str, ledger_number: int, released_on: date
) -> dict[str, Any]:
    """What is hashed: everything the public sees of it, and nothing about who made it."""
    return {
        "ref": ref,
        "ledger_number": ledger_number,
        "released_on": released_on.isoformat(),
        "period": [content.period_from.isoformat(), content.period_to.isoformat()],
        "is_sample": content.is_sample,
        "title": content.title.as_kept(),
        "measure": content.measure.as_kept(),
        "dimensions": dimensions_as_kept(content.dimensions),
        "cells": list(content.cells),
        "notes": [note.as_kept() for note in content.all_notes],
        # Tables released before there were series are hashed as they were.
        **({"series": content.series} if content.series else {}),
        **({"total": content.total} if content.total is not None else {}),
        **({"revision": content.revision} if content.revision else {}),
    }


def digest(kept: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def dimensions_as_kept(dimensions: Sequence[Dimension]) -> list[dict[str, Any]]:
    return [
        {
            "code": dimension.code,
            "label": dimension.label.as_kept(),
            "role": str(dimension.role.value),
            "categories": [
                {"value": one.value, "label": one.label.as_kept()} for one in dimension.categories
            ],
        }
        for dimension in dimensions
    ]


def dimensions_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(
            code=row["code"],
            label=Words.of(row["label"]),
            role=DimensionRole(row["role"]),
            categories=tuple(
                Category(one["value"], Words.of(one["label"])) for one in row["categories"]
            ),
        )
        for row in kept
    )
