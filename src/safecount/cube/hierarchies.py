"""Hierarchies: how the codes of a dimension add up, and from when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safecount.failures import PlanError


@dataclass(frozen=True, slots=True)
class Path:
    """One code and its parents, finest first, with the periods in which they hold (inclusive)."""

    codes: tuple[str, ...]
    first: str | None = None
    last: str | None = None

    def holds_in(self, period: str) -> bool:
        return (self.first is None or self.first <= period) and (
            self.last is None or period <= self.last
        )


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The levels of one dimension, finest first. The grand total is always understood.

    levels    names of the levels; each is a column of the frame, unless `paths` is given,
              when only the first must be
    paths     the legal codes, one path for each finest code (and span of periods); None means
              that the parent columns of the frame tell the paths
    dated_by  another dimension (a year, a quarter) that decides which path a code has: a
              municipality may change county between years, never within one
    """

    levels: tuple[str, ...]
    paths: tuple[Path, ...] | None = None
    dated_by: str | None = None

    def __post_init__(self) -> None:
        if not self.levels:
            raise PlanError("A hierarchy needs at least one level.")
        if len(set(self.levels)) != len(self.levels):
            raise PlanError(f"A level is named twice in {list(self.levels)}.")
        if self.paths is not None:
            if not self.paths:
                raise PlanError(f"No codes are listed for the level {self.levels[0]!r}.")
            self._check_paths(self.paths)

    @classmethod
    def columns(cls, *levels: str, dated_by: str | None = None) -> "Hierarchy":
        """Take the parents from columns of the frame, finest first."""
        return cls(levels=tuple(levels), dated_by=dated_by)

    @classmethod
    def codes(cls, level: str, codes: Iterable[str]) -> "Hierarchy":
        """One level with a fixed list of legal codes; each is published even when nobody has it."""
        return cls(levels=(level,), paths=tuple(Path((str(code),)) for code in codes))

    @classmethod
    def from_table(
        cls,
        rows: Iterable[Mapping[str, object]],
        levels: Sequence[str],
        *,
        first: str | None = None,
        last: str | None = None,
        dated_by: str | None = None,
    ) -> "Hierarchy":
        """Take the parents from a table with one row for each finest code.

        rows         each a mapping with a value for every level
        first, last  names of the keys that hold the first and last period of the row, if dated

        :raises PlanError: a code has two parents at the same time, or a level is empty or missing.
        """
        paths = []
        rows = list(rows)
        for name in (*levels, first, last):
            if rows and name is not None and not any(name in row for row in rows):
                raise PlanError(f"The hierarchy table has no column {name!r}.")
        for number, row in enumerate(rows, start=1):
            codes = tuple(_text(row.get(level)) for level in levels)
            if any(code is None for code in codes):
                raise PlanError(f"Row {number} of the hierarchy table lacks a code.")
            paths.append(
                Path(
                    codes=tuple(code for code in codes if code is not None),
                    first=_text(row.get(first)) if first else None,
                    last=_text(row.get(last)) if last else None,
                )
            )
        return cls(levels=tuple(levels), paths=tuple(paths), dated_by=dated_by)

    def listed(self, depth: int) -> frozenset[str]:
        """The codes of a level that are listed, and so published even when nobody has them."""
        return frozenset(path.codes[depth] for path in self.paths or ())

    def level(self, name: str | int) -> int:
        """The number of a level, 0 for the finest.

        :raises PlanError: there is no such level.
        """
        if isinstance(name, int):
            if 0 <= name < len(self.levels):
                return name
        elif name in self.levels:
            return self.levels.index(name)
        raise PlanError(f"There is no level {name!r}; the levels are {', '.join(self.levels)}.")

    def _check_paths(self, paths: tuple[Path, ...]) -> None:
        dated = any(path.first or path.last for path in paths)
        if dated and self.dated_by is None:
            raise PlanError("A hierarchy with dated rows must name the dimension that dates it.")
        for depth in range(len(self.levels)):
            seen: dict[str, list[Path]] = {}
            for path in paths:
                if len(path.codes) != len(self.levels):
                    raise PlanError(f"The path {path.codes} does not have a code for every level.")
                for other in seen.setdefault(path.codes[depth], []):
                    if other.codes[depth:] != path.codes[depth:] and _overlap(other, path):
                        raise PlanError(
                            f"{path.codes[depth]!r} ({self.levels[depth]}) has two parents: "
                            f"{other.codes[depth + 1 :][:1]} and {path.codes[depth + 1 :][:1]}."
                        )
                seen[path.codes[depth]].append(path)


def _overlap(one: Path, other: Path) -> bool:
    starts_late = one.last is not None and other.first is not None and other.first > one.last
    ends_early = other.last is not None and one.first is not None and one.first > other.last
    return not (starts_late or ends_early)


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
