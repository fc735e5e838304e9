"""Frames in another engine, through Ibis.

Ibis is not among what the tests install: it brings Arrow and a SQL compiler, and Spark needs Java.
After `pip install 'ibis-framework[duckdb,pyspark]'` these run, on Ibis over DuckDB and on a local
Spark; until then they are skipped, and said to be.
"""

import importlib.util

import pytest
from tests.safecount.builders import DIMS, LINKED, REFERENCE, ten_thousand

from safecount import Cube, Hierarchy, disclosure
from safecount.failures import InputError, PlanError

H = Hierarchy.columns
IBIS, SPARK = (importlib.util.find_spec(name) is not None for name in ("ibis", "pyspark"))
ROWS = [
    {"municipality": "0301", "county": "03", "n": 2},
    {"municipality": "0301", "county": "03", "n": 5},
    {"municipality": "0301", "county": "03", "n": 2},
    {"municipality": "4601", "county": "46", "n": 1},
]


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = session.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    yield session
    session.stop()


def over_duckdb(request, rows):
    import ibis

    if isinstance(rows, list):
        return ibis.memtable(rows)
    return ibis.duckdb.connect().read_csv(rows, all_varchar=True)


def over_spark(request, rows):
    session = request.getfixturevalue("spark")
    if isinstance(rows, list):
        return session.createDataFrame([tuple(r.values()) for r in rows], list(rows[0]))
    return session.read.csv(str(rows), header=True)


def ibis_over_spark(request, rows):
    import ibis

    frame = over_spark(request, rows)
    frame.createOrReplaceTempView("given")
    return ibis.pyspark.connect(frame.sparkSession).table("given")


ENGINES = [
    pytest.param(over_duckdb, marks=pytest.mark.skipif(not IBIS, reason="Ibis is not installed")),
    *(
        pytest.param(
            over, marks=pytest.mark.skipif(not (IBIS and SPARK), reason="Spark is not installed")
        )
        for over in (over_spark, ibis_over_spark)
    ),
]


@pytest.mark.parametrize("over", ENGINES)
def test_another_engine_gives_the_same_cube_and_the_same_rounding(request, over):
    here = ten_thousand()

    there = Cube.from_frame(over(request, REFERENCE / "synthetic_10k.csv"), DIMS, LINKED)

    assert there.labels == here.labels
    assert (there.counts.tolist(), there.totals.tolist()) == (
        here.counts.tolist(),
        here.totals.tolist(),
    )
    ours, theirs = (disclosure.round_small(c, base=3, seed=1, effort=0.1) for c in (here, there))
    assert ours.rounded.tolist() == theirs.rounded.tolist()


@pytest.mark.parametrize("over", ENGINES)
def test_counts_are_summed_there(request, over):
    dims = {"place": H("municipality", "county")}

    cube = Cube.from_frame(over(request, ROWS), dims, [["place"]], count="n")

    assert {r["place"]: int(r["value"]) for r in cube.rows("place", cube.totals)} == {
        "0301": 9,
        "4601": 1,
        "03": 9,
        "46": 1,
        "Total": 10,
    }


@pytest.mark.parametrize("over", ENGINES)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n": -1}, "The row municipality='4601', county='46', n='-1' has the count '-1'"),
        ({"county": ""}, "The row municipality='4601', county='', n='1' has no code in column"),
        ({"municipality": "0301"}, "another row puts it under"),
    ],
)
def test_a_wrong_row_there_is_named_by_its_codes(request, over, change, message):
    rows = [*ROWS[:3], ROWS[3] | change]

    with pytest.raises(InputError) as error:
        Cube.from_frame(
            over(request, rows), {"place": H("municipality", "county")}, [["place"]], count="n"
        )

    assert message in str(error.value)


@pytest.mark.parametrize("over", ENGINES)
def test_a_missing_column_there_is_named_before_anything_runs(request, over):
    with pytest.raises(InputError, match="no column 'parish'"):
        Cube.from_frame(over(request, ROWS), {"place": H("parish")}, [["place"]])


@pytest.mark.skipif(IBIS, reason="Ibis is installed")
def test_without_ibis_one_is_told_what_to_install():
    frame = type("Table", (), {"__module__": "ibis.expr.types", "columns": ("place",)})()

    with pytest.raises(PlanError, match=r"pip install safecount\[spark\]"):
        Cube.from_frame(frame, {"place": H("place")}, [["place"]])
