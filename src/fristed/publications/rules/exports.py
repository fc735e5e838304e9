"""A released table in formats others can read. Every one of them carries the notes."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from fristed.codelists.rules.words import Words
from fristed.publications.choices import DimensionRole
from fristed.publications.rules.tables import Content

NOT_SHOWN: Final = ":"  # Statistics Norway's sign for a figure that is not shown
MEASURE: Final = "measure"


@dataclass(frozen=True)
class Exportable:
    """A table with what identifies it, and the notes as they were when it was released."""

    ref: str
    ledger_number: int
    released_on: date
    sha256: str
    content: Content
    notes: tuple[Words, ...]


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
            shown = ("", NOT_SHOWN) if cell is None else (cell, "")
            writer.writerow([*row, *shown, note, table.ref])
    return out.getvalue()


def as_jsonstat(table: Exportable, language: str) -> str:
    """JSON-stat 2.0, with the measure as a dimension of one."""
    content = table.content
    with override(language):
        dataset: dict[str, Any] = {
            "version": "2.0",
            "class": "dataset",
            "label": str(content.title),
            "source": "Fristed",
            "updated": table.released_on.isoformat(),
            "note": [str(note) for note in table.notes],
            "id": [*(dimension.code for dimension in content.dimensions), MEASURE],
            "size": [*content.sizes, 1],
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
    hidden = {str(at): NOT_SHOWN for at, cell in enumerate(content.cells) if cell is None}
    if hidden:
        dataset["status"] = hidden
    return json.dumps(dataset, ensure_ascii=False, indent=1)


def _roles(content: Content) -> dict[str, list[str]]:
    roles = {
        str(role.value): [one.code for one in content.dimensions if one.role == role]
        for role in (DimensionRole.TIME, DimensionRole.GEO)
    }
    return {role: codes for role, codes in roles.items() if codes} | {"metric": [MEASURE]}


def _dimensions(content: Content) -> dict[str, Any]:
    sides: dict[str, Any] = {
        dimension.code: {
            "label": str(dimension.label),
            "category": {
                "index": [one.value for one in dimension.categories],
                "label": {one.value: str(one.label) for one in dimension.categories},
            },
        }
        for dimension in content.dimensions
    }
    sides[MEASURE] = {
        "label": _("Måltall"),
        "category": {
            "index": ["cases"],
            "label": {"cases": str(content.measure)},
            "unit": {"cases": {"decimals": 0}},
        },
    }
    return sides
