"""Facts as typed columns in memory: read once, one scan for each cube, nothing on disk.

Codes are kept as small numbers with their words beside; a fact's day is looked at and let go.
DuckDB may not spill: what does not fit is a failed count and never a file.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from fristed.kernel.facts import Fact
from fristed.kernel.periods import Period
from fristed.statistics.choices import Side

AT_ONCE: Final = 100_000  # facts
MEMORY: Final = "512MB"
COLUMNS: Final = ("what", "service", *(str(side.value) for side in Side))
NONE: Final = ""

Carry = Callable[[str, Any], str]
"""A county and the day it stood -> its code among the counties the table has."""


@dataclass(frozen=True)
class Counted:
    """One measure of one service, grouped: a column of codes for each side.

    facts, minutes   of each group
    """

    columns: dict[str, list[str]]
    facts: list[int]
    minutes: list[int]


class FactTable:
    """The facts of a period. Lives in the worker while it counts, and nowhere else."""

    def __init__(self, period: Period, carry: Carry) -> None:
        import duckdb  # noqa: PLC0415 - only who counts loads it

        self._period, self._carry = period, carry
        self._numbers: dict[str, int] = {NONE: 0}
        self._database = duckdb.connect(":memory:")
        self._database.execute(f"set memory_limit = '{MEMORY}'; set temp_directory = ''")
        columns = ", ".join(f"{name} usmallint" for name in COLUMNS)
        self._database.execute(f"create table facts ({columns}, minutes integer)")
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, facts: Iterable[Fact]) -> None:
        """Take in a room's facts; those of other days are left out."""
        for fact in facts:
            if not self._period.holds(fact.day):
                continue
            codes = {**fact.codes, "what": fact.kind}
            if county := codes.get(Side.COUNTY):
                codes[Side.COUNTY] = self._carry(county, fact.day)
            for name, column in self._chunk.items():
                column.append(self._number(codes.get(name, NONE)))
            self._minutes.append(fact.minutes)
            if len(self._minutes) >= AT_ONCE:
                self._flush()
        self._flush()

    def counted(self, what: str, *, service: str, sides: Sequence[str]) -> Counted:
        """Group one kind of facts of one service. One scan."""
        names = ", ".join(sides)
        rows = self._database.execute(
            f"select {names}, count(*), sum(minutes) from facts"  # noqa: S608 - names of `Side`
            f" where what = ? and service = ? group by {names} order by {names}",
            [self._number(what), self._number(service)],
        ).fetchall()
        words = list(self._numbers)
        return Counted(
            columns={side: [words[row[at]] for row in rows] for at, side in enumerate(sides)},
            facts=[row[-2] for row in rows],
            minutes=[int(row[-1]) for row in rows],
        )

    def _number(self, code: str) -> int:
        return self._numbers.setdefault(code, len(self._numbers))

    def _begin(self) -> None:
        self._chunk = {name: array("H") for name in COLUMNS}
        self._minutes = array("i")

    def _flush(self) -> None:
        import numpy as np  # noqa: PLC0415 - as above

        if not self._minutes:
            return
        frame = {name: np.frombuffer(column, np.uint16) for name, column in self._chunk.items()}
        frame["minutes"] = np.frombuffer(self._minutes, np.int32)
        self._database.register("chunk", frame)
        self._database.execute("insert into facts select * from chunk")
        self._database.unregister("chunk")
        self._begin()
