"""The same house on Debian's PostgreSQL: roles, rights, walls, trail, backup, and the journeys.

    python tools/test_postgresql.py

Debian's programs, a cluster of our own in a temporary folder, and DATABASE_URL's road through the
code. Installs postgresql-15 when it is missing; fails, and never skips, when it cannot.
Roles belong to a server, so each part has a server of its own, and they run at once.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg

import needs
import scratch
import twice
from fristed.config import cluster

BINARIES = Path("/usr/lib/postgresql/15/bin")
CONF = {"fsync": "off", "lock_timeout": "30s"}
TESTS = Path("tests")
HOUSE = ["config/test_roles.py", "config/test_rights.py", "config/test_harness.py"]
HOUSE += ["config/test_backup.py", "config/test_policies.py"]
HOUSE += ["gate", "vault", "audit", "contact/test_access.py"]
HOUSE += ["casework/test_walls.py", "casework/test_access.py"]
JOURNEYS = sorted(f"journeys/{path.name}" for path in (TESTS / "journeys").glob("test_*.py"))
PARTS = [JOURNEYS[::2], JOURNEYS[1::2], HOUSE]


def main(parts: list[str]) -> int:
    if not (BINARIES / "postgres").exists():
        needs.install(["postgresql-15"], why="The tests on Debian's PostgreSQL need it.")
    return _test(parts) if parts else _test_at_once()


def _test_at_once() -> int:
    """Each part as a process of its own; what they say is shown one after the other."""
    needs.browsers()
    needs.mail_server()
    scratch.begin()
    with ExitStack() as kept:
        kept.callback(scratch.end)
        running = []
        for part in PARTS:
            said = kept.enter_context(tempfile.TemporaryFile("w+"))
            command = [sys.executable, __file__, *(str(TESTS / name) for name in part)]
            running.append((subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT), said))
        codes = []
        for process, said in running:
            codes.append(process.wait())
            said.seek(0)
            print(said.read(), flush=True)
    return max(codes, key=abs)


def _test(parts: list[str]) -> int:
    """Run these tests on a server made for them."""
    os.environ["FRISTED_POSTGRESQL"] = str(BINARIES)
    with tempfile.TemporaryDirectory(prefix="fristed-pg15-") as folder:
        Path(folder).chmod(0o711)  # as root, PostgreSQL runs as `nobody`
        place = cluster.place(Path(folder) / "var")
        cluster.make(place, CONF)
        process = cluster.start(place)
        try:
            cluster.wait_until_up(place)
            return _pytest(place.superuser, parts)
        finally:
            cluster.stop(process)


def _pytest(superuser: str, parts: list[str]) -> int:
    with psycopg.connect(superuser) as connection:
        (version,) = connection.execute("select version()").fetchone() or ("",)
    print(f"\nOn {version}\n", flush=True)
    environment = os.environ | {"FRISTED_TEST_DATABASE_URL": superuser}
    with tempfile.TemporaryDirectory() as cache:
        options = ["-q", "-m", "not looks"]
        return twice.run([*options, *parts], cache=Path(cache), environment=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
