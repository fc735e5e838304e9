"""A PostgreSQL of our own: made whole, private, from any path, and back after kill -9."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from fristed.config import cluster, installation, roles
from fristed.config.children import Child, Children, end
from fristed.config.doors import DESK, MIGRATE

FAST = {"fsync": "off"}


def modes(folder: Path) -> dict[Path, int]:
    """The mode of a folder and of every folder above it."""
    return {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.parents)}


@pytest.fixture
def home(monkeypatch) -> Iterator[Path]:
    """A folder with a space, an å and an apostrophe in its name, for one installation."""
    with tempfile.TemporaryDirectory(prefix="fristed ' å ") as name:
        home = Path(name)
        home.chmod(0o711)
        monkeypatch.setenv("FRISTED_VAR", str(home / "var"))
        yield home


@pytest.fixture
def running(home) -> Iterator[tuple[cluster.Cluster, subprocess.Popen[bytes]]]:
    made = cluster.place(home / "var")
    cluster.make(made, FAST)
    process = cluster.start(made)
    cluster.wait_until_up(made)
    yield made, process
    cluster.stop(process)


def test_it_runs_from_an_odd_path_and_knows_norwegian_letters(running):
    made, _ = running

    roles.make_roles(made.superuser)
    roles.make_database(made.superuser)

    with psycopg.connect(made.superuser, dbname=roles.DATABASE) as connection:
        row = connection.execute(
            "select lower('ÆØÅ'), 'Å' ilike 'å', current_setting('timezone')"
        ).fetchone()
    assert row == ("æøå", True, "UTC")


def test_it_never_runs_as_root(running):
    made, process = running

    owner = Path(f"/proc/{process.pid}").stat().st_uid

    assert owner == (made.user if os.geteuid() == 0 else os.geteuid())
    assert owner != 0


AS_SOMEBODY = """
import os, sys
from pathlib import Path
from fristed.config import cluster  # before: this Python may lie where only root looks
os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[1]))
made = cluster.place(Path(os.environ["FRISTED_VAR"]))
cluster.make(made, {"fsync": "off"})
process = cluster.start(made)
cluster.wait_until_up(made)
print(Path(f"/proc/{process.pid}").stat().st_uid, made.data)
cluster.stop(process)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="every test here is run by an ordinary user already")
def test_an_ordinary_user_runs_it_in_a_closed_folder_of_her_own(home):
    somebody, wheel = pwd.getpwnam("nobody"), cluster.find_binaries().parents[1]
    for part in (wheel, wheel.with_suffix(".libs")):
        shutil.copytree(part, home / part.name)
    os.chown(home, somebody.pw_uid, somebody.pw_gid)
    home.chmod(0o700)
    before = modes(home)
    binaries = home / wheel.name / cluster.find_binaries().relative_to(wheel)

    done = subprocess.run(
        [sys.executable, "-c", AS_SOMEBODY, str(somebody.pw_uid), str(somebody.pw_gid)],
        env=os.environ | {"FRISTED_POSTGRESQL": str(binaries)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == f"{somebody.pw_uid} {home / 'var' / 'pg'}\n", done.stderr
    assert modes(home) == before


def test_nobody_gets_in_without_a_password(running):
    made, _ = running

    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(host=str(made.sockets), port=cluster.PORT, user=cluster.OWNER)


def test_it_listens_on_no_port(running):
    made, _ = running

    with psycopg.connect(made.superuser) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_a_refused_row_is_not_in_its_log(running):
    """C22: at PostgreSQL's defaults the value stands there three ways."""
    made, _ = running
    secret = "tante Solveig"
    with psycopg.connect(made.superuser, autocommit=True) as connection:
        connection.execute("create table t (word text unique, n int)")
        connection.execute("insert into t values (%s)", [secret])
        for statement, values in [
            ("insert into t values (%s)", [secret]),
            ("select %s::int", [secret]),
            (f"insert into t values ('{secret}')", None),
        ]:
            with pytest.raises(psycopg.Error) as raised:
                connection.execute(statement, values)
            assert secret in str(raised.value)
    with psycopg.connect(made.superuser) as connection:
        connection.execute("select 1")

    assert secret not in made.log.read_text()


def test_no_mode_outside_the_var_folder_is_changed(home):
    before = modes(home)
    made = cluster.place(home / "var")
    cluster.make(made, FAST)
    process = cluster.start(made)
    cluster.wait_until_up(made)
    cluster.stop(process)

    assert modes(home) == before
    assert stat.S_IMODE(made.data.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as another user")
def test_as_root_in_a_closed_folder_it_moves_to_where_nobody_can_reach_it(home):
    home.chmod(0o700)
    before = modes(home)

    made = cluster.place(home / "var")
    try:
        cluster.make(made, FAST)
        process = cluster.start(made)
        cluster.wait_until_up(made)

        assert cluster.sockets_of(home / "var") == made.sockets
        assert (home / "var" / "pg").resolve() == made.data
        assert made.data.is_relative_to("/var/lib")
        assert modes(home) == before
        cluster.stop(process)

        shutil.rmtree(home / "var")  # begin again
        again = cluster.place(home / "var")
        cluster.make(again, FAST)
        process = cluster.start(again)
        cluster.wait_until_up(again)
        cluster.stop(process)
        assert len(list(made.data.parent.glob("pg.left-*"))) == 1
    finally:
        subprocess.run(["rm", "-rf", made.data.parent], check=True)


def test_another_houses_secrets_are_told_apart_at_once(running, monkeypatch, tmp_path):
    made, _ = running
    monkeypatch.setenv("FRISTED_VAR", str(tmp_path))

    with pytest.raises(cluster.ClusterFailed, match="not of one house"):
        cluster.wait_until_up(made)


def test_a_half_made_cluster_is_never_used(home):
    made = cluster.place(home / "var")
    left = home / "var" / "pg.new"
    left.mkdir()
    (left / "PG_VERSION").write_text("18\n")  # an initdb that was killed

    cluster.make(made, FAST)

    assert not left.exists()
    assert (made.data / "global" / "pg_control").exists()


def test_after_kill_9_every_acknowledged_row_is_there(running):
    made, process = running
    with psycopg.connect(made.superuser, autocommit=True) as connection:
        connection.execute("create table kept (n int)")
        for number in range(200):
            connection.execute("insert into kept values (%s)", [number])
    unfinished = psycopg.connect(made.superuser)
    unfinished.execute("insert into kept values (999)")
    process.kill()
    process.wait()

    again = cluster.start(made)
    cluster.wait_until_up(made)
    with psycopg.connect(made.superuser) as connection:
        row = connection.execute("select count(*), max(n) from kept").fetchone()
    cluster.stop(again)
    unfinished.close()

    assert row == (200, 199)


def test_it_is_started_again_until_what_was_killed_has_ended(running):
    """A backend of a killed PostgreSQL keeps its memory, and no other may start beside it."""
    made, process = running
    with psycopg.connect(made.superuser) as client:
        backend = client.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        process.kill()
        process.wait()
    children = Children(made.log.parent)
    ended = threading.Timer(1, os.kill, (backend, signal.SIGKILL))
    ended.start()
    child = children.add(Child("postgresql", lambda: cluster.start(made), signal.SIGINT))
    try:
        cluster.wait_until_up(made, meanwhile=children.look)
    finally:
        ended.join()
        end([child])

    assert len(child.begun) > 1
    assert "still in use" in made.log.read_text()


def test_it_stops_at_once_with_clients_connected(running):
    made, process = running
    with psycopg.connect(made.superuser):
        process.send_signal(signal.SIGINT)

        assert process.wait(3) == 0


def test_two_copies_run_side_by_side_and_share_no_password(running, monkeypatch):
    first, _ = running
    with tempfile.TemporaryDirectory(prefix="fristed-other-") as name:
        Path(name).chmod(0o711)
        theirs = installation.make_secret(cluster.OWNER)
        monkeypatch.setenv("FRISTED_VAR", f"{name}/var")
        second = cluster.place(Path(name) / "var")
        cluster.make(second, FAST)
        process = cluster.start(second)
        cluster.wait_until_up(second)
        try:
            assert first.sockets != second.sockets
            with pytest.raises(psycopg.OperationalError, match="authentication failed"):
                psycopg.connect(second.superuser, password=theirs)
        finally:
            cluster.stop(process)


def test_its_roles_are_made_the_same_twice(running):
    made, _ = running
    roles.make_roles(made.superuser)
    roles.make_database(made.superuser)
    roles.make_roles(made.superuser)
    roles.make_database(made.superuser)

    with psycopg.connect(made.superuser) as connection:
        rows = connection.execute(
            "select rolname, rolcreatedb from pg_roles where rolname in (%s, %s) order by 1",
            [DESK.role, MIGRATE],
        ).fetchall()
    assert rows == [(DESK.role, False), (MIGRATE, False)]
