"""Folders, secrets and sockets that are ours alone."""

import os
import stat
from pathlib import Path

import pytest

from fristed.config import installation


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_secret_is_made_once_and_read_by_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.setenv("FRISTED_VAR", str(tmp_path / "var"))

    first = installation.make_secret("fristed_nora")

    assert installation.make_secret("fristed_nora") == first
    assert installation.secret("fristed_nora") == first
    assert len(first) >= 64
    assert mode(tmp_path / "var" / "secrets" / "fristed_nora") == 0o600
    assert mode(tmp_path / "var" / "secrets") == 0o700


def test_systemds_credentials_come_before_the_var_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FRISTED_VAR", str(tmp_path / "var"))
    installation.make_secret("fristed_nora")
    (tmp_path / "fristed_nora").write_text("given\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))

    assert installation.secret("fristed_nora") == "given"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_private_folder_is_private_whatever_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        folder = installation.private_folder(tmp_path / "mine")
    finally:
        os.umask(before)

    assert mode(folder) == 0o700


def test_a_prepared_link_is_not_taken_for_our_folder(tmp_path):
    """C15: in a shared temp folder, somebody else may be first."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "theirs")

    with pytest.raises(installation.NotSafe):
        installation.private_folder(tmp_path / "mine")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_another_users_folder_is_not_taken_for_ours(tmp_path):
    (tmp_path / "mine").mkdir()
    os.chown(tmp_path / "mine", 65534, 65534)

    with pytest.raises(installation.NotSafe):
        installation.private_folder(tmp_path / "mine")


@pytest.mark.parametrize("length", range(1, 120))
def test_a_socket_always_fits_and_never_holds_a_comma(tmp_path, monkeypatch, length):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    var = tmp_path.joinpath("å" * (length // 2) + "x", "var")

    folder = installation.socket_folder(var, "pg", ".s.PGSQL.5432")

    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= 107
    assert folder == installation.socket_folder(var, "pg", ".s.PGSQL.5432")


def test_a_comma_in_the_path_moves_the_socket(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")

    folder = installation.socket_folder(tmp_path / "a,b", "pg", "s")

    assert "," not in str(folder)


def test_two_copies_never_share_a_socket(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    long = tmp_path / ("x" * 120)

    first = installation.socket_folder(long / "a", "keeper", "keeper.sock")

    assert first != installation.socket_folder(long / "b", "keeper", "keeper.sock")
