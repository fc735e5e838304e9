"""A house of the bench's own: a temporary folder, and the real supervisor's own steps in it."""

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fristed.config import cluster, installation, supervisor
from fristed.config.children import Children
from fristed.config.doors import MIGRATE, SECRETS

PORTS = 4
STAGED = "staged"
LONG = 300  # entries of one case
LET_GO = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s"
"""The keeper's connection; it makes another when it is asked."""


class Ground:
    """The temporary folder, and what is started in it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="fristed-bench-")
        self.var = Path(self._folder.name) / "var"
        self._signins: dict[str, dict[str, str]] = {}

    def __enter__(self) -> Self:
        Path(self._folder.name).chmod(0o711)  # as root, PostgreSQL runs as `nobody`
        for name in [name for name in os.environ if name.startswith(("FRISTED_", "PG"))]:
            del os.environ[name]
        os.environ |= {"FRISTED_VAR": str(self.var), "FRISTED_PORT": str(_free_ports())}
        # sign-in with one click and a network for each request: one machine stands for many
        os.environ |= {"FRISTED_SAMPLE": "0", "FRISTED_CLIENT_ADDRESS": "HTTP_X_FORWARDED_FOR"}
        installation.private_folder(self.var, 0o711 if os.geteuid() == 0 else 0o700)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if (data := self.var / "pg").is_symlink():  # moved to where `nobody` reaches it
            subprocess.run(["rm", "-rf", str(data.readlink().parent)], check=False)
        self._folder.cleanup()

    @contextmanager
    def house(self, *, doors: bool) -> Iterator["House"]:
        """Start it as `make run` does; without doors, as far as the keeper."""
        with Children(installation.private_folder(self.var / "log")) as children:
            house = House(self.var, children)
            if doors:
                house.start()
            else:
                house.start_without_doors()
            yield house

    def stage(self) -> dict[str, dict[str, str]]:
        """Make the people and forty cases, once; answers how each of them signs in.

        They stand in the house's own database, which the keeper reads, and in `staged`.
        """
        if not self._signins:
            with self.house(doors=False) as house:
                self._signins = json.loads(house.run("bench.staging", settings="superset"))
                house.copy_database("fristed", STAGED)
        return self._signins

    @property
    def port(self) -> int:
        return installation.first_port()


class House(supervisor.House):
    def start_without_doors(self) -> None:
        for name in SECRETS:
            installation.make_secret(name)
        self._start_database()
        self._prepare()
        self._start_keeper()
        self._wait("keeper", lambda: supervisor.listens(installation.keeper_socket()))

    def superuser(self, database: str = "fristed") -> str:
        return make_conninfo(cluster.place(self.var).superuser, dbname=database)

    def copy_database(self, of: str, to: str) -> None:
        with psycopg.connect(self.superuser("postgres"), autocommit=True) as connection:
            connection.execute(LET_GO, [of])
            connection.execute(
                sql.SQL("create database {} owner {} template {}").format(
                    sql.Identifier(to), sql.Identifier(MIGRATE), sql.Identifier(of)
                )
            )

    def make_database(self, name: str) -> None:
        with psycopg.connect(self.superuser("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))

    def drop_database(self, name: str) -> None:
        with psycopg.connect(self.superuser("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
            )

    def run(self, module: str, *arguments: str, settings: str, database: str = "fristed") -> str:
        """Run a module of the bench to its end, with one door's settings; answers what it said."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.as_door(settings, database),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def speak(
        self, module: str, *arguments: str, settings: str, database: str = "fristed"
    ) -> subprocess.Popen[str]:
        """Start a module of the bench that is asked line by line."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=self.as_door(settings, database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def as_door(self, settings: str, database: str) -> dict[str, str]:
        place = make_conninfo(self.environment["DATABASE_URL"], dbname=database)
        named = {
            "DATABASE_URL": place,
            "DJANGO_SETTINGS_MODULE": f"fristed.config.settings.{settings}",
        }
        return os.environ | self.environment | named


def only(rows: Sequence[Sequence[Any]]) -> Any:
    ((value,),) = rows
    return value


def _free_ports() -> int:
    """Below those the kernel lends to connections, which may take one before a door has it."""
    while True:
        first = random.randrange(10_000, 32_000, PORTS)
        if all(_is_free(first + step) for step in range(PORTS)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
