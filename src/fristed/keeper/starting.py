"""Putting the keeper together from its folder, its custody and the house's database."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from fristed.keeper import codes, destroying, replay, rotating, tokens
from fristed.keeper.bench import Bench
from fristed.keeper.custody import Custody, FileCustody
from fristed.keeper.keeper import Keeper, Settings
from fristed.keeper.own import load_or_make
from fristed.keeper.records import Records
from fristed.keeper.register import Book, Register
from fristed.keeper.unit_keys import UnitKeys, custody_key

DATABASE: Final = "keeper.db"
LOG: Final = "log.jsonl"
LOCK: Final = "keeper.lock"


class AlreadyRunning(Exception):
    """Another keeper holds this folder or this socket."""


def custody_from(text: str, token: str = "") -> Custody:
    """`file:FOLDER`, or `transit:URL` with the service's token.

    :raises ValueError: neither.
    """
    kind, _, where = text.partition(":")
    if kind == "file" and where:
        return FileCustody(Path(where))
    if kind == "transit" and where and token:
        # httpx alone takes half of a start, and a folder needs none
        from fristed.keeper.transit import TransitCustody  # noqa: PLC0415  see above

        return TransitCustody(where, token)
    raise ValueError("custody is file:FOLDER, or transit:URL with a token")


def start(settings: Settings, database: str, custody: Custody, at: datetime) -> Keeper:
    """Open the folder, or make it. The caller holds its lock (`only_one`).

    :raises LogBroken: the log does not follow from its first line.
    :raises KeyGone: this custody does not hold this keeper's keys.
    """
    tokens.make_missing(settings.home)
    register = Register(settings.home / DATABASE, settings.home / LOG)
    register.write_now(at, lambda book: replay.catch_up(book, register.log))
    own = register.write_now(at, lambda book: load_or_make(book, custody))
    register.write_now(at, lambda book: _make_first_pepper(book, custody))
    _finish_destroying(register, custody, at)
    return Keeper(
        settings=settings,
        register=register,
        records=Records(database, settings.database_seconds),
        custody=custody,
        own=own,
        units=UnitKeys(register, custody),
        bench=Bench(),
    )


async def stop(keeper: Keeper) -> None:
    keeper.bench.close()
    await keeper.records.close()
    keeper.register.close()
    keeper.custody.close()


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold a lock for as long as this process lives; the kernel lets go of it, also after kill -9.

    :raises AlreadyRunning: somebody else holds it.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        os.close(file)
        raise AlreadyRunning(str(path)) from fault
    try:
        yield
    finally:
        os.close(file)


def make_home(home: Path) -> None:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if home.stat().st_mode & 0o077:
        raise PermissionError("the keeper's folder must be closed to others (0700)")


def _make_first_pepper(book: Book, custody: Custody) -> None:
    if book.one("select 1 from pepper") is None:
        rotating.mark_pepper(book, custody.rotate(codes.PEPPER))


def _finish_destroying(register: Register, custody: Custody, at: datetime) -> None:
    """What two people decided is carried out, also when the keeper stopped in the middle of it."""
    for unit, quarter in register.write_now(at, destroying.destroyed_pairs):
        custody.destroy(custody_key(unit, quarter))
