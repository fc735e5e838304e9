"""`make test` without the programs it needs: it says which, and fails; it never skips."""

import os
import subprocess
import sys

import pytest

from fristed.config.installation import ROOT


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("browsers", "apt-get install chromium firefox-esr"),
        ("install(['postgresql-15'], why='Because.')", "apt-get install postgresql-15"),
    ],
)
def test_what_may_not_be_installed_is_asked_for_by_name(tmp_path, what, line):
    call = what if what.endswith(")") else f"{what}()"

    done = subprocess.run(
        [sys.executable, "-c", f"import needs; needs.{call}; print('went on')"],
        cwd=ROOT / "tools",
        env=os.environ | {"PATH": str(tmp_path)},  # neither browsers nor Debian's own programs
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert line in done.stderr
