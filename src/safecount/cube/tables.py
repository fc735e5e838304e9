"""What to publish: tables over some of the dimensions, each with all its totals."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safecount.cube.hierarchies import Hierarchy
from safecount.failures import PlanError

TOTAL = "Total"

#: Which level of which dimension a group of cells is broken down by; absent dimensions are summed.
Grouping = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table to publish.

    dims   "place" means every level of the dimension, "place:county" that level alone,
           "place:county+" that level and all coarser ones; totals always come with it
    name   a short name for files and messages; made from the dimensions when left out
    """

    dims: tuple[str, ...]
    name: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            plain = "_".join(dim.replace(":", "-").replace("+", "-up") for dim in self.dims)
            object.__setattr__(self, "name", plain or "total")
        names = self.dimension_names
        if len(set(names)) != len(names):
            raise PlanError(f"Table {self.name!r} names a dimension twice.")

    @classmethod
    def of(cls, given: "Table | str | Sequence[str]") -> "Table":
        """Accept a `Table`, a list of dimensions, or one string with `*` between them."""
        if isinstance(given, Table):
            return given
        parts = given.split("*") if isinstance(given, str) else given
        return cls(dims=tuple(part.strip() for part in parts))

    @property
    def dimension_names(self) -> tuple[str, ...]:
        return tuple(dim.split(":", 1)[0] for dim in self.dims)

    def levels(self, dims: Mapping[str, Hierarchy]) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """For each dimension of the table: its number, and the levels the table shows.

        :raises PlanError: a dimension or a level is unknown.
        """
        order = list(dims)
        shown = []
        for dim in self.dims:
            name, _, level = dim.partition(":")
            if name not in dims:
                raise PlanError(
                    f"Table {self.name!r} names {name!r}; the dimensions are {', '.join(order)}."
                )
            hierarchy = dims[name]
            if not level:
                depths = tuple(range(len(hierarchy.levels)))
            elif level.endswith("+"):
                depths = tuple(range(hierarchy.level(level[:-1]), len(hierarchy.levels)))
            else:
                depths = (hierarchy.level(level),)
            shown.append((order.index(name), depths))
        return tuple(shown)

    def groupings(self, dims: Mapping[str, Hierarchy]) -> tuple[Grouping, ...]:
        """Every combination of levels (or total) that the table shows, dimensions in cube order."""
        choices = [
            [(number, depth) for depth in depths] + [None] for number, depths in self.levels(dims)
        ]
        return tuple(
            tuple(sorted(pair for pair in chosen if pair is not None))
            for chosen in itertools.product(*choices)
        )
