"""What a change must pass: every test, then roles, walls and journeys on Debian's PostgreSQL.

Prints pytest's closing lines last; the exit code is 0 only when all of it passed.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLOSING = re.compile(r"\d+ (passed|failed|error|skipped)|no tests ran")
STEPS = (
    ("make test", ["make", "test"]),
    ("PostgreSQL 15", [sys.executable, "tools/ready.py", "dev", "tools/test_postgresql.py"]),
)


def watch(command: list[str]) -> tuple[int, str]:
    """Run it, show what it says, and answer its exit code and pytest's closing lines."""
    closing = []
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    for line in process.stdout or ():
        print(line, end="", flush=True)
        if CLOSING.search(line):
            closing.append(line.strip())
    return process.wait(), "\n".join(closing) or "(no closing line)"


def main() -> int:
    results = [(name, *watch(command)) for name, command in STEPS]
    print()
    for name, code, closing in results[::-1]:
        print(f"{name}: {'ok' if code == 0 else f'failed ({code})'}")
        print(closing)
    return 0 if all(code == 0 for _, code, _ in results) else 1


if __name__ == "__main__":
    os.environ["PYTHONUNBUFFERED"] = "1"
    sys.exit(main())
