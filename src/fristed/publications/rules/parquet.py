"""A released table as Parquet: each side as codes, and as words in three languages.

One file for everyone, whatever language the page has. The notes, the hash and what was counted
stand in the file's own metadata, and the notes in every row too, as in the other formats.
"""

import tempfile
from pathlib import Path
from typing import Any

from fristed.publications.rules.exports import Exportable

LANGUAGES = ("nb", "nn", "en")


def as_parquet(table: Exportable) -> bytes:
    """Written by DuckDB, which needs a file: what is published lies in one meanwhile."""
    import duckdb  # noqa: PLC0415 - never in the process that serves everyone
    import numpy as np  # noqa: PLC0415 - as above

    columns = {name: np.array(values, dtype=object) for name, values in _columns(table).items()}
    said = ", ".join(f"{name}: {_literal(value)}" for name, value in _metadata(table).items())
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as database:
        database.register("cells", columns)
        target = Path(folder) / "table.parquet"
        database.execute(
            "copy (select * replace (cast(value as bigint) as value) from cells)"  # noqa: S608 - literals
            f" to {_literal(str(target))}"
            f" (format parquet, compression zstd, kv_metadata {{{said}}})"
        )
        return target.read_bytes()


def _columns(table: Exportable) -> dict[str, list[Any]]:
    content = table.content
    rows = list(content.rows())
    columns: dict[str, list[Any]] = {}
    for at, side in enumerate(content.dimensions):
        columns[side.code] = [sides[at].value for sides, _cell in rows]
        for language in LANGUAGES:
            words = [sides[at].label.in_language(language) for sides, _cell in rows]
            columns[f"{side.code}_{language}"] = words
    columns["value"] = [cell for _sides, cell in rows]
    for language in LANGUAGES:
        said = " ".join(note.in_language(language) for note in table.notes)
        columns[f"note_{language}"] = [said] * len(rows)
    return columns


def _metadata(table: Exportable) -> dict[str, str]:
    content = table.content
    told = {"ref": table.ref, "sha256": table.sha256, "released_on": table.released_on.isoformat()}
    for language in LANGUAGES:
        told[f"title_{language}"] = content.title.in_language(language)
        told[f"measure_{language}"] = content.measure.in_language(language)
        told[f"note_{language}"] = " ".join(note.in_language(language) for note in table.notes)
    return told


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
