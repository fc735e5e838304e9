import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.keeper.postgres import KEEPER, Postgres
from tests.keeper.scene import InsideKeeper, Scene, inside


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    made = Postgres()
    try:
        made.make()
        yield made
    finally:
        made.remove()


@pytest.fixture
def database(postgres: Postgres) -> Iterator[psycopg.Connection]:
    """The house's database as its owner has it: empty, and free to be tampered with."""
    with postgres.connect() as connection:
        connection.execute("truncate vault_file, vault_grant, contact_code, vault_retentionrule")
        yield connection


@pytest.fixture
def conninfo(postgres: Postgres) -> str:
    return postgres.conninfo(KEEPER)


@pytest.fixture
def keeper(tmp_path: Path, conninfo: str) -> Iterator[InsideKeeper]:
    running = inside(tmp_path / "keeper", conninfo)
    yield running
    running.stop()


@pytest.fixture
def scene(keeper: InsideKeeper, database: psycopg.Connection) -> Scene:
    return Scene(keeper, keeper.keeper.settings.home, database)


class Process:
    """A keeper as `make run` starts it."""

    def __init__(self, folder: Path, database: str) -> None:
        self.home = folder / "keeper"
        self._short = tempfile.TemporaryDirectory(prefix="fk-")
        self.socket = Path(self._short.name) / "keeper.sock"
        self.database = database
        self.process: subprocess.Popen[str] | None = None

    def start(self, *more: str) -> None:
        self.process = self.command(
            "serve",
            "--socket",
            str(self.socket),
            "--database",
            self.database,
            *("--database-seconds", "30"),
            *more,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "keeper: ready\n"

    def command(self, name: str, *more: str, reads: bool = False) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "fristed.keeper", name, "--home", str(self.home), *more],
            stdin=subprocess.PIPE if reads else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        )

    def run(self, name: str, *more: str) -> tuple[int, str, str]:
        process = self.command(name, *more)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Its exit code, and how long it took  [seconds]."""
        if self.process is None:
            return 0, 0.0
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.communicate(timeout=20)
        code, self.process = self.process.returncode, None
        return code, time.monotonic() - began

    def remove(self) -> None:
        self.end(signal.SIGKILL)
        self._short.cleanup()


@pytest.fixture
def process(tmp_path: Path, conninfo: str) -> Iterator[Process]:
    made = Process(tmp_path, conninfo)
    yield made
    made.remove()


@pytest.fixture
def started(
    tmp_path: Path, conninfo: str, database: psycopg.Connection
) -> Iterator[Callable[..., tuple[InsideKeeper, Scene]]]:
    """Start a keeper, or start it again, in a folder: the one before in it is stopped."""
    running: dict[Path, InsideKeeper] = {}

    def start(home: Path | None = None, **settings: Any) -> tuple[InsideKeeper, Scene]:
        home = home or tmp_path / "keeper"
        stop(home)
        running[home] = inside(home, conninfo, **settings)
        return running[home], Scene(running[home], home, database)

    def stop(home: Path) -> None:
        if home in running:
            running.pop(home).stop()

    start.stop = stop  # type: ignore[attr-defined]
    yield start
    for home in list(running):
        stop(home)
