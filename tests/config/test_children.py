"""A child ends with whoever started it, also when that is killed and it will not listen."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from fristed.config.installation import ROOT

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
PARENT = f"""
import os, pathlib, signal, sys, time
from fristed.config.children import spawn
log = pathlib.Path(sys.argv[1])
child = spawn([sys.executable, "-c", {STUBBORN!r}], os.environ, log, orphaned=signal.SIGKILL)
print(child.pid, flush=True)
time.sleep(60)
"""


def test_a_child_in_the_middle_of_a_job_ends_when_its_parent_is_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "log")],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_there(child)

    parent.kill()
    parent.communicate()

    deadline = time.monotonic() + 20
    while is_there(child):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_there(process: int) -> bool:
    """And no corpse that nobody has buried yet."""
    with suppress(FileNotFoundError):
        stat = Path(f"/proc/{process}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] != "Z"
    return False
