"""Copying the database to another place, and back. The keeper has its own command and place.

    python -m fristed.config.backup make FOLDER
    python -m fristed.config.backup restore FILE --into fristed

Texts are sealed in the copy as they are in the database: without the keeper's state and its custody
it opens nothing, and what a destroyed quarter's key held stays closed in every copy. So the two
copies never lie in one place.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fristed.config import cluster, installation, roles
from fristed.config.doors import BACKUP


class NotEmpty(Exception):
    """A copy is only put back into a database that does not exist yet."""


def make(folder: Path, *, at: datetime, database: str | None = None) -> Path:
    """Write a copy as the backup role, which reads behind the wall and writes nothing."""
    place = _place(database)
    to = folder / f"fristed-{at:%Y%m%dT%H%M%SZ}.dump"
    with open(to, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        _run(
            ["pg_dump", "--format=custom", "--no-password", f"--dbname={place}"],
            password=installation.secret(BACKUP),
            output=file,
        )
    return to


def restore(file: Path, *, superuser: str, into: str) -> None:
    """Make the roles and a new database, and put the copy into it, owners and walls included.

    :raises NotEmpty: a database of that name exists.
    """
    with psycopg.connect(superuser, dbname=roles.FIRST) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [into]).fetchone():
            raise NotEmpty(into)
    roles.make_roles(superuser)
    roles.make_database(superuser, into)
    there = {key: str(value) for key, value in conninfo_to_dict(superuser).items()}
    password = there.pop("password", "")
    place = make_conninfo(**there | {"dbname": into})
    command = ["pg_restore", "--exit-on-error", "--single-transaction", "--no-password"]
    with file.open("rb") as copy:
        _run([*command, f"--dbname={place}"], password=password, source=copy)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m fristed.config.backup")
    does = parser.add_subparsers(dest="does", required=True)
    does.add_parser("make").add_argument("folder", type=Path)
    back = does.add_parser("restore")
    back.add_argument("file", type=Path)
    back.add_argument("--into", default=roles.DATABASE)
    said = parser.parse_args(arguments)
    if said.does == "make":
        sys.stdout.write(f"{make(said.folder, at=datetime.now(UTC))}\n")
        return 0
    superuser = os.environ.get("DATABASE_URL") or cluster.place(installation.var()).superuser
    restore(said.file, superuser=superuser, into=said.into)
    return 0


def _place(database: str | None) -> str:
    """Where the database is, for the backup role, without its password."""
    external = conninfo_to_dict(os.environ.get("DATABASE_URL", ""))
    there = {key: str(value) for key, value in external.items()}
    if not external:
        there = {"host": str(cluster.sockets_of(installation.var())), "dbname": roles.DATABASE}
    there.pop("password", None)
    there["user"] = BACKUP
    return make_conninfo(**there | ({"dbname": database} if database else {}))


def _run(
    command: list[str],
    *,
    password: str,
    source: IO[bytes] | None = None,
    output: IO[bytes] | None = None,
) -> None:
    program = cluster.find_binaries() / command[0]
    environment = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
    subprocess.run(
        [program, *command[1:]],
        stdin=source or subprocess.DEVNULL,
        stdout=output,
        env=environment | {"PGPASSWORD": password},
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
