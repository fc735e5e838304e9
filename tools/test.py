"""Everything the tests need, then pytest; with arguments, pytest with exactly those."""

import os
import sys
from pathlib import Path

import needs
import scratch
import twice

# one file, one worker: journeys share a browser; in the order of tests/conftest.py
EVERYTHING = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
CACHE = Path(".pytest_cache")

if __name__ == "__main__":
    needs.browsers()
    needs.mail_server()
    scratch.begin()
    arguments = sys.argv[1:]
    if arguments:  # tests/conftest.py ends it: this process becomes pytest's
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])  # noqa: S606 - no shell
    try:
        sys.exit(twice.run(EVERYTHING, cache=CACHE))
    finally:
        scratch.end()
