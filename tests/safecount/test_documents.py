"""What the README and the first-use page show is run as it stands."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import numpy as np

from safecount.command import main

ROOT = Path(__file__).parents[2]
README = ROOT / "src/safecount/README.md"
FIRST_USE = ROOT / "docs/how-to/safecount-first-use.md"


def blocks(path, language):
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def cases(column, codes):
    """Made-up cases: 640 in 2024 and 759 in 2025."""
    random = np.random.default_rng(3)
    return [
        {
            "municipality": f"m{(m := int(random.integers(30)))}",
            "county": f"c{m // 5}",
            "region": f"r{m // 15}",
            column: codes[int(random.integers(len(codes)))],
            "year": year,
        }
        for year, size in (("2024", 640), ("2025", 759))
        for _ in range(size)
    ]


def write_csv(path, rows):
    lines = [",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]
    path.write_text("\n".join(lines) + "\n")


def commands(number):
    """The commands of one shell block, without comments and with a secret in place."""
    text = blocks(FIRST_USE, "sh")[number].replace("$SECRET", "a secret")
    return [shlex.split(line, comments=True)[1:] for line in text.splitlines()]


def test_the_python_of_the_readme_runs():
    rows = cases("concern", ["violence", "forced_marriage"])
    given = {"rows": rows, "secret_bytes": b"a secret"}

    exec(blocks(README, "python")[0], given)  # our own words

    assert given["verdict"].passed
    assert sum(r["published"] for r in given["release"].rows("place_year")) > 0
    shown = {r["category"] for r in given["release"].rows("place-county_category_year")}
    assert "other" in shown  # listed, and nobody's


def test_the_first_use_protects_and_audits(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("plan.toml").write_text(blocks(FIRST_USE, "toml")[0])
    write_csv(Path("cases.csv"), cases("kind", ["a", "b", "c"]))
    Path("known.csv").write_text("year,total\n2025,759\n")

    protect, audit = commands(1)

    assert main(protect) == 0
    assert main(audit) == 0
    assert json.loads(capsys.readouterr().out)["passed"] is True


def test_the_first_use_estimates_and_reports(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    table = json.loads((Path(__file__).parent / "reference/mse_references.json").read_text())
    heading, *shown = blocks(FIRST_USE, "csv")[0].splitlines()
    cells = table["kosovo"]["cells"]
    lines = [",".join([*pattern, str(count)]) for pattern, count in cells.items()]
    assert set(shown) <= set(lines)  # what is printed is Kosovo's
    Path("lists.csv").write_text("\n".join([heading, *lines]) + "\n")

    sentence, _, drawn, report = commands(2)

    assert main(sentence) == 0
    assert main(drawn) == 0
    assert main(report) == 0
    said = capsys.readouterr().out
    assert said.startswith("The lists show 4,400 people, and there are at least")
    assert "the method gets 3 of 4 lists right." in said


def test_the_first_use_of_the_readme_runs_as_it_stands(tmp_path):
    script = "\n".join(blocks(README, "sh")).replace("pip install safecount\n", "")
    tools = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

    done = subprocess.run(
        ["bash", "-euc", script],
        env={**tools, "SECRET": "a secret"},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The lists show 4,400 people, and there are at least")
    assert (tmp_path / "blanked/region_gender.csv").read_text().count(",,") == 4  # cost 40
    assert (tmp_path / "rounded/ledger.json").exists()
    assert "None of them can be found." in done.stderr
