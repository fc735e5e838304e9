"""Files of rows: what their heading says, and small ones read as text."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from safecount.failures import InputError

#: What may stand between values; spreadsheets in Norway write semicolons.
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Heading:
    """The first line of a CSV file."""

    names: tuple[str, ...]
    delimiter: str


def checked(path: Path) -> Path:
    """The path, when a file that may be read is there.

    :raises InputError: it is a folder, or nothing is there.
    """
    if path.is_dir():
        raise InputError(f"{str(path)!r} is a folder, not a file.")
    if not path.is_file():
        raise InputError(f"There is no file {path.name!r} at the place given.")
    path.open("rb").close()
    return path


def read_heading(path: Path) -> Heading:
    """Read the heading of a CSV file: commas, semicolons or tabs between the names.

    :raises InputError: the file is empty, or a column has no name or that of another.
    """
    try:
        with checked(path).open(newline="", encoding="utf-8-sig") as file:
            return _heading(file, path)
    except UnicodeDecodeError:
        raise _not_text(path) from None


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file, from its heading on; what is missing is the empty text.

    :raises InputError: there is no such file, or it is not what its name says, or a row has
        more or fewer values than the heading has names.
    """
    yield from _parquet(checked(path)) if path.suffix.lower() == ".parquet" else _csv(path)


def _csv(path: Path) -> Iterator[dict[str, str]]:
    number = 0
    try:
        with checked(path).open(newline="", encoding="utf-8-sig") as file:
            heading = _heading(file, path)
            for values in csv.reader(file, delimiter=heading.delimiter, strict=True):
                if not values:
                    continue
                number += 1
                if len(values) != len(heading.names):
                    some = "more" if len(values) > len(heading.names) else "fewer"
                    raise InputError(
                        f"Row {number} of {path.name} has {some} values than the heading."
                    )
                yield dict(zip(heading.names, values, strict=True))
    except UnicodeDecodeError:
        raise _not_text(path) from None
    except csv.Error:
        raise InputError(
            f"Row {number + 1} of {path.name} cannot be read. Look for a quotation mark too many."
        ) from None


def _heading(file: TextIO, path: Path) -> Heading:
    line = file.readline()
    if not line.strip():
        raise InputError(f"{path.name} is empty: the first line must name the columns.")
    delimiter = max(DELIMITERS, key=lambda mark: len(_split(line, mark)))
    names = tuple(_split(line, delimiter))
    for name in names:
        if not name.strip():
            raise InputError(f"A column of {path.name} has no name in the first line.")
        if names.count(name) > 1:
            raise InputError(f"{path.name} has two columns {name!r}.")
    return Heading(names, delimiter)


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter))


def _not_text(path: Path) -> InputError:
    return InputError(f"{path.name} is not text in UTF-8. Save it as CSV with UTF-8.")


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
