"""Small files of rows: CSV or Parquet, everything as text."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import csv
from collections.abc import Iterator
from pathlib import Path

from safecount.failures import InputError


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file, from its heading on; what is missing is the empty text.

    :raises InputError: there is no such file, or it is not what its name says, or a row has
        more values than the heading has names.
    """
    if not path.is_file():
        raise InputError(f"There is no file {path.name!r} at the place given.")
    yield from _parquet(path) if path.suffix.lower() == ".parquet" else _csv(path)


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            if None in row:
                raise InputError(f"Row {number} of {path.name} has more values than the heading.")
            yield {name: value or "" for name, value in row.items()}


def _parquet(path: Path) -> Iterator[dict[str, str]]:
    import duckdb

    try:
        relation = duckdb.connect().read_parquet(str(path))
        rows = relation.fetchall()
    except duckdb.Error:
        raise InputError(f"{path.name} is not a Parquet file.") from None
    for row in rows:
        values = ("" if value is None else str(value) for value in row)
        yield dict(zip(relation.columns, values, strict=True))
