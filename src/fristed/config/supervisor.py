"""`make run`: start the house in order, keep it running, and take it all down again.

    python -m fristed.config.supervisor [--port 8000]

PostgreSQL, roles, migrations, keeper, sample data, doors, worker. Each child leads a session of its
own, so that Ctrl-C reaches only this process and the order of stopping is ours; and each asks the
kernel to end it if this process is killed.
"""

import argparse
import contextlib
import fcntl
import http.client
import json
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fristed.config import cluster, installation, preparing, roles
from fristed.config.children import Child, Children, say, spawn
from fristed.config.doors import DESK, DOORS, KEEPER, MIGRATE, SECRETS, STUDIO, WORKER, Door

LOOK_EVERY = 0.1  # seconds
ANSWERS_WITHIN = 120  # seconds
SETTINGS = "DJANGO_SETTINGS_MODULE"
MANAGE = (sys.executable, str(installation.ROOT / "manage.py"))


class Stopped(BaseException):
    """Somebody asked us to end."""


class CannotRun(Exception):
    """Said to the person who ran the command, without a traceback."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make run", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--port", type=int, default=installation.PORT)
    os.environ["FRISTED_PORT"] = str(parser.parse_args(arguments).port)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stop)
    var = installation.var()
    try:
        with _only_one(var), Children(installation.private_folder(var / "log")) as children:
            House(var, children).start()
            while True:
                children.look()
                time.sleep(LOOK_EVERY)
    except Stopped:
        return 0
    except (CannotRun, cluster.ClusterFailed, roles.WrongDatabase, installation.NotSafe) as fault:
        say(f"\n{fault}")
        return 1


class House:
    """One run of the house."""

    def __init__(self, var: Path, children: Children) -> None:
        self.var = var
        self.children = children
        self.environment: dict[str, str] = {}
        self.owner = ""  # conninfo of the tables' owner

    def start(self) -> None:
        _check_ports()
        for name in SECRETS:
            installation.make_secret(name)
        self._start_database()
        self._prepare()
        self._start_keeper()
        state = self._load_sample()
        self.environment["FRISTED_HOLDS_SAMPLE"] = "1" if state.sample else "0"
        self._start_doors()
        _tell(self.var, sample=state.sample)

    def _start_database(self) -> None:
        """The embedded cluster, or the one DATABASE_URL names; then its roles and database."""
        external = os.environ.get("DATABASE_URL")
        superuser = external or self._start_cluster()
        roles.make_roles(superuser)
        there = conninfo_to_dict(superuser)
        name = str(there.get("dbname") or roles.DATABASE) if external else roles.DATABASE
        roles.make_database(superuser, name)
        for taken in ("user", "password", "dbname"):
            there.pop(taken, None)  # nobody after this is superuser
        place = make_conninfo(**{key: str(value) for key, value in there.items()}, dbname=name)
        self.environment = _environment(self.var, place)
        self.owner = make_conninfo(place, user=MIGRATE, password=installation.secret(MIGRATE))
        if preparing.read_state(self.owner).loading:
            say("Loading sample data was cut off. Making the house anew ...")
            roles.drop_database(superuser, name)
            roles.make_database(superuser, name)
            for known in ("keeper", "custody"):  # what the keeper learned of it
                shutil.rmtree(self.var / known, ignore_errors=True)

    def _start_cluster(self) -> str:
        place = cluster.place(self.var)
        if not (place.data / "PG_VERSION").exists():
            say("Making the database ...")
        cluster.make(place)
        self.children.add(Child("postgresql", lambda: cluster.start(place), signal.SIGINT))
        cluster.wait_until_up(place, meanwhile=self.children.look)
        return place.superuser

    def _prepare(self) -> None:
        """Migrate and collect files, unless that was done for this very code."""
        wanted = preparing.database_fingerprint()
        stamp, static = self.var / "static.stamp", preparing.static_fingerprint()
        what = []
        if preparing.read_state(self.owner).prepared != wanted:
            what.append("--database")
        if not stamp.exists() or stamp.read_text() != static:
            what.append("--static")
        if not what:
            return
        say("Making tables and pages ready ...")
        self._manage(*[["prepare", each] for each in what])
        preparing.note(self.owner, prepared=wanted)
        stamp.write_text(static)

    def _start_keeper(self) -> None:
        home = installation.private_folder(self.var / "keeper")
        where = installation.keeper_socket()
        installation.private_folder(where.parent)
        command = [sys.executable, "-m", "fristed.keeper", "serve", "--home", str(home)]
        custody = os.environ.get("FRISTED_CUSTODY") or f"file:{self.var / 'custody'}"
        command += ["--socket", str(where), "--custody", custody]
        command += ["--rp-id", "localhost"]
        for door in (DESK, STUDIO):  # where passkeys are used
            command += ["--origin", f"http://localhost:{_port(door)}"]
        place = self.environment["DATABASE_URL"]
        command += ["--database", make_conninfo(place, user=KEEPER)]
        password = {"PGPASSWORD": installation.secret(KEEPER)}  # an argument is seen by everyone
        self.children.start("keeper", command, self.environment | password, stage=1)

    def _load_sample(self) -> preparing.State:
        state = preparing.read_state(self.owner)
        wanted = self.environment.get("FRISTED_SAMPLE", "1") == "1"
        if state.sample or not wanted or installation.in_production():
            return state
        self._wait("keeper", lambda: listens(installation.keeper_socket()))
        say("Loading sample data ...")
        if not preparing.holds_people(self.owner):
            preparing.note(self.owner, loading=True)
        self._manage(["load_sample"])
        return preparing.note(self.owner, sample=True, loading=False)

    def _start_doors(self) -> None:
        for door in DOORS:
            if door.offset is not None:
                command = [sys.executable, "-m", "gunicorn", "-c", "python:fristed.config.serving"]
                command += ["--bind", f"127.0.0.1:{_port(door)}"]
                self._start_door(door, command)
        for door in DOORS:
            if door.offset is not None:
                self._wait(door.name, partial(answers, _port(door)))
        # Asked to end it would finish its job first, however long; a job may be cut off anywhere.
        worker = [*MANAGE, "procrastinate", "worker"]
        self._start_door(WORKER, worker, orphaned=signal.SIGKILL)
        self._wait("keeper", lambda: listens(installation.keeper_socket()))

    def _start_door(
        self, door: Door, command: Sequence[str], orphaned: signal.Signals = signal.SIGTERM
    ) -> None:
        environment = self.environment | _settings(door.name)
        self.children.start(door.name, command, environment, stage=2, orphaned=orphaned)

    def _manage(self, *commands: Sequence[str]) -> None:
        """Run Django's commands at once, to their end, with every app and as the tables' owner."""
        log = self.children.logs / "manage.log"
        environment = self.environment | _settings("superset")
        begun = [
            self.children.add(
                Child(" ".join(each), partial(spawn, [*MANAGE, *each], environment, log), stage=2)
            )
            for each in commands
        ]
        codes = [child.process.wait() if child.process else 1 for child in begun]
        for child, code in zip(begun, codes, strict=True):
            self.children.running.remove(child)
            if code:
                tail = "".join(log.read_text(errors="replace").splitlines(keepends=True)[-20:])
                raise CannotRun(f"`manage.py {child.name}` failed:\n{tail}")

    def _wait(self, name: str, is_up: Callable[[], bool]) -> None:
        deadline = time.monotonic() + ANSWERS_WITHIN
        while not is_up():
            if time.monotonic() > deadline:
                raise CannotRun(f"{name} does not answer; see {self.children.logs / f'{name}.log'}")
            self.children.look()
            time.sleep(0.02)


@contextmanager
def _only_one(var: Path) -> Iterator[None]:
    """A lock the kernel lets go of however we end: no stale file can keep the house closed."""
    installation.private_folder(var, 0o711 if os.geteuid() == 0 else 0o700)
    with (var / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"Fristed is already running from this folder ({var}).") from None
        yield


def _environment(var: Path, place: str) -> dict[str, str]:
    """What every child gets: where the installation is, and no superuser."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {
        "FRISTED_VAR": str(var),
        "FRISTED_KEEPER_SOCKET": str(installation.keeper_socket()),
        "DATABASE_URL": place,
    }


def _settings(name: str) -> dict[str, str]:
    return {SETTINGS: f"fristed.config.settings.{name}"}


def _port(door: Door) -> int:
    return installation.first_port() + (door.offset or 0)


def _check_ports() -> None:
    for door in DOORS:
        if door.offset is None:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", _port(door)))
            except OSError:
                raise CannotRun(
                    f"Port {_port(door)} is taken. Choose others: make run PORT=9000"
                ) from None


def listens(where: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(where)) == 0


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError as answer:
        return answer.code < 500
    except (OSError, http.client.HTTPException):  # nothing there, or no door of ours
        return False
    return True


def _tell(var: Path, *, sample: bool) -> None:
    """Say where the doors are and, with sample data, how to sign in."""
    say("")
    for door in DOORS:
        if door.offset is not None:
            say(f"  {door.name:<7} http://localhost:{_port(door)}")
    signins = var / "sample-signins.json"
    if sample and signins.exists():
        say(f"\nSample sign-ins, all made up (with the second factor, in {signins}):\n")
        for row in _signins(signins):
            what = (row["door"], row["role"], row["username"], row["password"])
            say("  {:<8} {:<24} {:<12} {}".format(*what))
    say("\nFristed is running. Ctrl-C ends it.")


def _signins(where: Path) -> list[dict[str, str]]:
    """How the personas sign in, at the ports of this run; the file says the same."""
    rows = json.loads(where.read_text())
    ports = {door.name: _port(door) for door in DOORS}
    for row in rows:
        row["url"] = f"http://localhost:{ports[row['door']]}/"
    installation.write_private(where, json.dumps(rows, ensure_ascii=False, indent=2))
    return list(rows)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
