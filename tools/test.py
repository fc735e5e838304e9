"""Everything the tests need, then pytest; with arguments, pytest with exactly those."""

import os
import sys

import needs
import scratch

# one file, one worker: journeys share a browser; in the order of tests/conftest.py
EVERYTHING = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]

if __name__ == "__main__":
    needs.browsers()
    needs.mail_server()
    scratch.begin()  # tests/conftest.py ends it: this process becomes pytest's
    arguments = sys.argv[1:] or EVERYTHING
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])  # noqa: S606 - no shell
