import os
import subprocess
import sys

import pytest

from fristed.keeper import backup, log, starting
from fristed.keeper.custody import FileCustody, KeyGone


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def copied(started, tmp_path):
    """A keeper with one case, and a backup of it."""
    _, scene = started()
    scene.assertion = scene.adviser("amina")
    scene.file = scene.case(scene.assertion, "amina")
    scene.write(scene.file, "Notat")
    scene.backup = tmp_path / "backup"
    backup.back_up(scene.home, scene.backup)
    return scene


def restart(started, scene, home=None, **settings):
    _, again = started(home or scene.home, **settings)
    again.now = scene.now
    again._secrets, again._used = scene._secrets, scene._used
    again._members = scene._members
    return again


def test_backup_restored_elsewhere_opens_what_it_knew(started, copied, tmp_path):
    """The restore drill: lose the folder, bring the copy, open a case."""
    started.stop(copied.home)
    elsewhere = tmp_path / "elsewhere"
    backup.restore(elsewhere, copied.backup)

    again = restart(
        started, copied, elsewhere, custody=FileCustody(copied.home.with_name("custody"))
    )

    assert again.read(copied.assertion, copied.file) == ["Notat"]
    assert again.alarms() == []
    assert again.sign_in("amina")


def test_backup_without_custody_opens_nothing(started, copied, tmp_path):
    """A stolen copy: no custody, no keys."""
    elsewhere = tmp_path / "elsewhere"
    backup.restore(elsewhere, copied.backup)

    with pytest.raises(KeyGone):
        started(elsewhere, custody=FileCustody(tmp_path / "empty"))


def test_backup_holds_no_custody_and_no_token(copied):
    assert set(bytes_of(copied.backup)) == {"keeper.db", "log.jsonl", "manifest.json"}
    for token in ("admin", "count", "worker"):
        for data in bytes_of(copied.backup).values():
            assert copied.token(token).encode() not in data
    modes = {path.stat().st_mode & 0o777 for path in copied.backup.iterdir()}
    assert modes == {0o600}
    assert copied.backup.stat().st_mode & 0o777 == 0o700


def test_backup_of_a_running_keeper_is_consistent(started, copied, tmp_path):
    """Taken in the middle of writes: the log is where the state is, or ahead."""
    import threading

    stop, made = threading.Event(), []

    def write():
        while not stop.is_set():
            copied.must("admin.invite", token=copied.token("admin"), person="berit")

    writing = threading.Thread(target=write)
    writing.start()
    for n in range(5):
        backup.back_up(copied.home, tmp_path / f"copy-{n}")
        made.append(tmp_path / f"copy-{n}")
    stop.set()
    writing.join()

    for n, copy in enumerate(made):
        home = tmp_path / f"home-{n}"
        backup.restore(home, copy)
        again = restart(
            started, copied, home, custody=FileCustody(copied.home.with_name("custody"))
        )
        assert "log_cut" not in again.alarm_kinds()
        assert again.read(copied.assertion, copied.file) == ["Notat"]
        started.stop(home)


def test_backup_never_overwrites_another(copied):
    with pytest.raises(FileExistsError):
        backup.back_up(copied.home, copied.backup)


@pytest.mark.parametrize("name", ["keeper.db", "log.jsonl", "manifest.json"])
def test_backup_that_was_changed_is_not_restored(started, copied, tmp_path, name):
    path = copied.backup / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))

    with pytest.raises(backup.BackupBroken):
        backup.restore(tmp_path / "elsewhere", copied.backup)
    assert not (tmp_path / "elsewhere" / "keeper.db").exists()


def test_restore_over_a_keeper_must_be_said(started, copied):
    started.stop(copied.home)

    with pytest.raises(FileExistsError):
        backup.restore(copied.home, copied.backup)


def test_restore_under_a_running_keeper_is_refused(copied):
    with (
        starting.only_one(copied.home / starting.LOCK),
        pytest.raises(starting.AlreadyRunning),
    ):
        backup.restore(copied.home, copied.backup, replace=True)


def test_restored_register_learns_from_the_log_what_was_taken_back(started, copied):
    """Revoked, ended, stopped and used stays so, whatever copy the register came from."""
    berit = copied.adviser("berit")
    share = copied.give(copied.assertion, copied.want(copied.file.ref, "berit", "share"))
    ended = copied.sign_in("amina")
    copied.member("cecilie")
    copied.enrol("cecilie")
    started_again = restart(started, copied)
    copy = copied.home.with_name("later-backup")
    backup.back_up(copied.home, copy)
    code = started_again.code("cecilie")
    stopped_later = started_again.must("sign_in", person="cecilie", code=code, door="desk")
    started_again.must("revoke", assertion=copied.assertion, grants=[share])
    started_again.must("end", assertion=ended)
    started_again.must("rotate_pepper", token=started_again.token("admin"))
    started.stop(copied.home)

    backup.restore(copied.home, copy, replace=True)
    again = restart(started, copied)
    again.now = started_again.now

    assert again.open(berit, copied.file)["error"] == "no_grant"
    assert again.refusal("recovery.new", assertion=ended) == "not_signed_in"
    assert again.refusal("sign_in", person="cecilie", code=code, door="desk") == "used_code"
    assert again.must("rotate_pepper", token=again.token("admin"))["version"] == 3
    assert stopped_later["ok"]
    assert again.alarms() == []


def test_restored_register_learns_from_the_log_which_unit_answers_after_a_hand_over(
    started, copied
):
    copied.adviser("emre", "ambassade-ankara")
    jonas = copied.adviser("jonas", "ambassade-ankara", leads=True)
    copied.member("ghada", "ambassade-ankara")
    copy = copied.home.with_name("later-backup")
    backup.back_up(copied.home, copy)
    copied.give(copied.assertion, copied.want(copied.file.ref, "emre", "hand_over"))
    copied.admin("stop_person", person="emre")
    started.stop(copied.home)

    backup.restore(copied.home, copy, replace=True)
    again = restart(started, copied)

    asked = {"assertion": jonas, "file": copied.file.ref, "holder": "ghada"}
    assert again.refusal("take_over.propose", **asked) == ""


def test_restored_register_tells_of_a_unit_key_that_no_copy_has(started, copied):
    """What cannot be made good is said aloud: files of that quarter cannot be opened."""
    copied.unit_key("raad-ost", "2027Q1")
    started.stop(copied.home)
    backup.restore(copied.home, copied.backup, replace=True)

    again = restart(started, copied)

    assert [(alarm["kind"], alarm["detail"]) for alarm in again.alarms()] == [
        ("pair_lost", {"quarter": "2027Q1"})
    ]


def test_restored_log_of_another_keeper_is_refused(started, copied, tmp_path):
    other = tmp_path / "other" / "keeper"
    started(other)
    started.stop(other)
    (other / "keeper.db").unlink()

    with pytest.raises(backup.BackupBroken):
        backup.restore(other, copied.backup)


# the log


def test_log_is_chained_from_the_first_line_to_the_last(copied):
    head = log.verify(copied.home / "log.jsonl")

    assert head.n == len(copied.log_lines())
    assert head.hash.hex() == copied.log_lines()[-1]["hash"]


@pytest.mark.parametrize("n", [1, 3, 6])
def test_log_names_the_first_line_that_was_changed(copied, n):
    path = copied.home / "log.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    lines[n - 1] = lines[n - 1].replace('"outcome":"ok"', '"outcome":"no"')
    path.write_text("".join(lines))

    with pytest.raises(log.LogBroken) as broken:
        log.verify(path)
    assert broken.value.n == n


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: lines[:2] + lines[3:],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
        lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
        lambda lines: [*lines[:2], "rubbish\n", *lines[3:]],
        lambda lines: [*lines[:2], "[]\n", *lines[3:]],
    ],
)
def test_log_with_a_line_removed_copied_moved_or_replaced_is_broken_there(copied, tamper):
    path = copied.home / "log.jsonl"
    path.write_text("".join(tamper(path.read_text().splitlines(keepends=True))))

    with pytest.raises(log.LogBroken) as broken:
        log.verify(path)
    assert broken.value.n == 3


def test_log_cut_short_is_told_of_at_the_next_start(started, copied):
    """A whole chain is not enough: the state knows where the log ended."""
    started.stop(copied.home)
    path = copied.home / "log.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:-2]))
    log.verify(path)

    again = restart(started, copied)

    assert [(alarm["kind"], alarm["detail"]) for alarm in again.alarms()] == [
        ("log_cut", {"known": len(lines), "found": len(lines) - 2})
    ]


def test_log_with_half_a_last_line_goes_on_after_it(started, copied):
    """A machine that stopped in the middle of a line: that line was never acknowledged."""
    started.stop(copied.home)
    path = copied.home / "log.jsonl"
    before = path.read_bytes()
    path.write_bytes(before + b'{"n":99,"op":"gra')

    again = restart(started, copied)

    assert path.read_bytes() == before
    assert again.alarm_kinds() == ["log_torn"]
    again.unit("raad-vest")
    log.verify(path)


def test_log_of_another_keeper_put_in_its_place_is_told_of(started, copied, tmp_path):
    """A whole chain, and even a longer one: it is not the one the state knows."""
    other = tmp_path / "other" / "keeper"
    _, stranger = started(other)
    for n in range(30):
        stranger.unit(f"enhet-{n}")
    started.stop(other)
    started.stop(copied.home)
    (copied.home / "log.jsonl").write_bytes((other / "log.jsonl").read_bytes())

    assert restart(started, copied).alarm_kinds()[0] == "log_cut"


def test_log_is_followed_from_the_line_the_state_knows(started, copied):
    """A start does not slow down over the years; the nightly check follows every line."""
    started.stop(copied.home)
    path = copied.home / "log.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    lines[1] = lines[1].replace('"outcome":"ok"', '"outcome":"no"')
    path.write_text("".join(lines))

    assert restart(started, copied).alarms() == []
    with pytest.raises(log.LogBroken):
        log.verify(path)


def test_log_is_readable_by_its_owner_only(copied):
    assert (copied.home / "log.jsonl").stat().st_mode & 0o777 == 0o600
    assert (copied.home / "keeper.db").stat().st_mode & 0o777 == 0o600


def test_commands_copy_restore_and_verify(copied, started, tmp_path):
    """As an operator runs them."""
    started.stop(copied.home)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    def run(*command):
        whole = [sys.executable, "-m", "fristed.keeper", *map(str, command)]
        done = subprocess.run(whole, capture_output=True, text=True, env=environment, check=False)
        return done.returncode, done.stdout + done.stderr

    assert run("backup", "--home", copied.home, "--to", tmp_path / "copy") == (0, "")
    assert run("restore", "--home", tmp_path / "new", "--from", tmp_path / "copy") == (0, "")
    code, said = run("restore", "--home", tmp_path / "new", "--from", tmp_path / "copy")
    assert (code, said.split(":")[:2]) == (1, ["keeper", " FileExistsError"])
    code, said = run("verify-log", "--home", tmp_path / "new")
    assert (code, said.split(",")[0]) == (0, f"{len(copied.log_lines())} lines")
    path = tmp_path / "new" / "log.jsonl"
    path.write_text(path.read_text().replace('"op":"grant"', '"op":"other"'))
    code, said = run("verify-log", "--home", tmp_path / "new")
    assert code == 1
    assert said.startswith("keeper: the log is broken at line ")
