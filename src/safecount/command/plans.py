"""Plans: a TOML file that names the dimensions, the tables and the base."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safecount.cube import Cube, Hierarchy, Table
from safecount.failures import PlanError
from safecount.rows import read_rows

#: A larger base would leave nothing to publish.   [records]
LARGEST_BASE = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What to publish.

    base    rounding base                                          [records]
    count   column holding counts; None when a row is one record
    period  dimension whose periods are closed in the ledger, or None
    about   dimensions that must not be told of everybody in a row
    """

    dims: dict[str, Hierarchy]
    tables: tuple[Table, ...]
    base: int
    count: str | None
    period: str | None
    about: tuple[str, ...] = ()

    def cube(self, source: Path) -> Cube:
        return Cube.from_frame(source, self.dims, self.tables, count=self.count)


def read_plan(path: Path) -> Plan:
    """Read a plan.

    :raises PlanError: the file is not TOML, or says too little or something unknown.
    """
    document = _document(path)
    _check_keys(document, {"dims", "tables", "base", "count", "period", "about"}, "The plan")
    dims = document.get("dims")
    tables = document.get("tables")
    if not isinstance(dims, dict) or not dims:
        raise PlanError("The plan names no dimensions: [dims.place] levels = [...].")
    if not isinstance(tables, list) or not tables:
        raise PlanError("The plan names no tables: [[tables]] dims = [...].")
    base = document.get("base", 5)
    if not isinstance(base, int) or not 2 <= base <= LARGEST_BASE:
        raise PlanError(f"The base must be a whole number from 2 to {LARGEST_BASE:,}.")
    period = document.get("period")
    if period is not None and (not isinstance(period, str) or period not in dims):
        raise PlanError(f"The period {period!r} is not one of the dimensions.")
    count = document.get("count")
    if count is not None and not isinstance(count, str):
        raise PlanError("The count must be the name of a column.")
    about = document.get("about", [])
    if not isinstance(about, list) or not set(map(str, about)) <= set(dims):
        raise PlanError('`about` must list dimensions, such as ["category"].')
    return Plan(
        dims={name: _hierarchy(name, spec, path.parent) for name, spec in dims.items()},
        tables=_tables(tables),
        base=base,
        count=count,
        period=period,
        about=tuple(about),
    )


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PlanError(f"There is no plan {path.name!r} at the place given.") from None
    except UnicodeDecodeError:
        raise PlanError(f"{path.name} is not text in UTF-8. Save it with UTF-8.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise PlanError(f"{path.name} is not a TOML file: {wrong}") from None


def _check_keys(spec: dict[str, Any], known: set[str], whose: str) -> None:
    unknown = set(spec) - known
    if unknown:
        raise PlanError(f"{whose} has an unknown key {min(unknown)!r}.")


def _hierarchy(name: str, spec: Any, folder: Path) -> Hierarchy:
    levels = spec.get("levels") if isinstance(spec, dict) else None
    if not isinstance(levels, list) or not all(isinstance(level, str) for level in levels):
        raise PlanError(f"Dimension {name!r} needs levels, finest first.")
    _check_keys(spec, {"levels", "table", "dated_by", "from", "to"}, f"Dimension {name!r}")
    dated_by = str(spec["dated_by"]) if "dated_by" in spec else None
    if "table" not in spec:
        return Hierarchy(levels=tuple(levels), dated_by=dated_by)
    source = folder / str(spec["table"])
    if not source.is_file():
        raise PlanError(f"There is no hierarchy table {source.name!r} beside the plan.")
    return Hierarchy.from_table(
        read_rows(source), levels, first=spec.get("from"), last=spec.get("to"), dated_by=dated_by
    )


def _tables(specs: list[Any]) -> tuple[Table, ...]:
    tables: list[Table] = []
    for spec in specs:
        dims = spec.get("dims") if isinstance(spec, dict) else None
        if not isinstance(dims, list):
            raise PlanError("Each table needs dims = [...].")
        _check_keys(spec, {"dims", "name"}, "A table")
        table = Table(tuple(str(dim) for dim in dims), name=str(spec.get("name", "")))
        if Path(table.name).name != table.name:
            raise PlanError(f"{table.name!r} cannot be the name of a file; give the table a name.")
        same = sum(other.name.split("~")[0] == table.name for other in tables)
        tables.append(Table(table.dims, f"{table.name}~{same + 1}") if same else table)
    return tuple(tables)
