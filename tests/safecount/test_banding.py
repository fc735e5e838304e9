"""Only a rounded band leaves the tallier: no cell, and nothing where the overlap is thin."""

import json
import random
from dataclasses import replace
from functools import cache

import pytest
from tests.safecount.hidden.tables import REFERENCES

from safecount import hidden
from safecount.banding import STEP, WITHHELD, RoundedBand, rounded_band
from safecount.failures import RoundRefused

SESSION = {"year": "2025", "purpose": "trial", "parties": 5}
NAMES = tuple("12345")
CELLS = REFERENCES["uk5"]["cells"]
SMALL = {
    "1000": 210, "0100": 180, "0010": 160, "0001": 140, "1100": 31, "1010": 17, "1001": 12,
    "0110": 19, "0101": 11, "0011": 14, "1110": 4, "1101": 3, "1011": 2, "0111": 3, "1111": 1,
}  # fmt: skip


@cache
def found_of_uk() -> RoundedBand:
    return rounded_band(CELLS, NAMES)


def test_every_figure_is_rounded_outwards_and_no_cell_is_there():
    found = found_of_uk()
    said = json.loads(found.as_bytes(SESSION))

    figures = [found.seen, found.floor]
    figures += [figure for one in found.models for figure in (one.low, one.middle, one.high)]
    assert not [figure for figure in figures if figure % STEP]
    assert found.seen <= sum(CELLS.values()) < found.seen + STEP
    assert found.seen < found.floor < max(model.high for model in found.models)
    assert ("stepwise", "bic_best") in found.apart
    assert not [text for text in (*CELLS, "cells", "sizes") if text in said]


def test_a_file_of_it_comes_back_the_same():
    found = found_of_uk()

    assert RoundedBand.from_file(found.as_bytes(SESSION), "x") == (SESSION, found)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"seen": 2744}, "more than it may"),
        ({"refusal": "few_shared"}, "either an answer or a reason"),
    ],
)
def test_a_band_that_says_more_than_it_may_is_refused(changed, why):
    """C17: whoever tallied by hand and wrote the exact figure."""
    found = replace(found_of_uk(), **changed)

    with pytest.raises(RoundRefused, match=why):
        RoundedBand.from_file(found.as_bytes(SESSION), "x")


def test_of_fewer_than_twenty_on_two_lists_nothing_is_said():
    cells = {"100": 400, "010": 300, "001": 200, "110": 9, "101": 6, "011": 4, "111": 0}

    found = rounded_band(cells, "123")

    assert (found.refusal, found.floor, found.models, found.seen) == ("few_shared", None, (), 900)


def test_an_attacker_with_the_band_and_three_true_cells_finds_no_small_cell():
    """She knows each list's size, three true cells, how many are seen and the floor, and tries
    every small cell: for each, a table with another count says the same."""
    small = sorted(pattern for pattern, count in SMALL.items() if count < WITHHELD)
    told = set(random.Random(4).sample(small, 3))

    found = rounded_band(SMALL, "1234")

    untold = [one for one in small if one not in told]
    for pattern in untold:
        others = [{pattern: by} for by in (-1, 1)]
        others += [{pattern: 1, other: -1} for other in untold if other != pattern]
        assert any(_says_the_same(_moved(other), found) for other in others), pattern


def _says_the_same(cells: dict[str, int], found: RoundedBand) -> bool:
    table = hidden.Overlaps.from_patterns(cells, "1234")
    floor = max(found.seen, int(hidden.lower_bound(table).low // STEP) * STEP)
    return (table.observed // STEP * STEP, floor) == (found.seen, found.floor)


def _moved(by: dict[str, int]) -> dict[str, int]:
    """More or fewer on exactly these lists, and each list as long as it was."""
    cells = dict(SMALL)
    for pattern, more in by.items():
        cells[pattern] += more
        for place, on in enumerate(pattern):
            if on == "1":
                cells["0" * place + "1" + "0" * (len(pattern) - place - 1)] -= more
    return cells


def test_who_knows_every_cell_but_one_can_tell_that_one_from_the_band():
    """C17, decision 0324: the band is no protection against those who know all the rest. So nobody
    may: no cell leaves the tallier, and this is why."""
    cells = {"100": 300, "010": 250, "001": 200, "110": 30, "101": 22, "011": 18, "111": 4}
    told = rounded_band(cells, "123")

    fits = [one for one in range(2, 8) if rounded_band(cells | {"111": one}, "123") == told]

    assert fits == [cells["111"]]
