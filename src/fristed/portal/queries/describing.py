"""What PxWebApi says about tables, in its own field names."""

from typing import Any, Final

from fristed.portal.queries.open_data import OpenTable
from fristed.publications.rules import selecting
from fristed.publications.rules.exports import LANGUAGES, jsonstat
from fristed.publications.rules.formats import FORMATS
from fristed.publications.rules.tables import Dimension

DEFAULT_FORMAT: Final = "json-stat2"
MOST_CELLS: Final = 100_000
LABELS: Final = {"no": "bokmål", "nn": "nynorsk", "en": "English"}


def config(*, calls: int, window: int, source: str, licence: str) -> dict[str, Any]:
    """What may be asked, how much, and in which languages and formats."""
    return {
        "apiVersion": "2.0.0",
        "languages": [{"id": code, "label": label} for code, label in LABELS.items()],
        "defaultLanguage": "no",
        "maxDataCells": MOST_CELLS,
        "maxCallsPerTimeWindow": calls,
        "timeWindow": window,
        "license": licence,
        "sourceReferences": [{"language": code, "text": source} for code in LABELS],
        "defaultDataFormat": DEFAULT_FORMAT,
        "dataFormats": list(FORMATS),
        "features": [{"id": "CORS", "params": [{"key": "enabled", "value": "true"}]}],
    }


def table(one: OpenTable, language: str, base: str) -> dict[str, Any]:
    """A line in the list of tables."""
    first, last = one.periods[0], one.periods[-1]
    return {
        "type": "Table",
        "id": one.id,
        "label": str(one.content.title),
        "description": " ".join(str(note) for note in one.table.notes),
        "updated": f"{one.table.released_on.isoformat()}T00:00:00Z",
        "firstPeriod": first,
        "lastPeriod": last,
        "category": "public",
        "variableNames": [str(side.label) for side in one.content.dimensions],
        "discontinued": one.is_withdrawn or bool(one.replaced_by),
        "source": "Fristed",
        "subjectCode": "FRISTED",
        "timeUnit": "Annual",
        "paths": [[{"id": "FRISTED", "label": "Fristed"}]],
        "links": [
            {"rel": rel, "hreflang": LANGUAGES[language], "href": f"{base}/tables/{path}"}
            for rel, path in (
                ("self", one.id),
                ("metadata", f"{one.id}/metadata"),
                ("data", f"{one.id}/data"),
                *((("successor-version", one.replaced_by),) if one.replaced_by else ()),
            )
        ],
    }


def metadata(one: OpenTable, language: str, base: str, *, owner: str) -> dict[str, Any]:
    """The table as JSON-stat without its figures, with its code lists and who answers for it."""
    dataset = jsonstat(one.table, language)
    del dataset["value"]
    dataset.pop("status", None)
    dataset["href"] = f"{base}/tables/{one.id}/metadata"
    dataset["extension"]["px"] = {
        "tableid": one.id,
        "decimals": 0,
        "language": LANGUAGES[language],
        "official-statistics": False,
        "aggregallowed": False,
        **({"nextUpdate": f"{one.due_on.isoformat()}T00:00:00Z"} if one.due_on else {}),
    }
    dataset["extension"]["contact"] = [{"organization": owner, "raw": owner}]
    dataset["extension"]["noteMandatory"] = {str(at): True for at in range(len(dataset["note"]))}
    for side in one.content.dimensions:
        dataset["dimension"][side.code]["extension"]["codelists"] = [
            {
                "id": codelist_id(one, side),
                "label": str(side.label),
                "type": "Valueset",
                "links": [{"rel": "self", "href": f"{base}/codelists/{codelist_id(one, side)}"}],
            }
        ]
    return dataset


def default_selection(one: OpenTable, language: str) -> dict[str, Any]:
    chosen = selecting.default_selection(one.content)
    *stub, heading = chosen
    return {
        "language": LANGUAGES[language],
        "selection": [
            {"variableCode": code, "codelist": None, "valueCodes": values}
            for code, values in chosen.items()
        ],
        "placement": {"heading": [heading], "stub": stub},
        "links": [],
    }


def codelist_id(one: OpenTable, side: Dimension) -> str:
    return f"vs_{one.id}.{side.code}"


def codelist(one: OpenTable, side: Dimension, language: str) -> dict[str, Any]:
    return {
        "id": codelist_id(one, side),
        "label": str(side.label),
        "language": LANGUAGES[language],
        "languages": list(LABELS),
        "elimination": selecting.is_eliminable(side),
        "type": "Valueset",
        "values": [
            {"code": value.value, "label": str(value.label), "valueMap": [value.value]}
            for value in side.categories
        ],
        "links": [],
    }


def page_of(base: str, number: int, size: int, total: int) -> dict[str, Any]:
    """Which page of the list this is, and where the others are."""
    pages = max(1, -(-total // size))
    numbers = {"self": number, "first": 1, "last": pages}
    numbers |= {"next": number + 1} if number < pages else {}
    numbers |= {"previous": number - 1} if number > 1 else {}
    return {
        "pageNumber": number,
        "pageSize": size,
        "totalElements": total,
        "totalPages": pages,
        "links": [
            {"rel": rel, "href": f"{base}/tables?pageNumber={at}&pageSize={size}"}
            for rel, at in numbers.items()
        ],
    }
