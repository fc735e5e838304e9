"""Reading and writing what the command works on."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from safecount.cube import TOTAL, Cube, Table
from safecount.cube.frames import MOST_RECORDS
from safecount.disclosure.auditing import Known
from safecount.disclosure.releases import Release
from safecount.failures import InputError
from safecount.rows import read_rows

TOTAL_COLUMNS = ("total", "count", "published", "value")


def write_tables(release: Release, folder: Path) -> list[Path]:
    """One CSV file for each table: its dimensions, `published`, and `status` where suppressed."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in release.cube.tables:
        path = folder / f"{table.name}.csv"
        write_rows(path, release.rows(table))
        written.append(path)
    return written


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    with path.open("w", newline="", encoding="utf-8") as file:
        if first is None:
            return
        writer = csv.DictWriter(file, fieldnames=list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)


def write_json(path: Path | None, document: Any) -> None:
    """To a file, or to standard output when there is no path."""
    text = json.dumps(document, indent=1, allow_nan=False, ensure_ascii=False) + "\n"
    if path is None:
        sys.stdout.write(text)
    else:
        path.write_text(text, encoding="utf-8")


def read_known(path: Path, cube: Cube) -> list[Known]:
    """Totals known from outside: columns named as dimensions or levels, and one with the total.

    :raises InputError: there is no column of totals, or a total is not a whole number.
    """
    known = []
    for number, row in enumerate(read_rows(path), start=1):
        column = next((name for name in TOTAL_COLUMNS if name in row), None)
        if column is None:
            raise InputError(f"{path.name} needs a column {' or '.join(TOTAL_COLUMNS[:2])}.")
        try:
            total = int(row[column])
        except (TypeError, ValueError):
            raise InputError(f"Row {number} of {path.name} has no whole number.") from None
        source = row.get("source") or path.name
        where = {
            name: code
            for name, code in row.items()
            if name not in (column, "source")
            and not name.endswith("_level")
            and code not in ("", TOTAL, None)
        }
        known.append(Known(where, total, source))
    return known


def published_values(cube: Cube, folder: Path) -> tuple[Any, bool]:
    """Read a folder of tables back: the value of each published cell, -1 where blank.

    returns  values, shape (cells,), and whether any table has blanks (was suppressed)

    A combination that is not listed is taken as published zero. Where two tables show one cell,
    a value in either counts; different values are an error.

    :raises InputError: a table is missing, or contradicts itself or another.
    """
    values = np.zeros(cube.size, dtype=np.int64)
    seen: dict[int, int] = {}
    blanks = False
    files = sorted(folder.glob("*.csv"))
    for table in cube.tables:
        path = _file_of(table, folder, files)
        index, columns = cell_index(cube, table), heading_columns(cube, table)
        for row in read_rows(path):
            if "published" not in row:
                raise InputError(f"{path.name} has no column 'published'.")
            text = row["published"].strip()
            blanks = blanks or text == ""
            cell = index.get(tuple(row.get(name, TOTAL) for name in columns))
            value = _number(text, path) if text else -1
            if cell is None:
                if value > 0:
                    raise InputError(f"{path.name} shows {value} where the plan has no cell.")
                continue
            before = seen.get(cell, value)
            if before != value and before >= 0 and value >= 0:
                raise InputError(f"{path.name} shows {value} where another table shows {before}.")
            seen[cell] = max(before, value)
    for cell, value in seen.items():
        values[cell] = value
    return values, blanks


def _number(text: str, path: Path) -> int:
    if not text.isdecimal() or int(text) > MOST_RECORDS:
        raise InputError(f"{path.name} holds {text!r} where a count should stand.")
    return int(text)


def _file_of(table: Table, folder: Path, files: Sequence[Path]) -> Path:
    path = folder / f"{table.name}.csv"
    if path.exists():
        return path
    raise InputError(f"The folder has no table {path.name!r}; it has {len(files)} CSV files.")


def heading_columns(cube: Cube, table: Table) -> tuple[str, ...]:
    cells = cube.groups_of(table)[0]
    return tuple(cube.heading(table, cells, cells.codes[0]))


def cell_index(cube: Cube, table: Table) -> dict[tuple[str, ...], int]:
    """Number of the published cell for each heading of a table."""
    return {
        tuple(cube.heading(table, cells, codes).values()): cells.start + offset
        for cells in cube.groups_of(table)
        for offset, codes in enumerate(cells.codes.tolist())
    }
