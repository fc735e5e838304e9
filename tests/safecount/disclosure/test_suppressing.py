import csv
import itertools

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.safecount.builders import REFERENCE, a_cube, random_counts

from safecount import Cube, Hierarchy, disclosure
from safecount.disclosure import Contributions, Dominance, MinFrequency, PPercent
from safecount.failures import InputError, PlanError

H = Hierarchy.columns


def z1():
    with (REFERENCE / "suppression_z1.csv").open() as file:
        rows = list(csv.DictReader(file))
    dims = {"region": H("region"), "hovedint": H("hovedint")}
    return Cube.from_frame(rows, dims, [["region", "hovedint"]], count="ant")


def sdc_testproblem():
    values = {"A": (18, 2), "B": (14, 19), "C": (12, 10), "D": (11, 14)}
    rows = [
        {"region": r, "gender": g, "n": n}
        for r, pair in values.items()
        for g, n in zip("mf", pair, strict=True)
    ]
    return Cube.from_frame(
        rows, {"region": H("region"), "gender": H("gender")}, [["region", "gender"]], count="n"
    )


def blanked(release, status):
    chosen = np.array(release.status) == status
    return sorted(release.cube.totals[chosen].tolist())


@pytest.mark.parametrize("method", ["gauss", "optimal"])
def test_z1_costs_29_as_at_statistics_norway(method):
    release = disclosure.suppress(z1(), method=method)

    assert blanked(release, "P") == [1, 2, 3]
    assert blanked(release, "S") == [7, 9, 13]  # GaussSuppression's answer: 29
    with (REFERENCE / "suppression_z1_answer.csv").open() as file:
        expected = {
            (r["region"], r["hovedint"]): r["suppressed"] == "TRUE" for r in csv.DictReader(file)
        }
    rows = release.rows("region_hovedint")
    assert {(r["region"], r["hovedint"]): r["published"] is None for r in rows} == expected


@pytest.mark.parametrize("method", ["gauss", "optimal"])
def test_the_testproblem_costs_40_as_in_sdctable(method):
    release = disclosure.suppress(sdc_testproblem(), method=method)

    assert (blanked(release, "P"), blanked(release, "S")) == ([2], [10, 12, 18])


def one_year(year):
    path = REFERENCE / "synthetic_10k.csv"
    frame = duckdb.sql(f"select * from read_csv('{path}', all_varchar=true) where aar = '{year}'")
    dims = {"place": H("fylke", "region"), "category": H("kat", "katgr")}
    return Cube.from_frame(frame, dims, [["place", "category"]])


def test_the_year_with_89_primary_cells_has_39_secondary_at_the_optimum():
    release = disclosure.suppress(one_year("2022"), method="optimal")

    assert (len(blanked(release, "P")), len(blanked(release, "S"))) == (89, 39)  # sdcTable OPT: 39
    assert disclosure.audit(release).exact_disclosures == 0


def test_elimination_of_the_same_year_blanks_45_and_more_with_singletons():
    cube = one_year("2022")

    plain = disclosure.suppress(cube, singletons=False)
    guarded = disclosure.suppress(cube)

    assert len(blanked(plain, "S")) == 45  # the design's prototype
    assert len(blanked(guarded, "S")) > 45


def spans(shown, column):
    """Whether a column is a combination of shown ones, with exact ranks of small 0/1 matrices."""
    rank = np.linalg.matrix_rank
    return bool(len(shown)) and rank(np.column_stack([*shown, column])) == rank(
        np.column_stack(shown)
    )


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), shape=st.sampled_from([(3, 3), (4, 3), (3, 3, 2), (4, 4)]))
def test_no_primary_cell_follows_from_shown_ones_not_even_for_who_is_alone_in_one(seed, shape):
    cube = a_cube(random_counts(seed, shape, mean=4))
    release = disclosure.suppress(cube)
    columns = cube.matrix().toarray()
    shown = [columns[n].astype(float) for n in np.flatnonzero(~release.hidden)]
    primary = np.flatnonzero(np.array(release.status) == "P")

    for cell in primary.tolist():
        assert not spans(shown, columns[cell].astype(float))
    for alone, cell in itertools.permutations(primary.tolist(), 2):
        if cube.totals[alone] == 1 and not np.array_equal(columns[alone], columns[cell]):
            assert not spans([*shown, columns[alone].astype(float)], columns[cell].astype(float))


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_optimum_is_the_cheapest_of_all_safe_sets(seed):
    counts = random_counts(seed, (3, 3), mean=5) + 1
    cube = a_cube(counts)
    release = disclosure.suppress(cube, method="optimal")
    primary = np.array(release.status) == "P"
    if not primary.any():
        return
    cost = sum(blanked(release, "S"))

    # Every cheaper set of blanks leaves some primary cell without room.
    others = np.flatnonzero(~primary)
    weights = cube.totals
    cheaper = [
        extra
        for size in range(4)
        for extra in itertools.combinations(others.tolist(), size)
        if weights[list(extra)].sum() < cost
    ]
    for extra in cheaper:
        blanks = primary.copy()
        blanks[list(extra)] = True
        assert not has_room(cube, blanks, primary)
    assert has_room(cube, release.hidden, primary)


def has_room(cube, blanks, primary):
    """With scipy's own solver: can every primary cell move one up and one down?"""
    from scipy.optimize import linprog

    matrix = cube.matrix().toarray().astype(float)
    totals = cube.totals.astype(float)
    up = np.where(blanks, np.maximum(2 * totals, 5) - totals, 0)
    down = np.where(blanks, totals, 0)
    limits = np.concatenate([up, down])
    everything = np.maximum(2 * totals, 5) - totals
    for cell in np.flatnonzero(primary):
        for sign in (1, -1):
            ask = {
                "A_ub": np.vstack([matrix, -matrix]),
                "bounds": [(-y, None) for y in cube.counts],
            }
            found = -linprog(-sign * matrix[cell], b_ub=limits, **ask).fun
            most = -linprog(
                -sign * matrix[cell], b_ub=np.concatenate([everything, totals]), **ask
            ).fun
            if found < min(1.0, most) - 1e-6:
                return False
    return True


def test_the_cell_count_can_be_kept_small_instead():
    cube = one_year("2022")

    release = disclosure.suppress(cube, method="optimal", cost="count", seconds=15)

    assert len(blanked(release, "S")) <= 39


def firms():
    cube = Cube.from_frame(
        [{"branch": "a", "n": 100}, {"branch": "b", "n": 100}, {"branch": "c", "n": 100}],
        {"branch": H("branch")},
        [["branch"]],
        count="n",
    )
    given_ = {"a": [80, 15, 5], "b": [50, 45, 5], "c": [30, 30, 20, 20]}
    rows = [
        {"branch": branch, "firm": f"{branch}{n}", "turnover": amount}
        for branch, amounts in given_.items()
        for n, amount in enumerate(amounts)
    ]
    return cube, Contributions.from_rows(cube, rows, amount="turnover", contributor="firm")


def test_dominance_finds_who_rules_a_cell():
    cube, given_ = firms()
    names = [cube.cell_label(n).get("branch", "Total") for n in range(cube.size)]

    one = dict(zip(names, Dominance(given_, n=1, k=75).primary(cube).tolist(), strict=True))
    two = dict(zip(names, Dominance(given_, n=2, k=90).primary(cube).tolist(), strict=True))

    assert one == {"a": True, "b": False, "c": False, "Total": False}
    assert two == {"a": True, "b": True, "c": False, "Total": False}


def test_the_p_percent_rule_finds_who_can_be_told_by_the_second():
    cube, given_ = firms()
    rule = PPercent(given_, p=15)
    names = [cube.cell_label(n).get("branch", "Total") for n in range(cube.size)]

    # a: 15 % of 80 is 12, the rest is 5; b: 7.5 against 5; c: 4.5 against 40.
    protection = dict(zip(names, rule.protection(cube).tolist(), strict=True))
    assert protection == pytest.approx({"a": 7.0, "b": 2.5, "c": 0.0, "Total": 0.0})
    assert disclosure.suppress(cube, rule=rule, method="optimal").hidden.sum() >= 2


def test_a_contributor_is_added_up_before_the_largest_is_found():
    cube, _ = firms()
    rows = [{"branch": "a", "firm": f, "turnover": v} for f, v in (("x", 40), ("x", 40), ("y", 20))]

    given_ = Contributions.from_rows(cube, rows, amount="turnover", contributor="firm")

    a = [n for n in range(cube.size) if cube.cell_label(n) == {"branch": "a"}]
    assert given_.largest(cube, 2)[a].tolist() == [[80, 20]]


def test_wrong_rules_are_refused():
    cube, given_ = firms()
    with pytest.raises(PlanError):
        Dominance(given_, n=0)
    with pytest.raises(PlanError):
        PPercent(given_, p=0)
    with pytest.raises(PlanError, match="Unknown method"):
        disclosure.suppress(cube, method="blank")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="Row 1"):
        Contributions.from_rows(
            cube, [{"branch": "q", "firm": 1, "turnover": 1}], amount="turnover", contributor="firm"
        )


def test_nothing_is_blanked_when_nothing_is_small():
    cube = a_cube(np.array([[9, 8], [7, 6]]))

    assert not disclosure.suppress(cube, rule=MinFrequency(3)).hidden.any()
