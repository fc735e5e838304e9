"""A released table in formats others can read. Every one of them carries the notes."""

import csv
import json
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from fristed.codelists.rules.words import Words
from fristed.publications.choices import DimensionRole
from fristed.publications.rules.selecting import is_eliminable
from fristed.publications.rules.slicing import EVERYONE
from fristed.publications.rules.tables import Category, Content, Dimension

NOT_SHOWN: Final = ":"  # Statistics Norway's sign for a figure that is not shown
NOT_THERE: Final = ".."  # and for one that there is not
MEASURE: Final = "ContentsCode"  # PxWeb's name for the side that says what is counted
LANGUAGES: Final = {"nb": "no", "nn": "nn", "en": "en"}  # as PxWebApi writes them


@dataclass(frozen=True)
class Exportable:
    """A table with what identifies it, and the notes as they were when it was released."""

    ref: str
    ledger_number: int
    released_on: date
    sha256: str
    content: Content
    notes: tuple[Words, ...]

    @property
    def without(self) -> str:
        """The sign in a cell without a figure: hidden in a table that was released, and never there
        in one that is made of others or of what was published."""
        return NOT_SHOWN if self.ledger_number else NOT_THERE


def as_csv(table: Exportable, language: str) -> str:
    """One row for each cell; UTF-8, comma, RFC 4180.

    The notes stand in every row: a row copied out of the file still says what it is.
    """
    content = table.content
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    with override(language):
        note = " ".join(str(note) for note in table.notes)
        head = []
        for dimension in content.dimensions:
            head += [dimension.code, str(dimension.label)]
        writer.writerow([*head, str(content.measure), _("status"), _("merknad"), _("tabell")])
        for sides, cell in content.rows():
            row: list[str | int] = []
            for side in sides:
                row += [side.value, str(side.label)]
            shown = ("", table.without) if cell is None else (cell, "")
            writer.writerow([*row, *shown, note, table.ref])
    return out.getvalue()


def as_jsonstat(table: Exportable, language: str) -> str:
    """JSON-stat 2.0; the measure is a dimension of one where the table has no such side."""
    return json.dumps(jsonstat(table, language), ensure_ascii=False, indent=1)


def jsonstat(table: Exportable, language: str) -> dict[str, Any]:
    """The dataset that `as_jsonstat` writes."""
    with override(language):
        content = with_measure(table.content)
        dataset: dict[str, Any] = {
            "version": "2.0",
            "class": "dataset",
            "label": str(content.title),
            "source": "Fristed",
            "updated": table.released_on.isoformat(),
            "note": [str(note) for note in table.notes],
            "id": [dimension.code for dimension in content.dimensions],
            "size": list(content.sizes),
            "role": _roles(content),
            "dimension": _dimensions(content),
            "value": list(content.cells),
            "extension": {
                "ref": table.ref,
                "ledgerNumber": table.ledger_number,
                "sha256": table.sha256,
                "language": language,
                "isSample": content.is_sample,
                "periodFrom": content.period_from.isoformat(),
                "periodTo": content.period_to.isoformat(),
            },
        }
    empty = {str(at): table.without for at, cell in enumerate(content.cells) if cell is None}
    if empty:
        dataset["status"] = empty
    return dataset


def with_measure(content: Content) -> Content:
    """The same cells with what is counted as the last side, unless it is a side already."""
    if any(one.role == DimensionRole.METRIC for one in content.dimensions):
        return content
    label = Words(nb="Måltall", nn="Måltal", en="Measure")
    side = Dimension(MEASURE, label, (Category("cases", content.measure),), DimensionRole.METRIC)
    return replace(content, dimensions=(*content.dimensions, side))


def _roles(content: Content) -> dict[str, list[str]]:
    roles = {
        str(role.value): [one.code for one in content.dimensions if one.role == role]
        for role in (DimensionRole.TIME, DimensionRole.GEO, DimensionRole.METRIC)
    }
    return {role: codes for role, codes in roles.items() if codes}


def _dimensions(content: Content) -> dict[str, Any]:
    return {one.code: _dimension(one, unit=str(content.measure)) for one in content.dimensions}


def _dimension(dimension: Dimension, *, unit: str) -> dict[str, Any]:
    category: dict[str, Any] = {
        "index": {one.value: at for at, one in enumerate(dimension.categories)},
        "label": {one.value: str(one.label) for one in dimension.categories},
    }
    if dimension.role == DimensionRole.METRIC:
        category["unit"] = {
            one.value: {"base": unit, "decimals": 0} for one in dimension.categories
        }
    extension: dict[str, Any] = {"elimination": is_eliminable(dimension), "show": "value"}
    if is_eliminable(dimension):
        extension["eliminationValueCode"] = EVERYONE
    return {"label": str(dimension.label), "category": category, "extension": extension}
