"""Copying the keeper's state to another place, and back. Never the custody folder.

A copy without custody opens nothing, and after a quarter's custody key is destroyed no copy
opens that quarter.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from fristed.keeper import log
from fristed.keeper.starting import DATABASE, LOCK, LOG, make_home, only_one

ISSUERS: Final = "issuers.json"
MANIFEST: Final = "manifest.json"


class BackupBroken(Exception):
    """The copy is not whole, or does not belong to this keeper."""


def back_up(home: Path, to: Path) -> None:
    """A consistent copy, taken while the keeper runs. The state first and the log after it: a
    log that is ahead is made good when the keeper starts.

    :raises FileExistsError: something is there already.
    """
    if to.exists():
        raise FileExistsError(to)
    new = to.with_name(to.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700, parents=True)
    with (
        closing(sqlite3.connect(f"file:{home / DATABASE}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(new / DATABASE)) as copy,
    ):
        source.backup(copy)
        copy.execute("pragma journal_mode=delete")
    _copy_log(home / LOG, new / LOG)
    if (home / ISSUERS).exists():
        shutil.copyfile(home / ISSUERS, new / ISSUERS)
    names = sorted(path.name for path in new.iterdir())
    manifest = {name: _digest(new / name) for name in names}
    (new / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    for path in new.iterdir():
        path.chmod(0o600)
        _sync(path)
    _sync(new)
    new.replace(to)
    _sync(to.parent)


def restore(home: Path, source: Path, *, replace: bool = False) -> None:
    """Put a copy back. A log in the folder that goes on from the copy's is kept: what it says
    was taken back, ended or destroyed since is made good when the keeper starts.

    :raises BackupBroken: the copy was changed, or its log is another keeper's.
    :raises FileExistsError: there is a keeper here, and `replace` was not said.
    :raises AlreadyRunning: it runs.
    """
    make_home(home)
    with only_one(home / LOCK):
        if (home / DATABASE).exists() and not replace:
            raise FileExistsError(home / DATABASE)
        _check(source)
        if not _goes_on(home / LOG, source / LOG):
            if (home / LOG).exists() and not replace:
                raise BackupBroken("the log here is another")
            _put(source / LOG, home / LOG)
        for left in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (home / left).unlink(missing_ok=True)
        _put(source / DATABASE, home / DATABASE)
        if (source / ISSUERS).exists() and not (home / ISSUERS).exists():
            _put(source / ISSUERS, home / ISSUERS)


def _check(source: Path) -> None:
    try:
        manifest = json.loads((source / MANIFEST).read_text())
        whole = all(_digest(source / name) == digest for name, digest in manifest.items())
        log.verify(source / LOG)
    except (OSError, ValueError, log.LogBroken) as fault:
        raise BackupBroken("it is not whole") from fault
    if not whole or not {DATABASE, LOG} <= set(manifest):
        raise BackupBroken("it is not whole")


def _goes_on(here: Path, copied: Path) -> bool:
    """Whether the log here is the copy's, or the copy's and more."""
    if not here.exists():
        return False
    return here.read_bytes().startswith(copied.read_bytes())


def _copy_log(source: Path, to: Path) -> None:
    """Whole lines only: the keeper may be writing the last one."""
    data = source.read_bytes()
    to.write_bytes(data[: data.rfind(b"\n") + 1])


def _put(source: Path, to: Path) -> None:
    new = to.with_name(to.name + ".new")
    shutil.copyfile(source, new)
    new.chmod(0o600)
    _sync(new)
    new.replace(to)
    _sync(to.parent)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
