"""What the README and the first-use page show is run as it stands."""

import os
import re
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


def commands(script, folder):
    """Run a script in a folder, and give each `safecount` in it with its arguments, not yet run."""
    told = 'safecount() { for word; do printf "%s\\0" "$word"; done; printf "\\n"; }\n'
    done = subprocess.run(
        ["bash", "-euc", told + script], cwd=folder, capture_output=True, text=True, check=True
    )
    return [line.split("\0")[:-1] for line in done.stdout.splitlines()]


def spread(word):
    """What a pattern stands for when its files are there."""
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]


def test_the_python_of_the_readme_runs():
    rows = cases("concern", ["violence", "forced_marriage"])
    given = {"rows": rows, "secret_bytes": b"a secret"}

    exec(blocks(README, "python")[0], given)  # our own words

    assert given["verdict"].passed
    assert sum(r["published"] for r in given["release"].rows("place_year")) > 0
    shown = {r["category"] for r in given["release"].rows("place-county_category_year")}
    assert "other" in shown  # listed, and nobody's


def test_the_first_use_runs_as_it_stands(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    script = "\n".join(blocks(FIRST_USE, "sh")[1:])  # the first installs

    for words in commands(script, tmp_path):
        # The sampler takes its time, and is tried where the contract is.
        asked = [part for word in words if word != "--latent-class" for part in spread(word)]
        assert main(asked) == 0, capsys.readouterr().err

    said = capsys.readouterr()
    assert "The lists show 4,400 people, and there are at least" in said.out
    assert "the method gets 3 of 4 lists right." in said.out
    assert said.out.count('"110": 50,') == 2  # tried on one desk, and carried between three
    assert said.err.count("The secret is destroyed.") == 3


def test_the_first_use_of_the_readme_runs_as_it_stands(tmp_path):
    script = "\n".join(blocks(README, "sh"))
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
