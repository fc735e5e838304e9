"""Ledger, nested rounding, group disclosure, cell keys: what holds between releases."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.safecount.builders import a_cube, random_counts

from safecount import Cube, Hierarchy, disclosure
from safecount.disclosure import Ledger, group_disclosures, nest, transition_table
from safecount.disclosure.boxes import is_moved, revised_box
from safecount.failures import PlanError, ReleaseRefused

DIMS = {"place": Hierarchy.columns("m", "c"), "year": Hierarchy.columns("year")}
TABLES = [["place", "year"]]


def records(years, seed=1, more=()):
    """Cases of a few municipalities; each year has its own numbers."""
    rows = []
    for year in years:
        random = np.random.default_rng([seed, int(year)])
        for m in range(6):
            rows += [{"m": f"m{m}", "c": f"c{m // 3}", "year": year}] * int(random.integers(1, 9))
    return [*rows, *more]


def counted(rows, dims=DIMS, tables=TABLES):
    return Cube.from_frame(rows, dims, tables)


def rounded(cube, ledger, seed=1):
    return disclosure.round_small(cube, base=5, seed=seed, ledger=ledger, period="year")


def shown(release, year):
    """What stands in the table for a year, zeros left out: a place seen first later has them."""
    return {
        r["place"]: r["published"]
        for r in release.rows("place_year")
        if r["year"] == year and r["published"]
    }


def test_a_closed_year_stays_as_it_was_published(tmp_path):
    path = tmp_path / "ledger.json"
    ledger = Ledger.open(path)
    first = rounded(counted(records(["2024"])), ledger)
    ledger.record(first, period="year")
    ledger.save(path)

    # A year later: new cases, another secret, and a late case in the closed year.
    late = [{"m": "m0", "c": "c0", "year": "2024"}]
    again = Ledger.open(path)
    second = rounded(counted(records(["2024", "2025"], more=late)), again, seed=2)
    again.record(second, period="year")

    assert shown(second, "2024") == shown(first, "2024")
    assert [(e.kind, e.period) for e in again.entries] == [("close", "2024"), ("close", "2025")]


def test_a_release_that_shows_a_closed_year_differently_is_refused():
    ledger = Ledger()
    cube = counted(records(["2024"]))
    first = disclosure.round_small(cube, base=5, seed=1)
    ledger.record(first, period="year")
    late = counted(records(["2024"], more=[{"m": "m0", "c": "c0", "year": "2024"}] * 20))
    other = disclosure.round_small(late, base=5, seed=1)  # without the ledger

    with pytest.raises(
        ReleaseRefused, match="Period 2024 is closed; this release shows it differently"
    ):
        ledger.record(other, period="year")


def test_another_breakdown_of_a_closed_year_is_refused():
    ledger = Ledger()
    ledger.record(rounded(counted(records(["2024"])), ledger), period="year")

    with pytest.raises(ReleaseRefused, match="another breakdown could be compared"):
        rounded(counted(records(["2024"]), tables=[["place:c", "year"]]), ledger)
    with pytest.raises(ReleaseRefused, match="base 5"):
        disclosure.round_small(
            counted(records(["2024"])), base=3, seed=1, ledger=ledger, period="year"
        )


@pytest.mark.parametrize("harm", ["change", "drop", "swap", "text"])
def test_a_ledger_that_was_tampered_with_is_refused(tmp_path, harm):
    path = tmp_path / "ledger.json"
    ledger = Ledger()
    ledger.record(rounded(counted(records(["2024", "2025"])), ledger), period="year")
    ledger.save(path)
    assert Ledger.open(path).head == ledger.head
    document = json.loads(path.read_text())
    entries = document["entries"]
    if harm == "change":
        entries[0]["cells"][next(iter(entries[0]["cells"]))] += 5
    elif harm == "drop":
        del entries[0]
    elif harm == "swap":
        entries.reverse()
    path.write_text("{" if harm == "text" else json.dumps(document))

    with pytest.raises(ReleaseRefused):
        Ledger.open(path)


def test_the_ledger_holds_no_true_small_count():
    ledger = Ledger()
    cube = counted(records(["2024"]))
    ledger.record(rounded(cube, ledger), period="year")

    assert (cube.counts < 5).any()
    assert not [v for e in ledger.entries for v in e.cells.values() if v < 5]


def test_a_revision_must_be_announced_and_comes_once():
    ledger = Ledger()
    old = counted(records(["2024"]))
    ledger.record(rounded(old, ledger), period="year")
    new = counted(records(["2024"], more=[{"m": "m5", "c": "c1", "year": "2024"}] * 30))
    ask = {"of": "2024", "period": "year", "base": 5, "seed": 1, "threshold": 10}

    with pytest.raises(ReleaseRefused, match="No revision of Period 2024 has been announced"):
        disclosure.revise(ledger, new, on="2026-03-01", **ask)
    ledger.announce("2024", on="2026-03-01", reason="late cases")
    with pytest.raises(ReleaseRefused, match="announced for 2026-03-01"):
        disclosure.revise(ledger, new, on="2026-02-28", **ask)
    release = disclosure.revise(ledger, new, on="2026-03-01", **ask)

    before, after = ledger.entries[0].cells, ledger.entries[-1].cells
    moved = {k for k in before | after if before.get(k) != after.get(k)}
    assert moved == {"m5\x1f2024"}
    assert shown(release, "2024")["m5"] == int(new.counts[new.select({"m": "m5"})].sum())
    assert shown(rounded(new, ledger), "2024") == shown(release, "2024")
    with pytest.raises(ReleaseRefused, match="that was the last time"):
        ledger.announce("2024", on="2027-01-01", reason="again")
    assert ledger.is_whole()


def test_a_revision_is_refused_where_a_published_cell_is_not_given():
    ledger = Ledger()
    gone = [{"m": "m9", "c": "c1", "year": "2024"}] * 20
    ledger.record(rounded(counted(records(["2024"], more=gone)), ledger), period="year")
    ledger.announce("2024", on="2026-03-01", reason="registered twice")

    with pytest.raises(ReleaseRefused, match="with a count of 0"):
        disclosure.revise(
            ledger, counted(records(["2024"])), of="2024", period="year", on="2026-03-01",
            base=5, seed=1,
        )  # fmt: skip


@pytest.mark.parametrize(("base", "threshold"), [(3, 3), (5, 1), (5, 5), (5, 8), (7, 5)])
def test_two_vintages_tell_of_a_small_count_no_more_than_one(base, threshold):
    """C17: an attacker who tries every count. He has both figures, the rule and the threshold."""
    counts = np.arange(80)
    shown_first = [0, *range(base, 60)]

    for first in shown_first:
        moved = is_moved(counts, np.full_like(counts, first), base, threshold)
        fits: dict[int, list[int]] = {}
        for count, anew in zip(counts.tolist(), moved.tolist(), strict=True):
            fresh = [count] if count >= base or not count else [0, base]
            for second in fresh if anew else [first]:
                fits.setdefault(second, []).append(count)

        for second, possible in fits.items():
            low, high = revised_box(np.array([first]), np.array([second]), base, threshold)
            assert (int(low[0]), int(high[0])) == (possible[0], possible[-1])
            if possible[0] < base and possible != [0]:
                assert possible[-1] - possible[0] >= base - 1


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), base=st.sampled_from([3, 5]))
def test_nested_parts_add_up_and_are_never_small(seed, base):
    random = np.random.default_rng(seed)
    children = random.poisson(random.gamma(1, 3, random.integers(1, 6))).tolist()
    total = sum(children)
    published = total if total >= base else int(random.choice([0, base])) if total else 0

    parts = nest(published, children, base=base, random=random)

    if parts is None:
        return
    assert sum(parts) == published
    assert all(part == 0 or part >= base for part in parts)
    assert all(part == 0 for part, child in zip(parts, children, strict=True) if child == 0)
    assert all(abs(part - child) < base for part, child in zip(parts, children, strict=True))


def test_nested_parts_of_nothing_are_nothing_and_of_the_base_one():
    random = np.random.default_rng(1)

    assert nest(0, [1, 2], base=5, random=random) == [0, 0]
    assert sorted(nest(5, [1, 0, 2], base=5, random=random)) == [0, 0, 5]
    assert nest(7, [3, 4], base=5, random=random) is None  # 7 is no sum of 0s and 5s


def test_a_row_with_one_category_is_found_coarsened_and_withheld():
    rows = [{"m": "m0", "kind": "a", "group": "g"}] * 9
    for m in ("m1", "m2", "m3"):
        for kind, group in (("a", "g"), ("b", "g"), ("c", "h"), ("d", "h")):
            rows += [{"m": m, "kind": kind, "group": group}] * 7
    dims = {"place": Hierarchy.columns("m"), "category": Hierarchy.columns("kind", "group")}
    cube = Cube.from_frame(rows, dims, [["place", "category"]])
    release = disclosure.round_small(cube, base=5, seed=1)

    found = group_disclosures(release, about=["category"])

    assert {(f.row["m"], *f.told.values(), f.total) for f in found} == {
        ("m0", "a", 9),
        ("m0", "g", 9),
    }
    assert group_disclosures(release, about=["place"]) == []
    coarse = disclosure.coarsened(release, ["category"])
    assert group_disclosures(coarse, ["category"]) == []
    assert coarse.cube.tables[0].dims == ("place",)
    blank = disclosure.withheld(release, ["category"])
    hidden = {
        (r["place"], r["category"]) for r in blank.rows("place_category") if r["published"] is None
    }
    assert {("m0", "a"), ("m0", "g")} <= hidden
    columns = cube.matrix().toarray().astype(float)
    rank = np.linalg.matrix_rank
    for number in found:
        base = columns[~blank.hidden]
        assert rank(np.vstack([base, columns[number.cells[1]]])) == rank(base) + 1
    with pytest.raises(PlanError):
        group_disclosures(release, about=["colour"])


def test_cell_keys_are_unbiased_of_the_given_variance_and_never_small():
    table = transition_table(largest=5, variance=3.0, hidden=2)

    means = table.probabilities @ table.changes
    variances = table.probabilities @ table.changes**2 - means**2
    assert means == pytest.approx(0, abs=1e-9)
    assert variances[1:] == pytest.approx(3.0)
    for count, row in enumerate(table.probabilities):
        after = count + table.changes[row > 0]
        assert not ((after > 0) & (after <= 2)).any()
        assert (after >= 0).all()


def test_infeasible_cell_keys_are_refused_as_by_ptable():
    with pytest.raises(PlanError, match="cannot be changed without bias"):
        transition_table(largest=3, variance=1.5, hidden=2)


def test_the_same_people_get_the_same_change():
    cube = a_cube(random_counts(1, (4, 5)), [["a", "b"], ["b"]])
    keys = np.random.default_rng(1).random(len(cube.counts))

    release = disclosure.perturb(cube, keys, transition_table())

    again = disclosure.perturb(
        a_cube(random_counts(1, (4, 5)), [["a", "b"], ["b"]]), keys, transition_table()
    )
    assert np.array_equal(release.published, again.published)
    assert not ((release.published > 0) & (release.published < 3)).any()
    assert (
        disclosure.record_keys(["x", "y"], b"s").tolist()
        == disclosure.record_keys(["x", "y"], b"s").tolist()
    )
