"""A child ends with whoever started it, also when that is killed and it will not listen."""

import os
import signal
import subprocess
import sys
import time

import pytest

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
    os.kill(child, 0)  # it is there

    parent.kill()
    parent.communicate()

    deadline = time.monotonic() + 10
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(child, signal.SIGTERM)
            time.sleep(0.02)
