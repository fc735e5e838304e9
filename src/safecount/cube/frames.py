"""Reading frames: whatever holds the records is grouped in DuckDB and checked row by row."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick
# ruff: noqa: S608  # column names are quoted and values escaped below

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from safecount.arrays import Ints
from safecount.cube import elsewhere
from safecount.cube.hierarchies import Hierarchy
from safecount.cube.tables import TOTAL
from safecount.failures import InputError, PlanError
from safecount.rows import checked, read_heading

if TYPE_CHECKING:
    import duckdb

#: (dimension number, level depth) -> one code for each group
Codes = dict[tuple[int, int], Sequence[str]]

#: A count beyond this is a mistake.   [records]
MOST_RECORDS = 10**12
#: What the engine says is wrong with a CSV file -> the same in plain words.
_WHY = {
    "Expected Number of Columns": "has more or fewer values than the heading",
    "unterminated quote": "has a quotation mark too many",
    "Invalid unicode": "is not text in UTF-8",
    "state machine": "ends its lines in more than one way",
}


@dataclass(frozen=True, slots=True)
class Grouped:
    """The records grouped by every level at or above the finest one asked for."""

    codes: Codes
    counts: Ints


def group_frame(
    source: Any,
    dims: Mapping[str, Hierarchy],
    finest: Sequence[int],
    count: str | None,
    *,
    least: int = 1,
) -> Grouped:
    """Group a frame by its dimensions.

    source  a path to a CSV or Parquet file, a DuckDB relation, a pandas (or Arrow, or polars)
            frame, a mapping of columns, rows that are mappings, an Ibis table or a Spark frame
    finest  for each dimension, the depth of the finest level that is published
    count   the column that says how many records a row stands for; None means one
    least   groups of fewer are left out                                        [records]

    :raises InputError: a code is missing or unknown, a child has two parents, or a count is
        negative or not whole; the message names the row (1 is the first after the heading; in
        another engine rows have no order, and one is named by its codes).
    """
    return _Reading(source, dims, finest, count).grouped(least)


class _Reading:
    """One connection, one frame: check it, then group it."""

    def __init__(
        self, source: Any, dims: Mapping[str, Hierarchy], finest: Sequence[int], count: str | None
    ) -> None:
        self.dims = dims
        self.finest = finest
        self.count = count
        self.away = elsewhere.lives_elsewhere(source)
        if self.away:
            self._check_columns(source.columns)
            source = elsewhere.fetched(source, self._wanted())
        self.run, columns = _opened(source)
        self._check_columns(columns)

    def grouped(self, least: int) -> Grouped:
        self._check_codes_present()
        self._check_counts()
        for number, (name, hierarchy) in enumerate(self.dims.items()):
            if hierarchy.paths is None:
                self._check_single_parents(hierarchy)
            else:
                self._check_codes_known(number, name, hierarchy)
        return self._group(least)

    def _wanted(self) -> list[str]:
        """The columns that are read, each once."""
        wanted = [level for h in self.dims.values() for level in _frame_levels(h)]
        return list(dict.fromkeys([*wanted, self.count] if self.count is not None else wanted))

    def _row(self, number: int) -> str:
        if not self.away:
            return f"Row {number}"
        names = self._wanted()
        texts = ", ".join(map(_text, names))
        row = self.run(f"select {texts} from numbered where rownum = {number}")[0]
        return f"The row {', '.join(f'{n}={v!r}' for n, v in zip(names, row, strict=True))}"

    def _check_columns(self, columns: Sequence[str]) -> None:
        for column in self._wanted():
            if column not in columns:
                raise InputError(
                    f"The input has no column {column!r}; it has {', '.join(columns)}."
                )
        for name, hierarchy in self.dims.items():
            if hierarchy.dated_by is not None and hierarchy.dated_by not in self.dims:
                raise PlanError(f"{name!r} is dated by {hierarchy.dated_by!r}, not a dimension.")

    def _check_codes_present(self) -> None:
        for hierarchy in self.dims.values():
            for level in _frame_levels(hierarchy):
                text = _text(level)
                bad = self.run(
                    f"select min(rownum) from numbered where {text} is null or {text} = ''"
                    f" or {text} = '{TOTAL}'"
                )[0][0]
                if bad is not None:
                    found = self.run(f"select {text} from numbered where rownum = {bad}")[0][0]
                    what = f"the reserved word {TOTAL!r}" if found else "no code"
                    raise InputError(f"{self._row(bad)} has {what} in column {level!r}.")

    def _check_counts(self) -> None:
        if self.count is None:
            return
        column = _quoted(self.count)
        bad = self.run(
            f"select rownum, cast({column} as varchar) from numbered"
            f" where try_cast({column} as double) is null"
            f" or not isfinite(try_cast({column} as double))"
            f" or try_cast({column} as double) not between 0 and {MOST_RECORDS}"
            f" or try_cast({column} as double) != floor(try_cast({column} as double))"
            " order by rownum limit 1"
        )
        if bad:
            raise InputError(
                f"{self._row(bad[0][0])} has the count {bad[0][1]!r} in column {self.count!r};"
                " a count is a whole number from 0 to 10^12."
            )

    def _check_single_parents(self, hierarchy: Hierarchy) -> None:
        period = self._period_column(hierarchy)
        for child, parent in zip(hierarchy.levels, hierarchy.levels[1:], strict=False):
            keys = _text(child) + (f", {period}" if period else "")
            bad = self.run(
                f"with firsts as (select rownum, {_text(child)} as child,"
                f" {_text(parent)} as parent, first_value({_text(parent)})"
                f" over (partition by {keys} order by rownum) as before"
                " from numbered) select rownum, child, parent, before from firsts"
                " where parent != before order by rownum limit 1"
            )
            if bad:
                row, code, here, before = bad[0]
                other = "another" if self.away else "an earlier"
                raise InputError(
                    f"{self._row(row)} puts {child} {code!r} under {parent} {here!r}; {other} row"
                    f" puts it under {before!r}. A code has one parent"
                    + (f" in each {hierarchy.dated_by}." if period else ".")
                )

    def _check_codes_known(self, number: int, name: str, hierarchy: Hierarchy) -> None:
        leaf = hierarchy.levels[0]
        bad = self.run(
            f"select rownum, {_text(leaf)} from numbered where not exists"
            f" (select 1 from {self._paths(number, hierarchy)} p"
            f" where {self._on_path('p', hierarchy)}) order by rownum limit 1"
        )
        if bad:
            raise InputError(
                f"{self._row(bad[0][0])} has the unknown code {bad[0][1]!r} in column {leaf!r}"
                f" (dimension {name!r})."
            )

    def _group(self, least: int) -> Grouped:
        columns, joins, keys = [], "", []
        for number, hierarchy in enumerate(self.dims.values()):
            alias = f"p{number}"
            if hierarchy.paths is not None:
                joins += (
                    f" join {self._paths(number, hierarchy)} {alias}"
                    f" on {self._on_path(alias, hierarchy)}"
                )
            for depth in range(self.finest[number], len(hierarchy.levels)):
                source = (
                    _text(hierarchy.levels[depth])
                    if hierarchy.paths is None
                    else f"{alias}.level{depth}"
                )
                columns.append(f"{source} as d{number}_{depth}")
                keys.append((number, depth))
        each = f"cast(cast({_quoted(self.count)} as double) as bigint)" if self.count else "1"
        amount = f"sum({each} * {elsewhere.RECORDS})" if self.away else f"sum({each})"
        names = ", ".join(f"d{number}_{depth}" for number, depth in keys)
        group = f"group by {names}" if names else ""
        rows = self.run(
            f"select {', '.join([*columns, amount])} as amount from numbered{joins} {group}"
            f" having amount >= {least} {'order by ' + names if names else ''}"
        )
        split = list(zip(*rows, strict=True)) if rows else [()] * (len(keys) + 1)
        return Grouped(
            codes=dict(zip(keys, split, strict=False)), counts=np.array(split[-1], dtype=np.int64)
        )

    def _period_column(self, hierarchy: Hierarchy) -> str | None:
        if hierarchy.dated_by is None:
            return None
        return _text(self.dims[hierarchy.dated_by].levels[0])

    def _paths(self, number: int, hierarchy: Hierarchy) -> str:
        """The legal paths as an inline SQL table."""
        levels = ", ".join(f"level{depth}" for depth in range(len(hierarchy.levels)))
        rows = ", ".join(
            "(" + ", ".join(_literal(v) for v in (*path.codes, path.first, path.last)) + ")"
            for path in hierarchy.paths or ()
        )
        return f"(select * from (values {rows}) v({levels}, since, until))"

    def _on_path(self, alias: str, hierarchy: Hierarchy) -> str:
        leaf = f"{alias}.level0 = {_text(hierarchy.levels[0])}"
        period = self._period_column(hierarchy)
        if period is None:
            return leaf
        return (
            f"{leaf} and ({alias}.since is null or {alias}.since <= {period})"
            f" and ({alias}.until is null or {period} <= {alias}.until)"
        )


def _opened(source: Any) -> tuple[Any, Sequence[str]]:
    """Give a function that runs SQL over `numbered`, and the columns of the source."""
    import duckdb

    if isinstance(source, duckdb.DuckDBPyRelation):
        return _over_relation(source), source.columns
    connection = duckdb.connect()
    name = "The input"
    try:
        if isinstance(source, str | Path):
            name = Path(source).name
            connection.execute(f"create view frame as select * from {_scan(Path(source))}")
        else:
            connection.register("frame", _columns(source))
        connection.execute(
            "create temp table numbered as select row_number() over () as rownum, * from frame"
        )
    except duckdb.Error as wrong:
        raise InputError(f"{name} cannot be read{_told(str(wrong))}.") from None
    names = [row[0] for row in connection.execute("describe frame").fetchall()]
    return (lambda sql: connection.execute(sql).fetchall()), names


def _told(wrong: str) -> str:
    """Where and why, in our words: the engine's own may hold what stands in the file."""
    line = re.search(r"Line: (\d+)", wrong)
    why = next((words for sign, words in _WHY.items() if sign in wrong), "")
    if line:
        return f": line {line[1]} {why or 'is not CSV'}"
    return f": it {why or 'is not what its name says'}"


def _over_relation(relation: "duckdb.DuckDBPyRelation") -> Any:
    numbered = "with numbered as (select row_number() over () as rownum, * from frame) "

    def run(sql: str) -> list[Any]:
        body = sql.removeprefix("with ")
        head = numbered.rstrip() + ", " if body != sql else numbered
        found: Any = relation.query("frame", head + body)
        return list(found.fetchall())

    return run


def _scan(path: Path) -> str:
    name = _literal(str(checked(path)))
    if path.suffix.lower() == ".parquet":
        return f"read_parquet({name})"
    heading = read_heading(path)
    columns = ", ".join(f"{_literal(column)}: 'VARCHAR'" for column in heading.names)
    # Told all there is to know, it refuses what does not fit; when it guesses, it makes do.
    return (
        f"read_csv({name}, auto_detect=false, header=true, delim='{heading.delimiter}',"
        f" quote='\"', escape='\"', columns={{{columns}}})"
    )


def _columns(source: Any) -> Any:
    if isinstance(source, Mapping):
        return {name: _column(values) for name, values in source.items()}
    if hasattr(source, "columns") or hasattr(source, "schema"):
        return source
    if isinstance(source, Iterable):
        rows = list(source)
        names = list(rows[0]) if rows else []
        return {name: _column([row.get(name) for row in rows]) for name in names}
    raise InputError(f"safecount cannot read a {type(source).__name__}.")


def _column(values: Any) -> Any:
    # DuckDB reads numpy columns directly; an object array keeps None as None.
    return values if isinstance(values, np.ndarray) else np.array(list(values), dtype=object)


def _frame_levels(hierarchy: Hierarchy) -> tuple[str, ...]:
    return hierarchy.levels if hierarchy.paths is None else hierarchy.levels[:1]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(name: str) -> str:
    return f"cast({_quoted(name)} as varchar)"


def _literal(value: str | None) -> str:
    return "null" if value is None else "'" + value.replace("'", "''") + "'"
