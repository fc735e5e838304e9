"""Format, lint, types, floor plan, templates, migrations and generated pages. Changes nothing."""

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
SOURCES = ["src", "tests", "tools", "bench", "manage.py"]
TESTS = {"DJANGO_SETTINGS_MODULE": "fristed.config.settings.tests"}


def checks() -> list[tuple[str, list[str]]]:
    sources = [path for path in SOURCES if Path(path).exists()]
    return [
        ("format", [f"{BIN}/ruff", "format", "--check", "-q", *sources]),
        ("lint", [f"{BIN}/ruff", "check", "-q", *sources]),
        ("types", [f"{BIN}/mypy", "--no-error-summary"]),
        ("floor plan", [f"{BIN}/lint-imports"]),
        ("templates", [f"{BIN}/djlint", "--lint", "--quiet", "src"]),
        ("models", [sys.executable, "manage.py", "check", "--fail-level", "WARNING"]),
        *(
            (f"generated: {path.stem}", [sys.executable, str(path), "--check"])
            for path in sorted(Path("tools").glob("generate_*.py"))
        ),
    ]


def main() -> int:
    failed = []
    for name, command in checks():
        began = time.monotonic()
        done = subprocess.run(
            command, env=os.environ | TESTS, capture_output=True, text=True, check=False
        )
        print(f"{name:<28} {'ok' if done.returncode == 0 else 'FAILED':<7}", end="")
        print(f"{time.monotonic() - began:6.1f} s", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
