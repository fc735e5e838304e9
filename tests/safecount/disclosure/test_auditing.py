import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.safecount.builders import a_cube, random_counts, ten_thousand

from safecount import disclosure
from safecount.disclosure import Known, Release
from safecount.failures import InputError


def blanked(cube, hidden, base=3):
    """A release with some cells left blank, whether that is safe or not."""
    none = np.full(len(cube.counts), -1)
    return Release(
        cube=cube,
        method="suppression",
        published=np.where(hidden, -1, cube.totals),
        status=tuple("P" if h else "" for h in hidden),
        low=np.zeros(len(cube.counts), dtype=np.int64),
        high=none,
        base=base,
        seconds=0.0,
    )


def every_table(counts, published):
    """All tables of whole numbers that agree with the published cells: {cell: set of values}."""
    shape = counts.shape
    limits = []
    for place in np.ndindex(shape):
        covering = [value for cell, value in published.items() if covers(cell, place)]
        limits.append(range(min(covering, default=int(counts.sum())) + 1))
    seen = {}
    for values in itertools.product(*limits):
        table = np.array(values).reshape(shape)
        if all(total(table, cell) == value for cell, value in published.items()):
            for cell in itertools.product(*[[None, *range(n)] for n in shape]):
                seen.setdefault(cell, set()).add(total(table, cell))
    return seen


def covers(cell, place):
    return all(c is None or c == p for c, p in zip(cell, place, strict=True))


def total(table, cell):
    return int(table[tuple(slice(None) if c is None else c for c in cell)].sum())


def position(cube, number):
    """A cell's place in the array, None where it is summed."""
    label = cube.cell_label(number)
    return tuple(int(label[n][1:]) if n in label else None for n in cube.dims)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), shape=st.sampled_from([(2, 2), (2, 3), (2, 2, 2)]))
def test_the_audit_of_blanks_equals_trying_every_table(seed, shape):
    counts = random_counts(seed, shape, mean=1.2)
    cube = a_cube(np.minimum(counts, 4))
    counts = np.minimum(counts, 4)
    random = np.random.default_rng(seed)
    hidden = random.random(cube.size) < 0.5
    hidden[[n for n in range(cube.size) if position(cube, n) == (None,) * len(shape)]] = False

    found = disclosure.audit(blanked(cube, hidden), full=True)

    shown = {position(cube, n): int(cube.totals[n]) for n in np.flatnonzero(~hidden)}
    for cell in itertools.product(*[[None, *range(n)] for n in shape]):
        if total(counts, cell) == 0:
            shown[cell] = 0  # true zeros are published
    truth = every_table(counts, shown)
    cells = [position(cube, n) for n in np.flatnonzero(hidden)]
    expected = {cell: (min(truth[cell]), max(truth[cell])) for cell in cells}
    got = {}
    for detail in found.details:
        cell = tuple(int(detail.label[n][1:]) if n in detail.label else None for n in cube.dims)
        got[cell] = (detail.low, detail.high)
    assert got == expected


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_audit_of_rounding_with_outside_totals_equals_trying_every_table(seed):
    counts = random_counts(seed, (2, 3), mean=1.5)
    cube = a_cube(counts)
    release = disclosure.round_small(cube, base=3, seed=seed)
    rows = [Known({"a": a}, int(counts[int(a[1])].sum())) for a in cube.labels[0, 0]]

    found = disclosure.audit(release, known=rows, full=True)

    seen_b = sorted(int(b[1]) for b in cube.labels[1, 0])
    grid = {}
    for a in range(2):
        for b in seen_b:
            grid[a, b] = range(3)
    for index in range(len(cube.counts)):
        a, b = (int(code[1]) for code in cube.inner_key(index))
        grid[a, b] = range(int(release.low[index]), int(release.high[index]) + 1)
    known_a = {int(f.where["a"][1]): f.total for f in rows}
    fits = [
        dict(zip(grid, values, strict=True))
        for values in itertools.product(*grid.values())
        if all(
            sum(v for (a, _), v in zip(grid, values, strict=True) if a == k) == t
            for k, t in known_a.items()
        )
    ]
    for detail in found.details:
        inside = [
            cell
            for cell in grid
            if all(
                detail.label.get(n, f"{n}{c}") == f"{n}{c}" for n, c in zip("ab", cell, strict=True)
            )
        ]
        if len(cube.labels[0, 0]) == 1 and "a" not in detail.label:
            inside = [cell for cell in inside if f"a{cell[0]}" in cube.labels[0, 0]]
        values = {sum(fit[cell] for cell in inside) for fit in fits}
        if detail.true < 3 and len(inside) == 1:
            assert (detail.low, detail.high) == (min(values), max(values))


def test_a_single_blank_is_found_out():
    counts = np.array([[4, 1], [6, 7]])
    cube = a_cube(counts)
    hidden = np.array([cube.cell_label(n) == {"a": "a0", "b": "b1"} for n in range(cube.size)])

    found = disclosure.audit(blanked(cube, hidden))

    assert (found.cells, found.exact_disclosures, found.narrow, found.passed) == (1, 1, 0, False)
    assert (found.details[0].low, found.details[0].high, found.details[0].verdict) == (
        1,
        1,
        "exact",
    )


def test_rounding_alone_keeps_every_small_cell_its_whole_interval():
    found = disclosure.audit(disclosure.round_small(ten_thousand(), base=5, seed=1))

    assert (found.exact_disclosures, found.narrow, found.passed) == (0, 0, True)
    assert found.cells == 7336  # inner and published cells of 1 to 4


def test_totals_by_year_known_from_elsewhere_do_not_break_rounding():
    cube = ten_thousand()
    known = [Known({}, 10_000, "annual report")]
    known += [
        Known({"year": year}, int(cube.counts[cube.select({"year": year})].sum()))
        for year in cube.labels[4, 0]
    ]

    found = disclosure.audit(disclosure.round_small(cube, base=5, seed=1), known=known)

    assert found.passed


def test_an_exact_total_over_one_small_cell_breaks_it():
    counts = np.array([2, 9])
    cube = a_cube(counts)

    found = disclosure.audit(
        disclosure.round_small(cube, base=5, seed=1), known=[Known({"a": "a0"}, 2)]
    )

    assert (found.exact_disclosures, found.passed) == (1, False)


def test_a_known_total_that_contradicts_the_data_is_refused():
    cube = a_cube(np.array([2, 9]))

    with pytest.raises(InputError, match="known total 12"):
        disclosure.audit(disclosure.round_small(cube, base=5, seed=1), known=[Known({}, 12)])


def test_the_verdict_is_said_in_three_languages():
    safe = disclosure.round_small(a_cube(np.array([2, 9])), base=5, seed=1)
    broken = disclosure.audit(safe, known=[Known({"a": "a0"}, 2)])

    assert disclosure.audit_sentence(disclosure.audit(safe), "nb").endswith("kan finnes.")
    assert disclosure.audit_sentence(broken, "nn") == (
        "Små eller blanke tal vi har prøvd å rekne oss fram til: 1. 1 kan finnast nøyaktig og 0"
        " nesten. Ikkje publiser dette."
    )
    assert disclosure.release_sentence(safe, "en").startswith(
        "The tables hold 3 figures, and 100 per cent of them are shown."
    )


def test_the_json_of_an_audit_holds_no_true_value():
    report = disclosure.audit(
        disclosure.round_small(a_cube(np.array([2, 9])), base=5, seed=1)
    ).to_json()

    assert set(report) == {
        "cells",
        "exact_disclosures",
        "narrow",
        "need",
        "passed",
        "programmes",
        "seconds",
        "support",
    }
