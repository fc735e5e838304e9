import duckdb
import numpy as np
import pandas as pd
import pytest
from tests.safecount.builders import DIMS, LINKED, REFERENCE, ten_thousand

from safecount import Cube, Hierarchy, Table, disclosure
from safecount.failures import InputError, PlanError

PLACE = Hierarchy.columns("municipality", "county")
YEAR = Hierarchy.columns("year")
ROWS = [
    {"municipality": "0301", "county": "03", "year": "2024"},
    {"municipality": "0301", "county": "03", "year": "2025"},
    {"municipality": "4601", "county": "46", "year": "2025"},
    {"municipality": "4602", "county": "46", "year": "2025"},
]


def counted(source, **more):
    return Cube.from_frame(source, {"place": PLACE, "year": YEAR}, [["place", "year"]], **more)


def by_row(cube):
    return {
        (r["place"], r["year"]): int(r["value"]) for r in cube.rows(cube.tables[0], cube.totals)
    }


EXPECTED = {
    ("0301", "2024"): 1,
    ("0301", "2025"): 1,
    ("4601", "2025"): 1,
    ("4602", "2025"): 1,
    ("03", "2024"): 1,
    ("03", "2025"): 1,
    ("46", "2025"): 2,
    ("Total", "2024"): 1,
    ("Total", "2025"): 3,
    ("0301", "Total"): 2,
    ("4601", "Total"): 1,
    ("4602", "Total"): 1,
    ("03", "Total"): 2,
    ("46", "Total"): 2,
    ("Total", "Total"): 4,
}


def test_every_kind_of_frame_gives_the_same_cube(tmp_path):
    pd.DataFrame(ROWS).to_csv(tmp_path / "f.csv", index=False)
    duckdb.sql(
        "select * from read_csv(?, all_varchar=true)", params=[str(tmp_path / "f.csv")]
    ).write_parquet(str(tmp_path / "f.parquet"))
    relation = duckdb.sql(
        "select * from read_csv(?, all_varchar=true)", params=[str(tmp_path / "f.csv")]
    )
    columns = {name: [row[name] for row in ROWS] for name in ROWS[0]}
    sources = [
        ROWS,
        iter(ROWS),
        columns,
        pd.DataFrame(ROWS),
        relation,
        tmp_path / "f.csv",
        str(tmp_path / "f.parquet"),
    ]

    assert [by_row(counted(source)) for source in sources] == [EXPECTED] * 7


def test_tables_that_share_cells_hold_them_once():
    cube = Cube.from_frame(
        ROWS, {"place": PLACE, "year": YEAR}, [["place", "year"], ["place:county"]]
    )

    assert cube.size == len(EXPECTED)
    assert [r["place"] for r in cube.rows("place-county", cube.totals)] == ["03", "46", "Total"]


def test_the_synthetic_cube_has_the_cells_of_the_design():
    cube = ten_thousand()

    assert (len(cube.counts), cube.size, int((cube.totals <= 3).sum())) == (5018, 11217, 4083)
    assert np.array_equal(cube.matrix() @ cube.counts, cube.totals)


def test_the_inner_cells_are_no_finer_than_what_is_published():
    cube = Cube.from_frame(REFERENCE / "synthetic_10k.csv", DIMS, [["place:fylke", "year"]])

    assert (len(cube.counts), list(cube.dims)) == (150, ["place", "year"])


def test_a_count_column_is_summed():
    rows = [{**row, "n": n} for row, n in zip(ROWS, [5, 0, 2, 3], strict=True)]

    assert by_row(counted(rows, count="n"))["Total", "2025"] == 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"year": None}, "Row 3 has no code in column 'year'."),
        ({"year": "Total"}, "Row 3 has the reserved word 'Total' in column 'year'."),
        (
            {"municipality": "0301"},
            "Row 3 puts municipality '0301' under county '46'; an earlier row puts it under '03'. A code has one parent.",  # noqa: E501  # one call
        ),
        (
            {"n": -1},
            "Row 3 has the count '-1' in column 'n'; a count is a whole number from 0 to 10^12.",
        ),
        (
            {"n": "1.5"},
            "Row 3 has the count '1.5' in column 'n'; a count is a whole number from 0 to 10^12.",
        ),
        (
            {"n": "many"},
            "Row 3 has the count 'many' in column 'n'; a count is a whole number from 0 to 10^12.",
        ),
        (
            {"n": "1e300"},
            "Row 3 has the count '1e300' in column 'n'; a count is a whole number from 0 to 10^12.",
        ),
        (
            {"n": None},
            "Row 3 has the count None in column 'n'; a count is a whole number from 0 to 10^12.",
        ),
    ],
)
def test_a_wrong_row_is_named(change, message):
    rows = [{**row, "n": 1} for row in ROWS]
    rows[2].update(change)

    with pytest.raises(InputError) as error:
        counted(rows, count="n")

    assert str(error.value) == message


def test_a_wrong_row_is_named_in_a_relation_too():
    relation = duckdb.sql(
        "select * from (values ('a','x','1'),('a','y','1')) v(municipality, county, year)"
    )

    with pytest.raises(InputError, match=r"^Row 2 puts municipality 'a' under county 'y'"):
        counted(relation)


def test_an_unknown_code_is_named():
    place = Hierarchy.from_table([{"m": "0301", "c": "03"}], levels=["m", "c"])
    rows = [{"m": "0301"}, {"m": "9999"}]

    with pytest.raises(InputError) as error:
        Cube.from_frame(rows, {"place": place}, [["place"]])

    assert (
        str(error.value) == "Row 2 has the unknown code '9999' in column 'm' (dimension 'place')."
    )


def test_a_hierarchy_table_gives_the_parents():
    place = Hierarchy.from_table(
        [{"m": "0301", "c": "03"}, {"m": "0302", "c": "03"}], levels=["m", "c"]
    )

    cube = Cube.from_frame([{"m": "0301"}, {"m": "0302"}], {"place": place}, [["place"]])

    assert {r["place"]: int(r["value"]) for r in cube.rows("place", cube.totals)} == {
        "0301": 1,
        "0302": 1,
        "03": 2,
        "Total": 2,
    }


def test_a_hierarchy_table_with_two_parents_is_refused():
    with pytest.raises(PlanError, match=r"'0301' \(m\) has two parents"):
        Hierarchy.from_table(
            [{"m": "0301", "c": "03"}, {"m": "0301", "c": "04"}], levels=["m", "c"]
        )


def published(cube, table):
    release = disclosure.round_small(cube, base=2, seed=1)
    names = cube.table(table).dimension_names
    return {tuple(r[n] for n in names): r["published"] for r in release.rows(table)}


def test_a_listed_code_that_nobody_has_is_published_as_zero():
    kind = Hierarchy.codes("kind", ["a", "b", "c"])
    rows = [{"kind": "b", "year": "2025"}] * 3

    cube = Cube.from_frame(rows, {"kind": kind, "year": YEAR}, [["kind", "year"]])

    assert published(cube, "kind_year") == {
        ("a", "2025"): 0,
        ("b", "2025"): 3,
        ("c", "2025"): 0,
        ("Total", "2025"): 3,
        ("a", "Total"): 0,
        ("b", "Total"): 3,
        ("c", "Total"): 0,
        ("Total", "Total"): 3,
    }
    assert disclosure.audit(disclosure.round_small(cube, base=2, seed=1)).passed


def test_a_listed_place_that_nobody_has_is_zero_at_all_levels_in_its_own_years():
    table = [
        {"m": "1507", "c": "15", "from": None, "to": "2023"},
        {"m": "1507", "c": "16", "from": "2024", "to": None},
        {"m": "1808", "c": "18", "from": "2024", "to": None},
    ]
    place = Hierarchy.from_table(table, levels=["m", "c"], first="from", last="to", dated_by="year")
    rows = [{"m": "1507", "year": year} for year in ("2023", "2024") for _ in range(4)]

    cube = Cube.from_frame(rows, {"place": place, "year": YEAR}, [["place", "year"]])

    shown = published(cube, "place_year")
    assert [code for code, year in shown if year == "2023"] == ["1507", "15", "Total"]
    assert {code: v for (code, year), v in shown.items() if year == "2024"} == {
        "1507": 4,
        "1808": 0,
        "16": 4,
        "18": 0,
        "Total": 4,
    }


def test_a_listed_period_with_nothing_in_it_is_not_closed():
    year = Hierarchy.codes("year", ["2025", "2026"])
    cube = Cube.from_frame([{"year": "2025"}] * 9, {"year": year}, [["year"]])
    ledger = disclosure.Ledger()

    ledger.record(disclosure.round_small(cube, base=5, seed=1), period="year")

    assert [entry.period for entry in ledger.entries] == ["2025"]


def test_a_dated_hierarchy_moves_a_municipality_between_years():
    table = [
        {"m": "1507", "c": "15", "from": "2020", "to": "2023"},
        {"m": "1507", "c": "16", "from": "2024", "to": None},
    ]
    place = Hierarchy.from_table(table, levels=["m", "c"], first="from", last="to", dated_by="year")
    rows = [{"m": "1507", "year": "2023"}, {"m": "1507", "year": "2024"}]

    cube = Cube.from_frame(rows, {"place": place, "year": YEAR}, [["place:c", "year"]])

    assert {
        (r["place"], r["year"]): int(r["value"])
        for r in cube.rows(cube.tables[0], cube.totals)
        if r["place"] != "Total" and r["year"] != "Total"
    } == {
        ("15", "2023"): 1,
        ("16", "2024"): 1,
    }
    with pytest.raises(InputError, match="Row 1 has the unknown code '1507'"):
        Cube.from_frame(
            [{"m": "1507", "year": "2019"}], {"place": place, "year": YEAR}, [["place", "year"]]
        )


def test_parent_columns_may_change_with_the_year_when_the_hierarchy_is_dated():
    rows = [
        {"municipality": "1507", "county": "15", "year": "2023"},
        {"municipality": "1507", "county": "16", "year": "2024"},
    ]
    dated = Hierarchy.columns("municipality", "county", dated_by="year")

    cube = Cube.from_frame(rows, {"place": dated, "year": YEAR}, [["place", "year"]])

    assert int(cube.totals.max()) == 2
    with pytest.raises(InputError, match=r"A code has one parent in each year."):
        Cube.from_frame(
            [*rows, {**rows[1], "county": "15"}],
            {"place": dated, "year": YEAR},
            [["place", "year"]],
        )


def test_a_code_at_two_levels_gets_a_level_column():
    category = Hierarchy.columns("kind", "group")
    rows = [{"kind": "other", "group": "other"}, {"kind": "x", "group": "other"}]

    cube = Cube.from_frame(rows, {"category": category}, [["category"]])

    assert [
        (r["category"], r["category_level"], int(r["value"]))
        for r in cube.rows("category", cube.totals)
    ] == [
        ("other", "kind", 1),
        ("x", "kind", 1),
        ("other", "group", 2),
        ("Total", "Total", 2),
    ]


def test_plans_that_do_not_fit_are_refused():
    with pytest.raises(PlanError, match="names 'plaice'"):
        Cube.from_frame(ROWS, {"place": PLACE}, [["plaice"]])
    with pytest.raises(PlanError, match="no level 'parish'"):
        Cube.from_frame(ROWS, {"place": PLACE}, [["place:parish"]])
    with pytest.raises(PlanError, match="Two tables are named"):
        Cube.from_frame(ROWS, {"place": PLACE}, [["place"], ["place"]])
    with pytest.raises(InputError, match="no column 'county'"):
        Cube.from_frame([{"municipality": "1"}], {"place": PLACE}, [["place"]])
    with pytest.raises(InputError, match="no records"):
        counted([{**ROWS[0], "n": 0}], count="n")


def test_linked_tables_are_the_four_of_the_design():
    assert [Table.of(t).name for t in LINKED] == [
        "place_year",
        "place-fylke-up_category_year",
        "place-fylke-up_sex_age_year",
        "category_sex_age_year",
    ]
