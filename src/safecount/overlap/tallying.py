"""The tallier: counts how many people stand on exactly which lists, and holds no key."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from safecount.arrays import Floats, Ints
from safecount.overlap.group import POINT, pieces
from safecount.overlap.ring import Batch, Commitment, Session, check_batches

#: Two records are one person when the shared tokens weigh at least this much.
ENOUGH = 0.9


Language = Literal["nb", "nn", "en"]
_SENTENCES: dict[Language, str] = {
    "nb": "Listene har {people} ulike personer. {several} av dem står på mer enn én liste.",
    "nn": "Listene har {people} ulike personar. {several} av dei står på meir enn éi liste.",
    "en": "The lists hold {people} different people. {several} of them are on more than one list.",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """People by pattern; the first character is party 1. All 2^t - 1 patterns are there."""

    cells: dict[str, int]
    sizes: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        return {"cells": self.cells, "sizes": list(self.sizes)}

    def sentence(self, language: Language = "nb") -> str:
        """How many there are, and how many stand on more than one list."""
        several = sum(n for pattern, n in self.cells.items() if pattern.count("1") > 1)
        return _SENTENCES[language].format(people=sum(self.cells.values()), several=several)


def tally(session: Session, commitments: Iterable[Commitment], batches: Iterable[Batch]) -> Tally:
    """Count the overlap cells of a finished round.

    With one token for each person equal points are equal people. With match keys, records are
    linked when sum of 1/sqrt(pairs sharing the token) over shared tokens is at least 0.9, best
    pairs first, at most one record of each list in a person. Declared dummies meet nobody and are
    taken off the cells of one list alone.

    :raises RoundRefused: see `check_batches`.
    """
    commitments = list(commitments)
    ordered = check_batches(session, commitments, batches)
    if any(batch.widths is not None for batch in ordered):
        masks = _linked([_token_sets(batch) for batch in ordered])
    else:
        masks = _equal_points(ordered)
    counts = np.bincount(masks, minlength=1 << session.parties)
    for commitment in commitments:
        counts[1 << (commitment.party - 1)] -= commitment.dummies
    sizes = tuple(c.size - c.dummies for c in sorted(commitments, key=lambda c: c.party))
    return Tally(cells=by_pattern(counts, session.parties), sizes=sizes)


def by_pattern(counts: Any, lists: int) -> dict[str, int]:
    """Counts by bit mask as counts by pattern string, lists in order, without the empty one."""
    masks = sorted(range(1, 1 << lists), key=lambda m: pattern_of(m, lists), reverse=True)
    return {pattern_of(mask, lists): int(counts[mask]) for mask in masks}


def pattern_of(mask: int, lists: int) -> str:
    return "".join("1" if mask >> n & 1 else "0" for n in range(lists))


def plain_cells(lists: Sequence[Iterable[str]]) -> dict[str, int]:
    """The same cells counted in the clear, to compare with."""
    masks: dict[str, int] = {}
    for number, members in enumerate(lists):
        for member in set(members):
            masks[member] = masks.get(member, 0) | 1 << number
    counts = np.bincount(list(masks.values()), minlength=1 << len(lists))
    return by_pattern(counts, len(lists))


def link(lists: Sequence[Sequence[Sequence[Any]]]) -> list[list[tuple[int, int]]]:
    """Link records by shared tokens.    -> people, each as (list, record) pairs"""
    joined = _Joining(lists)
    for one, other in _scored(lists):
        joined.join(one, other)
    return joined.people()


def _equal_points(batches: Sequence[Batch]) -> Any:
    # As numbers of four words: sorting these is much faster than sorting byte strings.
    tables = [np.frombuffer(b.points, dtype=np.uint64).reshape(-1, POINT // 8) for b in batches]
    every = np.concatenate(tables)
    bits = np.repeat(1 << np.arange(len(tables)), [len(t) for t in tables])
    order = np.lexsort(every.T)
    every, bits = every[order], bits[order]
    first = np.concatenate([[True], (every[1:] != every[:-1]).any(axis=1)])
    return np.add.reduceat(bits, np.flatnonzero(first))


def _token_sets(batch: Batch) -> list[list[bytes]]:
    widths = batch.widths or (1,) * batch.records
    records, place = [], 0
    for width in widths:
        chunk = batch.points[place : place + width * POINT]
        records.append(list(pieces(chunk, POINT)))
        place += width * POINT
    return records


def _linked(lists: Sequence[Sequence[Sequence[Any]]]) -> Any:
    masks = [sum(1 << number for number, _ in person) for person in link(lists)]
    return np.array(masks, dtype=np.int64)


def _scored(
    lists: Sequence[Sequence[Sequence[Any]]],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of records of different lists that share enough, best first."""
    holding = _holdings(lists)
    found = [
        _scored_between(*pair, number)
        for number, pair in zip(
            itertools.combinations(range(len(lists)), 2),
            itertools.combinations(holding, 2),
            strict=True,
        )
    ]
    if not found:
        return
    score, first, one, second, other = (np.concatenate(part) for part in zip(*found, strict=True))
    best = np.lexsort((other, second, one, first, -score))
    for n in best.tolist():
        yield (int(first[n]), int(one[n])), (int(second[n]), int(other[n]))


@dataclass(frozen=True, slots=True)
class _Holding:
    """Who holds which token in one list, ordered by token.

    token, record   numbers of both                      shape (holdings,)
    often           records that hold each token         shape (tokens of all lists,)
    """

    token: Ints
    record: Ints
    often: Ints


def _holdings(lists: Sequence[Sequence[Sequence[Any]]]) -> list[_Holding]:
    numbers: dict[Any, int] = {}
    held = []
    for records in lists:
        sets = [dict.fromkeys(tokens) for tokens in records]
        token = np.array(
            [numbers.setdefault(t, len(numbers)) for tokens in sets for t in tokens], dtype=np.int64
        )
        record = np.repeat(np.arange(len(sets)), [len(tokens) for tokens in sets])
        order = np.argsort(token, kind="stable")
        held.append((token[order], record[order]))
    return [_Holding(t, r, np.bincount(t, minlength=len(numbers))) for t, r in held]


def _scored_between(
    ours: _Holding, theirs: _Holding, lists: tuple[int, int]
) -> tuple[Floats, Ints, Ints, Ints, Ints]:
    """Score, list, record, list and record of every pair that shares enough."""
    meets = theirs.often[ours.token]
    places = np.repeat(np.cumsum(theirs.often)[ours.token] - np.cumsum(meets), meets)
    left = np.repeat(ours.record, meets)
    right = theirs.record[places + np.arange(len(places))]
    weight = np.repeat(1 / np.sqrt(np.maximum(ours.often[ours.token] * meets, 1)), meets)
    span = int(right.max(initial=0)) + 1
    pair, index = np.unique(left * span + right, return_inverse=True)
    score: Floats = np.bincount(index, weights=weight, minlength=len(pair)).astype(np.float64)
    good = score >= ENOUGH - 1e-9
    pair, score = pair[good], score[good]
    first, second = (np.full(len(pair), number, dtype=np.int64) for number in lists)
    one, other = (part.astype(np.int64) for part in np.divmod(pair, span))
    return score, first, one, second, other


class _Joining:
    """People as growing groups of records, no two of one list."""

    def __init__(self, lists: Sequence[Sequence[Any]]) -> None:
        self.group = {
            (number, record): {number: record}
            for number, records in enumerate(lists)
            for record in range(len(records))
        }

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = self.group[one], self.group[other]
        if first is second or first.keys() & second.keys():
            return
        first.update(second)
        for number, record in second.items():
            self.group[number, record] = first

    def people(self) -> list[list[tuple[int, int]]]:
        seen: dict[int, dict[int, int]] = {id(g): g for g in self.group.values()}
        return [sorted(group.items()) for group in seen.values()]
