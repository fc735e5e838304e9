"""`tools/ready.py`: .venv holds what the lock says, from any path, and says what is missing.

The tests share one checkout and go in order: a venv takes seconds to make.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fristed.config.installation import ROOT

NOTHING = "# nothing to install\n"
ITSELF = os.path.realpath(sys.executable)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """A checkout with a space and an å in its path, and locks that ask for nothing."""
    root = tmp_path_factory.mktemp("ready") / "en mappe på æ"
    (root / "tools").mkdir(parents=True)
    (root / "src").mkdir()
    (root / "src" / "found.py").write_text("import os; print('found', os.getpid())\n")
    (root / "tools" / "ready.py").write_text((ROOT / "tools" / "ready.py").read_text())
    for name in ("requirements.lock", "requirements-dev.lock"):
        (root / name).write_text(NOTHING)
    return root


def ready(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ITSELF, str(root / "tools" / "ready.py"), *command],
        env=os.environ | {"PYTHONPATH": ""} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_venv_it_says_the_one_line_that_helps(checkout, tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError\n")  # as Debian without the package

    done = ready(checkout, "run", "-m", "found", PYTHONPATH=str(tmp_path))

    assert done.returncode == 1
    assert "apt-get install python3." in done.stderr
    assert not (checkout / ".venv").exists()


def test_it_makes_the_venv_once_with_src_on_its_path(checkout):
    first = ready(checkout, "run", "-m", "found")
    second = ready(checkout, "run", "-m", "found")

    assert (first.returncode, first.stdout.split()[:1]) == (0, ["found"])
    assert "Making .venv" in first.stderr
    assert (second.returncode, second.stdout.split()[:1], second.stderr) == (0, ["found"], "")


def test_it_puts_safecount_beside_python(checkout):
    (checkout / "src" / "safecount.py").write_text("import sys; print('counted', sys.argv[1:])\n")

    done = subprocess.run(
        [checkout / ".venv" / "bin" / "safecount", "estimate", "a file.csv"],
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "counted ['estimate', 'a file.csv']\n"


def test_another_checkouts_venv_is_never_cleared(checkout, tmp_path):
    (tmp_path / "kept").write_text("theirs")
    mine = checkout / ".venv"
    aside = mine.rename(mine.with_name("aside"))
    mine.symlink_to(tmp_path)

    done = ready(checkout, "run", "-c", "pass")

    assert done.returncode == 0
    assert (tmp_path / "kept").read_text() == "theirs"
    assert not mine.is_symlink()
    shutil.rmtree(mine)
    aside.rename(mine)


def test_it_becomes_the_command_so_that_signals_reach_it(checkout):
    command = [ITSELF, str(checkout / "tools" / "ready.py"), "run", "-m", "found"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    said, _ = process.communicate(timeout=60)

    assert said == f"found {process.pid}\n"


def test_a_wrong_hash_is_refused_and_tried_again_next_time(checkout):
    lock = checkout / "requirements.lock"
    lock.write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")

    done = ready(checkout, "run", "-m", "found", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(checkout))

    lock.write_text(NOTHING)
    assert done.returncode != 0
    assert "Installing requirements.lock" in done.stderr
    assert done.stdout == ""
    stamp = (checkout / ".venv" / "fristed-run").read_text()
    assert stamp == hashlib.sha256(NOTHING.encode()).hexdigest()


def test_a_moved_checkout_gets_a_new_venv(checkout):
    moved = checkout.rename(checkout.with_name("et annet sted"))

    done = ready(moved, "run", "-m", "found")

    moved.rename(checkout)
    assert (done.returncode, done.stdout.split()[:1]) == (0, ["found"])
    assert "Making .venv" in done.stderr
