"""A closed year shown in more detail: parts that add up, kept once, attacked before kept."""

from collections import defaultdict

import numpy as np
import pytest

from safecount import Cube, Hierarchy, disclosure
from safecount.disclosure import Ledger
from safecount.failures import ReleaseRefused

DIMS = {
    "place": Hierarchy.columns("m", "c"),
    "kind": Hierarchy.columns("kind"),
    "year": Hierarchy.columns("year"),
}
COARSE = [["place", "year"]]
FINE = [["place", "kind", "year"]]


def records(seed=1, years=("2024",), places=12, most=25):
    rows = []
    for year in years:
        random = np.random.default_rng([seed, int(year)])
        for m in range(places):
            for _ in range(int(random.integers(1, most))):
                kind = f"k{int(random.integers(3) * random.random())}"
                rows.append({"m": f"m{m}", "c": f"c{m // 4}", "kind": kind, "year": year})
    return rows


def closed(rows, seed=1):
    ledger = Ledger()
    cube = Cube.from_frame(rows, DIMS, COARSE)
    ledger.record(
        disclosure.round_small(cube, base=5, seed=seed, ledger=ledger, period="year"),
        period="year",
    )
    return ledger


def broken_down(ledger, rows, seed=1, tables=FINE):
    cube = Cube.from_frame(rows, DIMS, tables)
    return disclosure.break_down(ledger, cube, period="year", base=5, seed=seed)


def shown(release, **more):
    table = release.cube.tables[0]
    return {
        tuple(v for k, v in row.items() if k not in ("published", "status")): row["published"]
        for row in release.rows(table)
    }


@pytest.mark.parametrize("seed", range(8))
def test_parts_add_up_to_what_was_published_and_none_is_small(seed):
    rows = records(seed)
    ledger = closed(rows, seed)
    published = {key.split("\x1f")[0]: n for key, n in ledger.published("2024").cells.items()}

    release = broken_down(ledger, rows, seed)

    parts = defaultdict(int)
    blank = set()
    for (place, kind, year), value in shown(release).items():
        assert value is None or value == 0 or value >= 5
        if place.startswith("m") and kind != "Total" and year == "2024":
            parts[place] += value or 0
            blank |= {place} if value is None else set()
    assert {p: n for p, n in parts.items() if n and p not in blank} == {
        p: n for p, n in published.items() if p not in blank
    }
    # The total of a place that could not be split is still what it was.
    whole = {p: v for (p, kind, y), v in shown(release).items() if (kind, y) == ("Total", "2024")}
    assert {p: v for p, v in whole.items() if p.startswith("m") and v} == published
    assert disclosure.audit(release).passed


def test_a_count_without_fitting_parts_is_blank_where_it_would_be_split():
    rows = [{"m": "m0", "c": "c0", "kind": k, "year": "2024"} for k in "aaabbbb"]  # 7 = 3 + 4
    rows += [{"m": "m1", "c": "c0", "kind": k, "year": "2024"} for k in "a" * 9 + "b" * 9]

    release = broken_down(closed(rows), rows)

    cells = shown(release)
    assert (cells["m0", "Total", "2024"], cells["c0", "Total", "2024"]) == (7, 25)
    assert {k for k, v in cells.items() if v is None} == {
        (place, kind, year)
        for place in ("m0", "c0", "Total")
        for kind in "ab"
        for year in ("2024", "Total")
    }
    assert (cells["m1", "a", "2024"], cells["m1", "b", "2024"]) == (9, 9)


def test_the_same_breakdown_again_gives_the_same_parts_whatever_the_seed():
    rows = records(3)
    ledger = closed(rows)
    first = broken_down(ledger, rows, seed=1)

    again = broken_down(ledger, rows, seed=2)

    assert np.array_equal(first.published, again.published)
    assert [e.kind for e in ledger.entries] == ["close", "nest"]
    assert ledger.is_whole()


def test_what_cannot_be_broken_down_is_refused_and_kept_out_of_the_ledger():
    rows = records(4)
    ledger = closed(rows)

    with pytest.raises(ReleaseRefused, match="Period 2025 is not closed"):
        broken_down(ledger, [*rows, *records(4, years=("2025",))])
    with pytest.raises(ReleaseRefused, match="all of these levels and more"):
        broken_down(ledger, rows, tables=[["place:c", "kind", "year"]])
    with pytest.raises(ReleaseRefused, match="no longer has all the published cells"):
        broken_down(ledger, [r for r in rows if r["m"] not in {"m1", "m2", "m3"}])
    assert [e.kind for e in ledger.entries] == ["close"]

    broken_down(ledger, rows)
    other = [{**r, "kind2": r["kind"] == "k0"} for r in rows]
    cube = Cube.from_frame(
        other, DIMS | {"kind": Hierarchy.columns("kind2")}, [["place", "kind", "year"]]
    )
    with pytest.raises(ReleaseRefused, match="another breakdown could be compared"):
        disclosure.break_down(ledger, cube, period="year", base=5, seed=1)
    with pytest.raises(ReleaseRefused, match="a revision would contradict"):
        ledger.announce("2024", on="2026-03-01", reason="late cases")
