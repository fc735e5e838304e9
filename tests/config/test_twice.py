"""A test of whole processes that failed is tried once more; any other failure stands."""

import subprocess
import sys

import pytest

from fristed.config.installation import ROOT

CALL = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import twice
sys.exit(twice.run(["-q"], cache=Path("cache")))
"""
TESTS = """
from pathlib import Path
import pytest

def tries(name):
    count = Path(name)
    count.write_text(count.read_text() + "." if count.exists() else ".")
    return len(count.read_text())

@pytest.mark.parametrize("browser", ["chromium"])
def test_page(browser):
    assert tries("page") >= {page}

def test_rule():
    assert tries("rule") >= {rule}
"""


@pytest.mark.parametrize(
    ("page", "rule", "code", "tried"),
    [
        (1, 1, 0, 1),
        (2, 1, 0, 2),  # a page that works the second time
        (3, 1, 1, 2),  # one that does not
        (2, 2, 1, 1),  # a rule that failed is no accident, whatever failed beside it
        (1, 2, 1, 1),
    ],
)
def test_only_what_needs_a_machine_is_tried_again_and_once(tmp_path, page, rule, code, tried):
    (tmp_path / "test_it.py").write_text(TESTS.format(page=page, rule=rule))

    done = subprocess.run(
        [sys.executable, "-c", CALL, str(ROOT / "tools")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == code, done.stdout
    assert len((tmp_path / "page").read_text()) == tried
    assert len((tmp_path / "rule").read_text()) == 1
    assert ("Tried once more" in done.stdout) == (tried > 1)


def test_what_starts_processes_is_tried_again(tmp_path):
    folder = tmp_path / "tests" / "keeper"
    folder.mkdir(parents=True)
    body = (
        TESTS.split("@pytest", maxsplit=1)[0]
        + "def test_serves():\n    assert tries('serves') >= 2\n"
    )
    (folder / "test_it.py").write_text(body)

    done = subprocess.run(
        [sys.executable, "-c", CALL, str(ROOT / "tools")], cwd=tmp_path, check=False
    )

    assert done.returncode == 0
    assert len((tmp_path / "serves").read_text()) == 2
