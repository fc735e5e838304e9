"""The same house on Debian's PostgreSQL: roles, rights, an external server, backup and restore.

    python tools/test_postgresql.py

Debian's programs, a cluster of our own in a temporary folder, and DATABASE_URL's road through the
code. Installs postgresql-15 when it is missing; fails, and never skips, when it cannot.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

import needs
from fristed.config import cluster

BINARIES = Path("/usr/lib/postgresql/15/bin")
PARTS = ["config/test_roles.py", "config/test_rights.py", "config/test_harness.py"]
PARTS += ["config/test_external.py", "config/test_backup.py"]


def main() -> int:
    if not (BINARIES / "postgres").exists():
        needs.install(["postgresql-15"], why="The tests on Debian's PostgreSQL need it.")
    os.environ["FRISTED_POSTGRESQL"] = str(BINARIES)
    with tempfile.TemporaryDirectory(prefix="fristed-pg15-") as folder:
        Path(folder).chmod(0o711)  # as root, PostgreSQL runs as `nobody`
        place = cluster.place(Path(folder) / "var")
        cluster.make(place, {"fsync": "off"})
        process = cluster.start(place)
        try:
            cluster.wait_until_up(place)
            return _test(place.superuser)
        finally:
            cluster.stop(process)


def _test(superuser: str) -> int:
    with psycopg.connect(superuser) as connection:
        (version,) = connection.execute("select version()").fetchone() or ("",)
    print(f"\nOn {version}\n", flush=True)
    parts = sys.argv[1:] or [f"tests/{part}" for part in PARTS]
    environment = os.environ | {"FRISTED_TEST_DATABASE_URL": superuser}
    command = [sys.executable, "-m", "pytest", "-q", *parts]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
