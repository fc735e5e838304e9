"""The formats a released table is given away in, under PxWebApi's names for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from fristed.publications.rules.exports import Exportable, as_csv, as_jsonstat
from fristed.publications.rules.sheets import as_html, as_px, as_xlsx

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """How a table is written.

    label    as people call it
    ending   of a file's name
    write    the table, in nb, nn or en
    """

    label: str
    media_type: str
    ending: str
    write: Callable[[Exportable, str], str | bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "json-stat2": Format("JSON-stat 2.0", "application/json", "json", as_jsonstat),
    "csv": Format("CSV", "text/csv; charset=utf-8", "csv", as_csv),
    "xlsx": Format("Excel", XLSX, "xlsx", as_xlsx),
    "px": Format("PC-Axis", "text/plain; charset=utf-8", "px", as_px),
    "html": Format("HTML", "text/html; charset=utf-8", "html", as_html),
}
ENDINGS: Final[Mapping[str, Format]] = {one.ending: one for one in FORMATS.values()}
