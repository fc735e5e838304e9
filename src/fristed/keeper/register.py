"""The keeper's own state: one SQLite file, one thread, each change with its lines in the log.

The order of a change is: work in a transaction, its lines on the disk, commit. A line without
its change can be made good (`replay`); a change without its line would be a hole.
"""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from fristed.keeper import moments
from fristed.keeper.log import Head, Log
from fristed.keeper.refusals import Refused

T = TypeVar("T")
Row = tuple[Any, ...]

SCHEMA_VERSION: Final = 1
SCHEMA: Final = """
create table meta (name text primary key, value blob not null) strict;
create table unit (code text primary key) strict;
create table member (unit text not null references unit, person text not null,
    starts_on text not null, ends_on text, leads integer not null,
    primary key (unit, person, starts_on, leads)) strict;
create index member_person on member (person);
create table pair (unit text not null, quarter text not null, public blob not null, wrapped blob,
    made_at integer not null, destroyed_at integer, primary key (unit, quarter)) strict;
create table proposal (unit text not null, quarter text not null, person text not null,
    at integer not null, primary key (unit, quarter)) strict;
create table count_key (quarter text primary key, wrapped blob not null) strict;
create table pepper (version integer primary key, made_at integer not null) strict;
create table invite (hash blob primary key, person text not null, expires integer not null,
    used integer not null default 0) strict;
create table totp (person text primary key, secret blob not null, last_step integer not null)
    strict;
create table totp_begun (person text primary key, secret blob not null, expires integer not null)
    strict;
create table recovery (person text not null, code blob not null,
    used integer not null default 0, primary key (person, code)) strict;
create table passkey (id blob primary key, person text not null, credential blob not null,
    sign_count integer not null, made_at integer not null) strict;
create index passkey_person on passkey (person);
create table ceremony (hash blob primary key, kind text not null, person text not null,
    state text not null, invite blob, expires integer not null) strict;
create table subject (issuer text not null, subject text not null, person text not null,
    primary key (issuer, subject)) strict;
create table nonce (hash blob primary key, expires integer not null) strict;
create table wrong (person blob not null, at integer not null) strict;
create index wrong_person on wrong (person, at);
create table session (id text primary key, person text not null, at integer not null,
    expires integer not null, ended integer not null default 0) strict;
create index session_at on session (at);
create index session_expires on session (expires);
create table stopped (person text primary key, before integer not null) strict;
create table revoked (ref text primary key, file text not null, holder text not null,
    ground text not null, at integer not null) strict;
create index revoked_file on revoked (file, holder);
create table opened (person text not null, file text not null, at integer not null,
    primary key (person, file)) strict;
create index opened_at on opened (at);
create table chain (file text primary key, count integer not null, head blob not null) strict;
create table head (chain text primary key, n integer not null, hash blob not null,
    seal blob not null, at integer not null) strict;
create table alarm (n integer primary key autoincrement, at integer not null, kind text not null,
    person text not null, unit text not null, detail text not null, once text unique) strict;
"""


class Book:
    """One transaction in the register, and the lines it puts in the log."""

    def __init__(self, connection: sqlite3.Connection, at: datetime) -> None:
        self._connection = connection
        self.at: Final = at
        self.now: Final = moments.seconds(at)
        self.lines: Final[list[dict[str, Any]]] = []

    def one(self, sql: str, *values: object) -> Row | None:
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: object) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()

    def do(self, sql: str, *values: object) -> int:
        """Change rows; says how many."""
        return self._connection.execute(sql, values).rowcount

    def note(self, op: str, outcome: str = "ok", **fields: object) -> None:
        """Put a line in the log, written before this transaction is committed."""
        filled = {name: value for name, value in fields.items() if value not in (None, "")}
        self.lines.append({"at": moments.as_text(self.at), "op": op, "outcome": outcome, **filled})

    def alarm(
        self, kind: str, *, person: str = "", unit: str = "", once: str | None = None, **detail: Any
    ) -> None:
        """Tell a leader or an administrator. `once` keeps the same news from being told twice."""
        self.do(
            "insert or ignore into alarm (at, kind, person, unit, detail, once)"
            " values (?, ?, ?, ?, ?, ?)",
            *(self.now, kind, person, unit, json.dumps(detail, sort_keys=True), once),
        )

    def meta(self, name: str) -> bytes | None:
        row = self.one("select value from meta where name = ?", name)
        return None if row is None else bytes(row[0])

    def set_meta(self, name: str, value: bytes) -> None:
        self.do("insert or replace into meta values (?, ?)", name, value)


class Register:
    def __init__(self, path: Path, log: Log) -> None:
        self.log: Final = log
        self._thread = ThreadPoolExecutor(1, "register")
        self._connection = self._thread.submit(_connect, path).result()

    async def write(self, at: datetime, work: Callable[[Book], T]) -> T:
        """Do the work in one transaction. A refusal is kept, any other fault undoes it."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._write, at, work)

    async def read(self, at: datetime, work: Callable[[Book], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._read, at, work)

    def write_now(self, at: datetime, work: Callable[[Book], T]) -> T:
        """The same as `write`, for commands and the start."""
        return self._thread.submit(self._write, at, work).result()

    def read_now(self, at: datetime, work: Callable[[Book], T]) -> T:
        return self._thread.submit(self._read, at, work).result()

    def forget_old_pages(self) -> None:
        """Take what was overwritten out of the write-ahead file too."""
        self.read_now(moments.EPOCH, lambda book: book.all("pragma wal_checkpoint(truncate)"))

    def close(self) -> None:
        self._thread.submit(self._connection.close).result()
        self._thread.shutdown()

    def _write(self, at: datetime, work: Callable[[Book], T]) -> T:
        book = Book(self._connection, at)
        self._connection.execute("begin immediate")
        try:
            try:
                result: T | Refused = work(book)
            except Refused as refused:
                result = refused
            if book.lines:
                keep_head(book, self.log.append(book.lines))
            self._connection.execute("commit")
        except BaseException:
            self._connection.execute("rollback")
            raise
        if isinstance(result, Refused):
            raise result
        return result

    def _read(self, at: datetime, work: Callable[[Book], T]) -> T:
        return work(Book(self._connection, at))


def keep_head(book: Book, head: Head) -> None:
    """Keep beside the state where the log ended, so that a shortened log shows."""
    book.set_meta("log_head", head.n.to_bytes(8) + head.hash)


def kept_head(book: Book) -> Head:
    kept = book.meta("log_head")
    return Head() if kept is None else Head(int.from_bytes(kept[:8]), kept[8:])


def marks(values: Sequence[object]) -> str:
    """One question mark for each value, for `in (...)`."""
    return ", ".join("?" * len(values))


def _connect(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=wal", "synchronous=full", "secure_delete=on", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")
    connection.execute("pragma busy_timeout=5000")
    (version,) = connection.execute("pragma user_version").fetchone()
    if version == 0:
        connection.executescript(f"begin; {SCHEMA} pragma user_version={SCHEMA_VERSION}; commit;")
    elif version != SCHEMA_VERSION:
        raise RuntimeError(f"keeper.db is of version {version}, not {SCHEMA_VERSION}")
    return connection
