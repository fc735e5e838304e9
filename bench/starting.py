"""From `make run` to the first answered page, with everything there already."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from bench.houses import Ground
from bench.table import Line
from bench.timing import median

from fristed.config.installation import ROOT

TIMES = 5
LIMIT_SECONDS = 5.0
GIVEN_UP_AFTER = 240  # seconds


def measure(ground: Ground) -> list[Line]:
    _run(ground)  # cold: makes the cluster, the tables and the pages
    warm = [_run(ground) for _ in range(TIMES)]
    nora, desk = median([one for one, _ in warm]), median([both for _, both in warm])
    return [
        Line("start", "warm make run to nora's first page", nora, "s", most=LIMIT_SECONDS),
        Line("start", "warm make run to both doors' first page", desk, "s", most=LIMIT_SECONDS),
    ]


def _run(ground: Ground) -> tuple[float, float]:
    """Seconds until nora answered, and until the desk did too."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    began = time.monotonic()
    make = subprocess.Popen(
        ["make", "run", f"PORT={ground.port}"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{ground.port}/")
        nora = time.monotonic() - began
        _wait_for(f"http://127.0.0.1:{ground.port + 1}/")
        return nora, time.monotonic() - began
    finally:
        make.send_signal(signal.SIGTERM)
        make.wait(GIVEN_UP_AFTER)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + GIVEN_UP_AFTER
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.HTTPError, OSError):
            time.sleep(0.01)
        else:
            return
    raise TimeoutError(address)
