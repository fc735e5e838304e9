import json
import os
import pwd
import signal
import socket
import stat
import struct
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from tests.keeper.scene import Scene
from tests.keeper.test_destroying import prepare
from tests.keeper.writers import Talk, Writers, check_all_kept

from fristed.keeper import log
from fristed.keeper.custody import FileCustody
from fristed.keeper.shields import custody_key
from fristed.keeper.wire import MAX_REQUEST_BYTES
from fristed.sealing.custodians import new_identity, open_bundle


@pytest.fixture
def talking(process, database):
    """A keeper in a process of its own, and somebody who talks to it."""
    process.start()
    talk = Talk(str(process.socket))
    scene = Scene(talk, process.home, database)
    scene.talk, scene.now = talk, datetime.now(UTC)  # a process has no clock but the machine's
    scene.by_machine = True
    yield scene
    talk.close()


def test_socket_is_for_its_owner_only(talking, process):
    assert stat.S_IMODE(process.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(process.home.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can ask as somebody else")
def test_socket_refuses_a_process_of_another_user(talking, process):
    """The kernel says who asks (SO_PEERCRED); a file mode that slipped does not let them in."""
    process.socket.parent.chmod(0o711)
    process.socket.chmod(0o666)
    nobody = pwd.getpwnam("nobody")
    assert _answered_as(os.getuid(), process.socket)
    assert not _answered_as(nobody.pw_uid, process.socket)


def _answered_as(uid, path):
    """Whether a process of that user gets an answer."""
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setuid(uid)
            with socket.socket(socket.AF_UNIX) as asking:
                asking.connect(str(path))
                asking.sendall(struct.pack(">I", 14) + b'{"op":"hello"}')
                os._exit(0 if asking.recv(4) else 1)
        except ConnectionError:
            os._exit(1)
        finally:
            os._exit(2)
    return {0: True, 1: False}[os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]


def test_request_over_the_limit_is_refused_and_others_go_on(talking):
    talking.talk.connection.sendall(struct.pack(">I", MAX_REQUEST_BYTES + 1))
    (length,) = struct.unpack(">I", talking.talk.connection.recv(4))
    answer = json.loads(talking.talk.connection.recv(length))

    assert answer["error"] == "too_large"
    assert talking.talk.connection.recv(1) == b""
    talking.talk.again()
    assert talking.must("hello")


def test_request_of_eight_megabytes_is_read(talking):
    assert talking.refusal("sign_in", person="x" * (MAX_REQUEST_BYTES - 200)) == "malformed"


def test_half_a_request_harms_nobody(talking, process):
    for sent in (b"\x00", b"\x00\x00\x00\x10half"):
        with socket.socket(socket.AF_UNIX) as other:
            other.connect(str(process.socket))
            other.sendall(sent)
    assert talking.must("hello")


def test_malformed_request_keeps_the_connection(talking):
    for frame in (b"rubbish", b"[]", b"{}"):
        talking.talk.connection.sendall(struct.pack(">I", len(frame)) + frame)
        (length,) = struct.unpack(">I", talking.talk.connection.recv(4))
        assert json.loads(talking.talk.connection.recv(length))["error"] == "malformed"
    assert talking.must("hello")


def test_second_keeper_is_refused_by_folder_and_by_socket(talking, process, tmp_path):
    other_socket = str(process.socket.with_name("other.sock"))
    same_folder = process.run("serve", "--socket", other_socket, "--database", "")
    process.home = tmp_path / "another"
    same_socket = process.run("serve", "--socket", str(process.socket), "--database", "")

    assert [code for code, _, _ in (same_folder, same_socket)] == [1, 1]
    for _, _, said in (same_folder, same_socket):
        assert said.startswith("keeper: a keeper is already running here")
    assert talking.must("hello")


def test_socket_path_that_is_too_long_is_said(process, tmp_path):
    long = tmp_path / ("x" * 100) / "keeper.sock"
    long.parent.mkdir()
    process.process = process.command("serve", "--socket", str(long), "--database", "")
    _, said = process.process.communicate(timeout=60)

    assert process.process.returncode != 0
    assert "the path of the socket is too long" in said


def test_sigterm_ends_it_cleanly_also_with_open_connections(talking, process):
    code, _ = process.end()

    assert code == 0
    assert not process.socket.exists()
    assert log.verify(process.home / "log.jsonl").n > 0


def test_starts_over_a_socket_that_a_killed_keeper_left(talking, process):
    before = talking.must("hello")
    process.end(signal.SIGKILL)
    assert process.socket.exists()

    process.start()
    talking.talk.again()

    assert talking.must("hello") == before


def test_kill_9_in_the_middle_of_writes_loses_nothing_acknowledged(talking, process):
    """C20: eight writers, killed three times; each answer that was given still holds."""
    assertion = talking.adviser("amina")
    case = talking.case(assertion, "amina")
    lines = [talking.write(case, f"Tekst {n}", chained=False).line() for n in range(600)]
    shares = [talking.give(assertion, talking.want(case.ref, "berit", "share")) for _ in range(40)]
    writers = Writers(
        path=str(process.socket),
        token=talking.token("admin"),
        assertion=assertion,
        file=case.ref,
        lines=lines,
        shares=shares,
    )

    for _ in range(3):
        threads = writers.start()
        time.sleep(0.6)
        process.end(signal.SIGKILL)
        for thread in threads:
            thread.join(20)
        process.start()
        talking.talk.again()
        check_all_kept(talking, writers)

    assert min(writers.chained, len(writers.invites), len(writers.revoked), *writers.heads.values())
    opened = talking.open(assertion, case, items=[])["files"][0]
    count = talking.must("chain", file=case.ref, entries=[])["count"]
    assert (opened["history"], opened["pending"]) == ("whole", len(lines) - count)
    assert log.verify(process.home / "log.jsonl").n == len(talking.log_lines())
    assert talking.alarm_kinds() == []


def test_database_killed_and_back_is_met_with_try_again_and_then_works(talking, postgres):
    """C24: nothing opens while the grants cannot be read, and no restart is needed after."""
    assertion = talking.adviser("amina")
    case = talking.case(assertion, "amina")
    talking.write(case, "Notat")
    assert talking.read(assertion, case) == ["Notat"]

    postgres.kill()
    try:
        assert talking.open(assertion, case)["error"] == "database_away"
        assert talking.must("hello")
    finally:
        postgres.start()

    assert talking.read(assertion, case) == ["Notat"]


def test_database_role_can_only_read(postgres, conninfo):
    """What the keeper connects with writes nothing and sees nothing else of the house."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for sql in (
            "insert into vault_retentionrule (kind, months) values ('case', 1)",
            "update vault_grant set holder = 'x'",
            "delete from contact_code",
            "select * from not_for_the_keeper",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql)


def test_tokens_changed_on_disk_count_at_once(talking, process):
    old = talking.token("admin")
    (process.home / "admin.token").write_text("another\n")

    assert talking.refusal("admin.set_unit", token=old, unit="raad-ost") == "wrong_token"
    assert talking.refusal("admin.set_unit", token="another", unit="raad-ost") == ""


def test_rotation_commands_ask_the_running_keeper(talking, process):
    talking.unit_key("raad-ost", "2026Q4")
    where = ("--socket", str(process.socket))

    assert process.run("rotate-pepper", *where) == (0, "version=2\n", "")
    assert process.run("rewrap", *where, "--forget-older") == (0, "rewrapped=2\n", "")
    assert talking.must("hello")


def test_custodians_part_and_recover_a_key_by_commands(talking, process, tmp_path):
    """As docs/how-to/shield-and-recover-a-case.md says."""
    people = {name: new_identity() for name in ("arne", "berit-v", "cato")}
    where = ("--socket", str(process.socket))
    named = [f"--custodian={name}={one.recipient}" for name, one in people.items()]
    assert process.run("set-custodians", *where, *named)[0] == 0
    amina = talking.adviser("amina")
    case = talking.case(amina, "amina")
    talking.must("shield", assertion=amina, file=case.ref, named=["ingrid", "jonas"])

    code, said, _ = process.run(
        "shield-bundles", *where, "--file", case.ref, "--to", str(tmp_path / "out")
    )
    bundles = {path.stem: path for path in map(Path, said.split())}
    opened = {}
    for name in ("arne", "cato"):
        opened[name] = tmp_path / f"{name}.json"
        opened[name].write_text(open_bundle(bundles[name].read_bytes(), people[name].private))
    FileCustody(process.home / "custody").destroy(custody_key(case.ref))
    recovered = process.run(
        "recover-shield", *where, "--one", str(opened["arne"]), "--other", str(opened["cato"])
    )

    assert (code, sorted(bundles)) == (0, sorted(people))
    assert recovered == (0, f"file={case.ref}\n", "")
    assert "shield_recovered" in talking.alarm_kinds()


def test_two_leaders_destroy_a_quarter_by_commands(talking, process):
    """As docs/how-to/destroy-a-quarter.md says; C7."""
    case = prepare(talking)
    codes = {
        person: talking.must("recovery.new", assertion=assertion)["codes"]
        for person, assertion in talking.leaders.items()
    }

    def run(name, person):
        where = ("--socket", str(process.socket), "--unit", "raad-ost", "--quarter", "2025Q1")
        command = process.command(name, *where, "--person", person, reads=True)
        out, err = command.communicate(codes[person].pop() + "\n", timeout=60)
        return command.returncode, out, err

    listed = f"file={case.ref} kind=case closed_on=2025-06-01 expires_on=2026-06-01"
    assert run("list-doomed", "frida") == (
        0,
        f"{listed} legal_hold=False\nhindrance=none\n",
        "",
    )
    assert run("propose-destruction", "frida") == (0, "", "")
    assert run("confirm-destruction", "frida") == (1, "", "keeper: same_person\n")
    assert run("confirm-destruction", "gunnar") == (0, "", "")
    assert talking.open(case.assertion, case)["error"] == "destroyed"


def test_commands_without_a_running_keeper_say_so(process, tmp_path):
    process.start()
    process.end()

    code, _, said = process.run("rotate-pepper", "--socket", str(process.socket))

    assert (code, said.split(":")[:2]) == (1, ["keeper", " FileNotFoundError"])
