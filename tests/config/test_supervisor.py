"""`make run`: everything starts in order, comes back when it dies, and ends with the supervisor."""

import os
import signal
import socket
import stat
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from tests.house import House, superuser_of

from fristed.config import supervisor
from fristed.config.installation import ROOT

CHILDREN = ["postgres -D", "fristed.keeper serve", "{nora}", "{desk}", "procrastinate worker"]


def ask(address: str, **headers: str) -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as answer:
        return answer.code, dict(answer.headers)


def answers(address: str, *, within: float = 20) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            status, _ = ask(address)
        except OSError:
            status = 599
        if status < 500:
            return True
        time.sleep(0.1)
    return False


def test_what_greets_as_a_mail_server_does_is_no_door():
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            client, _ = other.accept()
            with client:
                client.sendall(b"* OK IMAP4rev1\r\n")
                client.recv(4_096)

        Thread(target=greet, daemon=True).start()
        assert not supervisor.answers(other.getsockname()[1])


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A house without sample data, in a folder with a space in its name."""
    with tempfile.TemporaryDirectory(prefix="fristed hus ") as name:
        house = House(Path(name), sample=False)
        yield house
        house.end(signal.SIGKILL)
        house.drop()


@pytest.fixture
def running(house: House) -> House:
    if house.supervisor is None:
        house.start()
    return house


def connect(house: House) -> psycopg.Connection:
    """Connect, also while PostgreSQL is still reading its log after kill -9."""
    deadline = time.monotonic() + 20
    while True:
        try:
            return psycopg.connect(superuser_of(house), autocommit=True)
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def child(house: House, part: str) -> int:
    return house.pid_of(part.format(nora=f":{house.port}", desk=f":{house.port + 1}"))


def test_it_says_where_the_doors_are_and_they_answer(house):
    said = house.start()

    assert f"http://localhost:{house.port}\n" in said
    assert f"http://localhost:{house.port + 1}\n" in said
    assert [answers(house.nora), answers(house.desk)] == [True, True]


def test_no_answer_names_a_product(running):
    for address in (running.nora, running.desk, f"{running.nora}/static/x.css"):
        _, headers = ask(address)

        assert "Server" not in headers
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_it_keeps_is_its_owners_alone(running):
    kept = list((running.var / "secrets").iterdir())

    assert len(kept) > 8
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    for folder in ("secrets", "log", "keeper"):
        assert stat.S_IMODE((running.var / folder).stat().st_mode) == 0o700
    logs = list((running.var / "log").iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in logs} == {0o600}


def test_no_secret_stands_on_a_command_line(running):
    secrets = [path.read_text() for path in (running.var / "secrets").iterdir()]
    lines = " ".join(running.processes().values())

    assert "gunicorn" in lines
    assert not [secret for secret in secrets if secret in lines]


def test_a_second_copy_from_the_same_folder_is_refused(running):
    second = House(running.home)
    process = second.launch()
    _, said = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "already running" in said


def test_a_taken_port_is_said_and_nothing_is_left(running):
    with tempfile.TemporaryDirectory() as name:
        other = House(Path(name), port=running.port)
        process = other.launch()
        _, said = process.communicate(timeout=30)
        other.wait_until_gone()

    assert process.returncode == 1
    assert f"Port {running.port} is taken" in said


@pytest.mark.parametrize("part", CHILDREN)
def test_a_child_that_is_killed_is_started_again(running, part):
    before = child(running, part)
    os.kill(before, signal.SIGKILL)

    deadline = time.monotonic() + 20
    while True:
        try:
            after = child(running, part)
        except ValueError:
            after = before
        if after != before:
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert [answers(running.nora), answers(running.desk)] == [True, True]


def test_what_was_acknowledged_survives_kill_9_of_the_supervisor(running):
    with connect(running) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (7)")

    running.end(signal.SIGKILL)
    running.wait_until_gone()  # the worker may be starting still, on a busy machine

    running.start()  # comes back with what is there
    with connect(running) as connection:
        assert connection.execute("select n from kept").fetchone() == (7,)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_everything_it_started(running, by):
    assert len(running.processes()) >= len(CHILDREN)

    code = running.end(by)

    assert code == 0
    running.wait_until_gone(1)


def test_a_warm_start_migrates_nothing(house):
    said = house.start()

    assert "ready" not in said


def test_sigterm_to_make_ends_the_house(running):
    running.end()
    environment = running.environment() | {"PORT": str(running.port)}
    make = subprocess.Popen(["make", "run"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    assert answers(running.desk, within=60)

    make.send_signal(signal.SIGTERM)
    make.wait(60)

    running.wait_until_gone()


def test_sample_data_that_was_cut_off_is_begun_anew(house):
    """Half a house can neither go on nor be used; nothing in it is anybody's."""
    house.end()
    house.sample = True
    process = house.launch()
    assert process.stderr is not None
    next(line for line in process.stderr if "Loading sample data" in line)
    while not people_in(house):
        assert process.poll() is None
        time.sleep(0.1)
    house.end(signal.SIGKILL)
    house.wait_until_gone()

    house.sample = False
    said = house.start()

    assert "was cut off" in said
    assert [people_in(house), answers(house.desk)] == [0, True]


def test_a_house_somebody_has_an_account_in_is_never_made_anew(running):
    """Sample data is refused there, and what it holds stays."""
    with connect(running) as connection:
        connection.execute(
            "insert into accounts_user (ref, username, name, password, is_active, door,"
            " screen_code, uses_shortcuts, hides_when_idle)"
            " values ('per_a', 'a', 'A', '', true, 'desk', '', true, true)"
        )
    running.end()
    running.sample = True
    process = running.launch()
    _, said = process.communicate(timeout=60)
    running.sample = False
    running.start()

    assert "bare én gang" in said
    assert people_in(running) == 1


def people_in(house: House) -> int:
    with connect(house) as connection:
        found = connection.execute("select count(*) from accounts_user").fetchone()
    return found[0] if found else 0
