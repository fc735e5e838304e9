"""The overlap counts of several lists: how many people stand on exactly these and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from safecount.arrays import Ints
from safecount.failures import InputError
from safecount.rows import read_rows

#: More lists than this give more overlap cells than any data fill.
MOST_LISTS = 12
#: A count beyond this is a mistake, not a population.   [persons]
MOST_PEOPLE = 10**12
#: A list column holds 0 or 1; Parquet files may write them as truth values or decimals.
_BITS = {"0": "0", "1": "1", "0.0": "0", "1.0": "1", "False": "0", "True": "1"}


@dataclass(frozen=True, eq=False)
class Overlaps:
    """Counts by pattern; list number 1 is the lowest bit.

    counts  how many people have each pattern; entry 0 (on no list) is 0   shape (2**lists,)
    names   the lists, in column order
    """

    counts: Ints = field(repr=False)
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 2 <= self.lists <= MOST_LISTS:
            raise InputError(f"safecount estimates from 2 to {MOST_LISTS} lists, not {self.lists}.")
        if len(self.counts) != 1 << self.lists:
            raise InputError("There must be one count for each pattern of lists.")
        if (self.counts < 0).any():
            raise InputError("A count is negative.")
        if self.counts[0]:
            raise InputError("The count of people on no list is what is sought; leave it out.")
        if not self.counts.sum():
            raise InputError("All counts are zero.")

    @classmethod
    def from_patterns(cls, cells: Mapping[str, int], names: Sequence[str] = ()) -> "Overlaps":
        """Read pattern strings, the first character being the first list: `{"110": 4}`."""
        if not cells:
            raise InputError("There are no counts.")
        lists = len(next(iter(cells)))
        counts = np.zeros(1 << lists, dtype=np.int64)
        for pattern, count in cells.items():
            if len(pattern) != lists or set(pattern) - {"0", "1"}:
                raise InputError(f"The pattern {pattern!r} is not {lists} zeros and ones.")
            if int(count) != count or count < 0:
                raise InputError(
                    f"The count {count!r} of pattern {pattern!r} is not a whole number."
                )
            counts[_mask(pattern)] += int(count)
        return cls(counts, tuple(names) or tuple(f"list {n}" for n in range(1, lists + 1)))

    @classmethod
    def from_file(cls, path: str | Path) -> "Overlaps":
        """Read a CSV (or Parquet) file with one 0/1 column for each list and a column `count`.

        :raises InputError: a row is wrong; the message names it.
        """
        rows = list(read_rows(Path(path)))
        if not rows:
            raise InputError("The file has no rows.")
        if "count" not in rows[0]:
            raise InputError("The file has no column 'count'.")
        names = [name for name in rows[0] if name != "count"]
        cells: dict[str, int] = {}
        for number, row in enumerate(rows, start=1):
            pattern = "".join(_bit(row[name], number, name) for name in names)
            count = _whole(row["count"], number)
            if "1" not in pattern:
                if count:
                    raise InputError(f"Row {number} counts people on no list; leave the row out.")
                continue
            cells[pattern] = cells.get(pattern, 0) + count
        if not cells:
            raise InputError("The file has no pattern with a list in it.")
        return cls.from_patterns(cells, names)

    @property
    def lists(self) -> int:
        return len(self.names)

    @property
    def observed(self) -> int:
        """People seen on at least one list."""
        return int(self.counts.sum())

    def patterns(self) -> dict[str, int]:
        """The non-zero counts by pattern string."""
        return {self.pattern(m): int(self.counts[m]) for m in np.flatnonzero(self.counts).tolist()}

    def pattern(self, mask: int) -> str:
        return "".join("1" if mask >> n & 1 else "0" for n in range(self.lists))

    def sizes(self) -> Ints:
        """People on each list.    shape (lists,)"""
        return np.array([self.counts[self._with(1 << n)].sum() for n in range(self.lists)])

    def shared(self, one: int, other: int) -> int:
        """People on both of two lists, numbered from 0."""
        return int(self.counts[self._with(1 << one | 1 << other)].sum())

    def captures(self) -> Ints:
        """f: how many people stand on exactly k lists, k = 0 .. lists.    shape (lists + 1,)"""
        sizes = np.array([mask.bit_count() for mask in range(len(self.counts))])
        return np.bincount(sizes, weights=self.counts, minlength=self.lists + 1).astype(np.int64)

    def without(self, number: int) -> "Overlaps":
        """The table with one list (from 0) left out; people only on it disappear."""
        return self._without(number, self.counts)

    def within(self, number: int) -> tuple["Overlaps", int]:
        """Only people on one list (from 0), seen by the others; and the size of that list."""
        inside = np.where(self._with(1 << number), self.counts, 0)
        return self._without(number, inside), int(inside.sum())

    def _without(self, number: int, counts: Ints) -> "Overlaps":
        """Counts by pattern of the other lists; whoever is on none of them disappears."""
        by_bit = counts.reshape(-1, 2, 1 << number)  # higher lists, this list, lower lists
        kept = by_bit.sum(axis=1).ravel()
        kept[0] = 0
        return Overlaps(kept, self.names[:number] + self.names[number + 1 :])

    def _with(self, mask: int) -> Any:
        return (np.arange(len(self.counts)) & mask) == mask


def _mask(pattern: str) -> int:
    return sum(1 << n for n, bit in enumerate(pattern) if bit == "1")


def _bit(value: object, row: int, name: str) -> str:
    text = str(value).strip() if value is not None else ""
    if text in _BITS:
        return _BITS[text]
    raise InputError(f"Row {row} has {value!r} in column {name!r}; a list column holds 0 or 1.")


def _whole(value: object, row: int) -> int:
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not (0 <= number <= MOST_PEOPLE and number.is_integer()):
        raise InputError(
            f"Row {row} has the count {value!r}; a count is a whole number from 0 to 10^12."
        )
    return int(number)
