"""pytest, and a second try of what failed in whole processes: docs/decisions/0495."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SOME_FAILED = 1  # of pytest's exit codes
PROCESSES = ("tests/journeys/", "tests/faults/", "tests/config/", "tests/keeper/")
BROWSER = "[chromium"  # how pytest-playwright ends the name of a test that drives one
MOST = 12  # more than these are no accident


def run(
    arguments: Sequence[str], *, cache: Path, environment: Mapping[str, str] = os.environ
) -> int:
    """Run pytest and answer its exit code. Where nothing failed but a few tests that drive a
    browser, or start and kill processes, they are run once more by themselves, and their second
    outcome is the answer.

    arguments  of pytest
    cache      a folder for what pytest remembers; emptied first
    """
    command = [sys.executable, "-m", "pytest", "-o", f"cache_dir={cache}"]
    code = _call([*command, "--cache-clear", *arguments], environment)
    names = _failed(cache) if code == SOME_FAILED else []
    if not 0 < len(names) <= MOST or not all(map(_needs_a_machine, names)):
        return code
    print("\nTried once more, alone, for the machine may have been too busy:", flush=True)
    print(*(f"  {name}" for name in names), sep="\n", flush=True)
    return _call([*command, *names], environment)


def _call(command: Sequence[str], environment: Mapping[str, str]) -> int:
    with subprocess.Popen(command, env=environment) as process:
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            return process.wait()
        finally:
            signal.signal(signal.SIGTERM, before)


def _needs_a_machine(name: str) -> bool:
    return name.startswith(PROCESSES) or BROWSER in name


def _failed(cache: Path) -> list[str]:
    kept = cache / "v" / "cache" / "lastfailed"
    return sorted(json.loads(kept.read_text())) if kept.exists() else []
