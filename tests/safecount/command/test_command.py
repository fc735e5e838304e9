import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict

import numpy as np
import pytest
from tests.safecount.builders import REFERENCE
from tests.safecount.hidden.tables import REFERENCES
from tests.safecount.overlap.test_carrying import write_list
from tests.safecount.overlap.test_ring import lists_of

from safecount.command import main
from safecount.overlap import plain_cells

PLAN = """
base = 3
[dims.place]
levels = ["municipality", "county"]
[dims.category]
levels = ["kind"]
[dims.year]
levels = ["year"]
[[tables]]
dims = ["place", "year"]
[[tables]]
dims = ["place:county", "category", "year"]
"""


@pytest.fixture
def folder(tmp_path):
    """A plan and 600 made-up cases."""
    (tmp_path / "plan.toml").write_text(PLAN)
    random = np.random.default_rng(4)
    with (tmp_path / "cases.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["municipality", "county", "kind", "year"])
        for _ in range(600):
            m = int(random.integers(30) * random.random())
            writer.writerow(
                [
                    f"m{m}",
                    f"c{m // 6}",
                    f"k{int(random.integers(5))}",
                    2020 + int(random.integers(3)),
                ]
            )
    return tmp_path


def run(folder, *arguments):
    return main([str(a) for a in arguments])


def protect(folder, *more):
    out = folder / "out"
    code = run(
        folder, "protect", "--plan", folder / "plan.toml", "--input", folder / "cases.csv",
        "--out", out, "--seed", "77", *more,
    )  # fmt: skip
    return code, out


def rows_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def true_counts(folder):
    """Counted here, without safecount."""
    counts = {"place_year": Counter(), "place-county_category_year": Counter()}
    for r in rows_of(folder / "cases.csv"):
        for year in (r["year"], "Total"):
            for place in (r["municipality"], r["county"], "Total"):
                counts["place_year"][place, year] += 1
            for place in (r["county"], "Total"):
                for kind in (r["kind"], "Total"):
                    counts["place-county_category_year"][place, kind, year] += 1
    return counts


def test_protect_writes_tables_that_add_up_and_hide_small_counts(folder):
    code, out = protect(folder)

    assert code == 0
    true = true_counts(folder)
    assert sorted(p.name for p in out.iterdir()) == [
        "ledger.json",
        "place-county_category_year.csv",
        "place_year.csv",
        "utility.json",
    ]
    errors = []
    for name, counts in true.items():
        rows = rows_of(out / f"{name}.csv")
        dims = [c for c in rows[0] if c != "published"]
        shown = {tuple(r[d] for d in dims): int(r["published"]) for r in rows}
        assert len(shown) == len(rows)
        assert not [v for v in shown.values() if 0 < v < 3]
        errors += [shown.get(cell, 0) - count for cell, count in counts.items()]
        for axis in range(len(dims)):
            sums = defaultdict(int)
            for cell, value in shown.items():
                if cell[axis] != "Total" and not cell[axis].startswith("c"):
                    sums[*cell[:axis], "Total", *cell[axis + 1 :]] += value
            if dims[axis] == "place" and name != "place_year":
                continue
            assert all(shown[cell] == value for cell, value in sums.items())
    utility = json.loads((out / "utility.json").read_text())
    assert {"seconds", "cells", "rms", "mean_abs", "max_abs"} <= set(utility)
    assert utility["max_abs"] == max(map(abs, errors))


def test_the_same_seed_writes_the_same_files(folder):
    _, out = protect(folder)
    first = {p.name: p.read_text() for p in out.glob("*.csv")}

    _, out = protect(folder)

    assert {p.name: p.read_text() for p in out.glob("*.csv")} == first


def test_what_protect_writes_passes_the_audit(folder, capsys):
    _, out = protect(folder)
    with (folder / "known.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["year", "total"])
        writer.writerow(["Total", 600])

    code = run(
        folder, "audit", "--plan", folder / "plan.toml", "--input", folder / "cases.csv",
        "--published", out, "--known", folder / "known.csv",
    )  # fmt: skip

    report = json.loads(capsys.readouterr().out)
    assert (code, report["exact_disclosures"], report["passed"]) == (0, 0, True)
    assert report["cells"] > 100


def test_the_ledger_of_rounded_tables_may_be_kept_elsewhere(folder, capsys):
    _, out = protect(folder, "--ledger", folder / "kept.json")
    assert (out / "ledger.json").read_text() == (folder / "kept.json").read_text()
    (out / "ledger.json").unlink()
    ask = (
        "audit",
        "--plan",
        folder / "plan.toml",
        "--input",
        folder / "cases.csv",
        "--published",
        out,
    )

    assert run(folder, *ask) == 2
    assert "say where it is with --ledger" in capsys.readouterr().err
    assert run(folder, *ask, "--ledger", folder / "kept.json") == 0
    assert json.loads(capsys.readouterr().out)["passed"] is True


def test_a_closed_year_is_shown_in_more_detail_and_audited(folder, capsys):
    kept = folder / "kept.json"
    (folder / "plan.toml").write_text(
        'period = "year"\n' + PLAN.replace('"place:county", "category"', '"place:county"')
    )
    assert protect(folder, "--ledger", kept)[0] == 0
    (folder / "plan.toml").write_text(
        'period = "year"\n' + PLAN.replace('["place", "year"]', '["place", "category", "year"]')
    )
    assert protect(folder, "--ledger", kept)[0] == 3  # another breakdown could be compared

    code, out = protect(folder, "--ledger", kept, "--nested")

    assert code == 0
    capsys.readouterr()
    asked = ("--plan", folder / "plan.toml", "--input", folder / "cases.csv", "--published", out)
    assert run(folder, "audit", *asked) == 0
    assert json.loads(capsys.readouterr().out)["passed"] is True
    assert {e["kind"] for e in json.loads(kept.read_text())["entries"]} == {"close", "nest"}


@pytest.fixture
def one_kind(folder):
    """A county of its own, and all of one kind."""
    with (folder / "cases.csv").open("a", newline="") as file:
        file.write("m99,c99,k1,2020\r\n" * 40)
    (folder / "plan.toml").write_text('about = ["category"]\n' + PLAN)
    return folder


def test_coarsened_tables_tell_nothing_of_everybody_in_a_row(one_kind, capsys):
    code, out = protect(one_kind, "--coarsen", "--language", "nb")
    said = capsys.readouterr().err
    asked = ("--plan", one_kind / "plan.toml", "--input", one_kind / "cases.csv")

    audited = run(one_kind, "audit", *asked, "--published", out)

    report = json.loads(capsys.readouterr().out)
    assert (code, audited, report["group_disclosures"], report["passed"]) == (0, 0, 0, True)
    assert "Tabellen place-county_category_year vises grovere, etter place:county, year" in said
    coarse = out / "place-county_category_year.csv"
    assert set(rows_of(coarse)[0]) == {"place", "year", "published"}
    assert json.loads((out / "utility.json").read_text())["tables"] == {
        "place_year": ["place", "year"],
        "place-county_category_year": ["place:county", "year"],
    }
    with coarse.open("a") as file:  # what is not the table's is not overlooked
        file.write("m99,2020,40\n")
    assert run(one_kind, "audit", *asked, "--published", out) == 2
    assert "where the plan has no cell" in capsys.readouterr().err


def test_coarsening_asks_what_must_not_be_told(folder, capsys):
    assert protect(folder, "--coarsen")[0] == 2
    assert 'about = ["category"]' in capsys.readouterr().err


def test_the_audit_finds_rows_in_which_everybody_is_of_one_kind(one_kind, capsys):
    folder = one_kind
    _, out = protect(folder)
    asked = ("--plan", folder / "plan.toml", "--input", folder / "cases.csv", "--published", out)
    capsys.readouterr()

    code = run(folder, "audit", *asked, "--cells", "--language", "nb")

    said = capsys.readouterr()
    report = json.loads(said.out)
    assert (code, report["exact_disclosures"], report["passed"]) == (1, 0, False)
    rows = [(g["row"].get("county"), *g["told"].values()) for g in report["groups"]]
    assert ("c99", "k1") in rows
    assert report["group_disclosures"] == len(rows)
    assert said.err.endswith("rader er alle av samme slag. Vis dem grovere.\n")


def test_the_audit_finds_a_table_that_shows_everything(folder, capsys):
    _, out = protect(folder)
    true = true_counts(folder)
    for name, counts in true.items():
        rows = rows_of(out / f"{name}.csv")
        dims = [c for c in rows[0] if c != "published"]
        hidden = False
        with (out / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*dims, "published"])
            for cell, count in counts.items():
                blank = count == 1 and not hidden and name == "place_year"
                hidden |= blank
                writer.writerow([*cell, "" if blank else count])

    code = run(
        folder, "audit", "--plan", folder / "plan.toml", "--input", folder / "cases.csv", "--published", out, "--cells"  # noqa: E501  # one call
    )  # fmt: skip

    report = json.loads(capsys.readouterr().out)
    assert (code, report["exact_disclosures"], report["passed"]) == (1, 1, False)
    assert (report["details"][0]["low"], report["details"][0]["high"]) == (1, 1)


@pytest.mark.parametrize("method", ["gauss", "optimal"])
def test_suppress_blanks_small_counts_with_a_status(folder, method):
    plan = PLAN.replace('[[tables]]\ndims = ["place", "year"]\n', "")
    (folder / "plan.toml").write_text(plan)
    code = run(
        folder, "suppress", "--plan", folder / "plan.toml", "--input", folder / "cases.csv",
        "--out", folder / "out", "--min-frequency", "3", "--method", method, "--seconds", "20",
    )  # fmt: skip

    assert code == 0
    counts = true_counts(folder)["place-county_category_year"]
    for row in rows_of(folder / "out" / "place-county_category_year.csv"):
        count = counts[row["place"], row["category"], row["year"]]
        assert row["status"] == ("P" if 0 < count <= 3 else row["status"])
        assert row["published"] == ("" if row["status"] else str(count))
        assert row["status"] in ("", "P", "S")


def overlaps_file(folder, name):
    path = folder / f"{name}.csv"
    cells = REFERENCES[name]["cells"]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        lists = len(next(iter(cells)))
        writer.writerow([*(f"list{n}" for n in range(lists)), "count"])
        writer.writerows([*pattern, count] for pattern, count in cells.items())
    return path


def test_estimate_answers_the_contract(folder, capsys):
    code = run(
        folder,
        "estimate",
        overlaps_file(folder, "kosovo"),
        "--json",
        "--bootstrap",
        "200",
        "--seed",
        "1",
    )

    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert found["observed"] == 4400
    assert found["main_effects"]["estimate"] == pytest.approx(7394.59, rel=1e-4)
    assert found["bic_best"]["estimate"] == pytest.approx(10356.5, rel=1e-4)
    assert found["bic_best"]["terms"] == [[1, 2], [1, 3], [1, 4], [2, 3], [3, 4], [1, 2, 3]]
    assert found["stepwise"]["estimate"] == pytest.approx(14341.7, rel=1e-4)
    assert found["decomposable"]["q50"] == pytest.approx(12599.5, rel=0.003)
    assert set(found["bca"]) == {"q2_5", "q10", "q90", "q97_5"}
    assert found["latent_class"] is None
    assert (found["verdict"], found["reason"]) == ("estimate", None)
    assert found["envelope"]["low"] == pytest.approx(10356.5, rel=1e-4)


def test_estimate_refuses_thin_overlaps_and_says_why(folder, capsys):
    (folder / "thin.csv").write_text(
        "a,b,c,count\n1,0,0,50\n0,1,0,60\n0,0,1,70\n1,1,0,3\n0,1,1,4\n"
    )

    code = run(folder, "estimate", folder / "thin.csv", "--json")

    found = json.loads(capsys.readouterr().out)
    assert (code, found["verdict"]) == (0, "refused")
    assert "Only 7 people are on two lists or more" in found["reason"]
    assert found["lower_bound"]["low"] >= 187


def test_estimate_says_it_in_a_sentence_and_draws_it(folder, capsys):
    code = run(
        folder, "estimate", overlaps_file(folder, "spina3"), "--language", "nb", "--svg", folder / "band.svg"  # noqa: E501  # one call
    )  # fmt: skip

    assert code == 0
    assert capsys.readouterr().out.startswith(
        "Listene viser 626 personer, og det er minst 700 i alt."
    )
    svg = (folder / "band.svg").read_text()
    assert svg.startswith("<svg")
    assert "<title" in svg
    assert "<desc" in svg


def test_report_tells_how_the_methods_do(folder, capsys):
    assert run(folder, "report", overlaps_file(folder, "kosovo"), "--json") == 0

    assert json.loads(capsys.readouterr().out)["covered"] == "3 of 4"  # as the design measured


def test_simulate_counts_every_pattern(folder, capsys):
    lists = lists_of(3)
    for n, ids in enumerate(lists):
        write_list(folder / f"l{n}.csv", ids)

    code = run(
        folder,
        "overlap",
        "simulate",
        "--parties",
        *(folder / f"l{n}.csv" for n in range(3)),
        "--json",
    )

    found = json.loads(capsys.readouterr().out)
    assert (code, found["cells"]) == (0, plain_cells(lists))
    assert found["bytes"] == sum(map(len, lists)) * 3 * 32
    assert found["seconds"] > 0


def test_a_round_is_carried_by_hand_with_the_command(folder, capsys):
    lists = lists_of(2)
    for n, ids in enumerate(lists, 1):
        write_list(folder / f"l{n}.csv", ids)
        assert run(
            folder, "overlap", "start", "--desk", folder / f"desk{n}", "--list", folder / f"l{n}.csv",  # noqa: E501  # one call
            "--year", "2025", "--purpose", "trial", "--party", n, "--of", 2, "--out", folder / f"{n}.commit",  # noqa: E501  # one call
        ) == 0  # fmt: skip
    own = {
        n: (
            "--desk",
            folder / f"desk{n}",
            "--list",
            folder / f"l{n}.csv",
            "--commitments",
            folder / "1.commit",
            folder / "2.commit",
        )
        for n in (1, 2)
    }
    for n in (1, 2):
        assert run(folder, "overlap", "hop", *own[n], "--out", folder / f"{n}a.hop") == 0
    for n in (1, 2):
        assert (
            run(
                folder,
                "overlap",
                "hop",
                folder / f"{3 - n}a.hop",
                *own[n],
                "--out",
                folder / f"{3 - n}b.hop",
            )
            == 0
        )
    capsys.readouterr()

    code = run(
        folder, "overlap", "tally", "--commitments", folder / "1.commit", folder / "2.commit",
        "--lists", folder / "1b.hop", folder / "2b.hop", "--json",
    )  # fmt: skip

    assert (code, json.loads(capsys.readouterr().out)["cells"]) == (0, plain_cells(lists))
    # The secrets are gone: a second hop is refused.
    assert run(folder, "overlap", "hop", folder / "2a.hop", *own[1], "--out", folder / "x.hop") == 3


@pytest.mark.parametrize(
    ("spoil", "code", "message"),
    [
        (lambda f: (f / "plan.toml").write_text("base = "), 2, "plan.toml is not a TOML file"),
        (lambda f: (f / "plan.toml").write_text("base = 3"), 2, "The plan names no dimensions"),
        (lambda f: (f / "plan.toml").write_text(PLAN + "colour = 1"), 2, "unknown key"),
        (lambda f: (f / "cases.csv").unlink(), 2, "There is no file 'cases.csv'"),
        (lambda f: (f / "cases.csv").write_text("a\n1\n"), 2, "no column 'municipality'"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(folder, capsys, spoil, code, message):
    if "colour" in message or message == "unknown key":
        (folder / "plan.toml").write_text("colour = 1\n" + PLAN)
    else:
        spoil(folder)

    assert protect(folder)[0] == code
    assert message in capsys.readouterr().err


def test_importing_safecount_is_quick_and_loads_no_scipy():
    code = "import sys, safecount; print(any(m in sys.modules for m in ('scipy', 'numpy', 'duckdb', 'highspy')))"  # noqa: E501  # one call

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "False"


def test_safecount_imports_neither_django_nor_fristed():
    code = (
        "import sys, pkgutil, importlib, safecount\n"
        "for m in pkgutil.walk_packages(safecount.__path__, 'safecount.'):\n"
        "    if not m.name.endswith(('__main__', '_kernel')): importlib.import_module(m.name)\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'django', 'fristed'}))"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"


def test_the_synthetic_ten_thousand_are_protected_by_the_command(tmp_path):
    (tmp_path / "plan.toml").write_text(
        'base = 3\n[dims.place]\nlevels = ["kommune", "fylke", "region"]\n[dims.year]\nlevels = ["aar"]\n'  # noqa: E501  # one call
        '[[tables]]\ndims = ["place", "year"]\n'
    )

    code = main(
        ["protect", "--plan", str(tmp_path / "plan.toml"), "--input", str(REFERENCE / "synthetic_10k.csv"),  # noqa: E501  # one call
         "--out", str(tmp_path / "out"), "--seed", "9"]
    )  # fmt: skip

    assert code == 0
    assert json.loads((tmp_path / "out" / "utility.json").read_text())["max_abs"] <= 8
