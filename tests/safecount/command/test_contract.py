"""What others call: the installed console script, its files, its JSON and its exit codes."""

import csv
import json
import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import product
from pathlib import Path

import duckdb
import pytest
from tests.safecount.builders import REFERENCE
from tests.safecount.hidden.tables import REFERENCES
from tests.safecount.overlap.test_carrying import write_list
from tests.safecount.overlap.test_ring import lists_of

from safecount.command import main
from safecount.overlap import plain_cells

SCRIPT = Path(sys.executable).with_name("safecount")
PLAN = """
base = 3
[dims.place]
levels = ["kommune", "fylke", "region"]
[dims.category]
levels = ["kat", "katgr"]
[dims.year]
levels = ["aar"]
[[tables]]
dims = ["place:fylke", "category", "year"]
[[tables]]
dims = ["place", "year"]
"""


def safecount(*arguments):
    asked = [str(SCRIPT), *map(str, arguments)]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def here(*arguments):
    """The command without a process of its own.    -> its exit code"""
    try:
        return main(arguments)
    except SystemExit as ended:
        return ended.code


def answered(*arguments):
    done = safecount(*arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout, parse_constant=lambda word: pytest.fail(f"JSON holds {word}"))


def lists_file(folder, name):
    cells = REFERENCES[name]["cells"]
    path = folder / f"{name}.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*(f"list{n}" for n in range(len(next(iter(cells))))), "count"])
        writer.writerows([*pattern, count] for pattern, count in cells.items())
    return path


def parquet(path):
    made = path.with_suffix(".parquet")
    duckdb.sql(f"copy (from read_csv('{path}')) to '{made}' (format parquet)")
    return made


def rows_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def nulls(value):
    return (isinstance(value, dict) and any(map(nulls, value.values()))) or value is None


ESTIMATE = {
    "observed": None,
    "lower_bound": {"estimate", "low"},
    "main_effects": {"estimate", "se"},
    "bic_best": {"estimate", "se", "terms"},
    "bic_best_all": {"estimate", "se", "terms"},
    "stepwise": {"estimate", "low", "high", "pairs"},
    "decomposable": {"q2_5", "q50", "q97_5"},
    "latent_class": {"q2_5", "q50", "q97_5"},
    "bca": {"q2_5", "q10", "q90", "q97_5"},
    "envelope": {"low", "high"},
    "verdict": None,
    "reason": None,
}


def test_estimate_has_every_key_of_the_contract_for_five_lists(tmp_path):
    path = lists_file(tmp_path, "uk5")

    found = answered(
        "estimate", path, "--json", "--bootstrap", 100, "--seed", 1,
        "--latent-class", "--sweeps", 2000,
    )  # fmt: skip

    for key, parts in ESTIMATE.items():
        assert key in found
        assert parts is None or parts <= found[key].keys()
    assert not [key for key, value in found.items() if nulls(value) and key != "reason"]
    assert found["bic_best"]["estimate"] == pytest.approx(22991.3, rel=1e-4)  # Rcapture, order 2
    assert round(found["bic_best_all"]["estimate"]) == 25311
    assert all(len(term) >= 2 for term in found["bic_best"]["terms"])
    assert found["bca"]["q2_5"] < found["bca"]["q10"] < found["bca"]["q90"] < found["bca"]["q97_5"]


def test_estimate_reads_the_same_from_parquet(tmp_path, capsys):
    path = lists_file(tmp_path, "spina3")
    said = []
    for file in (path, parquet(path)):
        assert here("estimate", str(file), "--json") == 0
        said.append(json.loads(capsys.readouterr().out))

    assert said[0] == said[1]


def test_what_cannot_be_had_is_null_with_a_reason(tmp_path):
    (tmp_path / "apart.csv").write_text("a,b,c,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n")
    seven = tmp_path / "seven.csv"
    with seven.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*"abcdefg", "count"])
        writer.writerows([*bits, 3 + sum(bits)] for bits in product((0, 1), repeat=7) if any(bits))

    for path in (tmp_path / "apart.csv", seven):
        found = answered("estimate", path, "--json")
        empty = {key for key, value in found.items() if nulls(value)} - {"reason"}
        assert empty <= found["not_done"].keys()
        assert {"latent_class", "bca", "bic_best_all"} <= empty
        assert all(math.isfinite(v) for v in found["lower_bound"].values())
    assert {"bic_best", "bic_average", "decomposable"} <= empty
    assert found["stepwise"]["estimate"] > found["observed"]


def test_the_fewest_sweeps_taken_are_enough_to_say_whether_the_chains_agree(tmp_path):
    asked = ("estimate", lists_file(tmp_path, "spina3"), "--json", "--latent-class", "--sweeps")

    found, refused = answered(*asked, 800), safecount(*asked, 799)

    assert found["latent_class"]["rhat"] > 0
    assert "latent_class" not in found["not_done"]
    assert refused.returncode == 2
    assert "800" in refused.stderr


def test_progress_is_drawn_for_people_and_for_nobody_else(tmp_path):
    paths = [tmp_path / f"{name}.csv" for name in "abc"]
    for path, one in zip(paths, lists_of(3, seed=4), strict=True):
        write_list(path, one)
    asked = [str(SCRIPT), "overlap", "simulate", "--parties", *map(str, paths), "--json"]
    ours, theirs = os.openpty()

    watched = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=theirs, text=True)
    os.close(theirs)
    counted, drawn = watched.communicate()[0], os.read(ours, 100_000).decode()
    os.close(ours)
    unwatched = safecount(*asked[1:])

    bars = [line for line in drawn.split("\r") if line.startswith("[")]
    assert len(bars) == 3
    assert re.fullmatch(r"\[#{40}\] ([\d,]+) of \1 records", bars[-1].strip())
    assert json.loads(counted)["cells"] == json.loads(unwatched.stdout)["cells"]
    assert unwatched.stderr == ""


def test_a_reader_who_has_read_enough_gets_no_complaint(tmp_path):
    asked = [str(SCRIPT), "estimate", str(lists_file(tmp_path, "spina3")), "--json"]

    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        done.stdout.close()

        assert (done.stderr.read(), done.wait()) == (b"", 0)


def test_two_lists_have_one_model_and_are_refused(tmp_path):
    (tmp_path / "two.csv").write_text("a,b,count\n1,0,100\n0,1,80\n1,1,40\n")

    found = answered("estimate", tmp_path / "two.csv", "--json")

    assert found["verdict"] == "refused"
    assert found["reason"].startswith("No three lists all overlap each other")
    assert found["bic_best"] == {**found["main_effects"], "terms": []}
    # Lincoln and Petersen: 140 x 120 / 40.
    assert found["main_effects"]["estimate"] == pytest.approx(420)


def test_missed_links_and_the_end_of_the_grid_change_the_answer(tmp_path):
    path = lists_file(tmp_path, "kosovo")

    plain, linked, short = (
        answered("estimate", path, "--json", *more)
        for more in ((), ("--missed-links", 0.05), ("--n0-max", 6000))
    )

    assert linked["main_effects"]["estimate"] < 0.99 * plain["main_effects"]["estimate"]
    assert plain["decomposable"]["n0_max"] == 220_000  # 50 times the observed
    assert short["decomposable"]["n0_max"] == 6_000
    assert short["decomposable"]["q97_5"] <= plain["observed"] + 6_000


@pytest.mark.parametrize("command", ["estimate", "report"])
def test_pictures_are_drawn_with_their_numbers_beside(tmp_path, command):
    svg, numbers = tmp_path / "p.svg", tmp_path / "p.csv"

    done = safecount(
        command, lists_file(tmp_path, "spina3"), "--svg", svg, "--csv", numbers, "--language", "nn"
    )

    assert (done.returncode, done.stderr) == (0, "")
    root = ET.fromstring(svg.read_text())
    assert (root.get("role"), root.get("lang")) == ("img", "nn")
    rows = rows_of(numbers)
    assert rows[0].keys() == {"what", "low", "middle", "high", "truth"}
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {row["what"] for row in rows} <= set(texts)
    assert all(row["what"] in done.stdout for row in rows)


def test_protect_and_audit_take_csv_and_parquet_alike(tmp_path):
    (tmp_path / "plan.toml").write_text(PLAN)
    cases = tmp_path / "cases.csv"
    lines = (REFERENCE / "synthetic_10k.csv").read_text().splitlines(keepends=True)
    cases.write_text("".join([lines[0], *lines[1::12]]))
    (tmp_path / "known.csv").write_text("year,total\nTotal,834\n")
    tables = {}
    for source, out in ((cases, "csv"), (parquet(cases), "parquet")):
        common = ("--plan", tmp_path / "plan.toml", "--input", source)
        done = safecount("protect", *common, "--out", tmp_path / out, "--seed", 42)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr.startswith("The tables hold")
        tables[out] = {p.name: p.read_text() for p in (tmp_path / out).glob("*.csv")}

    assert tables["csv"] == tables["parquet"]
    assert set(tables["csv"]) == {"place-fylke_category_year.csv", "place_year.csv"}
    utility = json.loads((tmp_path / "csv/utility.json").read_text())
    assert {"seconds", "cells", "rms", "mean_abs", "max_abs"} <= utility.keys()
    assert (tmp_path / "csv/ledger.json").exists()
    report = answered(
        "audit", *common, "--published", tmp_path / "csv", "--known", tmp_path / "known.csv"
    )
    assert {"cells", "exact_disclosures", "narrow", "passed"} <= report.keys()
    assert (report["exact_disclosures"], report["narrow"], report["passed"]) == (0, 0, True)


@pytest.mark.parametrize(("method", "cost"), [("gauss", 29), ("optimal", 29)])
def test_suppress_blanks_z1_at_its_known_cost(tmp_path, method, cost):
    (tmp_path / "plan.toml").write_text(
        'count = "ant"\n[dims.region]\nlevels = ["region"]\n[dims.income]\nlevels = ["hovedint"]\n'
        '[[tables]]\ndims = ["region", "income"]\n'
    )

    done = safecount(
        "suppress", "--plan", tmp_path / "plan.toml", "--input", REFERENCE / "suppression_z1.csv",
        "--out", tmp_path / "out", "--min-frequency", 3, "--method", method,
    )  # fmt: skip

    assert done.returncode == 0
    rows = rows_of(tmp_path / "out" / "region_income.csv")
    assert {row["status"] for row in rows} == {"", "P", "S"}
    assert all((row["published"] == "") == (row["status"] != "") for row in rows)
    assert json.loads((tmp_path / "out/utility.json").read_text())["cost"] == cost  # SSB: 29
    assert (tmp_path / "out/ledger.json").exists()


def test_overlap_simulate_gives_all_cells_seconds_and_bytes(tmp_path):
    lists = lists_of(3)
    paths = [write_list(tmp_path / f"l{n}.csv", ids) for n, ids in enumerate(lists)]
    paths[0] = parquet(paths[0])

    found = answered("overlap", "simulate", "--parties", *paths, "--json")

    assert found["cells"] == plain_cells(lists)
    assert list(found["cells"]) == ["111", "110", "101", "100", "011", "010", "001"]
    assert found["bytes"] == sum(map(len, lists)) * 3 * 32
    assert found["seconds"] > 0


def test_a_round_between_two_houses_is_carried_by_the_script(tmp_path):
    lists = lists_of(2)
    desks = {}
    for n, ids in enumerate(lists, 1):
        path = write_list(tmp_path / f"l{n}.csv", ids)
        desks[n] = ("--desk", tmp_path / f"desk{n}", "--list", path)
        assert safecount(
            "overlap", "start", *desks[n], "--year", "2025", "--purpose", "trial",
            "--party", n, "--of", 2, "--out", tmp_path / f"{n}.commit",
        ).returncode == 0  # fmt: skip
    sealed = ("--commitments", tmp_path / "1.commit", tmp_path / "2.commit")
    for n in (1, 2):
        out = tmp_path / f"{n}.hop"
        assert safecount("overlap", "hop", *desks[n], *sealed, "--out", out).returncode == 0
    for n in (1, 2):
        done = safecount(
            "overlap", "hop", tmp_path / f"{3 - n}.hop", *desks[n], *sealed,
            "--out", tmp_path / f"{3 - n}.done",
        )  # fmt: skip
        assert "The secret is destroyed." in done.stderr

    tally = ("overlap", "tally", *sealed, "--lists", tmp_path / "1.done", tmp_path / "2.done")

    assert answered(*tally, "--json")["cells"] == plain_cells(lists)
    assert "of them are on more than one list." in safecount(*tally).stdout
    again = safecount("overlap", "hop", tmp_path / "2.hop", *desks[1], *sealed, "--out", out)
    assert (again.returncode, again.stderr[:20]) == (3, "safecount: refused: ")


ONE_TABLE = '[dims.a]\nlevels = ["a"]\n{}\n[[tables]]\ndims = ["a"]\n'
PLAIN = ONE_TABLE.format("")
WRONG = {
    "lists.csv": "a,b,count\n1,0,100\n0,1,80\n1,1,40\n",  # nothing is wrong with this one
    "plan.toml": PLAIN,  # nor with this
    "broken.parquet": b"PAR1 no",
    "latin.csv": b"a,b,count\n1,0,\xe5\n",
    "wide.csv": "a,b,count\n1,0,100,7\n",
    "short.csv": "a,b,count\n1,0,100\n0,1\n",
    "open.csv": 'a,b,count\n"1,0,100\n0,1,80\n',
    "twice.csv": "a,a,count\n1,0,100\n",
    "empty.csv": "\n",
    "endless.csv": "a,b,count\n1,0,1e999\n",
    "codes.csv": "a\n",
    "odd.toml": PLAIN + 'name = "../a"\n',
    "count.toml": "count = 5\n" + PLAIN,
    "many.toml": "base = 99999999999999999999\n" + PLAIN,
    "period.toml": 'period = ["a"]\n' + PLAIN,
    "key.toml": ONE_TABLE.format('dated = "a"'),
    "none.toml": ONE_TABLE.format('table = "codes.csv"'),
    "from.toml": ONE_TABLE.format('table = "lists.csv"\nfrom = "since"'),
}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("estimate", "absent.csv"), "There is no file 'absent.csv' at the place given."),
        (("estimate", "broken.parquet"), "broken.parquet is not a Parquet file."),
        (("estimate", "latin.csv"), "not text in UTF-8"),
        (("estimate", "wide.csv"), "Row 1 of wide.csv has more values than the heading."),
        (("estimate", "endless.csv"), "Row 1 has the count '1e999'"),
        (("estimate", "lists.csv", "--missed-links", "0.7"), "below 0.5"),
        (("estimate", "lists.csv", "--n0-max", "0"), "'0' is not a whole number from 1 on"),
        (("estimate", "short.csv"), "Row 2 of short.csv has fewer values than the heading."),
        (("estimate", "empty.csv"), "empty.csv is empty: the first line must name the columns."),
        (("estimate", "twice.csv"), "twice.csv has two columns 'a'."),
        (("estimate", "open.csv"), "Row 1 of open.csv cannot be read."),
        (("estimate", "folder.csv"), "'folder.csv' is a folder, not a file."),
        (("estimate", "lists.csv", "--svg", "absent/x"), "There is no file or folder 'absent/x'"),
        (("estimate", "lists.csv", "--csv", "folder.csv"), "'folder.csv' is a folder"),
        (("overlap", "simulate", "--parties", "lists.csv", "lists.csv"), "Row 1 of lists.csv"),
        (("overlap", "tally", "--commitments", "lists.csv", "--lists", "a"), "not a safecount"),
        (
            ("protect", "--plan", "plan.toml", "--input", "broken.parquet"),
            "is not what its name says",
        ),
        (("protect", "--plan", "plan.toml", "--input", "short.csv"), "line 3 has more or fewer"),
        (("protect", "--plan", "plan.toml", "--input", "open.csv"), "line 2 has a quotation mark"),
        (("protect", "--plan", "plan.toml", "--input", "latin.csv"), "not text in UTF-8"),
        (("protect", "--plan", "plan.toml", "--input", "twice.csv"), "has two columns 'a'"),
        (("protect", "--plan", "folder.csv", "--input", "lists.csv"), "is a folder, not a file"),
        (("protect", "--plan", "latin.csv", "--input", "lists.csv"), "not text in UTF-8"),
        (("protect", "--plan", "many.toml", "--input", "lists.csv"), "from 2 to 1,000,000"),
        (("protect", "--plan", "period.toml", "--input", "lists.csv"), "not one of the dimensions"),
        (("protect", "--plan", "key.toml", "--input", "lists.csv"), "unknown key 'dated'"),
        (("protect", "--plan", "none.toml", "--input", "lists.csv"), "No codes are listed"),
        (("protect", "--plan", "from.toml", "--input", "lists.csv"), "has no column 'since'"),
        (("protect", "--plan", "plan.toml", "--input", "lists.csv", "--seed", ""), "it is empty"),
        (("protect", "--plan", "odd.toml", "--input", "lists.csv"), "cannot be the name of a file"),
        (("protect", "--plan", "count.toml", "--input", "lists.csv"), "name of a column"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(tmp_path, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(tmp_path)
    Path("folder.csv").mkdir()
    for name, content in WRONG.items():
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    more = ("--out", "out", "--seed", "1") if arguments[0] == "protect" else ()

    code, said = here(*arguments, *more), capsys.readouterr()

    assert code == (3 if "tally" in arguments else 2)
    assert (message in said.err, said.out) == (True, "")


@pytest.mark.parametrize(
    "command",
    ["", "protect", "suppress", "audit", "estimate", "report", "overlap", "overlap simulate",
     "overlap start", "overlap hop", "overlap tally", "overlap band"],
)  # fmt: skip
def test_every_command_has_a_manual_page(command, capsys):
    assert here(*command.split(), "--help") == 0

    page = capsys.readouterr().out
    assert page.startswith(f"NAME\n    safecount {command}".rstrip())
    headings = [line for line in page.splitlines() if line.isupper() and line[0] != " "]
    assert headings[:4] == ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"]
    assert headings[-2:] == ["EXIT STATUS", "SEE ALSO"]
    assert max(map(len, page.splitlines())) <= 110
