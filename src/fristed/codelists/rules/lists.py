"""Code lists on a day, and bridges between eras."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from fristed.codelists.choices import MappingKind
from fristed.codelists.rules.words import Words
from fristed.kernel.periods import is_valid_on


class UnknownCode(LookupError):
    """No version of the list has this value."""


class NotInForce(LookupError):
    """The list had no version that day."""


@dataclass(frozen=True)
class CodeOn:
    """One value of a list.

    help     the definition shown beside the field, or none
    source   where label and definition come from
    """

    value: str
    label: Words
    help: Words | None
    source: str


@dataclass(frozen=True)
class CodeListOn:
    """A list as it was on a day. `version` is what a case keeps beside its codes."""

    name: str
    title: Words
    version: str
    valid_from: date
    valid_to: date | None
    source: str
    tag: str
    note: Words | None
    codes: tuple[CodeOn, ...]

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset(code.value for code in self.codes)

    def code(self, value: str) -> CodeOn:
        """:raises UnknownCode: this version does not have the value."""
        for code in self.codes:
            if code.value == value:
                return code
        raise UnknownCode(f"{self.name} {self.version}: {value}")

    def holds(self, value: str) -> bool:
        return value in self.values


@dataclass(frozen=True)
class Mapping:
    """What `value` of one version became in the next."""

    from_version: str
    to_version: str
    value: str
    values: tuple[str, ...]
    kind: MappingKind
    is_break: bool
    note: Words | None


@dataclass(frozen=True)
class Bridge:
    """Where a value stands in another era.

    values     none, one or several values there
    is_break   a series over it must show that before and after are not the same
    notes      why, for people
    """

    values: tuple[str, ...]
    kind: MappingKind
    is_break: bool
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class History:
    """All versions of a list, oldest first, and what joins them."""

    name: str
    versions: tuple[CodeListOn, ...]
    mappings: tuple[Mapping, ...] = ()

    def on(self, day: date) -> CodeListOn:
        """:raises NotInForce: no version was in force that day."""
        for version in self.versions:
            if is_valid_on(day, version.valid_from, version.valid_to):
                return version
        raise NotInForce(f"{self.name} on {day}")

    def code(self, value: str, on: date | None = None) -> CodeOn:
        """The code as it was that day; else as it was last. A code never vanishes.

        :raises UnknownCode: no version ever had it.
        """
        newest_first = sorted(
            self.versions,
            key=lambda version: (
                on is not None and is_valid_on(on, version.valid_from, version.valid_to),
                version.valid_from,
            ),
            reverse=True,
        )
        for version in newest_first:
            if version.holds(value):
                return version.code(value)
        raise UnknownCode(f"{self.name}: {value}")

    def bridge(self, value: str, *, from_: date, to: date) -> Bridge:
        """Carry a value from the era of one day to that of another, version by version.

        :raises NotInForce: no version was in force on one of the days.
        :raises UnknownCode: the value was not in the list on the first day.
        """
        here = self.versions.index(self.on(from_))
        there = self.versions.index(self.on(to))
        self.versions[here].code(value)
        bridge = Bridge((value,), MappingKind.SAME, is_break=False)
        while here != there and bridge.values:
            step = 1 if there > here else -1
            now, then = self.versions[here], self.versions[here + step]
            bridge = _join(
                bridge, [self._step(now, then, one, forward=step > 0) for one in bridge.values]
            )
            here += step
        return bridge

    def _step(self, now: CodeListOn, then: CodeListOn, value: str, *, forward: bool) -> Bridge:
        if forward:
            rows = [
                row
                for row in self.mappings
                if (row.from_version, row.to_version, row.value)
                == (now.version, then.version, value)
            ]
            return _onwards(rows)
        rows = [
            row
            for row in self.mappings
            if (row.from_version, row.to_version) == (then.version, now.version)
            and value in row.values
        ]
        return _back(rows)


_LEAST_FIRST = (
    MappingKind.SAME,
    MappingKind.RENAMED,
    MappingKind.WIDER,
    MappingKind.SPLIT,
    MappingKind.NONE,
)


def _notes(rows: Sequence[Mapping]) -> tuple[Words, ...]:
    return tuple(row.note for row in rows if row.note)


def _onwards(rows: Sequence[Mapping]) -> Bridge:
    if not rows:
        return Bridge((), MappingKind.NONE, is_break=True)
    (row,) = rows
    return Bridge(row.values, row.kind, row.is_break, _notes(rows))


def _back(rows: Sequence[Mapping]) -> Bridge:
    """What was wider or new cannot be carried back; parts of a split go back into the whole."""
    if len(rows) != 1 or rows[0].kind == MappingKind.WIDER:
        return Bridge((), MappingKind.NONE, is_break=True, notes=_notes(rows))
    (row,) = rows
    kind = MappingKind.WIDER if row.kind == MappingKind.SPLIT else row.kind
    return Bridge((row.value,), kind, row.is_break, _notes(rows))


def _join(before: Bridge, steps: Sequence[Bridge]) -> Bridge:
    values = tuple(dict.fromkeys(value for step in steps for value in step.values))
    kinds = [before.kind, *(step.kind for step in steps)]
    kind = max(kinds, key=_LEAST_FIRST.index) if values else MappingKind.NONE
    return Bridge(
        values,
        MappingKind.SPLIT if len(values) > 1 else kind,
        before.is_break or any(step.is_break for step in steps),
        (*before.notes, *(note for step in steps for note in step.notes)),
    )
