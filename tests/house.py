"""A whole house for the tests: what `make run` starts, in a var folder and on ports of its own."""

import fcntl
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fristed.config import cluster, installation
from fristed.config.doors import DESK, NORA, PARTNER, STUDIO

STARTS_WITHIN = 400  # seconds, on a very busy machine
ENDS_WITHIN = 60
PORTS = range(10_000, 32_000, 4)
SHARES = 32


def free_port() -> int:
    """The first of four ports in a row that are free now, and stay so until a house has its tables:
    none that the kernel lends to connections, and none that another process of the tests looks at.
    """
    mine = PORTS[os.getpid() % SHARES :: SHARES]
    while True:
        first = random.choice(mine)
        if all(is_free(first + step) for step in range(PORTS.step)):
            return first


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@dataclass
class House:
    """One installation and, while it runs, its supervisor.

    home     a folder of its own; `var` lies in it
    source   the checkout it runs from
    """

    home: Path
    source: Path = installation.ROOT
    sample: bool = True
    external: str = os.environ.get("FRISTED_TEST_DATABASE_URL", "")  # superuser of another server
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)  # environment beside what it needs
    supervisor: subprocess.Popen[str] | None = None

    @property
    def var(self) -> Path:
        return self.home / "var"

    @property
    def nora(self) -> str:
        return f"http://localhost:{self.port + (NORA.offset or 0)}"

    @property
    def desk(self) -> str:
        return f"http://localhost:{self.port + (DESK.offset or 0)}"

    @property
    def partner(self) -> str:
        return f"http://localhost:{self.port + (PARTNER.offset or 0)}"

    @property
    def studio(self) -> str:
        return f"http://localhost:{self.port + (STUDIO.offset or 0)}"

    def signins(self) -> list[dict[str, str]]:
        return list(json.loads((self.var / "sample-signins.json").read_text()))

    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("FRISTED_", "DJANGO_", "DATABASE_URL", "PG"))
        }
        kept |= {"FRISTED_VAR": str(self.var), "FRISTED_SAMPLE": "1" if self.sample else "0"}
        if self.external:
            kept["DATABASE_URL"] = make_conninfo(self.external, dbname=self.database)
        return kept | {"PYTHONPATH": str(self.source / "src")} | self.extra

    @property
    def database(self) -> str:
        return f"house_{self.port}"

    def launch(self) -> subprocess.Popen[str]:
        """Start the supervisor and answer at once."""
        self.home.chmod(0o711)  # as root, PostgreSQL runs as `nobody`
        if self.external and not self.var.exists():
            self.var.mkdir(mode=0o711)  # roles belong to the server: the same passwords
            shutil.copytree(installation.var() / "secrets", self.var / "secrets")
        command = [sys.executable, "-m", "fristed.config.supervisor", "--port", str(self.port)]
        self.supervisor = subprocess.Popen(
            command, cwd=self.source, env=self.environment(), stderr=subprocess.PIPE, text=True
        )
        return self.supervisor

    def start(self) -> str:
        """Start it and wait until the doors are open; answers what it said."""
        process, said = self.launch(), []
        deadline = time.monotonic() + STARTS_WITHIN
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if "Fristed is running" in line:
                break
            assert time.monotonic() < deadline, "".join(said)
        else:
            self.end(signal.SIGKILL)
            logs = "".join(f"\n{p.name}: {p.read_text()[-800:]}" for p in self.var.glob("log/*"))
            raise AssertionError("".join(said) + logs)
        return "".join(said)

    def move_in(self) -> None:
        """Begin as a copy of a house that the first of this run's workers makes: its tables and its
        sample data take longer than many journeys. On another server they are made each time."""
        if self.external:
            return
        ready = ready_house(sample=self.sample)
        with ready.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                first = replace(self, home=ready.with_suffix(".made"), extra={})
                first.home.mkdir()
                first.start()
                first.end()
                first.home.rename(ready)
        # whose each file is stays: as root, the cluster is `nobody`'s
        subprocess.run(["cp", "-a", ready / "var", self.home], check=True)
        data = self.var / "pg"
        if data.is_symlink():  # it lies where `nobody` can reach it
            kept = data.readlink()
            data.unlink()
            subprocess.run(["cp", "-a", kept, cluster.place(self.var).data], check=True)

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """End the supervisor; answers its exit code once nothing of the house is left."""
        if self.supervisor is None or self.supervisor.stderr is None:
            return 0
        process, self.supervisor = self.supervisor, None
        with suppress(ProcessLookupError):
            process.send_signal(by)
        process.communicate(timeout=ENDS_WITHIN)
        return process.returncode

    def processes(self) -> dict[int, str]:
        """Every process of this house: id -> command line. Their environment names its var."""
        found = {}
        mark = os.fsencode(f"FRISTED_VAR={self.var}\0")
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                ours = mark in (entry / "environ").read_bytes() or str(self.var) in words
                if ours and state != "Z":
                    found[int(entry.name)] = words
        return found

    def pid_of(self, part: str) -> int:
        """The first process whose command line holds these words, and not the supervisor's."""
        return min(pid for pid, words in self.processes().items() if part in words)

    def wait_until_gone(self, seconds: float = ENDS_WITHIN) -> None:
        deadline = time.monotonic() + seconds
        while left := self.processes():
            assert time.monotonic() < deadline, left
            time.sleep(0.05)

    def drop(self) -> None:
        """Drop the database on an external server; its own cluster goes with the folder."""
        if self.external:
            name = sql.Identifier(self.database)
            with psycopg.connect(self.external, dbname="postgres", autocommit=True) as connection:
                connection.execute(sql.SQL("drop database if exists {}").format(name))


def ready_house(*, sample: bool) -> Path:
    """Where this run's furnished or empty house lies, whichever worker asks."""
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return Path(tempfile.gettempdir()) / f"fristed-{'furnished' if sample else 'empty'}-{run}"


def superuser_of(house: House) -> str:
    """Conninfo to the house's own database, for looking at it from outside."""
    if house.external:
        return make_conninfo(house.external, dbname=house.database)
    secret = (house.var / "secrets" / "eier").read_text()
    return make_conninfo(
        host=str(cluster.sockets_of(house.var)), dbname="fristed", user="eier", password=secret
    )
